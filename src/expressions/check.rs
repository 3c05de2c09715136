//! Checks a formula against the columns of its rows: names, types, arguments and aggregates.
//!
//! Finds every mistake. A part with a mistake has no node, and whatever contains it says nothing
//! more about it.

use std::sync::Arc;

use super::aggregate::{Aggregate, AggregateKind};
use super::ast::{Expression, ExpressionKind};
use super::error::{FormulaError, FormulaErrorKind};
use super::formula::{GroupFormula, Node, NodeKind, RowFormula};
use super::functions::Parameter;
use super::parse::parse;
use crate::diagnostics::nearest;
use crate::values::{DataType, Value};

/// The columns that a formula may use.
pub trait Scope {
    /// Returns the type of the column of exactly this name, or nothing if it is not known, since
    /// the definition of the column has a mistake.
    fn data_type(&self, name: &str) -> Option<DataType>;

    /// Returns the names of all columns.
    fn names(&self) -> Vec<&str>;

    /// Whether the column has one value in each group, so that a formula over groups may use it
    /// outside of an aggregate.
    fn is_grouped(&self, name: &str) -> bool;

    /// Whether there are columns that could not be found out, so that another name may be right.
    fn is_open(&self) -> bool {
        false
    }
}

/// Checks a formula that gives a value for each row.
///
/// # Errors
///
/// Returns all mistakes, in the order of the text.
pub fn check_rows(
    expression: &Expression,
    scope: &dyn Scope,
) -> Result<RowFormula, Vec<FormulaError>> {
    let mut checker = Checker::new(scope, Level::Rows);
    let root = checker.check(expression);
    let (root, checker) = checker.finish(root)?;
    Ok(RowFormula { root, columns: checker.columns, text: expression.to_string().into() })
}

/// Checks a formula that is true, false or missing in each row.
///
/// # Errors
///
/// Returns all mistakes, in the order of the text.
pub fn check_condition(
    expression: &Expression,
    scope: &dyn Scope,
) -> Result<RowFormula, Vec<FormulaError>> {
    let mut checker = Checker::new(scope, Level::Rows);
    let root = checker.expect(expression, Parameter::BOOLEAN);
    let (root, checker) = checker.finish(root)?;
    Ok(RowFormula { root, columns: checker.columns, text: expression.to_string().into() })
}

/// Checks a formula that gives a value for each group of rows.
///
/// # Errors
///
/// Returns all mistakes, in the order of the text.
pub fn check_groups(
    expression: &Expression,
    scope: &dyn Scope,
) -> Result<GroupFormula, Vec<FormulaError>> {
    let mut checker = Checker::new(scope, Level::Groups);
    let root = checker.check(expression);
    let (root, Checker { columns, aggregates, .. }) = checker.finish(root)?;
    Ok(GroupFormula { root, aggregates, columns, text: expression.to_string().into() })
}

/// A scope without columns.
struct NoColumns;

impl Scope for NoColumns {
    fn data_type(&self, _name: &str) -> Option<DataType> {
        None
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn is_grouped(&self, _name: &str) -> bool {
        false
    }
}

impl GroupFormula {
    /// Makes the formula `count(*)`.
    ///
    /// # Panics
    ///
    /// Never: it is a formula over any columns.
    #[must_use]
    pub fn count_of_rows() -> Self {
        let expression = parse("count(*)").expect("it is a formula");
        check_groups(&expression, &NoColumns).expect("it needs no columns")
    }
}

/// What a part of a formula stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// A value of each row; no aggregate is allowed.
    Rows,
    /// A value of each group; columns are allowed only inside of an aggregate.
    Groups,
    /// An argument of an aggregate.
    Argument,
    /// Anything, since a mistake around this part leaves open what it stands for.
    Open,
}

/// The state of a check.
pub(super) struct Checker<'a> {
    scope: &'a dyn Scope,
    pub(super) level: Level,
    columns: Vec<Arc<str>>,
    aggregates: Vec<Aggregate>,
    pub(super) errors: Vec<FormulaError>,
}

impl<'a> Checker<'a> {
    const fn new(scope: &'a dyn Scope, level: Level) -> Self {
        Self { scope, level, columns: Vec::new(), aggregates: Vec::new(), errors: Vec::new() }
    }

    fn finish(mut self, root: Option<Node>) -> Result<(Node, Self), Vec<FormulaError>> {
        self.errors.sort_by_key(|error| (error.range.start, error.range.end));
        match root {
            Some(root) if self.errors.is_empty() => Ok((root, self)),
            _ => Err(self.errors),
        }
    }

    /// Keeps a mistake; there is no node in its place.
    pub(super) fn refuse<T>(&mut self, at: &Expression, kind: FormulaErrorKind) -> Option<T> {
        self.errors.push(FormulaError::new(at.range.clone(), kind));
        None
    }

