//! The draft of a source: what a definition says, before it is written.

use std::collections::BTreeMap;

use regex::Regex;

use crate::definition::ColumnKind;
use crate::diagnostics::column_letters;
use crate::sources::may_name_person;
use crate::values::{Missing, fold};

use super::known::KnownForm;
use super::names::Names;
use super::profile::{Oddity, Profile};
use super::region::TOTAL;
use super::table::Table;
use super::titles::Title;
use super::{Inspection, Sheet};

/// A source that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// Its title for readers.
    pub title: String,
    /// The ready-made form that the table has: it replaces everything below but the sheet.
    pub form: Option<KnownForm>,
    /// Its path.
    pub files: String,
    /// The sheet by name, or by pattern where the name looks like a number; nothing for text files
    /// and for the only sheet.
    pub sheet: Option<SheetKey>,
    /// The part of the sheet that is looked at, where another table would be taken for this one.
    pub range: Option<String>,
    /// The range that holds the table and nothing else.
    pub own_range: String,
    /// Headings by which the header is found.
    pub contains: Vec<String>,
    /// How many rows the header has.
    pub header_rows: u32,
    /// Whether a row that counts the columns follows it.
    pub is_numbered: bool,
    /// How many rows are searched, where the header stands deep.
    pub within: Option<u32>,
    /// Where the table ends.
    pub stop: Option<Stop>,
    /// Heading of the column in which totals stand; the empty one is the first cell of a row.
    pub exclude: Option<String>,
    /// Headings of columns that are filled down.
    pub fill_down: Vec<String>,
    /// The heading of the label column, its levels, and the rows of its blocks.
    pub labels: Option<DraftLabels>,
    /// Words for missing values.
    pub missing: BTreeMap<String, Missing>,
    /// Values above the table.
    pub titles: Vec<Title>,
    /// The columns.
    pub columns: Vec<DraftColumn>,
    /// Headings that are left out, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// Names of the columns of the key.
    pub key: Vec<String>,
    /// Whether formulas without a result are only warned of.
    pub is_lenient: bool,
    /// How many rows it reads.
    pub row_count: usize,
}

/// How a sheet is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetKey {
    /// By its name.
    Name(String),
    /// By a pattern that only its name fits.
    Pattern(String),
}

/// Where a table ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// Below so many blank rows.
    Blank(u32),
    /// At a row that begins like this.
    Match(String),
}

/// A label column with its levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLabels {
    /// Its heading.
    pub heading: String,
    /// Names and patterns of the levels.
    pub levels: Vec<(&'static str, &'static str)>,
    /// Names and patterns of rows inside of blocks.
    pub blocks: Vec<(&'static str, &'static str)>,
}

/// A column that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftColumn {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: String,
    /// Its type.
    pub kind: ColumnKind,
    /// Its letter, where another column has the same heading.
    pub letter: Option<String>,
    /// The row of the block in which it stands.
    pub block: Option<&'static str>,
    /// What is known about it.
    pub profile: Profile,
}

/// Why a column is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It is personal.
    Personal,
    /// Its heading names a person.
    Heading,
    /// It could not be read.
    Unreadable,
}

