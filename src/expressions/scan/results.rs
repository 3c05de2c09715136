//! The results of a pass: aggregates out of what was gathered, and formulas out of aggregates.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::block::{Gathered, Sums};
use super::lane::{date_of_key, number_of_key, ranks};
use super::mask;
use super::plan::{Asked, NodeId, Plan, RowNode, Slot, Whole};
use super::request::{Answer, Reasons};
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::evaluate::{Batch, evaluate};
use crate::expressions::formula::NodeKind;
use crate::expressions::functions::Body;
use crate::expressions::operand::{Operand, Scalar, Shape, Stop};
use crate::values::{Column, ColumnData, DataType, Missing};

impl<'a> RowNode<'a> {
    /// Returns the column of all values, if the node has one.
    fn column(&self) -> Option<&Column> {
        match (self.whole.get(), &self.node.kind) {
            (Some(whole), _) => whole.as_ref().ok(),
            (None, NodeKind::Leaf(index)) => Some(self.leaves[*index]),
            _ => None,
        }
    }

    /// Returns for each text its place in the order of texts.
    pub(super) fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| self.column().map(ranks).unwrap_or_default())
    }
}

impl Plan<'_> {
    /// Computes what has to be computed over all rows at once.
    pub(super) fn prepare(&self) {
        let nodes = self.nodes.par_iter().filter(|node| node.needs_all);
        nodes.for_each(|node| {
            node.whole.get_or_init(|| {
                let batch = Batch::new(&node.leaves, self.row_count);
                Ok(evaluate(node.node, &batch)?.into_column(self.row_count))
            });
        });
    }
}

/// Returns the answer to each request, or nothing where a number was too large for the pass.
pub(super) fn answers(
    plan: &Plan<'_>,
    gathered: &Gathered,
    failed: &[AtomicBool],
) -> Vec<Option<Answer>> {
    let wholes: Vec<Result<Column, Overflow>> =
        plan.wholes.par_iter().map(|whole| whole.evaluate(plan, gathered)).collect();
    let results = Results { plan, gathered, wholes };
    let is_safe =
        |asked: &Asked<'_>| !asked.nodes.iter().any(|node| failed[*node].load(Ordering::Relaxed));
    let asked = plan.asked.par_iter();
    asked.map(|asked| is_safe(asked).then(|| results.answer(asked).ok())?).collect()
}

impl Whole {
    fn evaluate(&self, plan: &Plan<'_>, gathered: &Gathered) -> Result<Column, Overflow> {
        let (Body::Aggregate(compute) | Body::Folded(_, compute)) = self.function.body else {
            panic!("the checker makes aggregates only of aggregate functions");
        };
        let mut rows = Vec::new();
        mask::list(&gathered.kept[self.kept], &mut rows);
        let grouping = plan.groupings[self.grouping];
        let groups: Vec<u32> =
            rows.iter().map(|row| grouping.group_of_row[*row as usize]).collect();
        let argument = |node: &NodeId| {
            let node = &plan.nodes[*node];
            let batch = Batch::new(&node.leaves, plan.row_count).select(&rows);
            evaluate(node.node, &batch)
        };
        let arguments = self.arguments.iter().map(argument).collect::<Result<_, _>>()?;
        let grouped = Grouped::new(arguments, &groups, grouping.group_count);
        Ok(compute(&grouped)?.into_column(grouping.group_count))
    }
}

/// What a pass has found.
struct Results<'r> {
    plan: &'r Plan<'r>,
    gathered: &'r Gathered,
    wholes: Vec<Result<Column, Overflow>>,
}

