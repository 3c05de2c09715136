//! Declared columns of sources: where they stand, and what they hold.

use crate::definition::address::cell_address;
use crate::definition::raw_source::{RawColumn, RawScale, RawType};
use crate::definition::source::{
    Blocks, CellsForm, ColumnKind, ColumnOrigin, FormPart, PercentScale, SourceColumn,
};
use crate::diagnostics::{Code, Diagnostic, Spanned};

use super::Resolver;
use super::source::missing_words;

type Text = Spanned<String>;

impl Resolver<'_> {
    /// Checks a declared column. `blocks` come with the names of their rows.
    pub(super) fn column(
        &mut self,
        name: Text,
        mut raw: RawColumn,
        blocks: Option<&(Blocks, Vec<String>)>,
        form: Option<&CellsForm>,
    ) -> Option<SourceColumn> {
        let type_span = name.span;
        if let Some(block) = &raw.block {
            let known = blocks.into_iter().flat_map(|(_, names)| names);
            let known: Vec<&str> = known.map(String::as_str).collect();
            if !known.contains(&block.value.as_str()) {
                self.unknown_choice(block, &known);
            }
        }
        let origin = match form {
            Some(form) => self.form_origin(&name, &mut raw, form)?,
            None => self.origin(&name, &mut raw)?,
        };
        self.idle_in_column(&name, &raw, &origin);
        let values = raw.values.list.into_iter().map(|text| text.value).collect();
        let usual = match origin {
            ColumnOrigin::FormPart(FormPart::Value) => RawType::Number,
            ColumnOrigin::FormPart(FormPart::Section | FormPart::Row | FormPart::Column) => {
                RawType::Code
            }
            _ => RawType::Text,
        };
        let kind = column_kind(raw.kind.unwrap_or(usual), values, raw.width);
        let scale = raw.scale.and_then(|scale| self.scale(scale, &kind));
        Some(SourceColumn {
            kind,
            origin,
            scale,
            missing: missing_words(raw.missing.list),
            unit: raw.unit.map(|text| text.value),
            title: raw.title.map(|text| text.value),
            pattern: raw.pattern.and_then(|text| self.pattern(&text)),
            optional: raw.optional,
            not_personal: self.reason(raw.not_personal),
            type_span,
            name,
        })
    }

    /// Returns where a declared column stands in a table with a header. One way to say it is
    /// enough, and two may disagree.
    fn origin(&mut self, name: &Text, raw: &mut RawColumn) -> Option<ColumnOrigin> {
        let from = raw.from.0.first().map(|text| text.span);
        let ways = [
            from,
            raw.heading.as_ref().map(|text| text.span),
            raw.letter.as_ref().map(|text| text.span),
            raw.at.as_ref().map(|at| at.span),
        ];
        let mut ways = ways.into_iter().flatten();
        if let (Some(first), Some(second)) = (ways.next(), ways.next()) {
            let finding = Diagnostic::error(Code::ColumnPlace).with("kind", "several");
            let finding = finding.with("name", name.value.as_str());
            self.findings.push(finding.at(second).labelled(first, "first").help("help"));
            return None;
        }
        if let Some(text) = &raw.heading {
            return self.pattern(text).map(ColumnOrigin::HeadingPattern);
        }
        if let Some(letter) = &raw.letter {
            let column = cell_address(&format!("{}1", letter.value)).map(|(_, column)| column);
            if column.is_none() {
                self.wrong_shape("letter", letter.span);
            }
            return Some(ColumnOrigin::Letter(Spanned::new(column?, letter.span)));
        }
        if let Some(at) = &raw.at {
            let finding = Diagnostic::error(Code::ColumnPlace).with("kind", "form");
            let finding = finding.with("name", name.value.as_str());
            self.findings.push(finding.labelled(at.span, "form").help("help-form"));
            return None;
        }
        let written = std::mem::take(&mut raw.from.0);
        let headings = if written.is_empty() { vec![name.clone()] } else { written };
        Some(ColumnOrigin::Heading { headings, block: raw.block.take() })
    }

    /// Checks the reason for which a column is read although it looks personal.
    pub(super) fn reason(&mut self, raw: Option<Text>) -> Option<String> {
        let raw = raw?;
        self.filled(raw.value.trim().is_empty(), raw.span, "help-reason");
        Some(raw.value.trim().to_owned())
    }

    /// Only percents have a scale.
    fn scale(&mut self, raw: Spanned<RawScale>, kind: &ColumnKind) -> Option<PercentScale> {
        if *kind != ColumnKind::Percent {
            self.wrong_shape("scale", raw.span);
        }
        Some(match raw.value {
            RawScale::Percent => PercentScale::Percent,
            RawScale::Fraction => PercentScale::Fraction,
        })
    }
}

pub(super) fn column_kind(raw: RawType, values: Vec<String>, width: Option<u32>) -> ColumnKind {
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
