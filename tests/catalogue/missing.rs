//! What is missing stays missing: no formula of the catalogue makes a value of nothing, but those
//! of which it is said here why.

use std::collections::{BTreeMap, BTreeSet};

use msoko::definition::{FormulaRole, TableSchema};
use msoko::expressions::Rows;
use msoko::values::{Column, DataType, Missing, Value};

use super::COMPUTED;

/// Computed columns that have a value although all they are computed from is missing.
const COLUMNS: [(&str, &str); 10] = [
    ("oge_results.marked", "a work without a mark is that of a pupil who did not come: no work"),
    ("oge_results.failed", "as for marked, so that both sums leave the same works out"),
    ("oge_results.good", "as for marked"),
    ("oge_results.marks", "as for marked"),
    ("olympiad.came", "whoever has no score did not come; the check olympiad_scores_known looks"),
    ("olympiad.gained", "whoever did not come has gained nothing"),
    ("vpr_markers.markers", "a blank cell of the list means no marker; other texts are errors"),
    ("low_results.low", "a procedure that a school does not hold is not one with low results"),
    ("low_results.again", "as for low"),
    ("control_risks.flags", "a risk of a procedure that a school does not hold has not come true"),
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
