//! `msoko diff`.

use std::io::Write as _;
use std::path::Path;

use crate::diagnostics::{Argument, Diagnostics, SourceMap};
use crate::diff::{CellChange, Values, compare, json, moved_cells};
use crate::pipeline::{self, Computed};
use crate::system::{NativeSystem, System as _};

use super::args::{Diff, DiffFormat, Format, Messages};
use super::diff_text::{self, Side};
use super::exit_code::Exit;
use super::project::Project;
use super::terminal::Terminal;

/// A set of values, with all that was computed if it was.
struct Given {
    values: Values,
    computed: Option<Computed>,
}

/// Says what changed between two sets of values.
pub(super) fn diff(arguments: &Diff) -> Exit {
    let messages =
        Messages { lang: arguments.lang, format: Format::Human, deny_warnings: false, quiet: true };
    let terminal = Terminal::new(&messages);
    let [old, new] = [&arguments.old, &arguments.new].map(|path| given(path, &terminal));
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let difference = compare(&old.values, &new.values);
    let cells = cells(&old, &new);
    let text = match arguments.format {
        DiffFormat::Json => format!("{:#}\n", json(&difference, cells.as_deref())),
        DiffFormat::Text => diff_text::text(&difference, cells.as_deref(), &terminal),
        DiffFormat::Markdown => {
            let sides = [&arguments.old, &arguments.new].map(|path| Side(path));
            diff_text::markdown(&difference, cells.as_deref(), (&terminal, sides))
        }
    };
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => {}
        // A reader that goes away is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        Err(_) => return Exit::Machine,
    }
    if arguments.exit_code && !difference.is_empty() { Exit::Author } else { Exit::Done }
}

/// Reads or computes a set of values.
fn given(path: &Path, terminal: &Terminal) -> Result<Given, Exit> {
    if path.extension().is_some_and(|extension| extension == "json") {
        let values = read(path).ok_or_else(|| {
            let shown = [("path", Argument::Text(path.display().to_string()))];
            terminal.complain("diff-no-values", &shown);
            Exit::Usage
        })?;
        return Ok(Given { values, computed: None });
    }
    let project = Project::at(path).map_err(|error| terminal.refuse(&error))?;
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let pipeline = project.pipeline.as_str();
    let computed = pipeline::compute(&project.system, pipeline, &mut texts, &mut findings);
    let computed = computed.ok_or_else(|| terminal.report(&findings, &texts))?;
    let values = Values::of_run(&computed.definition, &computed.indicators);
    Ok(Given { values, computed: Some(computed) })
}

fn read(path: &Path) -> Option<Values> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let system = NativeSystem::open(folder.unwrap_or(Path::new("."))).ok()?;
    let bytes = system.read(Path::new(path.file_name()?)).ok()?;
    Values::of_json(&serde_json::from_slice(&bytes).ok()?)
}

/// The cells that moved, each with the indicators it has a part in. Nothing where one of the sides
/// was not computed.
fn cells(old: &Given, new: &Given) -> Option<Vec<(CellChange, Vec<String>)>> {
    let (old, new) = (old.computed.as_ref()?, new.computed.as_ref()?);
    Some(moved_cells((&old.definition, &old.tables), (&new.definition, &new.tables)))
}
