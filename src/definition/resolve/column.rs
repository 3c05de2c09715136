//! Columns of sources, of every origin.

use crate::definition::path_pattern::PathPattern;
use crate::definition::raw_source::{RawCapture, RawColumn, RawType};
use crate::definition::source::{
    Blocks, ColumnKind, ColumnOrigin, Hierarchy, SourceColumn, Unpivot,
};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    /// Checks a declared column. `blocks` come with the names of their rows.
    pub(super) fn column(
        &mut self,
        name: Text,
        raw: RawColumn,
        blocks: Option<&(Blocks, Vec<String>)>,
    ) -> SourceColumn {
        let type_span = name.span;
        if let Some(block) = &raw.block {
            let known = blocks.into_iter().flat_map(|(_, names)| names);
            let known: Vec<&str> = known.map(String::as_str).collect();
            if !known.contains(&block.value.as_str()) {
                self.unknown_choice(block, &known);
            }
        }
        let headings = if raw.from.0.is_empty() { vec![name.clone()] } else { raw.from.0 };
        let values = raw.values.list.into_iter().map(|text| text.value).collect();
        SourceColumn {
            kind: column_kind(raw.kind.unwrap_or(RawType::Text), values, raw.width),
            origin: ColumnOrigin::Heading { headings, block: raw.block },
            unit: raw.unit.map(|text| text.value),
            title: raw.title.map(|text| text.value),
            pattern: raw.pattern.and_then(|text| self.pattern(&text)),
            optional: raw.optional,
            not_personal: self.reason(raw.not_personal),
            type_span,
            name,
        }
    }

    /// Checks a column whose value stands outside of the table.
    pub(super) fn capture(&mut self, name: Text, raw: RawCapture) -> Option<SourceColumn> {
        let has_pattern = raw.pattern.is_some();
        let pattern = raw.pattern.and_then(|text| self.pattern(&text));
        let origin = if let Some(cell) = raw.cell {
            let Some((row, column)) = cell_address(&cell.value) else {
                self.wrong_shape("cell", cell.span);
                return None;
            };
            ColumnOrigin::Cell { row, column, pattern }
        } else if let Some(constant) = raw.constant {
            ColumnOrigin::Constant(self.substitute(&constant, &[]))
        } else if raw.sheet && has_pattern {
            ColumnOrigin::SheetName(pattern?)
        } else {
            self.findings.push(
                Diagnostic::error(Code::MissingKey)
                    .with("kind", "capture")
                    .with("key", name.value)
                    .at(name.span)
                    .help("help-capture"),
            );
            return None;
        };
        let kind = column_kind(raw.kind.unwrap_or(RawType::Text), Vec::new(), None);
        let not_personal = self.reason(raw.not_personal);
        Some(SourceColumn { not_personal, ..found_column(name, kind, origin) })
    }

    /// Checks the reason for which a column is read although it looks personal.
    fn reason(&mut self, raw: Option<Text>) -> Option<String> {
        let raw = raw?;
        self.filled(raw.value.trim().is_empty(), raw.span, "help-reason");
        Some(raw.value.trim().to_owned())
    }
}

/// Adds the columns that paths, levels and headings give of themselves, unless declared.
pub(super) fn add_found_columns(
    columns: &mut Vec<SourceColumn>,
    files: &[Spanned<PathPattern>],
    hierarchy: Option<&Hierarchy>,
    unpivot: Option<&Unpivot>,
) {
    let mut add = |name: &str, span: Span, origin: ColumnOrigin| {
        if columns.iter().all(|column| column.name.value != name) {
            let name = Spanned::new(name.to_owned(), span);
            let kind = ColumnKind::Category { values: Vec::new() };
            columns.push(found_column(name, kind, origin));
        }
    };
    for pattern in files {
        for name in &pattern.value.captures {
            add(name, pattern.span, ColumnOrigin::Path(name.clone()));
        }
    }
    if let Some(hierarchy) = hierarchy {
        add("level", hierarchy.heading.span, ColumnOrigin::Level);
        for level in &hierarchy.levels {
            for name in level.pattern.value.capture_names().flatten() {
                add(name, level.pattern.span, ColumnOrigin::LevelGroup(name.to_owned()));
            }
        }
    }
    if let Some(Unpivot { pattern }) = unpivot {
        for name in pattern.value.capture_names().flatten().filter(|name| *name != "heading") {
            add(name, pattern.span, ColumnOrigin::UnpivotGroup(name.to_owned()));
        }
    }
}

const fn found_column(name: Text, kind: ColumnKind, origin: ColumnOrigin) -> SourceColumn {
    let type_span = name.span;
    SourceColumn {
        name,
        kind,
        origin,
        unit: None,
        title: None,
        pattern: None,
        not_personal: None,
        optional: false,
        type_span,
    }
}

fn column_kind(raw: RawType, values: Vec<String>, width: Option<u32>) -> ColumnKind {
    match raw {
        RawType::Integer => ColumnKind::Integer,
        RawType::Number => ColumnKind::Number,
        RawType::Percent => ColumnKind::Percent,
        RawType::Text => ColumnKind::Text,
        RawType::Code => ColumnKind::Code { width },
        RawType::Category => ColumnKind::Category { values },
        RawType::Date => ColumnKind::Date,
        RawType::Boolean => ColumnKind::Boolean,
    }
}

/// Reads an address such as `C14`; row and column from zero.
fn cell_address(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let row: u32 = row.parse().ok()?;
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() || column > 16_384 {
            return None;
        }
        column = column * 26 + u32::from(letter - b'A') + 1;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::cell_address;

    #[test]
    fn reads_addresses() {
        let cases = [("A1", Some((0, 0))), ("AB14", Some((13, 27))), ("a1", None), ("A0", None)];
        for (text, address) in cases {
            assert_eq!(cell_address(text), address, "{text}");
        }
    }
}
