//! Passes against requests by themselves, on random tables and formulas.

use super::plainly::plainly;
use super::{Answer, Request, scan_parts};
use crate::expressions::fuzz::Random;
use crate::expressions::test_table::Table;
use crate::expressions::{
    GroupFormula, Grouping, Overflow, RowFormula, check_condition, check_groups, parse,
};
use crate::values::{Column, ColumnData, DataType, Missing, Value};

/// A random value of a type, with some that are missing for some reason or very large.
fn value(random: &mut Random, data_type: DataType, missing: usize) -> Value {
    if random.below(100) < missing {
        return Value::Missing(Missing::ALL[random.below(Missing::ALL.len())]);
    }
    let small = i64::try_from(random.below(9)).expect("a small number") - 3;
    match data_type {
        DataType::Boolean => Value::Boolean(random.below(2) == 0),
        DataType::Integer if random.below(400) == 0 => Value::Integer(i64::MAX - small.abs()),
        DataType::Integer => Value::Integer(small),
        DataType::Number => Value::Number(match random.below(8) {
            0 => 1e17,
            1 => -1e17,
            2 => -0.0,
            #[expect(clippy::cast_precision_loss, reason = "the number is small")]
            _ => small as f64 / 10.0,
        }),
        DataType::Text => Value::text(random.pick(&["село", "а", "город", "", "%", "_", "сад"])),
        DataType::Date => Value::Date(jiff::civil::date(
            2020 + i16::try_from(random.below(5)).expect("small"),
            1,
            1 + i8::try_from(random.below(28)).expect("small"),
        )),
    }
}

/// A table with the columns of which random formulas are made.
fn table(random: &mut Random) -> Table {
    let row_count = [0, 1, 64, 65, 200, 300][random.below(6)];
    let missing = [0, 0, 5, 40][random.below(4)];
    let mut table = Table { row_count, ..Table::default() };
    let columns = [
        ("n", DataType::Integer),
        ("m", DataType::Integer),
        ("p", DataType::Number),
        ("t", DataType::Text),
        ("u", DataType::Text),
        ("ok", DataType::Boolean),
        ("day", DataType::Date),
        ("g", DataType::Text),
    ];
    for (name, data_type) in columns {
        // Some columns have every value.
        let missing = if random.below(3) == 0 { 0 } else { missing };
        let values: Vec<Value> =
            (0..row_count).map(|_| value(random, data_type, missing)).collect();
        table.add(name, Column::from_values(data_type, values));
    }
    table.row_count = row_count;
    table.grouped.insert("g".to_owned());
    table
}

fn grouping(random: &mut Random, row_count: usize) -> Grouping {
    let group_count = [1, 3, 17][random.below(3)];
    let has_rest = random.below(2) == 0;
    let group = |random: &mut Random| match random.below(group_count + usize::from(has_rest)) {
        group if group < group_count => u32::try_from(group).expect("a small number"),
        _ => Grouping::NONE,
    };
    Grouping { group_of_row: (0..row_count).map(|_| group(random)).collect(), group_count }
}

/// Formulas of the usual shapes, and any others.
fn formula(random: &mut Random) -> String {
    const SHAPES: [&str; 16] = [
        "100 * sum(n + m) / sum(m)",
        "wmean(p, n)",
        "share(n >= 1) filter (where t = 'село')",
        "count(distinct t) + count(distinct n) + count(distinct p) + count(distinct ok)",
        "min(p) - max(p)",
        "min(t) || max(u)",
        "max(day)",
        "min(n) + max(m * 2)",
        "sum(case when t = 'а' then n else m end)",
        "avg(p) + avg(n)",
        "median(p) filter (where ok and n > 0)",
        "count(*) filter (where t in ('село', 'сад') or not ok)",
        "any(n > 2) or every(ok)",
        "sum(n) filter (where m / n > 0)",
        "count(n) + count(distinct day) + count(distinct upper(t))",
        "case when g = 'а' then sum(p) else sum(n * m) filter (where n < 9) end",
    ];
    if random.below(3) > 0 { random.pick(&SHAPES).to_owned() } else { random.formula(3) }
}

/// Formulas that are checked, with the groupings of a table.
struct Drawn {
    groupings: Vec<Grouping>,
    filters: Vec<RowFormula>,
    formulas: Vec<GroupFormula>,
}

fn draw(random: &mut Random, table: &Table) -> Drawn {
    let mut drawn = Drawn {
        groupings: (0..2).map(|_| grouping(random, table.row_count)).collect(),
        filters: Vec::new(),
        formulas: Vec::new(),
    };
    while drawn.filters.len() < 3 {
        let text = match random.below(3) {
            0 => random.pick(&["t = 'село'", "n > 0 and ok", "p <= 0.1", "u <> 'а'"]).to_owned(),
            _ => random.formula(2),
        };
        let filter = parse(&text).ok().and_then(|text| check_condition(&text, table).ok());
        drawn.filters.extend(filter);
    }
    while drawn.formulas.len() < 8 {
        let text = formula(random);
        let formula = parse(&text).ok().and_then(|text| check_groups(&text, table).ok());
        drawn.formulas.extend(formula);
    }
    drawn
}

