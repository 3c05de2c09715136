//! The step `check`: rows that break a rule of the definition.
//!
//! Each rule is a file of `rules`; it gives violations, and `finding` makes one diagnostic of all
//! violations of a check, which shows the first few and records every one for the quality log.
//! A rule whose result is not known, since a value is missing, is not kept: that is reported too.
//! Whether reports are drafts because of it is the business of `report`.

mod finding;
mod rule;
mod rules;
mod scope;
mod shown;
mod violation;

use rayon::prelude::*;

use crate::definition::Definition;
use crate::definition::check::Check;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap};
use crate::tables::Tables;

use scope::Scope;

/// Checks every table by the rules about it. What is found never stops a run.
#[must_use]
pub fn run(definition: &Definition, tables: &Tables, texts: &SourceMap) -> Diagnostics {
    let found: Vec<Vec<Diagnostic>> =
        definition.checks.par_iter().map(|check| one(definition, tables, texts, check)).collect();
    found.into_iter().flatten().collect()
}

fn one(
    definition: &Definition,
    tables: &Tables,
    texts: &SourceMap,
    check: &Check,
) -> Vec<Diagnostic> {
    let violations = Scope::new(definition, tables, check)
        .and_then(|scope| rules::violations(&scope).map(|violations| (scope, violations)));
    match violations {
        Ok((_, violations)) if violations.is_empty() => Vec::new(),
        Ok((scope, violations)) => finding::report(&scope, &violations, texts),
        Err(_) => vec![
            Diagnostic::error(Code::NumberOverflow)
                .with("name", check.id.value.as_str())
                .at(check.id.span)
                .help("help"),
        ],
    }
}
