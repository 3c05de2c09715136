//! Indicators as standard SQL: the scans, joins, filters, slices and raw aggregates that an
//! indicator needs, as one statement that any engine can run over the exported tables.
//!
//! An engine returns sums, counts and extremes for each member of each slice. What is made of them
//! stays here: division, missing values, intervals, ranks, composites.

mod export;
mod not_lowered;
mod relation;
mod statement;

pub use export::{TableFile, files};
pub use not_lowered::NotLowered;

use crate::definition::{Definition, FormulaRole, Indicator, Slice};
use crate::expressions::RawAggregates;

use relation::Relations;

/// An indicator in SQL.
#[derive(Debug)]
pub struct Statement<'d> {
    /// The indicator.
    pub indicator: &'d Indicator,
    /// Its raw aggregates, in the order of the columns `a1`, `a2` and so on.
    pub aggregates: RawAggregates,
    /// The statement.
    pub text: String,
}

/// Says an indicator in SQL.
///
/// # Errors
///
/// Says why it cannot be said.
pub fn lower<'d>(
    definition: &'d Definition,
    indicator: &'d Indicator,
) -> Result<Statement<'d>, NotLowered> {
    let (beside, deciding): (Vec<_>, Vec<_>) =
        indicator.kind.formulas().into_iter().partition(|(role, _)| *role == FormulaRole::Size);
    let [deciding, beside] = [deciding, beside]
        .map(|list| list.into_iter().map(|(_, formula)| formula).collect::<Vec<_>>());
    let rows = indicator.rows.as_ref().ok_or(NotLowered::Composite)?;
    let aggregates = RawAggregates::of(&deciding, &beside)?;
    let filter = rows.filter.as_ref().map(|filter| filter.to_sql()).transpose()?;
    let mut relations = Relations::new(definition);
    let table = relations.of_table(rows.table)?;
    let conditions: Vec<String> =
        filter.into_iter().chain(aggregates.known().iter().cloned()).collect();
    let query = statement::Query {
        definition,
        schema: &definition.tables[rows.table.0].schema,
        slices: slices(indicator),
    };
    let text = query.text(relations, &table, &conditions, &aggregates);
    Ok(Statement { indicator, aggregates, text })
}

/// Returns the slices of an indicator, each set of dimensions once: a statement tells them apart
/// by it.
#[must_use]
pub fn slices(indicator: &Indicator) -> Vec<&Slice> {
    let mut slices: Vec<&Slice> = Vec::new();
    for slice in &indicator.slices {
        let is_known = |known: &&Slice| {
            known.dimensions.len() == slice.dimensions.len()
                && known.dimensions.iter().all(|id| slice.dimensions.contains(id))
        };
        if !slices.iter().any(is_known) {
            slices.push(slice);
        }
    }
    slices
}
