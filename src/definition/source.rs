//! What a source is: which files, which rows and columns of their sheets, and of what type.

use indexmap::IndexMap;
use regex::Regex;

use crate::diagnostics::{Span, Spanned};
use crate::values::{DataType, Missing};

use super::path_pattern::PathPattern;

/// A checked source of a definition.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name by which tables and indicators refer to it.
    pub name: Spanned<String>,
    /// Name for readers of the report.
    pub title: String,
    /// Where its files are. Captures of the path are columns.
    pub files: Vec<Spanned<PathPattern>>,
    /// Which sheets of a workbook are read; nothing means the first visible one.
    pub sheets: Vec<SheetChoice>,
    /// What is done with what the spreadsheet program does not show.
    pub hidden: Hidden,
    /// The part of the sheets that is looked at.
    pub range: Option<CellRange>,
    /// How text files are read.
    pub csv: CsvOptions,
    /// How the header is found.
    pub header: Header,
    /// How values of a statistical form are found, which has no header of that kind.
    pub cells: Option<CellsForm>,
    /// The first row that fits one of these begins the data; nothing means the row below the
    /// header.
    pub start: Vec<RowRule>,
    /// The first row that fits one of these ends the table.
    pub stop: Vec<RowRule>,
    /// Rows that fit one of these are left out and counted.
    pub exclude: Vec<RowRule>,
    /// Headings of columns in which a blank cell repeats the one above.
    pub fill_down: Vec<Spanned<String>>,
    /// The levels that one column mixes.
    pub hierarchy: Option<Hierarchy>,
    /// Rows that belong to the row above them.
    pub blocks: Option<Blocks>,
    /// Headings that hold values: each becomes a row of its own.
    pub unpivot: Option<Unpivot>,
    /// Texts that mean a missing value or zero, normalised by [`crate::values::fold`].
    pub missing: IndexMap<String, WordMeaning>,
    /// Marks of footnotes that may stand behind numbers.
    pub footnote_marks: Vec<String>,
    /// Every column of the table that is read, in order: declared ones, then captured ones.
    pub columns: Vec<SourceColumn>,
    /// Columns with keys of registers, found by names, in order.
    pub identify: Vec<Identify>,
    /// What to do with a cell that is not of the declared type.
    pub unreadable: Strictness,
    /// What to do with rows that have the same key.
    pub duplicates: Duplicates,
    /// Columns that no two rows share, if declared.
    pub key: Vec<Spanned<String>>,
    /// Whether no mistake was found in it, so that it can be read to look for more of them.
    pub is_intact: bool,
}

/// Which sheets of a workbook are read.
#[derive(Debug, Clone)]
pub enum SheetChoice {
    /// The one with this name (compared as [`crate::values::fold`] does).
    Named(Spanned<String>),
    /// The one at this position, from one.
    Number(Spanned<u32>),
    /// All visible ones whose name fits.
    Matching(Spanned<Regex>),
    /// All visible ones.
    All,
}

/// What is done with what the spreadsheet program does not show. It is reported in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// With sheets.
    pub sheets: HiddenPolicy,
    /// With rows, also those that a filter hides.
    pub rows: HiddenPolicy,
    /// With columns.
    pub columns: HiddenPolicy,
}

impl Default for Hidden {
    /// Whole sheets are hidden on purpose; rows mostly by a filter that was forgotten.
    fn default() -> Self {
        let (sheets, rows, columns) = (HiddenPolicy::Skip, HiddenPolicy::Read, HiddenPolicy::Read);
        Self { sheets, rows, columns }
    }
}

/// What is done with something hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenPolicy {
    /// It is read.
    Read,
    /// It is left out.
    Skip,
    /// It is an error.
    Refuse,
}

/// A part of a sheet: rows and columns from zero, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellRange {
    /// Rows.
    pub rows: (u32, u32),
    /// Columns.
    pub columns: (u32, u32),
}

/// How the values of a statistical form are found: by section, number of the row, number of the
/// column (графа).
#[derive(Debug, Clone)]
pub struct CellsForm {
    /// What the title of a section or the name of its sheet looks like; its group `section` or
    /// else all that fits is the number. Without it the form has no sections.
    pub section: Option<Spanned<Regex>>,
    /// Variants of the heading of the column with the numbers of rows.
    pub row: Vec<Spanned<String>>,
    /// Whether each value is a row of the table; otherwise a file is one row, whose columns say
    /// where their values stand.
    pub is_long: bool,
}

