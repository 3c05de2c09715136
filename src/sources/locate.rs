//! Where columns stand: headings looked up, with findings for those that are not there.

use regex::Regex;

use crate::diagnostics::{
    CellRef, Code, Diagnostic, Excerpt, Location, Span, Spanned, column_letters, nearest,
};

use super::headings::{Found, Heading, excerpt, find};
use super::sheet::SheetName;
use super::unpivot::Combination;

/// The header in which headings are looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeaderRow<'a> {
    /// The sheet.
    pub(super) name: &'a SheetName,
    /// The last row of the header.
    pub(super) row: u32,
    /// Its headings.
    pub(super) headings: &'a [Heading],
}

impl HeaderRow<'_> {
    /// Returns the column that has one of several variants of a heading, or nothing where the
    /// header has none of them. Two columns that fit are an error: either could be meant.
    pub(super) fn find(&self, variants: &[Spanned<String>]) -> Result<Option<u32>, Diagnostic> {
        match find(self.headings, variants.iter().map(|variant| variant.value.as_str())) {
            Found::One(column) => Ok(Some(column)),
            Found::Several { columns, variants: found } => {
                let found: Vec<_> = found.into_iter().map(|index| &variants[index]).collect();
                Err(self.ambiguous(&found, &columns))
            }
            Found::Nothing => Ok(None),
        }
    }

    /// Returns the column of a heading that has to be there.
    pub(super) fn require(&self, variants: &[Spanned<String>]) -> Result<u32, Diagnostic> {
        match (self.find(variants)?, variants) {
            (Some(column), _) => Ok(column),
            (None, [first, ..]) => Err(self.not_found(&first.value, first.span)),
            (None, []) => unreachable!("a column has at least one heading"),
        }
    }

    /// Returns the column of the one heading that fits a pattern; nothing where there is none and
    /// need not be one.
    pub(super) fn find_pattern(
        &self,
        pattern: &Spanned<Regex>,
        is_optional: bool,
    ) -> Result<Option<u32>, Diagnostic> {
        let fitting = self.headings.iter().filter(|heading| pattern.value.is_match(&heading.text));
        let columns: Vec<u32> = fitting.map(|heading| heading.column).collect();
        let written = Spanned::new(pattern.value.as_str().to_owned(), pattern.span);
        match columns[..] {
            [column] => Ok(Some(column)),
            [] if is_optional => Ok(None),
            [] => Err(self.not_found(&written.value, written.span)),
            _ => Err(self.ambiguous(&[&written], &columns)),
        }
    }

    /// The finding about a heading that the header lacks.
    pub(super) fn not_found(&self, heading: &str, span: Span) -> Diagnostic {
        let suggestion = nearest_heading(heading, self.headings);
        let shown = self.headings.iter().find(|heading| Some(heading.text.as_str()) == suggestion);
        let diagnostic = Diagnostic::error(Code::ColumnNotFound)
            .with("kind", "table")
            .with("heading", heading)
            .with("sheet", self.name.to_string())
            .with_count("count", 1)
            .at(span)
            .help("help");
        match (shown, self.headings.first()) {
            (Some(shown), _) => {
                diagnostic.labelled(self.location(shown), "nearest").suggest(suggestion)
            }
            (None, Some(first)) => {
                let cell = self.name.cell(self.row, first.column);
                let drawn = excerpt(self.headings, self.row, first.column);
                let place = Location::Cell(cell, Some(drawn));
                with_known(diagnostic.labelled(place, "header"), self.headings)
            }
            (None, None) => diagnostic,
        }
    }

    /// The finding about a column that is named by its letter and holds nothing.
    pub(super) fn blank_column(&self, letter: &Spanned<u32>) -> Diagnostic {
        Diagnostic::error(Code::ColumnNotFound)
            .with("kind", "letter")
            .with("heading", column_letters(letter.value))
            .with("sheet", self.name.to_string())
            .labelled(letter.span, "letter")
            .labelled(Location::Cell(self.name.cell(self.row, letter.value), None), "blank")
            .help("help-letter")
    }

    /// The finding about a heading that some combinations of `unpivot` lack, though others have it.
    pub(super) fn not_everywhere(
        &self,
        heading: &Spanned<String>,
        lacking: &[&Combination],
    ) -> Diagnostic {
        const NAMED: usize = 5;
        let mut names: Vec<String> = lacking.iter().map(|one| one.name()).collect();
        if names.len() > NAMED {
            names.truncate(NAMED);
            names.push("…".to_owned());
        }
        let has = |column: u32| lacking.first().is_some_and(|first| first.has_column(column));
        let present = self.headings.iter().filter(|heading| has(heading.column));
        let present: Vec<Heading> = present.cloned().collect();
        let mut diagnostic = Diagnostic::error(Code::ColumnNotFound)
            .with("kind", "combination")
            .with("heading", heading.value.as_str())
            .with("combinations", names.join("`, `"))
            .with("sheet", self.name.to_string())
            .at(heading.span)
            .help("help");
        if let Some(first) = present.first() {
            diagnostic = diagnostic.labelled(self.location(first), "combination");
        }
        with_known(diagnostic, &present)
    }

    /// The finding about several columns that fit; `variants` are the headings they have.
    pub(super) fn ambiguous(&self, variants: &[&Spanned<String>], columns: &[u32]) -> Diagnostic {
        const SHOWN: usize = 3;
        let letters: Vec<String> =
            columns.iter().map(|column| self.name.cell(self.row, *column).address()).collect();
        let names: Vec<&str> = variants.iter().map(|variant| variant.value.as_str()).collect();
        let (kind, help) =
            if names.len() > 1 { ("variants", "help-variants") } else { ("heading", "help") };
        let mut diagnostic = Diagnostic::error(Code::ColumnAmbiguous)
            .with("kind", kind)
            .with("heading", names.join("`, `"))
            .with("cells", letters.join(", "))
            .with_count("count", columns.len());
        if let Some(first) = variants.first() {
            diagnostic = diagnostic.at(first.span);
        }
        let shown = self.headings.iter().filter(|heading| columns.contains(&heading.column));
        let labelled = |diagnostic: Diagnostic, heading: &Heading| {
            diagnostic.labelled(self.location(heading), "place")
        };
        shown.take(SHOWN).fold(diagnostic, labelled).help(help)
    }

    /// The place of a heading, drawn with its whole text.
    fn location(&self, heading: &Heading) -> Location {
        let cell: CellRef = self.name.cell(self.row, heading.column);
        let rows = vec![(self.row, vec![heading.shown()])];
        Location::Cell(cell, Some(Excerpt { columns: vec![heading.column], rows }))
    }
}

/// Returns the heading most like a text, unless it may not be shown.
pub(super) fn nearest_heading<'h>(text: &str, headings: &'h [Heading]) -> Option<&'h str> {
    let texts = headings.iter().map(|heading| heading.text.as_str());
    let found = nearest(text, texts)?;
    let heading = headings.iter().find(|heading| heading.text == found)?;
    (heading.shown() == found).then_some(found)
}

/// Lists the headings there are, up to a few.
fn with_known(diagnostic: Diagnostic, headings: &[Heading]) -> Diagnostic {
    const LISTED: usize = 10;
    if headings.is_empty() {
        return diagnostic;
    }
    let listed: Vec<String> = headings.iter().take(LISTED).map(shortened).collect();
    diagnostic
        .with("known", listed.join("`, `"))
        .with_count("more", headings.len() - listed.len())
        .note("known")
}

fn shortened(heading: &Heading) -> String {
    const LONGEST: usize = 60;
    let shown = heading.shown();
    let text: String = shown.chars().take(LONGEST).collect();
    if text.len() < shown.len() { format!("{text}…") } else { text }
}
