//! `msoko inspect`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location, SourceMap};
use crate::inspection::{self, Inspection, Names, Proposal, SourceFile};
use crate::system::{NativeSystem, System as _, failure_reason, read_named};

use super::args::{Format, Inspect};
use super::exit_code::Exit;
use super::terminal::Terminal;
use super::{inspect_json, inspect_text};

/// Shows what is in workbooks and proposes a definition that reads them.
pub(super) fn inspect(arguments: &Inspect) -> Exit {
    let terminal = Terminal::of(arguments.lang, arguments.format);
    if let Some(output) = arguments.output.as_deref().filter(|path| path.exists())
        && !arguments.force
    {
        let path = Argument::Text(output.display().to_string());
        terminal.complain("inspect-exists", &[("path", path)]);
        return Exit::Usage;
    }
    let root = root(arguments.output.as_deref());
    let mut findings = Diagnostics::default();
    let mut names = Names::default();
    let mut found: Vec<(Inspection, Proposal)> = Vec::new();
    for path in &arguments.files {
        let one = look(path, root.as_deref(), &mut names);
        found.extend(findings.keep(one));
    }
    for (inspection, _) in &found {
        findings.append(inspection.findings.clone());
    }
    let exit = terminal.report(&findings, &SourceMap::default());
    let (inspections, proposals): (Vec<Inspection>, Vec<Proposal>) = found.into_iter().unzip();
    let written = present(arguments, &terminal, &inspections, &proposals);
    if written == Exit::Done { exit } else { written }
}

fn present(
    arguments: &Inspect,
    terminal: &Terminal,
    inspections: &[Inspection],
    proposals: &[Proposal],
) -> Exit {
    let words = terminal.catalogue();
    let has_sources = proposals.iter().any(|proposal| !proposal.drafts.is_empty());
    let definition = has_sources.then(|| inspection::definition_text(proposals, words));
    if let (Some(output), Some(text)) = (&arguments.output, &definition) {
        return write(output, text, terminal);
    }
    let text = match (arguments.format, &definition) {
        (Format::Json, _) => inspect_json::text(inspections, proposals, definition.as_deref()),
        (_, Some(text)) if arguments.yaml => text.clone(),
        _ if arguments.yaml || arguments.output.is_some() => String::new(),
        _ => inspect_text::text(inspections, proposals, definition.as_deref(), words),
    };
    if definition.is_none() && arguments.format != Format::Json && !inspections.is_empty() {
        terminal.say("inspect-nothing", &[]);
    }
    print(&text)
}

/// A reader that goes away is no failure.
fn print(text: &str) -> Exit {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}

fn look(
    path: &Path,
    root: Option<&Path>,
    names: &mut Names,
) -> Result<(Inspection, Proposal), Diagnostic> {
    let shown: Arc<str> = path.to_string_lossy().replace('\\', "/").into();
    let bytes = read_named(path).map_err(|error| {
        Diagnostic::error(Code::CannotRead)
            .with("path", &*shown)
            .with("reason", failure_reason(&error))
            .at(Location::File(Arc::clone(&shown)))
            .help("help")
    })?;
    let inspection = inspection::inspect(&shown, &bytes, std::env::current_exe().ok().as_deref())?;
    let proposal = inspection::propose(&inspection, &bytes, &source_file(path, root), names);
    Ok((inspection, proposal))
}

/// The folder of the project for which a definition is written: the one above `pipelines/`.
fn root(output: Option<&Path>) -> Option<PathBuf> {
    let folder = output.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    let is_pipelines = folder.file_name().is_some_and(|name| name == "pipelines");
    match folder.parent().filter(|_| is_pipelines) {
        Some(above) => Some(above.to_owned()),
        None => Some(folder),
    }
}

/// Returns the path of a file as a definition of the project names it. A file elsewhere has to be
/// copied to `inputs/`.
fn source_file(path: &Path, root: Option<&Path>) -> SourceFile {
    let inner = root.zip(path.canonicalize().ok()).and_then(|(root, real)| {
        let inner = real.strip_prefix(root).ok()?;
        Some(inner.to_string_lossy().replace('\\', "/"))
    });
    match inner {
        Some(path) => SourceFile { path, is_inside: true },
        None => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            SourceFile { path: format!("inputs/{name}"), is_inside: false }
        }
    }
}

fn write(output: &Path, text: &str, terminal: &Terminal) -> Exit {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = output.file_name().unwrap_or_default();
    let system = NativeSystem::open(folder.unwrap_or(Path::new(".")));
    let written = system.and_then(|system| system.write(Path::new(name), text.as_bytes()));
    let path = output.display().to_string();
    match written {
        Ok(()) => {
            terminal.say("inspect-written", &[("path", Argument::Text(path))]);
            Exit::Done
        }
        Err(error) => {
            let finding = Diagnostic::error(Code::CannotWrite)
                .with("path", path.as_str())
                .with("reason", failure_reason(&error))
                .at(Location::File(path.as_str().into()))
                .help("help");
            terminal.report(&finding.into(), &SourceMap::default())
        }
    }
}