/// A part of what is known of a value in a statistical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPart {
    /// The number of the section.
    Section,
    /// The number of the row.
    Row,
    /// The number of the column.
    Column,
    /// The words in the first column of the row.
    Title,
    /// The value itself.
    Value,
}

impl FormPart {
    /// Every part, with the name of its column.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Section, "section"),
        (Self::Row, "row"),
        (Self::Column, "col"),
        (Self::Title, "title"),
        (Self::Value, "value"),
    ];
}

/// What a word in a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordMeaning {
    /// There is no value, for this reason.
    Missing(Missing),
    /// The number zero.
    Zero,
}

/// How text files are read; nothing means found by content.
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// Name of the encoding by the WHATWG standard, such as `windows-1251`.
    pub encoding: Option<Spanned<String>>,
    /// Field separator.
    pub delimiter: Option<u8>,
}

/// How the header is found.
#[derive(Debug, Clone)]
pub struct Header {
    /// Headings that all stand in the header row (in the last one, where there are several).
    /// Each entry lists variants of one heading.
    pub contains: Vec<Spanned<Vec<String>>>,
    /// How many rows the header has; merged and blank cells of upper rows are filled from the
    /// left.
    pub rows: u32,
    /// What joins the rows of a heading.
    pub join: String,
    /// How many rows of the sheet are searched.
    pub within: u32,
    /// Whether a row that counts the columns (1, 2, 3 …) may follow and is skipped.
    pub numbered: bool,
    /// The search begins below the first row with a cell that fits.
    pub after: Option<Spanned<Regex>>,
    /// Whether the header may stand again further down, above a table of its own; nothing where
    /// that is not said.
    pub repeat: Option<bool>,
}

/// A condition on a row as it stands in the sheet.
#[derive(Debug, Clone)]
pub enum RowRule {
    /// The cell under a heading fits a pattern.
    Cell {
        /// The heading.
        heading: Spanned<String>,
        /// The pattern.
        pattern: Spanned<Regex>,
    },
    /// The first cell of the row that is not blank fits a pattern.
    First(Spanned<Regex>),
    /// So many blank rows follow each other.
    Blank(u32),
}

/// A column that mixes levels, such as country, region, district and schools.
#[derive(Debug, Clone)]
pub struct Hierarchy {
    /// The heading of that column.
    pub heading: Spanned<String>,
    /// The levels; the first that fits is taken.
    pub levels: Vec<Level>,
}

/// One level of a hierarchy.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its name, the value of the column `level`.
    pub name: Spanned<String>,
    /// What the label of the row looks like; named groups are values of columns.
    pub pattern: Spanned<Regex>,
}

/// A layout in which a row opens a block and the rows below it are its columns.
#[derive(Debug, Clone)]
pub struct Blocks {
    /// The heading of the column with the labels.
    pub heading: Spanned<String>,
    /// Name of a row inside a block, and what its label looks like. Any other label opens a new
    /// block.
    pub rows: IndexMap<String, Spanned<Regex>>,
}

/// Headings that hold values.
#[derive(Debug, Clone)]
pub struct Unpivot {
    /// The pattern. Its group `heading` is what columns name in `from`; the other named groups
    /// are columns of text. Each different combination of those groups makes a row of its own.
    pub pattern: Spanned<Regex>,
    /// Headings that are left out though they fit, such as those of totals.
    pub except: Option<Spanned<Regex>>,
}

/// A column of a source.
#[derive(Debug, Clone)]
pub struct SourceColumn {
    /// Its name in formulas.
    pub name: Spanned<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Where its cells stand.
    pub origin: ColumnOrigin,
    /// Unit for print, such as `чел.`.
    pub unit: Option<String>,
    /// Name for readers.
    pub title: Option<String>,
    /// How percents without a sign are written, if that is declared.
    pub scale: Option<PercentScale>,
    /// Texts that mean a missing value or zero in this column, normalised like those of the
    /// source, which they precede.
    pub missing: IndexMap<String, WordMeaning>,
    /// A pattern that every value has to fit.
    pub pattern: Option<Spanned<Regex>>,
    /// Why the column is read although it may look personal.
    pub not_personal: Option<String>,
    /// Whether a sheet may lack the column, which is then missing in every row of that sheet.
    pub optional: bool,
    /// The place at which the column is declared.
    pub type_span: Span,
}

