//! The header of a table, found by its content: in most files it moves from year to year.

use std::ops::Range;
use std::sync::Arc;

use crate::definition::{ColumnOrigin, Header, Source};
use crate::diagnostics::{Code, Diagnostic, Location, Span};
use crate::values::{fold, may_fold_to};

use super::content::Content;
use super::grid::{Grid, GridRow};
use super::headings::{Heading, excerpt, join};
use super::locate::nearest_heading;
use super::sheet::SheetName;

/// A header.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FoundHeader {
    /// The first row of what may stand above it and belong to it.
    pub(super) above: u32,
    /// Its first row.
    pub(super) top: u32,
    /// Its last row.
    pub(super) row: u32,
    /// The first row that may hold data.
    pub(super) data_from: u32,
    /// The row before which the data end: that of the next header.
    pub(super) until: u32,
    /// Its headings, by column.
    pub(super) headings: Vec<Heading>,
}

impl FoundHeader {
    /// What stands for the header of a statistical form, which has none of the usual kind.
    pub(super) const fn of_form(row: u32) -> Self {
        let until = u32::MAX;
        Self { above: 0, top: row, row, data_from: row, until, headings: Vec::new() }
    }
}

/// A heading the header has to have.
struct Wanted {
    written: String,
    variants: Vec<String>,
    span: Span,
}

/// A row that could be the last one of the header.
struct Candidate {
    row: u32,
    headings: Vec<Heading>,
}

/// Finds the header of a sheet; several, where the header may be repeated.
pub(super) fn find(
    sheet: &SheetName,
    grid: &Grid,
    source: &Source,
) -> Result<Vec<FoundHeader>, Box<Diagnostic>> {
    let header = &source.header;
    let wanted = wanted(source);
    let Some(first) = search_from(grid, header) else {
        return Err(Box::new(after_not_found(sheet, source)));
    };
    let within = first..first.saturating_add(header.within);
    let by = |fits| Some((next(grid, header, &wanted, (fits, within.clone()))?, fits));
    let found: Option<(Candidate, Fits)> =
        by(Heading::is as Fits).or_else(|| by(Heading::ends_in as Fits));
    let Some((found, fits)) = found else {
        let candidates: Vec<Candidate> = candidates(grid, header, within).collect();
        return Err(Box::new(not_found(sheet, &candidates, &wanted, source)));
    };
    let mut headers = vec![found_header(found, grid, header, first)];
    while let (Some(true), Some(last)) = (header.repeat, headers.last()) {
        let above = last.data_from;
        let within = above.saturating_add(header.rows - 1)..u32::MAX;
        let Some(found) = next(grid, header, &wanted, (fits, within)) else { break };
        headers.push(found_header(found, grid, header, above));
    }
    for index in 1..headers.len() {
        headers[index - 1].until = headers[index].top;
    }
    Ok(headers)
}

/// Whether a heading is some text, by one way to look at it.
type Fits = fn(&Heading, &str) -> bool;

/// Returns the row from which on a header is searched, if the row that comes before it is there.
fn search_from(grid: &Grid, header: &Header) -> Option<u32> {
    let Some(after) = &header.after else { return Some(0) };
    let fits =
        |row: &&GridRow| row.cells().iter().any(|(_, cell)| after.value.is_match(&cell.text()));
    grid.rows().iter().find(fits).map(|row| row.number + 1)
}

fn found_header(found: Candidate, grid: &Grid, header: &Header, above: u32) -> FoundHeader {
    let Candidate { row, headings } = found;
    let next = grid.rows().iter().find(|next| next.number > row);
    let numbers = next.filter(|next| header.numbered && counts_columns(next));
    let data_from = numbers.map_or(row, |numbers| numbers.number) + 1;
    let top = row.saturating_sub(header.rows - 1);
    FoundHeader { above, top, row, data_from, until: u32::MAX, headings }
}

/// Returns the other rows that fit as well as the header that was found: those among which it was
/// searched, and those further down with the same texts.
pub(super) fn rivals(grid: &Grid, source: &Source, found: &FoundHeader) -> Vec<u32> {
    let header = &source.header;
    let wanted = wanted(source);
    let first = search_from(grid, header).unwrap_or(0);
    let within = first..first.saturating_add(header.within);
    let own = Candidate { row: found.row, headings: found.headings.clone() };
    let is_whole = missing(&own, &wanted, Heading::is).is_empty();
    let fits: Fits = if is_whole { Heading::is } else { Heading::ends_in };
    let is_other = |row: u32| row.abs_diff(found.row) >= header.rows;
    let mut rows: Vec<u32> = likely(grid, header, &wanted, within.clone())
        .filter(|other| is_other(other.row) && missing(other, &wanted, fits).is_empty())
        .map(|other| other.row)
        .collect();
    let texts = Texts::of(grid, found.row);
    let below = grid.rows().iter().filter(|row| row.number >= within.end);
    let below = below.filter(|row| is_other(row.number) && texts.stand_in(row));
    rows.extend(below.map(|row| row.number));
    rows
}

