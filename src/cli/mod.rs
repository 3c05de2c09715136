//! The command line: arguments, progress, findings on the terminal, exit codes.

mod args;
mod exit_code;
mod project;
mod terminal;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::definition::json_schema_text;
use crate::diagnostics::{Argument, Catalogue, Diagnostics, Language, SourceMap};
use crate::output::WriteOptions;
use crate::pipeline::{self, RunOptions};
use crate::sources::READER_THREAD;

use args::{Arguments, Command, Common};
use exit_code::Exit;
use project::Project;
use terminal::Terminal;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    keep_reader_panics_quiet();
    let matches = Arguments::command().get_matches();
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    match arguments.command {
        Command::Run { common, threads } => run(&common, threads),
        Command::Check { common } => check(&common),
        Command::Schema => schema(),
    }
    .into()
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

fn run(common: &Common, threads: Option<usize>) -> Exit {
    let terminal = Terminal::new(common);
    let project = match Project::find(common.pipeline.as_deref()) {
        Ok(project) => project,
        Err(error) => return terminal.refuse(&error),
    };
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let progress = terminal.progress();
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    // Reports are in Russian, whatever the language of the terminal.
    let options = RunOptions {
        words: &Catalogue::new(Language::Russian),
        write: WriteOptions {
            threads: threads.unwrap_or(1),
            progress: &|ready, total| progress.show(ready, total),
        },
    };
    let path = project.pipeline.as_str();
    let written = pipeline::run(&project.system, path, &options, &mut texts, &mut findings);
    progress.finish();
    let exit = terminal.report(&findings, &texts);
    let Some(written) = written else {
        terminal.say("nothing-written", &[]);
        return exit;
    };
    let pages: usize = written.documents.iter().map(|(_, pages)| pages).sum();
    let folder = written.files.first().and_then(|path| path.rsplit_once('/'));
    terminal.say(
        "written",
        &[
            ("documents", count(written.documents.len())),
            ("pages", count(pages)),
            ("folder", Argument::Text(folder.map_or("", |(folder, _)| folder).to_owned())),
        ],
    );
    exit
}

fn check(common: &Common) -> Exit {
    let terminal = Terminal::new(common);
    let project = match Project::find(common.pipeline.as_deref()) {
        Ok(project) => project,
        Err(error) => return terminal.refuse(&error),
    };
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    let words = Catalogue::new(Language::Russian);
    let path = project.pipeline.as_str();
    let checked = pipeline::check(&project.system, path, &words, &mut texts, &mut findings);
    let exit = terminal.report(&findings, &texts);
    if let Some(computed) = checked {
        let definition = &computed.definition;
        terminal.say(
            "checked",
            &[
                ("sources", count(definition.sources.len())),
                ("indicators", count(definition.indicators.len())),
                ("reports", count(definition.reports.len())),
            ],
        );
    }
    exit
}

fn schema() -> Exit {
    let mut out = anstream::stdout();
    match out.write_all(json_schema_text().as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}

fn count(number: usize) -> Argument {
    Argument::Count(u64::try_from(number).expect("a count in memory fits in 64 bits"))
}
