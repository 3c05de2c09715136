//! Where a number comes from: its formula, the sums in between, and every cell behind them.
//!
//! Nothing is kept for this while indicators are computed. The rows of a member are found again by
//! the same rules, and each column is followed down to the cells it was read from.

mod inputs;
mod json;
mod request;
mod rows;
mod trace;

pub use inputs::Input;
pub use json::json;
pub use request::{Request, RequestError};
pub use rows::{RowUse, RowsUse, Step};
pub use trace::{CellUse, Computed, ObservedUse};

use crate::definition::{Definition, FormulaRole, Indicator};
use crate::expressions::Overflow;
use crate::indicators::{Indicators, Member, Observation, SliceResult};
use crate::tables::Tables;
use crate::values::{Period, Value};

/// A number with all that it is made of.
#[derive(Debug)]
pub struct Explanation<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Name of the slice.
    pub slice: &'a str,
    /// Dimensions of the slice with the member's keys and printed names.
    pub keys: Vec<MemberKey<'a>>,
    /// The period.
    pub period: Period,
    /// The observation; nothing if the member did not exist in the period.
    pub observation: Option<&'a Observation>,
    /// The formulas over rows.
    pub formulas: Vec<FormulaUse<'a>>,
    /// The rows, unless the indicator is made of others.
    pub rows: Option<RowsUse<'a>>,
    /// Values of other indicators that it is made of.
    pub inputs: Vec<Input<'a>>,
}

/// A dimension of a slice, and which of its members is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberKey<'a> {
    /// Name of the dimension.
    pub dimension: &'a str,
    /// Its name for readers.
    pub title: &'a str,
    /// The key.
    pub key: &'a str,
    /// The printed name.
    pub label: &'a str,
}

/// A formula over rows with what it gives.
#[derive(Debug)]
pub struct FormulaUse<'a> {
    /// What it is to the indicator.
    pub role: FormulaRole,
    /// Its text.
    pub text: &'a str,
    /// Its aggregates as they are printed, with their values.
    pub aggregates: Vec<(String, Value)>,
    /// Its value.
    pub value: Value,
}

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
    let inputs = inputs::inputs(definition, indicators, &found);
    Ok(Explanation {
        indicator: found.indicator,
        slice: &found.slice.slice.name,
        keys,
        period: indicators.periods[found.period],
        observation: found.observation,
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
