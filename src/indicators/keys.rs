//! Keys of rows as numbers, so that rows are grouped without a look at texts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::expressions::Grouping;
use crate::tables::key_text;
use crate::values::{Column, ColumnData};

/// The keys that a column gives to its rows.
pub(super) struct Keys<'a> {
    /// For each row the number of its key, or [`Keys::NONE`].
    pub(super) codes: Cow<'a, [u32]>,
    /// The keys.
    pub(super) texts: Vec<Arc<str>>,
    /// Whether some rows have none.
    pub(super) lacks_some: bool,
}

impl<'a> Keys<'a> {
    /// Stands for a row without a key.
    pub(super) const NONE: u32 = u32::MAX;

    pub(super) fn of(column: &'a Column) -> Self {
        match column.data() {
            ColumnData::Text(texts) => {
                let keys = texts.dictionary.to_vec();
                if column.missing().iter().all(Option::is_none) {
                    let codes = Cow::Borrowed(&texts.codes[..]);
                    return Self { codes, texts: keys, lacks_some: false };
                }
                let rows = texts.codes.iter().zip(column.missing());
                let code = |(code, reason): (&u32, &Option<_>)| match reason {
                    None => *code,
                    Some(_) => Self::NONE,
                };
                Self { codes: rows.map(code).collect(), texts: keys, lacks_some: true }
            }
            ColumnData::Integer(values) => match Range::of(values) {
                Some(range) => Self::numbered(column, values, Few::new(range)),
                None => Self::numbered(column, values, HashMap::new()),
            },
            ColumnData::Boolean(values) => Self::numbered(column, values, HashMap::new()),
            ColumnData::Date(values) => Self::numbered(column, values, HashMap::new()),
            // A number with a fraction is no key.
            ColumnData::Number(values) => Self {
                codes: vec![Self::NONE; values.len()].into(),
                texts: Vec::new(),
                lacks_some: !values.is_empty(),
            },
        }
    }

    /// Numbers the values of a column in the order in which they first appear.
    fn numbered<V: Copy>(column: &Column, values: &[V], mut known: impl Numbers<V>) -> Self {
        let mut texts = Vec::new();
        let mut lacks_some = false;
        let rows = values.iter().zip(column.missing()).enumerate();
        let codes = rows.map(|(row, (value, reason))| {
            if reason.is_some() {
                lacks_some = true;
                return Self::NONE;
            }
            let code = known.number(*value);
            if code as usize == texts.len() {
                texts.extend(key_text(&column.value(row)));
            }
            code
        });
        let codes = codes.collect();
        Self { codes, texts, lacks_some }
    }
}

/// Numbers of things in the order in which they first appear.
trait Numbers<V> {
    fn number(&mut self, value: V) -> u32;
}

impl<V: Eq + Hash> Numbers<V> for HashMap<V, u32> {
    fn number(&mut self, value: V) -> u32 {
        let next = u32::try_from(self.len()).expect("there are fewer keys than rows");
        *self.entry(value).or_insert(next)
    }
}

/// The whole numbers from one to another.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: i64,
    count: usize,
}

/// Numbers of whole numbers that lie near each other.
struct Few {
    first: i64,
    numbers: Vec<u32>,
    next: u32,
}

impl Range {
    /// Returns the range of values, if it is small.
    fn of(values: &[i64]) -> Option<Self> {
        const COUNT_MAX: usize = 1 << 16;
        let (first, last) = (values.iter().min()?, values.iter().max()?);
        let count = usize::try_from(last.checked_sub(*first)?.checked_add(1)?).ok()?;
        (count <= COUNT_MAX).then_some(Self { first: *first, count })
    }
}

impl Few {
    fn new(range: Range) -> Self {
        Self { first: range.first, numbers: vec![u32::MAX; range.count], next: 0 }
    }
}

impl Numbers<i64> for Few {
    fn number(&mut self, value: i64) -> u32 {
        let place = usize::try_from(value - self.first).expect("the value is in the range");
        let number = &mut self.numbers[place];
        if *number == u32::MAX {
            *number = self.next;
            self.next += 1;
        }
        *number
    }
}

