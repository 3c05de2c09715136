//! `msoko run`.

use crate::diagnostics::{Argument, Catalogue, Diagnostics, Language, SourceMap};
use crate::output::WriteOptions;
use crate::pipeline::{self, RunOptions};

use super::args::Common;
use super::exit_code::Exit;
use super::project::Project;
use super::terminal::{Terminal, count};

/// Makes every report of a definition.
pub(super) fn run(common: &Common, threads: Option<usize>) -> Exit {
    let terminal = Terminal::new(&common.messages);
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
    terminal.say_own_forms(&texts);
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
