//! A table of a sheet with all that is known about it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::definition::ColumnKind;
use crate::sources::SurveyedSheet;
use crate::values::fold;

use super::labels::{self, Labels};
use super::names::Names;
use super::profile::{Oddity, Profile, profile};
use super::region::{self, Region};
use super::titles::{self, Title};

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Where it is.
    pub region: Region,
    /// Its columns with a heading, from the left.
    pub columns: Vec<Profile>,
    /// Columns of data without a heading.
    pub nameless: Vec<u32>,
    /// Values above it.
    pub titles: Vec<Title>,
    /// The column that mixes levels.
    pub labels: Option<Labels>,
    /// Columns in which a blank cell repeats the one above.
    pub fill_down: Vec<u32>,
    /// Columns that together have different values in each row.
    pub key: Vec<u32>,
    /// Rows that are equal to an earlier one in every cell.
    pub equal_rows: usize,
    /// What totals are recognised by: the column in which they stand.
    pub total_column: Option<u32>,
    /// The text with which the rows below the table begin, unless it names a person.
    pub below_text: Option<String>,
}

impl Table {
    /// How many rows a source has that reads it.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.labels.as_ref().map_or(self.region.rows.len(), |labels| labels.row_count)
    }
}

/// Finds the tables of a sheet.
pub(super) fn find(sheet: &SurveyedSheet) -> Vec<Table> {
    let mut from = 0;
    let mut tables = Vec::new();
    for region in region::find(sheet) {
        let begin = from;
        from = region.rows.last().map_or(begin, |last| last + 1);
        tables.push(table(sheet, region, begin));
    }
    tables
}

fn table(sheet: &SurveyedSheet, mut region: Region, begin: u32) -> Table {
    let headings: Vec<(u32, String)> = sheet
        .headings(region.header.0, region.header.1)
        .into_iter()
        .map(|heading| (heading.column, heading.text))
        .collect();
    let all: Vec<u32> = merged(&region.rows, &region.totals);
    let labels = labels::find(sheet, &headings, &all);
    if labels.is_some() {
        // «Всего» is a row of a block there.
        region.rows = all;
        region.totals = Vec::new();
    }
    let (first, last) = (region.header.1 + 1, region.rows.last().copied().unwrap_or(0));
    let personal = sheet.personal(region.header, (first, last));
    let mut columns: Vec<Profile> = headings
        .iter()
        .map(|(column, heading)| {
            let evidence = personal.get(column).copied();
            profile(sheet, (*column, heading), &region.rows, evidence)
        })
        .collect();
    mark_same_headings(&mut columns);
    let fill_down = fill_down(&columns, labels.as_ref());
    let total_column = total_column(sheet, &region, &columns);
    let below = region.below.and_then(|(row, _)| sheet.rows().find(|r| r.number() == row));
    let below_text = below.and_then(|row| Some(row.cells().next()?.1.text().into_owned()));
    let mut names = Names::default();
    Table {
        titles: titles::find(sheet, begin, region.header.0, &mut names),
        nameless: nameless(sheet, &region, &headings),
        key: key(sheet, &region, &columns),
        equal_rows: equal_rows(sheet, &region, &columns),
        below_text: below_text.filter(|text| !text.contains('•')),
        columns,
        labels,
        fill_down,
        total_column,
        region,
    }
}

fn merged(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = one.iter().chain(other).copied().collect();
    all.sort_unstable();
    all
}

/// A heading that stands twice cannot be asked for.
fn mark_same_headings(columns: &mut [Profile]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for column in columns.iter() {
        *counts.entry(fold(&column.heading)).or_default() += 1;
    }
    for column in columns.iter_mut().filter(|column| counts[&fold(&column.heading)] > 1) {
        column.oddities.insert(Oddity::SameHeading, 1);
    }
}

fn nameless(sheet: &SurveyedSheet, region: &Region, headings: &[(u32, String)]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let rows: HashSet<u32> = region.rows.iter().copied().collect();
    for row in sheet.rows().filter(|row| rows.contains(&row.number())) {
        for (column, _) in row.cells() {
            *counts.entry(column).or_default() += 1;
        }
    }
    let has_heading = |column: u32| headings.iter().any(|(known, _)| *known == column);
    counts.into_keys().filter(|column| !has_heading(*column)).collect()
}

