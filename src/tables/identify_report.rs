//! What `identify` could not find: every spelling with its cells, and the lines of the alias table
//! that would settle it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::{Definition, Identify, Source, Strictness, Unmatched};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics, Severity, nearest};

use super::identify::Failures;
use super::life::Lives;
use super::name_index::NameIndex;
use super::table::Table;

/// How many cells of one spelling are shown; the rest are counted.
const CELLS_SHOWN: usize = 3;

/// For how many spellings lines are offered; the others stand in the list, and their turn comes.
const HELPED: usize = 100;

/// Reports names that were not found, all of them in one finding, and names of several members.
pub(super) fn failures(
    rules: &Identify,
    table: &Table,
    (index, aliases): (&NameIndex<'_>, Option<&Source>),
    failures: &Failures,
) -> Diagnostics {
    let mut findings = Diagnostics::default();
    if !failures.unknown.is_empty() {
        findings.push(unknown(rules, table, (index, aliases), failures));
    }
    for ((_, name), (rows, members)) in &failures.ambiguous {
        let mut finding = Diagnostic::error(Code::NameAmbiguous)
            .with("name", &**name)
            .with("column", rules.column.value.as_str())
            .with_count("count", rows.len());
        if let Some(cell) = table.origin(&rules.column.value, rows[0]) {
            finding = finding.labelled(cell, "name");
        }
        let keys: Vec<&str> = members.iter().map(|member| &*member.key).collect();
        finding = finding.with("keys", keys.join("`, `"));
        for cell in members.iter().filter_map(|member| member.cell.clone()) {
            finding = finding.labelled(cell, "member");
        }
        findings.push(finding.help("help"));
    }
    findings
}

fn unknown(
    rules: &Identify,
    table: &Table,
    (index, aliases): (&NameIndex<'_>, Option<&Source>),
    failures: &Failures,
) -> Diagnostic {
    let spellings: BTreeSet<&Arc<str>> = failures.unknown.keys().map(|(_, name)| name).collect();
    let row_count = failures.unknown.values().map(Vec::len).sum();
    let mut finding = Diagnostic::error(Code::NameUnknown)
        .with("column", rules.column.value.as_str())
        .with("source", table.name.as_str())
        .with_count("count", spellings.len())
        .with_count("rows", row_count);
    if index.strictness() == Strictness::Warning {
        finding.severity = Severity::Warning;
    }
    let cell = |row: &usize| table.origin(&rules.column.value, *row);
    let firsts = failures.unknown.values().filter_map(|rows| rows.first().and_then(cell));
    for cell in firsts.take(CELLS_SHOWN) {
        finding = finding.labelled(cell, "label");
    }
    finding = finding.labelled(rules.name.span, "declared");
    let list: Vec<String> = failures
        .unknown
        .iter()
        .map(|((_, name), rows)| {
            let cells: Vec<CellRef> = rows.iter().filter_map(cell).collect();
            format!("{name} – {}", listed(&cells))
        })
        .collect();
    let mut lines: BTreeSet<String> = BTreeSet::new();
    for (period, name) in failures.unknown.keys().take(HELPED) {
        for member in index.nearest(period, &index.folded(name)) {
            let line = alias_line(rules, aliases, (name, &member.key));
            lines.insert(format!("{line}    ({})", member.name));
        }
    }
    finding = finding.with("list", list.join("\n")).note("list");
    if index.strictness() == Strictness::Warning {
        let is_kept = rules.unmatched == Unmatched::Keep;
        finding = finding.note(if is_kept { "kept" } else { "dropped" });
    }
    let lines: Vec<String> = lines.into_iter().collect();
    finding = finding.with("lines", lines.join("\n"));
    let finding = match aliases {
        Some(source) => {
            let path = source.files.first().map_or("", |path| &path.value.text);
            finding.with("aliases", path)
        }
        None => finding.with("aliases", ""),
    };
    match (aliases, lines.is_empty()) {
        (Some(_), false) => finding.help("help-lines"),
        (Some(_), true) => finding.help("help"),
        (None, true) => finding.help("help-aliases"),
        (None, false) => finding.help("help-first-lines"),
    }
}

/// Cells with the file and sheet where they change: `marks.csv › B2, B7`.
fn listed(cells: &[CellRef]) -> String {
    let mut text = String::new();
    let mut last: Option<&CellRef> = None;
    for cell in cells.iter().take(CELLS_SHOWN) {
        let same = last.is_some_and(|l| (&l.file, &l.sheet) == (&cell.file, &cell.sheet));
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&if same { cell.address() } else { cell.to_string() });
        last = Some(cell);
    }
    if cells.len() > CELLS_SHOWN {
        text.push_str(&format!(" +{}", cells.len() - CELLS_SHOWN));
    }
    text
}

/// A line for the alias table, its fields in the order of its columns.
fn alias_line(rules: &Identify, aliases: Option<&Source>, (name, key): (&str, &str)) -> String {
    let columns = aliases.into_iter().flat_map(|source| &source.columns);
    let place = |wanted: &str| columns.clone().position(|column| column.name.value == wanted);
    let (name, key) = (field(name), field(key));
    if place(&rules.take.value) < place("alias") {
        format!("{key};{name}")
    } else {
        format!("{name};{key}")
    }
}

/// A field of a csv file, quoted where it has to be.
fn field(text: &str) -> String {
    if text.contains([';', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Reports lines of alias tables whose key the register never had.
pub(super) fn strange_aliases(
    definition: &Definition,
    tables: &[Table],
    lives: &[Lives],
) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for rules in definition.sources.iter().flat_map(|source| &source.identify) {
        let Some(aliases) = rules.aliases.map(|index| &tables[index]) else { continue };
        let key = &rules.take.value;
        let keys = |table: &Table| -> BTreeSet<Arc<str>> {
            (0..table.row_count).filter_map(|row| table.key(key, row)).collect()
        };
        let mut known = keys(&tables[rules.register]);
        for (dimension, lives) in definition.dimensions.iter().zip(lives) {
            let register = dimension.register.as_ref();
            if register.is_some_and(|register| register.table.0 == rules.register) {
                known.extend(lives.keys().cloned());
            }
        }
        let mut found = Diagnostics::default();
        for strange in keys(aliases).difference(&known) {
            let mut finding = Diagnostic::error(Code::MemberUnknown)
                .with("kind", "alias")
                .with("key", &**strange)
                .with("table", tables[rules.register].name.as_str())
                .suggest(nearest(strange, known.iter().map(|known| &**known)));
            let rows = (0..aliases.row_count)
                .filter(|row| aliases.key(key, *row).as_deref() == Some(&**strange));
            for cell in rows.filter_map(|row| aliases.origin(key, row)).take(CELLS_SHOWN) {
                finding = finding.labelled(cell, "alias");
            }
            found.push(finding.help("help"));
        }
        findings.append_new(found);
    }
    findings
}
