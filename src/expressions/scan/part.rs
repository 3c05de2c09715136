//! One part of the rows: conditions, arguments and masks, each computed when it is first needed.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::block::{Gathered, Lists, add_lost};
use super::condition::{Question, Truth};
use super::lane::{Lane, Summed};
use super::mask::Mask;
use super::plan::{ColumnId, ConditionId, MaskId, NodeId, Plan, Term};
use super::total::Terms;
use crate::expressions::Grouping;
use crate::expressions::error::Overflow;
use crate::expressions::evaluate::{Batch, evaluate};
use crate::expressions::operand::Operand;
use crate::values::{Missing, Value};

/// A part of the rows.
pub(super) struct Part<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) rows: Range<usize>,
    columns: Vec<OnceCell<Mask>>,
    truths: Vec<OnceCell<Truth>>,
    lanes: Vec<OnceCell<Lane<'p>>>,
    products: Vec<OnceCell<Summed>>,
    masks: Vec<OnceCell<Mask>>,
    /// The nodes of which a value was too large somewhere.
    failed: &'p [AtomicBool],
}

fn cells<T, C>(list: &[T]) -> Vec<OnceCell<C>> {
    list.iter().map(|_| OnceCell::new()).collect()
}

impl<'p> Part<'p> {
    pub(super) fn new(plan: &'p Plan<'p>, rows: Range<usize>, failed: &'p [AtomicBool]) -> Self {
        Self {
            plan,
            rows,
            columns: cells(&plan.columns),
            truths: cells(&plan.conditions),
            lanes: cells(&plan.nodes),
            products: cells(&plan.products),
            masks: cells(&plan.masks),
            failed,
        }
    }

    /// Adds what the rows of this part contribute.
    pub(super) fn gather(&self, gathered: &mut Gathered) {
        for (node, known) in self.plan.nodes.iter().enumerate() {
            if known.may_overflow {
                self.lane(node);
            }
        }
        let mut lists = Lists::default();
        for (block, sums) in self.plan.blocks.iter().zip(&mut gathered.blocks) {
            sums.add(block, self, &mut lists);
        }
        for (loss, reasons) in self.plan.losses.iter().zip(&mut gathered.lost) {
            let known = self.mask(loss.known);
            let lost = self.mask(loss.selected).without(known, self.rows.len());
            let groups = &self.plan.groupings[loss.grouping].group_of_row[self.rows.clone()];
            add_lost(self, &lost, groups, &loss.columns, reasons);
        }
        for (mask, kept) in self.plan.kept.iter().zip(&mut gathered.kept) {
            kept.extend(self.mask(*mask).words(self.rows.len()));
        }
    }

    /// Returns the rows for which all terms of a mask hold.
    pub(super) fn mask(&self, mask: MaskId) -> &Mask {
        self.masks[mask].get_or_init(|| {
            let mut rows = Mask::All;
            for term in &self.plan.masks[mask] {
                if rows == Mask::None {
                    break;
                }
                rows = match *term {
                    Term::InGroup(grouping) => rows.and(&self.in_group(grouping)),
                    Term::Holds(condition) => rows.and(&self.truth(condition).holds),
                    Term::Known(condition) => rows.and(&self.truth(condition).known),
                    Term::Has(node) => rows.and(&self.lane(node).known),
                    Term::HasWhere(condition, node) => {
                        let holds = &self.truth(condition).holds;
                        let lacking = holds.without(&self.lane(node).known, self.rows.len());
                        rows.without(&lacking, self.rows.len())
                    }
                };
            }
            rows
        })
    }

    fn in_group(&self, grouping: usize) -> Mask {
        let groups = &self.plan.groupings[grouping].group_of_row[self.rows.clone()];
        Mask::of(groups.len(), |row| groups[row] != Grouping::NONE)
    }

    fn truth(&self, condition: ConditionId) -> &Truth {
        self.truths[condition].get_or_init(|| {
            let length = self.rows.len();
            let condition = &self.plan.conditions[condition];
            match (condition.question, &condition.test) {
                (Question::Not(a), _) => self.truth(a).not(length),
                (Question::Joined(logic, a, b), _) => {
                    self.truth(a).join(logic, self.truth(b), length)
                }
                (Question::Atom(_), Some(test)) => {
                    let known = self.known(test.column).clone();
                    Truth { holds: test.ask(self.rows.clone()).and(&known), known }
                }
                (Question::Atom(node), None) => {
                    let lane = self.lane(node);
                    let answers = lane.operand.lane::<bool>().values;
                    let holds = Mask::of(length, |row| answers[row]).and(&lane.known);
                    Truth { holds, known: lane.known.clone() }
                }
            }
        })
    }

    /// Returns the rows in which a column has a value.
    fn known(&self, column: ColumnId) -> &Mask {
        self.columns[column].get_or_init(|| {
            let column = &self.plan.columns[column];
            if column.is_complete {
                return Mask::All;
            }
            let reasons = &column.column.missing()[self.rows.clone()];
            Mask::of(reasons.len(), |row| reasons[row].is_none())
        })
    }

    /// Returns the values of an argument.
    pub(super) fn lane(&self, node: NodeId) -> &Lane<'p> {
        self.lanes[node].get_or_init(|| {
            let operand = self.operand(node).unwrap_or_else(|Overflow| {
                self.failed[node].store(true, Ordering::Relaxed);
                let data_type = self.plan.nodes[node].node.data_type;
                Operand::constant(data_type, Value::Missing(Missing::Unknown))
            });
            let operand = if operand.is_constant() {
                Operand::of_owned(operand.into_column(self.rows.len()))
            } else {
                operand
            };
            Lane::new(node, operand)
        })
    }

    fn operand(&self, node: NodeId) -> Result<Operand<'p>, Overflow> {
        let node = &self.plan.nodes[node];
        match node.whole.get() {
            Some(Ok(column)) => Ok(Operand::of_column(column, self.rows.clone())),
            Some(Err(Overflow)) => Err(Overflow),
            None => evaluate(node.node, &Batch::part(&node.leaves, self.rows.clone())),
        }
    }

    /// Returns the products of two arguments.
    pub(super) fn product(&self, product: usize) -> Terms<'_> {
        let summed = self.products[product].get_or_init(|| {
            let [a, b] = self.plan.products[product].map(|node| self.lane(node));
            let (a, b) = (a.operand.lane::<f64>().values, b.operand.lane::<f64>().values);
            let values: Vec<f64> = a.iter().zip(b).map(|(a, b)| a * b).collect();
            Summed::of_products(values)
        });
        summed.terms()
    }
}
