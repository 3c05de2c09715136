//! Members that were closed and have successors: whose rows count for whom, and which changes say
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::definition::History;
use crate::tables::Lives;

use super::observation::Incomparable;

/// In which periods members are in the register.
pub(super) struct Presence<'a> {
    /// Whether there is a register of each period.
    pub(super) periods: &'a [bool],
    /// For each key, whether it is in the register of each period.
    pub(super) members: BTreeMap<Arc<str>, Vec<bool>>,
}

impl Presence<'_> {
    fn has(&self, key: &str, period: usize) -> bool {
        self.members.get(key).is_some_and(|present| present[period])
    }
}

/// What became of members that were reorganised.
#[derive(Debug, Default)]
pub(super) struct Reorganised {
    /// Members for which the rows of closed ones count.
    heirs: BTreeMap<Arc<str>, Arc<str>>,
    /// Members that stand for others in a period.
    merged: BTreeSet<(Arc<str>, usize)>,
    /// Why members cannot be compared with the period before.
    incomparable: BTreeMap<(Arc<str>, usize), Incomparable>,
}

impl Reorganised {
    pub(super) fn find(history: Option<History>, lives: &Lives, presence: &Presence<'_>) -> Self {
        let mut found = Self::default();
        match history {
            None => return found,
            Some(History::Sum) => found.sum(lives, presence),
            Some(History::Break) => found.separate(lives, presence),
        }
        found.note_new(presence);
        found
    }

    /// Finds for each member that is gone by now the last one of its successors.
    fn sum(&mut self, lives: &Lives, presence: &Presence<'_>) {
        let current = presence.periods.len() - 1;
        if !presence.periods[current] {
            // Without a register of the period nobody is known to be gone.
            return;
        }
        for (key, present) in &presence.members {
            let mut heir = key;
            // A member that still exists keeps its own history, whatever is planned for it. The
            // register has no circles, or the run would have ended.
            while !presence.has(heir, current) {
                let Some(next) = lives.successor(heir) else { break };
                heir = next;
            }
            if heir == key {
                continue;
            }
            self.heirs.insert(Arc::clone(key), Arc::clone(heir));
            let periods = present.iter().enumerate().filter(|(_, present)| **present);
            self.merged.extend(periods.map(|(period, _)| (Arc::clone(heir), period)));
        }
    }

    /// Finds the periods in which a member is for the first time there without one that went into
    /// it.
    fn separate(&mut self, lives: &Lives, presence: &Presence<'_>) {
        for (key, present) in &presence.members {
            let left = (1..present.len()).filter(|period| present[period - 1] && !present[*period]);
            for period in left {
                // It went into the first of its successors that is there.
                let mut next = lives.successor(key);
                while let Some(successor) = next.filter(|next| !presence.has(next, period)) {
                    next = lives.successor(successor);
                }
                if let Some(successor) = next {
                    let place = (Arc::clone(successor), period);
                    self.incomparable.insert(place, Incomparable::Reorganised);
                }
            }
        }
    }

    /// Notes members that are in the register for the first time.
    fn note_new(&mut self, presence: &Presence<'_>) {
        for (key, present) in &presence.members {
            for period in 1..present.len() {
                let is_new = present[period] && !present[period - 1];
                let place = (Arc::clone(key), period);
                let stood = self.merged.contains(&(Arc::clone(key), period - 1));
                if is_new && presence.periods[period - 1] && !stood {
                    self.incomparable.entry(place).or_insert(Incomparable::New);
                }
            }
        }
    }

    pub(super) fn has_heir(&self, key: &str) -> bool {
        self.heirs.contains_key(key)
    }

    pub(super) fn heir(&self, key: &str) -> Option<&Arc<str>> {
        self.heirs.get(key)
    }

    pub(super) fn is_merged(&self, key: &str, period: usize) -> bool {
        self.merged.contains(&(Arc::from(key), period))
    }

    pub(super) fn incomparable(&self, key: &str, period: usize) -> Option<Incomparable> {
        self.incomparable.get(&(Arc::from(key), period)).copied()
    }
}
