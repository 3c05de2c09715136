//! How a plan is made of requests: each distinct thing gets a number when it first occurs.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use super::condition::{Condition, Question};
use super::key;
use super::needs;
use super::plan::{
    Asked, Block, BlockId, ColumnId, ConditionId, KnownColumn, Loss, MaskId, NodeId, Plan, RowNode,
    Term, Whole,
};
use super::request::Request;
use crate::expressions::aggregate::Grouping;
use crate::expressions::formula::{GroupFormula, Node, NodeKind, Rows, leaves};
use crate::expressions::functions::Function;
use crate::values::Column;

/// Keeps each thing once.
pub(super) struct Interner<K>(HashMap<K, usize>);

impl<K: Eq + Hash> Interner<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// Returns the number of a thing, and keeps it if it is new.
    pub(super) fn number<T>(
        &mut self,
        key: K,
        kept: &mut Vec<T>,
        make: impl FnOnce() -> T,
    ) -> usize {
        *self.0.entry(key).or_insert_with(|| {
            kept.push(make());
            kept.len() - 1
        })
    }
}

/// A plan that is being made.
pub(super) struct Planner<'a> {
    pub(super) plan: Plan<'a>,
    columns: Interner<usize>,
    nodes: Interner<Vec<u8>>,
    conditions: Interner<Question>,
    masks: Interner<Vec<Term>>,
    blocks: Interner<(usize, MaskId)>,
    losses: Interner<(MaskId, MaskId, Vec<ColumnId>)>,
    groupings: Interner<usize>,
    /// For each grouping whether some rows stand in no group.
    pub(super) has_rest: Vec<bool>,
    /// The nodes that the current request uses.
    used: Vec<NodeId>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(rows: &'a dyn Rows, requests: &[Request<'a>]) -> Self {
        let plan = Self {
            row_count: rows.row_count(),
            columns: Vec::new(),
            nodes: Vec::new(),
            conditions: Vec::new(),
            products: Vec::new(),
            masks: Vec::new(),
            groupings: Vec::new(),
            blocks: Vec::new(),
            losses: Vec::new(),
            wholes: Vec::new(),
            kept: Vec::new(),
            asked: Vec::new(),
        };
        let mut planner = Planner {
            plan,
            columns: Interner::new(),
            nodes: Interner::new(),
            conditions: Interner::new(),
            masks: Interner::new(),
            blocks: Interner::new(),
            losses: Interner::new(),
            groupings: Interner::new(),
            has_rest: Vec::new(),
            used: Vec::new(),
        };
        for request in requests {
            let asked = planner.ask(rows, request);
            planner.plan.asked.push(asked);
        }
        planner.plan.prepare();
        planner.plan
    }
}

