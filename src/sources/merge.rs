//! The same mistake in many files as one finding.

use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location};

/// Joins findings of one code about one place of the definition: the first stays, the others add
/// their sheets to it, up to a few, and are counted by its argument `files`.
pub(super) fn merge(findings: Diagnostics) -> Diagnostics {
    const SHOWN: usize = 3;
    let mut merged: Vec<(Diagnostic, usize)> = Vec::new();
    for finding in findings {
        let same = merged.iter_mut().find(|(known, _)| is_same(known, &finding));
        let Some((known, files)) = same else {
            merged.push((finding, 1));
            continue;
        };
        *files += 1;
        if matches!(known.code, Code::PersonalColumn | Code::PersonalKey) {
            add_count(known, &finding);
        }
        if *files <= SHOWN {
            known.labels.extend(finding.labels.into_iter().skip(1));
        }
    }
    merged.into_iter().map(|(finding, files)| finding.with_count("files", files)).collect()
}

/// Adds the values that another finding counts, where they are not those of one cell.
fn add_count(known: &mut Diagnostic, other: &Diagnostic) {
    let count = |finding: &Diagnostic| -> u64 {
        let counts = finding.arguments.iter().filter(|(name, _)| *name == "count");
        counts.map(|(_, count)| if let Argument::Count(count) = count { *count } else { 0 }).sum()
    };
    let sum = count(known) + count(other);
    for (name, argument) in &mut known.arguments {
        if *name == "count" {
            *argument = Argument::Count(sum);
        }
    }
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let place = |finding: &Diagnostic| match finding.labels.first().map(|label| &label.location) {
        Some(Location::Text(span)) => Some(*span),
        _ => None,
    };
    let subject = |finding: &Diagnostic| -> Vec<(&'static str, Argument)> {
        let names = ["heading", "combinations", "missing", "column", "wanted", "row", "number"];
        let arguments = finding.arguments.iter();
        arguments.filter(|(name, _)| names.contains(name)).cloned().collect()
    };
    one.code == other.code
        && place(one).is_some()
        && place(one) == place(other)
        && subject(one) == subject(other)
}
