//! Fields of a text file to the right of its header.
//!
//! In a workbook a cell beside the table is a remark. In a text file it is the mark of a row that
//! was cut in the wrong places, as `12,5` is where commas separate the fields.

use crate::diagnostics::{Code, Diagnostic};

use super::grid::{Grid, GridRow};
use super::header::FoundHeader;
use super::layout::Layout;
use super::raw::ExclusionReason;
use super::sheet::SheetName;

/// Returns the finding about all rows of a table that have more fields than its header.
/// What stands in them is not shown: no column declares it.
pub(super) fn fields(
    name: &SheetName,
    layout: &Layout<'_>,
    grid: &Grid,
    excluded: &[(u32, ExclusionReason)],
    header: &FoundHeader,
) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let last = layout.table.iter().max()?;
    let has_data = |row: &&GridRow| {
        let is_left = excluded.binary_search_by_key(&row.number, |(number, _)| *number).is_ok();
        !is_left && layout.table.iter().any(|column| !row.cell(*column).is_blank())
    };
    let data = header.data_from..header.until;
    let rows = grid.rows().iter().filter(|row| data.contains(&row.number)).filter(has_data);
    let beyond = |row: &GridRow| {
        let mut cells = row.cells().iter();
        let found = cells.find(|(column, content)| column > last && !content.is_blank());
        found.map(|(column, _)| name.cell(row.number, *column))
    };
    let cells: Vec<_> = rows.filter_map(beyond).collect();
    let diagnostic = Diagnostic::error(Code::ExtraFields)
        .with_count("count", cells.len())
        .with_count("more", cells.len().saturating_sub(SHOWN));
    let shown = cells.iter().take(SHOWN).cloned();
    let diagnostic = shown.fold(diagnostic, Diagnostic::at);
    let diagnostic = if cells.len() > SHOWN { diagnostic.note("more") } else { diagnostic };
    (!cells.is_empty()).then(|| diagnostic.help("help"))
}
