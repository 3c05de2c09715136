//! `msoko check`.

use crate::diagnostics::{Catalogue, Diagnostics, Language, SourceMap};
use crate::pipeline;

use super::args::Common;
use super::exit_code::Exit;
use super::project::Project;
use super::terminal::{Terminal, count};

/// Looks for mistakes and writes nothing.
pub(super) fn check(common: &Common) -> Exit {
    let terminal = Terminal::new(&common.messages);
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
    terminal.say_own_forms(&texts);
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