fn requests<'d>(random: &mut Random, drawn: &'d Drawn) -> Vec<Request<'d>> {
    (0..12)
        .map(|_| {
            let count = random.below(3) + 1;
            let formulas = &drawn.formulas;
            Request {
                grouping: &drawn.groupings[random.below(2)],
                filter: drawn.filters.get(random.below(6)),
                formulas: (0..count).map(|_| &formulas[random.below(formulas.len())]).collect(),
                deciding: random.below(count + 1),
            }
        })
        .collect()
}

/// What an answer says, with the bits of its numbers.
fn bits(answer: &Result<Answer, Overflow>) -> String {
    let Ok(answer) = answer else { return "overflow".to_owned() };
    let columns = answer.results.iter().map(|column| {
        let values = (0..column.len()).map(|group| match (column.value(group), column.data()) {
            (Value::Missing(reason), _) => format!("{reason:?}"),
            (_, ColumnData::Number(numbers)) => format!("{:x}", numbers[group].to_bits()),
            (value, _) => format!("{value:?}"),
        });
        values.collect::<Vec<_>>().join(" ")
    });
    format!("{} {:?}", columns.collect::<Vec<_>>().join("; "), answer.lost)
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made")
}

/// Other rows in the same order would be another table, so the rows are turned around.
fn shuffled(random: &mut Random, table: &Table, drawn: &Drawn) -> (Table, Vec<Grouping>) {
    let mut order: Vec<u32> = (0..).take(table.row_count).collect();
    for place in (1..order.len()).rev() {
        order.swap(place, random.below(place + 1));
    }
    let rows: Vec<Option<u32>> = order.iter().map(|row| Some(*row)).collect();
    let groupings = drawn.groupings.iter().map(|grouping| Grouping {
        group_of_row: order.iter().map(|row| grouping.group_of_row[*row as usize]).collect(),
        group_count: grouping.group_count,
    });
    (table.rows(&rows), groupings.collect())
}

#[test]
fn a_pass_says_what_each_request_says_alone_on_any_threads_and_in_any_order() {
    let mut random = Random(11);
    let pools = [1, 2, 8].map(pool);
    let (mut computed, mut refused, mut plain_count) = (0, 0, 0);
    for round in 0..200 {
        let table = table(&mut random);
        let drawn = draw(&mut random, &table);
        let requests = requests(&mut random, &drawn);
        let alone: Vec<String> =
            requests.iter().map(|request| bits(&request.alone(&table))).collect();
        for (request, alone) in requests.iter().zip(&alone) {
            if let Some(plain) = plainly(request, &table) {
                let plain = bits(&Ok(plain));
                assert_eq!(alone, &plain, "round {round}: {request:#?}");
                plain_count += 1;
            }
        }
        for pool in &pools {
            let answers = pool.install(|| scan_parts(&table, &requests, 64));
            for ((answer, alone), request) in answers.iter().zip(&alone).zip(&requests) {
                assert_eq!(&bits(answer), alone, "round {round}: {request:#?}");
            }
        }
        let (other, groupings) = shuffled(&mut random, &table, &drawn);
        let moved: Vec<Request<'_>> = requests
            .iter()
            .map(|request| {
                let is_this = |known: &Grouping| std::ptr::eq(known, request.grouping);
                let place = drawn.groupings.iter().position(is_this).expect("it was drawn");
                Request { grouping: &groupings[place], ..request.clone() }
            })
            .collect();
        let answers = pools[2].install(|| scan_parts(&other, &moved, 128));
        for ((answer, alone), request) in answers.iter().zip(&alone).zip(&requests) {
            // The value of a grouping column is that of the first row, here of any.
            let uses_first = request.formulas.iter().any(|formula| formula.uses_a_first_row());
            assert!(uses_first || &bits(answer) == alone, "round {round}: {request:#?}");
        }
        computed += alone.iter().filter(|answer| *answer != "overflow").count();
        refused += alone.iter().filter(|answer| *answer == "overflow").count();
    }
    assert!(computed > 1000 && refused > 50, "{computed} computed, {refused} refused");
    assert!(plain_count > 300, "{plain_count} computed plainly");
}

#[test]
fn whether_a_number_is_too_large_does_not_depend_on_the_parts() {
    let mut table = Table::default();
    let small = (0..64).map(|_| Value::Integer(2));
    let large = (0..64).map(|_| Value::Integer(i64::MAX));
    table.add("n", Column::from_values(DataType::Integer, small.chain(large)));
    let grouping = Grouping::single(table.row_count);
    let read = |text: &str| parse(text).expect("a formula");
    let filter = check_condition(&read("n < 9"), &table).expect("a condition");
    for (formula, value) in [("sum(n * n)", 256.0), ("median(n * n)", 4.0)] {
        let formula = check_groups(&read(formula), &table).expect("no mistakes");
        // The rows that are known are looked for among all rows, those of the second part as well.
        for (deciding, expected) in [(1, None), (0, Some(value))] {
            let request = Request {
                grouping: &grouping,
                filter: Some(&filter),
                formulas: vec![&formula],
                deciding,
            };
            let answers = scan_parts(&table, std::slice::from_ref(&request), 64);
            assert_eq!(bits(&answers[0]), bits(&request.alone(&table)));
            let found = answers[0].as_ref().ok().map(|answer| answer.results[0].value(0));
            assert_eq!(found.and_then(|value| value.as_number()), expected, "{deciding}");
        }
    }
}
