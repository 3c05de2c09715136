//! What became of each file, as a table in `docs/corpus.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the table stands.
const DOCUMENT: &str = "docs/corpus.md";
const BEGIN: &str = "<!-- table:begin -->\n";
const END: &str = "<!-- table:end -->\n";

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All cells were read.
    Opened,
    /// Code and note of the message.
    Refused(String, String),
    /// What was printed.
    Panicked(String),
    TimedOut,
    OverMemory,
}

/// Counts of files.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// For each format: opened, refused, panicked, timed out, over memory.
    formats: BTreeMap<&'static str, [usize; 5]>,
    /// For each reason the formats of the files and their number.
    reasons: BTreeMap<(String, String), (BTreeSet<&'static str>, usize)>,
    broken: Vec<String>,
}

impl Table {
    /// Returns the format that the name of a file promises.
    pub(crate) fn format_of(path: &Path) -> Option<&'static str> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Some(match ending.as_str() {
            "xlsx" | "xlsm" | "xltx" | "xltm" => "xlsx",
            "xlsb" => "xlsb",
            "xls" | "xlt" => "xls",
            "ods" | "ots" | "fods" => "ods",
            "csv" | "tsv" => "csv",
            _ => return None,
        })
    }

    /// Counts.
    pub(crate) fn of(outcomes: &[(PathBuf, Outcome)]) -> Self {
        let mut table = Self::default();
        for (path, outcome) in outcomes {
            let format = Self::format_of(path).expect("only spreadsheets are read");
            let counts = table.formats.entry(format).or_default();
            let column = match outcome {
                Outcome::Opened => 0,
                Outcome::Refused(code, note) => {
                    let reason = table.reasons.entry((code.clone(), note.clone())).or_default();
                    reason.0.insert(format);
                    reason.1 += 1;
                    1
                }
                Outcome::Panicked(_) => 2,
                Outcome::TimedOut => 3,
                Outcome::OverMemory => 4,
            };
            counts[column] += 1;
            if column > 1 {
                table.broken.push(format!("{}: {outcome:?}", path.display()));
            }
        }
        table
    }

    /// The files that were neither opened nor refused.
    pub(crate) fn broken(&self) -> &[String] {
        &self.broken
    }

    /// How many files were opened.
    pub(crate) fn opened(&self) -> usize {
        self.formats.values().map(|counts| counts[0]).sum()
    }

    /// Fails unless the document holds this table; `UPDATE_EXPECTED=1` writes it there.
    pub(crate) fn compare_with_document(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
        let document = fs::read_to_string(&path).expect("the document can be read");
        let (before, rest) = document.split_once(BEGIN).expect("the table begins");
        let (table, after) = rest.split_once(END).expect("the table ends");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            let renewed = format!("{before}{BEGIN}{self}{END}{after}");
            fs::write(&path, renewed).expect("the document can be written");
            return;
        }
        assert!(table == self.to_string(), "UPDATE_EXPECTED=1 renews {DOCUMENT}");
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let line = |f: &mut Formatter<'_>, name: &str, counts: &[usize; 5]| {
            let [opened, refused, panicked, timed_out, over_memory] = counts;
            let all: usize = counts.iter().sum();
            writeln!(
                f,
                "| {name} | {all} | {opened} | {refused} | {panicked} | {timed_out} | {over_memory} |"
            )
        };
        writeln!(f, "| Format | Files | Opened | Refused | Panicked | Timed out | Over memory |")?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|---:|")?;
        let mut sum = [0; 5];
        for (format, counts) in &self.formats {
            line(f, format, counts)?;
            sum = std::array::from_fn(|column| sum[column] + counts[column]);
        }
        line(f, "all", &sum)?;
        writeln!(f, "\n| Refused as | Because | Formats | Files |")?;
        writeln!(f, "|---|---|---|---:|")?;
        for ((code, note), (formats, count)) in &self.reasons {
            let formats: Vec<&str> = formats.iter().copied().collect();
            writeln!(f, "| {code} | {note} | {} | {count} |", formats.join(", "))?;
        }
        Ok(())
    }
}
