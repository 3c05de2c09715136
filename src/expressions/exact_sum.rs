//! Sums of numbers without rounding on the way.

use super::arithmetic::finite;
use super::operand::Stop;

/// A sum whose result is the exact sum rounded once, half to even, so that it does not depend on
/// the order of the terms: not its digits, and not whether it is too large.
///
/// Terms of usual size are whole multiples of [`UNIT`] and are added as such. The others go into
/// an accumulator that holds any double (R. M. Neal, "Fast exact summation using small and large
/// superaccumulators", 2015).
#[derive(Debug, Clone, Default)]
pub(super) struct ExactSum {
    /// The sum of the terms of usual size, in units of 2^-82.
    usual: i128,
    /// The sum of the others.
    wide: Option<Box<WideSum>>,
}

/// Bits of a double behind its exponent.
const FRACTION_BITS: u32 = 52;
/// The bit that normal doubles have before their fraction.
const HIDDEN_BIT: u64 = 1 << FRACTION_BITS;
/// The exponent field of infinity.
const INFINITE: u64 = 0x7ff;
/// The exponent field of doubles whose last bit is one unit: 2^-82 = 2^(993 - 1023 - 52).
const UNIT_EXPONENT: u64 = 993;
/// One unit of the sum of usual terms.
const UNIT: f64 = 1.0 / (1_u128 << 82) as f64;
/// The bit of the wide sum, counted from 2^-1074, that is worth one unit.
const UNIT_BIT: usize = 1074 - 82;
/// How far a fraction is shifted at most, so that a term is below 2^124 units.
const SHIFT_MAX: u64 = 70;

impl ExactSum {
    /// Adds a number.
    #[inline]
    pub(super) fn add(&mut self, term: f64) {
        let bits = term.to_bits();
        let exponent = (bits >> FRACTION_BITS) & INFINITE;
        let shift = exponent.wrapping_sub(UNIT_EXPONENT);
        if shift > SHIFT_MAX {
            if term != 0.0 {
                self.wide.get_or_insert_default().add(term);
            }
            return;
        }
        let fraction = i128::from(bits & (HIDDEN_BIT - 1) | HIDDEN_BIT) << shift;
        self.add_units(if term < 0.0 { -fraction } else { fraction });
    }

    /// Adds a whole number.
    pub(super) fn add_integer(&mut self, term: i128) {
        const UNITS: i128 = 1 << 82;
        if let Some(units) = term.checked_mul(UNITS) {
            self.add_units(units);
        } else {
            self.wide.get_or_insert_default().add_at(term, UNIT_BIT + 82);
        }
    }

    #[inline]
    fn add_units(&mut self, units: i128) {
        if let Some(sum) = self.usual.checked_add(units) {
            self.usual = sum;
        } else {
            let full = std::mem::replace(&mut self.usual, units);
            self.wide.get_or_insert_default().add_at(full, UNIT_BIT);
        }
    }

    /// Adds all terms of another sum.
    pub(super) fn merge(&mut self, other: &Self) {
        self.add_units(other.usual);
        if let Some(other) = &other.wide {
            self.wide.get_or_insert_default().merge(other);
        }
    }

    /// Returns the sum.
    pub(super) fn total(&self) -> Result<f64, Stop> {
        let Some(wide) = &self.wide else {
            #[expect(clippy::cast_precision_loss, reason = "the exact sum is rounded once here")]
            return Ok(self.usual as f64 * UNIT);
        };
        let mut wide = wide.clone();
        wide.add_at(self.usual, UNIT_BIT);
        finite(wide.total())
    }
}

/// Bits of one digit of a wide sum.
const DIGIT_BITS: usize = 32;
/// Digits from 2^-1074 to above the sum of 2^63 largest doubles.
const DIGITS: usize = 69;

/// The sum of any doubles: digits of 32 bits with room for carries, the smallest first.
#[derive(Debug, Clone)]
struct WideSum {
    digits: [i64; DIGITS],
    /// Additions since the carries were last taken on.
    pending: u32,
    /// Whether a term was no number: the product of two that are too large.
    is_infinite: bool,
}

impl Default for WideSum {
    fn default() -> Self {
        Self { digits: [0; DIGITS], pending: 0, is_infinite: false }
    }
}

impl WideSum {
    fn add(&mut self, term: f64) {
        let bits = term.to_bits();
        let (exponent, fraction) = ((bits >> FRACTION_BITS) & INFINITE, bits & (HIDDEN_BIT - 1));
        self.is_infinite |= exponent == INFINITE;
        let (place, fraction) = match usize::try_from(exponent) {
            // Doubles without the hidden bit have the exponent of the smallest that have it.
            Ok(0) | Err(_) => (0, fraction),
            Ok(exponent) => (exponent - 1, fraction | HIDDEN_BIT),
        };
        let fraction = i128::from(fraction);
        self.add_at(if term < 0.0 { -fraction } else { fraction }, place);
    }

