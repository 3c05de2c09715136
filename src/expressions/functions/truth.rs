//! Conditions over the rows of a group.

use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;

/// Returns for each group the decisive value if one row has it, or else the other one.
pub(super) fn decided_by(
    decisive: bool,
    grouped: &Grouped<'_>,
) -> Result<Operand<'static>, Overflow> {
    let mut found: Vec<Option<bool>> = vec![None; grouped.group_count];
    for (group, value) in grouped.known() {
        if found[group] != Some(decisive) {
            found[group] = Some(value);
        }
    }
    grouped.results(|group| found[group].map(Ok))
}
