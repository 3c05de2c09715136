//! Indicators: formulas typed, slices possible, composites without cycles.

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;

use crate::definition::decode::{Either, Items};
use crate::definition::model::{
    Better, ColumnSchema, Composite, Indicator, IndicatorId, Kind, Passport, Reference,
    RowSelection, Slice, TableId, TableSchema, Target, Zone,
};
use crate::definition::raw::{
    RawBetter, RawComposite, RawIndicator, RawMean, RawNormalizeMethod, RawRatio, RawReference,
    RawTarget, RawZone,
};
use crate::diagnostics::{Code, Diagnostic, Spanned, nearest};
use crate::expressions::{Expression, GroupFormula};
use crate::values::{DataType, NumberFormat};

use super::Resolver;

type Text = Spanned<String>;

/// A formula with the expression it was made of, which is printed.
struct Printed<T> {
    formula: T,
    text: String,
}

impl Resolver<'_> {
    pub(super) fn indicators(&mut self, raw: Vec<RawIndicator>) -> Vec<Indicator> {
        self.unique(raw.iter().map(|indicator| &indicator.id));
        let ids: Vec<Text> = raw.iter().map(|indicator| indicator.id.clone()).collect();
        let edges: Vec<Vec<usize>> = raw.iter().map(|raw| parts(raw, &ids)).collect();
        let indicators =
            raw.into_iter().filter_map(|indicator| self.indicator(indicator, &ids)).collect();
        self.report_indicator_cycles(&ids, &edges);
        indicators
    }

    fn indicator(&mut self, raw: RawIndicator, ids: &[Text]) -> Option<Indicator> {
        let table = raw.from.as_ref().map(|from| self.find_table(from));
        let known_table = table.is_none_or(|table| table.is_some());
        let schema = self.schema(table.flatten());
        let filter = raw.filter.as_ref().map(|text| self.condition(text, &schema));
        let slices = self.slices(&raw, table.flatten().map(|_| &schema));
        let targets = self.targets(raw.target.as_ref());
        let zones = self.zones(&raw.zones.0, raw.better);
        let references = raw.reference.0.iter();
        let references = references.filter_map(|(name, raw)| self.reference(name, raw)).collect();
        if let Some(direction) = &raw.direction {
            self.known_direction(direction);
        }
        if !known_table {
            return None;
        }
        let kind = self.kind(&raw, &schema, ids)?;
        let rows = match table.flatten() {
            Some(table) => Some(RowSelection { table, filter: filter.unwrap_or(None) }),
            None if matches!(kind.formula, Kind::Composite(_)) => None,
            None => {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "from");
                self.findings.push(finding.at(raw.id.span).help("help"));
                return None;
            }
        };
        Some(Indicator {
            passport: Passport {
                code: raw.code.map(|text| text.value),
                codes: raw
                    .codes
                    .0
                    .into_iter()
                    .map(|(name, code)| (name.value, code.value))
                    .collect(),
                direction: raw.direction.map(|text| text.value),
                title: self.substitute(&raw.title, &[]),
                unit: raw.unit.map(|text| text.value),
                formula: kind.text,
                method: raw.method.map(|text| self.substitute(&text, &[])),
                owner: raw.owner.map(|text| text.value),
            },
            decimals: raw.decimals.unwrap_or(1),
            better: match raw.better {
                RawBetter::Higher => Better::Higher,
                RawBetter::Lower => Better::Lower,
                RawBetter::None => Better::Neither,
            },
            kind: kind.formula,
            rows,
            slices,
            targets,
            zones,
            references,
            id: raw.id,
        })
    }

    fn known_direction(&mut self, direction: &Text) {
        let known: Vec<String> = self.directions.iter().map(|known| known.code.clone()).collect();
        if !known.contains(&direction.value) {
            self.findings.push(
                Diagnostic::error(Code::UnknownDirection)
                    .with("name", direction.value.as_str())
                    .at(direction.span)
                    .suggest(nearest(&direction.value, known.iter().map(String::as_str)))
                    .help("help"),
            );
        }
    }

    fn kind(
        &mut self,
        raw: &RawIndicator,
        schema: &TableSchema,
        ids: &[Text],
    ) -> Option<Printed<Kind>> {
        match (&raw.ratio, &raw.mean, &raw.value, &raw.composite) {
            (Some(ratio), None, None, None) => self.ratio(ratio, schema),
            (None, Some(mean), None, None) => self.mean(mean, schema),
            (None, None, Some(value), None) => self.value(value, raw.n.as_ref(), schema),
            (None, None, None, Some(composite)) => self.composite(composite, ids),
            _ => {
                self.findings.push(
                    Diagnostic::error(Code::IndicatorKind)
                        .with("id", raw.id.value.as_str())
                        .at(raw.id.span)
                        .help("help"),
                );
                None
            }
        }
    }

    fn ratio(&mut self, raw: &RawRatio, schema: &TableSchema) -> Option<Printed<Kind>> {
        let numerator = self.printed(&raw.numerator, schema);
        let denominator = self.printed(&raw.denominator, schema);
        let (numerator, denominator) = (numerator?, denominator?);
        let scale = raw.scale.as_ref().map_or(1.0, |scale| scale.value);
        let factor = if (scale - 1.0).abs() < f64::EPSILON {
            String::new()
        } else {
            format!("{} · ", shortest(scale))
        };
        let text = format!("{factor}{} / {}", numerator.text, denominator.text);
        let (numerator, denominator) = (numerator.formula, denominator.formula);
        Some(Printed { formula: Kind::Ratio { numerator, denominator, scale }, text })
    }

    /// A mean is the ratio of a weighted sum and the sum of the weights.
    fn mean(&mut self, raw: &RawMean, schema: &TableSchema) -> Option<Printed<Kind>> {
        let of = self.numeric_row_formula(&raw.of, schema);
        let (above, below, weight, text) = match &raw.weight {
            None => {
                let of = of?;
                (format!("sum({of})"), format!("count({of})"), &raw.of, format!("avg({of})"))
            }
            Some(weight) => {
                let by = self.numeric_row_formula(weight, schema);
                let (of, by) = (of?, by?);
                let (above, below) = (format!("sum(({of}) * ({by}))"), format!("sum({by})"));
                let text = format!("sum({of} · {by}) / {below}");
                (above, below, weight, text)
            }
        };
        let numerator = self.composed(&raw.of, &above, schema)?;
        let denominator = self.composed(weight, &below, schema)?;
        Some(Printed { formula: Kind::Ratio { numerator, denominator, scale: 1.0 }, text })
    }

    fn numeric_row_formula(&mut self, text: &Text, schema: &TableSchema) -> Option<Expression> {
        let formula = self.row_formula(text, schema)?;
        if formula.data_type().is_numeric() {
            return self.expression(text);
        }
        self.findings.push(
            Diagnostic::error(Code::FormulaType)
                .with("found", formula.data_type().name())
                .with("expected", DataType::Number.name())
                .at(text.span),
        );
        None
    }

    /// Checks a formula that was put together from what stands at a place.
    fn composed(
        &mut self,
        place: &Text,
        formula: &str,
        schema: &TableSchema,
    ) -> Option<GroupFormula> {
        let whole = Spanned::new(formula.to_owned(), place.span);
        let expression = self.expression(&whole)?;
        self.group_formula(&whole, &expression, schema)
    }

    fn value(
        &mut self,
        text: &Text,
        n: Option<&Text>,
        schema: &TableSchema,
    ) -> Option<Printed<Kind>> {
        let value = self.printed(text, schema);
        let n = match n {
            Some(text) => Some(self.printed(text, schema)?.formula),
            None => None,
        };
        let value = value?;
        Some(Printed { formula: Kind::Value { value: value.formula, n }, text: value.text })
    }

    fn printed(&mut self, text: &Text, schema: &TableSchema) -> Option<Printed<GroupFormula>> {
        let expression = self.expression(text)?;
        let formula = self.group_formula(text, &expression, schema)?;
        Some(Printed { formula, text: expression.to_string() })
    }

    fn composite(&mut self, raw: &RawComposite, ids: &[Text]) -> Option<Printed<Kind>> {
        let mut parts = Vec::new();
        let mut words = Vec::new();
        for (id, weight) in &raw.of.0 {
            if let Some(part) = self.find_indicator(id, ids) {
                parts.push((part, weight.value));
                words.push(format!("{} · {}", shortest(weight.value), id.value));
            }
        }
        let bounds = match &raw.normalize {
            Some(normalize) if normalize.method == RawNormalizeMethod::Minmax => {
                let bounds: Vec<f64> = normalize.bounds.0.iter().map(|bound| bound.value).collect();
                match bounds[..] {
                    [low, high] if low < high => Some((low, high)),
                    _ => {
                        let first = raw.of.0.first().map(|(id, _)| id.span)?;
                        let span = normalize.bounds.0.first().map_or(first, |bound| bound.span);
                        let finding = Diagnostic::error(Code::WrongShape);
                        self.findings
                            .push(finding.with("expected", "bounds").at(span).help("help"));
                        return None;
                    }
                }
            }
            _ => None,
        };
        let require_weight = raw.require_weight.as_ref().map_or(1.0, |share| share.value);
        let composite = Composite { parts, bounds, require_weight };
        Some(Printed { formula: Kind::Composite(composite), text: words.join(" + ") })
    }

    fn find_indicator(&mut self, id: &Text, ids: &[Text]) -> Option<IndicatorId> {
        let found = ids.iter().position(|known| known.value == id.value);
        if found.is_none() {
            self.findings.push(
                Diagnostic::error(Code::UnknownIndicator)
                    .with("name", id.value.as_str())
                    .at(id.span)
                    .suggest(nearest(&id.value, ids.iter().map(|known| known.value.as_str()))),
            );
        }
        found.map(IndicatorId)
    }

    fn slices(&mut self, raw: &RawIndicator, schema: Option<&TableSchema>) -> Vec<Slice> {
        self.unique(raw.by.0.iter().map(|(name, _)| name));
        let mut slices = Vec::new();
        for (name, dimensions) in &raw.by.0 {
            let mut ids = Vec::new();
            for dimension in &dimensions.0 {
                let Some(id) = self.find_dimension(dimension) else { continue };
                let key = self.dimensions[id.0].key.clone();
                if let Some(schema) = schema
                    && !schema.contains_key(&key)
                {
                    self.findings.push(
                        Diagnostic::error(Code::UnknownColumn)
                            .with("name", key)
                            .at(dimension.span)
                            .help("dimension"),
                    );
                }
                ids.push(id);
            }
            slices.push(Slice { name: name.value.clone(), dimensions: ids });
        }
        if let (Some(schema), Some(from)) = (schema, &raw.from)
            && !schema.contains_key("period")
        {
            self.findings.push(
                Diagnostic::error(Code::UnknownColumn)
                    .with("name", "period")
                    .at(from.span)
                    .help("period"),
            );
        }
        slices
    }

    /// Conditions of targets speak of dimensions; those of parents are known for each member.
    fn targets(&mut self, raw: Option<&Either<Spanned<f64>, Items<RawTarget>>>) -> Vec<Target> {
        let schema = self.member_schema();
        match raw {
            None => Vec::new(),
            Some(Either::Scalar(value)) => {
                vec![Target { condition: None, condition_text: None, value: value.value }]
            }
            Some(Either::Collection(list)) => list
                .0
                .iter()
                .map(|raw| Target {
                    condition_text: raw
                        .filter
                        .as_ref()
                        .map(|text| self.condition_words(&text.value)),
                    condition: raw.filter.as_ref().and_then(|text| self.condition(text, &schema)),
                    value: raw.value.value,
                })
                .collect(),
        }
    }

    /// A condition as readers see it: only the values where it lists them, or else the condition
    /// with the titles of dimensions.
    fn condition_words(&self, condition: &str) -> String {
        static LIST: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\s*\w+\s*(?:=|in)\s*\(?((?:\s*'[^']*'\s*,?)+)\)?\s*$")
                .expect("the pattern is tested")
        });
        if let Some(list) = LIST.captures(condition) {
            return list[1].replace('\'', "").trim().to_owned();
        }
        let mut words = condition.to_owned();
        for dimension in &self.dimensions {
            words = words.replace(&dimension.name.value, &dimension.title);
        }
        words
    }

    fn member_schema(&self) -> TableSchema {
        let mut schema = IndexMap::new();
        for dimension in &self.dimensions {
            let text = ColumnSchema { data_type: DataType::Text, title: None };
            schema.insert(dimension.name.value.clone(), text);
        }
        schema
    }

    fn zones(&mut self, raw: &[RawZone], better: RawBetter) -> Vec<Zone> {
        let mut zones: Vec<Zone> = Vec::new();
        let count = raw.len();
        for (index, raw) in raw.iter().enumerate() {
            let is_last = index + 1 == count;
            let fits = match (&raw.from, zones.last().and_then(|zone| zone.from)) {
                (None, _) => is_last,
                (Some(bound), Some(before)) if better == RawBetter::Lower => bound.value > before,
                (Some(bound), Some(before)) => bound.value < before,
                (Some(_), None) => true,
            };
            if !fits {
                let span = raw.from.as_ref().map_or(raw.name.span, |bound| bound.span);
                let finding = Diagnostic::error(Code::WrongShape).with("expected", "zone");
                self.findings.push(finding.at(span).help("help"));
            }
            let name = raw.name.value.clone();
            zones.push(Zone { name, from: raw.from.as_ref().map(|bound| bound.value) });
        }
        zones
    }

    fn reference(&mut self, name: &Text, raw: &RawReference) -> Option<Reference> {
        let table: TableId = self.find_table(&raw.from)?;
        let schema = self.schema(Some(table));
        let filter = match &raw.filter {
            Some(text) => Some(self.condition(text, &schema)?),
            None => None,
        };
        let title = raw.title.as_ref().map(|title| self.substitute(title, &[]));
        Some(Reference {
            title: title.unwrap_or_else(|| name.value.clone()),
            name: name.value.clone(),
            rows: RowSelection { table, filter },
        })
    }

    fn report_indicator_cycles(&mut self, ids: &[Text], edges: &[Vec<usize>]) {
        let mut done = vec![false; ids.len()];
        for start in 0..ids.len() {
            if done[start] {
                continue;
            }
            let mut path = Vec::new();
            if let Some(cycle) = find_cycle(start, edges, &mut done, &mut path) {
                let names: Vec<&str> = cycle.iter().map(|id| ids[*id].value.as_str()).collect();
                self.findings.push(
                    Diagnostic::error(Code::IndicatorCycle)
                        .with("names", names.join("` → `"))
                        .at(ids[cycle[0]].span)
                        .help("help"),
                );
                return;
            }
        }
    }
}

fn parts(raw: &RawIndicator, ids: &[Text]) -> Vec<usize> {
    let named = raw.composite.iter().flat_map(|composite| &composite.of.0);
    named.filter_map(|(id, _)| ids.iter().position(|known| known.value == id.value)).collect()
}

fn find_cycle(
    at: usize,
    edges: &[Vec<usize>],
    done: &mut [bool],
    path: &mut Vec<usize>,
) -> Option<Vec<usize>> {
    if let Some(start) = path.iter().position(|step| *step == at) {
        let mut cycle = path[start..].to_vec();
        cycle.push(at);
        return Some(cycle);
    }
    if done[at] {
        return None;
    }
    path.push(at);
    let found = edges[at].iter().find_map(|next| find_cycle(*next, edges, done, path));
    path.pop();
    done[at] = true;
    found
}

/// A factor as printed in a formula: `100`, `0,4`.
fn shortest(value: f64) -> String {
    let decimals =
        (0..6).find(|d| (crate::values::round_half_away(value, *d) - value).abs() < 1e-9);
    NumberFormat::plain(decimals.unwrap_or(6)).format(value)
}
