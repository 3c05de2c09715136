//! Columns: values of one type, each present or missing for a reason.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::data_type::DataType;
use super::value::{Missing, Value};

/// The values of a column. Where a value is missing, the entry is a placeholder.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnData {
    /// Yes or no.
    Boolean(Vec<bool>),
    /// Whole numbers.
    Integer(Vec<i64>),
    /// Numbers.
    Number(Vec<f64>),
    /// Texts.
    Text(TextData),
    /// Days.
    Date(Vec<Date>),
}

/// Texts as numbers of a dictionary, since the same few texts fill most columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextData {
    /// For each row the index in `dictionary`.
    pub codes: Vec<u32>,
    /// The different texts, in order of first appearance.
    pub dictionary: Arc<[Arc<str>]>,
}

impl TextData {
    /// Returns the text of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> &Arc<str> {
        &self.dictionary[self.codes[row] as usize]
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    data: ColumnData,
    missing: Vec<Option<Missing>>,
}

impl Column {
    /// Joins values with the reasons of those that are missing.
    ///
    /// # Panics
    ///
    /// Panics if the two are not of the same length.
    #[must_use]
    pub fn new(data: ColumnData, missing: Vec<Option<Missing>>) -> Self {
        let length = match &data {
            ColumnData::Boolean(values) => values.len(),
            ColumnData::Integer(values) => values.len(),
            ColumnData::Number(values) => values.len(),
            ColumnData::Text(texts) => texts.codes.len(),
            ColumnData::Date(values) => values.len(),
        };
        assert_eq!(length, missing.len(), "values and reasons describe the same rows");
        Self { data, missing }
    }

    /// Makes a column of one type out of values; integers become numbers where asked for.
    ///
    /// # Panics
    ///
    /// Panics on a value of another type.
    #[must_use]
    pub fn from_values(data_type: DataType, values: impl IntoIterator<Item = Value>) -> Self {
        let mut builder = ColumnBuilder::new(data_type);
        for value in values {
            builder.push(value);
        }
        builder.finish()
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.missing.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty()
    }

    /// Returns the values; those of missing rows are placeholders.
    #[must_use]
    pub const fn data(&self) -> &ColumnData {
        &self.data
    }

    /// Returns for each row the reason why it is missing, or nothing where it is present.
    #[must_use]
    pub fn missing(&self) -> &[Option<Missing>] {
        &self.missing
    }

    /// Returns the type.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        match self.data {
            ColumnData::Boolean(_) => DataType::Boolean,
            ColumnData::Integer(_) => DataType::Integer,
            ColumnData::Number(_) => DataType::Number,
            ColumnData::Text(_) => DataType::Text,
            ColumnData::Date(_) => DataType::Date,
        }
    }

    /// Returns the value of a row.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        if let Some(reason) = self.missing[row] {
            return Value::Missing(reason);
        }
        match &self.data {
            ColumnData::Boolean(values) => Value::Boolean(values[row]),
            ColumnData::Integer(values) => Value::Integer(values[row]),
            ColumnData::Number(values) => Value::Number(values[row]),
            ColumnData::Text(texts) => Value::Text(Arc::clone(texts.get(row))),
            ColumnData::Date(values) => Value::Date(values[row]),
        }
    }

    /// Returns the rows of the list in its order; no row becomes `absent`.
    #[must_use]
    pub fn gather(&self, rows: &[Option<u32>], absent: Missing) -> Self {
        fn pick<T: Clone>(values: &[T], rows: &[Option<u32>], placeholder: T) -> Vec<T> {
            let at = |row: &Option<u32>| row.map(|row| values[row as usize].clone());
            rows.iter().map(|row| at(row).unwrap_or_else(|| placeholder.clone())).collect()
        }
        let missing = rows
            .iter()
            .map(|row| row.map_or(Some(absent), |row| self.missing[row as usize]))
            .collect();
        let data = match &self.data {
            ColumnData::Boolean(values) => ColumnData::Boolean(pick(values, rows, false)),
            ColumnData::Integer(values) => ColumnData::Integer(pick(values, rows, 0)),
            ColumnData::Number(values) => ColumnData::Number(pick(values, rows, 0.0)),
            ColumnData::Date(values) => ColumnData::Date(pick(values, rows, Date::ZERO)),
            ColumnData::Text(texts) => {
                let mut dictionary = Arc::clone(&texts.dictionary);
                if dictionary.is_empty() {
                    dictionary = Arc::new(["".into()]);
                }
                ColumnData::Text(TextData { codes: pick(&texts.codes, rows, 0), dictionary })
            }
        };
        Self { data, missing }
    }
}

/// Builds a column value by value.
#[derive(Debug)]
pub struct ColumnBuilder {
    data: ColumnData,
    missing: Vec<Option<Missing>>,
    dictionary: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
}

impl ColumnBuilder {
    /// Begins a column of a type.
    #[must_use]
    pub fn new(data_type: DataType) -> Self {
        let data = match data_type {
            DataType::Boolean => ColumnData::Boolean(Vec::new()),
            DataType::Integer => ColumnData::Integer(Vec::new()),
            DataType::Number => ColumnData::Number(Vec::new()),
            DataType::Text => ColumnData::Text(TextData::default()),
            DataType::Date => ColumnData::Date(Vec::new()),
        };
        Self { data, missing: Vec::new(), dictionary: Vec::new(), codes: HashMap::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    ///
    /// Panics on a value of another type than the column's; integers may enter a number column.
    pub fn push(&mut self, value: Value) {
        let reason = if let Value::Missing(reason) = value { Some(reason) } else { None };
        self.missing.push(reason);
        let code = match &value {
            Value::Text(text) => self.code(text),
            _ => self.placeholder_code(),
        };
        match (&mut self.data, value) {
            (ColumnData::Boolean(values), Value::Boolean(value)) => values.push(value),
            (ColumnData::Integer(values), Value::Integer(value)) => values.push(value),
            (ColumnData::Number(values), value @ (Value::Integer(_) | Value::Number(_))) => {
                values.push(value.as_number().expect("both of these are numbers"));
            }
            (ColumnData::Date(values), Value::Date(value)) => values.push(value),
            (ColumnData::Text(texts), Value::Text(_) | Value::Missing(_)) => texts.codes.push(code),
            (ColumnData::Boolean(values), Value::Missing(_)) => values.push(false),
            (ColumnData::Integer(values), Value::Missing(_)) => values.push(0),
            (ColumnData::Number(values), Value::Missing(_)) => values.push(0.0),
            (ColumnData::Date(values), Value::Missing(_)) => values.push(Date::ZERO),
            (data, value) => panic!("a value {value:?} cannot stand in a column {data:?}"),
        }
    }

    /// Ends the column.
    #[must_use]
    pub fn finish(mut self) -> Column {
        if let ColumnData::Text(texts) = &mut self.data {
            texts.dictionary = self.dictionary.into();
        }
        Column { data: self.data, missing: self.missing }
    }

    fn code(&mut self, text: &Arc<str>) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(self.dictionary.len()).expect("fewer than 2^32 different texts");
        self.dictionary.push(Arc::clone(text));
        self.codes.insert(Arc::clone(text), code);
        code
    }

    fn placeholder_code(&mut self) -> u32 {
        if matches!(self.data, ColumnData::Text(_)) { self.code(&"".into()) } else { 0 }
    }
}
