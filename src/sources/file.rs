//! One file, read once for all sources that ask for it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::definition::{HiddenPolicy, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::system::{System, failure_reason};

use super::apart;
use super::choice::{self, Chosen, choose};
use super::csv;
use super::csv_findings;
use super::files::FileJob;
use super::format::{self, Detected, Format};
use super::grid::Grid;
use super::problem::FileProblem;
use super::raw::RawSheet;
use super::sheet::{self, FileFacts, SheetName};
use super::statistical_form;
use super::visible;
use super::workbook::{self, SheetInfo};

/// What a file has given.
#[derive(Debug, Default)]
pub(super) struct FileRows {
    /// Index of a source, and a sheet of it.
    pub(super) sheets: Vec<(usize, RawSheet)>,
    /// What was found on the way.
    pub(super) findings: Diagnostics,
}

/// Reads a file.
pub(super) fn read(job: &FileJob, sources: &[Source], system: &dyn System) -> FileRows {
    let mut reading = Reading { job, sources, system, rows: FileRows::default() };
    match system.read(Path::new(&*job.path)) {
        Ok(bytes) => {
            if let Err(problem) = reading.bytes(&bytes) {
                reading.rows.findings.push(problem.diagnostic(&job.path));
            }
        }
        Err(error) => {
            let finding = cannot_read(job, &failure_reason(&error));
            reading.rows.findings.push(finding.help("help"));
        }
    }
    reading.rows
}

fn cannot_read(job: &FileJob, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::CannotRead)
        .with("path", &*job.path)
        .with("reason", reason)
        .at(Location::File(Arc::clone(&job.path)))
}

struct Reading<'a> {
    job: &'a FileJob,
    sources: &'a [Source],
    system: &'a dyn System,
    rows: FileRows,
}

impl Reading<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), FileProblem> {
        let detected = format::detect(bytes)?;
        let sha256: Arc<str> = hexadecimal(&Sha256::digest(bytes)).into();
        if detected == Detected::Csv {
            return self.text_file(bytes, &sha256);
        }
        let wanted = |sheets: &[SheetInfo]| -> BTreeSet<usize> {
            let requests = self.job.requests.iter();
            let sources = requests.map(|request| &self.sources[request.source]);
            sources.flat_map(|source| choose(source, sheets).sheets).collect()
        };
        let apart = self.system.reader().filter(|_| apart::is_read_apart(detected));
        let read = match apart {
            Some(program) => apart::read(program, bytes, &wanted),
            None => Ok(workbook::read(bytes, detected, &wanted)),
        };
        let workbook = match read {
            Ok(read) => read?,
            Err(error) => {
                let finding = cannot_read(self.job, "reader").with("detail", error.to_string());
                self.rows.findings.push(finding.help("help-reader"));
                return Ok(());
            }
        };
        self.workbook(&workbook, detected.format(), &sha256);
        self.rows.findings.append(workbook.doubts.findings(&self.job.path));
        Ok(())
    }

    fn text_file(&mut self, bytes: &[u8], sha256: &Arc<str>) -> Result<(), FileProblem> {
        let name = SheetName { file: Arc::clone(&self.job.path), sheet: "".into() };
        for request in &self.job.requests {
            let source = &self.sources[request.source];
            let text = csv::read(bytes, &source.csv)?;
            self.rows.findings.append_new(csv_findings::warnings(&name, &text));
            let facts = FileFacts { format: Format::Csv, sha256, captures: &request.captures };
            let grids = [(name.clone(), &text.grid)];
            let mut findings = Diagnostics::default();
            let sheets = read_sheets(&grids, source, facts, &mut findings);
            self.rows.findings.append_new(findings);
            self.rows.sheets.extend(sheets.into_iter().map(|sheet| (request.source, sheet)));
        }
        Ok(())
    }

    fn workbook(&mut self, workbook: &workbook::Workbook, format: Format, sha256: &Arc<str>) {
        let path = &self.job.path;
        let mut hidden = HiddenSheets::default();
        for request in &self.job.requests {
            let source = &self.sources[request.source];
            let chosen = choose(source, &workbook.sheets);
            for choice in &chosen.unfound {
                self.rows.findings.push(choice::not_found(*choice, path, &workbook.sheets));
            }
            hidden.note(source, &chosen, &workbook.sheets);
            let facts = FileFacts { format, sha256, captures: &request.captures };
            let grids = workbook.grids.iter().filter(|(index, _)| chosen.sheets.contains(index));
            let grids = with_content(grids.collect(), &chosen);
            let grids = grids.into_iter().map(|(index, grid)| {
                let sheet = Arc::clone(&workbook.sheets[*index].name);
                (SheetName { file: Arc::clone(path), sheet }, grid)
            });
            let mut findings = Diagnostics::default();
            let sheets = read_sheets(&grids.collect::<Vec<_>>(), source, facts, &mut findings);
            // What is said of a sheet is said once, also where several sources read it.
            self.rows.findings.append_new(findings);
            self.rows.sheets.extend(sheets.into_iter().map(|sheet| (request.source, sheet)));
        }
        self.rows.findings.append(hidden.findings(path, &workbook.sheets));
    }
}