/// How percents without a sign are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentScale {
    /// As the number before the sign: 53.1.
    Percent,
    /// As a part of one: 0.531.
    Fraction,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Percents, kept as the number before the sign: `53,1 %` is 53.1.
    Percent,
    /// Text, with single blanks and without invisible signs.
    Text,
    /// A code: text that may look like a number; leading zeros are kept.
    Code {
        /// Digits to which shorter numbers are filled up with zeros.
        width: Option<u32>,
    },
    /// One of a few texts. Empty: any.
    Category {
        /// The allowed texts, as they are to be printed.
        values: Vec<String>,
    },
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
}

impl ColumnKind {
    /// Returns the type in formulas.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        match self {
            Self::Integer => DataType::Integer,
            Self::Number | Self::Percent => DataType::Number,
            Self::Text | Self::Code { .. } | Self::Category { .. } => DataType::Text,
            Self::Date => DataType::Date,
            Self::Boolean => DataType::Boolean,
        }
    }
}

/// Where the cells of a column stand.
#[derive(Debug, Clone)]
pub enum ColumnOrigin {
    /// Under one of these headings; in a named row of a block, where given.
    Heading {
        /// Variants of the heading.
        headings: Vec<Spanned<String>>,
        /// The row of the block.
        block: Option<Spanned<String>>,
    },
    /// Under the one heading that fits a pattern.
    HeadingPattern(Spanned<Regex>),
    /// In the column of the sheet with this number, from zero.
    Letter(Spanned<u32>),
    /// In a statistical form at an address: section, number of the row, number of the column.
    Address {
        /// Section; empty in forms without sections.
        section: String,
        /// Row.
        row: String,
        /// Column.
        column: String,
        /// Where the address is written.
        span: Span,
    },
    /// A part of what is known of each value of a statistical form.
    FormPart(FormPart),
    /// In the path of the file: the name of the capture.
    Path(String),
    /// In the name of the sheet; the value is the group named like the column, or else all that
    /// fits.
    SheetName(Spanned<Regex>),
    /// In one cell of the sheet: row and column from zero. The value is the group named like the
    /// column, or else all that fits.
    Cell {
        /// Row.
        row: u32,
        /// Column.
        column: u32,
        /// The pattern.
        pattern: Option<Spanned<Regex>>,
    },
    /// In the cell so many rows above the header, in a column from zero; the value is as for a
    /// cell.
    CellAbove {
        /// How many rows above the first row of the header, from one.
        rows: u32,
        /// Column.
        column: u32,
        /// The pattern.
        pattern: Option<Spanned<Regex>>,
    },
    /// In the cell above the header, and nearest to it, that fits; the value is as for a cell.
    Above(Spanned<Regex>),
    /// In the text of the heading that fits; the value is as for a cell.
    HeadingText(Spanned<Regex>),
    /// The name of the level of the row.
    Level,
    /// A group of the pattern of the row's level; missing in levels without that group.
    LevelGroup(String),
    /// A group of the pattern of `unpivot`.
    UnpivotGroup(String),
    /// The same text in every row.
    Constant(String),
}

/// A column with keys of a register, found by the names that another column holds. Names are
/// compared as [`crate::values::fold_name`] writes them, and then exactly.
#[derive(Debug, Clone)]
pub struct Identify {
    /// The column that is added.
    pub name: Spanned<String>,
    /// The column with the names.
    pub column: Spanned<String>,
    /// The register: index in [`super::Definition::sources`].
    pub register: usize,
    /// Columns of the register with names.
    pub by: Vec<Spanned<String>>,
    /// Column of the register with the key.
    pub take: Spanned<String>,
    /// The source with other spellings and their keys.
    pub aliases: Option<usize>,
    /// What is removed from a name before it is looked up.
    pub clean: Vec<Spanned<Regex>>,
    /// What happens to rows whose name is not found.
    pub unmatched: super::Unmatched,
}

/// What to do with a cell that cannot be read as declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// It is an error.
    #[default]
    Error,
    /// The value is missing, and a warning says so.
    Warning,
}

/// What to do with rows that have the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// It is an error.
    #[default]
    Error,
    /// Rows that are equal in every column are taken once, with a warning; others are an error.
    DropIdentical,
    /// They are different records, which have no key.
    Keep,
}
