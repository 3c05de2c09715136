//! What stands beside the documents of an edition: values for programs and spreadsheets, and the
//! manifest.

use crate::definition::{Definition, Edition};
use crate::diagnostics::Diagnostic;
use crate::report::Composition;

use super::stage::Stage;
use super::values_csv::ValuesCsv;
use super::workbook::ValuesBook;
use super::{manifest, quality_json, quality_workbook, values_json};

/// Makes the files with values of every edition, and stages each as soon as it is made, so that
/// large ones are not held. The log of cells stays in the office. Returns their paths.
pub(super) fn make(
    definition: &Definition,
    composition: &Composition<'_>,
    stage: &Stage<'_>,
) -> Result<Vec<String>, Diagnostic> {
    let mut paths = Vec::new();
    for (edition, folder) in composition.data_folders() {
        let mut put = |name: &str, bytes: &[u8]| {
            paths.push(beside(&folder, name));
            stage.put(&beside(&folder, name), bytes).map_err(|finding| *finding)
        };
        let indicators = || composition.indicators(edition);
        put("indicators.json", &values_json::bytes(definition, indicators()))?;
        let mut csv = ValuesCsv::new();
        let mut book = ValuesBook::new(definition)?;
        for indicator in indicators() {
            book.add(&indicator, |row| csv.add(row))?;
        }
        put("indicators.csv", &csv.bytes())?;
        put("indicators.xlsx", &book.bytes(composition.quality_summary(edition))?)?;
        if edition == Edition::Internal {
            let log = composition.quality();
            put("quality.json", &quality_json::bytes(definition, log))?;
            put("quality.xlsx", &quality_workbook::bytes(definition, log)?)?;
        }
    }
    Ok(paths)
}

/// Stages, last of all, the manifest of each edition: for the public of what is published, for
/// the office of everything. Adds their paths to those of the other files.
pub(super) fn put_manifests(
    definition: &Definition,
    composition: &Composition<'_>,
    stage: &Stage<'_>,
    mut paths: Vec<String>,
) -> Result<Vec<String>, Diagnostic> {
    for (edition, folder) in composition.data_folders().into_iter().rev() {
        let mut outputs = stage.fingerprints();
        if edition == Edition::Public {
            outputs.retain(|path, _| std::path::Path::new(path).starts_with(&folder));
        }
        let bytes = manifest::bytes(definition, composition.quality(), edition, &outputs);
        let path = beside(&folder, "manifest.json");
        stage.put(&path, &bytes).map_err(|finding| *finding)?;
        paths.push(path);
    }
    Ok(paths)
}

fn beside(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).to_string_lossy().replace('\\', "/")
}
