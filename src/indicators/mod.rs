//! The step `compute`: indicators as observations, in parallel, the same on any number of threads.
//!
//! Every indicator is one formula. A slice only decides which rows stand together; a percent is
//! computed from counts at every level and never averaged.

mod absent;
mod alike;
mod arrange;
mod change;
mod composite;
mod evaluate;
mod external;
mod grouping;
mod indicator;
mod judge;
mod keyless;
mod keys;
mod lookup;
mod members;
mod normalize;
mod observation;
mod observed;
mod passes;
mod plan;
mod privacy;
mod rank;
mod raw;
mod reference;
mod reorganised;
mod strangers;
mod wave;

pub use composite::{PartUse, parts_of};
pub use lookup::{LookupError, LookupPart};
pub use observation::{
    Change, Incomparable, IndicatorResult, Indicators, Member, Observation, Rank, ReferenceValue,
    SliceResult, TargetResult, Trend,
};
pub use privacy::{Protected, protect};

pub use raw::{Heir, MemberRow, RawGroup, heirs, member_rows, raw_groups, reference_rows};

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome};
use crate::tables::Tables;

use members::MemberLists;
use plan::Progress;

/// What indicators are computed from.
#[derive(Clone, Copy)]
struct Context<'a> {
    definition: &'a Definition,
    tables: &'a Tables,
    members: &'a MemberLists,
}

type Results = Vec<Option<IndicatorResult>>;

/// Computes every indicator of a definition, in waves: what stands on rows of files first, then
/// the tables made of it, then what stands on those. Tables of observations are added to `tables`.
///
/// # Errors
///
/// Fails when a sum is too large to be exact, and when a table of observations cannot be joined.
pub fn compute(definition: &Definition, tables: &mut Tables) -> Outcome<Indicators> {
    let members = MemberLists::build(definition, tables);
    let mut findings = Diagnostics::default();
    let mut results: Results = definition.indicators.iter().map(|_| None).collect();
    let mut progress = Progress::begin(definition);
    loop {
        let wave = progress.next(definition);
        if wave.tables.is_empty() && wave.indicators.is_empty() {
            break;
        }
        wave::build_tables(definition, tables, &members, (&wave, &results, &mut findings));
        if !findings.has_errors() {
            wave::compute(definition, tables, &members, (&wave, &mut results, &mut findings));
        }
        if findings.has_errors() {
            return Err(findings);
        }
    }
    let results: Option<Vec<IndicatorResult>> = results.into_iter().collect();
    let Some(results) = results else {
        findings.push(Diagnostic::bug(Code::Internal).with("message", "indicators in a circle"));
        return Err(findings);
    };
    absent::report(definition, tables, &mut findings);
    findings.finish(Indicators::new(definition, results))
}