/// Words in one of the first columns that stand in few rows, the first of them among those.
fn fill_down(columns: &[Profile], labels: Option<&Labels>) -> Vec<u32> {
    const FIRST: usize = 3;
    let is_sparse = |column: &&Profile| {
        let is_word = matches!(column.kind, ColumnKind::Text | ColumnKind::Category { .. });
        let is_label = labels.is_some_and(|labels| labels.column == column.column);
        is_word
            && !is_label
            && column.personal.is_none()
            && column.filled > 0
            && column.blank > column.filled
            && column.missing.is_empty()
            && !column.oddities.contains_key(&Oddity::SameHeading)
    };
    let has_full = columns.iter().any(|column| column.blank == 0);
    let sparse = columns.iter().take(FIRST).filter(is_sparse);
    if has_full { sparse.map(|column| column.column).collect() } else { Vec::new() }
}

fn total_column(sheet: &SurveyedSheet, region: &Region, columns: &[Profile]) -> Option<u32> {
    let row = region.totals.first()?;
    let is_total = |column: &&Profile| region::is_total_text(sheet.cell(*row, column.column));
    columns.iter().find(is_total).map(|column| column.column)
}

/// How many rows have the same text in every column as an earlier one. Rows with a withheld cell
/// are not compared.
fn equal_rows(sheet: &SurveyedSheet, region: &Region, columns: &[Profile]) -> usize {
    let mut known = HashSet::new();
    let texts = |row: &u32| -> Vec<String> {
        columns.iter().map(|column| sheet.cell(*row, column.column).text().into_owned()).collect()
    };
    let rows = region.rows.iter().map(texts);
    let comparable = rows.filter(|texts| !texts.iter().any(|text| text.contains('•')));
    comparable.filter(|texts| !known.insert(texts.clone())).count()
}

/// Finds a column, or two, whose values differ in every row.
fn key(sheet: &SurveyedSheet, region: &Region, columns: &[Profile]) -> Vec<u32> {
    const TRIED: usize = 6;
    let rank = |column: &Profile| match column.kind {
        ColumnKind::Code { .. } => 0,
        ColumnKind::Text => 1,
        ColumnKind::Category { .. } => 2,
        _ => 3,
    };
    let is_number_of_row = |column: &Profile| {
        let heading = fold(&column.heading);
        heading.starts_with('№') || heading.starts_with("n п") || heading == "n"
    };
    let mut able: Vec<&Profile> = columns
        .iter()
        .filter(|column| {
            column.personal.is_none()
                && column.blank == 0
                && column.filled > 0
                && column.missing.is_empty()
                && column.oddities.keys().all(|oddity| is_harmless(*oddity))
                && !is_number_of_row(column)
                && !matches!(
                    column.kind,
                    ColumnKind::Number | ColumnKind::Percent | ColumnKind::Boolean
                )
        })
        .collect();
    able.sort_by_key(|column| rank(column));
    let differ = |chosen: &[u32]| {
        let mut known = HashSet::new();
        region.rows.iter().all(|row| {
            let text = |column: &u32| fold(&sheet.cell(*row, *column).text());
            known.insert(chosen.iter().map(text).collect::<Vec<String>>())
        })
    };
    let words: Vec<u32> =
        able.iter().filter(|column| rank(column) < 3).map(|column| column.column).collect();
    if let Some(one) = words.iter().find(|column| differ(&[**column])) {
        return vec![*one];
    }
    let tried: Vec<u32> = able.iter().take(TRIED).map(|column| column.column).collect();
    let pairs = tried
        .iter()
        .enumerate()
        .flat_map(|(at, one)| tried[at + 1..].iter().map(move |other| [*one, *other]));
    pairs.into_iter().find(|pair| differ(pair)).map(|pair| pair.to_vec()).unwrap_or_default()
}

const fn is_harmless(oddity: Oddity) -> bool {
    matches!(
        oddity,
        Oddity::TextNumber
            | Oddity::LeadingZero
            | Oddity::Blanks
            | Oddity::MixedLetters
            | Oddity::Hidden
    )
}
