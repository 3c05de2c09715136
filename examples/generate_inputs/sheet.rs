//! A sheet in memory: what a form lays out, what a defect spoils and what a format writes.

/// The value of one cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Text, kept as it is.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal number: `scaled` / 10^`places`.
    Decimal { scaled: i64, places: u32 },
    /// A calendar date.
    Date { year: u16, month: u8, day: u8 },
}

impl Cell {
    /// Returns 100 · part / whole with two decimals.
    pub(crate) fn percent(part: u32, whole: u32) -> Self {
        Self::quotient(100 * i64::from(part), i64::from(whole), 2)
    }

    /// Returns a quotient of numbers that are not negative, rounded half away from zero; blank
    /// when there is nothing to divide by.
    pub(crate) fn quotient(numerator: i64, denominator: i64, places: u32) -> Self {
        if denominator == 0 {
            return Self::Blank;
        }
        let scaled = (2 * numerator * 10_i64.pow(places) + denominator) / (2 * denominator);
        Self::Decimal { scaled, places }
    }

    /// Returns the value as a Russian office prints it: decimal comma, `dd.mm.yyyy`.
    pub(crate) fn printed(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal { .. } => self.plain().replace('.', ","),
            Self::Date { year, month, day } => format!("{day:02}.{month:02}.{year}"),
        }
    }

    /// Returns a number with a decimal point, for file formats.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Decimal { scaled, places } => {
                let unit = 10_i64.pow(*places);
                let width = *places as usize;
                format!("{}.{:0width$}", scaled / unit, scaled % unit)
            }
            other => other.printed(),
        }
    }

    /// Returns the number of the cell.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Decimal { scaled, places } => Some(*scaled as f64 / 10_i64.pow(*places) as f64),
            Self::Blank | Self::Text(_) | Self::Date { .. } => None,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

/// A merged range; row and column numbers count from zero, both ends are inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge {
    /// Row and column of the upper left cell.
    pub(crate) first: (usize, usize),
    /// Row and column of the lower right cell.
    pub(crate) last: (usize, usize),
}

/// One sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// The name on the tab.
    pub(crate) name: String,
    /// The cells, row by row; rows may differ in length.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The merged ranges.
    pub(crate) merges: Vec<Merge>,
    /// The rows of the heading, printed bold with borders.
    pub(crate) heading: Vec<usize>,
    /// The widths of the columns in characters.
    pub(crate) widths: Vec<u32>,
    /// Whether the tab is hidden.
    pub(crate) hidden: bool,
}

impl Sheet {
    /// Returns an empty sheet.
    pub(crate) fn new(name: impl Into<String>, widths: &[u32]) -> Self {
        Self { name: name.into(), widths: widths.to_vec(), ..Self::default() }
    }

    /// Appends a row.
    pub(crate) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Appends a row with one text in its first cell; an empty text gives a blank row.
    pub(crate) fn push_line(&mut self, text: impl Into<String>) {
        let text: String = text.into();
        self.rows.push(if text.is_empty() { Vec::new() } else { vec![Cell::Text(text)] });
    }

    /// Appends a row of the heading; an empty name leaves the cell to a merge.
    pub(crate) fn push_heading(&mut self, names: &[&str]) {
        self.heading.push(self.rows.len());
        self.rows.push(names.iter().map(|&name| Cell::from(name)).collect());
    }

    /// Merges a range.
    pub(crate) fn merge(&mut self, first: (usize, usize), last: (usize, usize)) {
        self.merges.push(Merge { first, last });
    }

    /// Inserts a row below the heading; merges lie above it and need no shift.
    pub(crate) fn insert(&mut self, at: usize, row: Vec<Cell>) {
        self.rows.insert(at, row);
    }

    /// Puts a value into a cell, lengthening the row when it is short.
    pub(crate) fn set(&mut self, row: usize, column: usize, value: impl Into<Cell>) {
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = value.into();
    }

    /// Returns the rows whose cell in a column contains a fragment as printed.
    pub(crate) fn rows_with(&self, column: usize, fragment: &str) -> Vec<usize> {
        let holds = |cell: &Cell| cell.printed().contains(fragment);
        (0..self.rows.len()).filter(|&row| self.rows[row].get(column).is_some_and(holds)).collect()
    }
}

/// Returns the address of a cell as a spreadsheet shows it, such as `C14`.
pub(crate) fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push((b'A' + ((rest - 1) % 26) as u8) as char);
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}
