//! What an edition publishes, as its files say it, beside what the office knows.

use std::collections::BTreeMap;
use std::path::Path;

use msoko::definition::{Counts, Definition, Edition, FormulaRole};
use msoko::diagnostics::{Catalogue, Diagnostics, Language, SourceMap};
use msoko::expressions::Rows as _;
use msoko::pipeline::{self, Computed};
use msoko::report::{Composition, Materials, compose};
use msoko::system::{NativeSystem, System};
use serde_json::Value;

/// What an edition publishes.
pub(crate) struct Published {
    /// `indicators.json` of the edition for the public.
    pub(crate) public: Value,
    /// That of the office.
    pub(crate) internal: Value,
    /// Parents of members, as the registers say it: by period, dimension, parent and key.
    parents: BTreeMap<[String; 4], String>,
    /// What the definition says of each indicator.
    pub(crate) rules: BTreeMap<String, Rules>,
    /// The smallest group that may be shown.
    min_group: f64,
    /// What is in documents and not in the data of their edition.
    leaks: Vec<String>,
}

/// What the definition says of an indicator, beside what its values say.
pub(crate) struct Rules {
    /// Whether it counts people.
    pub(crate) counts_people: bool,
    is_sensitive: bool,
    /// The formula of its number of people.
    pub(crate) people: Option<String>,
}

/// A number of one observation.
pub(crate) struct Cell<'a> {
    pub(crate) indicator: &'a str,
    pub(crate) slice: &'a str,
    pub(crate) dimensions: Vec<&'a str>,
    pub(crate) keys: Vec<&'a str>,
    pub(crate) period: &'a str,
    pub(crate) value: &'a Value,
}

impl Published {
    /// The edition that is shipped.
    pub(crate) fn shipped() -> Self {
        let system = NativeSystem::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it exists");
        Self::of(&system, "pipelines/msoko.yaml")
    }

    /// Makes the editions of a definition.
    pub(crate) fn of(system: &dyn System, path: &str) -> Self {
        let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
        let computed = pipeline::compute(system, path, &mut texts, &mut findings);
        let shown: Vec<_> = findings.iter().collect();
        let computed = computed.unwrap_or_else(|| panic!("{shown:?}"));
        let catalogue = Catalogue::new(Language::Russian);
        let Computed { definition, tables, indicators, public } = &computed;
        let materials = Materials {
            definition,
            tables,
            indicators,
            public: public.as_ref(),
            findings: &findings,
            catalogue: &catalogue,
            system,
        };
        let composition = compose(materials, &mut texts).expect("the templates exist").value;
        let public = composition.values(Edition::Public);
        let leaks = leaks_of_documents(&composition, &public);
        Self {
            internal: composition.values(Edition::Internal),
            parents: parents(&computed),
            rules: rules_of(definition),
            min_group: f64::from(definition.min_group),
            public,
            leaks,
        }
    }

    /// Returns the parent that a member had in a period.
    pub(crate) fn parent(
        &self,
        period: &str,
        dimension: &str,
        parent: &str,
        key: &str,
    ) -> Option<String> {
        self.parents.get(&[period, dimension, parent, key].map(str::to_owned)).cloned()
    }

    /// How many observations are hidden.
    pub(crate) fn hidden_count(&self) -> usize {
        cells(&self.public).iter().filter(|cell| is_hidden(cell.value)).count()
    }

    /// What is said of hidden observations all the same, and numbers that documents print though
    /// the data of their edition do not have them.
    pub(crate) fn leaks(&self) -> Vec<String> {
        let mut found = self.leaks.clone();
        let internal = named(&self.internal);
        for cell in &cells(&self.public) {
            let Some(known) = internal.get(&name(cell)) else {
                found.push(format!("{} is not known to the office", name(cell)));
                continue;
            };
            found.extend(self.small(cell, known).map(|what| format!("{}: {what}", name(cell))));
            let what = if is_hidden(cell.value) && !is_hidden(known.value) {
                said_of_hidden(cell.value)
            } else {
                changed(cell.value, known.value)
            };
            found.extend(what.map(|what| format!("{}: {what}", name(cell))));
        }
        found
    }
}

impl Published {
    /// Whether few people are shown: nobody is told of less than the smallest group, nor less of
    /// those that count where that is sensitive.
    fn small(&self, cell: &Cell<'_>, known: &Cell<'_>) -> Option<String> {
        let rules = &self.rules[cell.indicator];
        if !rules.counts_people || is_hidden(cell.value) {
            return None;
        }
        // A number of people is its own size.
        let unit = &self.public["indicators"][cell.indicator]["unit"];
        let is_own_size = rules.people.is_none() && unit == "чел.";
        let n = if is_own_size { &known.value["value"] } else { &known.value["n"] };
        let is_few = |value: &Value| value.as_f64().is_some_and(|n| n > 0.0 && n < self.min_group);
        let is_counted_few = rules.is_sensitive && is_few(&known.value["numerator"]);
        (is_few(n) || is_counted_few).then(|| format!("few in {}", known.value))
    }
}

