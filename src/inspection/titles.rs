//! Values in the cells above a table: «Предмет: Биология», «5 класс».

use std::sync::LazyLock;

use regex::Regex;

use crate::definition::ColumnKind;
use crate::sources::{Content, SurveyedSheet, is_personal_heading, may_name_person};
use crate::values::fold;

use super::names::Names;

/// A value that stands above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its name in the definition.
    pub name: String,
    /// Row and column of its cell.
    pub at: (u32, u32),
    /// The pattern by which it is taken out of the cell.
    pub pattern: String,
    /// Its type.
    pub kind: ColumnKind,
    /// What the pattern gives here.
    pub value: String,
}

static GRADE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|\D)(\d{1,2})\s*класс").expect("a fixed pattern"));
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(\p{L}[^:;]{1,40}?)\s*:\s*([^;]+)").expect("a fixed pattern")
});

/// Finds values in the rows from `from` up to the header, which begins at `header`.
pub(super) fn find(sheet: &SurveyedSheet, from: u32, header: u32, names: &mut Names) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let rows = sheet.rows().filter(|row| (from..header).contains(&row.number()));
    for row in rows {
        for (column, content) in row.cells() {
            let Content::Text(_) = content else { continue };
            let (text, at) = (content.text(), (row.number(), column));
            if let Some(found) = GRADE.captures(&text)
                && titles.iter().all(|title| title.name != "grade")
            {
                titles.push(Title {
                    name: names.give("grade", "grade"),
                    at,
                    pattern: r"(?i)(?:^|\D)(?<grade>\d{1,2})\s*класс".to_owned(),
                    kind: ColumnKind::Integer,
                    value: found[1].to_owned(),
                });
            }
            titles.extend(labelled(&text, at, names));
        }
    }
    titles
}

fn labelled(text: &str, at: (u32, u32), names: &mut Names) -> Option<Title> {
    let found = LABELLED.captures(text)?;
    let (label, value) = (&found[1], found[2].trim());
    if value.is_empty() || is_personal_heading(label) || may_name_person(value) {
        return None;
    }
    let (name, kind) = match fold(label).as_str() {
        "предмет" | "учебный предмет" => {
            (names.give("subject", "subject"), ColumnKind::Category { values: Vec::new() })
        }
        _ => (names.give(label, "title"), ColumnKind::Text),
    };
    let pattern = format!(r"{}\s*:\s*(?<{name}>[^;]+)", regex::escape(label));
    Some(Title { name, at, pattern, kind, value: value.to_owned() })
}
