//! `msoko sql`.

use std::io::Write as _;
use std::path::Path;

use crate::definition::{Definition, Indicator};
use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, SourceMap, nearest};
use crate::expressions::Overflow;
use crate::indicators::raw_groups;
use crate::pipeline::{self, Computed};
use crate::sql::{self, NotLowered, Statement};
use crate::system::{NativeSystem, System as _, failure_reason};
use crate::values::Value;

use super::args::Sql;
use super::exit_code::Exit;
use super::project::Project;
use super::terminal::{Terminal, count};

/// Says indicators in SQL, and writes the tables for it.
pub(super) fn sql(arguments: &Sql) -> Exit {
    let terminal = Terminal::new(&arguments.messages);
    let project = match Project::find(arguments.pipeline.as_deref()) {
        Ok(project) => project,
        Err(error) => return terminal.refuse(&error),
    };
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let path = project.pipeline.as_str();
    // A statement needs the definition only, values and tables need the rows.
    let needs_rows = arguments.values || arguments.tables.is_some();
    let (definition, computed) = if needs_rows {
        (None, pipeline::compute(&project.system, path, &mut texts, &mut findings))
    } else {
        (pipeline::load(&project.system, path, &mut texts, &mut findings), None)
    };
    let known = computed.as_ref().map(|computed| &computed.definition).or(definition.as_ref());
    let Some(known) = known else { return terminal.report(&findings, &texts) };
    let exit = terminal.report(&findings, &texts);
    let said = match &arguments.indicator {
        None if needs_rows => Exit::Done,
        None => print(&list(known, &terminal)),
        Some(name) => match one(known, name, &terminal) {
            Ok(statement) if arguments.values => match &computed {
                Some(computed) => match values(computed, &statement) {
                    Ok(text) => print(&text),
                    Err(finding) => {
                        let findings: Diagnostics = std::iter::once(finding).collect();
                        terminal.report(&findings, &texts)
                    }
                },
                None => Exit::Bug,
            },
            Ok(statement) => print(&statement.text),
            Err(exit) => exit,
        },
    };
    let written = match (&arguments.tables, &computed) {
        (Some(folder), Some(computed)) => write(folder, computed, &terminal),
        _ => Exit::Done,
    };
    [said, written].into_iter().find(|exit| *exit != Exit::Done).unwrap_or(exit)
}

fn one<'d>(
    definition: &'d Definition,
    name: &str,
    terminal: &Terminal,
) -> Result<Statement<'d>, Exit> {
    let mut indicators = definition.indicators.iter();
    let Some(indicator) = indicators.find(|known| known.id.value == name) else {
        let known = definition.indicators.iter().map(|indicator| indicator.id.value.as_str());
        let text = |text: &str| Argument::Text(text.to_owned());
        match nearest(name, known) {
            Some(other) => {
                let shown = [("name", text(name)), ("nearest", text(other))];
                terminal.complain("no-indicator-but", &shown);
            }
            None => terminal.complain("no-indicator", &[("name", text(name))]),
        }
        return Err(Exit::Usage);
    };
    sql::lower(definition, indicator).map_err(|reason| {
        let reason = Argument::Text(words(&reason, terminal));
        let shown = [("name", Argument::Text(name.to_owned())), ("reason", reason)];
        terminal.complain("sql-not-lowered", &shown);
        Exit::Author
    })
}

/// Every indicator: whether it can be said, or else why not.
fn list(definition: &Definition, terminal: &Terminal) -> String {
    let line = |indicator: &Indicator| {
        let id = &indicator.id.value;
        let said = match sql::lower(definition, indicator) {
            Ok(_) => terminal.words("sql-lowered", &[]),
            Err(reason) => words(&reason, terminal),
        };
        format!("{id}\t{said}\n")
    };
    definition.indicators.iter().map(line).collect()
}

fn words(reason: &NotLowered, terminal: &Terminal) -> String {
    let text = |text: &str| Argument::Text(text.to_owned());
    match reason {
        NotLowered::Composite => terminal.words("sql-composite", &[]),
        NotLowered::Formula(what) => terminal.words("sql-formula", &[("what", text(what))]),
        NotLowered::Observations { table } => {
            terminal.words("sql-observations", &[("table", text(table))])
        }
        NotLowered::Table { table, what } => {
            terminal.words("sql-table", &[("table", text(table)), ("what", text(what))])
        }
    }
}

/// What the statement has to return, as csv.
fn values(computed: &Computed, statement: &Statement<'_>) -> Result<String, Diagnostic> {
    let indicator = statement.indicator;
    let rows = indicator.rows.as_ref().expect("what is said in SQL stands on rows");
    let slices = sql::slices(statement.indicator);
    let groups =
        raw_groups(&computed.definition, &computed.tables, rows, &slices, &statement.aggregates);
    let aggregates = statement.aggregates.to_sql();
    let numbered = (1..=aggregates.len()).map(|number| format!("a{number}"));
    let header: Vec<String> = ["slice", "period", "keys", "rows"]
        .map(str::to_owned)
        .into_iter()
        .chain(numbered)
        .collect();
    // A mean may fit where the sum behind it does not.
    let groups = groups.map_err(|Overflow| {
        Diagnostic::error(Code::NumberOverflow)
            .with("name", indicator.id.value.as_str())
            .at(indicator.id.span)
            .help("help")
    })?;
    let mut text = format!("{}\n", header.join(","));
    for group in groups {
        let keys: Vec<&str> = group.keys.iter().map(AsRef::as_ref).collect();
        let keys = format!("\"{}\"", keys.join(" | ").replace('"', "\"\""));
        let cells: Vec<String> = group.values.iter().map(cell).collect();
        let row = [group.slice.clone(), group.period.clone(), keys];
        text.push_str(&format!("{},{}\n", row.join(","), cells.join(",")));
    }
    Ok(text)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Missing(_) => String::new(),
        Value::Boolean(yes) => u8::from(*yes).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => format!("{number:e}"),
        Value::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::Date(date) => date.to_string(),
    }
}

/// Writes the tables where the user wants them, which may be outside of the project.
fn write(folder: &Path, computed: &Computed, terminal: &Terminal) -> Exit {
    let files = sql::files(&computed.definition, &computed.tables);
    let written = files.iter().try_for_each(|file| {
        let system = NativeSystem::open(Path::new("."))?;
        system.write(&folder.join(&file.name), &file.bytes)
    });
    if let Err(error) = written {
        let mut findings = Diagnostics::default();
        let path = folder.display().to_string();
        findings.push(
            Diagnostic::error(Code::CannotWrite)
                .with("path", path)
                .with("reason", failure_reason(&error)),
        );
        return terminal.report(&findings, &SourceMap::default());
    }
    let path = Argument::Text(folder.display().to_string());
    terminal.say("sql-tables", &[("path", path), ("count", count(files.len()))]);
    Exit::Done
}

/// A reader that goes away is no failure.
fn print(text: &str) -> Exit {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}