fn rules_of(definition: &Definition) -> BTreeMap<String, Rules> {
    let rules = definition.indicators.iter().map(|indicator| {
        let formulas = indicator.kind.formulas();
        let size = formulas.iter().find(|(role, _)| *role == FormulaRole::Size);
        let below = formulas.iter().find(|(role, _)| *role == FormulaRole::Denominator);
        let rules = Rules {
            counts_people: indicator.counts == Counts::People,
            is_sensitive: indicator.is_sensitive,
            people: size.or(below).map(|(_, formula)| formula.text().to_owned()),
        };
        (indicator.id.value.clone(), rules)
    });
    rules.collect()
}

/// Whether an observation is hidden.
pub(crate) fn is_hidden(cell: &Value) -> bool {
    cell["missing"] == "suppressed"
}

/// What an observation that is hidden says beside that.
fn said_of_hidden(cell: &Value) -> Option<String> {
    let silent = ["value", "n", "n_text", "numerator", "denominator", "interval", "interval_text"];
    let mut said: Vec<String> = silent
        .iter()
        .chain(&["zone"])
        .filter(|name| !cell[**name].is_null())
        .map(|name| (*name).to_owned())
        .collect();
    let nulls = [&cell["target"]["met"], &cell["change"]["value"], &cell["change"]["text"]];
    said.extend(nulls.iter().filter(|value| !value.is_null()).map(|value| value.to_string()));
    let trend = &cell["change"]["trend"];
    if ["up", "down", "same", "within_error"].iter().any(|word| trend == word) {
        said.push(trend.to_string());
    }
    let references = cell["references"].as_object().into_iter().flat_map(|map| map.values());
    let told = references.filter(|one| !one["value"].is_null() || !one["gap"].is_null());
    said.extend(told.map(ToString::to_string));
    let flags = cell["flags"].as_array().into_iter().flatten();
    said.extend(flags.filter(|flag| *flag != "merged").map(ToString::to_string));
    (!said.is_empty()).then(|| format!("hidden, but says {}", said.join(", ")))
}

/// What an observation that is shown says otherwise than the office knows it. The number of people
/// behind papers may be left out.
fn changed(public: &Value, internal: &Value) -> Option<String> {
    let is_untold = public["n"].is_null() && !internal["n"].is_null();
    if is_untold && !public["interval"].is_null() {
        return Some("an interval, as wide as its people are few".to_owned());
    }
    let of_people: &[&str] = if is_untold { &[] } else { &["n", "interval"] };
    let same = ["value", "numerator", "denominator", "zone", "target", "text"];
    let mut same = same.iter().chain(of_people);
    let other = same.find(|name| public[**name] != internal[**name])?;
    Some(format!("{other} is {} and not {}", public[*other], internal[*other]))
}

/// All observations of a file of values, in its order.
pub(crate) fn cells(values: &Value) -> Vec<Cell<'_>> {
    let mut found = Vec::new();
    for (indicator, rules) in values["indicators"].as_object().into_iter().flatten() {
        for (slice, cut) in rules["slices"].as_object().into_iter().flatten() {
            for row in cut["rows"].as_array().into_iter().flatten() {
                for (period, value) in row["cells"].as_object().into_iter().flatten() {
                    let dimensions = texts(&cut["dimensions"]);
                    let keys = texts(&row["keys"]);
                    found.push(Cell { indicator, slice, dimensions, keys, period, value });
                }
            }
        }
    }
    found
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Who belongs to whom in each year: everybody can look that up.
fn parents(computed: &Computed) -> BTreeMap<[String; 4], String> {
    let mut found = BTreeMap::new();
    for dimension in &computed.definition.dimensions {
        let Some(register) = &dimension.register else { continue };
        let table = computed.tables.get(register.table);
        for row in 0..table.row_count() {
            for parent in &register.parents {
                let parent = &computed.definition.dimensions[parent.0];
                let key = |column: &str| table.key(column, row).map(|key| key.to_string());
                if let (Some(period), Some(own), Some(of)) =
                    (key("period"), key(&dimension.key), key(&parent.key))
                {
                    let name = [&dimension.name.value, &parent.name.value].map(Clone::clone);
                    let [dimension, parent] = name;
                    found.insert([period, dimension, parent, own], of);
                }
            }
        }
    }
    found
}

/// All observations of a file of values by name.
pub(crate) fn named(values: &Value) -> BTreeMap<String, Cell<'_>> {
    cells(values).into_iter().map(|cell| (name(&cell), cell)).collect()
}

/// Every observation in a document for the public has to be the one of the data of its edition, and
/// the log of cells has to stay away.
fn leaks_of_documents(composition: &Composition<'_>, public: &Value) -> Vec<String> {
    let known: BTreeMap<String, &Value> =
        cells(public).into_iter().map(|cell| (name(&cell), cell.value)).collect();
    let mut leaks = Vec::new();
    for (index, document) in composition.documents().iter().enumerate() {
        let context = composition.context(index).expect("the texts are right");
        if context["report"]["edition"] != "public" {
            continue;
        }
        for cell in cells(&context) {
            let own = name(&cell);
            if known.get(&own) != Some(&cell.value) {
                leaks.push(format!("{}: {own}", document.path));
            }
        }
        for finding in context["quality"]["findings"].as_array().into_iter().flatten() {
            if finding["examples"] != Value::Array(vec![]) {
                leaks.push(format!("{}: {finding}", document.path));
            }
        }
    }
    leaks
}

pub(crate) fn name(cell: &Cell<'_>) -> String {
    format!("{} {} {:?} {}", cell.indicator, cell.slice, cell.keys, cell.period)
}
