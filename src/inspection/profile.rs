//! What the columns of a table hold: a type with the evidence for it, and what is odd.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::definition::{ColumnKind, ColumnOrigin, SourceColumn};
use crate::diagnostics::{SourceId, Span, Spanned};
use crate::sources::{Content, Evidence, SurveyedSheet, cast};
use crate::values::{Missing, Value, fold, parse_number};

use super::missing;

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its column in the sheet.
    pub column: u32,
    /// Its heading, joined over the rows of the header.
    pub heading: String,
    /// Its type.
    pub kind: ColumnKind,
    /// Why it is personal, if it is; nothing below is known then.
    pub personal: Option<Evidence>,
    /// Cells that are not blank.
    pub filled: usize,
    /// Blank cells.
    pub blank: usize,
    /// Different values.
    pub distinct: usize,
    /// Least and greatest value, of numbers and days.
    pub range: Option<(String, String)>,
    /// Words for missing values, how often, and what they mean.
    pub missing: BTreeMap<String, (usize, Missing)>,
    /// What is odd, and how often.
    pub oddities: BTreeMap<Oddity, usize>,
    /// The first cell that keeps the column from being of numbers, where most cells are.
    pub stray: Option<u32>,
}

/// What is odd about cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Numbers typed as text.
    TextNumber,
    /// Numbers with a decimal comma in text.
    DecimalComma,
    /// Codes with zeros in front.
    LeadingZero,
    /// Numbers formatted as percents.
    PercentFormat,
    /// Texts with a sign of percent.
    PercentText,
    /// Shares from 0 to 1 under a heading about percents.
    Share,
    /// Blanks around a text, or several inside.
    Blanks,
    /// Latin and Cyrillic letters in one word.
    MixedLetters,
    /// Errors of the spreadsheet program.
    ErrorValue,
    /// Formulas without a result.
    NotCalculated,
    /// Cells that are withheld, each for itself.
    Personal,
    /// Cells that are not of the type of most.
    Stray,
    /// Another column has the same heading.
    SameHeading,
    /// The spreadsheet program does not show the column.
    Hidden,
}

impl Oddity {
    /// Returns the word by which messages and data know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TextNumber => "text-number",
            Self::DecimalComma => "decimal-comma",
            Self::LeadingZero => "leading-zero",
            Self::PercentFormat => "percent-format",
            Self::PercentText => "percent-text",
            Self::Share => "share",
            Self::Blanks => "blanks",
            Self::MixedLetters => "mixed-letters",
            Self::ErrorValue => "error-value",
            Self::NotCalculated => "not-calculated",
            Self::Personal => "personal",
            Self::Stray => "stray",
            Self::SameHeading => "same-heading",
            Self::Hidden => "hidden",
        }
    }
}

/// Looks at a column.
pub(super) fn profile(
    sheet: &SurveyedSheet,
    (column, heading): (u32, &str),
    rows: &[u32],
    personal: Option<Evidence>,
) -> Profile {
    let cells = rows.iter().map(|row| (*row, sheet.cell(*row, column)));
    let (blank, filled): (Vec<_>, Vec<_>) = cells.partition(|(_, content)| content.is_blank());
    let mut profile = Profile {
        column,
        heading: heading.to_owned(),
        kind: ColumnKind::Text,
        personal,
        filled: filled.len(),
        blank: blank.len(),
        distinct: 0,
        range: None,
        missing: BTreeMap::new(),
        oddities: BTreeMap::new(),
        stray: None,
    };
    if sheet.is_hidden_column(column) {
        profile.oddities.insert(Oddity::Hidden, 1);
    }
    if personal.is_some() {
        return profile;
    }
    let values: Vec<(u32, &Content)> =
        filled.into_iter().filter(|(_, content)| !profile.sets_aside(content)).collect();
    values.iter().for_each(|(_, content)| profile.note(content));
    profile.distinct =
        values.iter().map(|(_, content)| fold(&content.text())).collect::<BTreeSet<_>>().len();
    profile.judge(&values);
    profile
}

