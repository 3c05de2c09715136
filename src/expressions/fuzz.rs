//! Throws bytes, tokens and random formulas at the language. Whatever comes, it answers: with
//! errors that point into the text, or with values that do not depend on the order of the rows.

use super::test_table::Table;
use super::{Grouping, check_groups, check_rows, functions, parse};
use crate::diagnostics::{SourceMap, Span};

/// A generator of pseudo-random numbers that gives the same ones in every run (G. Marsaglia,
/// "Xorshift RNGs", 2003).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit).expect("a small limit");
        usize::try_from(self.0 % limit).expect("less than the limit")
    }

    pub(super) fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// Returns a formula that follows the grammar, though its types need not fit.
    pub(super) fn formula(&mut self, depth: usize) -> String {
        const LEAVES: [&str; 16] = [
            "n",
            "m",
            "p",
            "t",
            "u",
            "ok",
            "day",
            "g",
            "0",
            "7",
            "2.5",
            "'а'",
            "«село»",
            "true",
            "null",
            "date '2024-09-01'",
        ];
        const OPERATORS: [&str; 14] =
            ["+", "-", "*", "/", "%", "=", "<>", "<", ">=", "and", "or", "||", "and not", "+"];
        if depth == 0 || self.below(6) == 0 {
            return self.pick(&LEAVES).to_owned();
        }
        let parts: Vec<String> = (0..3).map(|_| self.formula(depth - 1)).collect();
        let [a, b, c] = &parts[..] else { panic!("three parts") };
        let not = self.pick(&["", "not "]);
        match self.below(12) {
            0..=4 => format!("({a}) {} ({b})", self.pick(&OPERATORS)),
            5 => format!("-({a})"),
            6 => format!("({a}) {not}in ({b}, {c})"),
            7 => format!("({a}) {not}between ({b}) and ({c})"),
            8 => format!("case when {a} then {b} else {c} end"),
            9 => format!("case {a} when {b} then {c} end is {not}null"),
            10 => format!("({a}) {not}like ({b})"),
            _ => self.call(&parts),
        }
    }

    fn call(&mut self, arguments: &[String]) -> String {
        let function = &functions()[self.below(functions().len())];
        let name = function.name.split(' ').next().unwrap_or_default();
        let count = (self.below(4) + 1).min(3);
        let filter = if function.is_aggregate() && self.below(3) == 0 {
            format!(" filter (where {})", self.formula(1))
        } else {
            String::new()
        };
        format!("{name}({}){filter}", arguments[..count].join(", "))
    }
}

fn table() -> Table {
    let mut table = Table::new(&[
        ("n", &["5", "null", "0", "9223372036854775807", "-3", "5"]),
        ("m", &["1", "2", "0", "4", "null", "-9223372036854775807"]),
        ("p", &["0.5", "0.1", "-2.25", "null", "10000000000000000.0", "0.3"]),
        ("t", &["'село'", "'а'", "null", "'город'", "'село'", "''"]),
        ("u", &["'а'", "'%'", "'се%'", "null", "'село'", "'_'"]),
        ("ok", &["true", "false", "null", "true", "true", "false"]),
        (
            "day",
            &[
                "date '2024-09-01'",
                "date '0000-01-01'",
                "date '9999-12-31'",
                "null",
                "date '2024-02-29'",
                "date '2024-09-01'",
            ],
        ),
        ("g", &["'x'", "'y'", "'x'", "'y'", "'x'", "'y'"]),
    ]);
    table.grouped.insert("g".to_owned());
    table
}

