//! One file, read once for all sources that ask for it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::definition::Source;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::system::{System, failure_reason};

use super::apart;
use super::choice::{self, choose};
use super::csv;
use super::csv_findings;
use super::files::FileJob;
use super::format::{self, Detected, Format};
use super::problem::FileProblem;
use super::raw::RawSheet;
use super::sheet::{self, FileFacts, SheetName};
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
            let choices = requests.map(|request| &self.sources[request.source].sheets);
            choices.flat_map(|choice| choose(choice, sheets).sheets).collect()
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
            self.rows.findings.append(csv_findings::warnings(&name, &text));
            let facts = FileFacts { format: Format::Csv, sha256, captures: &request.captures };
            let sheet = sheet::read(&name, &text.grid, source, facts, &mut self.rows.findings);
            self.rows.sheets.extend(sheet.map(|sheet| (request.source, sheet)));
        }
        Ok(())
    }

    fn workbook(&mut self, workbook: &workbook::Workbook, format: Format, sha256: &Arc<str>) {
        let path = &self.job.path;
        let findings = &mut self.rows.findings;
        let mut hidden = BTreeSet::new();
        for request in &self.job.requests {
            let source = &self.sources[request.source];
            let chosen = choose(&source.sheets, &workbook.sheets);
            if chosen.sheets.is_empty() {
                findings.push(choice::not_found(source, path, &workbook.sheets));
            }
            hidden.extend(chosen.hidden);
            let facts = FileFacts { format, sha256, captures: &request.captures };
            for (index, grid) in &workbook.grids {
                if chosen.sheets.contains(index) {
                    let sheet = Arc::clone(&workbook.sheets[*index].name);
                    let name = SheetName { file: Arc::clone(path), sheet };
                    let sheet = sheet::read(&name, grid, source, facts, findings);
                    self.rows.sheets.extend(sheet.map(|sheet| (request.source, sheet)));
                }
            }
        }
        if !hidden.is_empty() {
            let names: Vec<&str> =
                hidden.iter().map(|index| &*workbook.sheets[*index].name).collect();
            findings.push(choice::left_out(path, &names));
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