/// Returns a value as a column of some type reads it.
fn value(content: &Content, kind: &ColumnKind) -> Option<Value> {
    cast(content, &column_of(kind.clone()), &IndexMap::new()).ok()
}

fn column_of(kind: ColumnKind) -> SourceColumn {
    let span = Span { source: SourceId(0), start: 0, end: 0 };
    SourceColumn {
        name: Spanned::new(String::new(), span),
        kind,
        origin: ColumnOrigin::Level,
        scale: None,
        missing: IndexMap::new(),
        unit: None,
        title: None,
        pattern: None,
        not_personal: None,
        optional: false,
        type_span: span,
    }
}

impl Profile {
    fn add(&mut self, oddity: Oddity) {
        *self.oddities.entry(oddity).or_default() += 1;
    }

    /// Counts what is no value: words for missing values, errors, formulas, withheld cells.
    fn sets_aside(&mut self, content: &Content) -> bool {
        match content {
            Content::Error(_) => self.add(Oddity::ErrorValue),
            Content::NotCalculated => self.add(Oddity::NotCalculated),
            Content::Withheld(_) => self.add(Oddity::Personal),
            Content::Text(text) => {
                let Some(reason) = missing::reason(text) else { return false };
                let word = content.text().into_owned();
                self.missing.entry(word).or_insert((0, reason)).0 += 1;
            }
            _ => return false,
        }
        true
    }

    /// Counts what is odd about a value.
    fn note(&mut self, content: &Content) {
        match content {
            Content::Number { code: Some(_), .. } => self.add(Oddity::LeadingZero),
            Content::Number { percent: true, .. } => self.add(Oddity::PercentFormat),
            Content::Text(text) => self.note_text(text, &content.text()),
            _ => {}
        }
    }

    fn note_text(&mut self, text: &str, seen: &str) {
        if let Some(number) = parse_number(seen) {
            self.add(if number.percent { Oddity::PercentText } else { Oddity::TextNumber });
            if seen.contains(',') {
                self.add(Oddity::DecimalComma);
            }
            if is_zero_led(seen) {
                self.add(Oddity::LeadingZero);
            }
        }
        if text != seen {
            self.add(Oddity::Blanks);
        }
        if seen.split(|c: char| !c.is_alphabetic()).any(mixes_letters) {
            self.add(Oddity::MixedLetters);
        }
    }

    fn judge(&mut self, values: &[(u32, &Content)]) {
        if values.is_empty() {
            return;
        }
        let fits = |kind: &ColumnKind| values.iter().all(|(_, cell)| value(cell, kind).is_some());
        let heading = fold(&self.heading);
        let may_be_number = !self.is_code(values, &heading);
        let kinds = [ColumnKind::Integer, ColumnKind::Number, ColumnKind::Percent];
        let numeric = kinds.into_iter().find(|kind| may_be_number && fits(kind));
        self.kind = match numeric {
            Some(kind) => self.number_kind(kind, values, &heading),
            None if fits(&ColumnKind::Date) => ColumnKind::Date,
            None if may_be_number && fits(&ColumnKind::Boolean) => ColumnKind::Boolean,
            None if !may_be_number => ColumnKind::Code { width: None },
            None => self.text_kind(values, &heading),
        };
        if matches!(self.kind, ColumnKind::Code { .. }) {
            self.oddities.remove(&Oddity::TextNumber);
        }
        self.range = range(values, &self.kind);
        if matches!(self.kind, ColumnKind::Text | ColumnKind::Category { .. }) {
            self.find_stray(values);
        }
    }

