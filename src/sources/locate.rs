//! Where columns stand: headings looked up, with findings for those that are not there.

use crate::diagnostics::{CellRef, Code, Diagnostic, Excerpt, Location, Span, Spanned, nearest};

use super::headings::{Found, Heading, find};
use super::sheet::SheetName;

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
    /// Returns the column of the first of several variants of a heading that the header has, or
    /// nothing where it has none of them.
    pub(super) fn find(&self, variants: &[Spanned<String>]) -> Result<Option<u32>, Diagnostic> {
        for variant in variants {
            match find(self.headings, &variant.value) {
                Found::One(column) => return Ok(Some(column)),
                Found::Several(columns) => return Err(self.ambiguous(variant, &columns)),
                Found::Nothing => {}
            }
        }
        Ok(None)
    }

    /// Returns the column of a heading that has to be there.
    pub(super) fn require(&self, variants: &[Spanned<String>]) -> Result<u32, Diagnostic> {
        match (self.find(variants)?, variants) {
            (Some(column), _) => Ok(column),
            (None, [first, ..]) => Err(self.not_found(&first.value, first.span)),
            (None, []) => unreachable!("a column has at least one heading"),
        }
    }

    /// The finding about a heading that the header lacks.
    pub(super) fn not_found(&self, heading: &str, span: Span) -> Diagnostic {
        let texts = self.headings.iter().map(|heading| heading.text.as_str());
        let suggestion = nearest(heading, texts);
        let shown = self.headings.iter().find(|heading| Some(heading.text.as_str()) == suggestion);
        let (label, shown) = match shown {
            Some(shown) => ("nearest", Some(shown)),
            None => ("header", self.headings.first()),
        };
        let diagnostic = Diagnostic::error(Code::ColumnNotFound)
            .with("heading", heading)
            .with("sheet", self.name.to_string())
            .with_count("count", 1)
            .at(span);
        let diagnostic = match shown {
            Some(shown) => diagnostic.labelled(self.location(shown), label),
            None => diagnostic,
        };
        diagnostic.suggest(suggestion).help("help")
    }

    fn ambiguous(&self, heading: &Spanned<String>, columns: &[u32]) -> Diagnostic {
        const SHOWN: usize = 3;
        let letters: Vec<String> =
            columns.iter().map(|column| self.name.cell(self.row, *column).address()).collect();
        let diagnostic = Diagnostic::error(Code::ColumnAmbiguous)
            .with("heading", heading.value.as_str())
            .with("cells", letters.join(", "))
            .with_count("count", columns.len())
            .at(heading.span);
        let shown = self.headings.iter().filter(|heading| columns.contains(&heading.column));
        let labelled = |diagnostic: Diagnostic, heading: &Heading| {
            diagnostic.labelled(self.location(heading), "place")
        };
        shown.take(SHOWN).fold(diagnostic, labelled).help("help")
    }

    /// The place of a heading, drawn with its whole text.
    fn location(&self, heading: &Heading) -> Location {
        let cell: CellRef = self.name.cell(self.row, heading.column);
        let rows = vec![(self.row, vec![heading.text.clone()])];
        Location::Cell(cell, Some(Excerpt { columns: vec![heading.column], rows }))
    }
}