/// Leaves out the blank sheets that new workbooks come with, unless they are named or there are no
/// others.
fn with_content<'g>(grids: Vec<&'g (usize, Grid)>, chosen: &Chosen<'_>) -> Vec<&'g (usize, Grid)> {
    let is_wanted = |(index, grid): &&&(usize, Grid)| {
        let mut cells = grid.rows().iter().flat_map(|row| row.cells());
        chosen.named.contains(index) || cells.any(|(_, cell)| !cell.is_blank())
    };
    let wanted: Vec<&(usize, Grid)> = grids.iter().filter(is_wanted).copied().collect();
    if wanted.is_empty() { grids } else { wanted }
}

/// Reads the rows of a source from its sheets of one file.
fn read_sheets(
    grids: &[(SheetName, &Grid)],
    source: &Source,
    facts: FileFacts<'_>,
    findings: &mut Diagnostics,
) -> Vec<RawSheet> {
    let seen = grids.iter().filter_map(|(name, grid)| {
        let part = visible::part(name, grid, source, findings)?;
        Some((name, part))
    });
    let seen: Vec<(&SheetName, Cow<'_, Grid>)> = seen.collect();
    match &source.cells {
        Some(form) => statistical_form::read(&seen, source, form, facts, findings),
        None => {
            let tables = seen.iter();
            tables
                .flat_map(|(name, grid)| sheet::read(name, grid, source, facts, findings))
                .collect()
        }
    }
}

/// The hidden sheets of a workbook, by what is done with them.
#[derive(Default)]
struct HiddenSheets {
    left_out: BTreeSet<usize>,
    read: BTreeSet<usize>,
    refused: BTreeSet<usize>,
}

impl HiddenSheets {
    fn note(&mut self, source: &Source, chosen: &Chosen<'_>, sheets: &[SheetInfo]) {
        let read = chosen.sheets.iter().copied().filter(|index| sheets[*index].is_hidden);
        if source.hidden.sheets == HiddenPolicy::Refuse {
            self.refused.extend(read.chain(chosen.hidden.iter().copied()));
        } else {
            self.read.extend(read);
            self.left_out.extend(&chosen.hidden);
        }
    }

    fn findings(&self, path: &Arc<str>, sheets: &[SheetInfo]) -> Diagnostics {
        let kinds = [
            (&self.refused, Diagnostic::error(Code::HiddenRefused)),
            (&self.left_out, Diagnostic::warning(Code::HiddenSheet)),
            (&self.read, Diagnostic::warning(Code::HiddenSheetRead)),
        ];
        let found = kinds.into_iter().filter(|(indexes, _)| !indexes.is_empty());
        let finding = |(indexes, begun): (&BTreeSet<usize>, Diagnostic)| {
            let names: Vec<&str> = indexes.iter().map(|index| &*sheets[*index].name).collect();
            choice::hidden(begun, path, &names)
        };
        found.map(finding).collect()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
