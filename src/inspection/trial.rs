//! Tries a draft: it is loaded, the workbook is read by it, and its tables are built. What does not
//! run is taken back, column by column, until it does.

use std::sync::LazyLock;

use crate::definition::{self, ColumnKind};
use crate::diagnostics::{
    Argument, Catalogue, Code, Diagnostic, Diagnostics, Language, Severity, SourceMap,
};
use crate::expressions::Rows;
use crate::sources;
use crate::system::MemorySystem;
use crate::tables;

use super::draft::{Draft, LeftOut, year};
use super::known::{KnownForm, Library};
use super::names::Names;
use super::{Inspection, yaml};

/// Where a workbook will be read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as a definition writes it.
    pub path: String,
    /// Whether it lies in the folder of the project.
    pub is_inside: bool,
}

/// A definition for the tables of one workbook.
#[derive(Debug)]
pub struct Proposal {
    /// Where the workbook is.
    pub file: SourceFile,
    /// The year it is about, if it says one.
    pub year: Option<String>,
    /// The sources that run.
    pub drafts: Vec<Draft>,
    /// Hidden sheets with tables, for which nothing is proposed.
    pub hidden_sheets: Vec<String>,
    /// How many tables have no source, since nothing tells them from another one.
    pub tables_left_out: usize,
}

/// Name of the definition while it is tried.
const DEFINITION: &str = "msoko-inspect.yaml";

/// How often a draft is changed.
const ATTEMPTS: usize = 12;

/// Proposes a definition that reads a workbook. `names` are those of the sources given so far.
pub fn propose(
    inspection: &Inspection,
    bytes: &[u8],
    file: &SourceFile,
    names: &mut Names,
) -> Proposal {
    let mut proposal = Proposal {
        file: file.clone(),
        year: year(inspection),
        drafts: Vec::new(),
        hidden_sheets: Vec::new(),
        tables_left_out: 0,
    };
    let has_visible = inspection.sheets.iter().any(|s| !s.is_hidden && !s.tables.is_empty());
    let files = pattern_of(&file.path);
    for sheet in &inspection.sheets {
        if sheet.is_hidden && has_visible {
            if !sheet.tables.is_empty() {
                proposal.hidden_sheets.push(sheet.name.to_string());
            }
            continue;
        }
        for table in &sheet.tables {
            let draft = Draft::new(inspection, sheet, table, &files, names);
            let trial = Trial { bytes, file, year: proposal.year.as_ref() };
            let tried = draft.and_then(|draft| {
                let known = trial.known(&draft, &LIBRARY.candidates(table));
                let alone = draft.in_own_range();
                known.or_else(|| trial.repaired(draft)).or_else(|| trial.repaired(alone))
            });
            match tried {
                Some(draft) => proposal.drafts.push(draft),
                None => proposal.tables_left_out += 1,
            }
        }
    }
    proposal
}

/// Writes a path as a pattern: what means something in patterns stands for any character.
fn pattern_of(path: &str) -> String {
    path.replace(['{', '}', ':', '\\'], "*")
}

/// The same for every workbook, and slow to load.
static LIBRARY: LazyLock<Library> = LazyLock::new(Library::load);

/// What drafts are tried on.
#[derive(Clone, Copy)]
struct Trial<'a> {
    bytes: &'a [u8],
    file: &'a SourceFile,
    year: Option<&'a String>,
}

impl Trial<'_> {
    /// Returns the draft by the first form that reads the table without a mistake, and as many rows
    /// as there are where it makes one of each.
    fn known(self, draft: &Draft, forms: &[(&KnownForm, bool)]) -> Option<Draft> {
        forms.iter().find_map(|(form, is_row_for_row)| {
            let mut draft = draft.by_form(form);
            let count = self.rows(&draft).ok()?;
            if count == 0 || (*is_row_for_row && count != draft.row_count) {
                return None;
            }
            draft.row_count = count;
            Some(draft)
        })
    }

    /// Returns a draft that runs: the given one, without what does not.
    fn repaired(self, mut draft: Draft) -> Option<Draft> {
        for _ in 0..ATTEMPTS {
            match self.rows(&draft) {
                Ok(count) => return (count == draft.row_count).then_some(draft),
                Err(findings) => draft = repaired(draft, &findings)?,
            }
        }
        None
    }

    fn rows(self, draft: &Draft) -> Result<usize, Diagnostics> {
        let alone = Proposal {
            file: self.file.clone(),
            year: self.year.cloned(),
            drafts: vec![draft.clone()],
            hidden_sheets: Vec::new(),
            tables_left_out: 0,
        };
        rows_of(&alone, self.bytes)
    }
}

