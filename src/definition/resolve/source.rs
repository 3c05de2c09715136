//! Sources: which files, which rows of their sheets, and the table that comes of them.

use indexmap::IndexMap;

use crate::definition::decode::{Either, Named};
use crate::definition::model::{ColumnSchema, TableBase, TableDefinition};
use crate::definition::raw_layout::RawUnpivot;
use crate::definition::raw_source::{
    RawBlocks, RawCapture, RawCsv, RawDuplicates, RawHierarchy, RawMissing, RawSource,
    RawStrictness,
};
use crate::definition::source::{
    Blocks, ColumnKind, CsvOptions, Duplicates, Hierarchy, Level, Source, SourceColumn, Strictness,
    Unpivot, WordMeaning,
};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::values::{DataType, Missing, fold};

use super::Resolver;
use super::capture::{GroupTypes, Groups};
use super::columns::Columns;
use super::layout::{add_form_columns, hidden};

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn sources(&mut self, raw: Vec<(Text, RawSource)>) -> Vec<Source> {
        self.unique(raw.iter().map(|(name, _)| name));
        let names: Vec<String> = raw.iter().map(|(name, _)| name.value.clone()).collect();
        let mut sources = Vec::new();
        for (name, mut raw) in raw {
            let derive = std::mem::take(&mut raw.derive);
            let identify = std::mem::take(&mut raw.identify);
            let found_before = self.found();
            let mut lost = Columns::default();
            let mut source = self.source(name.clone(), raw, &mut lost);
            source.is_intact = self.found() == found_before;
            source.identify = self.identify(identify, &names, &mut lost);
            self.source_table(&source, sources.len(), derive, lost);
            sources.push(source);
        }
        self.identify_columns(&sources);
        sources
    }

    /// Checks a source. Names of columns that are lost to mistakes go to `lost`.
    fn source(&mut self, name: Text, raw: RawSource, lost: &mut Columns) -> Source {
        self.idle_in_source(&raw);
        let title = raw.title.map_or_else(|| name.value.clone(), |t| self.substitute(&t, &[]));
        let files: Vec<_> = raw.files.0.iter().filter_map(|text| self.path(text)).collect();
        lost.is_open |= files.len() < raw.files.0.len();
        self.filled(raw.files.0.is_empty(), name.span, "help-filled");
        let hierarchy = raw.hierarchy.map(|raw| self.hierarchy(raw, lost));
        let blocks = raw.blocks.map(|raw| self.blocks(raw));
        let unpivot = raw.unpivot.and_then(|raw| self.unpivot(raw, lost));
        let declared = raw.columns.value;
        let is_empty = declared.list.is_empty() && declared.broken.is_empty();
        let is_form = raw.cells.is_some();
        self.filled(is_empty && !is_form, raw.columns.span, "help-filled");
        lost.broken.extend(declared.broken.into_iter().map(|name| name.value));
        let cells = raw.cells.map(|raw| self.cells_form(raw, &declared.list));
        let mut columns = Vec::new();
        for (name, raw) in declared.list {
            let word = name.value.clone();
            match self.column(name, raw, blocks.as_ref(), cells.as_ref()) {
                Some(column) => columns.push(column),
                None => _ = lost.broken.insert(word),
            }
        }
        let types = self.captures(raw.capture, &mut columns, lost);
        if cells.as_ref().is_some_and(|cells| cells.is_long) {
            add_form_columns(&mut columns, &name);
        }
        let groups = Groups {
            files: &files,
            hierarchy: hierarchy.as_ref(),
            unpivot: unpivot.as_ref(),
            is_open: lost.is_open,
        };
        self.add_found_columns(&mut columns, &groups, types);
        let range = raw.range.and_then(|text| self.cell_range(&text));
        self.outside_of_range(&columns, range);
        self.unique(columns.iter().map(|column| &column.name));
        if raw.header.is_none() && !is_form {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "header");
            self.findings.push(finding.at(name.span).help("help"));
        }
        Source {
            title,
            files,
            sheets: self.sheets(raw.sheet),
            hidden: raw.hidden.map(hidden).unwrap_or_default(),
            range,
            csv: self.csv(raw.csv.unwrap_or_default()),
            header: self.header(raw.header),
            cells,
            start: self.row_rules(raw.start),
            stop: self.row_rules(raw.stop),
            exclude: self.row_rules(raw.exclude),
            fill_down: raw.fill_down.list,
            hierarchy,
            blocks: blocks.map(|blocks| blocks.0),
            unpivot,
            missing: missing_words(raw.missing.list),
            footnote_marks: raw.footnote_marks.list.into_iter().map(|mark| mark.value).collect(),
            columns,
            identify: Vec::new(),
            unreadable: strictness(raw.unreadable),
            duplicates: duplicates(raw.duplicates),
            key: raw.key.list,
            is_intact: true,
            name,
        }
    }

    /// Adds the columns whose value stands outside of the table. Those of which only the type is
    /// declared are found elsewhere.
    fn captures(
        &mut self,
        raw: Named<RawCapture>,
        columns: &mut Vec<SourceColumn>,
        lost: &mut Columns,
    ) -> GroupTypes {
        lost.broken.extend(raw.broken.into_iter().map(|name| name.value));
        let mut types = GroupTypes::default();
        for (name, raw) in raw.list {
            if raw.is_type_only() {
                let not_personal = self.reason(raw.not_personal);
                types.add(name, raw.kind, not_personal);
                continue;
            }
            let word = name.value.clone();
            match self.capture(name, raw) {
                Some(column) => columns.push(column),
                None => _ = lost.broken.insert(word),
            }
        }
        types
    }

    /// Adds the table of a source: its columns, then those it computes.
    fn source_table(&mut self, source: &Source, index: usize, derive: Named<Text>, lost: Columns) {
        let mut columns = lost;
        for column in &source.columns {
            let data_type = match (column.name.value.as_str(), &column.kind) {
                // Whatever form it has in the file, it is read to text such as `2024-25`.
                ("period", ColumnKind::Integer) => DataType::Text,
                (_, kind) => kind.data_type(),
            };
            let title = column.title.clone();
            columns.add(&column.name, ColumnSchema { data_type, title });
        }
        self.add_identified(source, &mut columns);
        for key in &source.key {
            self.known_column(key, &columns);
        }
        let computed = self.derived_columns(derive.list, &mut columns);
        columns.broken.extend(derive.broken.into_iter().map(|name| name.value));
        self.add_period(&source.name, &mut columns);
        self.tables.push(TableDefinition {
            name: source.name.clone(),
            base: TableBase::Source(index),
            filter: None,
            joins: Vec::new(),
            derive: computed,
            schema: columns.schema.clone(),
            is_late: false,
        });
        self.columns.push(columns);
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

    fn unpivot(&mut self, raw: RawUnpivot, lost: &mut Columns) -> Option<Unpivot> {
        let (pattern, except) = match raw {
            Either::Scalar(pattern) => (pattern, None),
            Either::Collection(rule) => (rule.pattern, rule.except),
        };
        let pattern = self.pattern(&pattern);
        lost.is_open |= pattern.is_none();
        let except = except.and_then(|text| self.pattern(&text));
        Some(Unpivot { pattern: pattern?, except })
    }

    fn hierarchy(&mut self, raw: RawHierarchy, lost: &mut Columns) -> Hierarchy {
        let mut levels = Vec::new();
        lost.is_open |= !raw.levels.is_whole;
        for level in raw.levels.list {
            self.idle_pattern(level.equals.is_some(), level.pattern.as_ref());
            let text = match (level.equals, level.pattern) {
                (Some(equals), _) => {
                    equals.map(|text| format!(r"^\s*{}\s*$", regex::escape(text.trim())))
                }
                (None, Some(pattern)) => pattern,
                (None, None) => level.name.clone().map(|name| regex::escape(&name)),
            };
            if let Some(pattern) = self.pattern(&text) {
                levels.push(Level { name: level.name, pattern });
            } else {
                lost.is_open = true;
            }
        }
        Hierarchy { heading: raw.column, levels }
    }

    /// Checks blocks. The names of all their rows come with them, also of those with a mistake.
    fn blocks(&mut self, raw: RawBlocks) -> (Blocks, Vec<String>) {
        self.unique(raw.rows.list.iter().map(|(name, _)| name));
        let sound = raw.rows.list.iter().map(|(name, _)| name);
        let names = sound.chain(&raw.rows.broken).map(|name| name.value.clone()).collect();
        let rows = raw.rows.list.into_iter();
        let rows = rows.filter_map(|(name, text)| Some((name.value, self.pattern(&text)?)));
        (Blocks { heading: raw.column, rows: rows.collect() }, names)
    }
}

const fn strictness(raw: RawStrictness) -> Strictness {
    match raw {
        RawStrictness::Error => Strictness::Error,
        RawStrictness::Warning => Strictness::Warning,
    }
}

const fn duplicates(raw: RawDuplicates) -> Duplicates {
    match raw {
        RawDuplicates::Error => Duplicates::Error,
        RawDuplicates::DropIdentical => Duplicates::DropIdentical,
        RawDuplicates::Keep => Duplicates::Keep,
    }
}

/// Returns what words in cells mean, by their folded spelling.
pub(super) fn missing_words(raw: Vec<(Text, RawMissing)>) -> IndexMap<String, WordMeaning> {
    let meaning = |raw| {
        WordMeaning::Missing(match raw {
            RawMissing::NoData => Missing::NoData,
            RawMissing::NotApplicable => Missing::NotApplicable,
            RawMissing::Suppressed => Missing::Suppressed,
            RawMissing::Absent => Missing::Absent,
            RawMissing::Empty => Missing::Empty,
            RawMissing::Zero => return WordMeaning::Zero,
        })
    };
    raw.into_iter().map(|(word, raw)| (fold(&word.value), meaning(raw))).collect()
}