    /// Whether the values are codes: with zeros in front, with too many digits for a number, or of
    /// one length and never repeated under a heading that says so.
    fn is_code(&self, values: &[(u32, &Content)], heading: &str) -> bool {
        const EXACT_DIGITS: usize = 15;
        const CODE_DIGITS: usize = 5;
        let code = ColumnKind::Code { width: None };
        if !values.iter().all(|(_, cell)| value(cell, &code).is_some()) {
            return false;
        }
        let texts = || values.iter().map(|(_, content)| content.text());
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if self.oddities.contains_key(&Oddity::LeadingZero) {
            return texts().all(|text| is_digits(&text));
        }
        let is_long = |text: &str| is_digits(text) && text.len() > EXACT_DIGITS;
        let lengths: BTreeSet<usize> = texts().map(|text| text.len()).collect();
        let are_alike = lengths.len() == 1 && lengths.iter().all(|length| *length >= CODE_DIGITS);
        let are_digits = texts().all(|text| is_digits(&text));
        texts().any(|text| is_long(&text))
            || (are_digits && (names_code(heading) || (are_alike && self.distinct == values.len())))
    }

    fn number_kind(
        &mut self,
        kind: ColumnKind,
        values: &[(u32, &Content)],
        heading: &str,
    ) -> ColumnKind {
        let is_percent_heading = ["%", "процент", "доля"].iter().any(|word| heading.contains(word));
        if kind == ColumnKind::Percent || !is_percent_heading {
            return kind;
        }
        let numbers = || values.iter().filter_map(|(_, cell)| value(cell, &kind)?.as_number());
        if numbers().all(|number| number.abs() <= 1.0) {
            let fractions = numbers().filter(|number| number.fract() != 0.0).count();
            if fractions > 0 {
                self.oddities.insert(Oddity::Share, fractions);
            }
            return kind;
        }
        if numbers().all(|number| (0.0..=100.0).contains(&number)) {
            ColumnKind::Percent
        } else {
            kind
        }
    }

    fn text_kind(&self, values: &[(u32, &Content)], heading: &str) -> ColumnKind {
        const MOST: usize = 20;
        const REPEATED: usize = 3;
        let code = ColumnKind::Code { width: None };
        if names_code(heading) && values.iter().all(|(_, cell)| value(cell, &code).is_some()) {
            return code;
        }
        let repeats = self.distinct * REPEATED <= values.len();
        match self.distinct <= MOST && repeats {
            true => ColumnKind::Category { values: Vec::new() },
            false => ColumnKind::Text,
        }
    }

    /// Finds what keeps a column of mostly numbers from being one.
    fn find_stray(&mut self, values: &[(u32, &Content)]) {
        let is_number = |cell: &Content| value(cell, &ColumnKind::Percent).is_some();
        let strays: Vec<u32> =
            values.iter().filter(|(_, cell)| !is_number(cell)).map(|(row, _)| *row).collect();
        if !strays.is_empty() && 5 * strays.len() <= values.len() {
            self.oddities.insert(Oddity::Stray, strays.len());
            self.stray = strays.first().copied();
        }
    }
}

fn is_zero_led(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a folded heading is that of a code.
fn names_code(heading: &str) -> bool {
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "код"
                | "логин"
                | "шифр"
                | "инн"
                | "огрн"
                | "кпп"
                | "окпо"
                | "октмо"
                | "code"
                | "id"
        )
    })
}

/// Whether a word has Latin and Cyrillic letters.
fn mixes_letters(word: &str) -> bool {
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    word.chars().any(is_cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic())
}

/// Returns the least and the greatest number or day.
fn range(values: &[(u32, &Content)], kind: &ColumnKind) -> Option<(String, String)> {
    let read = || values.iter().filter_map(|(_, cell)| value(cell, kind));
    match kind {
        ColumnKind::Integer | ColumnKind::Number | ColumnKind::Percent => {
            let numbers: Vec<f64> = read().filter_map(|value| value.as_number()).collect();
            let least = numbers.iter().copied().reduce(f64::min)?;
            let greatest = numbers.iter().copied().reduce(f64::max)?;
            let text = |number: f64| Content::number(number).text().into_owned();
            Some((text(least), text(greatest)))
        }
        ColumnKind::Date => {
            let days: Vec<_> = read()
                .filter_map(|value| if let Value::Date(day) = value { Some(day) } else { None })
                .collect();
            let text = |day: &jiff::civil::Date| Content::Date(*day).text().into_owned();
            Some((text(days.iter().min()?), text(days.iter().max()?)))
        }
        _ => None,
    }
}
