//! One cell of a table of a web page: the text that is shown, and the number behind it where the
//! program that wrote the page says so.

use crate::sources::content::Content;
use crate::sources::problem::{FileProblem, Limit};
use crate::sources::workbook::cell::Cells;
use crate::sources::workbook::cell_format::{CellFormat, Moment};
use crate::sources::workbook::ods_cell::is_error;

use super::style::Style;
use super::token::{Tag, decoded};

/// Gathers the text of a cell, as browsers show it.
#[derive(Debug, Default)]
pub(super) struct ShownText {
    text: String,
    breaks: bool,
}

impl ShownText {
    /// Adds text, where any white space is one blank. Marks that show nothing are left out.
    pub(super) fn add(&mut self, text: &str, is_raised: bool) -> Result<(), FileProblem> {
        const TEXT_BYTES_MAX: usize = 1 << 20;
        for character in decoded(text).chars() {
            match character {
                ' ' | '\t' | '\r' | '\n' | '\u{c}' => {
                    if !self.breaks && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                // Soft hyphens, and places where a line may break.
                '\u{ad}' | '\u{200b}' => {}
                character => {
                    if std::mem::take(&mut self.breaks) {
                        self.text.truncate(self.text.trim_end_matches(' ').len());
                        self.text.push('\n');
                    }
                    self.text.push(if is_raised { raised(character) } else { character });
                }
            }
        }
        if self.text.len() > TEXT_BYTES_MAX {
            return Err(FileProblem::TooLarge(Limit::Text));
        }
        Ok(())
    }

    /// Begins a new line before the next letter.
    pub(super) fn break_line(&mut self) {
        self.breaks = !self.text.is_empty();
    }

    /// Returns the text.
    pub(super) fn shown(&self) -> &str {
        self.text.trim_matches([' ', '\n'])
    }
}

/// A number with the mark of a footnote must not become a longer number.
fn raised(character: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    character.to_digit(10).map_or(character, |digit| DIGITS[digit as usize])
}

/// A cell while it is read.
#[derive(Debug)]
pub(super) struct HtmlCell {
    /// Where it stands.
    pub(super) at: (u32, u32),
    /// What it shows.
    pub(super) text: ShownText,
    value: Stated,
    format: CellFormat,
}

/// What the tag of a cell states about its value.
#[derive(Debug)]
enum Stated {
    Nothing,
    Number(f64),
    Boolean(bool),
    Error(String),
}

impl HtmlCell {
    /// Begins a cell. Excel states values by `x:num`, `LibreOffice` by `sdval`.
    pub(super) fn new(at: (u32, u32), tag: &Tag<'_>, style: &Style) -> Self {
        let attribute = |name| tag.attribute(name).filter(|value| !value.trim().is_empty());
        let number = attribute("x:num").or_else(|| attribute("sdval"));
        let number = number.and_then(|text| text.trim().parse().ok());
        let value = if let Some(number) = number.filter(|number: &f64| number.is_finite()) {
            Stated::Number(number)
        } else if let Some(value) = attribute("x:bool") {
            Stated::Boolean(value.eq_ignore_ascii_case("true") || value == "1")
        } else {
            attribute("x:err").map_or(Stated::Nothing, Stated::Error)
        };
        // `1049;0;0,0%`: languages of the writer and of the format, then the format.
        let sdnum = tag.attribute("sdnum");
        let sdnum = sdnum.as_deref().and_then(|text| text.splitn(3, ';').nth(2));
        let format = sdnum.map_or_else(|| style.cell_format(), CellFormat::parse);
        Self { at, text: ShownText::default(), value, format }
    }

    /// Returns what the cell holds.
    pub(super) fn content(&self, cells: &mut Cells) -> Result<Content, FileProblem> {
        let shown = self.text.shown();
        // LibreOffice states a zero behind an error.
        if is_error(shown) {
            return cells.error(shown);
        }
        match &self.value {
            Stated::Number(value) => self.number(*value, shown, cells),
            Stated::Boolean(value) => Ok(Content::Boolean(*value)),
            Stated::Error(error) => cells.error(error),
            Stated::Nothing => cells.text(shown),
        }
    }

    fn number(&self, value: f64, shown: &str, cells: &mut Cells) -> Result<Content, FileProblem> {
        if let Some(moment) = self.format.moment {
            return cells.days(value, moment == Moment::Day);
        }
        let content = cells.number(value, Some(&self.format.style))?;
        let is_code = shown.len() > 1
            && shown.starts_with('0')
            && shown.bytes().all(|byte| byte.is_ascii_digit());
        Ok(match content {
            Content::Number { value, code: None, .. } if is_code => {
                let Content::Text(code) = cells.text(shown)? else { return Ok(content) };
                Content::Number { value, percent: false, code: Some(code) }
            }
            Content::Number { value, percent, code } => {
                Content::Number { value, percent: percent || shown.ends_with('%'), code }
            }
            other => other,
        })
    }
}
