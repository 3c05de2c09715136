//! What may be typed into a cell of a blank, as the spreadsheet program checks it.
//!
//! Words for missing values stay allowed, so the rules of most forms are formulas.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Formula, XlsxError, utility::row_col_to_cell,
};

use crate::definition::{ColumnKind, SourceColumn};
use crate::diagnostics::Argument;

use super::Blank;
use super::header::Heading;

/// What the program shows of a title of a hint, of a hint, and takes of a formula or a list.
const TITLE: usize = 32;
const MESSAGE: usize = 255;
const FORMULA: usize = 255;

/// Larger numbers have more digits than a cell keeps.
const NUMBER: f64 = 1e15;

/// Returns the rule of a column; `first` is its first cell.
pub(super) fn validation(
    blank: &Blank<'_>,
    column: &SourceColumn,
    heading: &Heading<'_>,
    first: (u32, u16),
) -> Result<DataValidation, XlsxError> {
    let cell = row_col_to_cell(first.0, first.1);
    let wanted = expected(blank, column);
    let hint = match hint(blank, column) {
        Some(about) => format!("{about}\n{wanted}"),
        None => wanted.clone(),
    };
    rule(blank, column, &cell)?
        .set_input_title(shortened(heading.last(), TITLE))?
        .set_input_message(shortened(&hint, MESSAGE))?
        .set_error_title(shortened(&blank.word("blank-refused"), TITLE))?
        .set_error_message(shortened(&wanted, MESSAGE))
}

/// Says in words what a column takes.
pub(super) fn expected(blank: &Blank<'_>, column: &SourceColumn) -> String {
    match &column.kind {
        ColumnKind::Integer => blank.word("blank-integer"),
        ColumnKind::Number => blank.word("blank-number"),
        ColumnKind::Percent => blank.word("blank-percent"),
        ColumnKind::Code { width: Some(width) } => {
            let width = [("width", Argument::Count(u64::from(*width)))];
            blank.words.text("blank-code-of-width", &width)
        }
        ColumnKind::Code { width: None } => blank.word("blank-code"),
        ColumnKind::Category { values } if !values.is_empty() => {
            blank.said("blank-choice", "values", values.join(", "))
        }
        ColumnKind::Text | ColumnKind::Category { .. } => blank.word("blank-text"),
        ColumnKind::Date => blank.word("blank-date"),
        ColumnKind::Boolean => blank.word("blank-boolean"),
    }
}

/// Returns what the form says about a column, with its unit.
pub(super) fn hint(blank: &Blank<'_>, column: &SourceColumn) -> Option<String> {
    let collected = blank.collect.columns.get(column.name.value.as_str());
    let about = collected.and_then(|collected| collected.about.clone());
    let unit = column.unit.as_ref().map(|unit| blank.said("blank-unit", "unit", unit.as_str()));
    match (about, unit) {
        (Some(about), Some(unit)) => Some(format!("{about}. {unit}")),
        (about, unit) => about.or(unit),
    }
}

fn rule(blank: &Blank<'_>, column: &SourceColumn, cell: &str) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new();
    let number = format!("ISNUMBER({cell})");
    let or_missing =
        |plain, condition: String| or_missing((blank, column), cell, plain, &condition);
    Ok(match &column.kind {
        ColumnKind::Integer => or_missing(
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            format!("IF({number},AND({cell}>=0,{cell}=INT({cell})),FALSE)"),
        ),
        ColumnKind::Number => {
            let all = DataValidationRule::Between(-NUMBER, NUMBER);
            or_missing(new.allow_decimal_number(all), number)
        }
        ColumnKind::Percent => or_missing(
            new.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
            format!("IF({number},AND({cell}>=0,{cell}<=100),FALSE)"),
        ),
        ColumnKind::Date => {
            let first = ExcelDateTime::from_ymd(1900, 1, 1)?;
            let last = ExcelDateTime::from_ymd(2100, 12, 31)?;
            // The day numbers of the same two dates.
            let days = format!("IF({number},AND({cell}>=1,{cell}<=73415),FALSE)");
            or_missing(new.allow_date(DataValidationRule::Between(first, last)), days)
        }
        ColumnKind::Boolean => list((blank, column), &["да".to_owned(), "нет".to_owned()])?,
        ColumnKind::Category { values } => list((blank, column), values)?,
        ColumnKind::Code { width: Some(width) } => or_missing(
            new.allow_text_length(DataValidationRule::EqualTo(*width)),
            format!("LEN({cell})={width}"),
        ),
        ColumnKind::Code { width: None } | ColumnKind::Text => {
            let pattern = column.pattern.as_ref().map(|pattern| pattern.value.as_str());
            match pattern.and_then(|pattern| pattern_formula(pattern, cell)) {
                Some(formula) => {
                    let plain = new.allow_custom(Formula::new(&formula));
                    or_missing(plain, formula)
                }
                None => new.allow_any_value(),
            }
        }
    })
}

