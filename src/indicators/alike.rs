//! Members of a dimension that a reader would take for one: `город` and `Город`, a Latin letter
//! among Cyrillic ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::Indicator;
use crate::diagnostics::{Code, Diagnostic};
use crate::values::fold_code;

use super::Context;

/// Returns a warning for each pair of such members in the slices of an indicator. Members of a
/// register are known by their keys, which are codes.
pub(super) fn report(context: &Context<'_>, indicator: &Indicator) -> Vec<Diagnostic> {
    let Some(selection) = &indicator.rows else { return Vec::new() };
    let mut findings = Vec::new();
    for slice in &indicator.slices {
        let grouping = context.groupings.get(selection.table, &slice.dimensions);
        for (position, id) in slice.dimensions.iter().enumerate() {
            let dimension = &context.definition.dimensions[id.0];
            if dimension.register.is_some() {
                continue;
            }
            let keys = grouping.groups.iter().map(|group| &group.keys[position]);
            for (first, second) in pairs(keys) {
                findings.push(
                    Diagnostic::warning(Code::MembersAlike)
                        .with("dimension", dimension.title.as_str())
                        .with("first", &*first)
                        .with("second", &*second)
                        .help("help"),
                );
            }
        }
    }
    findings
}

/// Pairs of different keys with one folded spelling, in alphabetical order.
fn pairs<'k>(keys: impl Iterator<Item = &'k Arc<str>>) -> Vec<(Arc<str>, Arc<str>)> {
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
