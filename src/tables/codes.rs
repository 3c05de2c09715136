//! Codes of one column that may be two spellings of one code: `814` and `0814`, a Cyrillic letter
//! among Latin ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{ColumnKind, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::values::{ColumnData, fold_code};

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
    let Some(ColumnData::Text(texts)) = table.columns.get(column).map(|c| c.values.data()) else {
        return Vec::new();
    };
    let (plain, odd): (Vec<usize>, Vec<usize>) =
        (0..texts.dictionary.len()).partition(|code| is_plain(&texts.dictionary[*code]));
    if odd.is_empty() {
        return Vec::new();
    }
    let mut spellings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for code in odd {
        spellings.entry(fold_code(&texts.dictionary[code])).or_default().push(code);
    }
    for code in plain {
        if let Some(codes) = spellings.get_mut(&fold_code(&texts.dictionary[code])) {
            codes.push(code);
        }
    }
    let mut first_rows: BTreeMap<usize, usize> = BTreeMap::new();
    let alike = spellings.into_values().filter(|codes| codes.len() > 1);
    let alike: Vec<Vec<usize>> = alike.collect();
    let wanted: BTreeSet<usize> = alike.iter().flatten().copied().collect();
    let missing = table.columns[column].values.missing();
    for (row, code) in texts.codes.iter().enumerate() {
        let code = *code as usize;
        if missing[row].is_none() && wanted.contains(&code) {
            first_rows.entry(code).or_insert(row);
        }
    }
    let mut pairs = Vec::new();
    for codes in alike {
        let mut rows: Vec<usize> =
            codes.iter().filter_map(|code| first_rows.get(code).copied()).collect();
        rows.sort_unstable();
        pairs.extend(rows.windows(2).map(|two| (two[0], two[1])));
    }
    pairs.sort_unstable();
    pairs
}

/// Whether a code is written in a way in which no two codes look alike: small Latin letters and
/// digits, no zero before a number. Nearly all are, and need no closer look.
fn is_plain(code: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    code.bytes().all(is_plain) && !(is_number && code.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn codes_that_may_look_like_others_are_looked_at() {
        for (code, plain) in [("edu053017", true), ("814", true), ("0814", false), ("0a", true)] {
            assert_eq!(is_plain(code), plain, "{code}");
        }
        for code in ["еdu1", "EDU1", "1 2", "«1»", "0"] {
            assert!(!is_plain(code), "{code}");
        }
    }
}
