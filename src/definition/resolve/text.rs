//! `${name}` in texts, and places inside of scalars.

use std::ops::Range;

use crate::definition::model::Prose;
use crate::definition::place::place_in_scalar;
use crate::definition::raw::RawProse;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

impl Resolver<'_> {
    /// Replaces `${name}` by the parameter of that name; names in `later` are left as they are.
    pub(super) fn substitute(&mut self, text: &Spanned<String>, later: &[&str]) -> String {
        let mut result = String::new();
        let mut rest = text.value.as_str();
        while let Some((before, after)) = rest.split_once("${") {
            result.push_str(before);
            let start = text.value.len() - after.len();
            let Some((name, tail)) = after.split_once('}') else {
                let span = self.within(text, start - 2..start);
                self.findings.push(
                    Diagnostic::error(Code::UnknownParameter)
                        .with("kind", "unclosed")
                        .labelled(span, "label-unclosed")
                        .help("help-unclosed"),
                );
                rest = after;
                continue;
            };
            if later.contains(&name) {
                result.push_str(&format!("${{{name}}}"));
            } else if let Some(values) = self.parameters.get(name) {
                result.push_str(&values.join(", "));
            } else if !self.may_exist(name, &["parameters"]) {
                let span = self.within(text, start..start + name.len());
                let name = Spanned::new(name.to_owned(), span);
                let known = self.parameters.keys().cloned();
                let known: Vec<String> =
                    later.iter().map(|name| (*name).to_owned()).chain(known).collect();
                self.unknown(Code::UnknownParameter, &name, &known);
            }
            rest = tail;
        }
        result.push_str(rest);
        result
    }

    /// Returns the place of a range of a scalar's text in the file.
    pub(super) fn within(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        place_in_scalar(self.texts, text, range)
    }

    pub(super) fn prose(&mut self, raw: Vec<RawProse>) -> Vec<Prose> {
        self.unique(raw.iter().map(|prose| &prose.id));
        raw.into_iter().map(|prose| self.one_prose(prose)).collect()
    }

    fn one_prose(&mut self, raw: RawProse) -> Prose {
        Prose {
            title: self.substitute(&raw.title, &[]),
            approved: raw.approved.map(|text| self.substitute(&text, &[])),
            text: raw.text.map(|text| self.substitute(&text, &[])),
            items: raw.items.list.iter().map(|text| self.substitute(text, &[])).collect(),
            id: raw.id.value,
        }
    }
}
