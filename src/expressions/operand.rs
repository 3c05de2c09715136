//! Columns as operands of a computation, and the loop that every operator runs.
//!
//! A constant is a column of one row that stands for all rows.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::dictionary::Dictionary;
use super::error::Overflow;
use crate::values::{Column, ColumnData, DataType, Missing, TextData, Value};

/// The values of a part of a formula.
#[derive(Debug, Clone)]
pub(super) struct Operand<'a> {
    column: Cow<'a, Column>,
    /// The first row of the column that is looked at, and how many are.
    first: usize,
    length: usize,
    is_constant: bool,
}

/// How many values a result has, and whether a single one stands for all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) length: usize,
    pub(super) is_constant: bool,
}

/// Why a row has no value: it is missing, or cannot be computed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Missing(Missing),
    Overflow,
}

impl From<Missing> for Stop {
    fn from(reason: Missing) -> Self {
        Self::Missing(reason)
    }
}

/// A type whose values are stored one by one in a column.
pub(super) trait Scalar: Copy + Default + 'static {
    fn wrap(values: Vec<Self>) -> ColumnData;
    fn values(data: &ColumnData) -> Option<&[Self]>;
}

macro_rules! scalar {
    ($type:ty, $variant:ident) => {
        impl Scalar for $type {
            fn wrap(values: Vec<Self>) -> ColumnData {
                ColumnData::$variant(values)
            }

            fn values(data: &ColumnData) -> Option<&[Self]> {
                if let ColumnData::$variant(values) = data { Some(values) } else { None }
            }
        }
    };
}

scalar!(bool, Boolean);
scalar!(i64, Integer);
scalar!(f64, Number);
scalar!(Date, Date);

/// The values of an operand, row by row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane<'o, T> {
    pub(super) values: &'o [T],
    missing: &'o [Option<Missing>],
    is_constant: bool,
}

impl<T: Copy> Lane<'_, T> {
    /// Returns the value of a row, or the reason why it is missing.
    #[inline]
    pub(super) fn at(&self, row: usize) -> Result<T, Missing> {
        let row = if self.is_constant { 0 } else { row };
        match self.missing[row] {
            None => Ok(self.values[row]),
            Some(reason) => Err(reason),
        }
    }
}

/// The texts of an operand, row by row.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLane<'o> {
    pub(super) codes: Lane<'o, u32>,
    pub(super) dictionary: &'o [Arc<str>],
}

impl<'o> TextLane<'o> {
    /// Returns the text of a row, or the reason why it is missing.
    pub(super) fn at(&self, row: usize) -> Result<&'o Arc<str>, Missing> {
        self.codes.at(row).map(|code| &self.dictionary[code as usize])
    }

    /// Returns the text or reason that stands for all rows, if there is one.
    pub(super) fn constant(&self) -> Option<Result<&'o Arc<str>, Missing>> {
        self.codes.is_constant.then(|| self.at(0))
    }
}

impl<'a> Operand<'a> {
    /// Makes an operand of some rows of a column, or of all of them.
    pub(super) const fn of_column(column: &'a Column, rows: Range<usize>) -> Self {
        let length = rows.end - rows.start;
        Self { column: Cow::Borrowed(column), first: rows.start, length, is_constant: false }
    }

    /// Makes an operand of a column that was made for it.
    pub(super) fn of_owned(column: Column) -> Self {
        let length = column.len();
        Self { column: Cow::Owned(column), first: 0, length, is_constant: false }
    }

    /// Makes an operand that has the same value in all rows.
    pub(super) fn constant(data_type: DataType, value: Value) -> Self {
        let column = Column::from_values(data_type, [value]);
        Self { is_constant: true, ..Self::of_owned(column) }
    }

    fn new(data: ColumnData, missing: Vec<Option<Missing>>, shape: Shape) -> Self {
        Self { is_constant: shape.is_constant, ..Self::of_owned(Column::new(data, missing)) }
    }

    /// Returns the shape of a result that is computed from these operands row by row.
    pub(super) fn joint_shape(operands: &[&Self]) -> Shape {
        let varying = operands.iter().find(|operand| !operand.is_constant);
        let length = varying.map_or(1, |operand| operand.length);
        Shape { length, is_constant: varying.is_none() }
    }

    /// Returns the values of the whole column, of which the operand may be a part.
    pub(super) fn data(&self) -> &ColumnData {
        self.column.data()
    }

    pub(super) const fn is_constant(&self) -> bool {
        self.is_constant
    }

    pub(super) fn data_type(&self) -> DataType {
        self.column.data_type()
    }

    pub(super) fn is_missing(&self, row: usize) -> bool {
        self.reason(row).is_some()
    }

    fn reason(&self, row: usize) -> Option<Missing> {
        self.reasons()[if self.is_constant { 0 } else { row }]
    }

    /// Returns for each row why it is missing, if it is.
    pub(super) fn reasons(&self) -> &[Option<Missing>] {
        &self.column.missing()[self.first..self.first + self.length]
    }

