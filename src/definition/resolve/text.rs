//! `${name}` in texts, and places inside of scalars.

use std::ops::Range;

use crate::definition::model::Prose;
use crate::definition::place::place_in_scalar;
use crate::definition::raw::RawProse;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};

use super::Resolver;

impl Resolver<'_> {
    /// Replaces `${name}` by the parameter of that name; names in `later` are left as they are.
    pub(super) fn substitute(&mut self, text: &Spanned<String>, later: &[&str]) -> String {
        let mut result = String::new();
        let mut rest = text.value.as_str();
        while let Some((before, after)) = rest.split_once("${") {
            result.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                result.push_str("${");
                rest = after;
                continue;
            };
            let start = text.value.len() - after.len();
            if later.contains(&name) {
                result.push_str(&format!("${{{name}}}"));
            } else if let Some(values) = self.parameters.get(name) {
                result.push_str(&values.join(", "));
            } else {
                self.unknown_parameter(text, name, start..start + name.len(), later);
            }
            rest = tail;
        }
        result.push_str(rest);
        result
    }

    fn unknown_parameter(
        &mut self,
        text: &Spanned<String>,
        name: &str,
        range: Range<usize>,
        later: &[&str],
    ) {
        let known = self.parameters.keys().map(String::as_str).chain(later.iter().copied());
        let finding = Diagnostic::error(Code::UnknownParameter)
            .with("name", name)
            .suggest(nearest(name, known))
            .at(self.within(text, range));
        self.findings.push(finding);
    }

    /// Returns the place of a range of a scalar's text in the file.
    pub(super) fn within(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        place_in_scalar(self.texts, text, range)
    }

    pub(super) fn prose(&mut self, raw: RawProse) -> Prose {
        Prose {
            title: self.substitute(&raw.title, &[]),
            approved: raw.approved.map(|text| self.substitute(&text, &[])),
            text: raw.text.map(|text| self.substitute(&text, &[])),
            items: raw.items.0.iter().map(|text| self.substitute(text, &[])).collect(),
            id: raw.id.value,
        }
    }
}
