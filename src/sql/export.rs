//! Tables as files that an engine can load: csv of the rows, and the statements that make the
//! tables. A missing value is an empty field; an empty text stands in quotes.

use crate::definition::{Definition, TableBase};
use crate::expressions::{Rows as _, identifier, type_name};
use crate::indicators::heirs;
use crate::tables::{Table, Tables};
use crate::values::Value;

use super::statement::HEIRS;

/// A file to write.
#[derive(Debug)]
pub struct TableFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Returns the files: one for each source, one with the members that count for others, and
/// `schema.sql`.
#[must_use]
pub fn files(definition: &Definition, tables: &Tables) -> Vec<TableFile> {
    let mut files = Vec::new();
    let mut schema = String::from(
        "-- Tables as msoko read them. Fields of the csv files are separated by commas, the first \
         line is a\n-- header, an empty field without quotes is null. Texts are compared and \
         ordered by characters.\n",
    );
    for (rules, table) in definition.tables.iter().zip(tables.iter()) {
        if !matches!(rules.base, TableBase::Source(_)) {
            continue;
        }
        let columns: Vec<&str> = table.columns_read(rules).collect();
        let name = &rules.name.value;
        let fields: Vec<String> = columns
            .iter()
            .filter_map(|column| {
                let data_type = table.column(column)?.data_type();
                Some(format!("  {} {}", identifier(column), type_name(data_type)))
            })
            .collect();
        schema.push_str(&create(name, &fields));
        files.push(TableFile { name: format!("{name}.csv"), bytes: rows(table, &columns) });
    }
    let fields = ["dimension", "period", "key", "heir"];
    let columns: Vec<String> =
        fields.iter().map(|name| format!("  {} VARCHAR", identifier(name))).collect();
    schema.push_str(&create(HEIRS, &columns));
    let mut text = format!("{}\n", fields.join(","));
    for heir in heirs(definition, tables) {
        let row = [&*heir.dimension, &*heir.period, &*heir.key, &*heir.heir].map(quoted);
        text.push_str(&format!("{}\n", row.join(",")));
    }
    files.push(TableFile { name: format!("{HEIRS}.csv"), bytes: text.into_bytes() });
    files.push(TableFile { name: "schema.sql".to_owned(), bytes: schema.into_bytes() });
    files
}

fn create(name: &str, fields: &[String]) -> String {
    format!("\nCREATE TABLE {} (\n{}\n);\n", identifier(name), fields.join(",\n"))
}

fn rows(table: &Table, columns: &[&str]) -> Vec<u8> {
    let header: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    let mut text = format!("{}\n", header.join(","));
    let columns: Vec<_> = columns.iter().filter_map(|name| table.column(name)).collect();
    for row in 0..table.row_count() {
        let cells: Vec<String> = columns.iter().map(|column| field(&column.value(row))).collect();
        text.push_str(&format!("{}\n", cells.join(",")));
    }
    text.into_bytes()
}

fn field(value: &Value) -> String {
    match value {
        Value::Missing(_) => String::new(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => format!("{number:e}"),
        Value::Text(text) => quoted(text),
        Value::Date(date) => date.to_string(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
