//! Which rows an aggregate stands on, and what is gathered there for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::condition::Question;
use super::distinct::Domain;
use super::plan::{BlockId, ConditionId, NodeId, Slot, Source, Term};
use super::planner::{Planner, place};
use crate::expressions::aggregate::{Aggregate, AggregateKind};
use crate::expressions::ast::Logic;
use crate::expressions::formula::{Node, NodeKind};
use crate::expressions::functions::{Body, Fold};
use crate::values::{Column, DataType};

type Leaves<'a> = Arc<[&'a Column]>;
type Terms = BTreeSet<Term>;

/// The rows on which an aggregate stands: their columns, their grouping, and what holds of them.
struct Standing<'s, 'a> {
    leaves: &'s Leaves<'a>,
    grouping: usize,
    terms: Terms,
}

impl<'a> Planner<'a> {
    /// Adds what makes a condition true.
    pub(super) fn holds(&self, condition: ConditionId, terms: &mut Terms) {
        match self.plan.conditions[condition].question {
            Question::Joined(Logic::And, a, b) => {
                self.holds(a, terms);
                self.holds(b, terms);
            }
            _ => {
                terms.insert(Term::Holds(condition));
            }
        }
    }

    /// Adds what makes it known what a row contributes to an aggregate.
    pub(super) fn known(
        &mut self,
        aggregate: &'a Aggregate,
        leaves: &Leaves<'a>,
        terms: &mut Terms,
    ) {
        let AggregateKind::Call { arguments, filter, .. } = &aggregate.kind else { return };
        let filter = filter.as_ref().map(|filter| self.condition(filter, leaves));
        let arguments: Vec<NodeId> =
            arguments.iter().map(|argument| self.node(argument, leaves)).collect();
        if let Some(condition) = filter {
            self.answered(condition, terms);
        }
        let missing = arguments.into_iter().filter(|node| !self.plan.nodes[*node].is_complete);
        terms.extend(missing.map(|node| match filter {
            Some(condition) => Term::HasWhere(condition, node),
            None => Term::Has(node),
        }));
    }

    fn answered(&self, condition: ConditionId, terms: &mut Terms) {
        if !self.plan.conditions[condition].is_complete {
            terms.insert(Term::Known(condition));
        }
    }

    fn has(&self, node: NodeId, terms: &mut Terms) {
        if !self.plan.nodes[node].is_complete {
            terms.insert(Term::Has(node));
        }
    }

    /// Leaves out terms that follow from others, so that more masks are the same.
    pub(super) fn simplified(&self, terms: &Terms) -> Terms {
        let follows = |condition: ConditionId| {
            let mut needed = Terms::new();
            self.holds(condition, &mut needed);
            needed.is_subset(terms)
        };
        let simple = terms.iter().filter_map(|term| match *term {
            Term::Known(condition) if follows(condition) => None,
            Term::HasWhere(condition, node) if follows(condition) => Some(Term::Has(node)),
            Term::HasWhere(_, node) if terms.contains(&Term::Has(node)) => None,
            term => Some(term),
        });
        simple.collect()
    }

    /// Plans an aggregate over the rows for which some terms hold.
    pub(super) fn slot(
        &mut self,
        aggregate: &'a Aggregate,
        leaves: &Leaves<'a>,
        grouping: usize,
        counted: &Terms,
    ) -> Slot<'a> {
        let mut on = Standing { leaves, grouping, terms: counted.clone() };
        match &aggregate.kind {
            AggregateKind::Group(node) => {
                let block = self.block(grouping, &on.terms);
                self.plan.blocks[block].first = true;
                let NodeKind::Leaf(index) = node.kind else {
                    panic!("the checker makes such an aggregate only of a column");
                };
                Slot::First(block, leaves[index])
            }
            AggregateKind::Call { function, arguments, filter } => {
                if let Some(filter) = filter {
                    let condition = self.condition(filter, leaves);
                    self.holds(condition, &mut on.terms);
                }
                match function.body {
                    Body::Folded(fold, _) => self.fold(fold, arguments, on),
                    _ => {
                        let arguments = arguments.iter();
                        let arguments = arguments.map(|node| self.node(node, leaves)).collect();
                        Slot::Whole(self.whole(function, arguments, grouping, &on.terms))
                    }
                }
            }
        }
    }

    fn fold(&mut self, fold: Fold, arguments: &'a [Node], mut on: Standing<'_, 'a>) -> Slot<'a> {
        if matches!(fold, Fold::Share | Fold::DecidedBy(_)) {
            return self.fold_condition(fold, &arguments[0], on);
        }
        let nodes: Vec<NodeId> =
            arguments.iter().map(|argument| self.node(argument, on.leaves)).collect();
        for node in &nodes {
            self.has(*node, &mut on.terms);
        }
        let block = self.block(on.grouping, &on.terms);
        match (fold, &nodes[..]) {
            (Fold::Sum, [node]) => {
                let data_type = self.plan.nodes[*node].node.data_type;
                Slot::Sum(block, self.total(block, Source::Node(*node)), data_type)
            }
            (Fold::Mean, [node]) => Slot::Mean(block, self.total(block, Source::Node(*node))),
            (Fold::WeightedMean, [value, weight]) => {
                let product = place(&mut self.plan.products, [*value, *weight]);
                let products = self.total(block, Source::Product(product));
                let weights = self.total(block, Source::Node(*weight));
                Slot::WeightedMean { block, products, weights }
            }
            (Fold::First(first), [node]) => {
                self.number_texts(*node);
                let best = (*node, first.is_lt());
                let index = place(&mut self.plan.blocks[block].bests, best);
                Slot::Best { block, index, node: *node }
            }
            (Fold::CountDistinct, [node]) => {
                self.number_texts(*node);
                let distincts = &self.plan.blocks[block].distincts;
                let known = distincts.iter().position(|(known, _)| known == node);
                let index = known.unwrap_or_else(|| {
                    let domain = Domain::of(&self.plan.nodes[*node]);
                    let distincts = &mut self.plan.blocks[block].distincts;
                    distincts.push((*node, domain));
                    distincts.len() - 1
                });
                Slot::Distinct(block, index)
            }
            _ => Slot::Count(block),
        }
    }

    fn fold_condition(
        &mut self,
        fold: Fold,
        condition: &'a Node,
        mut on: Standing<'_, 'a>,
    ) -> Slot<'a> {
        let condition = self.condition(condition, on.leaves);
        let mut held = on.terms.clone();
        self.holds(condition, &mut held);
        self.answered(condition, &mut on.terms);
        let (holds, known) = (self.block(on.grouping, &held), self.block(on.grouping, &on.terms));
        match fold {
            Fold::DecidedBy(decisive) => Slot::DecidedBy { decisive, holds, known },
            _ => Slot::Share { holds, known },
        }
    }

    fn total(&mut self, block: BlockId, source: Source) -> usize {
        place(&mut self.plan.blocks[block].totals, source)
    }

    /// Makes sure that the texts of an argument have the same numbers in all parts.
    fn number_texts(&mut self, node: NodeId) {
        let node = &mut self.plan.nodes[node];
        let is_column = matches!(node.node.kind, NodeKind::Leaf(_));
        node.needs_all |= node.node.data_type == DataType::Text && !is_column;
    }
}
