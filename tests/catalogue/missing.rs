//! What is missing stays missing: no formula of the catalogue makes a value of nothing, but those
//! of which it is said here why.

use std::collections::{BTreeMap, BTreeSet};

use msoko::definition::{FormulaRole, TableId, TableSchema};
use msoko::expressions::{RowFormula, Rows};
use msoko::values::{Column, DataType, Missing, Value};

use super::shipped::COMPUTED;

/// Of so many rows of a table each computed column is looked at.
const ROWS_MAX: u32 = 300;

/// So many values of a column are put in the place of a missing one.
const VALUES_MAX: usize = 12;

/// Computed columns that have a value although all they are computed from is missing.
const COLUMNS: [(&str, &str); 11] = [
    ("oge_results.marked", "a work without a mark is that of a pupil who did not come: no work"),
    ("oge_results.failed", "as for marked, so that both sums leave the same works out"),
    ("oge_results.good", "as for marked"),
    ("oge_results.marks", "as for marked"),
    ("olympiad.came", "whoever has no score did not come; the check olympiad_scores_known looks"),
    ("olympiad.gained", "whoever did not come has gained nothing"),
    ("vpr_markers.markers", "a blank cell of the list means no marker; other texts are errors"),
    ("low_results.low", "a procedure that a school does not hold is not one with low results"),
    ("low_results.again", "as for low"),
    ("low_results.lost", "asks whether a procedure was held and its results are missing"),
    ("control_risks.flags", "a risk of a procedure that a school does not hold has not come true"),
];

/// Computed columns, beside those, that say something without a column that would make a difference.
const GUESSES: [(&str, &str); 4] = [
    ("control_risks.has_lost", "asks whether the ЕГЭ was held and its results are missing"),
    ("marker_years.times", "the lists of all years are there: a new school was in none of them"),
    ("olympiad_schools.participants", "there are protocols, and the school is in none of them"),
    ("olympiad_schools.awards", "there are protocols, and the school is in none of them"),
];

/// Indicators that count a row of which nothing is known.
const INDICATORS: [(&str, &str); 2] = [
    ("schools", "a row of the register is a school, whatever else is known of it"),
    ("prescriptions_issued", "a row of the list is an act, whatever else is known of it"),
];

/// A row of which nothing is known.
struct Nothing(BTreeMap<String, Column>);

impl Nothing {
    /// A row with columns of the types of a schema.
    fn of(schema: &TableSchema) -> Self {
        let missing =
            |data_type: DataType| Column::from_values(data_type, [Value::Missing(Missing::NoData)]);
        let columns = schema.iter();
        Self(columns.map(|(name, column)| (name.clone(), missing(column.data_type))).collect())
    }
}

impl Rows for Nothing {
    fn row_count(&self) -> usize {
        1
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.0.get(name)
    }
}

/// Rows of a table, of which one column is another one.
struct Instead<'a> {
    columns: &'a BTreeMap<String, Column>,
    name: &'a str,
    column: Column,
}

impl Rows for Instead<'_> {
    fn row_count(&self) -> usize {
        self.column.len()
    }

    fn column(&self, name: &str) -> Option<&Column> {
        if name == self.name { Some(&self.column) } else { self.columns.get(name) }
    }
}

/// The different values of a column, as far as they are known.
fn values_of(column: &Column) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for value in (0..column.len()).map(|row| column.value(row)) {
        if values.len() < VALUES_MAX && !value.is_missing() && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// The first row in which a formula says something without a column that it does not say with each
/// of its values: what the column is makes a difference there, and nobody knows what it is.
fn guessed(
    formula: &RowFormula,
    columns: &BTreeMap<String, Column>,
    name: &str,
    values: &[Value],
) -> Option<String> {
    let own = &columns[name];
    let with = |value: &Value| {
        let column = vec![value.clone(); own.len()];
        let column = Column::from_values(own.data_type(), column);
        formula.evaluate(&Instead { columns, name, column }).expect("no overflow")
    };
    let without = with(&Value::Missing(Missing::NoData));
    let alternatives: Vec<(&Value, Column)> = values.iter().map(|v| (v, with(v))).collect();
    (0..without.len()).filter(|row| !without.value(*row).is_missing()).find_map(|row| {
        let said = without.value(row);
        let other = alternatives.iter().find(|(_, column)| {
            let other = column.value(row);
            !other.is_missing() && other != said
        });
        other.map(|(value, column)| {
            format!("without it {said:?}, with {value:?} {:?}", column.value(row))
        })
    })
}

fn check(found: &BTreeSet<String>, listed: &[(&str, &str)]) {
    let listed: BTreeSet<String> = listed.iter().map(|(name, _)| (*name).to_owned()).collect();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    assert!(unlisted.is_empty(), "made of nothing, and no reason for that: {unlisted:#?}");
    let idle: Vec<_> = listed.difference(found).collect();
    assert!(idle.is_empty(), "listed, but missing where its inputs are: {idle:#?}");
}

#[test]
fn a_computed_column_is_missing_where_its_inputs_are() {
    let mut found = BTreeSet::new();
    for table in &COMPUTED.definition.tables {
        let nothing = Nothing::of(&table.schema);
        for (name, formula) in table.derive.iter().filter(|(_, f)| !f.columns().is_empty()) {
            let value = formula.evaluate(&nothing).expect("no overflow").value(0);
            if !value.is_missing() {
                found.insert(format!("{}.{name}", table.name.value));
            }
        }
    }
    check(&found, &COLUMNS);
}

#[test]
fn a_computed_column_does_not_guess_what_is_missing() {
    let (mut found, mut said) = (BTreeSet::new(), Vec::new());
    for (index, table) in COMPUTED.definition.tables.iter().enumerate() {
        let rows = COMPUTED.tables.get(TableId(index));
        let count = u32::try_from(rows.row_count()).expect("so few rows");
        let step = (count / ROWS_MAX).max(1) as usize;
        let some: Vec<Option<u32>> = (0..count).step_by(step).map(Some).collect();
        for (name, formula) in &table.derive {
            let names: BTreeSet<&str> = formula.columns().into_iter().collect();
            let column = |name: &&str| rows.column(name).expect("a column of the table");
            let columns: BTreeMap<String, Column> = names
                .iter()
                .map(|name| ((*name).to_owned(), column(name).gather(&some, Missing::NoRows)))
                .collect();
            for input in names {
                let values = values_of(column(&input));
                if let Some(guess) = guessed(formula, &columns, input, &values) {
                    let place = format!("{}.{name}", table.name.value);
                    said.push(format!("{place} of {input}: {guess}"));
                    found.insert(place);
                }
            }
        }
    }
    println!("{said:#?}");
    check(&found, &[&COLUMNS[..], &GUESSES[..]].concat());
}

#[test]
fn an_indicator_leaves_out_a_row_of_which_nothing_is_known() {
    let mut found = BTreeSet::new();
    for indicator in &COMPUTED.definition.indicators {
        let Some(rows) = &indicator.rows else { continue };
        let nothing = Nothing::of(&COMPUTED.definition.tables[rows.table.0].schema);
        if let Some(filter) = &rows.filter
            && filter.matches(&nothing).expect("no overflow") == [false]
        {
            continue;
        }
        let formulas = indicator.kind.formulas();
        let mut deciding = formulas.iter().filter(|(role, _)| *role != FormulaRole::Size);
        let is_known =
            deciding.all(|(_, formula)| formula.known_rows(&nothing).expect("no overflow")[0]);
        if is_known {
            found.insert(indicator.id.value.clone());
        }
    }
    check(&found, &INDICATORS);
}
