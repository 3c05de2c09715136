//! Tables and indicators as text that a person can check by hand.

use msoko::definition::Indicator;
use msoko::diff::Reach;
use msoko::expressions::Rows as _;
use msoko::indicators::{Indicators, Observation};
use msoko::pipeline::Computed;
use msoko::tables::Tables;
use msoko::values::Value;

/// Returns every table: names of columns, then a line for each row, with the cell of each value
/// that was read from a sheet.
pub(crate) fn tables(tables: &Tables) -> String {
    let mut text = String::new();
    for table in tables.iter() {
        let names: Vec<&str> = table.column_names().collect();
        text.push_str(&format!("{}: {}\n", table.name, names.join(" | ")));
        for row in 0..table.row_count() {
            let cells = names.iter().map(|name| {
                let column = table.column(name).expect("the name is of this table");
                let value = value_text(&column.value(row));
                match table.origin(name, row) {
                    Some(cell) => format!("{value} [{}]", cell.address()),
                    None => value,
                }
            });
            text.push_str(&format!("  {}\n", cells.collect::<Vec<_>>().join(" | ")));
        }
    }
    for quality in tables.qualities() {
        for found in &quality.identified {
            text.push_str(&format!(
                "{}.{}: {} by name, {} by alias, {} not found\n",
                quality.name, found.column, found.by_name, found.by_alias, found.unmatched
            ));
        }
    }
    text
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Missing(reason) => format!("({})", reason.name()),
        Value::Boolean(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
    }
}

/// Returns for every column of a source, and for its rows, the indicators that stand on them.
pub(crate) fn reached(computed: &Computed) -> String {
    let reach = Reach::of(&computed.definition);
    let mut text = String::new();
    let mut line = |name: &str, indicators: Vec<&str>| {
        let list = if indicators.is_empty() { "–".to_owned() } else { indicators.join(", ") };
        text.push_str(&format!("{name}: {list}\n"));
    };
    for source in &computed.definition.sources {
        let source = &source.name.value;
        let rules = computed.definition.tables.iter().find(|table| table.name.value == *source);
        let rules = rules.expect("every source is a table");
        let table = computed.tables.iter().find(|table| table.name == *source);
        line(&format!("rows of {source}"), reach.of_rows(source).map(name_of).collect());
        for column in table.expect("every source is a table").columns_read(rules) {
            let indicators = reach.of_column(source, column).map(name_of).collect();
            line(&format!("{source}.{column}"), indicators);
        }
    }
    text
}

fn name_of(indicator: &Indicator) -> &str {
    &indicator.id.value
}

/// Returns every observation on a line of its own.
pub(crate) fn indicators(computed: &Computed) -> String {
    all(computed, &computed.indicators)
}

/// Returns every observation as it is shown to the public, and how many values are not; nothing
/// where there is no such edition.
pub(crate) fn public(computed: &Computed) -> String {
    let Some(public) = &computed.public else { return String::new() };
    format!("hidden: {}\n{}", public.hidden_count, all(computed, &public.indicators))
}

fn all(computed: &Computed, indicators: &Indicators) -> String {
    let Indicators { periods, results, .. } = indicators;
    let mut text = String::new();
    for (indicator, result) in computed.definition.indicators.iter().zip(results) {
        text.push_str(&format!("{} = {}\n", indicator.id.value, indicator.passport.formula));
        for slice in &result.slices {
            for (member, observations) in slice.members.iter().zip(&slice.observations) {
                let keys = member.keys.join(", ");
                for (index, (period, observation)) in periods.iter().zip(observations).enumerate() {
                    let former = member.former.iter().find(|(period, _)| *period == index);
                    let former = former.map(|(_, labels)| format!(" «{}»", labels.join(", ")));
                    let former = former.unwrap_or_default();
                    let name = format!("{} [{keys}] {period}{former}", slice.slice.name);
                    let shown = observation.as_ref().map_or("-".to_owned(), observation_text);
                    text.push_str(&format!("  {name}: {shown}\n"));
                }
            }
        }
    }
    text
}

fn observation_text(observation: &Observation) -> String {
    let mut parts = vec![match (&observation.answer, observation.value) {
        (Some(answer), _) => value_text(answer),
        (None, Ok(value)) => value.to_string(),
        (None, Err(reason)) => format!("({})", reason.name()),
    }];
    if let (Some(above), Some(below)) = (observation.numerator, observation.denominator) {
        parts.push(format!("{above}/{below}"));
        if let Some(n) = observation.n.filter(|n| *n != below) {
            parts.push(format!("n {n}"));
        }
    } else if let Some(n) = observation.n {
        parts.push(format!("n {n}"));
    }
    if let Some((low, high)) = observation.interval {
        parts.push(format!("interval {low:.4}..{high:.4}"));
    }
    if let Some(zone) = observation.zone {
        parts.push(format!("zone {}", zone + 1));
    }
    if let Some(target) = observation.target {
        parts.push(format!("target {} {:?}", target.value, target.met));
    }
    if let Some(rank) = observation.rank {
        parts.push(format!("rank {} of {}", rank.text(), rank.of));
    }
    if let Some(change) = observation.change {
        let value = change.value.map_or("?".to_owned(), |value| value.to_string());
        let reason = change.reason.map_or(String::new(), |reason| format!(" ({})", reason.name()));
        parts.push(format!("change {value} {}{reason}", change.trend.name()));
    }
    for (name, reference) in &observation.references {
        let value = reference.value.map_or("?".to_owned(), |value| value.to_string());
        parts.push(format!("{name} {value}"));
    }
    if observation.is_small {
        parts.push("small".to_owned());
    }
    if observation.is_partial {
        parts.push("partial".to_owned());
    }
    if observation.is_merged {
        parts.push("merged".to_owned());
    }
    parts.join(", ")
}
