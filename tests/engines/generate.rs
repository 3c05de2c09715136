//! Random tables and random formulas of every type that mean something.

use std::fmt::Write as _;

use msoko::values::DataType;

/// Knuth's MMIX generator.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'t, T: ?Sized>(&mut self, choices: &[&'t T]) -> &'t T {
        let length = u64::try_from(choices.len()).expect("a short list");
        choices[usize::try_from(self.below(length)).expect("a short list")]
    }
}

/// A column of the random tables: its name, its type and its possible cells, written as constants.
pub(crate) struct ColumnKind {
    pub(crate) name: &'static str,
    pub(crate) data_type: DataType,
    cells: &'static [&'static str],
}

/// Many cells are missing, equal, zero, negative or at the end of what can be told apart.
pub(crate) const COLUMNS: [ColumnKind; 12] = [
    column("g", DataType::Integer, &["1", "2", "3", "4", "null"]),
    column("n", DataType::Integer, &["0", "1", "2", "5", "17", "-3", "null", "40", "1000000"]),
    column("m", DataType::Integer, &["0", "1", "-1", "2", "7", "null", "null", "3"]),
    column("большие", DataType::Integer, &["2147483647", "-2147483648", "4294967296", "null", "1"]),
    column(
        "p",
        DataType::Number,
        &["0.5", "0.1", "33.33", "-2.5", "0.0", "null", "100.0", "0.0000001"],
    ),
    column("q", DataType::Number, &["2.5", "1.5", "-0.5", "0.3", "null", "1234.5", "4.0"]),
    column("Предмет", DataType::Text, &["'Физика'", "'физика'", "'Ёлка'", "''", "null", "'a%b'"]),
    column("u", DataType::Text, &["'Физика'", "'it''s'", "'a_b'", "'я'", "null", "'A'", "'a b '"]),
    column("ok", DataType::Boolean, &["true", "false", "null"]),
    column("is low", DataType::Boolean, &["true", "false", "false", "null"]),
    column("day", DataType::Date, &["date '2024-09-01'", "date '2023-12-31'", "null"]),
    column("born", DataType::Date, &["date '2024-09-01'", "date '2000-02-29'", "null"]),
];

const fn column(
    name: &'static str,
    data_type: DataType,
    cells: &'static [&'static str],
) -> ColumnKind {
    ColumnKind { name, data_type, cells }
}

/// The cells of a random table, column by column.
pub(crate) fn cells(random: &mut Random, rows: usize) -> Vec<Vec<&'static str>> {
    COLUMNS.iter().map(|kind| (0..rows).map(|_| random.pick(kind.cells)).collect()).collect()
}

const TYPES: [DataType; 5] =
    [DataType::Boolean, DataType::Integer, DataType::Number, DataType::Text, DataType::Date];

/// A formula over rows; about so deep.
pub(crate) fn row_formula(random: &mut Random, depth: u32) -> String {
    let data_type = any_type(random);
    of_type(random, data_type, depth)
}

/// What is too large for sums that lose digits.
const LARGE: [&str; 5] =
    ["\"большие\"", "(2147483647)", "(-2147483648)", "(4294967296)", "(1000000)"];

/// A formula over groups: aggregates with conditions, joined by arithmetic. Its numbers are small,
/// since sums elsewhere lose digits where large ones cancel each other.
pub(crate) fn group_formula(random: &mut Random, depth: u32) -> String {
    let mut formula = aggregates(random, depth);
    for large in LARGE {
        formula = formula.replace(large, "\"n\"");
    }
    formula
}

fn aggregates(random: &mut Random, depth: u32) -> String {
    let first = aggregate(random, depth);
    match random.below(4) {
        0 => format!("({first}) / ({})", aggregate(random, depth)),
        1 => format!("100 * ({first}) + ({})", aggregate(random, depth)),
        _ => first,
    }
}

