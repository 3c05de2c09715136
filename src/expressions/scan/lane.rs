//! The values of an argument in the rows of a part, and the forms in which they are gathered.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::mask::Mask;
use super::part::Part;
use super::plan::NodeId;
use super::total::Terms;
use crate::expressions::operand::Operand;
use crate::values::{Column, ColumnData, DataType};

/// The values of an argument.
pub(super) struct Lane<'a> {
    node: NodeId,
    pub(super) operand: Operand<'a>,
    /// The rows in which there is a value.
    pub(super) known: Mask,
    terms: OnceCell<Summed>,
    keys: OnceCell<Vec<i64>>,
}

/// Numbers in the form in which they are summed up.
pub(super) enum Summed {
    /// Whole numbers as the operand has them.
    Own {
        bound: u64,
    },
    /// Numbers that are whole.
    Whole {
        values: Vec<i64>,
        bound: u64,
    },
    Numbers(Option<Vec<f64>>),
}

impl<'a> Lane<'a> {
    pub(super) fn new(node: NodeId, operand: Operand<'a>) -> Self {
        let reasons = operand.reasons();
        let known = Mask::of(reasons.len(), |row| reasons[row].is_none());
        Self { node, operand, known, terms: OnceCell::new(), keys: OnceCell::new() }
    }

    /// Returns the values as terms of a sum.
    pub(super) fn terms(&self) -> Terms<'_> {
        let summed = self.terms.get_or_init(|| match self.operand.data_type() {
            DataType::Integer => Summed::Own { bound: bound(self.operand.lane::<i64>().values) },
            _ => {
                let values = self.operand.lane::<f64>().values;
                Summed::whole(values).unwrap_or(Summed::Numbers(None))
            }
        });
        match summed {
            Summed::Own { bound } => {
                Terms::Integers { values: self.operand.lane::<i64>().values, bound: *bound }
            }
            Summed::Numbers(None) => Terms::Numbers(self.operand.lane::<f64>().values),
            other => other.terms(),
        }
    }

    /// Returns whole numbers that are in the order of the values; equal ones for equal values.
    pub(super) fn keys(&self, part: &Part<'_>) -> &[i64] {
        match self.operand.data() {
            ColumnData::Integer(_) => self.operand.lane::<i64>().values,
            data => self.keys.get_or_init(|| match data {
                ColumnData::Boolean(_) => keys(self.operand.lane::<bool>().values, i64::from),
                ColumnData::Number(_) => keys(self.operand.lane::<f64>().values, key_of_number),
                ColumnData::Date(_) => keys(self.operand.lane::<Date>().values, key_of_date),
                ColumnData::Text(_) | ColumnData::Integer(_) => {
                    let ranks = part.plan.nodes[self.node].ranks();
                    // Where every text is missing there may be none at all.
                    let rank = |code: u32| ranks.get(code as usize).copied().unwrap_or(0);
                    keys(self.operand.texts().codes.values, |code| i64::from(rank(code)))
                }
            }),
        }
    }

    /// Whether values that are equal may have two keys: 0 and -0.
    pub(super) fn has_two_zeros(&self) -> bool {
        self.operand.data_type() == DataType::Number
    }

    /// Returns one key for both zeros.
    pub(super) fn one_zero(key: i64) -> i64 {
        if key == key_of_number(-0.0) { key_of_number(0.0) } else { key }
    }
}

impl Summed {
    /// Takes numbers as whole ones, if all of them are.
    fn whole(values: &[f64]) -> Option<Self> {
        /// Sums of many such numbers fit easily.
        const WHOLE_MAX: f64 = (1_u64 << 44) as f64;
        let is_whole = |x: f64| x.abs() <= WHOLE_MAX && whole(x).1 == x;
        let are_whole = values.iter().all(|x| is_whole(*x));
        are_whole.then(|| {
            let values: Vec<i64> = values.iter().map(|x| whole(*x).0).collect();
            Self::Whole { bound: bound(&values), values }
        })
    }

    pub(super) fn of_products(values: Vec<f64>) -> Self {
        Self::whole(&values).unwrap_or(Self::Numbers(Some(values)))
    }

    pub(super) fn terms(&self) -> Terms<'_> {
        match self {
            Self::Whole { values, bound } => Terms::Integers { values, bound: *bound },
            Self::Numbers(Some(values)) => Terms::Numbers(values),
            Self::Numbers(None) | Self::Own { .. } => panic!("the values are those of the lane"),
        }
    }
}

/// Returns a number without its fraction, both as a whole number and as a number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "whoever asks compares with the number"
)]
fn whole(x: f64) -> (i64, f64) {
    let whole = x as i64;
    (whole, whole as f64)
}

/// Returns a number that is at least as far from zero as every value.
fn bound(values: &[i64]) -> u64 {
    // The bits in which a value differs from its sign; all of them together are a bound.
    let bits = values.iter().fold(0, |bits, value| bits | (value ^ (value >> 63)).cast_unsigned());
    bits.saturating_add(1)
}

fn keys<T: Copy>(values: &[T], key: impl Fn(T) -> i64) -> Vec<i64> {
    values.iter().map(|value| key(*value)).collect()
}

/// The order of [`f64::total_cmp`].
const fn key_of_number(x: f64) -> i64 {
    let bits = x.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

const MONTHS: i64 = 16;
const DAYS: i64 = 32;

fn key_of_date(date: Date) -> i64 {
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()].map(i64::from);
    (year * MONTHS + month) * DAYS + day
}

/// Returns the number of a key.
pub(super) const fn number_of_key(key: i64) -> f64 {
    // The order of negative numbers is turned, and turning it twice is nothing.
    f64::from_bits((key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

/// Returns the day of a key.
pub(super) fn date_of_key(key: i64) -> Date {
    let (month, day) = (key.div_euclid(DAYS).rem_euclid(MONTHS), key.rem_euclid(DAYS));
    let year = key.div_euclid(DAYS).div_euclid(MONTHS);
    let date = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok())
        .and_then(|((year, month), day)| Date::new(year, month, day).ok());
    date.expect("the key was made of a day")
}

/// Returns the place of each text in the order of texts.
pub(super) fn ranks(column: &Column) -> Vec<u32> {
    let ColumnData::Text(texts) = column.data() else { return Vec::new() };
    let mut codes: Vec<u32> = (0..).take(texts.dictionary.len()).collect();
    codes.sort_by(|a, b| texts.dictionary[*a as usize].cmp(&texts.dictionary[*b as usize]));
    let mut ranks = vec![0; codes.len()];
    for (rank, code) in (0..).zip(codes) {
        ranks[code as usize] = rank;
    }
    ranks
}