impl Results<'_> {
    fn answer(&self, asked: &Asked<'_>) -> Result<Answer, Overflow> {
        let count = self.plan.groupings[asked.grouping].group_count;
        let results = asked.formulas.iter().map(|(formula, slots)| {
            let columns = slots.iter().map(|slot| self.column(slot, count));
            let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
            let leaves: Vec<&Column> = columns.iter().collect();
            Ok(evaluate(&formula.root, &Batch::new(&leaves, count))?.into_column(count))
        });
        let results = results.collect::<Result<_, _>>()?;
        let lost = match asked.loss {
            Some(loss) => self.gathered.lost[loss].clone(),
            None => vec![Reasons::default(); count],
        };
        Ok(Answer { results, lost })
    }

    /// Returns the value of an aggregate for each group. The formulas of these are those of the
    /// functions over whole groups.
    fn column(&self, slot: &Slot<'_>, count: usize) -> Result<Column, Overflow> {
        let sums = |block: usize| &self.gathered.blocks[block];
        let rows = |block: usize, group: usize| sums(block).tally[group];
        match *slot {
            Slot::Count(block) => filled(count, |group| Ok(i64::from(rows(block, group)))),
            Slot::Distinct(block, index) => {
                let counts = sums(block).distincts[index].counts(count);
                filled(count, |group| Ok(counts[group]))
            }
            Slot::Sum(block, index, DataType::Integer) => filled(count, |group| {
                sums(block).of_rows(group)?;
                let sum = sums(block).totals[index].integer(group);
                i64::try_from(sum).map_err(|_| Stop::Overflow)
            }),
            Slot::Sum(block, index, _) => filled(count, |group| {
                sums(block).of_rows(group)?;
                sums(block).totals[index].number(group)
            }),
            Slot::Mean(block, index) => filled(count, |group| {
                let rows = sums(block).of_rows(group)?;
                Ok(sums(block).totals[index].number(group)? / f64::from(rows))
            }),
            Slot::WeightedMean { block, products, weights } => filled(count, |group| {
                sums(block).of_rows(group)?;
                let weight = sums(block).totals[weights].number(group)?;
                if weight == 0.0 {
                    return Err(Missing::ZeroDenominator.into());
                }
                finite(sums(block).totals[products].number(group)? / weight)
            }),
            Slot::Share { holds, known } => filled(count, |group| {
                let known = sums(known).of_rows(group)?;
                Ok(100.0 * f64::from(rows(holds, group)) / f64::from(known))
            }),
            Slot::DecidedBy { decisive, holds, known } => filled(count, |group| {
                let known = sums(known).of_rows(group)?;
                let held = rows(holds, group);
                Ok(if decisive { held > 0 } else { held == known })
            }),
            Slot::Best { block, index, node } => self.best(sums(block), index, node, count),
            Slot::First(block, column) => {
                let rows = |row: &u32| (*row != u32::MAX).then_some(*row);
                let rows: Vec<Option<u32>> = sums(block).first.iter().map(rows).collect();
                Ok(column.gather(&rows, Missing::NoRows))
            }
            Slot::Whole(whole) => match &self.wholes[whole] {
                Ok(column) => Ok(column.clone()),
                Err(Overflow) => Err(Overflow),
            },
        }
    }

    fn best(
        &self,
        sums: &Sums,
        index: usize,
        node: NodeId,
        count: usize,
    ) -> Result<Column, Overflow> {
        let best = |group: usize| sums.of_rows(group).map(|_| sums.bests[index][group]);
        let node = &self.plan.nodes[node];
        match node.node.data_type {
            DataType::Boolean => filled(count, |group| Ok(best(group)? != 0)),
            DataType::Integer => filled(count, best),
            DataType::Number => filled(count, |group| Ok(number_of_key(best(group)?))),
            DataType::Date => filled(count, |group| Ok(date_of_key(best(group)?))),
            DataType::Text => {
                let column = node.column().expect("its texts have the same numbers in all parts");
                let ColumnData::Text(texts) = column.data() else {
                    panic!("the checker gave each argument its type");
                };
                let mut codes = vec![0; texts.dictionary.len()];
                for (code, rank) in node.ranks().iter().enumerate() {
                    codes[*rank as usize] = code;
                }
                let shape = Shape { length: count, is_constant: false };
                let text = |group: usize| {
                    let rank = usize::try_from(best(group)?).expect("a rank is not negative");
                    Ok(Arc::clone(&texts.dictionary[codes[rank]]))
                };
                Ok(Operand::fill_texts(shape, text)?.into_column(count))
            }
        }
    }
}

impl Sums {
    /// Returns the number of rows of a group, if there are any.
    fn of_rows(&self, group: usize) -> Result<u32, Stop> {
        match self.tally[group] {
            0 => Err(Missing::NoRows.into()),
            rows => Ok(rows),
        }
    }
}

fn filled<T: Scalar>(
    count: usize,
    value: impl Fn(usize) -> Result<T, Stop>,
) -> Result<Column, Overflow> {
    let shape = Shape { length: count, is_constant: false };
    Ok(Operand::fill(shape, value)?.into_column(count))
}
