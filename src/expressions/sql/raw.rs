//! The raw aggregates behind a formula over groups: sums, counts and extremes, from which the
//! rest is computed here.

use std::sync::Arc;

use crate::expressions::aggregate::{Aggregate, AggregateKind, Grouping, evaluate_all};
use crate::expressions::ast::{Arithmetic, Logic};
use crate::expressions::error::Overflow;
use crate::expressions::evaluate::Batch;
use crate::expressions::formula::{GroupFormula, Node, NodeKind, Rows, leaves};
use crate::expressions::functions::{Function, find};
use crate::values::{Column, DataType};

use super::Unlowered;
use super::node::{IN_ORDER_OF_CHARACTERS, lower};

/// The raw aggregates of some formulas, each once.
#[derive(Debug, Clone, Default)]
pub struct RawAggregates {
    parts: Vec<Part>,
    /// What has to be known of a row before it counts.
    known: Vec<String>,
    /// The formulas that say it.
    deciding: Vec<GroupFormula>,
}

/// A raw aggregate, here and in SQL.
#[derive(Debug, Clone)]
struct Part {
    aggregate: Aggregate,
    /// The columns of the formula it comes from.
    columns: Vec<Arc<str>>,
    sql: AggregateSql,
}

/// A raw aggregate in SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AggregateSql {
    /// An aggregate over the rows of a group.
    Plain(String),
    /// The largest of an aggregate over the parts of a group, for which SQL needs a query more.
    LargestPart {
        /// The aggregate over the rows of a part.
        aggregate: String,
        /// What tells the parts apart; rows where it is null are in none.
        part: String,
    },
}

impl RawAggregates {
    /// Finds the raw aggregates of formulas over the same rows: those in which every part of the
    /// first formulas is known.
    ///
    /// # Errors
    ///
    /// Names the first function or operator that cannot be said in standard SQL.
    pub fn of(deciding: &[&GroupFormula], beside: &[&GroupFormula]) -> Result<Self, Unlowered> {
        let mut raw = Self::default();
        for formula in deciding {
            raw.add(formula, true)?;
            raw.deciding.push((*formula).clone());
        }
        for formula in beside {
            raw.add(formula, false)?;
        }
        Ok(raw)
    }

    fn add(&mut self, formula: &GroupFormula, decides: bool) -> Result<(), Unlowered> {
        for aggregate in &formula.aggregates {
            let AggregateKind::Call { function, arguments, filter } = &aggregate.kind else {
                // The value of a key, which stands beside the aggregates anyway.
                continue;
            };
            if decides {
                self.note_known(arguments, filter.as_ref(), &formula.columns)?;
            }
            for aggregate in parts(function, arguments, filter.as_ref())? {
                let sql = aggregate_sql(&aggregate, &formula.columns)?;
                if !self.parts.iter().any(|known| known.sql == sql) {
                    let columns = formula.columns.clone();
                    self.parts.push(Part { aggregate, columns, sql });
                }
            }
        }
        Ok(())
    }

    /// Rows count only where the condition and the arguments of every aggregate are known.
    fn note_known(
        &mut self,
        arguments: &[Node],
        filter: Option<&Node>,
        columns: &[Arc<str>],
    ) -> Result<(), Unlowered> {
        let filter = filter.map(|filter| lower(filter, columns)).transpose()?;
        let mut conditions: Vec<String> = Vec::new();
        conditions.extend(filter.as_ref().map(|filter| format!("{filter} IS NOT NULL")));
        for argument in arguments {
            let known = format!("{} IS NOT NULL", lower(argument, columns)?);
            conditions.push(match &filter {
                Some(filter) => format!("({known} OR NOT {filter})"),
                None => known,
            });
        }
        for condition in conditions {
            if !self.known.contains(&condition) {
                self.known.push(condition);
            }
        }
        Ok(())
    }

    /// Returns the conditions under which a row counts.
    #[must_use]
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// Returns each aggregate in SQL.
    #[must_use]
    pub fn to_sql(&self) -> Vec<&AggregateSql> {
        self.parts.iter().map(|part| &part.sql).collect()
    }

    /// Computes each aggregate here, over those rows of groups that count.
    ///
    /// # Errors
    ///
    /// Returns an error if a sum is too large.
    ///
    /// # Panics
    ///
    /// Panics if the rows lack a column, or have it in another type than the formulas were checked
    /// against.
    pub fn evaluate(&self, rows: &dyn Rows, grouping: &Grouping) -> Result<Vec<Column>, Overflow> {
        let grouping = self.counted(rows, grouping)?;
        let one = |part: &Part| {
            let leaves = leaves(&part.columns, rows);
            let batch = Batch::new(&leaves, rows.row_count());
            let aggregates = std::slice::from_ref(&part.aggregate);
            Ok(evaluate_all(aggregates, batch, &grouping)?.remove(0))
        };
        self.parts.iter().map(one).collect()
    }

