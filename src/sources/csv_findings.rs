//! What is doubtful about a text file as a whole: its encoding and its quotes.

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Excerpt, Location};

use super::csv::TextFile;
use super::encoding::Doubt;
use super::sheet::SheetName;

/// Returns a warning for each doubt.
pub(super) fn warnings(name: &SheetName, text: &TextFile) -> Diagnostics {
    let encoding = text.doubt.map(|doubt| encoding(name, doubt));
    let quotes = (!text.stray_quotes.is_empty()).then(|| quotes(name, text));
    encoding.into_iter().chain(quotes).collect()
}

fn encoding(name: &SheetName, doubt: Doubt) -> Diagnostic {
    let (kind, encoding) = match doubt {
        Doubt::Guessed(encoding) => ("guessed", encoding),
        Doubt::Strange(encoding) => ("strange", encoding),
        Doubt::Malformed(encoding) => ("malformed", encoding),
    };
    Diagnostic::warning(Code::DoubtfulEncoding)
        .with("path", &*name.file)
        .with("kind", kind)
        .with("encoding", encoding)
        .labelled(Location::File(Arc::clone(&name.file)), kind)
        .help("help")
}

fn quotes(name: &SheetName, text: &TextFile) -> Diagnostic {
    const SHOWN: usize = 3;
    let count = text.stray_quotes.len();
    let diagnostic = Diagnostic::warning(Code::StrayQuotes)
        .with("path", &*name.file)
        .with_count("count", count)
        .with_count("more", count.saturating_sub(SHOWN));
    let shown = text.stray_quotes.iter().take(SHOWN);
    let diagnostic = shown.fold(diagnostic, |diagnostic, (row, column)| {
        let drawn = text.grid.cell(*row, *column).text().into_owned();
        let excerpt = Excerpt { columns: vec![*column], rows: vec![(*row, vec![drawn])] };
        diagnostic.at(Location::Cell(name.cell(*row, *column), Some(excerpt)))
    });
    let diagnostic = if count > SHOWN { diagnostic.note("more") } else { diagnostic };
    diagnostic.help("help")
}