    /// Returns the values of one type.
    pub(super) fn lane<T: Scalar>(&self) -> Lane<'_, T> {
        let values = T::values(self.data()).expect("the checker gave each operand its type");
        let values = &values[self.first..self.first + self.length];
        Lane { values, missing: self.reasons(), is_constant: self.is_constant }
    }

    /// Returns the texts.
    pub(super) fn texts(&self) -> TextLane<'_> {
        let ColumnData::Text(TextData { codes, dictionary }) = self.data() else {
            panic!("the checker gave each operand its type");
        };
        let is_constant = self.is_constant;
        let codes = &codes[self.first..self.first + self.length];
        let codes = Lane { values: codes, missing: self.reasons(), is_constant };
        TextLane { codes, dictionary }
    }

    /// Returns the values of some of the rows.
    pub(super) fn select(&self, rows: &[u32]) -> Operand<'static> {
        let is_constant = self.is_constant;
        let rows: Vec<_> = rows.iter().map(|row| Some(self.first_row() + *row)).collect();
        let rows = if is_constant { &[Some(0)][..] } else { &rows };
        let column = self.column.gather(rows, Missing::NoRows);
        Operand { is_constant, ..Operand::of_owned(column) }
    }

    fn first_row(&self) -> u32 {
        u32::try_from(self.first).expect("a table has fewer than 2^32 rows")
    }

    /// Returns the values, missing for a reason wherever the question is answered with yes.
    pub(super) fn hide(
        &self,
        shape: Shape,
        reason: Missing,
        is_hidden: impl Fn(usize) -> bool,
    ) -> Operand<'static> {
        let column = self.clone().into_column(shape.length);
        let reasons = column.missing().iter().enumerate();
        let missing =
            reasons.map(|(row, known)| if is_hidden(row) { Some(reason) } else { *known });
        Operand::new(column.data().clone(), missing.collect(), shape)
    }

    /// Returns a column with a value for each row.
    pub(super) fn into_column(self, row_count: usize) -> Column {
        if self.is_constant {
            return self.column.gather(&vec![Some(0); row_count], Missing::NoRows);
        }
        if self.length < self.column.len() {
            let rows: Vec<_> = (self.first_row()..).take(self.length).map(Some).collect();
            return self.column.gather(&rows, Missing::NoRows);
        }
        self.column.into_owned()
    }
}

impl Operand<'static> {
    /// Computes a value for each row.
    #[inline]
    pub(super) fn fill<T: Scalar>(
        shape: Shape,
        value: impl Fn(usize) -> Result<T, Stop>,
    ) -> Result<Self, Overflow> {
        let (values, missing) = collect(shape.length, value)?;
        Ok(Self::new(T::wrap(values), missing, shape))
    }

    /// Computes a text for each row.
    pub(super) fn fill_texts(
        shape: Shape,
        text: impl Fn(usize) -> Result<Arc<str>, Stop>,
    ) -> Result<Self, Overflow> {
        let mut dictionary = Dictionary::default();
        let (codes, missing) =
            collect(shape.length, |row| text(row).map(|text| dictionary.code(&text)))?;
        Ok(Self::of_codes(codes, missing, dictionary, shape))
    }

    /// Computes a text for each different text, which stands wherever the other stood.
    pub(super) fn map_texts(texts: &Operand<'_>, map: impl Fn(&str) -> Arc<str>) -> Self {
        let TextLane { codes, dictionary } = texts.texts();
        let mut mapped = Dictionary::default();
        let table: Vec<u32> = dictionary.iter().map(|text| mapped.code(&map(text))).collect();
        let places = codes.values.iter().zip(codes.missing);
        let known = |(code, missing): (&u32, &Option<Missing>)| match missing {
            None => table[*code as usize],
            Some(_) => 0,
        };
        let shape = Operand::joint_shape(&[texts]);
        Self::of_codes(places.map(known).collect(), codes.missing.to_vec(), mapped, shape)
    }

    /// Joins the numbers of texts with their dictionary.
    pub(super) fn of_codes(
        codes: Vec<u32>,
        missing: Vec<Option<Missing>>,
        dictionary: Dictionary,
        shape: Shape,
    ) -> Self {
        let dictionary = dictionary.into_texts().into();
        Self::new(ColumnData::Text(TextData { codes, dictionary }), missing, shape)
    }
}

#[inline]
fn collect<T: Clone + Default>(
    length: usize,
    mut value: impl FnMut(usize) -> Result<T, Stop>,
) -> Result<(Vec<T>, Vec<Option<Missing>>), Overflow> {
    let mut values = vec![T::default(); length];
    let mut missing = vec![None; length];
    for (row, (place, reason)) in values.iter_mut().zip(&mut missing).enumerate() {
        match value(row) {
            Ok(value) => *place = value,
            Err(Stop::Missing(why)) => *reason = Some(why),
            Err(Stop::Overflow) => return Err(Overflow),
        }
    }
    Ok((values, missing))
}
