//! A cell of `calamine` as content.

use calamine::{Data, DataRef, ExcelDateTime};

use crate::sources::content::Content;
use crate::sources::dates::{parse_date, serial_date};
use crate::sources::grid::Texts;
use crate::sources::problem::FileProblem;

use super::number_style::NumberStyle;

/// Turns cells of one sheet into contents.
pub(super) struct Cells {
    /// Whether days are counted from 1904.
    epoch_1904: bool,
    texts: Texts,
}

impl Cells {
    /// Begins a sheet.
    pub(super) fn new(epoch_1904: bool) -> Self {
        Self { epoch_1904, texts: Texts::default() }
    }

    /// Returns the content of a cell.
    pub(super) fn content(
        &mut self,
        data: &DataRef<'_>,
        style: Option<&NumberStyle>,
    ) -> Result<Content, FileProblem> {
        match data {
            DataRef::Empty => Ok(Content::Empty),
            DataRef::Int(value) => {
                #[expect(clippy::cast_precision_loss, reason = "the file holds 30 bits")]
                let value = *value as f64;
                self.number(value, style)
            }
            DataRef::Float(value) => self.number(*value, style),
            DataRef::String(text) => self.texts.content(text),
            DataRef::SharedString(text) => self.texts.content(text),
            DataRef::Bool(value) => Ok(Content::Boolean(*value)),
            DataRef::DateTime(moment) => Ok(self.moment(*moment)),
            DataRef::DateTimeIso(text) => match parse_date(text) {
                Some(date) => Ok(Content::Date(date)),
                None => self.texts.content(text),
            },
            DataRef::DurationIso(text) => self.texts.content(text),
            DataRef::Error(error) => self.error(&error.to_string()),
        }
    }

    /// Returns the content of a cell with an error.
    pub(super) fn error(&mut self, text: &str) -> Result<Content, FileProblem> {
        self.texts.get(text).map(Content::Error)
    }

    fn number(&mut self, value: f64, style: Option<&NumberStyle>) -> Result<Content, FileProblem> {
        if !value.is_finite() {
            return self.error("#NUM!");
        }
        let code = style.and_then(|style| style.code(value));
        let code = code.map(|code| self.texts.get(&code)).transpose()?;
        Ok(Content::Number { value, percent: style.is_some_and(|style| style.percent), code })
    }

    /// A time of day or a span of time stays a number of days.
    fn moment(&self, moment: ExcelDateTime) -> Content {
        let day = moment.is_datetime().then(|| serial_date(moment.as_f64(), self.epoch_1904));
        day.flatten().map_or(Content::number(moment.as_f64()), Content::Date)
    }
}

/// Looks at a cell of a dense range as at one of a stream.
pub(super) fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