/// Reads a workbook by a definition and returns how many rows the first table has.
fn rows_of(proposal: &Proposal, bytes: &[u8]) -> Result<usize, Diagnostics> {
    let text = yaml::definition(std::slice::from_ref(proposal), &Catalogue::new(Language::Russian));
    let system =
        MemorySystem::default().with(DEFINITION, text).with(&proposal.file.path, bytes.to_vec());
    let mut texts = SourceMap::default();
    let loaded = definition::load(&system, DEFINITION, &mut texts);
    let Some(definition) = loaded.definition.filter(|_| !loaded.findings.has_errors()) else {
        return Err(loaded.findings);
    };
    let rows = sources::read(&definition.sources, &system)?.value;
    let tables = tables::build(&definition, rows)?.value;
    Ok(tables.iter().next().map_or(0, Rows::row_count))
}

/// Takes back what a finding is about; nothing where that is not known.
fn repaired(mut draft: Draft, findings: &Diagnostics) -> Option<Draft> {
    let before = draft.clone();
    for finding in findings.iter().filter(|finding| is_error(finding)) {
        let text = |name: &str| match finding.arguments.iter().find(|(known, _)| *known == name) {
            Some((_, Argument::Text(text))) => text.as_str(),
            _ => "",
        };
        match finding.code {
            Code::DuplicateKey | Code::PersonalKey => draft.key.clear(),
            Code::UnknownLevel => draft.labels = None,
            Code::CaptureFailed => draft.titles.retain(|title| title.name != text("column")),
            Code::ErrorCell | Code::FormulaNotCalculated => draft.is_lenient = true,
            Code::WrongType | Code::ValueNotAllowed => draft.loosen(text("column")),
            Code::ColumnAmbiguous | Code::ColumnNotFound => draft.drop_heading(text("heading")),
            Code::PeriodMissing | Code::UnknownPeriodValue => draft.drop_name("period"),
            _ => {}
        }
    }
    (draft != before).then_some(draft)
}

fn is_error(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Warning
}

impl Draft {
    /// The same source that sees nothing but its table.
    fn in_own_range(&self) -> Self {
        Self { range: Some(self.own_range.clone()), stop: None, ..self.clone() }
    }

    /// Reads a column as text, or not at all where it was that already.
    fn loosen(&mut self, name: &str) {
        let is_title = self.titles.iter_mut().find(|title| title.name == name);
        if let Some(title) = is_title {
            title.kind = ColumnKind::Text;
        }
        match self.columns.iter_mut().find(|column| column.name == name) {
            Some(column) if column.kind != ColumnKind::Text => column.kind = ColumnKind::Text,
            Some(_) => self.drop_name(name),
            None => {}
        }
    }

    fn drop_name(&mut self, name: &str) {
        let dropped = self.columns.iter().filter(|column| column.name == name);
        let dropped: Vec<String> = dropped.map(|column| column.heading.clone()).collect();
        self.left_out.extend(dropped.into_iter().map(|heading| (heading, LeftOut::Unreadable)));
        self.columns.retain(|column| column.name != name);
        self.key.retain(|key| key != name);
    }

    fn drop_heading(&mut self, heading: &str) {
        let names: Vec<String> = self
            .columns
            .iter()
            .filter(|column| column.heading == heading)
            .map(|column| column.name.clone())
            .collect();
        names.iter().for_each(|name| self.drop_name(name));
        self.contains.retain(|known| known != heading);
        self.fill_down.retain(|known| known != heading);
    }
}
