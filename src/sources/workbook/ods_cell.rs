//! One cell of an `OpenDocument` workbook: its attributes, and the text it shows.

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;

use crate::sources::content::Content;
use crate::sources::dates::parse_date;
use crate::sources::grid::Texts;
use crate::sources::problem::FileProblem;

/// A cell while it is read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    kind: String,
    value: Option<String>,
    has_formula: bool,
    is_error: bool,
    has_paragraph: bool,
    text: String,
}

impl Cell {
    /// Takes note of an attribute.
    pub(super) fn attribute(&mut self, attribute: &Attribute<'_>) {
        let value = || unescape(&attribute.value).unwrap_or_default().into_owned();
        match attribute.key.as_ref() {
            "office:value-type" => self.kind = value(),
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => self.value = Some(value()),
            "calcext:value-type" => self.is_error = value() == "error",
            "table:formula" => self.has_formula = true,
            _ => {}
        }
    }

    /// Whether there is nothing in the cell.
    pub(super) fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.text.is_empty() && !self.has_formula && !self.is_error
    }

    /// Begins a paragraph of the text.
    pub(super) fn begin_paragraph(&mut self) {
        if std::mem::replace(&mut self.has_paragraph, true) {
            self.text.push('\n');
        }
    }

    /// Adds text as it stands in the file, where every run of white space is one blank.
    pub(super) fn add_text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\r' | '\n' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                character => self.text.push(character),
            }
        }
    }

    /// Adds a blank that is written as an element.
    pub(super) fn add_blank(&mut self) {
        self.text.push(' ');
    }

    /// Whether the text is longer than a cell can show.
    pub(super) const fn is_too_long(&self) -> bool {
        const TEXT_BYTES_MAX: usize = 1 << 20;
        self.text.len() > TEXT_BYTES_MAX
    }

    /// Whether the number zero shows an error in the words of another language: `#WERT!`.
    fn shows_error(&self, shown: &str) -> bool {
        let is_zero = self.value.as_deref().and_then(number) == Some(0.0);
        is_zero && shown.starts_with('#') && shown.ends_with(['!', '?'])
    }

    /// Returns what the cell holds.
    pub(super) fn content(&self, texts: &mut Texts) -> Result<Content, FileProblem> {
        let shown = self.text.trim();
        if self.is_error || is_error(shown) || self.shows_error(shown) {
            let shown = if shown.is_empty() { "#VALUE!" } else { shown };
            return texts.get(shown).map(Content::Error);
        }
        let value = self.value.as_deref();
        let typed = match (self.kind.as_str(), value) {
            ("float" | "currency" | "percentage", Some(value)) => number(value).map(|value| {
                let is_code = shown.len() > 1 && shown.starts_with('0') && is_digits(shown);
                let code = is_code.then(|| texts.get(shown)).transpose()?;
                Ok(Content::Number { value, percent: self.kind == "percentage", code })
            }),
            ("boolean", Some(value)) => boolean(value).map(|value| Ok(Content::Boolean(value))),
            ("date", Some(value)) => parse_date(value).map(|date| Ok(Content::Date(date))),
            ("string", Some(value)) if !value.is_empty() => Some(texts.content(value)),
            _ => None,
        };
        match typed {
            Some(content) => content,
            None if !self.text.is_empty() => texts.content(&self.text),
            // An empty text that was computed has a paragraph, and no kind either.
            None if self.has_formula && self.kind.is_empty() && !self.has_paragraph => {
                Ok(Content::NotCalculated)
            }
            None => Ok(Content::Empty),
        }
    }
}

/// Some programs write the number that is shown as a truth value.
fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => number(text).map(|value| value != 0.0),
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is what programs show for an error, in English or in Russian. Some of them save
/// an error as the number zero that shows such a text.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 14] = [
        "#DIV/0!",
        "#ДЕЛ/0!",
        "#N/A",
        "#Н/Д",
        "#NAME?",
        "#ИМЯ?",
        "#NULL!",
        "#ПУСТО!",
        "#NUM!",
        "#ЧИСЛО!",
        "#REF!",
        "#ССЫЛКА!",
        "#VALUE!",
        "#ЗНАЧ!",
    ];
    let is_number = |digits: &str| digits.len() == 3 && is_digits(digits);
    ERRORS.contains(&text) || text.strip_prefix("Err:").is_some_and(is_number)
}
