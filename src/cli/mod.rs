//! The command line: arguments, progress, findings on the terminal, exit codes.

mod args;
mod check;
mod diff;
mod diff_text;
mod exit_code;
mod explain;
mod explain_text;
mod forms;
mod functions;
mod inspect;
mod inspect_json;
mod inspect_text;
mod project;
mod read_apart;
mod run;
mod schema;
mod sql;
mod template;
mod terminal;
mod usage;

use std::process::ExitCode;

use clap::FromArgMatches as _;

use crate::sources::READER_THREAD;

use args::{Arguments, Command};
use exit_code::Exit;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    keep_reader_panics_quiet();
    let matches = match usage::matches(std::env::args_os().collect()) {
        Ok(matches) => matches,
        Err(exit) => return exit.into(),
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let done = std::panic::catch_unwind(|| match arguments.command {
        Command::Run { common, threads } => run::run(&common, threads),
        Command::Check { common } => check::check(&common),
        Command::Inspect(arguments) => inspect::inspect(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Sql(arguments) => sql::sql(&arguments),
        Command::Schema => schema::schema(),
        Command::ReadApart { memory, seconds } => read_apart::read_apart(memory, seconds),
        Command::Forms { common } | Command::Template { form: None, common, .. } => {
            forms::forms(&common)
        }
        Command::Functions { name, lang, format } => {
            functions::functions(name.as_deref(), lang, format)
        }
        Command::Template { form: Some(form), output, force, example, common } => {
            let order = template::Order { form: &form, output, force, example };
            template::template(order, &common)
        }
    });
    done.unwrap_or(Exit::Bug).into()
}

/// A damaged workbook may make its reader panic. That is caught and reported with the name of the
/// file, so the words of the panic would only confuse.
fn keep_reader_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(READER_THREAD) {
            usual(panic);
        }
    }));
}
