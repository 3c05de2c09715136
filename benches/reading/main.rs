//! Reading workbooks against `calamine` alone, on the same files.
//!
//! Ours is the whole step `read`: the container examined, the header found, declared columns kept
//! with their addresses, hidden rows and columns, formulas and formats seen. `calamine` gives the
//! dense range of the same sheet, or its cells one after the other. Wall time and processor time
//! are measured in this process, memory in one of its own for each reader.
//!
//! ```sh
//! cargo bench --bench reading
//! cargo bench --bench reading -- --rows 20000
//! ```

#[path = "../pipeline/clock.rs"]
mod clock;
mod files;
mod readers;

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use clock::{Figures, measure};
use files::File;
use readers::{READERS, Reader};

/// Rounds of the comparison. Each measures every reader once, so that a change of the machine's
/// load meets all of them.
const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1..)
    };
    if let Some([reader, kind, path, ..]) = after("--child") {
        return child(reader, kind, path);
    }
    let rows = after("--rows").and_then(|rest| rest.first()?.parse().ok()).unwrap_or(200_000);
    let folder = tempfile::tempdir()?;
    let files = files::write(folder.path(), Path::new(env!("CARGO_MANIFEST_DIR")), rows)?;
    let mut out = io::stdout().lock();
    writeln!(out, "medians of {ROUNDS} rounds, msoko {}\n", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "| file | reader | wall, ms | to the range | CPU, s | peak memory, MB |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for file in &files {
        report(&mut out, file)?;
    }
    Ok(())
}

/// Measures all readers on a file.
fn report(out: &mut impl io::Write, file: &File) -> io::Result<()> {
    let books = file.read()?;
    let mut figures = Figures::default();
    let mut counts = [0; READERS.len()];
    for _ in 0..ROUNDS {
        for (reader, count) in READERS.iter().zip(&mut counts) {
            let (spent, found) = measure(|| reader.run(file.kind, &books));
            figures.add(reader.name(), spent);
            *count = found;
        }
    }
    assert!(counts.iter().all(|count| *count >= file.least), "{}: {counts:?}", file.name);
    let range = figures.median(Reader::Range.name()).wall;
    for reader in READERS {
        let spent = figures.median(reader.name());
        let memory = memory_of(reader, file)?;
        writeln!(
            out,
            "| {} | {} | {:.1} | {:.2} | {:.2} | {memory} |",
            file.name,
            reader.name(),
            spent.wall * 1000.0,
            spent.wall / range,
            spent.cpu,
        )?;
    }
    Ok(())
}

/// Peak memory of a process that does nothing else.
fn memory_of(reader: Reader, file: &File) -> io::Result<u64> {
    let output = Command::new(env::current_exe()?)
        .args(["--child", reader.name(), file.kind.name()])
        .arg(&file.path)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| io::Error::other(format!("{}: {output:?}", file.name)))
}

/// Reads a file and prints the peak of this process in megabytes.
fn child(reader: &str, kind: &str, path: &str) -> io::Result<()> {
    let unknown = || io::Error::other("no such reader");
    let reader = READERS.into_iter().find(|known| known.name() == reader).ok_or_else(unknown)?;
    let kind = files::Kind::ALL.into_iter().find(|known| known.name() == kind);
    let books = files::read(Path::new(path))?;
    reader.run(kind.ok_or_else(unknown)?, &books);
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: u64 = peak
        .and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok())
        .ok_or_else(|| io::Error::other("the system does not tell"))?;
    writeln!(io::stdout(), "{}", kilobytes / 1024)
}
