//! The values of one sheet of a form.

use crate::definition::CellsForm;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridRow};
use crate::sources::sheet::SheetName;
use crate::values::fold;

/// What the column of row numbers is called, unless the definition says it.
const ROW_HEADINGS: [&str; 5] = ["№ строки", "№ стр", "№ стр.", "N строки", "Номер строки"];

/// What was found on a sheet.
#[derive(Debug, Default)]
pub(super) struct FormSheet {
    /// The values, row by row; also those of blank cells.
    pub(super) values: Vec<FormValue>,
    /// The first row of the first table.
    pub(super) top: u32,
    /// The numbers of the columns of the first table.
    pub(super) headings: Vec<(u32, String)>,
    /// Cells with the heading of row numbers below which no row of column numbers stands.
    pub(super) unnumbered: Vec<(u32, u32)>,
}

/// A value with its address in the form and in the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormValue {
    /// Number of the section; empty before the first one.
    pub(super) section: String,
    /// Where that stands, unless in the name of the sheet.
    pub(super) section_at: Option<(u32, u32)>,
    /// Number of the row, as [`row_number`] writes it.
    pub(super) row: String,
    pub(super) row_at: (u32, u32),
    /// Number of the column.
    pub(super) column: String,
    pub(super) column_at: (u32, u32),
    /// Where the words for the row stand.
    pub(super) title_at: Option<(u32, u32)>,
    /// Where the value stands.
    pub(super) at: (u32, u32),
}

/// Returns the headings by which the column of row numbers is known.
pub(super) fn row_headings(form: &CellsForm) -> Vec<&str> {
    if form.row.is_empty() {
        return ROW_HEADINGS.to_vec();
    }
    form.row.iter().map(|text| text.value.as_str()).collect()
}

/// Writes the number of a row as forms do: a whole number with two digits at least.
pub(super) fn row_number(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { format!("{:0>2}", text.trim_start_matches('0')) } else { text.to_owned() }
}

/// Returns the number of a section as it is compared.
pub(super) fn section_number(text: &str) -> String {
    fold(text.trim().trim_end_matches('.'))
}

/// Finds the values of a sheet.
pub(super) fn scan(name: &SheetName, grid: &Grid, form: &CellsForm) -> FormSheet {
    let row_headings = row_headings(form).iter().map(|heading| fold(heading)).collect();
    let mut scanner = Scanner { form, row_headings, ..Scanner::new(form) };
    if let Some(section) = scanner.section_in(&name.sheet) {
        scanner.section = (section, None);
    }
    for (row, is_passed) in grid.all_rows() {
        scanner.is_passed = is_passed;
        scanner.row(row);
    }
    scanner.end_table();
    scanner.found
}

struct Scanner<'f> {
    form: &'f CellsForm,
    row_headings: Vec<String>,
    section: (String, Option<(u32, u32)>),
    /// Whether the row is passed over: it has no values, but may be the title of a section.
    is_passed: bool,
    /// Where the heading of the column of row numbers stands.
    row_heading: Option<(u32, u32)>,
    /// Whether the columns are those of the section above.
    is_continued: bool,
    /// Row of the column numbers, and the number of each column.
    numbers: Option<(u32, Vec<(u32, String)>)>,
    found: FormSheet,
}

impl<'f> Scanner<'f> {
    fn new(form: &'f CellsForm) -> Self {
        Self {
            form,
            row_headings: Vec::new(),
            section: (String::new(), None),
            is_passed: false,
            row_heading: None,
            is_continued: false,
            numbers: None,
            found: FormSheet::default(),
        }
    }

    /// Returns the number of a section in a text that looks like its title.
    fn section_in(&self, text: &str) -> Option<String> {
        let found = self.form.section.as_ref()?.value.captures(text)?;
        let number = found.name("section").or_else(|| found.get(0))?;
        Some(section_number(number.as_str()))
    }

    fn row(&mut self, row: &GridRow) {
        let mut filled = row.cells().iter().filter(|(_, cell)| !cell.is_blank());
        let Some((column, first)) = filled.next() else { return };
        if self.is_numbered(row) {
            self.values(row);
        } else if let Some(section) = self.section_in(&first.text()) {
            self.end_table();
            // A section without a header of its own goes on with the columns of the one above.
            self.is_continued = self.numbers.is_some();
            self.row_heading = self.row_heading.filter(|_| self.is_continued);
            self.section = (section, Some((row.number, *column)));
        } else if let Some(column) = self.row_heading_in(row) {
            self.end_table();
            self.is_continued = false;
            self.row_heading = Some((row.number, column));
            self.numbers = None;
            if self.found.values.is_empty() {
                self.found.top = row.number;
            }
        } else if let Some(numbers) = self.numbers_in(row) {
            if self.found.headings.is_empty() {
                self.found.headings.clone_from(&numbers);
            }
            self.numbers = Some((row.number, numbers));
        } else {
            self.values(row);
        }
    }

