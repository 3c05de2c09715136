//! `total`: rows add up to a row with their published total.
//!
//! The sum is that of the known values. Where one of them is missing, it is not known what they
//! add up to, unless the known ones are more than the total already.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::definition::check::Total;
use crate::diagnostics::Argument;
use crate::expressions::Overflow;
use crate::values::{Column, Value};

use super::{Scope, Violation};
use crate::checks::shown::{clean, key};

/// What parts and total have in common.
type Key = Vec<Option<Arc<str>>>;

/// The rows that belong together.
#[derive(Default)]
struct Group {
    sum: f64,
    part_count: usize,
    missing_count: usize,
    totals: Vec<usize>,
    first_part: Option<usize>,
}

pub(super) fn violations(scope: &Scope<'_>, rule: &Total) -> Result<Vec<Violation>, Overflow> {
    let (of, equals) = (rule.of.evaluate(scope.table)?, rule.equals.evaluate(scope.table)?);
    let columns: Vec<String> = rule.equals.columns().into_iter().map(str::to_owned).collect();
    let part_columns: Vec<String> = rule.of.columns().into_iter().map(str::to_owned).collect();
    let mut violations = Vec::new();
    for group in groups(scope, rule, &of)?.into_values() {
        if let (Some(part), []) = (group.first_part, &group.totals[..]) {
            let begun = Violation::of_row(part, &part_columns).unknown().saying("no-total");
            violations.push(begun.found(Value::Number(clean(group.sum))));
        }
        for row in &group.totals {
            let begun = Violation::of_row(*row, &columns);
            violations.extend(compare(begun, &group, equals.value(*row), rule.within));
        }
    }
    violations.sort_by_key(|violation| violation.row);
    Ok(violations)
}

fn compare(begun: Violation, group: &Group, total: Value, within: f64) -> Option<Violation> {
    let sum = clean(group.sum);
    let begun = begun.found(Value::Number(sum));
    let Some(published) = total.as_number() else {
        return Some(begun.unknown().saying("no-value"));
    };
    let begun = begun.expected(Value::Number(clean(published)));
    let is_more = clean(sum - published) > within;
    if group.missing_count > 0 && !is_more {
        let count = u64::try_from(group.missing_count).unwrap_or(u64::MAX);
        return Some(begun.unknown().with("missing", Argument::Count(count)));
    }
    let is_kept = clean((sum - published).abs()) <= within;
    let count = u64::try_from(group.part_count).unwrap_or(u64::MAX);
    (!is_kept).then(|| begun.with("parts", Argument::Count(count)))
}

fn groups(scope: &Scope<'_>, rule: &Total, of: &Column) -> Result<IndexMap<Key, Group>, Overflow> {
    let parts = rule.parts.matches(scope.table)?;
    let totals = rule.totals.matches(scope.table)?;
    let mut groups: IndexMap<Key, Group> = IndexMap::new();
    for row in &scope.rows {
        if !parts[*row] && !totals[*row] {
            continue;
        }
        let keys = rule.by.iter().map(|name| key(&scope.column(name).value(*row))).collect();
        let group = groups.entry(keys).or_default();
        if totals[*row] {
            group.totals.push(*row);
        }
        if parts[*row] {
            group.first_part.get_or_insert(*row);
            group.part_count += 1;
            match of.value(*row).as_number() {
                Some(number) => group.sum += number,
                None => group.missing_count += 1,
            }
        }
    }
    Ok(groups)
}
