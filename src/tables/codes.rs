//! Codes of one column that may be two spellings of one code: `814` and `0814`, a Cyrillic letter
//! among Latin ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::{ColumnKind, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::values::{Value, fold_code};

use super::table::Table;

/// How many pairs are shown; the rest are counted.
const PAIRS_SHOWN: usize = 3;

/// Returns a warning for each column of codes in which some are written in two ways.
pub(super) fn report(source: &Source, table: &Table) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for column in &source.columns {
        let ColumnKind::Code { width } = &column.kind else { continue };
        let pairs = pairs(table, &column.name.value);
        let Some((first, second)) = pairs.first() else { continue };
        let text = |row: usize| table.key(&column.name.value, row).unwrap_or_else(|| "".into());
        let mut finding = Diagnostic::warning(Code::CodesAlike)
            .with("column", column.name.value.as_str())
            .with("first", &*text(*first))
            .with("second", &*text(*second))
            .with_count("count", pairs.len());
        for (first, second) in pairs.iter().take(PAIRS_SHOWN) {
            for row in [second, first] {
                if let Some(cell) = table.origin(&column.name.value, *row) {
                    finding = finding.labelled(cell, "code");
                }
            }
        }
        finding = finding.labelled(column.type_span, "declared");
        if pairs.len() > PAIRS_SHOWN {
            finding = finding.with_count("more", pairs.len() - PAIRS_SHOWN).note("more");
        }
        let is_number = text(*first).bytes().all(|byte| byte.is_ascii_digit());
        let help = if is_number && width.is_none() { "help-width" } else { "help" };
        findings.push(finding.help(help));
    }
    findings
}

/// The first rows of each pair of different codes with one folded spelling.
fn pairs(table: &Table, column: &str) -> Vec<(usize, usize)> {
    let mut first_rows: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let Some(values) = table.columns.get(column).map(|column| &column.values) else {
        return Vec::new();
    };
    for row in 0..values.len() {
        if let Value::Text(text) = values.value(row) {
            first_rows.entry(text).or_insert(row);
        }
    }
    let mut spellings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (text, row) in first_rows {
        spellings.entry(fold_code(&text)).or_default().push(row);
    }
    let mut pairs = Vec::new();
    for mut rows in spellings.into_values() {
        rows.sort_unstable();
        pairs.extend(rows.windows(2).map(|two| (two[0], two[1])));
    }
    pairs.sort_unstable();
    pairs
}
