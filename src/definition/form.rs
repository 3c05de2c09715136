//! A form by itself: its layout, checked as that of a source is, and how it is filled in by hand.

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Spanned, nearest};
use crate::system::System;

use super::decode::decode;
use super::forms::{RawForm, alone};
use super::raw_source::RawSource;
use super::resolve::resolve_source;
use super::source::{ColumnOrigin, Source};

/// A checked form.
#[derive(Debug)]
pub struct Form {
    /// Its name, such as `office/staff`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Where such files come from.
    pub origin: String,
    /// Its layout, as a source without files.
    pub source: Source,
    /// Columns that it computes, with their formulas as they are written.
    pub computed: Vec<String>,
    /// How it is filled in by hand, if it is.
    pub collect: Option<Collect>,
}

/// How a form is filled in by hand.
#[derive(Debug)]
pub struct Collect {
    /// Name of the sheet.
    pub sheet: String,
    /// What has to be known before filling it in, by paragraphs.
    pub rules: Vec<String>,
    /// What to write into columns, by their names.
    pub columns: IndexMap<String, Collected>,
}

/// What to write into a column.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Collected {
    /// Explanation.
    pub about: Option<String>,
    /// Example, as it is typed.
    pub example: Option<String>,
}

/// Loads a form by its name. Without one, the findings say why.
pub fn load_form(
    system: &dyn System,
    name: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Form> {
    let (form, node) = alone(name, system, texts, findings)?;
    let decoded = decode::<RawSource>(&node, findings)?;
    let word = Spanned::new(name.to_owned(), node.span);
    let (source, computed) = resolve_source(word, decoded.value, texts, findings);
    let RawForm { title, origin, collect, .. } = form;
    let collect = collect.map(|raw| {
        let known: Vec<&str> =
            source.columns.iter().map(|column| column.name.value.as_str()).collect();
        for (name, _) in &raw.columns.list {
            if !known.contains(&name.value.as_str()) {
                findings.push(
                    Diagnostic::error(Code::UnknownColumn)
                        .with("name", name.value.as_str())
                        .at(name.span)
                        .suggest(nearest(&name.value, known.iter().copied())),
                );
            }
        }
        let text = |text: Option<Spanned<String>>| text.map(|text| text.value);
        let columns = raw.columns.list.into_iter().map(|(name, raw)| {
            (name.value, Collected { about: text(raw.about), example: text(raw.example) })
        });
        Collect {
            sheet: raw.sheet.value,
            rules: raw.rules.list.into_iter().map(|rule| rule.value).collect(),
            columns: columns.collect(),
        }
    });
    if collect.is_some() {
        findings.append(not_plain(name, &source).into_iter().collect());
    }
    let form = Form {
        name: name.to_owned(),
        title: title.value,
        origin: origin.value,
        source,
        computed,
        collect,
    };
    (!findings.has_errors()).then_some(form)
}

/// Reports a layout of which nobody can know the columns before it is filled in.
fn not_plain(name: &str, source: &Source) -> Option<Diagnostic> {
    let special = |column: &&super::SourceColumn| {
        !matches!(column.origin, ColumnOrigin::Heading { .. } | ColumnOrigin::Path(_))
    };
    let mut keys = Vec::new();
    keys.extend(source.cells.as_ref().map(|_| "cells"));
    keys.extend(source.unpivot.as_ref().map(|_| "unpivot"));
    keys.extend(source.blocks.as_ref().map(|_| "blocks"));
    keys.extend(source.hierarchy.as_ref().map(|_| "hierarchy"));
    if keys.is_empty() && source.columns.iter().any(|column| special(&column)) {
        keys.push("capture");
    }
    if keys.is_empty() {
        return None;
    }
    let finding = Diagnostic::error(Code::FormNotCollected)
        .with("name", name)
        .with("keys", keys.join(", "))
        .note("layout")
        .help("help-layout");
    Some(finding)
}
