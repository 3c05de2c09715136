//! `msoko template`.

use std::path::{Path, PathBuf};

use crate::definition::load_form;
use crate::diagnostics::{Argument, Catalogue, Code, Diagnostic, Diagnostics, Language, SourceMap};
use crate::output::blank_workbook;
use crate::system::{NativeSystem, System as _, failure_reason};

use super::args::Messages;
use super::exit_code::Exit;
use super::project;
use super::terminal::Terminal;

/// What was asked for.
pub(super) struct Order<'a> {
    pub(super) form: &'a str,
    pub(super) output: Option<PathBuf>,
    pub(super) force: bool,
    pub(super) example: bool,
}

/// Writes a blank workbook of a form.
pub(super) fn template(order: Order<'_>, messages: &Messages) -> Exit {
    let terminal = Terminal::new(messages);
    let system = match project::here() {
        Ok(system) => system,
        Err(error) => return terminal.refuse(&error),
    };
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    // Blanks are in Russian, as reports are, whatever the language of the terminal.
    let words = Catalogue::new(Language::Russian);
    let book = load_form(&system, order.form, &mut texts, &mut findings).and_then(|form| {
        findings.keep(blank_workbook(&form, order.example, &words).map_err(|error| *error))
    });
    let Some(book) = book else { return terminal.report(&findings, &texts) };
    let own_name = order.form.rsplit('/').next().unwrap_or(order.form);
    let path = order.output.unwrap_or_else(|| PathBuf::from(format!("{own_name}.xlsx")));
    let shown = [("path", Argument::Text(path.display().to_string()))];
    if path.exists() && !order.force {
        terminal.complain("template-exists", &shown);
        return Exit::Usage;
    }
    match put(&path, &book) {
        Ok(()) => {
            let exit = terminal.report(&findings, &texts);
            terminal.say("template-written", &shown);
            exit
        }
        Err(error) => {
            let finding = Diagnostic::error(Code::CannotWrite)
                .with("path", path.display().to_string())
                .with("reason", failure_reason(&error));
            findings.push(finding);
            terminal.report(&findings, &texts)
        }
    }
}

/// The file is put where the user wants it, which may be outside of the project.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let system = NativeSystem::open(folder.unwrap_or(Path::new(".")))?;
    system.write(Path::new(path.file_name().unwrap_or_default()), bytes)
}
