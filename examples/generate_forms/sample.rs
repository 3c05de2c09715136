//! How a sample is written down.

/// A workbook of a case.
pub(crate) struct Sample {
    /// Its path below `tests/cases/forms`.
    pub(crate) path: &'static str,
    /// Its sheets.
    pub(crate) sheets: &'static [Sheet],
}

/// A sheet: a line for each row, cells separated by `|`.
///
/// A cell that reads as a number is one, `53.1%` is a number shown as a percent, `15.04.2025` a
/// day; an apostrophe in front makes a text of anything. `\` stands for a line break in a cell,
/// `=SUM(A1:B1)~3` for a formula with its result.
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) rows: &'static str,
    /// Merged ranges, such as `A1:G1`.
    pub(crate) merges: &'static [&'static str],
    pub(crate) is_hidden: bool,
}

impl Sheet {
    pub(crate) const fn new(name: &'static str, rows: &'static str) -> Self {
        Self { name, rows, merges: &[], is_hidden: false }
    }

    pub(crate) const fn merged(self, merges: &'static [&'static str]) -> Self {
        Self { merges, ..self }
    }
}
