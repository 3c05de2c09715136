//! A definition whose names are resolved and whose formulas are checked.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::diagnostics::{Span, Spanned};
use crate::expressions::RowFormula;
use crate::values::{DataType, Period, PeriodKind};

use super::check::{Check, QualityRules};
use super::edition::{Edition, Protection};
use super::kind::Kind;
use super::observed::Observations;
use super::source::{Source, Strictness};

/// Everything a run needs to know.
#[derive(Debug)]
pub struct Definition {
    /// Title of the reports.
    pub title: String,
    /// The periods.
    pub calendar: Calendar,
    /// Date printed on the reports and written into the files.
    pub date: Date,
    /// Values for templates.
    pub parameters: IndexMap<String, Vec<String>>,
    /// Groups smaller than this are marked.
    pub min_group: u32,
    /// What else is hidden in editions for the public.
    pub protection: Protection,
    /// Chapters in order: code and title.
    pub directions: Vec<Direction>,
    /// Spreadsheets to read.
    pub sources: Vec<Source>,
    /// Tables in the order in which they can be built; the first ones are the sources, in order,
    /// the last ones those that wait for indicators.
    pub tables: Vec<TableDefinition>,
    /// Rules that rows have to keep.
    pub checks: Vec<Check>,
    /// How the quality log is divided among those who supply the data.
    pub quality: Option<QualityRules>,
    /// What indicators are cut by.
    pub dimensions: Vec<Dimension>,
    /// Indicators in the order of the definition.
    pub indicators: Vec<Indicator>,
    /// Texts by name, with the place of each.
    pub texts: Vec<(String, Spanned<String>)>,
    /// Versioned prose.
    pub prose: Vec<Prose>,
    /// Reports.
    pub reports: Vec<Report>,
    /// Paths of the definition files, the main one first.
    pub files: Vec<String>,
}

/// The reporting period and those before it.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What kind of year.
    pub kind: PeriodKind,
    /// The period of the report.
    pub current: Period,
    /// How many earlier periods are shown.
    pub previous: u8,
}

impl Calendar {
    /// Returns the periods shown, oldest first, the current one last.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        (0..=i16::from(self.previous)).rev().map(|years| self.current.earlier(years)).collect()
    }
}

/// A chapter of the annual report.
#[derive(Debug, Clone)]
pub struct Direction {
    /// Its code, such as `1.1`.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// Index of a table in [`Definition::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub usize);

/// Index of a dimension in [`Definition::dimensions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DimensionId(pub usize);

/// Index of an indicator in [`Definition::indicators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IndicatorId(pub usize);

/// What is known of a column before any data are read.
#[derive(Debug, Clone)]
pub struct ColumnSchema {
    /// Its type.
    pub data_type: DataType,
    /// Its name for readers.
    pub title: Option<String>,
}

/// The columns of a table, by name.
pub type TableSchema = IndexMap<String, ColumnSchema>;

/// How a table is made.
#[derive(Debug)]
pub struct TableDefinition {
    /// Its name.
    pub name: Spanned<String>,
    /// What it starts from.
    pub base: TableBase,
    /// Rows of the base that are kept, before anything is joined.
    pub filter: Option<RowFormula>,
    /// Tables joined to it, in order.
    pub joins: Vec<Join>,
    /// Computed columns, in order.
    pub derive: Vec<(String, RowFormula)>,
    /// All its columns in the end.
    pub schema: TableSchema,
    /// Whether it waits for indicators: it is made of their values, or of a table that is.
    pub is_late: bool,
}

/// What a table starts from.
#[derive(Debug)]
pub enum TableBase {
    /// A source: index in [`Definition::sources`].
    Source(usize),
    /// Another table.
    Table(TableId),
    /// Values of indicators.
    Observations(Observations),
}

/// A join of many rows to one.
#[derive(Debug)]
pub struct Join {
    /// The table with the columns to add.
    pub with: TableId,
    /// Columns that are equal in both.
    pub on: Vec<String>,
    /// What happens to rows without partner.
    pub unmatched: Unmatched,
    /// Where the join is written.
    pub span: Span,
}

/// What happens to rows of a join without partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmatched {
    /// It is an error.
    Error,
    /// They are kept, with a warning; the added columns are missing.
    Keep,
    /// They are left out, with a warning.
    Drop,
}

/// What indicators are cut by.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its name.
    pub name: Spanned<String>,
    /// Its name for readers.
    pub title: String,
    /// The register of its members, if it has one.
    pub register: Option<Register>,
    /// Column with the key, in every table that is cut by it.
    pub key: String,
    /// Members in the order of print; others follow by alphabet.
    pub order: Vec<String>,
}

/// The list of a dimension's members, period by period.
#[derive(Debug, Clone)]
pub struct Register {
    /// The table.
    pub table: TableId,
    /// Column with the printed name.
    pub label: Option<String>,
    /// Dimensions of which members are parts, by columns of the register.
    pub parents: Vec<DimensionId>,
    /// Columns shown about a member.
    pub attributes: Vec<String>,
    /// From when until when members exist, and what comes after them.
    pub life: Life,
    /// What rows are about members that the register of their period lacks.
    pub unmatched: Strictness,
}

/// From when until when members exist, and what comes after them.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// Column with the first day of a member.
    pub valid_from: Option<String>,
    /// Column with its last day.
    pub valid_to: Option<String>,
    /// Column with the key of its successor.
    pub successor: Option<String>,
    /// What happens to its history then; declared wherever there are successors.
    pub history: Option<History>,
}

