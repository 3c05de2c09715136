//! Computing 300 indicators for each school and year, against polars, `DuckDB` and
//! `DataFusion`.
//!
//! Ours is the whole step `compute` with everything that a report needs: reasons of missing values,
//! intervals, changes, members in order. The others run one query for each indicator over rows that
//! they hold in memory. All run in turn in the same rounds, on the same threads, and all have to
//! find the same values. They are run by Python; where it or a package is missing, the bench says so
//! and goes on.
//!
//! ```sh
//! pip install polars duckdb datafusion pyarrow
//! cargo bench --bench indicators
//! cargo bench --bench indicators -- --rows 20000    # the comparison alone, on fewer rows
//! ```

#[path = "../pipeline/clock.rs"]
mod clock;
mod peers;
mod workload;

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::process::Command;
use std::thread;

use msoko::definition::Definition;
use msoko::indicators::{self, Indicators};
use msoko::tables::Tables;

use clock::{Figures, Spent, measure};
use peers::{Peer, Values};

/// Rounds of the comparison. Each measures every program once, so that a change of the machine's
/// load meets all of them.
const ROUNDS: usize = 7;
/// Times that ours runs in a round, since the clock of processors ticks in hundredths.
const REPEATS: usize = 10;
const ROWS: usize = 200_000;
/// Numbers of rows for the growth of time and memory.
const SIZES: [usize; 3] = [200_000, 2_000_000, 20_000_000];
const THREADS: [usize; 3] = [1, 2, 8];
/// Sums of doubles in another order differ in the last digits; ours are exact.
const TOLERANCE: f64 = 1e-9;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)?.parse::<usize>().ok()
    };
    if let Some(rows) = after("--child") {
        return child(rows);
    }
    let threads = thread::available_parallelism()?.get();
    let definition = workload::definition();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} indicators, {threads} threads, medians of {ROUNDS} rounds, msoko {}\n",
        workload::INDICATORS,
        env!("CARGO_PKG_VERSION")
    )?;
    compare(&mut out, &definition, after("--rows").unwrap_or(ROWS), threads)?;
    if after("--rows").is_none() {
        grow(&mut out)?;
        same_bits(&mut out, &definition)?;
    }
    Ok(())
}

fn compute(definition: &Definition, tables: &mut Tables) -> Indicators {
    let computed = indicators::compute(definition, tables);
    computed.expect("no sum is too large").value
}

/// Runs all programs in turn.
fn compare(
    out: &mut impl io::Write,
    definition: &Definition,
    rows: usize,
    threads: usize,
) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rows.csv"), workload::csv(&workload::table(rows)))?;
    fs::write(folder.path().join("formulas.csv"), formulas_csv())?;
    let mut tables = workload::tables(definition, rows);
    let mut others = Vec::new();
    for program in ["polars", "duckdb", "datafusion"] {
        match Peer::start(program, folder.path(), threads)? {
            Some(peer) => others.push((program, peer)),
            None => writeln!(out, "{program}: no Python with this package, left out\n")?,
        }
    }
    let mut figures = Figures::default();
    let mut found = compute(definition, &mut tables);
    for (_, peer) in &mut others {
        peer.round()?;
    }
    for _ in 0..ROUNDS {
        let (spent, last) = measure(|| {
            for _ in 1..REPEATS {
                std::hint::black_box(compute(definition, &mut tables));
            }
            compute(definition, &mut tables)
        });
        #[expect(clippy::cast_precision_loss, reason = "the number is small")]
        let repeats = REPEATS as f64;
        figures.add("msoko", Spent { wall: spent.wall / repeats, cpu: spent.cpu / repeats });
        found = last;
        for (program, peer) in &mut others {
            figures.add(program, peer.round()?);
        }
    }
    let ours = figures.median("msoko");
    writeln!(out, "| {rows} rows | wall, s | CPU, s | CPU to msoko |\n|---|---|---|---|")?;
    for (program, Spent { wall, cpu }) in figures.medians() {
        writeln!(out, "| {program} | {wall:.3} | {cpu:.3} | {:.1} |", cpu / ours.cpu)?;
    }
    writeln!(out)?;
    let values = values(definition, &found);
    for (_, peer) in others {
        let name = peer.name.clone();
        let theirs = peer.finish()?;
        check_same(&name, &values, &theirs);
        writeln!(out, "{name}: {} values, the same as ours", theirs.len())?;
    }
    Ok(())
}

