//! The header of a table, found by its content: in most files it moves from year to year.

use std::sync::Arc;

use crate::definition::{ColumnOrigin, Source};
use crate::diagnostics::{Code, Diagnostic, Location, Span};
use crate::values::fold;

use super::grid::{Grid, GridRow};
use super::headings::{Heading, excerpt, join};
use super::locate::nearest_heading;
use super::sheet::SheetName;

/// A header.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FoundHeader {
    /// Its last row.
    pub(super) row: u32,
    /// The first row that may hold data.
    pub(super) data_from: u32,
    /// Its headings, by column.
    pub(super) headings: Vec<Heading>,
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

/// Finds the header of a sheet.
pub(super) fn find(
    sheet: &SheetName,
    grid: &Grid,
    source: &Source,
) -> Result<FoundHeader, Box<Diagnostic>> {
    let wanted = wanted(source);
    let candidates = candidates(grid, source);
    let rows = source.header.rows;
    let found = by_texts(&candidates, &wanted, rows, Heading::is)
        .or_else(|| by_texts(&candidates, &wanted, rows, Heading::ends_in));
    let Some(index) = found else {
        return Err(Box::new(not_found(sheet, &candidates, &wanted, source)));
    };
    let Candidate { row, headings } = candidates.into_iter().nth(index).expect("an index of it");
    let next = grid.rows().iter().find(|next| next.number > row);
    let numbers = next.filter(|next| source.header.numbered && counts_columns(next));
    let data_from = numbers.map_or(row, |numbers| numbers.number) + 1;
    Ok(FoundHeader { row, data_from, headings })
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

/// Returns the rows that may be the last one of the header, from the top. No row of a header is
/// blank.
fn candidates(grid: &Grid, source: &Source) -> Vec<Candidate> {
    let header = &source.header;
    let above = header.rows.saturating_sub(1);
    let rows = grid.rows().iter().take_while(|row| row.number < header.within);
    let mut candidates = Vec::new();
    for row in rows.map(|row| row.number).filter(|row| *row >= above) {
        if (row - above..=row).all(|row| grid.row(row).is_some_and(has_content)) {
            let headings = join(grid, row - above, row, &header.join);
            candidates.push(Candidate { row, headings });
        }
    }
    candidates
}

fn has_content(row: &GridRow) -> bool {
    row.cells().iter().any(|(_, content)| !content.is_blank())
}

/// Returns the first candidate with all wanted headings. Where the header has several rows, the
/// row above the last one may fit as well; then the lower one is meant.
fn by_texts(
    candidates: &[Candidate],
    wanted: &[Wanted],
    rows: u32,
    fits: fn(&Heading, &str) -> bool,
) -> Option<usize> {
    let fits_all = |candidate: &Candidate| missing(candidate, wanted, fits).is_empty();
    let first = candidates.iter().position(fits_all)?;
    let is_lower = |lower: &Candidate| lower.row == candidates[first].row + 1 && fits_all(lower);
    let lower = candidates.get(first + 1).filter(|lower| rows > 1 && is_lower(lower));
    Some(if lower.is_some() { first + 1 } else { first })
}

fn missing<'a>(
    candidate: &Candidate,
    wanted: &'a [Wanted],
    fits: fn(&Heading, &str) -> bool,
) -> Vec<&'a Wanted> {
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
