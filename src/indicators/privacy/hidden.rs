//! The groups of one source that are hidden.

use std::collections::HashSet;

use crate::expressions::Overflow;
use crate::indicators::Context;

use super::audit;
use super::cuts::Cuts;
use super::measure::{Limits, Measures};
use super::population::Population;
use super::relation::Relations;
use super::suppress::Suppression;
use super::view::Groups;

/// Finds the groups of a source that are hidden.
pub(super) fn find(context: &Context<'_>, cuts: Cuts) -> Result<Groups, Overflow> {
    let protection = context.definition.protection;
    let limits = Limits {
        min_group: f64::from(context.definition.min_group),
        extremes: f64::from(protection.extremes),
    };
    let population = Population::build(context, &cuts);
    let measures = Measures::collect(context, &cuts, &population, limits)?;
    if !protection.is_secondary {
        let untold = HashSet::new();
        return Ok(Groups { hidden: measures.sensitive, untold, population, cuts });
    }
    let relations = Relations::find(&population, &measures);
    let mut suppression = Suppression::begin(&population, &measures, &relations, limits);
    audit::finish(&mut suppression);
    let hidden = suppression.hidden;
    let untold = measures.heads.iter();
    let untold = untold.flat_map(|heads| heads.untold(&population, &measures.sizes, &hidden));
    Ok(Groups { untold: untold.collect(), hidden, population, cuts })
}
