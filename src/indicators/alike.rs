//! Members of a dimension that a reader would take for one: `город` and `Город`, a Latin letter
//! among Cyrillic ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::definition::{Indicator, Slice};
use crate::diagnostics::{Code, Diagnostic};
use crate::values::fold_code;

use super::grouping::TableGrouping;
use super::passes::Pass;

/// Two keys that look the same.
pub(super) type Alike = (Arc<str>, Arc<str>);

/// Returns a warning for each pair of such members in the slices of an indicator. Members of a
/// register are known by their keys, which are codes.
pub(super) fn report(pass: &Pass<'_>, indicator: &Indicator) -> Vec<Diagnostic> {
    let Some(selection) = &indicator.rows else { return Vec::new() };
    let mut findings = Vec::new();
    for slice in &indicator.slices {
        let grouping = pass.groupings.get(selection.table, &slice.dimensions);
        for (position, id) in slice.dimensions.iter().enumerate() {
            let dimension = &pass.context.definition.dimensions[id.0];
            if dimension.register.is_some() {
                continue;
            }
            let pairs = grouping.alike.get_or_init(|| all_pairs(slice, grouping));
            for (first, second) in &pairs[position] {
                findings.push(
                    Diagnostic::warning(Code::MembersAlike)
                        .with("dimension", dimension.title.as_str())
                        .with("first", &**first)
                        .with("second", &**second)
                        .help("help"),
                );
            }
        }
    }
    findings
}

/// Returns such pairs for each dimension of a slice.
fn all_pairs(slice: &Slice, grouping: &TableGrouping) -> Vec<Vec<Alike>> {
    let positions = 0..slice.dimensions.len();
    let keys = positions.map(|position| {
        let keys = grouping.groups.iter().map(|group| &group.keys[position]);
        pairs(keys.collect::<BTreeSet<_>>().into_iter())
    });
    keys.collect()
}

/// Pairs of different keys with one folded spelling, in alphabetical order.
fn pairs<'k>(keys: impl Iterator<Item = &'k Arc<str>>) -> Vec<Alike> {
    let mut spellings: BTreeMap<String, Vec<Arc<str>>> = BTreeMap::new();
    for key in keys {
        let known = spellings.entry(fold_code(key)).or_default();
        if !known.contains(key) {
            known.push(Arc::clone(key));
        }
    }
    let mut found = Vec::new();
    for mut known in spellings.into_values().filter(|known| known.len() > 1) {
        known.sort();
        found.extend(known.windows(2).map(|two| (Arc::clone(&two[0]), Arc::clone(&two[1]))));
    }
    found
}
