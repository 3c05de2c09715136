//! `round`: a number rounded to decimal places, halves away from zero.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Stop};
use crate::values::{ColumnData, DataType, Value, round_half_away};

pub(super) const FUNCTION: Function = Function {
    name: "round",
    aliases: &[],
    signature: "round(x [, digits])",
    summary: Summary {
        russian: "Число, округлённое до стольких знаков после запятой (без второго аргумента – \
                  до целого); половина округляется от нуля: 2,5 → 3. Число берётся с 15 \
                  значащими цифрами, как в электронных таблицах. Отрицательное число знаков \
                  округляет до десятков, сотен и так далее.",
        english: "The number rounded to so many decimal places, or to a whole one; halves go \
                  away from zero: 2.5 gives 3. The number is taken to 15 significant digits, as \
                  in spreadsheets. Negative places round to tens, hundreds and so on.",
    },
    definition: "sgn x · ⌊|x| · 10^digits + 1/2⌋ / 10^digits",
    examples: &[
        Example { formula: "round(x)", columns: &[("x", &["2.5"])], expected: "3.0" },
        Example { formula: "round(x, 1)", columns: &[("x", &["-12.25"])], expected: "-12.3" },
        Example { formula: "round(x, -2)", columns: &[("x", &["1250"])], expected: "1300" },
        Example { formula: "round(x)", columns: &[("x", &["7"])], expected: "7" },
    ],
    parameters: Parameters::from(1, &[Parameter::NUMERIC, Parameter::INTEGER]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(round),
};

fn round(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let none = Operand::constant(DataType::Integer, Value::Integer(0));
    let (x, digits) = (&arguments[0], arguments.get(1).unwrap_or(&none));
    let shape = Operand::joint_shape(&[x, digits]);
    let places = digits.lane::<i64>();
    if let ColumnData::Integer(_) = x.data() {
        let values = x.lane::<i64>();
        return Operand::fill(shape, |row| round_integer(values.at(row)?, places.at(row)?));
    }
    let values = x.lane::<f64>();
    Operand::fill(shape, |row| Ok(round_number(values.at(row)?, places.at(row)?)))
}

fn round_integer(value: i64, digits: i64) -> Result<i64, Stop> {
    if digits >= 0 {
        return Ok(value);
    }
    // Nothing is left of a 64-bit integer that is rounded to more than 19 digits.
    let power = u32::try_from(-digits.max(-20)).unwrap_or(20);
    let unit = 10_i128.pow(power);
    let half = if value < 0 { -unit / 2 } else { unit / 2 };
    let rounded = (i128::from(value) + half) / unit * unit;
    i64::try_from(rounded).map_err(|_| Stop::Overflow)
}

fn round_number(value: f64, digits: i64) -> f64 {
    /// From here on numbers have no digits after the point.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    /// More digits than a number has after the point, or before it.
    const DIGITS_MAX: i64 = 400;
    let digits = digits.clamp(-DIGITS_MAX, DIGITS_MAX);
    if digits >= 0 && value.abs() >= WHOLE {
        return value;
    }
    if let Some(rounded) = round_quickly(value, digits) {
        return rounded;
    }
    if let Ok(places) = u8::try_from(digits.min(i64::from(u8::MAX))) {
        return round_half_away(value, places);
    }
    let unit = 10_f64.powi(i32::try_from(-digits).unwrap_or(i32::MAX));
    if unit.is_finite() { round_half_away(value / unit, 0) * unit } else { 0.0 }
}

/// Rounds a number that is not so near to the middle of two that its last digits decide, without
/// spelling it out. Powers of ten up to 10^22 are exact, so that the quotient is the nearest
/// number to the rounded decimal fraction.
fn round_quickly(value: f64, digits: i64) -> Option<f64> {
    let digits = i32::try_from(digits).ok().filter(|digits| (0..=22).contains(digits))?;
    let unit = 10_f64.powi(digits);
    let scaled = (value * unit).abs();
    let from_middle = (scaled.fract() - 0.5).abs();
    let is_clear = scaled < 1e15 && from_middle > scaled.max(1.0) * 1e-14;
    // Adding zero leaves no −0.
    is_clear.then(|| scaled.round().copysign(value) / unit + 0.0)
}

#[cfg(test)]
mod tests {
    use super::{round_integer, round_number, round_quickly};
    use crate::expressions::operand::Stop;
    use crate::values::round_half_away;

    #[test]
    fn rounds_integers_to_tens() {
        let cases = [(1250, -2, 1300), (-1250, -2, -1300), (1249, -2, 1200), (7, 3, 7)];
        for (value, digits, expected) in cases {
            assert_eq!(round_integer(value, digits), Ok(expected), "{value} to {digits}");
        }
        assert_eq!(round_integer(i64::MAX, -19), Err(Stop::Overflow));
        assert_eq!(round_integer(i64::MAX, -20), Ok(0));
        assert_eq!(round_integer(i64::MIN, i64::MIN), Ok(0));
    }

    #[test]
    fn rounds_numbers_at_the_ends_of_their_range() {
        let cases = [
            (2.675, 2, 2.68),
            (1250.0, -2, 1300.0),
            (-0.4, 0, 0.0),
            (1e300, 2, 1e300),
            (9_007_199_254_740_993.0, 0, 9_007_199_254_740_993.0),
            (1e300, -301, 0.0),
            (1.5, i64::MIN, 0.0),
            (1.5, i64::MAX, 1.5),
        ];
        for (value, digits, expected) in cases {
            let rounded = round_number(value, digits);
            assert_eq!(rounded.to_bits(), f64::to_bits(expected), "{value} to {digits}");
        }
    }

    #[test]
    fn the_quick_way_gives_the_same_bits() {
        let mut state = 1_u64;
        for index in 0..200_000_i64 {
            // Knuth's MMIX generator.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let fraction = f64::from(u32::try_from(state >> 33).unwrap_or(0)) / 1e6;
            let value = if index % 2 == 0 { fraction } else { -fraction / 1e3 };
            let digits = index % 7;
            let places = u8::try_from(digits).unwrap_or(0);
            let Some(quick) = round_quickly(value, digits) else { continue };
            let slow = round_half_away(value, places);
            assert_eq!(quick.to_bits(), slow.to_bits(), "{value} to {digits}");
        }
    }
}
