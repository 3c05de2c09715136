//! Reports: templates that exist, editions that can be made, paths that do not collide.

use std::collections::HashSet;

use crate::definition::model::Report;
use crate::definition::raw::RawReport;
use crate::diagnostics::{Code, Diagnostic, Spanned};

use super::Resolver;

impl Resolver<'_> {
    pub(super) fn reports(&mut self, raw: Vec<RawReport>) -> Vec<Report> {
        self.unique(raw.iter().map(|report| &report.id));
        let mut paths = HashSet::new();
        raw.into_iter().filter_map(|report| self.report(report, &mut paths)).collect()
    }

    fn report(&mut self, raw: RawReport, paths: &mut HashSet<String>) -> Option<Report> {
        let for_each = match &raw.for_each {
            Some(name) => Some(self.find_dimension(name)?),
            None => None,
        };
        let member = raw.for_each.as_ref().map(|name| name.value.as_str());
        let later: Vec<&str> = member.into_iter().collect();
        let mut editions = Vec::new();
        for (name, path) in raw.editions.0 {
            if name.value != "internal" {
                self.findings.push(
                    Diagnostic::error(Code::EditionUnavailable)
                        .with("name", name.value.as_str())
                        .at(name.span)
                        .note("note")
                        .help("help"),
                );
                continue;
            }
            let text = self.substitute(&path, &later);
            self.check_path(&path, &text, member, paths);
            editions.push((name.value, Spanned::new(text, path.span)));
        }
        Some(Report {
            title: match &raw.title {
                Some(title) => self.substitute(title, &later),
                None => String::new(),
            },
            template: Spanned::new(self.substitute(&raw.template, &[]), raw.template.span),
            id: raw.id,
            for_each,
            editions,
        })
    }

    fn check_path(
        &mut self,
        path: &Spanned<String>,
        text: &str,
        member: Option<&str>,
        paths: &mut HashSet<String>,
    ) {
        let outside = text.starts_with('/')
            || text.contains(['\\', ':'])
            || text.split('/').any(|part| part == ".." || part.is_empty());
        if outside {
            let finding = Diagnostic::error(Code::PathOutside).with("path", text);
            self.findings.push(finding.at(path.span).help("help"));
        }
        let is_shared = member.is_some_and(|name| !text.contains(&format!("${{{name}}}")));
        if is_shared || !paths.insert(text.to_owned()) {
            self.findings.push(
                Diagnostic::error(Code::OutputCollision)
                    .with("path", text)
                    .with("member", member.unwrap_or("school"))
                    .at(path.span)
                    .help(if is_shared { "member" } else { "help" }),
            );
        }
    }
}
