//! A cell of `calamine` as content.

use calamine::{DataRef, ExcelDateTime};

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
            DataRef::DateTime(moment) => self.moment(*moment),
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

    /// Returns the content of a cell with a text.
    pub(super) fn text(&mut self, text: &str) -> Result<Content, FileProblem> {
        self.texts.content(text)
    }

    /// Returns the content of a cell with a number.
    pub(super) fn number(
        &mut self,
        value: f64,
        style: Option<&NumberStyle>,
    ) -> Result<Content, FileProblem> {
        if !value.is_finite() {
            return self.error("#NUM!");
        }
        let code = style.and_then(|style| style.code(value));
        let code = code.map(|code| self.texts.get(&code)).transpose()?;
        Ok(Content::Number { value, percent: style.is_some_and(|style| style.percent), code })
    }

    fn moment(&mut self, moment: ExcelDateTime) -> Result<Content, FileProblem> {
        self.days(moment.as_f64(), moment.is_datetime())
    }

    /// Returns the content of a cell with a number of days. A time of day or a span of time is the
    /// text that the sheet shows: as a number it would be a part of a day.
    pub(super) fn days(&mut self, days: f64, is_day: bool) -> Result<Content, FileProblem> {
        if is_day && days >= 1.0 {
            let day = serial_date(days, self.epoch_1904);
            return Ok(day.map_or(Content::number(days), Content::Date));
        }
        match time_text(days) {
            Some(text) => self.texts.content(&text),
            None => Ok(Content::number(days)),
        }
    }
}

/// Returns a part of a day as hours, minutes and, where there are some, seconds.
fn time_text(days: f64) -> Option<String> {
    const SECONDS: f64 = 86_400.0;
    const LAST_DAY: f64 = 2_958_466.0;
    if !(0.0..LAST_DAY).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let seconds = (days * SECONDS).round() as i64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let text = format!("{hours}:{minutes:02}");
    Some(if rest == 0 { text } else { format!("{text}:{rest:02}") })
}
