//! What can be wrong with a formula, and where in its text.
//!
//! Ranges are bytes of the formula; the caller, who knows the file, turns them into a span.

use std::fmt;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::values::DataType;

use super::functions::{Literal, nearest_function};

/// One mistake of a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct FormulaError {
    /// The bytes of the formula that are at fault; empty at the end of an unfinished formula.
    pub range: Range<usize>,
    /// The mistake.
    pub(super) kind: FormulaErrorKind,
}

/// The mistakes of formulas.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FormulaErrorKind {
    /// The text does not follow the grammar.
    Syntax(SyntaxError),
    /// A column that the rows do not have.
    UnknownColumn {
        name: String,
        nearest: Option<String>,
        known: Vec<String>,
        /// Whether it is compared with a text, and so may be a text itself.
        may_be_text: bool,
    },
    /// A column of which nothing is known, since its own definition has a mistake.
    BrokenColumn,
    /// A column name that fits several columns when letter case is ignored.
    AmbiguousColumn { name: String, candidates: Vec<String> },
    /// A function that formulas do not have.
    UnknownFunction { name: String },
    /// A number of arguments that the function does not take.
    ArgumentCount { function: &'static str, signature: &'static str, given: usize },
    /// An argument that is not one of the numbers that have to be written there.
    WrongLiteral {
        function: &'static str,
        signature: &'static str,
        literal: Literal,
        given: usize,
        /// Whether it is a number, though not one of those.
        is_number: bool,
    },
    /// Two operands that an operator cannot join.
    OperandTypes {
        operator: &'static str,
        left: DataType,
        right: DataType,
        /// What to do about it, where that is clear.
        advice: Option<&'static str>,
    },
    /// A part of a type that its place does not take.
    WrongType {
        expected: &'static [DataType],
        found: DataType,
        /// The column that is meant by a text, if there is one of that name.
        column: Option<String>,
    },
    /// A comparison that no row can fit, and what is wrong with it.
    NeverTrue { label: &'static str, advice: &'static str },
    /// An aggregate in a formula that is computed row by row.
    AggregateInRow { function: &'static str },
    /// An aggregate inside of an aggregate.
    NestedAggregate { function: &'static str },
    /// A column, as it is printed, outside of any aggregate in a formula over groups.
    BareColumn { name: String, is_numeric: bool },
    /// `filter` or `distinct` with a function that does not take it.
    MisplacedClause { function: &'static str, clause: &'static str },
}

/// The ways in which a text is not a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SyntaxError {
    /// A character that formulas do not use, what to write in its place, and the advice.
    Character { found: String, instead: Option<&'static str>, advice: &'static str },
    /// A text or a quoted name that does not end.
    Unclosed { mark: char },
    /// A number with more digits than can be computed with.
    NumberTooLarge,
    /// A date that the calendar does not have.
    BadDate,
    /// Another word or sign than one that can stand here: `value`, `operator` or a fixed one.
    Unexpected { expected: &'static str, found: String },
    /// A word of SQL that formulas do without.
    Foreign { word: &'static str, advice: &'static str },
    /// Two words side by side, which are no name without quotes.
    SplitName,
    /// Two numbers side by side, such as `1 000`.
    SplitNumber,
    /// A comma between digits, which may be a decimal comma; written as a fraction and as a list.
    DecimalComma { point: String, list: String },
    /// A sign of percent behind a number.
    Percent,
    /// The `=` with which formulas of spreadsheets begin.
    Assignment,
    /// A word of formulas in Russian, and what to write in its place.
    Russian { word: &'static str, instead: &'static str },
    /// Another word where the condition of an aggregate is expected, or a condition elsewhere.
    Filter,
    /// A comparison of a comparison, such as `1 < x < 5`.
    ChainedComparison,
    /// More nesting than is allowed.
    TooDeep,
}

/// A result that is too large to be computed exactly, or not a finite number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("number overflow")
    }
}

impl std::error::Error for Overflow {}

impl FormulaError {
    /// Whether the formula is one, and refused only because a comparison in it fits no row.
    #[must_use]
    pub const fn is_never_true(&self) -> bool {
        matches!(self.kind, FormulaErrorKind::NeverTrue { .. })
    }

    pub(super) const fn new(range: Range<usize>, kind: FormulaErrorKind) -> Self {
        Self { range, kind }
    }

    pub(super) const fn syntax(range: Range<usize>, error: SyntaxError) -> Self {
        Self::new(range, FormulaErrorKind::Syntax(error))
    }

