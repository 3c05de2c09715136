//! What stands beside the documents: values for programs and spreadsheets, and the manifest.

use crate::definition::Definition;
use crate::diagnostics::Diagnostic;
use crate::report::Composition;

use super::stage::Stage;
use super::{manifest, quality_json, quality_workbook, values_csv, values_json, workbook};

/// Names and bytes of files.
type Files = Vec<(&'static str, Vec<u8>)>;

/// Makes the files with values.
pub(super) fn make(
    definition: &Definition,
    composition: &Composition<'_>,
) -> Result<Files, Diagnostic> {
    let values = composition.values();
    Ok(vec![
        ("indicators.json", values_json::bytes(&values)),
        ("indicators.csv", values_csv::bytes(&values)),
        ("indicators.xlsx", workbook::bytes(definition, &values, composition.quality().summary())?),
        ("quality.json", quality_json::bytes(definition, composition.quality())),
        ("quality.xlsx", quality_workbook::bytes(definition, composition.quality())?),
    ])
}

/// Stages the files and, last of all, the manifest of everything that is staged. Returns their
/// paths.
pub(super) fn put(
    definition: &Definition,
    composition: &Composition<'_>,
    stage: &Stage<'_>,
    files: Files,
) -> Result<Vec<String>, Diagnostic> {
    let mut paths = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let path = stage.beside(name);
        stage.put(&path, bytes).map_err(|finding| *finding)?;
        paths.push(path);
        Ok(())
    };
    for (name, bytes) in files {
        put(name, &bytes)?;
    }
    let manifest = manifest::bytes(definition, composition.quality(), &stage.fingerprints());
    put("manifest.json", &manifest)?;
    Ok(paths)
}
