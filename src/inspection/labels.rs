//! Columns that mix levels – country, region, district, schools – as ФИС ОКО exports them.

use std::sync::LazyLock;

use regex::Regex;

use crate::sources::SurveyedSheet;
use crate::values::fold;

/// The label column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Its column.
    pub column: u32,
    /// Its heading.
    pub heading: String,
    /// Names and patterns of the levels.
    pub levels: Vec<(&'static str, &'static str)>,
    /// Names and patterns of rows inside of blocks; none where every row stands for itself.
    pub blocks: Vec<(&'static str, &'static str)>,
    /// Rows that open a block, or all rows where there are none.
    pub row_count: usize,
}

/// What the labels of a level look like. The last fits whatever is left.
const LEVELS: [(&str, &str); 5] = [
    ("country", r"^(?:Вся выборка|Все муниципалитеты|Российская Федерация|РФ)"),
    ("school", r"\((?<login>(?:edu|sch)\d+)\)"),
    ("region", r"^(?:Респ|Республика)|(?:край|область|обл\.)$"),
    ("district", r"(?:район|округ|г\.\s?о\.)$|^(?:город|г\.) "),
    ("other", r"."),
];

/// Rows of a block of «Сравнение отметок с отметками по журналу».
const BLOCKS: [(&str, &str); 4] = [
    ("lower", "^Понизили"),
    ("equal", "^Подтвердили"),
    ("higher", "^Повысили"),
    ("total", "^Всего"),
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    LEVELS.iter().map(|(_, pattern)| Regex::new(pattern).expect("a fixed pattern")).collect()
});

/// Finds the label column among the headings of a table.
pub(super) fn find(
    sheet: &SurveyedSheet,
    headings: &[(u32, String)],
    rows: &[u32],
) -> Option<Labels> {
    let is_label = |heading: &str| fold(heading).starts_with("группы участников");
    let (column, heading) = headings.iter().find(|(_, heading)| is_label(heading))?;
    let text = |row: &u32| sheet.cell(*row, *column).text().into_owned();
    let texts: Vec<String> = rows.iter().map(text).collect();
    let inner = |text: &str| {
        BLOCKS.iter().any(|(_, pattern)| text.starts_with(pattern.trim_start_matches('^')))
    };
    let has_blocks = texts.iter().any(|text| text.starts_with("Понизили"));
    let openers: Vec<&String> = texts.iter().filter(|text| !(has_blocks && inner(text))).collect();
    let level_of = |text: &str| PATTERNS.iter().position(|pattern| pattern.is_match(text));
    let used: Vec<usize> = openers.iter().filter_map(|text| level_of(text)).collect();
    if used.len() < openers.len() {
        return None;
    }
    let levels = LEVELS.iter().enumerate().filter(|(index, _)| used.contains(index));
    Some(Labels {
        column: *column,
        heading: heading.clone(),
        levels: levels.map(|(_, level)| *level).collect(),
        blocks: if has_blocks { BLOCKS.to_vec() } else { Vec::new() },
        row_count: openers.len(),
    })
}