    /// Checks an expression; a mistake in it leaves no node.
    pub(super) fn check(&mut self, expression: &Expression) -> Option<Node> {
        // Every arm is one call, since this frame stands on the stack once for each level.
        match &expression.kind {
            ExpressionKind::Literal(value) => Some(Node::literal(value)),
            ExpressionKind::Name(name) => self.check_name(expression, name),
            ExpressionKind::Negate(operand) => self.check_negative(operand),
            ExpressionKind::Not(operand) => self.expect(operand, Parameter::BOOLEAN).map(Node::not),
            ExpressionKind::Binary { operator, operands } => {
                self.check_binary(expression, *operator, operands)
            }
            ExpressionKind::Predicate { operand, test, is_negated: false } => {
                self.check_predicate(operand, test)
            }
            ExpressionKind::Predicate { operand, test, is_negated: true } => {
                self.check_predicate(operand, test).map(Node::not)
            }
            ExpressionKind::Case { operand, branches, otherwise } => {
                self.check_case(operand.as_deref(), branches, otherwise.as_deref())
            }
            ExpressionKind::Call(call) => self.check_call(expression, call),
        }
    }

    fn check_negative(&mut self, operand: &Expression) -> Option<Node> {
        let node = self.expect(operand, Parameter::NUMERIC)?;
        if node.is_null() {
            return Some(Node::null());
        }
        let data_type = node.data_type;
        Some(Node { kind: NodeKind::Negate(Box::new(node)), data_type })
    }

    /// Checks an expression that has to be of one of some types, and converts it as they say.
    pub(super) fn expect(&mut self, expression: &Expression, wanted: Parameter) -> Option<Node> {
        let node = self.check(expression)?;
        let Parameter { types, becomes, .. } = wanted;
        if node.is_null() {
            return Some(node.into_type(becomes.unwrap_or(types[types.len() - 1])));
        }
        if !types.contains(&node.data_type) {
            let found = node.data_type;
            let column = self.column_meant_by(expression);
            let kind = FormulaErrorKind::WrongType { expected: types, found, column };
            return self.refuse(expression, kind);
        }
        let target = becomes.unwrap_or(node.data_type);
        Some(node.into_type(target))
    }

    /// Returns the text of a constant that is the name of a column.
    fn column_meant_by(&self, expression: &Expression) -> Option<String> {
        let ExpressionKind::Literal(Value::Text(text)) = &expression.kind else { return None };
        resolve(self.scope, text).ok().map(|(name, _)| name.to_owned())
    }

    /// Keeps an aggregate, one that is there already only once, and returns the leaf for it.
    pub(super) fn aggregate(&mut self, aggregate: Aggregate, data_type: DataType) -> Node {
        let known = self.aggregates.iter().position(|known| *known == aggregate);
        let index = known.unwrap_or_else(|| {
            self.aggregates.push(aggregate);
            self.aggregates.len() - 1
        });
        Node { kind: NodeKind::Leaf(index), data_type }
    }

    fn check_name(&mut self, expression: &Expression, name: &str) -> Option<Node> {
        let scope = self.scope;
        let (name, data_type) = match resolve(scope, name) {
            Ok(found) => found,
            Err(error) => return self.refuse(expression, error),
        };
        let is_group = self.level == Level::Groups;
        if is_group && !scope.is_grouped(name) {
            let (name, is_numeric) = (expression.to_string(), data_type.is_numeric());
            return self.refuse(expression, FormulaErrorKind::BareColumn { name, is_numeric });
        }
        let known = self.columns.iter().position(|known| **known == *name);
        let index = known.unwrap_or_else(|| {
            self.columns.push(name.into());
            self.columns.len() - 1
        });
        let column = Node { kind: NodeKind::Leaf(index), data_type };
        if !is_group {
            return Some(column);
        }
        let text = expression.to_string();
        Some(self.aggregate(Aggregate { text, kind: AggregateKind::Group(column) }, data_type))
    }
}