    /// Makes the error of a formula whose result is not of a type that its place takes.
    #[must_use]
    pub const fn wrong_type(
        range: Range<usize>,
        expected: &'static [DataType],
        found: DataType,
    ) -> Self {
        Self::new(range, FormulaErrorKind::WrongType { expected, found, column: None })
    }

    /// Returns the name that no column has, if that is the mistake.
    #[must_use]
    pub fn unknown_column(&self) -> Option<&str> {
        match &self.kind {
            FormulaErrorKind::UnknownColumn { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Says of a name that no column has and that is compared with a text that it may be one.
    pub(super) const fn may_be_text(&mut self) {
        if let FormulaErrorKind::UnknownColumn { may_be_text, .. } = &mut self.kind {
            *may_be_text = true;
        }
    }

    /// Whether it only follows from a mistake outside of the formula.
    #[must_use]
    pub const fn is_follow_up(&self) -> bool {
        matches!(self.kind, FormulaErrorKind::BrokenColumn)
    }

    /// Whether it is the `=` with which a formula begins, and what follows can be read.
    pub(super) const fn is_assignment(&self) -> bool {
        matches!(self.kind, FormulaErrorKind::Syntax(SyntaxError::Assignment))
    }

    /// Whether it is a word of queries of SQL.
    pub(super) const fn is_of_queries(&self) -> bool {
        matches!(self.kind, FormulaErrorKind::Syntax(SyntaxError::Foreign { .. }))
    }

    /// Returns the diagnostic for this error at the place in a file.
    #[must_use]
    pub fn diagnostic(&self, location: Span) -> Diagnostic {
        use FormulaErrorKind as Kind;
        match &self.kind {
            Kind::Syntax(error) => error.diagnostic(location),
            Kind::UnknownColumn { name, nearest, known, may_be_text } => {
                let unknown = Diagnostic::error(Code::UnknownColumn).with("name", name);
                let unknown = suggest_or_list(unknown.at(location), nearest.as_deref(), known);
                if *may_be_text { unknown.help("help-text") } else { unknown }
            }
            Kind::AmbiguousColumn { name, candidates } => Diagnostic::error(Code::UnknownColumn)
                .with("name", name)
                .with("candidates", candidates.join("`, `"))
                .labelled(location, "label-ambiguous")
                .help("help-ambiguous"),
            Kind::UnknownFunction { name } => unknown_function(name).at(location),
            Kind::ArgumentCount { function, signature, given } => {
                Diagnostic::error(Code::ArgumentCount)
                    .with("function", *function)
                    .with("signature", *signature)
                    .with_count("count", *given)
                    .at(location)
                    .help("help")
            }
            Kind::WrongLiteral { function, signature, literal, given, is_number } => {
                let label = if *is_number { "label-range" } else { "label" };
                Diagnostic::error(Code::WrongLiteral)
                    .with("function", *function)
                    .with("signature", *signature)
                    .with("wanted", literal.name())
                    .with_count("count", Literal::factor_count(*given) as usize)
                    .labelled(location, label)
                    .help("help")
            }
            Kind::OperandTypes { operator, left, right, advice } => {
                let error = Diagnostic::error(Code::FormulaType)
                    .with("operator", *operator)
                    .with("left", left.name())
                    .with("right", right.name())
                    .labelled(location, "label-operands");
                advice.iter().fold(error, |error, advice| error.help(advice))
            }
            Kind::NeverTrue { label, advice } => {
                let error = Diagnostic::error(Code::FormulaType).with("kind", "never");
                error.labelled(location, label).help(advice)
            }
            Kind::WrongType { expected, found, column } => {
                let error = Diagnostic::error(Code::FormulaType)
                    .with("expected", names(expected))
                    .with("found", found.name())
                    .at(location);
                match column {
                    Some(column) => error.with("name", column).help("help-name"),
                    None => type_advice(expected, *found)
                        .iter()
                        .fold(error, |error, advice| error.help(advice)),
                }
            }
            _ => self.level_diagnostic(location),
        }
    }

    fn level_diagnostic(&self, location: Span) -> Diagnostic {
        use FormulaErrorKind as Kind;
        let error = Diagnostic::error(Code::FormulaLevel);
        match &self.kind {
            Kind::AggregateInRow { function } => {
                error.with("name", *function).labelled(location, "label-row").help("help-row")
            }
            Kind::NestedAggregate { function } => {
                error.with("name", *function).labelled(location, "label-nested").help("help-nested")
            }
            Kind::MisplacedClause { function, clause } => error
                .with("name", *function)
                .with("clause", *clause)
                .labelled(location, "label-clause")
                .help("help-clause"),
            Kind::BareColumn { name, is_numeric } => error
                .with("name", name)
                .labelled(location, "label-column")
                .help(if *is_numeric { "help-column" } else { "help-column-count" }),
            _ => error.at(location),
        }
    }
}

impl SyntaxError {
    fn diagnostic(&self, location: Span) -> Diagnostic {
        let error = Diagnostic::error(Code::FormulaSyntax);
        match self {
            Self::Character { found, instead, advice } => {
                let error = error.with("found", found).labelled(location, "label-character");
                let error =
                    instead.iter().fold(error, |error, instead| error.with("instead", *instead));
                error.help(advice)
            }
            Self::Unclosed { mark } => {
                error.with("mark", mark.to_string()).labelled(location, "label-unclosed")
            }
            Self::NumberTooLarge => error.labelled(location, "label-number"),
            Self::BadDate => error.labelled(location, "label-date").help("help-date"),
            Self::Unexpected { expected, found } => {
                let attribute = if found.is_empty() { "label-end" } else { "label" };
                let error = error.with("expected", *expected).with("found", found);
                error.labelled(location, attribute)
            }
            Self::Foreign { word, advice } => {
                error.with("word", *word).labelled(location, "label-foreign").help(advice)
            }
            Self::SplitName => error.labelled(location, "label-words").help("help-words"),
            Self::SplitNumber => error.labelled(location, "label-digits").help("help-digits"),
            Self::DecimalComma { point, list } => error
                .with("point", point)
                .with("list", list)
                .labelled(location, "label-comma")
                .help("help-comma"),
            Self::Percent => error.labelled(location, "label-percent").help("help-percent"),
            Self::Assignment => {
                error.labelled(location, "label-assignment").help("help-assignment")
            }
            Self::Russian { word, instead } => error
                .with("word", *word)
                .with("instead", *instead)
                .labelled(location, "label-russian")
                .help("help-instead"),
            Self::Filter => error.labelled(location, "label-filter").help("help-filter"),
            Self::ChainedComparison => {
                error.labelled(location, "label-chained").help("help-chained")
            }
            Self::TooDeep => error.labelled(location, "label-deep").help("help-deep"),
        }
    }
}

/// Returns the finding that there is no function of a name, with the one that may be meant.
#[must_use]
pub fn unknown_function(name: &str) -> Diagnostic {
    let unknown = Diagnostic::error(Code::UnknownFunction).with("name", name);
    let lower = name.to_lowercase();
    if ["if", "iif", "если"].contains(&lower.as_str()) {
        return unknown.help("help-if");
    }
    let is_conditional = ["if", "ifs", "если", "еслимн"].iter().any(|end| lower.ends_with(end));
    match nearest_function(name) {
        Some("count") if is_conditional => unknown.help("help-count-if"),
        Some(nearest) if is_conditional => unknown.with("nearest", nearest).help("help-sum-if"),
        Some(nearest) => unknown.suggest(Some(nearest)),
        None => unknown.help("help"),
    }
}

/// Adds the nearest name, or else lists names that there are.
#[must_use]
pub fn suggest_or_list(
    diagnostic: Diagnostic,
    nearest: Option<&str>,
    known: &[impl AsRef<str>],
) -> Diagnostic {
    /// Longer lists help nobody.
    const SHOWN: usize = 40;
    if nearest.is_some() || known.is_empty() {
        return diagnostic.suggest(nearest);
    }
    let shown: Vec<&str> = known.iter().take(SHOWN).map(AsRef::as_ref).collect();
    diagnostic
        .with("known", shown.join("`, `"))
        .with_count("more", known.len() - shown.len())
        .note("known")
}

/// Returns what to do about a part of a type that its place does not take.
fn type_advice(expected: &[DataType], found: DataType) -> Option<&'static str> {
    let is_number_wanted = expected.iter().any(|wanted| wanted.is_numeric());
    match found {
        DataType::Boolean if is_number_wanted => Some("help-boolean"),
        DataType::Text if is_number_wanted => Some("help-text"),
        found if found.is_numeric() && expected == [DataType::Boolean] => Some("help-condition"),
        _ => None,
    }
}

/// Writes types as the inside of a pair of backticks.
fn names(types: &[DataType]) -> String {
    types.iter().map(|data_type| data_type.name()).collect::<Vec<_>>().join("`, `")
}