/// What happens to the history of members that were reorganised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Rows of earlier periods count for the successor.
    Sum,
    /// Everything stays with its own member, and the change to the period before is unknown.
    Break,
}

/// An indicator.
#[derive(Debug)]
pub struct Indicator {
    /// Its name.
    pub id: Spanned<String>,
    /// What readers are told about it.
    pub passport: Passport,
    /// Printed decimal places.
    pub decimals: u8,
    /// Which way is better.
    pub better: Better,
    /// What the denominator counts.
    pub counts: Counts,
    /// Whether it may not be known of anybody that he is counted in the numerator.
    pub is_sensitive: bool,
    /// The rows it is computed from; nothing for composites.
    pub rows: Option<RowSelection>,
    /// How it is computed.
    pub kind: Kind,
    /// How its interval is computed.
    pub interval: IntervalMethod,
    /// How members are ranked, if they are.
    pub rank: Option<Ranking>,
    /// What it is cut by.
    pub slices: Vec<Slice>,
    /// Targets; the first whose condition holds is taken.
    pub targets: Vec<Target>,
    /// Zones, the best first.
    pub zones: Vec<Zone>,
    /// What it is compared with.
    pub references: Vec<Reference>,
}

/// What readers are told about an indicator.
#[derive(Debug, Clone)]
pub struct Passport {
    /// Code in print.
    pub code: Option<String>,
    /// Codes in other systems.
    pub codes: Vec<(String, String)>,
    /// Code of its direction.
    pub direction: Option<String>,
    /// Title.
    pub title: String,
    /// Unit.
    pub unit: Option<String>,
    /// The formula as printed.
    pub formula: String,
    /// How it is computed, in words.
    pub method: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// Rows of a table, perhaps only some of them.
#[derive(Debug, Clone, PartialEq)]
pub struct RowSelection {
    /// The table.
    pub table: TableId,
    /// The condition.
    pub filter: Option<RowFormula>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    Neither,
}

/// What the denominator of an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Pupils, teachers, parents: small groups of them are marked, and hidden from the public.
    People,
    /// Schools, kindergartens.
    Organizations,
    /// Classes, events, places.
    Items,
}

impl Counts {
    /// Returns the word used in definitions and data files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Organizations => "organizations",
            Self::Items => "items",
        }
    }
}

impl Better {
    /// Returns the word used in data files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neither => "none",
        }
    }
}

/// A named cut by dimensions; without any, the whole.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Its name.
    pub name: String,
    /// The dimensions, in order.
    pub dimensions: Vec<DimensionId>,
}

/// How a 95 % confidence interval is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalMethod {
    /// There is none.
    None,
    /// Of a share of counts, by Wilson (1927).
    Wilson,
    /// Of the mean of rows, by Student (1908).
    StudentT,
}

/// How the members of a slice are ranked.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// Dimensions within whose members others are ranked, such as clusters.
    pub within: Vec<DimensionId>,
    /// Names of the slices in which they are; without any, all whose members stand in one order.
    pub slices: Vec<String>,
    /// Size of the smallest group that is ranked.
    pub min_n: Option<u32>,
}

impl Slice {
    /// Returns the dimension whose members stand in one order within those of others: the only one
    /// that is left. Nothing where there is none or several, or where the others are neither
    /// dimensions of the slice nor their parents.
    pub fn ranked_by<'p>(
        &self,
        within: &[DimensionId],
        parents: impl Fn(&DimensionId) -> &'p [DimensionId],
    ) -> Option<DimensionId> {
        let is_known = |wanted: &DimensionId| {
            self.dimensions.iter().any(|id| id == wanted || parents(id).contains(wanted))
        };
        let mut rest = self.dimensions.iter().filter(|id| !within.contains(id));
        let (first, second) = (rest.next(), rest.next());
        let fits = second.is_none() && within.iter().all(is_known);
        first.copied().filter(|_| fits)
    }
}

/// A target.
#[derive(Debug)]
pub struct Target {
    /// For which members; columns are dimensions and their parents.
    pub condition: Option<RowFormula>,
    /// The condition as printed.
    pub condition_text: Option<String>,
    /// In which period; nothing for all others.
    pub period: Option<Period>,
    /// The value.
    pub value: f64,
}

/// A zone.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// The bound, which belongs to it; the last zone has none.
    pub from: Option<f64>,
}

/// The same formula over other rows.
#[derive(Debug)]
pub struct Reference {
    /// Its name, such as `region`.
    pub name: String,
    /// Its name for readers.
    pub title: String,
    /// The rows.
    pub rows: RowSelection,
    /// Dimensions in which a member is compared with the same member; without the list, those that
    /// the rows know.
    pub matched: Option<Vec<DimensionId>>,
    /// Whether charts show it.
    pub in_charts: bool,
}

/// A versioned block of prose.
#[derive(Debug, Clone)]
pub struct Prose {
    /// Its name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What approved it.
    pub approved: Option<String>,
    /// Paragraphs, separated by blank lines.
    pub text: Option<String>,
    /// A list.
    pub items: Vec<String>,
}

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its name.
    pub id: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Folder of its template.
    pub template: Spanned<String>,
    /// Dimension of whose members each gets a copy.
    pub for_each: Option<DimensionId>,
    /// Whether only members whose data have findings get one.
    pub only_findings: bool,
    /// Names of the indicators it tells of, if not of all.
    pub indicators: Option<BTreeSet<String>>,
    /// Editions with the path of the file, in which `${…}` of the dimension is left.
    pub editions: Vec<(Edition, Spanned<String>)>,
}