/// Takes a text through the whole language and tells how far it came: read, checked, computed.
fn run(text: &str) -> [bool; 3] {
    let table = table();
    let expression = match parse(text) {
        Ok(expression) => expression,
        Err(errors) => {
            let source = SourceMap::default().add("test.yaml", text);
            for error in &errors {
                let _ = &text[error.range.clone()];
                let _ = error.diagnostic(Span { source, start: 0, end: 0 });
            }
            assert!(!errors.is_empty(), "{text}");
            return [false; 3];
        }
    };
    let printed = expression.to_string();
    let again = parse(&printed).expect("what was printed can be read");
    assert_eq!(printed, again.to_string(), "{text}");
    let (rows, groups) = (check_rows(&expression, &table), check_groups(&expression, &table));
    assert_eq!(check_rows(&again, &table).ok().as_ref(), rows.as_ref().ok(), "{text}");
    assert_eq!(check_groups(&again, &table).ok().as_ref(), groups.as_ref().ok(), "{text}");

    let rows = rows.map(|formula| formula.evaluate(&table));
    let grouping = |group_of_row| Grouping { group_of_row, group_count: 3 };
    let groups = groups.map(|formula| {
        let forwards = formula.evaluate(&table, &grouping(vec![0, 1, 0, 1, 0, 1]));
        let backwards = table.rows(&[5, 4, 3, 2, 1, 0].map(Some));
        let backwards = formula.evaluate(&backwards, &grouping(vec![1, 0, 1, 0, 1, 0]));
        if let (Ok(forwards), Ok(backwards)) = (&forwards, &backwards) {
            let values = [0, 1, 2].map(|group| (forwards.value(group), backwards.value(group)));
            // The reason of a missing value may come from the first row of the grouping column.
            assert!(values.iter().all(|(a, b)| a == b), "{text} depends on the rows' order");
        }
        assert_eq!(forwards.is_ok(), backwards.is_ok(), "{text}");
        forwards
    });
    for errors in [rows.as_ref().err(), groups.as_ref().err()].into_iter().flatten() {
        let inside = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
        assert!(errors.iter().all(|error| inside(&error.range)), "{text}");
    }
    let is_checked = rows.is_ok() || groups.is_ok();
    let is_computed = matches!(rows, Ok(Ok(_))) || matches!(groups, Ok(Ok(_)));
    [true, is_checked, is_computed]
}

fn add(total: &mut [u32; 3], one: [bool; 3]) {
    for (total, one) in total.iter_mut().zip(one) {
        *total += u32::from(one);
    }
}

#[test]
fn answers_to_random_bytes() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..2_000 {
        let length = random.below(40);
        let bytes: Vec<u8> =
            (0..length).map(|_| u8::try_from(random.below(256)).expect("a byte")).collect();
        run(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn answers_to_random_tokens() {
    const TOKENS: [&str; 44] = [
        "n", "m", "p", "t", "ok", "day", "Ё", "\"n\"", "sum", "count", "round", "date", "filter",
        "where", "distinct", "case", "when", "then", "else", "end", "and", "or", "not", "is",
        "null", "in", "between", "like", "(", ")", ",", "*", "/", "-", "+", "%", "=", "<>", "<",
        "||", "0.5", "7", "'x'", "«",
    ];
    let mut random = Random(42);
    let mut total = [0; 3];
    for _ in 0..8_000 {
        let count = random.below(12) + 1;
        let tokens: Vec<_> = (0..count).map(|_| random.pick(&TOKENS)).collect();
        add(&mut total, run(&tokens.join(" ")));
    }
    assert!(total.iter().all(|count| *count > 150), "the soup is too thin: {total:?}");
}

#[test]
fn answers_to_random_formulas() {
    let mut random = Random(7);
    let mut total = [0; 3];
    for index in 0..4_000 {
        let depth = index % 4 + 1;
        add(&mut total, run(&random.formula(depth)));
    }
    assert!(total.iter().all(|count| *count > 800), "too few make sense: {total:?}");
}

#[test]
fn the_deepest_formulas_fit_into_the_stack_of_a_thread() {
    let deepen = |open: &str, close: &str| format!("{}n{}", open.repeat(49), close.repeat(49));
    let formulas = [
        deepen("-(", ")"),
        deepen("(1 - ", ")"),
        deepen("abs(", ")"),
        deepen("coalesce(n, ", ")"),
        deepen("case when ok then 1 else ", " end"),
        deepen("case n when 1 then 2 else ", " end"),
        format!("n{}", " - 1".repeat(198)),
        format!("ok{}", " and not n = 1".repeat(197)),
    ];
    for formula in formulas {
        assert_eq!(run(&formula)[..2], [true, true], "{formula}");
    }
}