/// The texts of a row of a header, as they are compared.
struct Texts(Vec<(u32, String)>);

impl Texts {
    fn of(grid: &Grid, row: u32) -> Self {
        let cells = grid.row(row).into_iter().flat_map(GridRow::cells);
        let texts = cells.filter(|(_, cell)| matches!(cell, Content::Text(_)) && !cell.is_blank());
        Self(texts.map(|(column, cell)| (*column, fold(&cell.text()))).collect())
    }

    /// Whether they all stand in another row.
    fn stand_in(&self, row: &GridRow) -> bool {
        let is_same = |(column, text): &(u32, String)| match row.cell(*column) {
            Content::Text(other) => may_fold_to(other, text) && fold(other) == *text,
            _ => false,
        };
        !self.0.is_empty() && self.0.iter().all(is_same)
    }
}

/// Returns the headings that show which row is the header: those that are declared for this, or
/// else those of all columns a sheet may not lack.
fn wanted(source: &Source) -> Vec<Wanted> {
    let new = |variants: &[String], span| Wanted {
        written: variants.first().cloned().unwrap_or_default(),
        variants: variants.iter().map(|variant| fold(variant)).collect(),
        span,
    };
    if !source.header.contains.is_empty() {
        let contains = source.header.contains.iter();
        return contains.map(|variants| new(&variants.value, variants.span)).collect();
    }
    let columns = source.columns.iter().filter(|column| !column.optional);
    let headings = columns.filter_map(|column| match &column.origin {
        ColumnOrigin::Heading { headings, block: None } if source.unpivot.is_none() => {
            let variants: Vec<String> = headings.iter().map(|text| text.value.clone()).collect();
            Some(new(&variants, headings.first()?.span))
        }
        _ => None,
    });
    headings.collect()
}

/// Returns the rows that may be the last one of the header, from the top.
fn candidates(grid: &Grid, header: &Header, within: Range<u32>) -> impl Iterator<Item = Candidate> {
    candidate_rows(grid, header, within).map(|row| candidate(grid, header, row))
}

/// Returns those of them in which each wanted heading could stand, by its first letter. Where a
/// header has several rows that cannot be told.
fn likely<'a>(
    grid: &'a Grid,
    header: &'a Header,
    wanted: &'a [Wanted],
    within: Range<u32>,
) -> impl Iterator<Item = Candidate> + 'a {
    let may_stand = |cell: &Content, variant: &str| match cell {
        Content::Text(text) => may_fold_to(text, variant),
        Content::Empty => false,
        Content::Number { code: None, .. } | Content::Date(_) => {
            variant.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        }
        _ => true,
    };
    let has = move |row: &GridRow, wanted: &Wanted| {
        let mut variants = wanted.variants.iter();
        variants.any(|variant| row.cells().iter().any(|(_, cell)| may_stand(cell, variant)))
    };
    let may_fit = move |row: &u32| {
        header.rows > 1
            || grid.row(*row).is_some_and(|row| wanted.iter().all(|wanted| has(row, wanted)))
    };
    let rows = candidate_rows(grid, header, within).filter(may_fit);
    rows.map(|row| candidate(grid, header, row))
}

fn candidate(grid: &Grid, header: &Header, row: u32) -> Candidate {
    let above = header.rows.saturating_sub(1);
    let mut headings = join(grid.whole(), row - above, row, &header.join);
    headings.retain(|heading| !grid.passes_over(heading.column));
    Candidate { row, headings }
}

/// No row of a header is blank.
fn candidate_rows(grid: &Grid, header: &Header, within: Range<u32>) -> impl Iterator<Item = u32> {
    let above = header.rows.saturating_sub(1);
    let rows = grid.rows();
    let from = rows.partition_point(|row| row.number < within.start.max(above));
    let rows = rows[from..].iter().map(|row| row.number).take_while(move |row| *row < within.end);
    rows.filter(move |row| (row - above..=*row).all(|row| grid.row(row).is_some_and(has_content)))
}

fn has_content(row: &GridRow) -> bool {
    row.cells().iter().any(|(_, content)| !content.is_blank())
}