impl LeftOut {
    /// Returns the word by which messages and data know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Heading => "heading",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How many rows of a sheet are searched for a header, if a source does not say otherwise.
const SEARCHED: u32 = 40;

impl Draft {
    /// Drafts the source of a table; nothing where no column could be read, or where another table
    /// above has the same header, since nothing tells the two apart.
    pub(super) fn new(
        inspection: &Inspection,
        sheet: &Sheet,
        table: &Table,
        files: &str,
        names: &mut Names,
    ) -> Option<Self> {
        let title = title_of(inspection, sheet);
        let region = &table.region;
        let mut own = Names::default();
        let titles: Vec<Title> = table.titles.clone();
        for title in &titles {
            own.give(&title.name, "title");
        }
        let labels = table.labels.as_ref().map(|labels| DraftLabels {
            heading: labels.heading.clone(),
            levels: labels.levels.clone(),
            blocks: labels.blocks.clone(),
        });
        if labels.is_some() {
            own.give("login", "login");
        }
        let mut draft = Self {
            name: names.give(&title, "table"),
            title,
            form: None,
            files: files.to_owned(),
            sheet: sheet_key(inspection, sheet),
            range: None,
            own_range: own_range(table),
            contains: Vec::new(),
            header_rows: region.header.1 - region.header.0 + 1,
            is_numbered: region.is_numbered,
            within: (region.header.1 >= SEARCHED).then_some(region.header.1 + 1),
            stop: stop(table),
            exclude: exclude(table),
            fill_down: headings(table, &table.fill_down),
            labels,
            missing: missing(table),
            titles,
            columns: Vec::new(),
            left_out: Vec::new(),
            key: Vec::new(),
            is_lenient: table.columns.iter().any(has_formulas),
            row_count: table.row_count(),
        };
        draft.add_columns(table, &mut own);
        draft.contains = contains(table);
        let key_names = table.key.iter().filter_map(|column| {
            let found = draft.columns.iter().find(|known| known.profile.column == *column)?;
            Some(found.name.clone())
        });
        let key: Vec<String> = key_names.collect();
        draft.key =
            if key.len() == table.key.len() && draft.labels.is_none() { key } else { Vec::new() };
        let is_whole = !draft.columns.is_empty() && !draft.contains.is_empty();
        is_whole.then_some(draft)
    }

    fn add_columns(&mut self, table: &Table, names: &mut Names) {
        let blocks = self.labels.as_ref().map(|labels| labels.blocks.clone()).unwrap_or_default();
        let label_column = table.labels.as_ref().map(|labels| labels.column);
        for profile in &table.columns {
            if let Some(reason) = left_out(profile) {
                self.left_out.push((profile.heading.clone(), reason));
                continue;
            }
            let fallback = format!("column_{}", column_letters(profile.column).to_lowercase());
            let short = short_heading(table, profile);
            let column = |name: String, block: Option<&'static str>| DraftColumn {
                name,
                heading: profile.heading.clone(),
                kind: profile.kind.clone(),
                letter: profile
                    .oddities
                    .contains_key(&Oddity::SameHeading)
                    .then(|| column_letters(profile.column)),
                block,
                profile: profile.clone(),
            };
            if blocks.is_empty() || label_column == Some(profile.column) {
                self.columns.push(column(names.give(&short, &fallback), None));
                continue;
            }
            for (block, _) in &blocks {
                let name = names.give(&format!("{short} {block}"), &fallback);
                self.columns.push(column(name, Some(*block)));
            }
        }
    }
}

/// The last row of a heading, and of one that repeats under several others the row above as well.
fn short_heading(table: &Table, profile: &Profile) -> String {
    let last = |heading: &str| heading.rsplit(" › ").next().unwrap_or_default().to_owned();
    let own = last(&profile.heading);
    let alike = table.columns.iter().filter(|other| last(&other.heading) == own).count();
    if alike == 1 {
        return own;
    }
    let pieces: Vec<&str> = profile.heading.rsplit(" › ").take(2).collect();
    pieces.into_iter().rev().collect::<Vec<_>>().join(" ")
}

fn left_out(profile: &Profile) -> Option<LeftOut> {
    if profile.personal.is_some() {
        Some(LeftOut::Personal)
    } else if profile.heading.contains('•') {
        Some(LeftOut::Heading)
    } else {
        None
    }
}

fn has_formulas(profile: &Profile) -> bool {
    profile.oddities.contains_key(&Oddity::NotCalculated)
        || profile.oddities.contains_key(&Oddity::ErrorValue)
}

fn title_of(inspection: &Inspection, sheet: &Sheet) -> String {
    let name = inspection.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let with_tables = inspection.sheets.iter().filter(|sheet| !sheet.tables.is_empty()).count();
    if with_tables > 1 { format!("{stem}, {}", sheet.name) } else { stem.to_owned() }
}

fn sheet_key(inspection: &Inspection, sheet: &Sheet) -> Option<SheetKey> {
    if sheet.name.is_empty() || (inspection.sheets.len() == 1 && !sheet.is_hidden) {
        return None;
    }
    let is_same = |other: &&Sheet| fold(&other.name) == fold(&sheet.name);
    let is_number = sheet.name.trim().parse::<u32>().is_ok();
    if is_number || inspection.sheets.iter().filter(is_same).count() > 1 {
        return Some(SheetKey::Pattern(format!("^{}$", regex::escape(&sheet.name))));
    }
    Some(SheetKey::Name(sheet.name.to_string()))
}

