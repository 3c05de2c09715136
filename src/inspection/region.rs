//! Where the tables of a sheet are: their header rows, their data, what stands below them.
//!
//! A header is known by what follows it: below words stand numbers. Where a table has only words,
//! its first full row is the header.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::sources::{Content, SurveyedRow, SurveyedSheet};
use crate::values::{fold, parse_number};

use super::missing;

/// How many rows below a row show what its columns hold.
const WINDOW: usize = 50;
/// How many rows are searched for a header.
const SEARCHED: usize = 60;
/// How many rows a header may have above its last one.
const HEADER_ROWS: u32 = 5;

/// A table of a sheet. Rows and columns count from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// First and last row of the header.
    pub header: (u32, u32),
    /// Whether a row that counts the columns follows the header.
    pub is_numbered: bool,
    /// Rows of data, without those left out.
    pub rows: Vec<u32>,
    /// Rows with totals.
    pub totals: Vec<u32>,
    /// Blank rows between rows of data.
    pub blank_count: u32,
    /// The most blank rows that follow each other inside of the table.
    pub largest_gap: u32,
    /// The first row below the table that is not blank, and how many blank rows stand above it.
    pub below: Option<(u32, u32)>,
    /// How many rows below the table are notes or signatures.
    pub note_count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Missing,
    Numeric,
    Text,
}

fn look(content: &Content) -> Look {
    match content {
        Content::Text(text) if missing::reason(text).is_some() => Look::Missing,
        Content::Text(text) if parse_number(text).is_some() => Look::Numeric,
        Content::Text(_) | Content::Withheld(_) => Look::Text,
        _ => Look::Numeric,
    }
}

/// Finds the tables of a sheet, from the top.
pub(super) fn find(sheet: &SurveyedSheet) -> Vec<Region> {
    let rows: Vec<SurveyedRow<'_>> = sheet.rows().collect();
    let finder = Finder { sheet, rows: &rows };
    let mut regions = Vec::new();
    let mut from = 0;
    while let Some((region, next)) = finder.region(from) {
        regions.push(region);
        from = next;
    }
    regions
}

/// Whether a row counts columns. A row of data may look like that by chance, if it is short.
fn numbers_columns(row: SurveyedRow<'_>) -> bool {
    const FEWEST: usize = 3;
    let first = row.cells().next().map(|(_, content)| fold(&content.text()));
    let begins = first.is_some_and(|first| matches!(&*first, "1" | "а" | "a"));
    begins && row.counts_columns() && row.cells().count() > FEWEST
}

/// How many cells of a row hold whole numbers each of which is one more than the one before it.
fn counting_cells(row: SurveyedRow<'_>) -> usize {
    let number = |content: &Content| parse_number(&content.text()).map(|number| number.value);
    let numbers: Vec<Option<f64>> = row.cells().map(|(_, content)| number(content)).collect();
    let counts_on = |pair: &[Option<f64>]| match pair {
        [Some(one), Some(next)] => one.fract() == 0.0 && *next == one + 1.0,
        _ => false,
    };
    let steps: Vec<bool> = numbers.windows(2).map(counts_on).collect();
    let is_in = |at: usize| {
        at.checked_sub(1).is_some_and(|before| steps[before])
            || steps.get(at).is_some_and(|step| *step)
    };
    (0..numbers.len()).filter(|at| is_in(*at)).count()
}

struct Finder<'s> {
    sheet: &'s SurveyedSheet,
    rows: &'s [SurveyedRow<'s>],
}