/// Returns the first candidate with all wanted headings. Where the header has several rows, the
/// row above the last one may fit as well; then the lower one is meant.
fn next(
    grid: &Grid,
    header: &Header,
    wanted: &[Wanted],
    (fits, within): (Fits, Range<u32>),
) -> Option<Candidate> {
    let fits_all = |candidate: &Candidate| missing(candidate, wanted, fits).is_empty();
    let mut candidates = likely(grid, header, wanted, within);
    let first = candidates.find(fits_all)?;
    let is_lower = |lower: &Candidate| lower.row == first.row + 1 && fits_all(lower);
    let lower = candidates.next().filter(|lower| header.rows > 1 && is_lower(lower));
    Some(lower.unwrap_or(first))
}

fn missing<'a>(candidate: &Candidate, wanted: &'a [Wanted], fits: Fits) -> Vec<&'a Wanted> {
    let has = |wanted: &Wanted| {
        let mut variants = wanted.variants.iter();
        variants.any(|variant| candidate.headings.iter().any(|heading| fits(heading, variant)))
    };
    wanted.iter().filter(|wanted| !has(wanted)).collect()
}

/// Whether a row counts the columns: 1, 2, 3 … in every cell, after letters perhaps (`А`, `Б`).
pub(super) fn counts_columns(row: &GridRow) -> bool {
    let texts: Vec<String> = row.cells().iter().map(|(_, cell)| cell.text().into_owned()).collect();
    let is_letter = |text: &&String| text.chars().count() == 1 && text.parse::<u32>().is_err();
    let letters = texts.iter().take_while(is_letter).count();
    let numbers: Vec<Option<u32>> = texts[letters..].iter().map(|text| text.parse().ok()).collect();
    let counts = numbers.windows(2).all(|pair| pair[1] == pair[0].map(|number| number + 1));
    numbers.len() > 1 && counts && matches!(numbers[0], Some(1 | 2))
}

/// The finding about a sheet without the row below which its header is searched.
fn after_not_found(sheet: &SheetName, source: &Source) -> Diagnostic {
    let span = source.header.after.as_ref().map_or(source.name.span, |after| after.span);
    let file = Location::File(Arc::clone(&sheet.file));
    Diagnostic::error(Code::HeaderNotFound)
        .with_count("count", 0)
        .with("sheet", sheet.to_string())
        .labelled(span, "no-after")
        .labelled(file, "sheet")
        .help("help-after")
}

fn not_found(
    sheet: &SheetName,
    candidates: &[Candidate],
    wanted: &[Wanted],
    source: &Source,
) -> Diagnostic {
    let lacks = |candidate: &Candidate| missing(candidate, wanted, Heading::ends_in);
    let best = candidates.iter().min_by_key(|candidate| lacks(candidate).len());
    let best = best.filter(|best| lacks(best).len() < wanted.len());
    let missing = best.map_or_else(|| wanted.iter().collect(), lacks);
    let names: Vec<&str> = missing.iter().map(|wanted| wanted.written.as_str()).collect();
    let span = missing.first().map_or(source.name.span, |wanted| wanted.span);
    let diagnostic = Diagnostic::error(Code::HeaderNotFound)
        .with("missing", names.join("`, `"))
        .with_count("count", names.len())
        .with("rows", source.header.within.to_string())
        .with("sheet", sheet.to_string())
        .at(span);
    let diagnostic = match &source.header.after {
        Some(after) => diagnostic.labelled(after.span, "after"),
        None => diagnostic,
    };
    let Some(best) = best else {
        let file = Location::File(Arc::clone(&sheet.file));
        let label = if candidates.is_empty() { "empty" } else { "file" };
        return diagnostic.labelled(file, label).help("help");
    };
    let headings = showable(&best.headings, wanted);
    let suggestion = names.first().and_then(|name| nearest_heading(name, &headings));
    let shown = headings.iter().find(|heading| Some(heading.text.as_str()) == suggestion);
    let column = shown.or(headings.first()).map_or(0, |heading| heading.column);
    let drawn = excerpt(&headings, best.row, column);
    diagnostic
        .labelled(Location::Cell(sheet.cell(best.row, column), Some(drawn)), "best")
        .suggest(suggestion)
        .help("help")
}

/// Returns the cells of a row that may be shown. The row most like the wanted header may be one of
/// data: a lone surname is not shown, and where more says that the row is about a person, nothing
/// but the wanted headings in it is.
fn showable(headings: &[Heading], wanted: &[Wanted]) -> Vec<Heading> {
    let is_wanted = |heading: &Heading| {
        let mut variants = wanted.iter().flat_map(|wanted| &wanted.variants);
        variants.any(|variant| heading.ends_in(variant))
    };
    let is_row_of_person = headings.iter().any(Heading::is_of_person);
    let may_show = |heading: &Heading| !is_row_of_person && !heading.may_be_name();
    let show = |heading: &Heading| match !may_show(heading) && !is_wanted(heading) {
        true => Heading::hidden(heading.column),
        false => heading.clone(),
    };
    headings.iter().map(show).collect()
}
