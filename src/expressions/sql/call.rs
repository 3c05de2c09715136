//! Functions of a row in SQL. Those that are not here mean other things in other engines: the
//! letters of `upper` depend on a locale, and `trim` knows one kind of blank only.

use std::sync::Arc;

use crate::expressions::formula::{Node, NodeKind};
use crate::expressions::functions::Function;
use crate::values::{DataType, Value};

use super::Unlowered;
use super::node::{IN_ORDER_OF_CHARACTERS, lower as lower_node};

/// Returns a call in SQL.
pub(super) fn lower(
    function: &'static Function,
    arguments: &[Node],
    columns: &[Arc<str>],
) -> Result<String, Unlowered> {
    let texts = arguments.iter().map(|argument| lower_node(argument, columns));
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let data_type = arguments.first().map(|argument| argument.data_type);
    let is_integer = data_type == Some(DataType::Integer);
    let listed = texts.join(", ");
    Ok(match (function.name, &texts[..]) {
        ("abs", _) => format!("ABS({listed})"),
        ("ceil" | "floor" | "round", [x]) if is_integer => x.clone(),
        ("ceil", _) => format!("CEILING({listed})"),
        ("floor", _) => format!("FLOOR({listed})"),
        ("round", [x]) => round(x),
        ("sqrt", [x]) => format!("(CASE WHEN {x} >= 0 THEN SQRT({x}) END)"),
        ("coalesce", _) => format!("COALESCE({listed})"),
        ("nullif", _) => format!("NULLIF({listed})"),
        ("greatest" | "least", _) => extreme(function.name, &texts, data_type),
        ("length", _) => format!("CAST(CHAR_LENGTH({listed}) AS BIGINT)"),
        ("substring", _) if is_plain_piece(&arguments[1..]) => match &texts[1..] {
            [start] => format!("SUBSTRING({} FROM {start})", texts[0]),
            rest => format!("SUBSTRING({} FROM {} FOR {})", texts[0], rest[0], rest[1]),
        },
        ("concat", _) => {
            let parts: Vec<String> =
                texts.iter().map(|text| format!("COALESCE({text}, '')")).collect();
            format!("({})", parts.join(" || "))
        }
        ("year", _) => format!("CAST(EXTRACT(YEAR FROM {listed}) AS BIGINT)"),
        ("month", _) => format!("CAST(EXTRACT(MONTH FROM {listed}) AS BIGINT)"),
        _ => return Err(Unlowered { what: function.name }),
    })
}

/// Half away from zero. Engines round halves to even, or decimal fractions only; a half itself is
/// exact in every one of them.
fn round(x: &str) -> String {
    let size = format!("FLOOR(ABS({x}))");
    let up = format!("CASE WHEN ABS({x}) - {size} >= 0.5 THEN {size} + 1 ELSE {size} END");
    format!("(CASE WHEN {x} < 0 THEN -1 ELSE 1 END * {up})")
}

/// Engines pass over missing arguments; here the result is missing as soon as one of them is.
fn extreme(name: &str, texts: &[String], data_type: Option<DataType>) -> String {
    let known: Vec<String> = texts.iter().map(|text| format!("{text} IS NOT NULL")).collect();
    let collation = if data_type == Some(DataType::Text) { IN_ORDER_OF_CHARACTERS } else { "" };
    let listed: Vec<String> = texts.iter().map(|text| format!("{text}{collation}")).collect();
    let call = format!("{}({})", name.to_uppercase(), listed.join(", "));
    format!("(CASE WHEN {} THEN {call} END)", known.join(" AND "))
}

/// Whether a piece of a text begins and ends at fixed places inside of it: what lies before the
/// first character means something else in each engine.
fn is_plain_piece(places: &[Node]) -> bool {
    let at = |node: &Node| match node.kind {
        NodeKind::Constant(Value::Integer(place)) => Some(place),
        _ => None,
    };
    let least = [1, 0];
    places.iter().zip(least).all(|(node, least)| at(node).is_some_and(|place| place >= least))
}
