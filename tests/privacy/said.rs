//! What is said of each of a group that is shown and all of one kind: it holds for each of its
//! parts, and hiding the parts could not change that.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::{Knowledge, Name};

/// Numbers that are nothing, or all of their people, since larger ones that are shown are.
#[derive(Default)]
pub(crate) struct Said<'a> {
    nobody: BTreeSet<&'a Name>,
    everybody: BTreeSet<&'a Name>,
}

impl<'a> Said<'a> {
    /// Finds what is said.
    pub(crate) fn by(knowledge: &'a Knowledge) -> Self {
        let Knowledge { truth, hidden, capped, sums, .. } = knowledge;
        let below: BTreeMap<&Name, &Name> = capped.iter().map(|(part, all)| (part, all)).collect();
        let is_nothing = |name: &Name| truth.get(name) == Some(&0.0);
        let is_all = |name: &Name| {
            below.get(name).is_some_and(|all| truth[name] > 0.0 && truth[name] == truth[*all])
        };
        let visible = || truth.keys().filter(|name| !hidden.contains(*name));
        let mut said = Self {
            nobody: visible().filter(|name| is_nothing(name)).collect(),
            everybody: visible().filter(|name| is_all(name)).collect(),
        };
        loop {
            let before = said.nobody.len() + said.everybody.len();
            for (part, all) in capped {
                said.nobody.extend(said.nobody.contains(all).then_some(part));
            }
            for (whole, parts) in sums {
                if said.nobody.contains(whole) {
                    said.nobody.extend(parts);
                }
                if parts.iter().all(|part| said.nobody.contains(part)) {
                    said.nobody.insert(whole);
                }
                if said.everybody.contains(whole) {
                    said.everybody.extend(parts.iter().filter(|part| is_all(part)));
                    said.nobody.extend(parts.iter().filter(|part| is_nothing(part)));
                }
                let is_one_kind =
                    |part: &Name| said.everybody.contains(part) || said.nobody.contains(part);
                if is_all(whole) && parts.iter().all(is_one_kind) {
                    said.everybody.insert(whole);
                }
                // Whoever is not among the ones is among the others.
                let others = parts.iter().filter(|part| !said.nobody.contains(part));
                if let [rest] = others.collect::<Vec<&Name>>()[..]
                    && below.get(rest).is_some_and(|all| *all == whole)
                {
                    said.everybody.insert(rest);
                }
                let is_counted = |part: &&Name| below.get(part).is_some_and(|all| *all == whole);
                if parts.iter().any(|part| is_counted(&part) && said.everybody.contains(part)) {
                    said.nobody.extend(parts.iter().filter(|part| is_nothing(part)));
                }
            }
            if said.nobody.len() + said.everybody.len() == before {
                return said;
            }
        }
    }

    /// Whether a number is said of larger groups.
    pub(crate) fn holds(&self, name: &Name) -> bool {
        self.nobody.contains(name) || self.everybody.contains(name)
    }
}
