//! Documents on worker threads: composed, compiled and staged one after another.

use std::ops::ControlFlow;
use std::sync::Mutex;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceMap};
use crate::report::{Composition, FailedDocument, diagnose};

use super::WriteOptions;
use super::compile::Typesetter;
use super::stage::Stage;
use super::workers::on_workers;

/// Why a document could not be made.
pub(super) enum Failure {
    Composing(Diagnostics),
    Typesetting(FailedDocument),
    Writing(Box<Diagnostic>),
}

/// The pages of a document that is staged, or why it is not.
type Made = Result<usize, Failure>;

/// Makes every document, and returns what became of each in order.
pub(super) fn make(
    composition: &Composition<'_>,
    typesetter: &Typesetter<'_>,
    stage: &Stage<'_>,
    options: &WriteOptions<'_>,
) -> Vec<Made> {
    let count = composition.documents().len();
    let results: Mutex<Vec<Option<Made>>> = Mutex::new((0..count).map(|_| None).collect());
    let job = |index: usize| {
        let made = one(composition, typesetter, stage, index);
        let mut results = results.lock().expect("no holder of this lock can panic");
        results[index] = Some(made);
        let ready = results.iter().filter(|result| result.is_some()).count();
        drop(results);
        (options.progress)(ready, count);
        ControlFlow::Continue(())
    };
    on_workers(count, options.threads, &job);
    let results = results.into_inner().expect("no holder of this lock can panic");
    results.into_iter().flatten().collect()
}

fn one(
    composition: &Composition<'_>,
    typesetter: &Typesetter<'_>,
    stage: &Stage<'_>,
    index: usize,
) -> Made {
    let path = &composition.documents()[index].path;
    let document = composition.document(index).map_err(Failure::Composing)?;
    let pdf = typesetter
        .compile(document)
        .map_err(|faults| Failure::Typesetting(FailedDocument { name: path.clone(), faults }))?;
    stage.put(path, &pdf.bytes).map_err(Failure::Writing)?;
    Ok(pdf.pages)
}

/// Returns path and pages of the documents that were made; what went wrong with the others goes
/// to `findings`, each mistake once.
pub(super) fn sort_out(
    composition: &Composition<'_>,
    made: Vec<Made>,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Vec<(String, usize)> {
    let mut documents = Vec::new();
    let mut failed = Vec::new();
    for (planned, result) in composition.documents().iter().zip(made) {
        match result {
            Ok(pages) => documents.push((planned.path.clone(), pages)),
            Err(Failure::Composing(errors)) => findings.append_new(errors),
            Err(Failure::Typesetting(document)) => failed.push(document),
            Err(Failure::Writing(finding)) => findings.push(*finding),
        }
    }
    findings.append(diagnose(&failed, texts));
    documents
}
