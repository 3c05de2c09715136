//! Reports: editions that can be made, paths that do not collide, copies of what has members.

use std::collections::HashMap;

use crate::definition::load::check_output;
use crate::definition::model::{DimensionId, Indicator, Report};
use crate::definition::raw::{RawOnly, RawReport};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn reports(&mut self, raw: Vec<RawReport>, known: &[Indicator]) -> Vec<Report> {
        self.unique(raw.iter().map(|report| &report.id));
        let mut paths = HashMap::new();
        raw.into_iter().filter_map(|report| self.report(report, known, &mut paths)).collect()
    }

    fn report(
        &mut self,
        raw: RawReport,
        known: &[Indicator],
        paths: &mut HashMap<String, Span>,
    ) -> Option<Report> {
        let dimension = raw.for_each.as_ref().map(|name| self.members(name));
        let indicators = self.told(&raw, dimension.flatten(), known);
        let member = raw.for_each.as_ref().map(|name| name.value.as_str());
        let later: Vec<&str> = member.into_iter().collect();
        let is_empty = raw.editions.value.list.is_empty() && raw.editions.value.broken.is_empty();
        self.filled(is_empty, raw.editions.span, "help-filled");
        let only_findings = matches!(raw.only, Some(RawOnly::Findings));
        let mut editions = Vec::new();
        for (name, path) in raw.editions.value.list {
            let Some(edition) = self.edition(&name, only_findings) else { continue };
            let found_before = self.found();
            let text = Spanned::new(self.substitute(&path, &later), path.span);
            if self.found() == found_before {
                self.check_path(&text, member, paths);
            }
            editions.push((edition, text));
        }
        let title = raw.title.map_or_else(String::new, |title| self.substitute(&title, &later));
        let template = Spanned::new(self.substitute(&raw.template, &[]), raw.template.span);
        let for_each = match dimension {
            Some(dimension) => Some(dimension?),
            None => None,
        };
        Some(Report { id: raw.id, title, template, for_each, only_findings, indicators, editions })
    }

    /// Finds the dimension of whose members each gets a copy; it needs a list of them.
    pub(super) fn members(&mut self, name: &Text) -> Option<DimensionId> {
        let found = self.find_dimension(name)?;
        let dimension = &self.dimensions[found.0];
        if self.without_register.contains(&found) {
            self.findings.push(
                Diagnostic::error(Code::MissingKey)
                    .with("kind", "register")
                    .with("key", name.value.as_str())
                    .labelled(name.span, "label-register")
                    .labelled(dimension.name.span, "dimension")
                    .help("help-register"),
            );
        }
        Some(found)
    }

    fn check_path(&mut self, path: &Text, member: Option<&str>, paths: &mut HashMap<String, Span>) {
        if let Err(finding) = check_output(path) {
            self.findings.push(finding);
        }
        let collision = |kind| {
            Diagnostic::error(Code::OutputCollision)
                .with("kind", kind)
                .with("path", path.value.as_str())
                .at(path.span)
        };
        if let Some(name) = member
            && !path.value.contains(&format!("${{{name}}}"))
        {
            self.findings.push(collision("copies").with("member", name).help("member"));
        } else if let Some(first) = paths.get(&path.value) {
            self.findings.push(collision("reports").labelled(*first, "first").help("help"));
        } else {
            paths.insert(path.value.clone(), path.span);
        }
    }
}
