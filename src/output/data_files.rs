//! What stands beside the documents of an edition: values for programs and spreadsheets, and the
//! manifest.

use crate::definition::{Definition, Edition};
use crate::diagnostics::Diagnostic;
use crate::report::Composition;

use super::stage::Stage;
use super::values_csv::ValuesCsv;
use super::workbook::ValuesBook;
use super::{manifest, quality_json, quality_workbook, values_json};

/// Paths and bytes of files.
type Files = Vec<(String, Vec<u8>)>;

/// Makes the files with values of every edition. The log of cells stays in the office.
pub(super) fn make(
    definition: &Definition,
    composition: &Composition<'_>,
) -> Result<Files, Diagnostic> {
    let mut files = Vec::new();
    for (edition, folder) in composition.data_folders() {
        let mut add = |name: &str, bytes: Vec<u8>| files.push((beside(&folder, name), bytes));
        let indicators = || composition.indicators(edition);
        add("indicators.json", values_json::bytes(definition, indicators()));
        let mut csv = ValuesCsv::new();
        let mut book = ValuesBook::new(definition)?;
        for indicator in indicators() {
            book.add(&indicator, |row| csv.add(row))?;
        }
        add("indicators.csv", csv.bytes());
        add("indicators.xlsx", book.bytes(composition.quality_summary(edition))?);
        if edition == Edition::Internal {
            let log = composition.quality();
            add("quality.json", quality_json::bytes(definition, log));
            add("quality.xlsx", quality_workbook::bytes(definition, log)?);
        }
    }
    Ok(files)
}

/// Stages the files and, last of all, the manifest of each edition: for the public of what is
/// published, for the office of everything. Returns their paths.
pub(super) fn put(
    definition: &Definition,
    composition: &Composition<'_>,
    stage: &Stage<'_>,
    files: Files,
) -> Result<Vec<String>, Diagnostic> {
    let mut paths = Vec::new();
    let mut put = |path: String, bytes: &[u8]| {
        stage.put(&path, bytes).map_err(|finding| *finding)?;
        paths.push(path);
        Ok::<(), Diagnostic>(())
    };
    for (path, bytes) in files {
        put(path, &bytes)?;
    }
    for (edition, folder) in composition.data_folders().into_iter().rev() {
        let mut outputs = stage.fingerprints();
        if edition == Edition::Public {
            outputs.retain(|path, _| std::path::Path::new(path).starts_with(&folder));
        }
        let bytes = manifest::bytes(definition, composition.quality(), edition, &outputs);
        put(beside(&folder, "manifest.json"), &bytes)?;
    }
    Ok(paths)
}

fn beside(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).to_string_lossy().replace('\\', "/")
}
