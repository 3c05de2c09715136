//! Ranks and intervals: only where they say something.

use crate::definition::kind::Kind;
use crate::definition::model::{DimensionId, IntervalMethod, Ranking, Slice};
use crate::definition::raw_indicator::{RawBetter, RawIndicator, RawInterval};
use crate::diagnostics::{Code, Diagnostic};

use super::Resolver;

/// The factor of percents.
const PERCENT: f64 = 100.0;

impl Resolver<'_> {
    /// Checks how members are ranked: there has to be a better and a worse, and a slice whose
    /// members can be put in one order.
    pub(super) fn ranking(
        &mut self,
        raw: &RawIndicator,
        kind: &Kind,
        slices: &[Slice],
    ) -> Option<Ranking> {
        let rank = raw.rank.as_ref()?;
        let names = &rank.value.within;
        self.unique(names.list.iter());
        self.unique(rank.value.slices.list.iter());
        let within: Vec<DimensionId> =
            names.list.iter().filter_map(|name| self.find_dimension(name)).collect();
        let is_cut = !self.partly_cut.contains(&raw.id.value);
        let is_whole = is_cut && names.is_whole && within.len() == names.list.len();
        let min_n = rank.value.min_n.as_ref();
        let mut refused = Vec::new();
        if raw.better == RawBetter::None {
            refused.push(("better", rank.span));
        }
        if is_whole && !slices.iter().any(|slice| self.is_ranked(slice, &within)) {
            refused.push(("slices", rank.span));
        }
        if let Some(min_n) = min_n.filter(|_| !kind.has_size()) {
            refused.push(("size", min_n.span));
        }
        let named = &rank.value.slices.list;
        for name in named.iter().filter(|_| is_whole) {
            let mut known = slices.iter().filter(|slice| slice.name == name.value);
            if !known.any(|slice| self.is_ranked(slice, &within)) {
                refused.push(("slice", name.span));
            }
        }
        for (kind, span) in refused {
            let finding = Diagnostic::error(Code::RankImpossible).with("kind", kind);
            let help = match kind {
                "better" => "help-better",
                "size" => "help-size",
                "slice" => "help-slice",
                _ => "help-slices",
            };
            self.findings.push(finding.at(span).help(help));
        }
        let slices = named.iter().map(|name| name.value.clone()).collect();
        Some(Ranking { within, slices, min_n: min_n.map(|min_n| min_n.value) })
    }

    /// Whether the members of a slice stand in one order within others.
    fn is_ranked(&self, slice: &Slice, within: &[DimensionId]) -> bool {
        let parents = |id: &DimensionId| {
            let register = self.dimensions[id.0].register.as_ref();
            register.map_or(&[][..], |register| &register.parents)
        };
        slice.ranked_by(within, parents).is_some()
    }

    /// How the interval of an indicator is computed.
    pub(super) fn interval_method(&mut self, raw: &RawIndicator, kind: &Kind) -> IntervalMethod {
        let is_percent = raw.unit.as_ref().is_some_and(|unit| unit.value == "%");
        let is_mean = matches!(kind, Kind::Ratio { spread: Some(_), .. });
        let Some(interval) = &raw.interval else {
            return match kind {
                Kind::Ratio { spread: Some(_), .. } => IntervalMethod::StudentT,
                Kind::Ratio { scale, .. } if is_percent && *scale == PERCENT => {
                    IntervalMethod::Wilson
                }
                _ => IntervalMethod::None,
            };
        };
        let (method, fits, help) = match interval.value {
            RawInterval::None => return IntervalMethod::None,
            RawInterval::Wilson => (IntervalMethod::Wilson, raw.ratio.is_some(), "help-wilson"),
            RawInterval::T => (IntervalMethod::StudentT, is_mean, "help-t"),
        };
        if !fits {
            let finding = Diagnostic::error(Code::IntervalImpossible);
            self.findings.push(finding.at(interval.span).help(help));
        }
        method
    }
}
