//! All that a template may see, as plain data: the golden output of a report.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use crate::definition::{
    Better, Definition, DimensionId, Indicator, Kind, Report, TableBase, Target,
};

use super::cells::CellPrinter;
use super::edition::EditionView;
use super::quality::QualityLog;
use super::subject::Subject;
use super::values::{DocumentValues, IndicatorValues, Listed};
use super::words::Words;

/// What every document of a run shares.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    pub(super) definition: &'a Definition,
    pub(super) view: &'a EditionView,
    pub(super) words: Words<'a>,
    /// The quality log.
    pub(super) quality: &'a QualityLog,
}

/// What one document adds.
pub(super) struct Own<'a> {
    pub(super) report: &'a Report,
    pub(super) subject: Option<&'a Subject>,
}

/// Returns the data of one document, still without its texts and conclusions.
pub(super) fn context<'a>(shared: &Shared<'a>, own: &Own<'a>) -> DocumentValues<'a> {
    let definition = shared.definition;
    let calendar = &definition.calendar;
    let periods = calendar.periods();
    let periods = periods.iter().map(|p| json!({ "id": p.to_string(), "label": p.label() }));
    let title = if own.report.title.is_empty() { &definition.title } else { &own.report.title };
    let title = match own.subject {
        Some(subject) => {
            let name = &definition.dimensions[subject.dimension.0].name.value;
            title.replace(&format!("${{{name}}}"), &subject.label)
        }
        None => title.clone(),
    };
    // A note about findings is what an office sends while its reports are drafts; it carries no
    // values but those that it is about.
    let is_note = own.report.only_findings;
    let is_draft = shared.quality.is_draft() && !is_note;
    let indicators = if is_note {
        Vec::new()
    } else {
        indicators(*shared, own.subject, own.report.indicators.as_ref()).collect()
    };
    let frame = json!({
        "report": {
            "id": own.report.id.value,
            "edition": shared.view.edition.name(),
            "draft": is_draft,
        },
        "title": title,
        "period": {
            "id": calendar.current.to_string(),
            "label": calendar.current.label(),
            "title": shared.words.period_title(calendar.current, calendar),
        },
        "periods": periods.collect::<Vec<_>>(),
        "date": { "iso": definition.date.to_string(), "text": shared.words.date(definition.date) },
        "parameters": parameters(definition),
        "prose": prose(definition),
        "subject": own.subject.map(|subject| subject_value(definition, subject)),
        "directions": directions(definition, &indicators),
        "indicators": null,
        "texts": {},
        "quality": quality(shared, own),
        "privacy": shared.view.privacy(definition),
        "program": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
    });
    DocumentValues { frame, indicators, listed: Listed::ById }
}

/// Reports about the whole print the log, notes about findings those of their member.
fn quality(shared: &Shared<'_>, own: &Own<'_>) -> Value {
    let period = shared.definition.calendar.current.to_string();
    match own.subject {
        None => shared.view.quality.clone(),
        Some(subject) if own.report.only_findings => shared.quality.note(&subject.key, &period),
        Some(_) => Value::Null,
    }
}

fn parameters(definition: &Definition) -> Map<String, Value> {
    let one = |(name, values): (&String, &Vec<String>)| {
        let value = match &values[..] {
            [value] => json!(value),
            values => json!(values),
        };
        (name.clone(), value)
    };
    let mut parameters: Map<String, Value> = definition.parameters.iter().map(one).collect();
    parameters.insert("min_group".to_owned(), definition.min_group.into());
    parameters
}

fn prose(definition: &Definition) -> Vec<Value> {
    let blocks = definition.prose.iter();
    blocks
        .map(|block| {
            json!({
                "id": block.id,
                "title": block.title,
                "approved": block.approved,
                "text": block.text,
                "items": block.items,
            })
        })
        .collect()
}

fn subject_value(definition: &Definition, subject: &Subject) -> Value {
    json!({
        "dimension": definition.dimensions[subject.dimension.0].name.value,
        "key": &*subject.key,
        "label": &*subject.label,
        "attributes": subject.attributes.iter().map(attribute_value).collect::<Vec<_>>(),
    })
}

fn attribute_value((name, title, text): &(String, String, String)) -> Value {
    json!({ "name": name, "title": title, "text": text })
}

/// Returns the directions of these indicators.
fn directions(definition: &Definition, indicators: &[IndicatorValues<'_>]) -> Vec<Value> {
    let mut directions = Vec::new();
    for direction in &definition.directions {
        let own: Vec<&str> = indicators
            .iter()
            .filter(|one| one.indicator.passport.direction.as_ref() == Some(&direction.code))
            .map(IndicatorValues::id)
            .collect();
        if !own.is_empty() {
            directions.push(json!({
                "code": direction.code,
                "title": direction.title,
                "indicators": own,
                "conclusion": null,
            }));
        }
    }
    directions
}

/// Returns the indicators that concern a subject, or all of them, of those a report tells of.
pub(super) fn indicators<'a>(
    shared: Shared<'a>,
    subject: Option<&'a Subject>,
    told: Option<&'a BTreeSet<String>>,
) -> impl Iterator<Item = IndicatorValues<'a>> {
    let rules = shared.definition.indicators.iter().zip(&shared.view.indicators.results);
    rules
        .filter(move |(indicator, _)| told.is_none_or(|told| told.contains(&indicator.id.value)))
        .filter(move |(indicator, _)| subject.is_none_or(|subject| subject.is_told_by(indicator)))
        .map(move |(indicator, result)| IndicatorValues { shared, indicator, result, subject })
}