/// Finds the column of a name: of exactly this name, or else the only one that has it in other
/// letter case, or with `е` for `ё`.
fn resolve<'s>(scope: &'s dyn Scope, name: &str) -> Result<(&'s str, DataType), FormulaErrorKind> {
    let names = scope.names();
    let folded = |name: &str| name.to_lowercase().replace('ё', "е");
    let wanted = folded(name);
    let mut candidates: Vec<&str> = names.iter().copied().filter(|known| *known == name).collect();
    if candidates.is_empty() {
        candidates = names.iter().copied().filter(|known| folded(known) == wanted).collect();
    }
    let name = name.to_owned();
    match candidates[..] {
        [] if scope.is_open() => Err(FormulaErrorKind::BrokenColumn),
        [] => {
            let nearest = nearest(&name, names.iter().copied()).map(str::to_owned);
            let known = names.into_iter().map(str::to_owned).collect();
            Err(FormulaErrorKind::UnknownColumn { name, nearest, known, may_be_text: false })
        }
        [found] => {
            let data_type = scope.data_type(found).ok_or(FormulaErrorKind::BrokenColumn)?;
            Ok((found, data_type))
        }
        _ => {
            let candidates = candidates.into_iter().map(str::to_owned).collect();
            Err(FormulaErrorKind::AmbiguousColumn { name, candidates })
        }
    }
}

impl Node {
    fn literal(value: &Value) -> Self {
        let Some(data_type) = value.data_type() else { return Self::null() };
        Self { kind: NodeKind::Constant(value.clone()), data_type }
    }

    fn not(self) -> Self {
        Self { kind: NodeKind::Not(Box::new(self)), data_type: DataType::Boolean }
    }

    /// Converts an integer where a number or text is wanted; `null` becomes anything.
    pub(super) fn into_type(self, target: DataType) -> Self {
        if self.data_type == target || self.is_null() {
            return Self { data_type: target, ..self };
        }
        if let (NodeKind::Constant(value), DataType::Number) = (&self.kind, target)
            && let Some(number) = value.as_number()
        {
            return Self { kind: NodeKind::Constant(Value::Number(number)), data_type: target };
        }
        Self { kind: NodeKind::Convert(Box::new(self)), data_type: target }
    }
}

#[cfg(test)]
mod tests {
    use super::{check_condition, check_groups, check_rows};
    use crate::diagnostics::{Argument, SourceMap, Span};
    use crate::expressions::FormulaError;
    use crate::expressions::test_table::{Table, read};
    use crate::values::DataType;

    fn table() -> Table {
        let mut table = Table::new(&[
            ("n", &["1"]),
            ("p", &["0.5"]),
            ("Предмет", &["'Физика'"]),
            ("day", &["date '2024-09-01'"]),
            ("ok", &["true"]),
            ("Код", &["'а'"]),
            ("код", &["'б'"]),
        ]);
        table.grouped.insert("Предмет".to_owned());
        table
    }

    /// Writes a mistake as the text at fault, the code, the label, and the arguments.
    fn describe(formula: &str, error: &FormulaError) -> String {
        let source = SourceMap::default().add("test.yaml", formula);
        let byte = |at: usize| u32::try_from(at).expect("a short text");
        let (start, end) = (byte(error.range.start), byte(error.range.end));
        let diagnostic = error.diagnostic(Span { source, start, end });
        let listed = ["known", "more"];
        let arguments = diagnostic.arguments.iter().filter(|(name, _)| !listed.contains(name));
        let arguments = arguments.map(|(_, argument)| match argument {
            Argument::Text(text) => text.clone(),
            Argument::Count(count) => count.to_string(),
            Argument::Number(number) => number.to_string(),
        });
        let arguments = arguments.collect::<Vec<_>>().join(" ");
        let label = diagnostic.labels[0].attribute;
        let id = diagnostic.code.id();
        format!("{} – {id} {label}: {arguments}", &formula[error.range.clone()])
    }

    #[track_caller]
    fn check(formula: &str, result: Result<(), Vec<FormulaError>>, expected: &[&str]) {
        let errors = result.expect_err("the formula has mistakes");
        let described: Vec<_> = errors.iter().map(|error| describe(formula, error)).collect();
        assert_eq!(described, expected, "{formula}");
    }

    #[track_caller]
    fn check_row(formula: &str, expected: &[&str]) {
        check(formula, check_rows(&read(formula), &table()).map(|_| ()), expected);
    }

    #[track_caller]
    fn check_group(formula: &str, expected: &[&str]) {
        check(formula, check_groups(&read(formula), &table()).map(|_| ()), expected);
    }