    /// Whether a row has a number of the form, so that its words cannot be the title of a section
    /// though they begin like one: «1.1 из них …».
    fn is_numbered(&self, row: &GridRow) -> bool {
        let (Some((_, column)), Some(_)) = (self.row_heading, &self.numbers) else { return false };
        let code = row.cell(column).text();
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let is_code = !code.is_empty() && code.chars().all(is_number);
        is_code && self.numbers_in(row).is_none()
    }

    /// Takes note of a table that ends without a row of column numbers.
    fn end_table(&mut self) {
        if let (Some(heading), None) = (self.row_heading, &self.numbers) {
            self.found.unnumbered.push(heading);
        }
    }

    fn row_heading_in(&self, row: &GridRow) -> Option<u32> {
        let is_heading = |content: &Content| match content {
            // Words divided at the end of a line are joined while the line breaks are there.
            Content::Text(text) => self.row_headings.contains(&fold(text)),
            _ => false,
        };
        row.cells().iter().find(|(_, content)| is_heading(content)).map(|(column, _)| *column)
    }

    /// Returns the numbers of the columns where a row holds nothing else: first letters perhaps,
    /// then whole numbers, each larger than the one before. Below data such a row has to begin with
    /// 1 and 2, since a row of data may hold growing numbers as well.
    fn numbers_in(&self, row: &GridRow) -> Option<Vec<(u32, String)>> {
        self.row_heading?;
        let cells = row.cells().iter().filter(|(_, cell)| !cell.is_blank());
        let texts: Vec<(u32, String)> =
            cells.map(|(column, cell)| (*column, cell.text().trim().to_owned())).collect();
        let is_letter = |text: &str| {
            let mut characters = text.chars();
            characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
        };
        let letters = texts.iter().take_while(|(_, text)| is_letter(text)).count();
        let numbers: Vec<u32> =
            texts[letters..].iter().map(|(_, text)| text.parse().ok()).collect::<Option<_>>()?;
        let grows = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let begins = matches!(numbers[..], [1, 2, ..]);
        let is_counted = !numbers.is_empty() && letters + numbers.len() > 1;
        let fits = is_counted && grows && (begins || self.numbers.is_none());
        fits.then_some(texts)
    }

    fn values(&mut self, row: &GridRow) {
        let (Some((_, row_column)), Some((numbers_row, numbers))) =
            (self.row_heading, &self.numbers)
        else {
            return;
        };
        if self.is_passed {
            return;
        }
        let code = row.cell(row_column);
        // Words between the rows, such as «из них:».
        if code.is_blank() {
            return;
        }
        let below = || numbers.iter().filter(|(column, _)| *column > row_column);
        // Between the title of a section and its own header other words and numbers may stand.
        let has_value = below().any(|(column, _)| !row.cell(*column).is_blank());
        if self.is_continued && !(has_value && self.is_numbered(row)) {
            return;
        }
        let is_title = |(column, cell): &&(u32, Content)| *column < row_column && !cell.is_blank();
        let title = row.cells().iter().find(is_title).map(|(column, _)| (row.number, *column));
        let number = row_number(&code.text());
        for (column, text) in below() {
            self.found.values.push(FormValue {
                section: self.section.0.clone(),
                section_at: self.section.1,
                row: number.clone(),
                row_at: (row.number, row_column),
                column: text.clone(),
                column_at: (*numbers_row, *column),
                title_at: title,
                at: (row.number, *column),
            });
        }
    }
}

impl FormSheet {
    /// The findings about tables without a row of column numbers.
    pub(super) fn unnumbered(&self, name: &SheetName, form: &CellsForm) -> Diagnostics {
        let finding = |at: &(u32, u32)| {
            let finding = Diagnostic::error(Code::FormNotFound)
                .with("kind", "numbers")
                .with("heading", row_headings(form).join("`, `"))
                .with("path", name.to_string())
                .labelled(name.cell(at.0, at.1), "numbers");
            finding.help("help-numbers")
        };
        self.unnumbered.iter().map(finding).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{row_number, section_number};

    #[test]
    fn numbers_are_compared_in_one_spelling() {
        for (text, expected) in [
            ("1", "01"),
            ("01", "01"),
            ("101", "101"),
            ("001", "01"),
            ("01.1", "01.1"),
            ("0", "00"),
        ] {
            assert_eq!(row_number(text), expected);
        }
        assert_eq!(section_number(" 2.4. "), "2.4");
    }
}
