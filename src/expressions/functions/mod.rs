//! The functions of formulas, one file each: signature, description, source and meaning in one
//! place. Their examples are tests and the reference manual.
//!
//! To add one: a file with a `FUNCTION`, and a line in `registry.rs`.

mod abs;
mod any;
mod avg;
mod ceil;
mod coalesce;
mod concat;
mod count;
mod count_distinct;
mod every;
mod extreme;
mod floor;
mod foreign;
mod function;
mod greatest;
mod least;
mod length;
mod lower;
mod max;
mod max_sum;
mod median;
mod min;
mod month;
mod nullif;
mod numeric;
mod registry;
mod round;
mod share;
mod sqrt;
mod statistics;
mod substring;
mod sum;
mod trim;
mod truth;
mod upper;
mod wmean;
mod year;

pub(super) use function::{Body, Fold, Literal, Parameter, Returns};
pub use function::{Example, Function, Summary};
use registry::FUNCTIONS;
pub use statistics::mean_and_deviation;

use crate::diagnostics::nearest;

/// Returns every function, by name.
#[must_use]
pub const fn functions() -> &'static [Function] {
    &FUNCTIONS
}

/// Returns the function of a name in any letter case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Function> {
    let is_meant = |known: &str| known.eq_ignore_ascii_case(name);
    FUNCTIONS.iter().find(|function| {
        is_meant(function.name) || function.aliases.iter().any(|alias| is_meant(alias))
    })
}

/// Returns the name of the function that is meant by a name that none has: what spreadsheets, other
/// languages or Russian call so, or else the nearest name.
#[must_use]
pub fn nearest_function(name: &str) -> Option<&'static str> {
    let aliases = FUNCTIONS.iter().flat_map(|function| function.aliases.iter().copied());
    let names = FUNCTIONS.iter().map(|function| function.name).chain(aliases);
    foreign::meant_by(name).or_else(|| nearest(name, names))
}

#[cfg(test)]
mod tests {
    use super::functions;
    use crate::expressions::Grouping;
    use crate::expressions::test_table::{Table, constant};
    use crate::values::{Missing, Value};

    #[test]
    fn examples_hold() {
        for function in functions() {
            assert!(!function.examples.is_empty(), "{} has no example", function.name);
            for example in function.examples {
                let table = Table::new(example.columns);
                let result = if function.is_aggregate() {
                    table.each_group(example.formula, &Grouping::single(table.row_count))
                } else {
                    table.each_row(example.formula)
                };
                let result = &result.expect("examples do not overflow")[0];
                let expected = constant(example.expected);
                let both_missing = result.is_missing() && expected.is_missing();
                assert!(both_missing || *result == expected, "{example:?} gives {result:?}");
            }
        }
    }

    #[test]
    fn every_aggregate_of_no_rows_has_no_value_except_counts() {
        for function in functions().iter().filter(|function| function.is_aggregate()) {
            let example = &function.examples[0];
            let table = Table::new(example.columns).rows(&[]);
            let result = table.each_group(example.formula, &Grouping::single(0));
            let is_count = function.name.starts_with("count");
            let expected =
                if is_count { Value::Integer(0) } else { Value::Missing(Missing::NoRows) };
            assert_eq!(result, Ok(vec![expected]), "{}", function.name);
        }
    }

    #[test]
    fn the_registry_is_in_order() {
        assert!(functions().is_sorted_by_key(|function| function.name));
        for function in functions() {
            let signature = function.signature;
            let word = function.name.split(' ').next().unwrap_or_default();
            assert!(signature.starts_with(word), "{signature}");
        }
    }
}
