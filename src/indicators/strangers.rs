//! Rows about members that the register of their period lacks: closed before it, not open yet,
//! spelled otherwise, or not known at all. They would make a member of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::definition::{DimensionId, RowSelection, Strictness, TableId};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::values::fold_code;

use super::Context;
use super::passes::Pass;

/// How many rows are shown; the rest are counted.
const ROWS_SHOWN: usize = 3;

/// Rows of a table about members that are not in the register, by what is known of them.
type Strangers = BTreeMap<&'static str, Vec<usize>>;

/// Reports such rows of every table that is cut by a dimension with a register, once for each.
pub(super) fn report(pass: &Pass<'_>) -> Diagnostics {
    let mut used: BTreeSet<(TableId, DimensionId)> = BTreeSet::new();
    let mut findings = Diagnostics::default();
    for indicator in pass.indicators() {
        let Some(rows) = &indicator.rows else { continue };
        // Those of observations are told where the rows behind them are counted.
        if pass.context.definition.is_observed(rows.table) {
            continue;
        }
        let dimensions = indicator.slices.iter().flat_map(|slice| &slice.dimensions);
        used.extend(dimensions.map(|id| (rows.table, *id)));
    }
    for (table, id) in used {
        let strangers = strangers(pass, table, id);
        if !strangers.is_empty() {
            findings.push(finding(&pass.context, table, id, &strangers));
        }
    }
    findings
}

fn strangers(pass: &Pass<'_>, table_id: TableId, id: DimensionId) -> Strangers {
    let mut found = Strangers::new();
    if pass.context.definition.dimensions[id.0].register.is_none() {
        return found;
    }
    let candidates = candidates(pass, table_id, id);
    if candidates.is_empty() {
        return found;
    }
    let rows: Vec<usize> = candidates.keys().copied().collect();
    let counted = counted_rows(pass, table_id, id, &rows);
    let mut known: HashMap<(usize, Arc<str>), &'static str> = HashMap::new();
    for (index, (row, place)) in candidates.into_iter().enumerate() {
        if counted.as_ref().is_none_or(|counted| counted[index]) {
            let what =
                known.entry(place).or_insert_with_key(|place| what(&pass.context, id, place));
            found.entry(what).or_default().push(row);
        }
    }
    found
}

/// Rows in groups of members that are not in the register of their period, with period and key.
fn candidates(
    pass: &Pass<'_>,
    table_id: TableId,
    id: DimensionId,
) -> BTreeMap<usize, (usize, Arc<str>)> {
    let mut found = BTreeMap::new();
    let indicators = pass.indicators();
    let is_on_table = |rows: &RowSelection| rows.table == table_id;
    let on_table = indicators.filter(|indicator| indicator.rows.as_ref().is_some_and(is_on_table));
    let slices: BTreeSet<&[DimensionId]> = on_table
        .flat_map(|indicator| &indicator.slices)
        .map(|slice| &slice.dimensions[..])
        .filter(|dimensions| dimensions.contains(&id))
        .collect();
    for dimensions in slices {
        let grouping = pass.groupings.get(table_id, dimensions);
        let position = dimensions.iter().position(|known| *known == id).unwrap_or_default();
        let strange: Vec<bool> = grouping
            .groups
            .iter()
            .map(|group| {
                pass.context.members.registered(id, &group.keys[position], group.period)
                    == Some(false)
            })
            .collect();
        if !strange.contains(&true) {
            continue;
        }
        for (row, group) in grouping.rows.group_of_row.iter().enumerate() {
            let group = *group as usize;
            let is_inherited = || grouping.inherited.binary_search(&row).is_ok();
            if strange.get(group) == Some(&true) && !is_inherited() {
                let group = &grouping.groups[group];
                found.insert(row, (group.period, Arc::clone(&group.keys[position])));
            }
        }
    }
    found
}

/// Whether some indicator counts each of some rows for a member of the dimension; nothing where
/// all of them do.
fn counted_rows(
    pass: &Pass<'_>,
    table_id: TableId,
    id: DimensionId,
    rows: &[usize],
) -> Option<Vec<bool>> {
    let table = pass.context.tables.get(table_id);
    let mut counted = vec![false; rows.len()];
    for indicator in pass.indicators() {
        let selection = indicator.rows.as_ref().filter(|rows| rows.table == table_id);
        let Some(selection) = selection else { continue };
        if !indicator.slices.iter().any(|slice| slice.dimensions.contains(&id)) {
            continue;
        }
        // A condition that overflows is reported by the indicator itself.
        let filter = selection.filter.as_ref();
        let matches = filter.and_then(|filter| filter.matches_at(table, rows).ok())?;
        for (counted, matches) in counted.iter_mut().zip(matches) {
            *counted |= matches;
        }
    }
    Some(counted)
}

/// Returns the attribute of the message that says what is known of a stranger.
fn what(context: &Context<'_>, id: DimensionId, (index, key): &(usize, Arc<str>)) -> &'static str {
    let period = context.definition.calendar.periods()[*index];
    let (first, last) = context.tables.lives(id).days(key);
    let folded = fold_code(key);
    if last.is_some_and(|last| last < period.first_day()) {
        "closed"
    } else if first.is_some_and(|first| first > period.last_day()) {
        "unopened"
    } else if context.members.registered_keys(id, *index).any(|known| fold_code(known) == folded) {
        "alike"
    } else {
        "row"
    }
}

fn finding(
    context: &Context<'_>,
    table_id: TableId,
    id: DimensionId,
    strangers: &Strangers,
) -> Diagnostic {
    let definition = context.definition;
    let dimension = &definition.dimensions[id.0];
    let table = context.tables.get(table_id);
    let register = dimension.register.as_ref();
    let register_name = register.map_or("", |r| &definition.tables[r.table.0].name.value);
    let count: usize = strangers.values().map(Vec::len).sum();
    let mut finding = Diagnostic::error(Code::NotAMember)
        .with("table", table.name.as_str())
        .with("dimension", dimension.title.as_str())
        .with("register", register_name)
        .with_count("count", count);
    let is_warning = register.is_some_and(|r| r.unmatched == Strictness::Warning);
    if is_warning {
        finding.severity = Severity::Warning;
    }
    let mut shown = 0;
    for (what, rows) in strangers {
        for row in rows.iter().take(ROWS_SHOWN) {
            shown += 1;
            let cell = table.origin(&dimension.key, *row).or_else(|| table.first_cell(*row));
            if let Some(cell) = cell {
                finding = finding.labelled(cell, what);
            }
        }
    }
    if count > shown {
        finding = finding.with_count("more", count - shown).note("more");
    }
    if is_warning { finding.note("kept").help("help") } else { finding.help("help") }
}
