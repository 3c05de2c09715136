//! Other programs that compute the same, each in a process of its own that waits between rounds.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::clock::Spent;

/// A value by indicator, period and school.
pub(crate) type Values = BTreeMap<(String, String, String), f64>;

/// A running program with the rows in memory.
pub(crate) struct Peer {
    pub(crate) name: String,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts a program; nothing if this machine does not have it.
    pub(crate) fn start(program: &str, folder: &Path, threads: usize) -> io::Result<Option<Self>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/indicators/peers.py");
        let started = Command::new("python3")
            .arg(script)
            .arg(program)
            .args([folder.join("rows.csv"), folder.join("formulas.csv")])
            .arg(threads.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut child) = started else { return Ok(None) };
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(None);
        };
        let mut output = BufReader::new(output);
        let mut name = String::new();
        if output.read_line(&mut name)? == 0 {
            child.wait()?;
            return Ok(None);
        }
        Ok(Some(Self { name: name.trim().to_owned(), child, input, output }))
    }

    /// Lets it compute everything once.
    pub(crate) fn round(&mut self) -> io::Result<Spent> {
        writeln!(self.input)?;
        self.input.flush()?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let mut numbers = line.split_whitespace().map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(wall)), Some(Ok(cpu))) => Ok(Spent { wall, cpu }),
            _ => Err(io::Error::other(format!("{} says {line}", self.name))),
        }
    }

    /// Ends it and returns what it computed last.
    pub(crate) fn finish(self) -> io::Result<Values> {
        let Self { mut child, input, mut output, .. } = self;
        drop(input);
        let mut text = String::new();
        output.read_to_string(&mut text)?;
        child.wait()?;
        let value = |line: &str| {
            let mut cells = line.split(',').map(str::to_owned);
            let key = (cells.next()?, cells.next()?, cells.next()?);
            Some((key, cells.next()?.parse().ok()?))
        };
        Ok(text.lines().filter_map(value).collect())
    }
}
