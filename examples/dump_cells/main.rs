//! Prints all cells of spreadsheets as JSON, a line for each file: for `tests/foreign/differences.py`,
//! which compares them with those of other readers.
//!
//! `cargo run --release --example dump_cells -- FILE…`; without files, their paths are read from
//! standard input, one in a line.

#![expect(clippy::print_stdout, reason = "this is a program")]

use std::fs;
use std::io::{self, BufRead as _};
use std::sync::Arc;

use msoko::diagnostics::{Catalogue, Language, RenderFormat, Renderer, SourceMap};
use msoko::sources::{Content, SheetCells, all_cells};
use serde_json::{Value as Json, json};

fn main() -> io::Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        paths = io::stdin().lock().lines().collect::<io::Result<_>>()?;
    }
    for path in paths {
        println!("{}", dump(&path, &fs::read(&path)?));
    }
    Ok(())
}

fn dump(path: &str, bytes: &[u8]) -> Json {
    match all_cells(&Arc::from(path), bytes) {
        Ok(sheets) => {
            json!({ "file": path, "sheets": sheets.iter().map(sheet).collect::<Vec<_>>() })
        }
        Err(finding) => {
            let (words, texts) = (Catalogue::new(Language::English), SourceMap::default());
            let refused = Renderer::new(&words, &texts, RenderFormat::Short).render(&finding);
            json!({ "file": path, "refused": refused })
        }
    }
}

fn sheet(sheet: &SheetCells) -> Json {
    let cells = sheet.cells.iter().map(|(row, column, content)| {
        let (kind, value) = cell(content);
        json!([row, column, kind, value])
    });
    json!({ "name": &*sheet.name, "hidden": sheet.is_hidden, "cells": cells.collect::<Vec<_>>() })
}

fn cell(content: &Content) -> (&'static str, Json) {
    match content {
        Content::Empty => ("empty", Json::Null),
        Content::Text(text) => ("text", json!(&**text)),
        Content::Number { value, .. } => ("number", json!(value)),
        Content::Boolean(value) => ("boolean", json!(value)),
        Content::Date(date) => ("date", json!(date.to_string())),
        Content::Error(text) => ("error", json!(&**text)),
        Content::NotCalculated => ("not_calculated", Json::Null),
        Content::Withheld(_) => unreachable!("only rows of a source are watched"),
    }
}