    /// Adds a whole number of the value of a bit.
    fn add_at(&mut self, number: i128, bit: usize) {
        const MASK: u128 = (1 << DIGIT_BITS) - 1;
        let (first, shift) = (bit / DIGIT_BITS, bit % DIGIT_BITS);
        let is_negative = number < 0;
        let mut rest = number.unsigned_abs();
        // What the shift would push out of 128 bits is the beginning of the fifth digit.
        let mut beyond = if shift == 0 { 0 } else { rest >> (u128::BITS as usize - shift) };
        rest <<= shift;
        for digit in self.digits.iter_mut().skip(first) {
            if rest == 0 && beyond == 0 {
                break;
            }
            let part = i64::try_from(rest & MASK).expect("a digit has 32 bits");
            *digit += if is_negative { -part } else { part };
            rest = (rest >> DIGIT_BITS) | (beyond & MASK) << (u128::BITS as usize - DIGIT_BITS);
            beyond >>= DIGIT_BITS;
        }
        self.pending += 1;
        if self.pending == 1 << 30 {
            self.carry();
        }
    }

    fn merge(&mut self, other: &Self) {
        let mut other = other.clone();
        other.carry();
        self.carry();
        for (digit, added) in self.digits.iter_mut().zip(&other.digits) {
            *digit += added;
        }
        self.is_infinite |= other.is_infinite;
        self.pending = 1;
    }

    /// Brings every digit but the last into 0 ≤ digit < 2^32.
    fn carry(&mut self) {
        let mut carried = 0;
        let last = DIGITS - 1;
        for digit in &mut self.digits[..last] {
            let sum = *digit + carried;
            carried = sum >> DIGIT_BITS;
            *digit = sum - (carried << DIGIT_BITS);
        }
        self.digits[last] += carried;
        self.pending = 0;
    }

    /// Returns the sum rounded half to even; infinite if it is too large.
    fn total(&mut self) -> f64 {
        if self.is_infinite {
            return f64::INFINITY;
        }
        self.carry();
        let is_negative = self.digits[DIGITS - 1] < 0;
        if is_negative {
            self.digits.iter_mut().for_each(|digit| *digit = -*digit);
            self.carry();
        }
        let size = rounded(&self.digits);
        if is_negative { -size } else { size }
    }
}

/// Returns the number that digits without a sign stand for.
fn rounded(digits: &[i64; DIGITS]) -> f64 {
    let Some(top) = digits.iter().rposition(|digit| *digit != 0) else { return 0.0 };
    // Three digits hold at least 65 bits, more than a double; the rest only says on which side of
    // a half the sum is.
    let first = top.saturating_sub(2);
    let mut number: u128 = 0;
    for digit in digits[first..=top].iter().rev() {
        number = number << DIGIT_BITS | u128::from(digit.unsigned_abs());
    }
    let has_rest = digits[..first].iter().any(|digit| *digit != 0);
    // Everything is a multiple of 2^-1074, so that sums below the normal doubles are exact, and
    // rounding to 53 bits is right for all others.
    #[expect(clippy::cast_precision_loss, reason = "the exact sum is rounded once here")]
    let value = (number << 1 | u128::from(has_rest)) as f64;
    let exponent = i32::try_from(first * DIGIT_BITS).expect("a small number") - 1074 - 1;
    scaled(value, exponent)
}