impl<'a> Planner<'a> {
    fn ask(&mut self, rows: &'a dyn Rows, request: &Request<'a>) -> Asked<'a> {
        assert_eq!(request.grouping.group_of_row.len(), rows.row_count(), "it is of these rows");
        self.used.clear();
        let grouping = self.grouping(request.grouping);
        let mut selected: BTreeSet<Term> = BTreeSet::new();
        if self.has_rest[grouping] {
            selected.insert(Term::InGroup(grouping));
        }
        if let Some(filter) = request.filter {
            let condition = self.condition(&filter.root, &leaves(&filter.columns, rows).into());
            self.holds(condition, &mut selected);
        }
        let leaves_of = |formula: &'a GroupFormula| -> Arc<[&'a Column]> {
            leaves(&formula.columns, rows).into()
        };
        let mut known = BTreeSet::new();
        for formula in &request.formulas[..request.deciding] {
            let leaves = leaves_of(formula);
            for aggregate in &formula.aggregates {
                self.known(aggregate, &leaves, &mut known);
            }
        }
        let loss = (!known.is_empty()).then(|| {
            let deciding = &request.formulas[..request.deciding];
            let columns = deciding.iter().flat_map(|formula| leaves_of(formula).to_vec());
            self.loss(grouping, &selected, &known, columns.collect())
        });
        let counted = &selected | &known;
        let formulas = request.formulas.iter().map(|formula| {
            let leaves = leaves_of(formula);
            let slots = formula.aggregates.iter();
            let slots = slots.map(|aggregate| self.slot(aggregate, &leaves, grouping, &counted));
            (*formula, slots.collect())
        });
        let formulas = formulas.collect();
        self.used.sort_unstable();
        self.used.dedup();
        Asked { grouping, formulas, loss, nodes: self.used.clone() }
    }

    fn grouping(&mut self, grouping: &'a Grouping) -> usize {
        let place = std::ptr::from_ref(grouping).addr();
        let number = self.groupings.number(place, &mut self.plan.groupings, || grouping);
        if number == self.has_rest.len() {
            self.has_rest.push(grouping.group_of_row.contains(&Grouping::NONE));
        }
        number
    }

    fn loss(
        &mut self,
        grouping: usize,
        selected: &BTreeSet<Term>,
        known: &BTreeSet<Term>,
        columns: Vec<&'a Column>,
    ) -> usize {
        let (selected, known) = (self.mask(selected), self.mask(known));
        let mut ids: Vec<ColumnId> = columns.iter().map(|column| self.column(column)).collect();
        ids.sort_unstable();
        ids.dedup();
        // The selected rows of a mask stand in the groups of one grouping, unless all rows do.
        ids.push(grouping);
        let make = || Loss { grouping, selected, known, columns };
        self.losses.number((selected, known, ids), &mut self.plan.losses, make)
    }

    pub(super) fn column(&mut self, column: &'a Column) -> ColumnId {
        let place = std::ptr::from_ref(column).addr();
        self.columns.number(place, &mut self.plan.columns, || {
            let is_complete = column.missing().iter().all(Option::is_none);
            KnownColumn { column, is_complete }
        })
    }

    /// Returns the number of a part of a formula.
    pub(super) fn node(&mut self, node: &'a Node, leaves: &Arc<[&'a Column]>) -> NodeId {
        let mut key = Vec::new();
        key::write(node, leaves, &mut key);
        let known = self.nodes.0.get(&key).copied();
        let id = known.unwrap_or_else(|| {
            let is_complete = needs::is_complete(node, &mut |leaf| {
                let id = self.column(leaves[leaf]);
                self.plan.columns[id].is_complete
            });
            let needs_all = needs::has_many_texts(node, leaves, self.plan.row_count);
            self.nodes.number(key, &mut self.plan.nodes, || RowNode {
                node,
                leaves: Arc::clone(leaves),
                is_complete,
                may_overflow: needs::may_overflow(node),
                needs_all,
                whole: OnceLock::new(),
                ranks: OnceLock::new(),
            })
        });
        self.used.push(id);
        id
    }

    /// Returns the number of a condition, and of every part of it that `and`, `or` and `not` join.
    pub(super) fn condition(&mut self, node: &'a Node, leaves: &Arc<[&'a Column]>) -> ConditionId {
        let question = match &node.kind {
            NodeKind::Not(operand) => Question::Not(self.condition(operand, leaves)),
            NodeKind::Logic(logic, operands) => {
                let [a, b] = [0, 1].map(|side: usize| self.condition(&operands[side], leaves));
                Question::Joined(*logic, a, b)
            }
            _ => Question::Atom(self.node(node, leaves)),
        };
        let condition = Condition::new(question, self);
        self.conditions.number(question, &mut self.plan.conditions, || condition)
    }

    pub(super) fn mask(&mut self, terms: &BTreeSet<Term>) -> MaskId {
        let terms: Vec<Term> = self.simplified(terms).into_iter().collect();
        self.masks.number(terms.clone(), &mut self.plan.masks, || terms)
    }

    pub(super) fn block(&mut self, grouping: usize, terms: &BTreeSet<Term>) -> BlockId {
        let mask = self.mask(terms);
        self.blocks.number((grouping, mask), &mut self.plan.blocks, || Block {
            grouping,
            mask,
            totals: Vec::new(),
            bests: Vec::new(),
            distincts: Vec::new(),
            first: false,
        })
    }

    /// Returns the number of an aggregate that needs all rows of a group at once.
    pub(super) fn whole(
        &mut self,
        function: &'static Function,
        arguments: Vec<NodeId>,
        grouping: usize,
        terms: &BTreeSet<Term>,
    ) -> usize {
        let mask = self.mask(terms);
        let kept = place(&mut self.plan.kept, mask);
        place(&mut self.plan.wholes, Whole { function, arguments, grouping, kept })
    }
}

/// Returns the place of a thing in a short list; it is added if it is not there.
pub(super) fn place<T: PartialEq>(list: &mut Vec<T>, thing: T) -> usize {
    list.iter().position(|known| *known == thing).unwrap_or_else(|| {
        list.push(thing);
        list.len() - 1
    })
}
