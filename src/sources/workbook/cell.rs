//! A cell of `calamine` as content.

use calamine::{DataRef, ExcelDateTime};

use crate::sources::budget::Memory;
use crate::sources::content::Content;
use crate::sources::dates::{parse_date, serial_date};
use crate::sources::grid::Texts;
use crate::sources::problem::FileProblem;

use super::number_style::{Moment, NumberStyle};

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

    /// Begins a sheet of a workbook whose sheets share their memory.
    pub(super) fn within(epoch_1904: bool, memory: &Memory) -> Self {
        Self { epoch_1904, texts: Texts::within(memory) }
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
                self.plain(value, style)
            }
            DataRef::Float(value) => self.plain(*value, style),
            DataRef::String(text) => self.texts.content(text),
            DataRef::SharedString(text) => self.texts.content(text),
            DataRef::Bool(value) => Ok(Content::Boolean(*value)),
            DataRef::DateTime(moment) => self.moment(moment.as_f64(), kind_of(*moment)),
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

    /// Returns the content of a cell with a number, which may stand for a day or a time.
    pub(super) fn number(
        &mut self,
        value: f64,
        style: Option<&NumberStyle>,
    ) -> Result<Content, FileProblem> {
        match style.and_then(|style| style.moment) {
            Some(kind) if value.is_finite() => self.moment(value, kind),
            _ => self.plain(value, style),
        }
    }

    fn plain(&mut self, value: f64, style: Option<&NumberStyle>) -> Result<Content, FileProblem> {
        if !value.is_finite() {
            return self.error("#NUM!");
        }
        let code = style.and_then(|style| style.code(value));
        let code = code.map(|code| self.texts.get(&code)).transpose()?;
        Ok(Content::Number { value, percent: style.is_some_and(|style| style.percent), code })
    }

    /// Returns the content of a cell with a number of days.
    pub(super) fn days(&mut self, days: f64, is_day: bool) -> Result<Content, FileProblem> {
        self.moment(days, if is_day { Moment::Date } else { Moment::Span })
    }

    /// A time of day or a span of time is the text that the sheet shows: as a number it would be
    /// a part of a day.
    fn moment(&mut self, days: f64, kind: Moment) -> Result<Content, FileProblem> {
        if !days.is_finite() {
            return self.error("#NUM!");
        }
        if kind == Moment::Date && days >= 1.0 {
            let day = serial_date(days, self.epoch_1904);
            return Ok(day.map_or(Content::number(days), Content::Date));
        }
        match time_text(days) {
            Some(text) => self.texts.content(&text),
            None => Ok(Content::number(days)),
        }
    }
}

fn kind_of(moment: ExcelDateTime) -> Moment {
    if moment.is_datetime() { Moment::Date } else { Moment::Span }
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

#[cfg(test)]
mod tests {
    use super::{Cells, Content};

    #[test]
    fn what_is_no_number_is_no_moment() {
        for days in [f64::NAN, f64::INFINITY] {
            let found = Cells::new(false).days(days, true);
            assert_eq!(found, Ok(Content::Error("#NUM!".into())));
        }
    }
}
