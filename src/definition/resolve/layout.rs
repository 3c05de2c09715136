//! How tables lie in sheets: which sheets, which part of them, the header, the rows.

use crate::definition::address::parse_range;
use crate::definition::decode::{Either, Items, OneOrMany};
use crate::definition::raw_layout::{RawCells, RawHidden, RawHiddenPolicy, RawSheets};
use crate::definition::raw_source::{RawColumn, RawHeader, RawRowRule};
use crate::definition::source::{
    CellRange, CellsForm, ColumnKind, ColumnOrigin, FormPart, Header, Hidden, HiddenPolicy,
    RowRule, SheetChoice, SourceColumn,
};
use crate::diagnostics::{Code, Diagnostic, Spanned};

use super::Resolver;
use super::capture::found_column;

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn sheets(
        &mut self,
        raw: OneOrMany<Either<Text, Spanned<RawSheets>>>,
    ) -> Vec<SheetChoice> {
        raw.0.into_iter().filter_map(|raw| self.sheet(raw)).collect()
    }

    fn sheet(&mut self, raw: Either<Text, Spanned<RawSheets>>) -> Option<SheetChoice> {
        match raw {
            Either::Scalar(text) => match text.value.parse() {
                Ok(0) => {
                    self.wrong_shape("sheet", text.span);
                    None
                }
                Ok(number) => Some(SheetChoice::Number(Spanned::new(number, text.span))),
                Err(_) => Some(SheetChoice::Named(text)),
            },
            Either::Collection(Spanned { value: RawSheets { pattern, all }, span }) => {
                match (pattern, all) {
                    (Some(pattern), None) => self.pattern(&pattern).map(SheetChoice::Matching),
                    (None, Some(all)) if all.value => Some(SheetChoice::All),
                    _ => {
                        self.wrong_shape("sheet", span);
                        None
                    }
                }
            }
        }
    }

    /// Reads a range such as `A5:F200`, `B:F` or `A5:`.
    pub(super) fn cell_range(&mut self, text: &Text) -> Option<CellRange> {
        let range = parse_range(&text.value);
        if range.is_none() {
            self.wrong_shape("range", text.span);
        }
        range
    }

    pub(super) fn header(&mut self, raw: Option<RawHeader>) -> Header {
        const WITHIN: u32 = 40;
        let Some(raw) = raw else {
            return Header {
                contains: Vec::new(),
                rows: 1,
                join: " › ".to_owned(),
                within: WITHIN,
                numbered: false,
                after: None,
                repeat: None,
            };
        };
        let headings = raw.contains.value;
        self.filled(headings.list.is_empty(), raw.contains.span, "help-filled");
        let contains = headings.list.into_iter().filter_map(|variants| {
            let span = variants.0.first()?.span;
            Some(Spanned::new(variants.0.into_iter().map(|text| text.value).collect(), span))
        });
        Header {
            contains: contains.collect(),
            rows: raw.rows.unwrap_or(1).max(1),
            join: raw.join.map_or_else(|| " › ".to_owned(), |text| text.value),
            within: raw.within.unwrap_or(WITHIN),
            numbered: raw.numbered,
            after: raw.after.and_then(|text| self.pattern(&text)),
            repeat: raw.repeat,
        }
    }

    pub(super) fn row_rules(&mut self, raw: Items<Spanned<RawRowRule>>) -> Vec<RowRule> {
        raw.list.into_iter().filter_map(|rule| self.row_rule(rule)).collect()
    }

    fn row_rule(&mut self, raw: Spanned<RawRowRule>) -> Option<RowRule> {
        let Spanned { value: raw, span } = raw;
        if let Some(count) = raw.blank_rows {
            self.idle_pattern(true, raw.pattern.as_ref());
            if count == 0 {
                self.wrong_shape("blank-rows", span);
            }
            return Some(RowRule::Blank(count));
        }
        let Some(text) = raw.pattern else {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "match");
            let span = raw.column.map_or(span, |column| column.span);
            self.findings.push(finding.at(span).help("help-rule"));
            return None;
        };
        let pattern = self.pattern(&text)?;
        Some(match raw.column {
            Some(heading) => RowRule::Cell { heading, pattern },
            None => RowRule::First(pattern),
        })
    }

    /// Checks how the values of a statistical form are found. Without addresses every value is a
    /// row of the table.
    pub(super) fn cells_form(&mut self, raw: RawCells, columns: &[(Text, RawColumn)]) -> CellsForm {
        CellsForm {
            section: raw.section.and_then(|text| self.pattern(&text)),
            row: raw.row.0,
            is_long: columns.iter().all(|(_, column)| column.at.is_none()),
        }
    }

    /// Returns where a column of a statistical form stands.
    pub(super) fn form_origin(
        &mut self,
        name: &Text,
        raw: &mut RawColumn,
        form: &CellsForm,
    ) -> Option<ColumnOrigin> {
        if form.is_long {
            let names = FormPart::ALL.map(|(_, name)| name);
            let part = FormPart::ALL.into_iter().find(|(_, known)| *known == name.value);
            if part.is_none() {
                self.unknown_choice(name, &names);
            }
            return part.map(|(part, _)| ColumnOrigin::FormPart(part));
        }
        let Some(Spanned { value: at, span }) = raw.at.take() else {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "at");
            self.findings.push(finding.at(name.span).help("help-address"));
            return None;
        };
        let (row, column) = (at.row.value, at.column.value);
        let section = at.section.map(|text| text.value).unwrap_or_default();
        Some(ColumnOrigin::Address { section, row, column, span })
    }
}

/// Adds those columns of a long form that are not declared.
pub(super) fn add_form_columns(columns: &mut Vec<SourceColumn>, source: &Text) {
    for (part, name) in FormPart::ALL {
        if columns.iter().all(|column| column.name.value != name) {
            let name = Spanned::new(name.to_owned(), source.span);
            let kind = match part {
                FormPart::Value => ColumnKind::Number,
                FormPart::Title => ColumnKind::Text,
                FormPart::Section | FormPart::Row | FormPart::Column => {
                    ColumnKind::Code { width: None }
                }
            };
            columns.push(found_column(name, kind, ColumnOrigin::FormPart(part)));
        }
    }
}

/// Returns what is done with hidden sheets, rows and columns.
pub(super) fn hidden(raw: RawHidden) -> Hidden {
    let policy = |raw| match raw {
        RawHiddenPolicy::Read => HiddenPolicy::Read,
        RawHiddenPolicy::Skip => HiddenPolicy::Skip,
        RawHiddenPolicy::Refuse => HiddenPolicy::Refuse,
    };
    match raw {
        Either::Scalar(raw) => {
            Hidden { sheets: policy(raw), rows: policy(raw), columns: policy(raw) }
        }
        Either::Collection(kinds) => {
            let usual = Hidden::default();
            Hidden {
                sheets: kinds.sheets.map_or(usual.sheets, policy),
                rows: kinds.rows.map_or(usual.rows, policy),
                columns: kinds.columns.map_or(usual.columns, policy),
            }
        }
    }
}