/// Returns all that is said of an indicator but its values.
pub(super) fn passport(shared: &Shared<'_>, printer: &CellPrinter<'_>) -> Value {
    let indicator = printer.indicator;
    let passport = &indicator.passport;
    let codes: Vec<Value> =
        passport.codes.iter().map(|(name, code)| json!({ "name": name, "code": code })).collect();
    json!({
        "id": indicator.id.value,
        "code": passport.code,
        "title": passport.title,
        "unit": passport.unit,
        "decimals": indicator.decimals,
        "better": indicator.better.name(),
        "direction": passport.direction,
        "kind": indicator.kind.name(),
        "formula": passport.formula,
        "where": indicator.rows.as_ref().and_then(|rows| Some(rows.filter.as_ref()?.text())),
        "levels": levels(shared, indicator),
        "method": passport.method,
        "source": source_title(shared.definition, indicator),
        "owner": passport.owner,
        "codes": codes,
        "codes_text": passport.codes.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>(),
        "target_text": target_text(shared, printer),
        "zones": zones(indicator),
    })
}

/// What an indicator is computed for, slice by slice: the whole, schools, subjects by schools.
fn levels(shared: &Shared<'_>, indicator: &Indicator) -> Vec<String> {
    let title = |id: &DimensionId| shared.definition.dimensions[id.0].title.clone();
    let slices = indicator.slices.iter();
    slices
        .map(|slice| match &slice.dimensions[..] {
            [] => shared.words.text("explain-whole", &[]),
            dimensions => dimensions.iter().map(title).collect::<Vec<_>>().join(" × "),
        })
        .collect()
}

/// The printed names of the sources that an indicator's table starts from, of a table of
/// observations those of its indicators.
fn source_title(definition: &Definition, indicator: &Indicator) -> Option<String> {
    let mut titles = IndexSet::new();
    collect_sources(definition, indicator, &mut titles);
    indicator.rows.as_ref()?;
    let titles: Vec<&str> = titles.into_iter().collect();
    Some(titles.join("; "))
}

fn collect_sources<'d>(
    definition: &'d Definition,
    indicator: &Indicator,
    titles: &mut IndexSet<&'d str>,
) {
    if let Kind::Composite(composite) = &indicator.kind {
        let parts = composite.parts.iter().map(|part| &definition.indicators[part.indicator.0]);
        parts.for_each(|part| collect_sources(definition, part, titles));
    }
    let Some(rows) = &indicator.rows else { return };
    match &definition.tables[definition.base(rows.table).0].base {
        TableBase::Observations(observations) => {
            let columns = observations.columns.iter();
            let ids: IndexSet<usize> = columns.map(|column| column.indicator.0).collect();
            ids.iter()
                .for_each(|id| collect_sources(definition, &definition.indicators[*id], titles));
        }
        TableBase::Source(source) => _ = titles.insert(&definition.sources[*source].title),
        TableBase::Table(_) => {}
    }
}

/// Targets in words: `горное село: ≥ 40,0; остальные: ≥ 50,0`.
fn target_text(shared: &Shared<'_>, printer: &CellPrinter<'_>) -> Option<String> {
    let indicator = printer.indicator;
    let sign = match indicator.better {
        Better::Higher | Better::Neither => "≥",
        Better::Lower => "≤",
    };
    let has_conditions = indicator.targets.iter().any(|target| target.condition.is_some());
    let has_periods = indicator.targets.iter().any(|target| target.period.is_some());
    let one = |target: &Target| {
        let value = printer.number(target.value);
        let condition = match &target.condition_text {
            Some(condition) => Some(condition.clone()),
            None => has_conditions.then(|| shared.words.other_members()),
        };
        let period = match target.period {
            Some(period) => Some(period.label()),
            None => has_periods.then(|| shared.words.other_periods()),
        };
        let whose: Vec<String> = condition.into_iter().chain(period).collect();
        let colon = if whose.is_empty() { "" } else { ": " };
        format!("{}{colon}{sign} {value}", whose.join(", "))
    };
    let texts: Vec<String> = indicator.targets.iter().map(one).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn zones(indicator: &Indicator) -> Vec<Value> {
    let zones = indicator.zones.iter().enumerate();
    zones
        .map(|(index, zone)| json!({ "name": zone.name, "from": zone.from, "rank": index + 1 }))
        .collect()
}
