//! Examples of keys: first from the shipped definitions, which are run by every test, then from
//! the few lines below for the keys that those do without.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::flow::flow;

/// Longer examples are taken only where there is no shorter one.
const COMFORTABLE: usize = 60;

const MORE: &str = r#"
sources:
  journal:
    sheet: 2
    csv: { encoding: windows-1251, delimiter: ";" }
    stop: [{ blank_rows: 2 }]
    capture:
      class: { sheet: true, match: '^\d+[А-Я]$' }
      region: { constant: Респ. Нагорная }
    header: { within: 60, join: " / ", after: ^Раздел 2, repeat: true }
    hierarchy: { levels: [{ equals: Вся выборка }] }
    columns:
      note: { from: Примечание, optional: true }
      head: { from: Руководитель, not_personal: публичные сведения }
    identify:
      login: { column: school, in: schools, by: [name, full_name], aliases: school_aliases, clean: ['^\d{6}\s*-\s*'], unmatched: warning }
      code: { column: subject, in: subjects, by: [title], take: subject_code }
  protocols:
    sheet: { all: true }
    hidden: { sheets: refuse, rows: skip, columns: read }
    range: "B5:"
    start: [{ column: Логин, match: ^edu }]
    footnote_marks: ["*", ¹]
    capture:
      teachers: { cell: A-2, match: \d+ }
      subject: { above: true, match: 'Предмет: (?<subject>.+)' }
      day: { heading: 'на (?<day>[\d.]+)', type: date }
      principal: { cell: B2, not_personal: публичные сведения }
    unpivot: { match: '^(?<subject>[^›]+) › (?<heading>.+)$', except: ^Всего }
    columns:
      n: { heading: ^Численность на, missing: { "-": zero } }
      note: { letter: K }
      share: { from: Доля, type: percent, scale: fraction }
  oo1:
    sheet: { match: ^Раздел }
    cells: { section: 'Раздел (?<section>[\d.]+)', row: [№ строки, № стр] }
    columns:
      classes: { at: { section: "2.4", row: "01", column: 3 } }
dimensions:
  school: { valid_from: opened, valid_to: closed, successor: next_login, history: sum, unmatched: warning }
tables:
  marks:
    join: [{ with: schools, on: [period, login], unmatched: warning }]
  school_results:
    observations:
      by: [school]
      columns:
        quality: vpr_quality
        before: { of: vpr_quality, period: -1 }
        district: { of: vpr_quality, by: [] }
        region: { of: vpr_quality, reference: region }
        ahead: { of: vpr_quality, gap: region }
        zone: { of: vpr_quality, take: zone }
checks:
  - id: once
    on: oge
    unique: [period, subject, participant]
    in: { column: kind, values: [СОШ, ООШ], of: schools.kind }
    refers: { columns: [period, code], to: schools, keys: [period, code] }
    sum: { columns: [p2, p3, p4, p5], to: 100, within: 0.5 }
    total: { of: n, where: level = 'school', equals: published, where_total: level = 'district', by: [period], within: 1 }
    fresh: { column: updated, newer_than: 2025-06-01 }
    rows: { per: file, min: 10, max: 2000 }
    tolerate: 2 %
indicators:
  - mean: { of: total, weight: n }
    where: grade = 5
    n: count(*)
    rule: every(vpr_low and vpr_low_before)
    external: { value: sum(markers), unlisted: 0 }
    info: max(updated)
    composite:
      of: { quality: { weight: 0.4, normalize: { method: steps, steps: [{ from: 60, points: 2 }, { points: 0 }] } } }
      normalize: { method: minmax, bounds: [0, 100], over: members }
    interval: none
    rank: { within: [cluster], slices: [school], min_n: 10 }
    target: [{ period: 2024-25, value: 45 }]
    reference: { own: { title: Район, from: marks, match: [subject] } }
prose:
  - id: goal
    title: Цель
    approved: приказ от 12.01.2024 № 15
    text: Повышение качества образования.
    items: [анализ результатов, адресная помощь школам]
reports:
  - id: conditions
    directions: [noko, "2.4"]
    indicators: [staff_trained]
"#;

