//! The manual of the definition language.

use std::error::Error;
use std::path::Path;

use msoko::definition::json_schema_text;
use serde_json::Value;

use crate::samples::{Samples, referred};

/// Examples are cut here; the whole of a large mapping is shown key by key further down.
const EXAMPLE_LENGTH: usize = 90;

const HEAD: &str = "\
# Язык определений

Страница сделана программой (`cargo run --release --example reference`) из той же схемы, что видит
редактор (`msoko schema`); примеры взяты из `pipelines/`. Жирным отмечены обязательные ключи. Незнакомый
ключ – ошибка, и программа называет ближайший знакомый. Ключи `sources`, `tables`, `dimensions`,
`indicators` и другие могут стоять в любом из файлов, соединённых через `include`.

Формулы пишутся как выражения SQL; их функции – в [functions.md](functions.md). `${имя}` подставляет
параметр, `${period}` – отчётный период. В путях источников `*` заменяет любую часть имени файла, а
`{имя}` становится столбцом.
";

/// A mapping of the language: where it stands, and its schema.
struct Mapping {
    name: String,
    paths: Vec<String>,
}

/// Returns the manual as Markdown.
pub(crate) fn manual(root: &Path) -> Result<String, Box<dyn Error>> {
    let schema: Value = serde_json::from_str(&json_schema_text())?;
    let samples = Samples::collect(root, &schema)?;
    let mut mappings = vec![Mapping { name: String::new(), paths: vec![String::new()] }];
    find_mappings(&schema, &schema, "", &mut mappings);
    let mut text = HEAD.to_owned();
    for mapping in &mappings {
        text.push_str(&section(&schema, mapping, &samples)?);
    }
    Ok(text)
}

/// Finds every mapping below a schema, with the paths at which it stands.
fn find_mappings(root: &Value, schema: &Value, path: &str, found: &mut Vec<Mapping>) {
    if let Some(name) = referred(schema) {
        let inner = &root["$defs"][name];
        if inner["properties"].is_object() {
            if let Some(known) = found.iter_mut().find(|mapping| mapping.name == name) {
                known.paths.push(path.to_owned());
                return;
            }
            found.push(Mapping { name: name.to_owned(), paths: vec![path.to_owned()] });
            find_mappings(root, inner, path, found);
        }
        return;
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten() {
        find_mappings(root, choice, path, found);
    }
    if schema["items"].is_object() {
        find_mappings(root, &schema["items"], &format!("{path}[]"), found);
    }
    if schema["additionalProperties"].is_object() {
        find_mappings(root, &schema["additionalProperties"], &format!("{path}.<имя>"), found);
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        find_mappings(root, inner, &path, found);
    }
}

fn section(root: &Value, mapping: &Mapping, samples: &Samples) -> Result<String, Box<dyn Error>> {
    let schema = if mapping.name.is_empty() { root } else { &root["$defs"][&mapping.name] };
    let title = match &mapping.paths[..] {
        [path] if path.is_empty() => "Файл определения".to_owned(),
        paths => paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", "),
    };
    let mut text =
        format!("\n## {title}\n\n| Ключ | Вид | Что значит | Пример |\n|---|---|---|---|\n");
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        let meaning = inner["description"].as_str().unwrap_or_default();
        let example = samples
            .of(&mapping.name, key)
            .ok_or_else(|| format!("{}.{key} has no example", mapping.name))?;
        let name = if required.contains(&key.as_str()) {
            format!("**`{key}`**")
        } else {
            format!("`{key}`")
        };
        text.push_str(&format!(
            "| {name} | {} | {} | `{}` |\n",
            kind(root, inner),
            cell(meaning),
            cell(&shortened(example))
        ));
    }
    Ok(text)
}

/// What a value looks like, in words.
fn kind(root: &Value, schema: &Value) -> String {
    if let Some(name) = referred(schema) {
        let inner = &root["$defs"][name];
        let words = inner["oneOf"].as_array().map(|choices| {
            let words = choices.iter().filter_map(|choice| choice["const"].as_str());
            words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        });
        return words.unwrap_or_else(|| "ключи".to_owned());
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let choices = choices.iter().filter(|choice| choice["type"] != "null");
        return choices.map(|choice| kind(root, choice)).collect::<Vec<_>>().join(" или ");
    }
    if schema["items"].is_object() {
        return format!("список ({})", kind(root, &schema["items"]));
    }
    if schema["additionalProperties"].is_object() {
        return format!("имя: {}", kind(root, &schema["additionalProperties"]));
    }
    let first = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match first {
        Some("integer") => "целое",
        Some("number") => "число",
        Some("boolean") => "`true` или `false`",
        _ => "текст",
    }
    .to_owned()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= EXAMPLE_LENGTH {
        return text.to_owned();
    }
    text.chars().take(EXAMPLE_LENGTH).chain(['…']).collect()
}

/// Text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('`', "'")
}