    #[test]
    fn finds_every_mistake_of_names_and_types() {
        check_row("Придмет + 1", &["Придмет – D109 label: Придмет Предмет"]);
        check_row("КОД = 'а'", &["КОД – D109 label-ambiguous: КОД Код`, `код"]);
        check_row(
            "sums + 1 = 'a' and means",
            &["sums – D109 label: sums", "means – D109 label: means"],
        );
        check_row("lenght('a') + 1", &["lenght – D115 label: lenght length"]);
        check_row(
            "round() + year(day, 1)",
            &[
                "round() – D119 label: round round(x [, digits]) 0",
                "year(day, 1) – D119 label: year year(date) 2",
            ],
        );
        check_row("Предмет = 5", &["Предмет = 5 – D117 label-operands: = text integer"]);
        check_row(
            "day >= '2024-09-01'",
            &["day >= '2024-09-01' – D117 label-operands: >= date text"],
        );
        check_row("n + ok", &["n + ok – D117 label-operands: + integer boolean"]);
        check_row(
            "n and not p",
            &["n – D117 label: boolean integer", "p – D117 label: boolean number"],
        );
        check_row("-Предмет", &["Предмет – D117 label: integer`, `number text"]);
        check_row(
            "n in (1, 2.5, 'a', ok)",
            &[
                "'a' – D117 label-operands: in number text",
                "ok – D117 label-operands: in number boolean",
            ],
        );
        check_row(
            "case n when 1 then 'a' when day then p end",
            &[
                "day – D117 label-operands: = integer date",
                "p – D117 label-operands: case text number",
            ],
        );
        check_row(
            "coalesce(n, Предмет)",
            &["Предмет – D117 label-operands: coalesce integer text"],
        );
        check_row("count(*)", &["count(*) – D118 label-row: count"]);
        check_row(
            "abs(n) filter (where ok) + abs(distinct n)",
            &[
                "abs(n) filter (where ok) – D118 label-clause: abs filter",
                "abs(distinct n) – D118 label-clause: abs distinct",
            ],
        );
        let condition = check_condition(&read("n + 1"), &table()).map(|_| ());
        check("n + 1", condition, &["n + 1 – D117 label: boolean integer"]);
    }

    #[test]
    fn advises_where_it_is_clear_what_was_meant() {
        let cases: [(&str, &[&str]); 7] = [
            ("Предмет = 5", &["help-quote"]),
            ("5 < Предмет", &["help-quote"]),
            ("n in (1, '2')", &["help-unquote"]),
            ("n = '1'", &["help-unquote"]),
            ("day >= '2024-09-01'", &["help-date"]),
            ("n + Предмет", &[]),
            ("n = 'а'", &[]),
        ];
        for (formula, help) in cases {
            let errors = check_rows(&read(formula), &table()).expect_err(formula);
            let source = SourceMap::default().add("test.yaml", formula);
            let finding = errors[0].diagnostic(Span { source, start: 0, end: 1 });
            assert_eq!(finding.help, help, "{formula}");
        }
    }

    #[test]
    fn finds_every_mistake_of_levels() {
        check_group("n / sum(n)", &["n – D118 label-column: n"]);
        check_group(
            "sum(sum(n) + qq)",
            &["sum(n) – D118 label-nested: sum", "qq – D109 label: qq"],
        );
        check_group("summ(n) > p", &["summ – D115 label: summ sum", "p – D118 label-column: p"]);
        check_group("sum(Предмет)", &["Предмет – D117 label: integer`, `number text"]);
        check_group("sum(*)", &["sum(*) – D119 label: sum sum(x) 0"]);
        check_group("count(n, p)", &["count(n, p) – D119 label: count count(x), count(*) 2"]);
        check_group("sum(distinct n)", &["sum(distinct n) – D118 label-clause: sum distinct"]);
        check_group("count(*) filter (where n)", &["n – D117 label: boolean integer"]);
    }

    #[track_caller]
    fn check_type(formula: &str, expected: DataType) {
        let groups = check_groups(&read(formula), &table()).map(|checked| checked.data_type());
        let rows = check_rows(&read(formula), &table()).map(|checked| checked.data_type());
        assert_eq!(rows.or(groups), Ok(expected), "{formula}");
    }

    #[test]
    fn gives_types() {
        check_type("n + n % 2", DataType::Integer);
        check_type("n + p", DataType::Number);
        check_type("n / n", DataType::Number);
        check_type("null + n", DataType::Integer);
        check_type("N || предмет", DataType::Text);
        check_type("case when ok then null else n end", DataType::Integer);
        check_type("case n when 1.5 then n else p end", DataType::Number);
        check_type("coalesce(null, day)", DataType::Date);
        check_type("n = p or null", DataType::Boolean);
        check_type("sum(n)", DataType::Integer);
        check_type("avg(n) filter (where null)", DataType::Number);
        check_type("Предмет || count(*)", DataType::Text);
        check_type("round(n)", DataType::Integer);
        check_type("null", DataType::Number);
        check_type("'a' || -null || (null + null) || min(null)", DataType::Text);
    }

    #[test]
    fn lists_each_column_once() {
        let formula = check_groups(&read("sum(n * p) / sum(n)"), &table()).expect("no mistakes");
        assert_eq!(formula.columns(), ["n", "p"]);
        let formula = check_rows(&read("предмет = 'Физика' and n > 5"), &table());
        assert_eq!(formula.expect("no mistakes").columns(), ["Предмет", "n"]);
    }
}