/// Functions that need a whole group at once, by their names here and in `DuckDB`.
const WHOLE: [(&str, &str, usize); 12] = [
    ("median", "median", 1),
    ("stddev_samp", "stddev_samp", 1),
    ("stddev_pop", "stddev_pop", 1),
    ("var_samp", "var_samp", 1),
    ("var_pop", "var_pop", 1),
    ("percentile", "quantile_cont", 1),
    ("corr", "corr", 2),
    ("covar_samp", "covar_samp", 2),
    ("covar_pop", "covar_pop", 2),
    ("regr_slope", "regr_slope", 2),
    ("regr_intercept", "regr_intercept", 2),
    ("avg", "avg", 1),
];

/// A function that needs a whole group: its name here, its name there, its arguments, and a number
/// that is its last argument, if it takes one.
pub(crate) struct WholeFunction {
    pub(crate) name: &'static str,
    pub(crate) there: &'static str,
    pub(crate) arguments: Vec<String>,
    pub(crate) level: Option<&'static str>,
}

/// A random call of such a function.
pub(crate) fn whole_function(random: &mut Random, depth: u32) -> WholeFunction {
    let index = usize::try_from(random.below(12)).expect("a short list");
    let (name, there, count) = WHOLE[index];
    let mut arguments = Vec::new();
    for _ in 0..count {
        let mut formula = of_type(random, DataType::Number, depth);
        for large in LARGE {
            formula = formula.replace(large, "\"n\"");
        }
        arguments.push(formula);
    }
    let level = (name == "percentile").then(|| random.pick(&["0.0", "0.25", "0.3", "0.9", "1.0"]));
    WholeFunction { name, there, arguments, level }
}

fn any_type(random: &mut Random) -> DataType {
    TYPES[usize::try_from(random.below(5)).expect("small")]
}

fn aggregate(random: &mut Random, depth: u32) -> String {
    let numeric = if random.chance(60) { DataType::Integer } else { DataType::Number };
    let call = match random.below(9) {
        0 => "count(*)".to_owned(),
        1 => {
            let data_type = any_type(random);
            format!("count({})", of_type(random, data_type, depth))
        }
        2 => {
            let data_type = any_type(random);
            format!("count(distinct {})", of_type(random, data_type, depth))
        }
        3 => format!("min({})", of_type(random, numeric, depth)),
        4 => format!("max({})", of_type(random, numeric, depth)),
        5 => format!("avg({})", of_type(random, numeric, depth)),
        6 => format!("share({})", of_type(random, DataType::Boolean, depth)),
        7 => {
            let value = of_type(random, numeric, depth);
            format!("wmean({value}, {})", of_type(random, DataType::Integer, 0))
        }
        _ => format!("sum({})", of_type(random, numeric, depth)),
    };
    if random.chance(40) {
        return format!("{call} filter (where {})", of_type(random, DataType::Boolean, depth));
    }
    call
}

/// A formula of a type.
fn of_type(random: &mut Random, data_type: DataType, depth: u32) -> String {
    if depth == 0 || random.chance(12) {
        return leaf(random, data_type);
    }
    if random.chance(25) {
        return of_any_type(random, data_type, depth - 1);
    }
    match data_type {
        DataType::Boolean => condition(random, depth - 1),
        DataType::Integer => integer(random, depth - 1),
        DataType::Number => number(random, depth - 1),
        DataType::Text => text(random, depth - 1),
        DataType::Date => of_any_type(random, data_type, depth - 1),
    }
}

fn leaf(random: &mut Random, data_type: DataType) -> String {
    let known: Vec<&ColumnKind> =
        COLUMNS.iter().filter(|kind| kind.data_type == data_type).collect();
    let kind = random.pick(&known);
    if random.chance(25) {
        return format!("({})", random.pick(kind.cells));
    }
    format!("\"{}\"", kind.name)
}

