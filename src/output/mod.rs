//! The step `write`: documents compiled on worker threads, staged, and put in place together.

mod blank;
mod compile;
mod data_files;
mod documents;
mod manifest;
mod pdf;
mod quality_json;
mod quality_workbook;
mod rows;
mod stage;
mod stale;
mod values_csv;
mod values_json;
mod workbook;
mod workbook_sheets;
mod workers;

pub use blank::blank_workbook;
pub use compile::{Typeset, Typesetter};
pub use pdf::Pdf;
pub use workers::on_workers;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic, Outcome, SourceMap, Warned};
use crate::report::{Composition, Fonts};
use crate::system::System;

use stage::Stage;

/// How output is written.
pub struct WriteOptions<'a> {
    /// Threads for documents.
    pub threads: usize,
    /// Called after each document with the number of those that are ready, and of all.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths of the PDF files with the pages of each, in order.
    pub documents: Vec<(String, usize)>,
    /// Paths of the other files.
    pub files: Vec<String>,
}

/// Compiles and writes every document and the data beside them. Nothing that is in place is
/// touched before everything is complete.
///
/// # Errors
///
/// Fails with everything that is wrong with the documents; then nothing has been replaced.
pub fn write(
    definition: &Definition,
    composition: &Composition<'_>,
    system: &dyn System,
    options: &WriteOptions<'_>,
    texts: &mut SourceMap,
) -> Outcome<Written> {
    if composition.documents().is_empty() {
        return Err(Diagnostic::error(Code::NothingToMake).with("kind", "all").help("help").into());
    }
    let Warned { value: fonts, warnings: mut findings } = Fonts::load(system)?;
    let stage = Stage::new(system, composition.folder());
    let typesetter = Typesetter::new(system, &fonts);
    let (made, data) = std::thread::scope(|scope| {
        let data = scope.spawn(|| data_files::make(definition, composition, &stage));
        let made = documents::make(composition, &typesetter, &stage, options);
        (made, data.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let mut written = Written {
        documents: documents::sort_out(composition, made, texts, &mut findings),
        files: Vec::new(),
    };
    if !findings.has_errors() {
        let put = data
            .and_then(|files| data_files::put_manifests(definition, composition, &stage, files));
        written.files = findings.keep(put).unwrap_or_default();
    }
    if findings.has_errors() {
        stage.discard();
        return Err(findings);
    }
    findings.take(stage.publish());
    stale::report(definition, composition, system)
        .into_iter()
        .for_each(|found| findings.push(found));
    findings.finish(written)
}