fn own_range(table: &Table) -> String {
    let region = &table.region;
    let columns = || table.columns.iter().map(|column| column.column);
    let above = table.titles.iter().map(|title| title.at.0);
    let top = above.chain([region.header.0]).min().unwrap_or(0);
    let bottom = region.rows.iter().chain(&region.totals).max().copied().unwrap_or(top);
    let left = columns().chain(table.titles.iter().map(|title| title.at.1)).min().unwrap_or(0);
    let right = columns().max().unwrap_or(left);
    let cell = |column: u32, row: u32| format!("{}{}", column_letters(column), u64::from(row) + 1);
    format!("{}:{}", cell(left, top), cell(right, bottom))
}

fn headings(table: &Table, columns: &[u32]) -> Vec<String> {
    let heading = |column: &u32| {
        let found = table.columns.iter().find(|known| known.column == *column)?;
        Some(found.heading.clone())
    };
    columns.iter().filter_map(heading).collect()
}

/// Up to five headings that tell this header from other rows: the longest ones, in their order.
fn contains(table: &Table) -> Vec<String> {
    const MOST: usize = 5;
    let usable = |profile: &&Profile| {
        !profile.oddities.contains_key(&Oddity::SameHeading) && !profile.heading.contains('•')
    };
    let mut chosen: Vec<&Profile> = table.columns.iter().filter(usable).collect();
    let is_word = |profile: &Profile| profile.heading.chars().any(char::is_alphabetic);
    let is_personal = |profile: &Profile| profile.personal.is_some();
    chosen.sort_by_key(|profile| (!is_word(profile), is_personal(profile), profile.column));
    chosen.truncate(MOST);
    chosen.sort_by_key(|profile| profile.column);
    chosen.into_iter().map(|profile| profile.heading.clone()).collect()
}

fn missing(table: &Table) -> BTreeMap<String, Missing> {
    let words = table.columns.iter().flat_map(|column| &column.missing);
    words.map(|(word, (_, reason))| (word.clone(), *reason)).collect()
}

fn stop(table: &Table) -> Option<Stop> {
    let (_, above) = table.region.below?;
    if above > table.region.largest_gap {
        return Some(Stop::Blank(table.region.largest_gap + 1));
    }
    let text = table.below_text.as_deref()?;
    let word = text.split_whitespace().next().filter(|word| !may_name_person(word))?;
    Some(Stop::Match(format!("^{}", regex::escape(word))))
}

fn exclude(table: &Table) -> Option<String> {
    let column = table.total_column?;
    let found = table.columns.iter().find(|known| known.column == column)?;
    let is_known = !found.oddities.contains_key(&Oddity::SameHeading);
    Some(if is_known { found.heading.clone() } else { String::new() })
}

/// The pattern of totals, which is that of `region`.
pub(super) const fn total_pattern() -> &'static str {
    TOTAL
}

/// The year that a path, the name of a sheet or a title names: `2024-25` or `2024`.
pub(super) fn year(inspection: &Inspection) -> Option<String> {
    let academic = Regex::new(r"(20\d\d)\s?[-/–]\s?(?:20)?(\d\d)(?:\D|$)").ok()?;
    let calendar = Regex::new(r"(?:^|\D)(20\d\d)(?:\D|$)").ok()?;
    let names = inspection.sheets.iter().map(|sheet| &*sheet.name);
    let texts: Vec<&str> = std::iter::once(&*inspection.path).chain(names).collect();
    let from_academic = |text: &&str| {
        let found = academic.captures(text)?;
        let first: u32 = found[1].parse().ok()?;
        let second: u32 = found[2].parse().ok()?;
        ((first + 1) % 100 == second).then(|| format!("{first}-{second:02}"))
    };
    let from_calendar = |text: &&str| Some(calendar.captures(text)?[1].to_owned());
    texts.iter().find_map(from_academic).or_else(|| texts.iter().find_map(from_calendar))
}
