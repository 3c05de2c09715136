//! Formulas against the same formulas in SQL, computed by `DuckDB`: 12 000 random ones over random
//! tables. Whatever differs is printed with the seed; `MSOKO_SEED` begins elsewhere.

use msoko::expressions::{
    AggregateSql, FormulaError, Grouping, RawAggregates, Rows, Scope, check_groups, check_rows,
    identifier, parse, type_name,
};
use msoko::values::{Column, DataType, Value};
use serde_json::{Value as Json, json};

use crate::generate::{
    COLUMNS, Random, WholeFunction, cells, group_formula, row_formula, whole_function,
};
use crate::peers::Python;

/// Formulas: of rows and of groups two fifths each, of functions over whole groups the rest.
const FORMULAS: usize = 12_000;
/// Formulas over one table.
const FORMULAS_OF_TABLE: usize = 200;
const ROWS: usize = 60;
const GROUPS: u32 = 4;

/// A random table, in both worlds.
struct Table {
    columns: Vec<Column>,
    /// The statements that make it in SQL.
    statements: Vec<String>,
}

impl Table {
    fn new(random: &mut Random) -> Self {
        let cells = cells(random, ROWS);
        let one = Nothing;
        let constant = |cell: &str| {
            let formula = check_rows(&parse(cell).expect("a constant"), &one).expect("a constant");
            formula.evaluate(&one).expect("no overflow").value(0)
        };
        let columns: Vec<Column> = COLUMNS
            .iter()
            .zip(&cells)
            .map(|(kind, cells)| {
                Column::from_values(kind.data_type, cells.iter().map(|cell| constant(cell)))
            })
            .collect();
        let names: Vec<String> = COLUMNS
            .iter()
            .map(|kind| format!("{} {}", identifier(kind.name), type_name(kind.data_type)))
            .collect();
        let rows: Vec<String> = (0..ROWS)
            .map(|row| {
                let cells: Vec<&str> = cells.iter().map(|column| column[row]).collect();
                format!("({row}, {})", cells.join(", "))
            })
            .collect();
        let create = format!("CREATE OR REPLACE TABLE t (row_number BIGINT, {})", names.join(", "));
        let statements = vec![create, format!("INSERT INTO t VALUES {}", rows.join(", "))];
        Self { columns, statements }
    }

    fn position(name: &str) -> Option<usize> {
        COLUMNS.iter().position(|kind| kind.name == name)
    }

    /// The group of each row whose key is known.
    fn grouping(&self) -> Grouping {
        let keys = &self.columns[0];
        let group = |row: usize| match keys.value(row) {
            Value::Integer(key) => u32::try_from(key - 1).expect("a small key"),
            _ => Grouping::NONE,
        };
        let group_of_row = (0..ROWS).map(group).collect();
        Grouping { group_of_row, group_count: GROUPS as usize }
    }
}

impl Rows for Table {
    fn row_count(&self) -> usize {
        ROWS
    }

    fn column(&self, name: &str) -> Option<&Column> {
        Self::position(name).map(|index| &self.columns[index])
    }
}

impl Scope for Table {
    fn data_type(&self, name: &str) -> Option<DataType> {
        Self::position(name).map(|index| COLUMNS[index].data_type)
    }

    fn names(&self) -> Vec<&str> {
        COLUMNS.iter().map(|kind| kind.name).collect()
    }

    fn is_grouped(&self, _: &str) -> bool {
        false
    }
}

/// One row without columns.
struct Nothing;

impl Rows for Nothing {
    fn row_count(&self) -> usize {
        1
    }

    fn column(&self, _: &str) -> Option<&Column> {
        None
    }
}

