//! Keys of sources that mean nothing beside others: said, since each was written for a reason.

use crate::definition::decode::Either;
use crate::definition::raw_source::{RawColumn, RawDuplicates, RawMissing, RawSource, RawType};
use crate::definition::source::{CellRange, ColumnOrigin, SourceColumn};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    fn idle(&mut self, key: &'static str, span: Span, help: &'static str) {
        let finding = Diagnostic::error(Code::IdleKey).with("key", key);
        self.findings.push(finding.labelled(span, "source").help(help));
    }

    /// Records that may repeat have no key, and a statistical form has no header and no rows of the
    /// usual kind.
    pub(super) fn idle_in_source(&mut self, raw: &RawSource) {
        if let (RawDuplicates::Keep, Some(key)) = (raw.duplicates, raw.key.list.first()) {
            self.idle("key", key.span, "help-keep");
        }
        if raw.cells.is_none() {
            return;
        }
        let first_rule = |rules: &[Spanned<_>]| rules.first().map(|rule| rule.span);
        let unpivot = raw.unpivot.as_ref().map(|raw| match raw {
            Either::Scalar(text) => text.span,
            Either::Collection(rule) => rule.pattern.span,
        });
        let keys = [
            ("header", raw.header.as_ref().map(|header| header.contains.span)),
            ("start", first_rule(&raw.start.list)),
            ("stop", first_rule(&raw.stop.list)),
            ("exclude", first_rule(&raw.exclude.list)),
            ("fill_down", raw.fill_down.list.first().map(|text| text.span)),
            ("hierarchy", raw.hierarchy.as_ref().map(|hierarchy| hierarchy.column.span)),
            ("blocks", raw.blocks.as_ref().map(|blocks| blocks.column.span)),
            ("unpivot", unpivot),
        ];
        for (key, span) in keys {
            if let Some(span) = span {
                self.idle(key, span, "help-cells");
            }
        }
    }

    /// Of two ways to say what a row or a value looks like the second would be ignored.
    pub(super) fn idle_pattern(&mut self, other: bool, pattern: Option<&Text>) {
        if let Some(pattern) = pattern.filter(|_| other) {
            self.idle("match", pattern.span, "help-match");
        }
    }

    /// What only columns of some types or at some places have.
    pub(super) fn idle_in_column(&mut self, name: &Text, raw: &RawColumn, origin: &ColumnOrigin) {
        let kind = raw.kind.unwrap_or(RawType::Text);
        let is_form = matches!(origin, ColumnOrigin::Address { .. } | ColumnOrigin::FormPart(_));
        let is_headed = matches!(origin, ColumnOrigin::Heading { .. });
        if let Some(block) = raw.block.as_ref().filter(|_| !is_headed) {
            self.idle("block", block.span, "help-block");
        }
        let places = [
            ("from", raw.from.0.first().map(|text| text.span)),
            ("heading", raw.heading.as_ref().map(|text| text.span)),
            ("letter", raw.letter.as_ref().map(|text| text.span)),
        ];
        for (key, span) in places {
            if let Some(span) = span.filter(|_| is_form) {
                self.idle(key, span, "help-cells");
            }
        }
        if let Some(value) = raw.values.list.first().filter(|_| kind != RawType::Category) {
            self.idle("values", value.span, "help-values");
        }
        if raw.width.is_some() && kind != RawType::Code && !is_form {
            self.idle("width", name.span, "help-width");
        }
        let is_number = matches!(kind, RawType::Integer | RawType::Number | RawType::Percent);
        let zeros = raw.missing.list.iter().filter(|(_, meaning)| *meaning == RawMissing::Zero);
        if let Some((word, _)) = zeros.into_iter().next().filter(|_| !is_number && !is_form) {
            self.idle("zero", word.span, "help-zero");
        }
    }

    /// What lies outside of the range is never seen.
    pub(super) fn outside_of_range(&mut self, columns: &[SourceColumn], range: Option<CellRange>) {
        let Some(range) = range else { return };
        let has = |(first, last): (u32, u32), at: u32| (first..=last).contains(&at);
        for column in columns {
            let is_seen = match &column.origin {
                ColumnOrigin::Letter(letter) => has(range.columns, letter.value),
                ColumnOrigin::Cell { row, column, .. } => {
                    has(range.rows, *row) && has(range.columns, *column)
                }
                ColumnOrigin::CellAbove { column, .. } => has(range.columns, *column),
                _ => true,
            };
            if !is_seen {
                let finding = Diagnostic::error(Code::ColumnPlace).with("kind", "outside");
                let finding = finding.with("name", column.name.value.as_str());
                let finding = finding.labelled(column.name.span, "outside");
                self.findings.push(finding.help("help-outside"));
            }
        }
    }
}