impl Finder<'_> {
    /// Returns the first table from a row of the list on, and where the next one may begin.
    fn region(&self, from: usize) -> Option<(Region, usize)> {
        let found = (from..self.rows.len().min(from + SEARCHED)).find(|at| self.is_header(*at))?;
        let bottom = self.extend_down(found);
        let top = self.extend_up(from, bottom);
        let is_numbered = self.rows.get(bottom + 1).is_some_and(|row| numbers_columns(*row));
        let begin = bottom + 1 + usize::from(is_numbered);
        let end = self.end(begin, bottom);
        let header = (self.rows[top].number(), self.rows[bottom].number());
        let region = self.body(header, is_numbered, begin..end);
        (!region.rows.is_empty()).then_some((region, end))
    }

    fn filled(&self, at: usize) -> usize {
        self.rows[at].cells().count()
    }

    /// How many cells the rows below a row have, in the middle of the list of counts.
    fn usual_fill(&self, at: usize) -> usize {
        let end = self.rows.len().min(at + 1 + WINDOW);
        let mut counts: Vec<usize> = (at + 1..end).map(|row| self.filled(row)).collect();
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    }

    /// Returns the columns below a row that hold numbers.
    fn numeric_columns(&self, at: usize) -> Vec<u32> {
        let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for row in self.rows.iter().skip(at + 1).take(WINDOW) {
            for (column, content) in row.cells() {
                let (numeric, text) = counts.entry(column).or_default();
                match look(content) {
                    Look::Numeric => *numeric += 1,
                    Look::Text => *text += 1,
                    Look::Missing => {}
                }
            }
        }
        let numeric =
            counts.into_iter().filter(|(_, (numeric, text))| *numeric > 0 && numeric >= text);
        numeric.map(|(column, _)| column).collect()
    }

    /// How many words stand above numbers, and above how many columns of numbers they could.
    /// Beside a word, numbers that count on are headings as well: marks 2, 3, 4, 5, or years.
    fn breaks(&self, at: usize) -> (usize, usize) {
        let numeric = self.numeric_columns(at);
        let row = self.rows[at];
        let words = numeric.iter().filter(|column| {
            let content = row.cell(**column);
            !content.is_blank() && look(content) == Look::Text
        });
        let words = words.count();
        let marks = if words > 0 { counting_cells(row) } else { 0 };
        (words + marks, numeric.len())
    }

    fn is_header(&self, at: usize) -> bool {
        let filled = self.filled(at);
        let usual = self.usual_fill(at);
        if at + 1 >= self.rows.len() || usual == 0 || 2 * filled < usual || filled < usual.min(2) {
            return false;
        }
        let (words, numeric) = self.breaks(at);
        if numeric > 0 {
            return words > 0 && 2 * words >= numeric;
        }
        let texts: Vec<String> = self.texts(at);
        let different: BTreeSet<&String> = texts.iter().collect();
        let are_words = self.rows[at].cells().all(|(_, content)| look(content) == Look::Text);
        are_words && different.len() == texts.len() && 5 * filled >= 3 * usual
    }

    fn texts(&self, at: usize) -> Vec<String> {
        self.rows[at].cells().map(|(_, content)| fold(&content.text())).collect()
    }

    /// Whether a row stands directly below the one before it.
    fn follows(&self, at: usize) -> bool {
        at > 0 && self.rows[at].number() == self.rows[at - 1].number() + 1
    }

    fn extend_down(&self, found: usize) -> usize {
        let mut bottom = found;
        while bottom + 2 < self.rows.len() && self.follows(bottom + 1) {
            let next = bottom + 1;
            let (words, numeric) = self.breaks(next);
            let first = self.rows[found].cells().next().map(|(column, _)| column);
            let begins_blank = first.is_some_and(|first| self.rows[next].cell(first).is_blank());
            let are_words = self.rows[next].cells().all(|(_, content)| look(content) == Look::Text);
            if words == 0 || !are_words || (2 * words < numeric && !begins_blank) {
                break;
            }
            bottom = next;
        }
        bottom
    }

    /// Adds rows above, as long as they give headings to columns without one, or tell equal
    /// headings apart. A row that begins a line of one cell at the left is a title.
    fn extend_up(&self, from: usize, bottom: usize) -> usize {
        let mut best = bottom;
        let mut top = bottom;
        let mut flaws = self.flaws(bottom, bottom);
        let last = self.rows[bottom].number();
        while flaws > 0 && top > from && self.follows(top) {
            let above = top - 1;
            let is_title = self.filled(above) == 1 && self.begins_left(above, bottom);
            if is_title || last - self.rows[above].number() >= HEADER_ROWS {
                break;
            }
            top = above;
            let left = self.flaws(top, bottom);
            if left < flaws {
                (best, flaws) = (top, left);
            }
        }
        best
    }

    fn begins_left(&self, at: usize, bottom: usize) -> bool {
        let first = self.rows[at].cells().next().map(|(column, _)| column);
        let leftmost = self.data_columns(bottom).into_iter().next();
        first <= leftmost
    }

    fn data_columns(&self, bottom: usize) -> BTreeSet<u32> {
        let rows = self.rows.iter().skip(bottom + 1).take(WINDOW);
        rows.flat_map(|row| row.cells().map(|(column, _)| column)).collect()
    }

    /// How many columns of data have no heading, or one that another column has as well.
    fn flaws(&self, top: usize, bottom: usize) -> usize {
        let headings = self.sheet.headings(self.rows[top].number(), self.rows[bottom].number());
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for heading in &headings {
            *texts.entry(fold(&heading.text)).or_default() += 1;
        }
        let equal: usize = texts.values().filter(|count| **count > 1).sum();
        let known: BTreeSet<u32> = headings.iter().map(|heading| heading.column).collect();
        let nameless = self.data_columns(bottom).difference(&known).count();
        equal + nameless
    }

    /// Returns the row of the list behind the last one of a table: where another header begins.
    fn end(&self, begin: usize, bottom: usize) -> usize {
        let header = self.texts(bottom);
        let is_other =
            |at: usize| self.texts(at) == header || (!self.follows(at) && self.begins_table(at));
        (begin + 1..self.rows.len()).find(|at| is_other(*at)).unwrap_or(self.rows.len())
    }

    /// Whether a new table begins at a row behind a blank one: its title, then its header.
    fn begins_table(&self, at: usize) -> bool {
        const TITLES: usize = 4;
        let end = self.rows.len().min(at + TITLES);
        let all_words =
            |row: usize| self.rows[row].cells().all(|(_, content)| look(content) == Look::Text);
        for row in at..end {
            if row > at && !self.follows(row) && self.filled(row - 1) > 1 {
                return false;
            }
            if self.filled(row) > 1 {
                let (words, numeric) = self.breaks(row);
                return all_words(row) && numeric > 0 && words > 1 && 2 * words >= numeric;
            }
        }
        false
    }

    fn body(&self, header: (u32, u32), is_numbered: bool, list: std::ops::Range<usize>) -> Region {
        let headings = self.sheet.headings(header.0, header.1);
        let columns: Vec<u32> = headings.iter().map(|heading| heading.column).collect();
        let is_data =
            |at: &usize| columns.iter().any(|column| !self.rows[*at].cell(*column).is_blank());
        let last = self.last_of_data(list.clone(), columns.len());
        let inner: Vec<usize> = (list.start..last).filter(is_data).collect();
        let is_form = headings.iter().any(|heading| fold(&heading.text).contains("№ строки"));
        let is_total = |at: &usize| !is_form && is_total(self.rows[*at], &columns);
        let (totals, rows): (Vec<usize>, Vec<usize>) = inner.iter().partition(|at| is_total(at));
        let gaps: Vec<u32> = inner
            .windows(2)
            .map(|pair| self.rows[pair[1]].number() - self.rows[pair[0]].number() - 1)
            .collect();
        let numbers =
            |list: Vec<usize>| list.into_iter().map(|at| self.rows[at].number()).collect();
        let below = self.rows.get(last).map(|row| {
            let above = if last == 0 { header.1 } else { self.rows[last - 1].number() };
            (row.number(), row.number() - above - 1)
        });
        Region {
            header,
            is_numbered,
            rows: numbers(rows),
            totals: numbers(totals),
            blank_count: gaps.iter().sum(),
            largest_gap: gaps.iter().copied().max().unwrap_or(0),
            below,
            note_count: list.end - last,
        }
    }

    /// Returns the row of the list behind the last one of data; notes and signatures follow it.
    fn last_of_data(&self, list: std::ops::Range<usize>, width: usize) -> usize {
        let usual = list.start.checked_sub(1).map_or(0, |at| self.usual_fill(at));
        let mut last = list.end;
        while width > 2 && usual > 2 && last > list.start + 1 {
            let row = self.rows[last - 1];
            let filled = row.cells().count();
            let is_word = row.cells().next().is_some_and(|(_, first)| look(first) == Look::Text);
            let is_apart = !self.follows(last - 1);
            let is_note = is_word && (filled == 1 || (is_apart && 5 * filled < 2 * usual));
            if !is_note {
                break;
            }
            last -= 1;
        }
        last
    }
}

/// What rows with totals begin or end with.
pub(super) const TOTAL: &str = r"(?i)^\s*(итого|всего|общий итог|total)|\s(всего|итого)$";

static TOTAL_PATTERN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(TOTAL).expect("a fixed pattern"));

/// Whether a text is that of a total.
pub(super) fn is_total_text(content: &Content) -> bool {
    matches!(content, Content::Text(_)) && TOTAL_PATTERN.is_match(&content.text())
}

/// Whether one of the first columns of a row says that it is a total.
fn is_total(row: SurveyedRow<'_>, columns: &[u32]) -> bool {
    const LABELS: usize = 4;
    columns.iter().take(LABELS).any(|column| is_total_text(row.cell(*column)))
}
