//! Sources: patterns compiled, columns of every origin brought together, their types fixed.

use indexmap::IndexMap;
use regex::Regex;

use crate::definition::decode::Either;
use crate::definition::model::{ColumnSchema, TableBase, TableDefinition, TableSchema};
use crate::definition::path_pattern::{PathPattern, PathPatternError};
use crate::definition::raw_source::{
    RawBlocks, RawCapture, RawColumn, RawCsv, RawDuplicates, RawHeader, RawHierarchy, RawMissing,
    RawRowRule, RawSheetMatch, RawSource, RawStrictness, RawType,
};
use crate::definition::source::{
    Blocks, ColumnKind, ColumnOrigin, CsvOptions, Duplicates, Header, Hierarchy, Level, RowRule,
    SheetChoice, Source, SourceColumn, Strictness, Unpivot,
};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};
use crate::values::{Missing, fold};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn sources(&mut self, raw: Vec<(Text, RawSource)>) -> Vec<Source> {
        self.unique(raw.iter().map(|(name, _)| name));
        let mut sources = Vec::new();
        for (name, raw) in raw {
            let derive = raw.derive.0.clone();
            let found_before = self.findings.iter().count();
            let mut source = self.source(name.clone(), raw);
            source.is_intact = self.findings.iter().count() == found_before;
            let table = self.source_table(name, &source, sources.len(), derive);
            self.tables.push(table);
            sources.push(source);
        }
        sources
    }

    fn source(&mut self, name: Text, raw: RawSource) -> Source {
        let title = raw.title.map_or_else(|| name.value.clone(), |t| self.substitute(&t, &[]));
        let files: Vec<_> = raw.files.0.iter().filter_map(|text| self.path(text)).collect();
        let hierarchy = raw.hierarchy.map(|raw| self.hierarchy(raw));
        let blocks = raw.blocks.map(|raw| self.blocks(raw));
        let unpivot = raw.unpivot.and_then(|text| self.pattern(&text));
        let unpivot = unpivot.map(|pattern| Unpivot { pattern });
        let mut columns: Vec<SourceColumn> = raw
            .columns
            .0
            .into_iter()
            .map(|(name, raw)| self.column(name, raw, blocks.as_ref()))
            .collect();
        for (name, raw) in raw.capture.0 {
            columns.extend(self.capture(name, raw));
        }
        add_found_columns(&mut columns, &files, hierarchy.as_ref(), unpivot.as_ref());
        self.unique(columns.iter().map(|column| &column.name));
        Source {
            title,
            files,
            sheets: self.sheets(raw.sheet),
            csv: self.csv(raw.csv.unwrap_or_default()),
            header: header(raw.header),
            stop: raw.stop.0.into_iter().filter_map(|rule| self.row_rule(rule)).collect(),
            exclude: raw.exclude.0.into_iter().filter_map(|rule| self.row_rule(rule)).collect(),
            fill_down: raw.fill_down.0,
            hierarchy,
            blocks,
            unpivot,
            missing: missing_words(raw.missing.0),
            columns,
            unreadable: match raw.unreadable {
                RawStrictness::Error => Strictness::Error,
                RawStrictness::Warning => Strictness::Warning,
            },
            duplicates: match raw.duplicates {
                RawDuplicates::Error => Duplicates::Error,
                RawDuplicates::DropIdentical => Duplicates::DropIdentical,
            },
            key: raw.key.0,
            is_intact: true,
            name,
        }
    }

    /// The table of a source: its columns, then those it computes.
    fn source_table(
        &mut self,
        name: Text,
        source: &Source,
        index: usize,
        derive: Vec<(Text, Text)>,
    ) -> TableDefinition {
        let mut schema: TableSchema = IndexMap::new();
        for column in &source.columns {
            let data_type = column.kind.data_type();
            let title = column.title.clone();
            schema.insert(column.name.value.clone(), ColumnSchema { data_type, title });
        }
        for key in &source.key {
            self.known_column(key, &schema);
        }
        let derive = self.derived_columns(derive, &mut schema);
        let base = TableBase::Source(index);
        TableDefinition { name, base, filter: None, joins: Vec::new(), derive, schema }
    }

    fn path(&mut self, text: &Text) -> Option<Spanned<PathPattern>> {
        let written = self.substitute(text, &[]);
        match PathPattern::parse(&written) {
            Ok(pattern) => Some(Spanned::new(pattern, text.span)),
            Err(error) => {
                let code = match error {
                    PathPatternError::Outside => Code::PathOutside,
                    PathPatternError::Malformed => Code::BadPattern,
                };
                self.findings.push(
                    Diagnostic::error(code)
                        .with("path", written.as_str())
                        .with("message", written.as_str())
                        .at(text.span)
                        .help("help"),
                );
                None
            }
        }
    }

    pub(super) fn pattern(&mut self, text: &Text) -> Option<Spanned<Regex>> {
        match Regex::new(&text.value) {
            Ok(pattern) => Some(Spanned::new(pattern, text.span)),
            Err(error) => {
                let message = error.to_string();
                let message = message.lines().last().unwrap_or_default().trim();
                let message = message.strip_prefix("error: ").unwrap_or(message);
                self.findings.push(
                    Diagnostic::error(Code::BadPattern)
                        .with("message", message)
                        .at(text.span)
                        .help("help"),
                );
                None
            }
        }
    }

    fn sheets(&mut self, raw: Option<Either<Text, RawSheetMatch>>) -> SheetChoice {
        match raw {
            None => SheetChoice::First,
            Some(Either::Scalar(text)) => match text.value.parse() {
                Ok(number) => SheetChoice::Number(Spanned::new(number, text.span)),
                Err(_) => SheetChoice::Named(text),
            },
            Some(Either::Collection(raw)) => {
                self.pattern(&raw.pattern).map_or(SheetChoice::First, SheetChoice::Matching)
            }
        }
    }

    fn csv(&mut self, raw: RawCsv) -> CsvOptions {
        let delimiter = raw.delimiter.and_then(|text| match text.value.as_str() {
            "tab" => Some(b'\t'),
            ";" => Some(b';'),
            "," => Some(b','),
            _ => {
                self.unknown_choice(&text, &[";", ",", "tab"]);
                None
            }
        });
        if let Some(encoding) = &raw.encoding
            && encoding_rs::Encoding::for_label(encoding.value.as_bytes()).is_none()
        {
            self.unknown_choice(
                encoding,
                &["utf-8", "utf-16le", "windows-1251", "ibm866", "koi8-r"],
            );
        }
        CsvOptions { encoding: raw.encoding, delimiter }
    }

    pub(super) fn unknown_choice(&mut self, text: &Text, choices: &[&str]) {
        self.findings.push(
            Diagnostic::error(Code::UnknownChoice)
                .with("word", text.value.as_str())
                .with("choices", choices.join("`, `"))
                .at(text.span)
                .suggest(nearest(&text.value, choices.iter().copied()))
                .help("help"),
        );
    }

    fn row_rule(&mut self, raw: RawRowRule) -> Option<RowRule> {
        if let Some(count) = raw.blank_rows {
            return Some(RowRule::Blank(count));
        }
        let Some(text) = raw.pattern else {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "match").help("help");
            self.findings.push(match raw.column {
                Some(column) => finding.at(column.span),
                None => finding,
            });
            return None;
        };
        let pattern = self.pattern(&text)?;
        Some(match raw.column {
            Some(heading) => RowRule::Cell { heading, pattern },
            None => RowRule::First(pattern),
        })
    }

    fn hierarchy(&mut self, raw: RawHierarchy) -> Hierarchy {
        let mut levels = Vec::new();
        for level in raw.levels.0 {
            let text = match (level.equals, level.pattern) {
                (Some(equals), _) => {
                    equals.map(|text| format!(r"^\s*{}\s*$", regex::escape(text.trim())))
                }
                (None, Some(pattern)) => pattern,
                (None, None) => level.name.clone().map(|name| regex::escape(&name)),
            };
            if let Some(pattern) = self.pattern(&text) {
                levels.push(Level { name: level.name, pattern });
            }
        }
        Hierarchy { heading: raw.column, levels }
    }

    fn blocks(&mut self, raw: RawBlocks) -> Blocks {
        self.unique(raw.rows.0.iter().map(|(name, _)| name));
        let rows = raw.rows.0.into_iter();
        let rows = rows.filter_map(|(name, text)| Some((name.value, self.pattern(&text)?)));
        Blocks { heading: raw.column, rows: rows.collect() }
    }

    fn column(&mut self, name: Text, raw: RawColumn, blocks: Option<&Blocks>) -> SourceColumn {
        let type_span = name.span;
        if let Some(block) = &raw.block {
            let known: Vec<&str> = blocks
                .into_iter()
                .flat_map(|blocks| blocks.rows.keys().map(String::as_str))
                .collect();
            if !known.contains(&block.value.as_str()) {
                self.unknown_choice(block, &known);
            }
        }
        let headings = if raw.from.0.is_empty() { vec![name.clone()] } else { raw.from.0 };
        let values = raw.values.0.into_iter().map(|text| text.value).collect();
        SourceColumn {
            kind: column_kind(raw.kind.unwrap_or(RawType::Text), values, raw.width),
            origin: ColumnOrigin::Heading { headings, block: raw.block },
            unit: raw.unit.map(|text| text.value),
            title: raw.title.map(|text| text.value),
            pattern: raw.pattern.and_then(|text| self.pattern(&text)),
            optional: raw.optional,
            type_span,
            name,
        }
    }

    fn capture(&mut self, name: Text, raw: RawCapture) -> Option<SourceColumn> {
        let pattern = raw.pattern.and_then(|text| self.pattern(&text));
        let origin = if let Some(cell) = raw.cell {
            let Some((row, column)) = cell_address(&cell.value) else {
                self.findings.push(
                    Diagnostic::error(Code::WrongShape)
                        .with("expected", "cell")
                        .at(cell.span)
                        .help("help"),
                );
                return None;
            };
            ColumnOrigin::Cell { row, column, pattern }
        } else if let Some(constant) = raw.constant {
            ColumnOrigin::Constant(self.substitute(&constant, &[]))
        } else if let (true, Some(pattern)) = (raw.sheet, pattern) {
            ColumnOrigin::SheetName(pattern)
        } else {
            self.findings.push(
                Diagnostic::error(Code::MissingKey).with("key", "cell").at(name.span).help("help"),
            );
            return None;
        };
        let kind = column_kind(raw.kind.unwrap_or(RawType::Text), Vec::new(), None);
        Some(found_column(name, kind, origin))
    }
}

/// Adds the columns that paths, levels and headings give of themselves, unless declared.
fn add_found_columns(
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

fn header(raw: RawHeader) -> Header {
    let contains = raw.contains.0.into_iter().filter_map(|variants| {
        let span = variants.0.first()?.span;
        Some(Spanned::new(variants.0.into_iter().map(|text| text.value).collect(), span))
    });
    Header {
        contains: contains.collect(),
        rows: raw.rows.unwrap_or(1).max(1),
        join: raw.join.map_or_else(|| " › ".to_owned(), |text| text.value),
        within: raw.within.unwrap_or(40),
        numbered: raw.numbered,
    }
}

fn missing_words(raw: Vec<(Text, RawMissing)>) -> IndexMap<String, Missing> {
    let reason = |raw| match raw {
        RawMissing::NoData => Missing::NoData,
        RawMissing::NotApplicable => Missing::NotApplicable,
        RawMissing::Suppressed => Missing::Suppressed,
        RawMissing::Empty => Missing::Empty,
    };
    raw.into_iter().map(|(word, raw)| (fold(&word.value), reason(raw))).collect()
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
