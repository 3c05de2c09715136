//! What is hidden from the public, and editions that would not be safe.

use crate::definition::edition::{Edition, Protection};
use crate::definition::model::Report;
use crate::definition::raw::RawPrivacy;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};

use super::Resolver;

/// The smallest group below which hiding protects nobody: of two people each knows the other.
const FEWEST: u32 = 3;

/// The smallest group where the definition does not say.
const USUAL: u32 = 5;

/// Rules of privacy with the places at which they are written.
pub(super) struct PrivacyRules {
    pub(super) min_group: u32,
    pub(super) protection: Protection,
    min_group_span: Option<Span>,
    open_span: Option<Span>,
}

impl PrivacyRules {
    pub(super) fn of(raw: Option<&RawPrivacy>) -> Self {
        let usual = Protection::default();
        let secondary = raw.and_then(|raw| raw.secondary.as_ref());
        let extremes = raw.and_then(|raw| raw.extremes.as_ref());
        Self {
            min_group: raw.map_or(USUAL, |raw| raw.min_group.value),
            protection: Protection {
                is_secondary: secondary.map_or(usual.is_secondary, |secondary| secondary.value),
                extremes: extremes.map_or(usual.extremes, |extremes| extremes.value),
            },
            min_group_span: raw.map(|raw| raw.min_group.span),
            open_span: secondary.filter(|secondary| !secondary.value).map(|own| own.span),
        }
    }
}

impl Resolver<'_> {
    /// Finds the edition of a name; notes about findings, which show cells, have no public one.
    pub(super) fn edition(
        &mut self,
        name: &Spanned<String>,
        only_findings: bool,
    ) -> Option<Edition> {
        let Some(edition) = Edition::of(&name.value) else {
            let known = Edition::ALL.iter().map(|edition| edition.name());
            self.findings.push(
                Diagnostic::error(Code::EditionUnavailable)
                    .with("name", name.value.as_str())
                    .at(name.span)
                    .suggest(nearest(&name.value, known))
                    .help("help"),
            );
            return None;
        };
        if edition == Edition::Public && only_findings {
            self.findings.push(
                Diagnostic::error(Code::NotForPublic).at(name.span).note("note").help("help"),
            );
            return None;
        }
        Some(edition)
    }

    /// Reports rules that would not protect anybody in an edition for the public.
    pub(super) fn privacy_of_public(&mut self, rules: &PrivacyRules, reports: &[Report]) {
        let mut editions = reports.iter().flat_map(|report| &report.editions);
        let Some((_, public)) = editions.find(|(edition, _)| *edition == Edition::Public) else {
            return;
        };
        if rules.min_group < FEWEST {
            let finding = Diagnostic::error(Code::WeakPrivacy)
                .with("min_group", rules.min_group.to_string())
                .with("fewest", FEWEST.to_string())
                .at(rules.min_group_span.unwrap_or(public.span))
                .labelled(public.span, "edition");
            self.findings.push(finding.help("help"));
        }
        if let Some(span) = rules.open_span {
            let finding = Diagnostic::warning(Code::SecondaryOff).at(span);
            self.findings.push(finding.labelled(public.span, "edition").note("note").help("help"));
        }
    }
}