    /// Counts the rows of each group that count.
    ///
    /// # Errors
    ///
    /// As [`Self::evaluate`].
    ///
    /// # Panics
    ///
    /// As [`Self::evaluate`].
    pub fn row_counts(&self, rows: &dyn Rows, grouping: &Grouping) -> Result<Vec<i64>, Overflow> {
        let mut counts = vec![0; grouping.group_count];
        for group in self.counted(rows, grouping)?.group_of_row {
            if group != Grouping::NONE {
                counts[group as usize] += 1;
            }
        }
        Ok(counts)
    }

    /// Takes the rows out of a grouping of which it is not known what they contribute.
    fn counted(&self, rows: &dyn Rows, grouping: &Grouping) -> Result<Grouping, Overflow> {
        let mut grouping = grouping.clone();
        for formula in &self.deciding {
            let known = formula.known_rows(rows)?;
            for (group, known) in grouping.group_of_row.iter_mut().zip(known) {
                *group = if known { *group } else { Grouping::NONE };
            }
        }
        Ok(grouping)
    }
}

/// The raw aggregates of which a function is made.
fn parts(
    function: &'static Function,
    arguments: &[Node],
    filter: Option<&Node>,
) -> Result<Vec<Aggregate>, Unlowered> {
    let aggregate = |name: &str, arguments: &[Node], filter: Option<Node>| {
        let function = find(name).expect("a function that is always there");
        let kind = AggregateKind::Call { function, arguments: arguments.to_vec(), filter };
        Aggregate { text: String::new(), kind }
    };
    let filter = filter.cloned();
    Ok(match (function.name, arguments) {
        ("count" | "count distinct" | "sum" | "min" | "max" | "any" | "every" | "max_sum", _) => {
            vec![aggregate(function.name, arguments, filter)]
        }
        ("avg", _) => {
            vec![aggregate("sum", arguments, filter.clone()), aggregate("count", arguments, filter)]
        }
        ("share", [condition]) => {
            let both = both(filter.clone(), condition.clone());
            vec![aggregate("count", &[], Some(both)), aggregate("count", arguments, filter)]
        }
        ("wmean", [value, weight]) => {
            let product = Node {
                kind: NodeKind::Compute(
                    Arithmetic::Multiply,
                    Box::new([value.clone(), weight.clone()]),
                ),
                data_type: DataType::Number,
            };
            let known = both(filter.clone(), is_known(value.clone()));
            vec![
                aggregate("sum", &[product], filter),
                aggregate("sum", std::slice::from_ref(weight), Some(known)),
            ]
        }
        _ => return Err(Unlowered { what: function.name }),
    })
}

fn both(first: Option<Node>, second: Node) -> Node {
    let Some(first) = first else { return second };
    let kind = NodeKind::Logic(Logic::And, Box::new([first, second]));
    Node { kind, data_type: DataType::Boolean }
}

fn is_known(node: Node) -> Node {
    let boolean = |kind| Node { kind, data_type: DataType::Boolean };
    boolean(NodeKind::Not(Box::new(boolean(NodeKind::IsNull(Box::new(node))))))
}

fn aggregate_sql(aggregate: &Aggregate, columns: &[Arc<str>]) -> Result<AggregateSql, Unlowered> {
    let AggregateKind::Call { function, arguments, filter } = &aggregate.kind else {
        return Err(Unlowered { what: "group" });
    };
    let texts = arguments.iter().map(|argument| lower(argument, columns));
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let data_type = arguments.first().map(|argument| argument.data_type);
    let call = match (function.name, &texts[..]) {
        ("count", []) => "COUNT(*)".to_owned(),
        ("count", [x]) => format!("COUNT({x})"),
        ("count distinct", [x]) => format!("COUNT(DISTINCT {x})"),
        ("sum", [x]) | ("max_sum", [x, _]) => format!("SUM({x})"),
        ("min" | "max", [x]) => {
            let x = match data_type {
                Some(DataType::Text) => format!("{x}{IN_ORDER_OF_CHARACTERS}"),
                Some(DataType::Boolean) => as_number(x),
                _ => x.clone(),
            };
            format!("{}({x})", function.name.to_uppercase())
        }
        ("any", [x]) => format!("MAX({})", as_number(x)),
        ("every", [x]) => format!("MIN({})", as_number(x)),
        _ => return Err(Unlowered { what: function.name }),
    };
    let aggregate = match filter {
        Some(filter) => format!("{call} FILTER (WHERE {})", lower(filter, columns)?),
        None => call,
    };
    Ok(match (function.name, texts.into_iter().nth(1)) {
        ("max_sum", Some(part)) => AggregateSql::LargestPart { aggregate, part },
        _ => AggregateSql::Plain(aggregate),
    })
}

/// Not every engine has aggregates of truth values.
fn as_number(condition: &str) -> String {
    format!("CASE WHEN {condition} THEN 1 WHEN NOT {condition} THEN 0 END")
}