/// Multiplies with a power of two in steps that lose nothing: a sum below the normal doubles has
/// no digits that they lack.
fn scaled(value: f64, mut exponent: i32) -> f64 {
    const STEP: i32 = 1000;
    let power = |exponent: i32| {
        f64::from_bits(u64::from((1023 + exponent).unsigned_abs()) << FRACTION_BITS)
    };
    let mut value = value;
    while exponent > STEP {
        value *= power(STEP);
        exponent -= STEP;
    }
    while exponent < -STEP {
        value *= power(-STEP);
        exponent += STEP;
    }
    value * power(exponent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ExactSum, Stop};

    fn sum(terms: &[f64]) -> Result<f64, Stop> {
        let mut sum = ExactSum::default();
        for term in terms {
            sum.add(*term);
        }
        sum.total()
    }

    #[track_caller]
    fn check(terms: &[f64], expected: f64) {
        assert_eq!(sum(terms), Ok(expected));
        let reversed: Vec<_> = terms.iter().rev().copied().collect();
        assert_eq!(sum(&reversed), Ok(expected), "in the reverse order");
    }

    #[test]
    fn rounds_once() {
        check(&[], 0.0);
        check(&[0.1; 10], 1.0);
        check(&[1e100, 1.0, -1e100], 1.0);
        check(&[1e16, 1.0, 1e-16], 10_000_000_000_000_002.0);
        check(&[1e16, 1.0], 1e16);
        check(&[-1e16, -1.0, -1e-16], -10_000_000_000_000_002.0);
        check(&[0.0, -0.0], 0.0);
        check(&[5e-324, 5e-324, 1e-310], 1e-310 + 1e-323);
        check(&[f64::MAX, 5e-324, -f64::MAX], 5e-324);
        check(&[f64::MIN_POSITIVE, -5e-324], f64::MIN_POSITIVE - 5e-324);
        assert_eq!(sum(&[f64::MAX, f64::MAX]), Err(Stop::Overflow));
        assert_eq!(sum(&[f64::INFINITY, f64::NEG_INFINITY]), Err(Stop::Overflow));
    }

    #[test]
    fn only_the_sum_has_to_fit() {
        check(&[f64::MAX, f64::MAX, -f64::MAX], f64::MAX);
        check(&[f64::MAX, 1e291, -1e292, f64::MAX, -f64::MAX], f64::MAX);
        assert_eq!(sum(&[f64::MAX, 1e292]), Err(Stop::Overflow));
    }

    #[test]
    fn whole_numbers_are_added_as_they_are() {
        for number in [0, 1, -7, i128::from(i64::MAX), i128::from(i64::MIN) * 1_000_000, 1 << 45] {
            let mut sum = ExactSum::default();
            sum.add(0.5);
            sum.add_integer(number);
            sum.add(-0.5);
            #[expect(clippy::cast_precision_loss, reason = "it is rounded once")]
            let expected = number as f64;
            assert_eq!(sum.total(), Ok(expected), "{number}");
        }
    }

    /// J. R. Shewchuk, "Adaptive precision floating-point arithmetic", 1997, as in `math.fsum`.
    fn shewchuk(terms: &[f64]) -> f64 {
        let mut parts: Vec<f64> = Vec::new();
        for term in terms {
            let mut high = *term;
            let mut kept = Vec::new();
            for part in parts {
                let (larger, smaller) =
                    if high.abs() < part.abs() { (part, high) } else { (high, part) };
                high = larger + smaller;
                let lost = smaller - (high - larger);
                if lost != 0.0 {
                    kept.push(lost);
                }
            }
            kept.push(high);
            parts = kept;
        }
        // The parts do not overlap: the first two that differ decide, a half by the third.
        let mut rest = parts.iter().rev().copied();
        let mut total = rest.next().unwrap_or(0.0);
        let mut lost = 0.0;
        while lost == 0.0 {
            let Some(part) = rest.next() else { return total };
            let sum = total + part;
            lost = part - (sum - total);
            total = sum;
        }
        let next = rest.find(|part| *part != 0.0).unwrap_or(0.0);
        if next != 0.0 && (lost < 0.0) == (next < 0.0) && (total + lost * 2.0) - total == lost * 2.0
        {
            total += lost * 2.0;
        }
        total
    }

    proptest! {
        #[test]
        fn any_doubles_sum_to_what_shewchuk_has_in_any_order_and_parts(
            terms in prop::collection::vec(
                prop_oneof![
                    -1e3..1e3_f64,
                    (-1_000_000..1_000_000_i32).prop_map(|n| f64::from(n) / 100.0),
                    any::<f64>().prop_filter("finite", |x| x.is_finite() && x.abs() < 1e300),
                    prop_oneof![Just(1e16), Just(-1e16), Just(1.0), Just(0.5), Just(5e-324)],
                ],
                0..60,
            ),
            cut in 0..60_usize,
        ) {
            let expected = shewchuk(&terms);
            let cut = cut.min(terms.len());
            let mut halves = [ExactSum::default(), ExactSum::default()];
            terms[..cut].iter().for_each(|term| halves[0].add(*term));
            terms[cut..].iter().for_each(|term| halves[1].add(*term));
            let [mut merged, second] = halves;
            merged.merge(&second);
            let bits = |sum: Result<f64, Stop>| sum.map(|x| (x + 0.0).to_bits());
            prop_assert_eq!(bits(merged.total()), Ok((expected + 0.0).to_bits()));
            let reversed: Vec<f64> = terms.iter().rev().copied().collect();
            prop_assert_eq!(bits(sum(&reversed)), Ok((expected + 0.0).to_bits()));
        }
    }
}
