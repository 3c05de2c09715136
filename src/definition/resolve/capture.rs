//! Columns whose value stands outside of the table: in a cell, a path, a heading, a name.

use regex::Regex;

use crate::definition::address::{cell_above, cell_address};
use crate::definition::path_pattern::PathPattern;
use crate::definition::raw_source::{RawCapture, RawType};
use crate::definition::source::{ColumnKind, ColumnOrigin, Hierarchy, SourceColumn, Unpivot};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;
use super::column::column_kind;

type Text = Spanned<String>;

/// What gives columns of itself: pieces of paths, and groups of patterns.
pub(super) struct Groups<'a> {
    pub(super) files: &'a [Spanned<PathPattern>],
    pub(super) hierarchy: Option<&'a Hierarchy>,
    pub(super) unpivot: Option<&'a Unpivot>,
    /// Whether there may be others, which could not be found out.
    pub(super) is_open: bool,
}

/// Declared types of such columns.
#[derive(Default)]
pub(super) struct GroupTypes(Vec<GroupType>);

/// What is declared of such a column.
struct GroupType {
    name: Text,
    kind: Option<RawType>,
    not_personal: Option<String>,
}

impl GroupTypes {
    pub(super) fn add(&mut self, name: Text, kind: Option<RawType>, not_personal: Option<String>) {
        self.0.push(GroupType { name, kind, not_personal });
    }

    /// Takes the type of a group; names can be lists of texts, so that is their usual type.
    fn take(&mut self, name: &str) -> (ColumnKind, Option<String>) {
        let known = self.0.iter().position(|known| known.name.value == name);
        let known = known.map(|index| self.0.remove(index));
        let kind = known.as_ref().and_then(|known| known.kind).unwrap_or(RawType::Category);
        let not_personal = known.and_then(|known| known.not_personal);
        (column_kind(kind, Vec::new(), None), not_personal)
    }
}

impl RawCapture {
    /// Whether nothing but a type, or that it is not personal, is declared for a column that is
    /// found by itself.
    pub(super) fn is_type_only(&self) -> bool {
        let is_placed = self.cell.is_some() || self.heading.is_some() || self.constant.is_some();
        let is_described = self.kind.is_some() || self.not_personal.is_some();
        is_described && !is_placed && !self.sheet && !self.above && self.pattern.is_none()
    }
}

impl Resolver<'_> {
    /// Checks a column whose value stands outside of the table.
    pub(super) fn capture(&mut self, name: Text, raw: RawCapture) -> Option<SourceColumn> {
        let has_pattern = raw.pattern.is_some();
        if self.captured_twice(&name, &raw) {
            return None;
        }
        let is_whole = raw.constant.is_some() || raw.heading.is_some();
        self.idle_pattern(is_whole, raw.pattern.as_ref());
        let pattern = raw.pattern.and_then(|text| self.pattern(&text));
        let origin = if let Some(cell) = raw.cell {
            let fixed = cell_address(&cell.value);
            match (fixed, cell_above(&cell.value)) {
                (Some((row, column)), _) => ColumnOrigin::Cell { row, column, pattern },
                (None, Some((rows, column))) => ColumnOrigin::CellAbove { rows, column, pattern },
                (None, None) => {
                    self.wrong_shape("cell", cell.span);
                    return None;
                }
            }
        } else if let Some(constant) = raw.constant {
            ColumnOrigin::Constant(self.substitute(&constant, &[]))
        } else if let Some(heading) = raw.heading {
            ColumnOrigin::HeadingText(self.pattern(&heading)?)
        } else if raw.above && has_pattern {
            ColumnOrigin::Above(pattern?)
        } else if raw.sheet && has_pattern {
            ColumnOrigin::SheetName(pattern?)
        } else {
            self.capture_nowhere(&name);
            return None;
        };
        let kind = column_kind(raw.kind.unwrap_or(RawType::Text), Vec::new(), None);
        let not_personal = self.reason(raw.not_personal);
        Some(SourceColumn { not_personal, ..found_column(name, kind, origin) })
    }

    /// Reports a value that is looked for in two places, of which the second would be ignored.
    fn captured_twice(&mut self, name: &Text, raw: &RawCapture) -> bool {
        let spans = [&raw.cell, &raw.heading, &raw.constant];
        let written = spans.into_iter().flatten().map(|text| text.span);
        let flags = [raw.sheet, raw.above].into_iter().filter(|flag| *flag).map(|_| name.span);
        let places: Vec<Span> = written.chain(flags).collect();
        let [first, second, ..] = places[..] else { return false };
        let finding = Diagnostic::error(Code::ColumnPlace).with("kind", "several");
        let finding = finding.with("name", name.value.as_str()).at(second);
        let finding = if first == second { finding } else { finding.labelled(first, "first") };
        self.findings.push(finding.help("help-capture"));
        true
    }

    fn capture_nowhere(&mut self, name: &Text) {
        self.findings.push(
            Diagnostic::error(Code::MissingKey)
                .with("kind", "capture")
                .with("key", name.value.as_str())
                .at(name.span)
                .help("help-capture"),
        );
    }

    /// Adds the columns that paths, levels and headings give of themselves, unless declared.
    pub(super) fn add_found_columns(
        &mut self,
        columns: &mut Vec<SourceColumn>,
        groups: &Groups<'_>,
        mut types: GroupTypes,
    ) {
        for (name, span, origin) in groups.all() {
            if columns.iter().all(|column| column.name.value != name) {
                let (kind, not_personal) = types.take(&name);
                let found = found_column(Spanned::new(name, span), kind, origin);
                columns.push(SourceColumn { not_personal, ..found });
            }
        }
        // A type for what nothing gives.
        for group in types.0.into_iter().filter(|_| !groups.is_open) {
            self.capture_nowhere(&group.name);
        }
    }
}

impl Groups<'_> {
    fn all(&self) -> Vec<(String, Span, ColumnOrigin)> {
        let mut found = Vec::new();
        for pattern in self.files {
            for name in &pattern.value.captures {
                found.push((name.clone(), pattern.span, ColumnOrigin::Path(name.clone())));
            }
        }
        if let Some(hierarchy) = self.hierarchy {
            found.push(("level".to_owned(), hierarchy.heading.span, ColumnOrigin::Level));
            for level in &hierarchy.levels {
                let names = group_names(&level.pattern);
                found.extend(names.map(|(name, span)| {
                    (name.to_owned(), span, ColumnOrigin::LevelGroup(name.to_owned()))
                }));
            }
        }
        if let Some(Unpivot { pattern, .. }) = self.unpivot {
            let names = group_names(pattern).filter(|(name, _)| *name != "heading");
            found.extend(names.map(|(name, span)| {
                (name.to_owned(), span, ColumnOrigin::UnpivotGroup(name.to_owned()))
            }));
        }
        found
    }
}

fn group_names(pattern: &Spanned<Regex>) -> impl Iterator<Item = (&str, Span)> {
    pattern.value.capture_names().flatten().map(|name| (name, pattern.span))
}

/// A column of which only its place and its type are known.
pub(super) fn found_column(name: Text, kind: ColumnKind, origin: ColumnOrigin) -> SourceColumn {
    let type_span = name.span;
    SourceColumn {
        name,
        kind,
        origin,
        scale: None,
        missing: indexmap::IndexMap::new(),
        unit: None,
        title: None,
        pattern: None,
        not_personal: None,
        optional: false,
        type_span,
    }
}