/// The best example of each key, by the name of its mapping in the schema and the key.
#[derive(Default)]
pub(crate) struct Samples {
    best: BTreeMap<(String, String), String>,
    /// Whether keys that have an example already keep it.
    is_filling: bool,
}

impl Samples {
    /// Collects examples from a project's definitions.
    pub(crate) fn collect(root: &Path, schema: &Value) -> Result<Self, Box<dyn Error>> {
        let mut samples = Self::default();
        let mut paths = vec![root.join("pipelines/msoko.yaml")];
        let catalogue = fs::read_dir(root.join("pipelines/catalogue"))?;
        paths.extend(catalogue.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path));
        paths.sort();
        for path in paths {
            samples.file(&path, schema)?;
        }
        samples.forms(&root.join("forms"), schema)?;
        samples.is_filling = true;
        samples.walk(schema, "", schema, &yaml(MORE)?);
        Ok(samples)
    }

    fn file(&mut self, path: &PathBuf, schema: &Value) -> Result<(), Box<dyn Error>> {
        let value: Value = yaml(&fs::read_to_string(path)?)?;
        self.walk(schema, "", schema, &value);
        Ok(())
    }

    /// Takes the layouts of the ready-made forms as sources.
    fn forms(&mut self, folder: &Path, schema: &Value) -> Result<(), Box<dyn Error>> {
        let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.forms(&path, schema)?;
                continue;
            }
            let form: Value = yaml(&fs::read_to_string(&path)?)?;
            let sources = json!({ "sources": { "form": form["source"] } });
            self.walk(schema, "", schema, &sources);
        }
        Ok(())
    }

    pub(crate) fn of(&self, mapping: &str, key: &str) -> Option<&str> {
        self.best.get(&(mapping.to_owned(), key.to_owned())).map(String::as_str)
    }

    /// Follows a value along its schema. `mapping` is the name of the mapping it stands in.
    fn walk(&mut self, root: &Value, mapping: &str, schema: &Value, value: &Value) {
        if let Some(name) = referred(schema) {
            return self.walk(root, name, &root["$defs"][name], value);
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            self.walk(root, mapping, choice, value);
        }
        match value {
            Value::Array(items) if schema["items"].is_object() => {
                items.iter().for_each(|item| self.walk(root, mapping, &schema["items"], item));
            }
            Value::Object(fields) => self.fields(root, mapping, schema, fields),
            _ => {}
        }
    }

    fn fields(
        &mut self,
        root: &Value,
        mapping: &str,
        schema: &Value,
        fields: &serde_json::Map<String, Value>,
    ) {
        for (key, value) in fields {
            if let Some(inner) = schema["properties"].get(key) {
                self.keep(mapping, key, &example(value));
                self.walk(root, mapping, inner, value);
            } else if schema["additionalProperties"].is_object() {
                self.walk(root, mapping, &schema["additionalProperties"], value);
            }
        }
    }

    fn keep(&mut self, mapping: &str, key: &str, example: &str) {
        let length = |text: &str| text.chars().count();
        match self.best.entry((mapping.to_owned(), key.to_owned())) {
            Entry::Vacant(place) => {
                place.insert(example.to_owned());
            }
            Entry::Occupied(mut best) => {
                let is_long = length(best.get()) > COMFORTABLE;
                if !self.is_filling && is_long && length(example) < length(best.get()) {
                    best.insert(example.to_owned());
                }
            }
        }
    }
}

/// Reads YAML in which `n` and `no` are texts, as the program does.
fn yaml(text: &str) -> Result<Value, serde_saphyr::Error> {
    serde_saphyr::from_str_with_options(text, serde_saphyr::options! { strict_booleans: true })
}

/// A value on one line; of a long one, the first entry.
fn example(value: &Value) -> String {
    let whole = flow(value);
    let first = match value {
        Value::Object(fields) if fields.len() > 1 => {
            fields.iter().next().map(|(name, value)| flow(&json!({ name: value })))
        }
        Value::Array(items) if items.len() > 1 => items.first().map(|item| flow(&json!([item]))),
        _ => None,
    };
    first.filter(|_| whole.chars().count() > COMFORTABLE).unwrap_or(whole)
}

/// The name of the definition that a schema refers to.
pub(crate) fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}
