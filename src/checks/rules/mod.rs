//! The rules, one file each: the rows a check is about to those that do not keep its rule.

mod assert;
mod complete;
mod in_set;
mod newer;
mod periods;
mod range;
mod refers;
mod row_count;
mod sum;
mod total;
mod unique;

use crate::checks::scope::Scope;
use crate::checks::violation::Violation;
use crate::definition::check::CheckRule;
use crate::expressions::Overflow;

/// Returns all that does not keep the rule of a check, in the order of the rows.
pub(super) fn violations(scope: &Scope<'_>) -> Result<Vec<Violation>, Overflow> {
    match &scope.check.rule {
        CheckRule::Assert { formula, .. } => assert::violations(scope, formula),
        CheckRule::Unique { columns } => Ok(unique::violations(scope, columns)),
        CheckRule::Complete { columns, reasons, at_least } => {
            Ok(complete::violations(scope, columns, reasons, *at_least))
        }
        CheckRule::InSet { column, allowed } => Ok(in_set::violations(scope, column, allowed)),
        CheckRule::Range { column, from, to } => {
            Ok(range::violations(scope, column, from.as_ref(), to.as_ref()))
        }
        CheckRule::Refers { columns, to, keys } => {
            Ok(refers::violations(scope, columns, *to, keys))
        }
        CheckRule::Sum { columns, to, within } => Ok(sum::violations(scope, columns, *to, *within)),
        CheckRule::Total(total) => total::violations(scope, total),
        CheckRule::Newer { column, than } => Ok(newer::violations(scope, column, *than)),
        CheckRule::Periods { each } => Ok(periods::violations(scope, *each)),
        CheckRule::RowCount { per, min, max } => {
            Ok(row_count::violations(scope, *per, (*min, *max)))
        }
    }
}
