//! The step `write`: documents compiled on worker threads, staged, and put in place together.

mod compile;
mod manifest;
mod pdf;
mod rows;
mod stage;
mod values_csv;
mod values_json;
mod workbook;
mod workers;

pub use compile::{Typeset, Typesetter};
pub use pdf::Pdf;
pub use workers::on_workers;

use std::ops::ControlFlow;
use std::sync::Mutex;

use crate::definition::Definition;
use crate::diagnostics::{Diagnostic, Diagnostics, Outcome, SourceMap, Warned};
use crate::report::{Composition, FailedDocument, Fonts, TypesetFault, diagnose};
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

/// Why a document could not be made.
enum Failure {
    Composing(Diagnostics),
    Typesetting(FailedDocument),
    Writing(Box<Diagnostic>),
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
    let Warned { value: fonts, warnings: mut findings } = Fonts::load(system)?;
    let stage = Stage::new(system, composition.documents());
    let made = make_documents(composition, &Typesetter::new(system, &fonts), &stage, options);
    let mut written = Written::default();
    let mut failed = Vec::new();
    for (planned, result) in composition.documents().iter().zip(made) {
        match result {
            Ok(pages) => written.documents.push((planned.path.clone(), pages)),
            Err(Failure::Composing(errors)) => findings.append_new(errors),
            Err(Failure::Typesetting(document)) => failed.push(document),
            Err(Failure::Writing(finding)) => findings.push(*finding),
        }
    }
    findings.append(diagnose(&failed, texts));
    if !findings.has_errors() {
        write_data(definition, composition, &stage, &mut written, &mut findings);
    }
    if findings.has_errors() {
        stage.discard();
        return Err(findings);
    }
    findings.take(stage.publish());
    findings.finish(written)
}

fn make_documents(
    composition: &Composition<'_>,
    typesetter: &Typesetter<'_>,
    stage: &Stage<'_>,
    options: &WriteOptions<'_>,
) -> Vec<Result<usize, Failure>> {
    let documents = composition.documents();
    let results: Mutex<Vec<Option<Result<usize, Failure>>>> =
        Mutex::new(documents.iter().map(|_| None).collect());
    let job = |index: usize| {
        let path = &documents[index].path;
        let result = composition
            .document(index)
            .map_err(Failure::Composing)
            .and_then(|document| {
                let typeset = typesetter.compile(document);
                typeset.map_err(|faults: Vec<TypesetFault>| {
                    Failure::Typesetting(FailedDocument { name: path.clone(), faults })
                })
            })
            .and_then(|pdf| {
                let pages = pdf.pages;
                stage.put(path, &pdf.bytes).map(|()| pages).map_err(Failure::Writing)
            });
        let mut results = results.lock().expect("no holder of this lock can panic");
        results[index] = Some(result);
        let ready = results.iter().filter(|result| result.is_some()).count();
        drop(results);
        (options.progress)(ready, documents.len());
        ControlFlow::Continue(())
    };
    on_workers(documents.len(), options.threads, &job);
    let results = results.into_inner().expect("no holder of this lock can panic");
    results.into_iter().flatten().collect()
}

/// Writes what stands beside the documents: values for programs and spreadsheets, the manifest.
fn write_data(
    definition: &Definition,
    composition: &Composition<'_>,
    stage: &Stage<'_>,
    written: &mut Written,
    findings: &mut Diagnostics,
) {
    let values = composition.values();
    let log = composition.quality();
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("indicators.json", values_json::bytes(&values)),
        ("indicators.csv", values_csv::bytes(&values)),
    ];
    let book: Option<Vec<u8>> = findings.keep(workbook::bytes(definition, &values, log));
    files.extend(book.map(|book| ("indicators.xlsx", book)));
    for (name, bytes) in files {
        put(stage, name, &bytes, written, findings);
    }
    let manifest = manifest::bytes(definition, log, &stage.fingerprints());
    put(stage, "manifest.json", &manifest, written, findings);
}

fn put(
    stage: &Stage<'_>,
    name: &str,
    bytes: &[u8],
    written: &mut Written,
    findings: &mut Diagnostics,
) {
    let path = stage.beside(name);
    let result = stage.put(&path, bytes).map_err(|finding: Box<Diagnostic>| *finding);
    if findings.keep(result).is_some() {
        written.files.push(path);
    }
}