/// What every type has: choices, and the first that is known.
fn of_any_type(random: &mut Random, data_type: DataType, depth: u32) -> String {
    let first = of_type(random, data_type, depth);
    let second = of_type(random, data_type, depth);
    match random.below(6) {
        0 => format!("coalesce({first}, {second})"),
        1 => format!("nullif({first}, {second})"),
        2 if data_type != DataType::Boolean => format!("greatest({first}, {second})"),
        3 if data_type != DataType::Boolean => format!("least({first}, {second})"),
        4 => {
            let (compared, with) = (any_type(random), of_type(random, data_type, depth));
            let operand = of_type(random, compared, 0);
            let when = of_type(random, compared, 0);
            format!("(case {operand} when {when} then {first} else {with} end)")
        }
        _ => {
            let condition = of_type(random, DataType::Boolean, depth);
            format!("(case when {condition} then {first} else {second} end)")
        }
    }
}

fn condition(random: &mut Random, depth: u32) -> String {
    let compared = any_type(random);
    let operand = of_type(random, compared, depth);
    match random.below(9) {
        0 => format!("({operand} is null)"),
        1 => format!("({operand} is not null)"),
        2 | 3 => {
            let sign = random.pick(&["=", "<>", "<", "<=", ">", ">="]);
            format!("({operand} {sign} {})", of_type(random, compared, depth))
        }
        4 => {
            let mut list = of_type(random, compared, depth);
            for _ in 0..random.below(3) {
                let _ = write!(list, ", {}", of_type(random, compared, 0));
            }
            format!("({operand} {}in ({list}))", random.pick(&["", "not "]))
        }
        5 => {
            let not = random.pick(&["", "not "]);
            let low = of_type(random, compared, 0);
            format!("({operand} {not}between {low} and {})", of_type(random, compared, 0))
        }
        6 => {
            let pattern = random.pick(&["'%а'", "'_из%'", "'a\\%b'", "'%'", "''", "\"u\""]);
            format!("({} like {pattern})", of_type(random, DataType::Text, depth))
        }
        7 => format!("(not {})", of_type(random, DataType::Boolean, depth)),
        _ => {
            let left = of_type(random, DataType::Boolean, depth);
            let word = random.pick(&["and", "or"]);
            format!("({left} {word} {})", of_type(random, DataType::Boolean, depth))
        }
    }
}

fn integer(random: &mut Random, depth: u32) -> String {
    let first = of_type(random, DataType::Integer, depth);
    match random.below(8) {
        0 => format!("(-{first})"),
        1 => format!("abs({first})"),
        2 => format!("length({})", of_type(random, DataType::Text, depth)),
        3 => format!("year({})", of_type(random, DataType::Date, depth)),
        4 => format!("month({})", of_type(random, DataType::Date, depth)),
        5 => format!("round({first})"),
        _ => {
            let sign = random.pick(&["+", "-", "*", "%"]);
            format!("({first} {sign} {})", of_type(random, DataType::Integer, depth))
        }
    }
}

fn number(random: &mut Random, depth: u32) -> String {
    let numeric = if random.chance(40) { DataType::Integer } else { DataType::Number };
    let first = of_type(random, DataType::Number, depth);
    match random.below(9) {
        0 => format!("(-{first})"),
        1 => format!("abs({first})"),
        2 => format!("floor({first})"),
        3 => format!("ceil({first})"),
        4 => format!("round({first})"),
        5 => format!("sqrt({})", of_type(random, numeric, depth)),
        6 => {
            let above = of_type(random, DataType::Integer, depth);
            format!("({above} / {})", of_type(random, DataType::Integer, depth))
        }
        _ => {
            let sign = random.pick(&["+", "-", "*", "/"]);
            format!("({first} {sign} {})", of_type(random, numeric, depth))
        }
    }
}

fn text(random: &mut Random, depth: u32) -> String {
    let first = of_type(random, DataType::Text, depth);
    match random.below(4) {
        0 => format!("({first} || {})", of_type(random, DataType::Text, depth)),
        1 => format!("({first} || {})", of_type(random, DataType::Integer, depth)),
        2 => format!("substring({first}, {}, {})", random.below(4) + 1, random.below(5)),
        _ => {
            let other = of_type(random, DataType::Integer, depth);
            format!("concat({first}, {other}, {})", of_type(random, DataType::Text, depth))
        }
    }
}