impl Scope for Nothing {
    fn data_type(&self, _: &str) -> Option<DataType> {
        None
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn is_grouped(&self, _: &str) -> bool {
        false
    }
}

/// A formula with its query and what it gives here, row by row; nothing where it overflows.
struct Trial {
    formula: String,
    query: String,
    ours: Option<Vec<Vec<Value>>>,
    /// Sums of numbers are added in another order elsewhere.
    is_exact: bool,
}

/// A comparison that is written so that no row can fit is refused; there is nothing to compare.
fn unless_never_true<T>(formula: &str, checked: Result<T, Vec<FormulaError>>) -> Option<T> {
    match checked {
        Ok(checked) => Some(checked),
        Err(errors) if errors.iter().all(FormulaError::is_never_true) => None,
        Err(errors) => panic!("{formula}: {errors:?}"),
    }
}

fn row_trial(formula: String, table: &Table) -> Option<Trial> {
    let expression = parse(&formula).unwrap_or_else(|errors| panic!("{formula}: {errors:?}"));
    let checked = unless_never_true(&formula, check_rows(&expression, table))?;
    let sql = checked.to_sql().ok()?;
    let query = format!("SELECT {sql} FROM t ORDER BY row_number");
    let ours = checked.evaluate(table).ok();
    let ours = ours.map(|column| (0..ROWS).map(|row| vec![column.value(row)]).collect());
    Some(Trial { formula, query, ours, is_exact: true })
}

fn group_trial(formula: String, table: &Table) -> Option<Trial> {
    let expression = parse(&formula).unwrap_or_else(|errors| panic!("{formula}: {errors:?}"));
    let checked = unless_never_true(&formula, check_groups(&expression, table))?;
    let raw = RawAggregates::of(&[&checked], &[]).ok()?;
    let plain = raw.to_sql().into_iter().map(|aggregate| match aggregate {
        AggregateSql::Plain(sql) => Some(sql.clone()),
        AggregateSql::LargestPart { .. } => None,
    });
    let aggregates = plain.collect::<Option<Vec<String>>>()?;
    let conditions = ["\"g\" IS NOT NULL".to_owned()];
    let conditions: Vec<String> = conditions.into_iter().chain(raw.known().to_vec()).collect();
    let query = format!(
        "SELECT k.key, a.* EXCLUDE (\"g\") FROM (SELECT unnest([1, 2, 3, 4]) AS key) AS k LEFT JOIN \
         (SELECT \"g\", {} FROM t WHERE {} GROUP BY \"g\") AS a ON k.key = a.\"g\" ORDER BY k.key",
        aggregates.join(", "),
        conditions.join(" AND "),
    );
    let computed = raw.evaluate(table, &table.grouping());
    let ours = computed.ok().map(|columns| {
        let row = |group: usize| columns.iter().map(|column| column.value(group)).collect();
        (0..GROUPS as usize).map(row).collect()
    });
    Some(Trial { formula, query, ours, is_exact: false })
}

/// A function over whole groups, which stays here, against the function of the other engine.
fn whole_trial(call: &WholeFunction, table: &Table) -> Option<Trial> {
    let level = call.level.map(|level| format!(", {level}")).unwrap_or_default();
    let formula = format!("{}({}{level})", call.name, call.arguments.join(", "));
    let expression = parse(&formula).unwrap_or_else(|errors| panic!("{formula}: {errors:?}"));
    let checked = unless_never_true(&formula, check_groups(&expression, table))?;
    let said = call.arguments.iter().map(|argument| {
        let argument = parse(argument).expect("it was read as a part before");
        let argument = check_rows(&argument, table).expect("it was checked as a part before");
        argument.to_sql().ok().map(|sql| format!("CAST({sql} AS DOUBLE PRECISION)"))
    });
    let said = said.collect::<Option<Vec<String>>>()?.join(", ");
    let there = format!("{}({said}{level})", call.there);
    // What has no spread is not a number there, and missing here.
    let query = format!(
        "SELECT k.key, CASE WHEN NOT isnan(a.x) THEN a.x END FROM (SELECT unnest([1, 2, 3, 4]) AS \
         key) AS k LEFT JOIN (SELECT \"g\", {there} AS x FROM t GROUP BY \"g\") AS a ON k.key = \
         a.\"g\" ORDER BY k.key"
    );
    let ours = checked.evaluate(table, &table.grouping()).ok();
    let ours =
        ours.map(|column| (0..GROUPS as usize).map(|group| vec![column.value(group)]).collect());
    Some(Trial { formula, query, ours, is_exact: false })
}

/// Whether a value is that of the other engine.
fn is_same(ours: &Value, theirs: &Json, is_exact: bool) -> bool {
    match (ours, theirs) {
        (Value::Missing(_), Json::Null) => true,
        // There, groups without rows have no counts.
        (Value::Integer(0), Json::Null) => !is_exact,
        (Value::Boolean(a), Json::Bool(b)) => a == b,
        (Value::Boolean(a), Json::Number(b)) => b.as_i64() == Some(i64::from(*a)),
        (Value::Integer(a), Json::Number(b)) => b.as_i64() == Some(*a),
        (Value::Text(a), Json::String(b)) => **a == **b,
        (Value::Date(a), Json::String(b)) => a.to_string() == *b,
        (Value::Number(a), Json::Object(b)) => {
            let bits = b["bits"].as_str().and_then(|bits| u64::from_str_radix(bits, 16).ok());
            let b = f64::from_bits(bits.expect("the bits of a number"));
            // Exact to the bit, but for the sign of zero. Sums there lose digits as they go.
            *a == b || (!is_exact && (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-6)
        }
        _ => false,
    }
}

#[test]
fn random_formulas_mean_what_they_mean_in_sql() {
    let Some(python) = Python::with("duckdb") else { return };
    let seed =
        std::env::var("MSOKO_SEED").map_or(20_261_125, |seed| seed.parse().expect("a number"));
    let mut random = Random(seed);
    let (mut input, mut trials) = (String::new(), Vec::new());
    let mut unsaid = 0;
    for index in 0..FORMULAS / FORMULAS_OF_TABLE {
        let table = Table::new(&mut random);
        input.push_str(&format!("{}\n", json!(table.statements)));
        for at in 0..FORMULAS_OF_TABLE {
            let depth = u32::try_from(at % 4 + 1).expect("small");
            let trial = match index % 5 {
                0 | 2 => row_trial(row_formula(&mut random, depth), &table),
                1 | 3 => group_trial(group_formula(&mut random, depth.min(3)), &table),
                _ => whole_trial(&whole_function(&mut random, depth.min(2)), &table),
            };
            let Some(trial) = trial else {
                unsaid += 1;
                continue;
            };
            input.push_str(&format!("{}\n", json!(trial.query)));
            trials.push(trial);
        }
    }
    let answers = python.run("duckdb_queries.py", input);
    let answers: Vec<Json> =
        answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), trials.len(), "an answer to each query");
    let (mut equal, mut overflowing, mut values, mut different) = (0, 0, 0, Vec::new());
    for (trial, answer) in trials.iter().zip(&answers) {
        // Engines may compute a value that nobody asks for, and find it too large.
        let too_large_there = answer["error"].as_str().is_some_and(|e| e.contains("Overflow"));
        let Some(ours) = trial.ours.as_ref().filter(|_| !too_large_there) else {
            overflowing += 1;
            continue;
        };
        let rows = answer["rows"].as_array().cloned().unwrap_or_default();
        let is_same_row = |ours: &Vec<Value>, theirs: &Json| {
            let theirs = theirs.as_array().map_or(&[][..], Vec::as_slice);
            let theirs = &theirs[theirs.len() - ours.len()..];
            ours.iter().zip(theirs).all(|(a, b)| is_same(a, b, trial.is_exact))
        };
        let wrong = (0..ours.len())
            .find(|row| rows.len() != ours.len() || !is_same_row(&ours[*row], &rows[*row]));
        match wrong {
            None => {
                equal += 1;
                values += ours.len() * ours[0].len();
            }
            Some(row) => different.push(format!(
                "{}\n  {}\n  row {row}: {:?} here, {} there",
                trial.formula,
                trial.query,
                ours[row],
                rows.get(row).unwrap_or(&answer["error"]),
            )),
        }
    }
    println!(
        "seed {seed}: {} formulas, {equal} equal in {values} values, {} different, {overflowing} \
         too large, {unsaid} refused or without words in SQL",
        trials.len() + unsaid,
        different.len()
    );
    let shown = different.iter().take(12).cloned().collect::<Vec<_>>().join("\n");
    assert!(different.is_empty(), "seed {seed}: {} differ:\n{shown}", different.len());
    assert!(equal >= 10_000, "only {equal} formulas were compared");
}