/// A rule that takes words for missing values as well; the plain one where there are none.
fn or_missing(
    (blank, column): (&Blank<'_>, &SourceColumn),
    cell: &str,
    plain: DataValidation,
    condition: &str,
) -> DataValidation {
    let words = missing_words(blank, column);
    let equal: Vec<String> = words.map(|word| format!("{cell}={}", quoted(word))).collect();
    if equal.is_empty() {
        return plain;
    }
    let mut formula = format!("OR({condition},{})", equal.join(","));
    if formula.chars().count() > FORMULA {
        // Any short word may be one of theirs.
        formula = format!("OR({condition},AND(ISTEXT({cell}),LEN({cell})<=16))");
    }
    DataValidation::new().allow_custom(Formula::new(formula))
}

/// The words of the form and of the column.
fn missing_words<'b>(blank: &Blank<'b>, column: &'b SourceColumn) -> impl Iterator<Item = &'b str> {
    blank.form.source.missing.keys().chain(column.missing.keys()).map(String::as_str)
}

/// One of some values, or a word for a missing value; anything where they are too many.
fn list(
    (blank, column): (&Blank<'_>, &SourceColumn),
    values: &[String],
) -> Result<DataValidation, XlsxError> {
    let missing = missing_words(blank, column);
    let choices: Vec<&str> = values.iter().map(String::as_str).chain(missing).collect();
    let is_short = choices.join(",").chars().count() <= FORMULA;
    if values.is_empty() || !is_short || choices.iter().any(|choice| choice.contains(',')) {
        return Ok(DataValidation::new().allow_any_value());
    }
    DataValidation::new().allow_list_strings(&choices)
}

/// A text of a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Says a pattern such as `^edu\d{6}$` as a formula of the spreadsheet program, if it can.
fn pattern_formula(pattern: &str, cell: &str) -> Option<String> {
    let inner = pattern
        .strip_prefix('^')?
        .strip_suffix('}')
        .or_else(|| pattern.strip_prefix('^')?.strip_suffix('$')?.strip_suffix('}'))?;
    let (prefix, count) = inner.split_once(r"\d{")?;
    let count: usize = count.parse().ok()?;
    if !prefix.chars().all(char::is_alphanumeric) || !pattern.ends_with('$') || count > 15 {
        return None;
    }
    let start = prefix.chars().count();
    let digits =
        format!("SUMPRODUCT(--ISNUMBER(--MID({cell},{start}+ROW($1:${count}),1)))={count}");
    let length = format!("LEN({cell})={}", start + count);
    Some(if prefix.is_empty() {
        format!("AND({length},{digits})")
    } else {
        format!("AND({length},LEFT({cell},{start})={},{digits})", quoted(prefix))
    })
}

/// Cuts a text at a number of characters, as the file format wants it.
fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    text.chars().take(length - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{pattern_formula, shortened};

    #[test]
    fn patterns_that_a_formula_can_say() {
        let digits = |start, count| {
            format!("SUMPRODUCT(--ISNUMBER(--MID(A1,{start}+ROW($1:${count}),1)))={count}")
        };
        let cases = [
            (r"^edu\d{6}$", Some(format!("AND(LEN(A1)=9,LEFT(A1,3)=\"edu\",{})", digits(3, 6)))),
            (r"^\d{4}$", Some(format!("AND(LEN(A1)=4,{})", digits(0, 4)))),
            (r"^edu\d{6}", None),
            (r"^(a|b)\d{6}$", None),
            (r"^\d+$", None),
            ("^edu$", None),
        ];
        for (pattern, formula) in cases {
            assert_eq!(pattern_formula(pattern, "A1"), formula, "{pattern}");
        }
    }

    #[test]
    fn long_hints_are_cut() {
        assert_eq!(shortened("абвг", 4), "абвг");
        assert_eq!(shortened("абвгд", 4), "абв…");
    }
}
