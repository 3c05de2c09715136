//! Where a number comes from: its formula, the sums in between, and every cell behind them.
//!
//! Nothing is kept for this while indicators are computed. The rows of a member are found again by
//! the same rules, and each column is followed down to the cells it was read from.

mod inputs;
mod json;
mod request;
mod rows;
mod trace;
mod whole;

pub use inputs::Input;
pub use json::json;
pub use request::{Request, RequestError};
pub use rows::{RowUse, RowsUse, Step};
pub use trace::{CellUse, Computed, ObservedUse};
pub use whole::{Explanation, FormulaUse, MemberKey};

use crate::definition::Definition;
use crate::expressions::Overflow;
use crate::indicators::{Indicators, Member, SliceResult};
use crate::tables::Tables;

/// Explains one number.
///
/// # Errors
///
/// Says which part of the request does not exist.
///
/// # Panics
///
/// Panics if a sum is too large, with which no indicators can have been computed.
pub fn explain<'a>(
    definition: &'a Definition,
    tables: &'a Tables,
    indicators: &'a Indicators,
    request: &Request<'_>,
) -> Result<Explanation<'a>, RequestError> {
    let found = request.find(definition, indicators)?;
    let keys = keys(definition, found.slice, found.member);
    let place = rows::Place { definition, tables, found: &found };
    let (rows, formulas) = place.rows().expect("the indicators were computed from these rows");
    let reference = found.reference.map(|rules| {
        let observation = found.observation;
        (rules, observation.and_then(|observation| observation.references.get(&rules.name)))
    });
    let inputs = inputs::inputs(definition, indicators, &found);
    Ok(Explanation {
        indicator: found.indicator,
        slice: &found.slice.slice.name,
        keys,
        period: indicators.periods[found.period],
        observation: found.observation,
        reference,
        formulas,
        rows,
        inputs,
    })
}

fn keys<'a>(
    definition: &'a Definition,
    slice: &'a SliceResult,
    member: &'a Member,
) -> Vec<MemberKey<'a>> {
    let names = member.keys.iter().zip(&member.labels);
    let pairs = slice.slice.dimensions.iter().zip(names);
    pairs
        .map(|(id, (key, label))| {
            let dimension = &definition.dimensions[id.0];
            MemberKey { dimension: &dimension.name.value, title: &dimension.title, key, label }
        })
        .collect()
}

/// What the rows of a member give.
type Rows<'a> = Result<(Option<RowsUse<'a>>, Vec<FormulaUse<'a>>), Overflow>;
