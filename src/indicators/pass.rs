//! The indicators of a wave, which are computed side by side.

use crate::definition::{Indicator, IndicatorId};

use super::Context;
use super::grouping::Groupings;

/// Indicators that are being computed, and the groups of the rows they stand on.
pub(super) struct Pass<'a> {
    pub(super) context: Context<'a>,
    pub(super) groupings: &'a Groupings,
    pub(super) ids: &'a [IndicatorId],
}

impl<'a> Pass<'a> {
    /// Returns the indicators.
    pub(super) fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.ids.iter().map(|id| &self.context.definition.indicators[id.0])
    }
}
