//! One wave of the computation: tables made of what is known, then indicators, side by side.

use rayon::prelude::*;

use crate::definition::{Definition, IndicatorId, Kind, TableBase, TableId};
use crate::diagnostics::{Diagnostics, Outcome};
use crate::tables::{Table, Tables, build_late};

use super::grouping::Groupings;
use super::members::MemberLists;
use super::observation::IndicatorResult;
use super::passes::Pass;
use super::plan::Wave;
use super::{Context, Results, composite, indicator, observed, passes, strangers};

/// Builds the tables of a wave.
pub(super) fn build_tables(
    definition: &Definition,
    tables: &mut Tables,
    members: &MemberLists,
    (wave, results, findings): (&Wave, &Results, &mut Diagnostics),
) {
    let known: &Tables = tables;
    let one = |id: &TableId| {
        let rules = &definition.tables[id.0];
        let rows = match &rules.base {
            TableBase::Observations(observations) => {
                Some(observed::table(definition, members, results, (rules, observations)))
            }
            TableBase::Source(_) | TableBase::Table(_) => None,
        };
        build_late(definition, known, *id, rows)
    };
    let built: Vec<Outcome<Table>> = wave.tables.par_iter().map(one).collect();
    for (id, outcome) in wave.tables.iter().zip(built) {
        let table = findings.take(outcome);
        if let Some(table) = table.filter(|_| !findings.has_errors()) {
            tables.put(*id, table);
        }
    }
}

/// Computes the indicators of a wave.
pub(super) fn compute(
    definition: &Definition,
    tables: &Tables,
    members: &MemberLists,
    (wave, results, findings): (&Wave, &mut Results, &mut Diagnostics),
) {
    let context = Context { definition, tables, members };
    let ids = &wave.indicators[..];
    let groupings = Groupings::build(&context, ids);
    let pass = Pass { context, groupings: &groupings, ids };
    findings.append(strangers::report(&pass));
    let known: &Results = results;
    let values = passes::values(&pass);
    let one = |(id, values): (&IndicatorId, _)| {
        let rules = &definition.indicators[id.0];
        if let Kind::Composite(composite) = &rules.kind {
            let slices = composite::compute(&context, rules, composite, known);
            return Diagnostics::default()
                .finish(Some(indicator::finished(&context, rules, slices)));
        }
        indicator::compute(&pass, rules, values)
    };
    let computed: Vec<Outcome<Option<IndicatorResult>>> =
        ids.par_iter().zip(values).map(one).collect();
    for (id, outcome) in ids.iter().zip(computed) {
        let mut own = Diagnostics::default();
        results[id.0] = own.take(outcome).flatten();
        findings.append_new(own);
    }
}
