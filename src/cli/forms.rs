//! `msoko forms`.

use std::io::Write as _;

use crate::definition::form_list;
use crate::diagnostics::{Argument, Diagnostics, SourceMap};

use super::args::Messages;
use super::exit_code::Exit;
use super::project;
use super::terminal::Terminal;

/// Lists the forms of the program and of the project in this folder.
pub(super) fn forms(messages: &Messages) -> Exit {
    let terminal = Terminal::new(messages);
    let system = match project::here() {
        Ok(system) => system,
        Err(error) => return terminal.refuse(&error),
    };
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    let mut out = anstream::stdout();
    for entry in form_list(&system, &mut texts, &mut findings) {
        let word =
            |is: bool, yes: &str, no: &str| Argument::Text(if is { yes } else { no }.to_owned());
        let arguments = [
            ("name", Argument::Text(entry.name)),
            ("title", Argument::Text(entry.title)),
            ("kind", word(entry.is_shipped, "shipped", "own")),
            ("blank", word(entry.is_collected, "yes", "no")),
        ];
        let line = format!("{}\n", terminal.words("form-line", &arguments));
        match out.write_all(line.as_bytes()) {
            Ok(()) => {}
            // A reader that goes away is no failure.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Exit::Done,
            Err(_) => return Exit::Machine,
        }
    }
    terminal.report(&findings, &texts)
}