fn formulas_csv() -> String {
    let mut text = "id,shape,subject,grade,kind\n".to_owned();
    for formula in workload::formulas() {
        let workload::Formula { id, shape, subject, grade, kind } = &formula;
        text += &format!("{id},{shape},{subject},{grade},{kind}\n");
    }
    text
}

/// Every value that is not missing.
fn values(definition: &Definition, found: &Indicators) -> Values {
    let mut values = Values::new();
    for (indicator, result) in definition.indicators.iter().zip(&found.results) {
        let slice = &result.slices[0];
        for (member, observations) in slice.members.iter().zip(&slice.observations) {
            for (period, observation) in found.periods.iter().zip(observations) {
                if let Some(Ok(value)) = observation.as_ref().map(|found| found.value) {
                    let id = indicator.id.value.clone();
                    values.insert((id, period.to_string(), member.keys[0].to_string()), value);
                }
            }
        }
    }
    values
}

/// Both have the same values, up to the last digits of sums of doubles.
fn check_same(name: &str, ours: &Values, theirs: &Values) {
    assert!(ours.keys().eq(theirs.keys()), "{name} has other values than ours");
    for ((key, own), other) in ours.iter().zip(theirs.values()) {
        let near = (own - other).abs() <= TOLERANCE * own.abs().max(1.0);
        assert!(near, "{name} has {other} for {key:?}, ours is {own}");
    }
}

/// Time and memory as the rows grow, each size in a process of its own.
fn grow(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| rows | wall, s | CPU, s | ns of CPU for a row and indicator | rows in memory, MB | peak, MB |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for rows in SIZES {
        let output =
            Command::new(env::current_exe()?).args(["--child", &rows.to_string()]).output()?;
        let line = String::from_utf8_lossy(&output.stdout);
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [wall, cpu, before, peak] = numbers[..] else {
            return Err(io::Error::other(format!("{output:?}")));
        };
        #[expect(clippy::cast_precision_loss, reason = "only its size is of interest")]
        let each = cpu * 1e9 / (rows * workload::INDICATORS) as f64;
        writeln!(out, "| {rows} | {wall:.3} | {cpu:.3} | {each:.2} | {before:.0} | {peak:.0} |")?;
    }
    Ok(())
}

/// Computes once and prints time and memory of this process.
fn child(rows: usize) -> io::Result<()> {
    let definition = workload::definition();
    let mut tables = workload::tables(&definition, rows);
    let before = megabytes("VmRSS:")?;
    let (spent, found) = measure(|| compute(&definition, &mut tables));
    assert!(!found.results.is_empty(), "it has computed something");
    let Spent { wall, cpu } = spent;
    writeln!(io::stdout(), "{wall} {cpu} {before} {}", megabytes("VmHWM:")?)
}

fn megabytes(name: &str) -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes: u64 = line
        .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .ok_or_else(|| io::Error::other("the system does not tell"))?;
    Ok(kilobytes / 1024)
}

/// The results have the same bits on any number of threads.
fn same_bits(out: &mut impl io::Write, definition: &Definition) -> io::Result<()> {
    let mut tables = workload::tables(definition, ROWS);
    let mut first: Option<Vec<u64>> = None;
    for threads in THREADS {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(io::Error::other)?;
        let found = pool.install(|| compute(definition, &mut tables));
        let bits: Vec<u64> = values(definition, &found).values().map(|x| x.to_bits()).collect();
        assert!(*first.get_or_insert_with(|| bits.clone()) == bits, "{threads} threads differ");
    }
    let count = first.map_or(0, |bits| bits.len());
    writeln!(out, "\n{count} values: the same bits on {THREADS:?} threads")
}