/// Returns for each row the number of its combination of a group and a key, in the order in which
/// they first appear; rows without a group or a key have none.
pub(super) fn joined(groups: &[u32], codes: &[u32], code_count: usize) -> Vec<u32> {
    /// Places of a table that any two columns may take, and those for each row.
    const PLACES_MIN: usize = 1 << 16;
    const PLACES_OF_A_ROW: usize = 2;
    let known = groups.iter().filter(|group| **group != Grouping::NONE);
    let group_count = known.max().map_or(0, |group| *group as usize + 1);
    let places_max = PLACES_MIN.max(groups.len().saturating_mul(PLACES_OF_A_ROW));
    let place_count = group_count.checked_mul(code_count).filter(|count| *count <= places_max);
    let pairs = groups.iter().zip(codes);
    let has_both = |group: u32, code: u32| group != Grouping::NONE && code != Keys::NONE;
    if let Some(place_count) = place_count {
        let (mut numbers, mut next) = (vec![u32::MAX; place_count], 0);
        let number = |(group, code): (&u32, &u32)| {
            if !has_both(*group, *code) {
                return Grouping::NONE;
            }
            let number = &mut numbers[*group as usize * code_count + *code as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
            *number
        };
        return pairs.map(number).collect();
    }
    let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
    let number = |(group, code): (&u32, &u32)| {
        if has_both(*group, *code) { numbers.number((*group, *code)) } else { Grouping::NONE }
    };
    pairs.map(number).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Keys, joined};
    use crate::expressions::Grouping;
    use crate::values::{Column, DataType, Missing, Value};

    #[test]
    fn rows_have_the_keys_that_their_values_are() {
        let missing = Value::Missing(Missing::Empty);
        let day = Value::Date(jiff::civil::date(2025, 9, 1));
        let columns = [
            (DataType::Text, vec![Value::text("б"), missing.clone(), Value::text("а")], ["б", "а"]),
            (
                DataType::Integer,
                vec![Value::Integer(9), missing.clone(), Value::Integer(-4)],
                ["9", "-4"],
            ),
            (
                DataType::Integer,
                vec![Value::Integer(i64::MAX), missing.clone(), Value::Integer(i64::MIN)],
                ["9223372036854775807", "-9223372036854775808"],
            ),
            (
                DataType::Boolean,
                vec![Value::Boolean(false), missing.clone(), Value::Boolean(true)],
                ["нет", "да"],
            ),
            (DataType::Date, vec![day.clone(), missing, day], ["2025-09-01"; 2]),
        ];
        for (data_type, values, [first, last]) in columns {
            let column = Column::from_values(data_type, values);
            let keys = Keys::of(&column);
            assert!(keys.lacks_some && keys.codes[1] == Keys::NONE, "{data_type}");
            let key = |row: usize| &*keys.texts[keys.codes[row] as usize];
            assert_eq!([key(0), key(2)], [first, last], "{data_type}");
        }
        let numbers = Column::from_values(DataType::Number, [Value::Number(1.0)]);
        assert_eq!(*Keys::of(&numbers).codes, [Keys::NONE], "a number is no key");
    }

    #[test]
    fn combinations_are_numbered_in_the_order_of_appearance() {
        let none = Grouping::NONE;
        // So many keys that there is no room for a table of all combinations.
        for code_count in [4, 1 << 20] {
            let groups = [2, 0, 2, none, 1, 0, 2];
            let codes = [3, 0, 3, 1, none, 1, 0];
            let found = joined(&groups, &codes, code_count);
            assert_eq!(found, [0, 1, 0, none, none, 2, 3], "{code_count} keys");
            let pairs: HashMap<_, _> =
                found.iter().zip(groups.iter().zip(&codes)).filter(|(g, _)| **g != none).collect();
            assert_eq!(pairs.len(), 4, "each combination has one number");
        }
    }
}
