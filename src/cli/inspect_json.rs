//! What `msoko inspect` found, for programs.

use serde_json::{Value, json};

use crate::diagnostics::column_letters;
use crate::inspection::{Draft, Inspection, Profile, Proposal, Sheet, Table, type_name};
use crate::sources::Evidence;

/// Returns everything as JSON.
pub(super) fn text(
    inspections: &[Inspection],
    proposals: &[Proposal],
    definition: Option<&str>,
) -> String {
    let files: Vec<Value> = inspections.iter().zip(proposals).map(file).collect();
    let all = json!({ "files": files, "definition": definition });
    format!("{all:#}\n")
}

fn file((inspection, proposal): (&Inspection, &Proposal)) -> Value {
    json!({
        "path": &*inspection.path,
        "bytes": inspection.size,
        "format": inspection.format.name(),
        "sheets": inspection.sheets.iter().map(sheet).collect::<Vec<_>>(),
        "sources": proposal.drafts.iter().map(draft).collect::<Vec<_>>(),
        "tables_left_out": proposal.tables_left_out,
    })
}

fn draft(draft: &Draft) -> Value {
    let form = draft.form.as_ref().map(|form| form.name.as_str());
    json!({ "name": draft.name, "form": form, "rows": draft.row_count })
}

fn sheet(sheet: &Sheet) -> Value {
    json!({
        "name": &*sheet.name,
        "hidden": sheet.is_hidden,
        "rows": sheet.row_count,
        "columns": sheet.column_count,
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "personal_cells": sheet.personal_cells,
        "tables": sheet.tables.iter().map(table).collect::<Vec<_>>(),
    })
}

/// Rows count from one, as a spreadsheet program shows them.
fn table(table: &Table) -> Value {
    let region = &table.region;
    let number = |row: &u32| u64::from(*row) + 1;
    let titles = table.titles.iter().map(|title| {
        let cell = format!("{}{}", column_letters(title.at.1), number(&title.at.0));
        json!({ "name": title.name, "cell": cell, "value": title.value })
    });
    json!({
        "header": [number(&region.header.0), number(&region.header.1)],
        "numbered": region.is_numbered,
        "first_row": region.rows.first().map(number),
        "last_row": region.rows.last().map(number),
        "rows": table.row_count(),
        "totals": region.totals.iter().map(number).collect::<Vec<_>>(),
        "blank_rows": region.blank_count,
        "notes": region.note_count,
        "equal_rows": table.equal_rows,
        "columns_without_heading":
            table.nameless.iter().map(|column| column_letters(*column)).collect::<Vec<_>>(),
        "titles": titles.collect::<Vec<_>>(),
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

fn column(profile: &Profile) -> Value {
    let missing: serde_json::Map<String, Value> = profile
        .missing
        .iter()
        .map(|(word, (count, reason))| {
            (word.clone(), json!({ "count": count, "reason": reason.name() }))
        })
        .collect();
    let oddities: serde_json::Map<String, Value> = profile
        .oddities
        .iter()
        .map(|(oddity, count)| (oddity.name().to_owned(), json!(count)))
        .collect();
    json!({
        "column": column_letters(profile.column),
        "heading": profile.heading,
        "type": profile.personal.is_none().then(|| type_name(&profile.kind)),
        "personal": profile.personal.map(Evidence::name),
        "filled": profile.filled,
        "blank": profile.blank,
        "distinct": profile.personal.is_none().then_some(profile.distinct),
        "range": profile.range,
        "missing": missing,
        "oddities": oddities,
        "stray": profile.stray.map(|row| {
            format!("{}{}", column_letters(profile.column), u64::from(row) + 1)
        }),
    })
}
