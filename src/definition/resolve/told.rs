//! What a report tells of: all indicators, or those that its author has chosen.

use std::collections::BTreeSet;

use crate::definition::decode::Items;
use crate::definition::model::{DimensionId, Indicator};
use crate::definition::raw::{RawOnly, RawReport};
use crate::diagnostics::{Code, Diagnostic, Spanned};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    /// Returns the names of the indicators of a report, if it does not tell of all.
    pub(super) fn told(
        &mut self,
        raw: &RawReport,
        copies: Option<DimensionId>,
        known: &[Indicator],
    ) -> Option<BTreeSet<String>> {
        let lists = [("directions", &raw.directions), ("indicators", &raw.indicators)];
        for (key, list) in lists {
            let Some(list) = list else { continue };
            self.filled(
                list.value.list.is_empty() && list.value.is_whole,
                list.span,
                "help-filled",
            );
            if matches!(raw.only, Some(RawOnly::Findings)) {
                let finding = Diagnostic::error(Code::IdleKey).with("key", key);
                self.findings.push(finding.labelled(list.span, "source").help("help-note"));
            }
        }
        if raw.directions.is_none() && raw.indicators.is_none() {
            return None;
        }
        let directions = self.told_directions(raw.directions.as_ref());
        let of_direction = |indicator: &&Indicator| {
            indicator.passport.direction.as_ref().is_some_and(|code| directions.contains(code))
        };
        let mut told: BTreeSet<String> =
            known.iter().filter(of_direction).map(|one| one.id.value.clone()).collect();
        for name in raw.indicators.iter().flat_map(|list| &list.value.list) {
            if self.find_indicator(name).is_none() {
                continue;
            }
            if let Some(dimension) = copies {
                self.tells_of_members(name, dimension, known);
            }
            if !told.insert(name.value.clone()) {
                self.findings.push(
                    Diagnostic::error(Code::NothingToTell)
                        .with("kind", "twice")
                        .with("name", name.value.as_str())
                        .labelled(name.span, "twice")
                        .help("help-twice"),
                );
            }
        }
        Some(told)
    }

    fn told_directions(&mut self, raw: Option<&Spanned<Items<Text>>>) -> BTreeSet<String> {
        let names = raw.into_iter().flat_map(|list| &list.value.list);
        names
            .map(|name| {
                self.known_direction(name);
                name.value.clone()
            })
            .collect()
    }

    /// Reports an indicator that is chosen for copies about members of which it has no values.
    fn tells_of_members(&mut self, name: &Text, dimension: DimensionId, known: &[Indicator]) {
        let own = known.iter().find(|indicator| indicator.id.value == name.value);
        let has = |one: &Indicator| one.slices.iter().any(|s| s.dimensions.contains(&dimension));
        if own.is_none_or(has) {
            return;
        }
        self.findings.push(
            Diagnostic::error(Code::NothingToTell)
                .with("kind", "members")
                .with("name", name.value.as_str())
                .with("dimension", self.dimensions[dimension.0].name.value.as_str())
                .labelled(name.span, "members")
                .help("help-members"),
        );
    }
}
