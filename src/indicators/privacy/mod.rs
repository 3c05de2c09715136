//! The step `protect`: what an edition for the public may show of the indicators.
//!
//! Groups of fewer people than the definition allows are hidden, and so are groups of which all are
//! alike; then as many others as it takes that nothing hidden can be computed from all that the
//! edition publishes together. Groups are hidden, not values: all indicators over the same people
//! hide the same groups, so that their sums cannot be played off against each other. What stands
//! on other indicators is computed anew from what is shown of those, so that it can say nothing
//! more. Reports, cards, texts, charts and data files of the edition are made of what this step
//! returns and of nothing else.
//! The attack it is made against is written down in decision 24.

mod anew;
mod audit;
mod bounds;
mod cuts;
mod dependence;
mod elimination;
mod heads;
mod hidden;
mod measure;
mod merge;
mod population;
mod published;
mod rank;
mod relation;
mod suppress;
mod touched;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome};
use crate::expressions::Overflow;
use crate::tables::Tables;

use crate::indicators::Context;
use crate::indicators::members::MemberLists;
use crate::indicators::observation::Indicators;

use view::{Groups, View};

/// What an edition for the public may show.
#[derive(Debug)]
pub struct Protected {
    /// The indicators without what is hidden.
    pub indicators: Arc<Indicators>,
    /// How many values are hidden.
    pub hidden_count: usize,
}

/// Hides what an edition for the public may not show; nothing where there is no such edition.
///
/// # Errors
///
/// Fails when a sum is too large to be exact.
pub fn protect(
    definition: &Definition,
    tables: &Tables,
    indicators: &Indicators,
) -> Outcome<Option<Protected>> {
    if !definition.has_public_edition() {
        return Diagnostics::default().finish(None);
    }
    let members = MemberLists::build(definition, tables);
    let context = Context { definition, tables, members: &members };
    let overflow = |_: Overflow| {
        Diagnostics::from(
            Diagnostic::error(Code::NumberOverflow).with("name", "privacy").help("help"),
        )
    };
    let cuts = cuts::collect(&context).map_err(overflow)?;
    let hidden: Result<BTreeMap<usize, Groups>, Overflow> = cuts
        .into_par_iter()
        .map(|(source, cuts)| Ok((source, hidden::find(&context, cuts)?)))
        .collect();
    let hidden = hidden.map_err(overflow)?;
    let view = View::new(&context, &hidden);
    let shown = anew::compute(&context, indicators, &view)?;
    let hidden_count = view::hidden_count(&indicators.results, &shown);
    let (ids, periods) = (indicators.ids.clone(), indicators.periods.clone());
    let shown = Arc::new(Indicators { ids, periods, results: shown });
    let findings: Diagnostics = view::without_size(definition).collect();
    findings.finish(Some(Protected { indicators: shown, hidden_count }))
}
