//! What is gathered for each group over the rows of a mask.

use super::distinct::Distinct;
use super::lane::Lane;
use super::mask::Mask;
use super::part::Part;
use super::plan::{Block, Plan, Source};
use super::request::Reasons;
use super::total::Total;
use crate::values::Column;

/// What a thread has gathered, in the order of the plan.
pub(super) struct Gathered {
    pub(super) blocks: Vec<Sums>,
    pub(super) lost: Vec<Vec<Reasons>>,
    /// The bits of kept masks, part after part.
    pub(super) kept: Vec<Vec<u64>>,
}

/// What was gathered for a block, by group.
pub(super) struct Sums {
    /// The number of rows.
    pub(super) tally: Vec<u32>,
    pub(super) totals: Vec<Total>,
    pub(super) bests: Vec<Vec<i64>>,
    pub(super) distincts: Vec<Distinct>,
    /// The first row.
    pub(super) first: Vec<u32>,
}

/// The rows of a mask with the groups in which they stand.
pub(super) struct Hits<'h> {
    /// Nothing for all rows of the part.
    pub(super) rows: Option<&'h [u32]>,
    pub(super) groups: &'h [u32],
}

impl Hits<'_> {
    pub(super) const fn len(&self) -> usize {
        self.groups.len()
    }

    /// Does something for each row and its group.
    #[inline]
    pub(super) fn each(&self, mut visit: impl FnMut(usize, usize)) {
        match self.rows {
            None => {
                for (row, group) in self.groups.iter().enumerate() {
                    visit(row, *group as usize);
                }
            }
            Some(rows) => {
                for (row, group) in rows.iter().zip(self.groups) {
                    visit(*row as usize, *group as usize);
                }
            }
        }
    }
}

/// Lists that are used again for each block.
#[derive(Default)]
pub(super) struct Lists {
    rows: Vec<u32>,
    groups: Vec<u32>,
}

impl Gathered {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let group_count = |grouping: usize| plan.groupings[grouping].group_count;
        let lost =
            plan.losses.iter().map(|loss| vec![Reasons::default(); group_count(loss.grouping)]);
        Self {
            blocks: plan.blocks.iter().map(|block| Sums::new(block, plan)).collect(),
            lost: lost.collect(),
            kept: vec![Vec::new(); plan.kept.len()],
        }
    }

    /// Adds what was gathered over rows that follow.
    pub(super) fn merge(&mut self, next: Self, plan: &Plan<'_>) {
        let blocks = self.blocks.iter_mut().zip(next.blocks).zip(&plan.blocks);
        blocks.for_each(|((sums, next), block)| sums.merge(next, block));
        for (lost, next) in self.lost.iter_mut().zip(next.lost) {
            lost.iter_mut().zip(next).for_each(|(reasons, next)| reasons.0 |= next.0);
        }
        for (kept, mut next) in self.kept.iter_mut().zip(next.kept) {
            kept.append(&mut next);
        }
    }
}

impl Sums {
    fn new(block: &Block, plan: &Plan<'_>) -> Self {
        let count = plan.groupings[block.grouping].group_count;
        let best = |is_least: bool| if is_least { i64::MAX } else { i64::MIN };
        let distinct = |domain| Distinct::new(domain, count, plan.row_count);
        Self {
            tally: vec![0; count],
            totals: block.totals.iter().map(|_| Total::new(count)).collect(),
            bests: block.bests.iter().map(|(_, least)| vec![best(*least); count]).collect(),
            distincts: block.distincts.iter().map(|(_, domain)| distinct(*domain)).collect(),
            first: if block.first { vec![u32::MAX; count] } else { Vec::new() },
        }
    }

    fn merge(&mut self, next: Self, block: &Block) {
        self.tally.iter_mut().zip(next.tally).for_each(|(tally, next)| *tally += next);
        self.totals.iter_mut().zip(next.totals).for_each(|(total, next)| total.merge(next));
        let bests = self.bests.iter_mut().zip(next.bests).zip(&block.bests);
        for ((best, next), (_, is_least)) in bests {
            let pick = if *is_least { i64::min } else { i64::max };
            best.iter_mut().zip(next).for_each(|(best, next)| *best = pick(*best, next));
        }
        let distincts = self.distincts.iter_mut().zip(next.distincts);
        distincts.for_each(|(distinct, next)| distinct.merge(next));
        self.first.iter_mut().zip(next.first).for_each(|(row, next)| *row = next.min(*row));
    }

    /// Adds the rows of a part.
    pub(super) fn add(&mut self, block: &Block, part: &Part<'_>, lists: &mut Lists) {
        let mask = part.mask(block.mask);
        if *mask == Mask::None {
            return;
        }
        let groups = &part.plan.groupings[block.grouping].group_of_row[part.rows.clone()];
        let hits = if *mask == Mask::All {
            Hits { rows: None, groups }
        } else {
            mask.list(part.rows.len(), &mut lists.rows);
            lists.groups.clear();
            lists.groups.extend(lists.rows.iter().map(|row| groups[*row as usize]));
            Hits { rows: Some(&lists.rows), groups: &lists.groups }
        };
        let tally = &mut self.tally[..];
        // A table has fewer than 2^32 rows.
        hits.each(|_, group| tally[group] = tally[group].wrapping_add(1));
        for (total, source) in self.totals.iter_mut().zip(&block.totals) {
            match *source {
                Source::Node(node) => total.add(part.lane(node).terms(), &hits),
                Source::Product(product) => total.add(part.product(product), &hits),
            }
        }
        for (best, (node, is_least)) in self.bests.iter_mut().zip(&block.bests) {
            let keys = part.lane(*node).keys(part);
            if *is_least {
                hits.each(|row, group| best[group] = best[group].min(keys[row]));
            } else {
                hits.each(|row, group| best[group] = best[group].max(keys[row]));
            }
        }
        for (distinct, (node, _)) in self.distincts.iter_mut().zip(&block.distincts) {
            let keys = part.lane(*node).keys(part);
            if part.lane(*node).has_two_zeros() {
                let same: Vec<i64> = keys.iter().map(|key| Lane::one_zero(*key)).collect();
                distinct.add(&same, &hits);
            } else {
                distinct.add(keys, &hits);
            }
        }
        let first_row = u32::try_from(part.rows.start).expect("a table has fewer than 2^32 rows");
        if !self.first.is_empty() {
            let first = &mut self.first[..];
            hits.each(|row, group| {
                let row = u32::try_from(row).expect("a part has few rows");
                first[group] = first[group].min(first_row + row);
            });
        }
    }
}

/// Adds the reasons why rows of a part are left out.
pub(super) fn add_lost(
    part: &Part<'_>,
    lost: &Mask,
    groups: &[u32],
    columns: &[&Column],
    reasons: &mut [Reasons],
) {
    let mut rows = Vec::new();
    lost.list(part.rows.len(), &mut rows);
    for row in rows {
        let row = row as usize;
        reasons[groups[row] as usize].add_row(columns, part.rows.start + row);
    }
}
