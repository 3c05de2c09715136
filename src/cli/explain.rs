//! `msoko explain`.
//!
//! Which options there are depends on the dimensions of the definition, so that they are read here
//! and not by clap.

use std::io::Write as _;

use clap::ValueEnum as _;

use crate::diagnostics::{Argument, Diagnostics, SourceMap};
use crate::explanation::{self, Request, RequestError};
use crate::pipeline;

use super::args::{Explain, Format, Lang, Messages};
use super::exit_code::Exit;
use super::explain_text;
use super::project::Project;
use super::terminal::Terminal;

/// What was typed behind the name of the indicator.
#[derive(Debug, Default)]
struct Options {
    at: Vec<(String, String)>,
    period: Option<String>,
    reference: Option<String>,
    pipeline: Option<String>,
    lang: Option<Lang>,
    is_json: bool,
}

/// Prints where a number comes from.
pub(super) fn explain(arguments: &Explain) -> Exit {
    let options = Options::read(&arguments.rest);
    let (lang, wrong) = match &options {
        Ok(options) => (options.lang, None),
        Err(wrong) => (None, Some(wrong.clone())),
    };
    let messages = Messages { lang, format: Format::Human, deny_warnings: false, quiet: true };
    let terminal = Terminal::new(&messages);
    let options = match (options, wrong) {
        (Ok(options), _) => options,
        (Err(wrong), _) => {
            terminal.complain("explain-usage", &[("option", Argument::Text(wrong))]);
            return Exit::Usage;
        }
    };
    let project = match Project::find(options.pipeline.as_deref()) {
        Ok(project) => project,
        Err(error) => return terminal.refuse(&error),
    };
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let path = project.pipeline.as_str();
    let computed = pipeline::compute(&project.system, path, &mut texts, &mut findings);
    let Some(computed) = computed else { return terminal.report(&findings, &texts) };
    let request = Request {
        indicator: &arguments.indicator,
        at: options.at.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        period: options.period.as_deref(),
        reference: options.reference.as_deref(),
    };
    let (definition, tables) = (&computed.definition, &computed.tables);
    let explained = explanation::explain(definition, tables, &computed.indicators, &request);
    let text = match explained {
        Ok(explanation) if options.is_json => format!("{:#}\n", explanation::json(&explanation)),
        Ok(explanation) => explain_text::text(&explanation, &terminal),
        Err(error) => {
            complain(&terminal, &error);
            return Exit::Usage;
        }
    };
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        // A reader that goes away is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}

impl Options {
    /// Reads `--name value` and `--name=value`; what is no option is returned as the mistake.
    fn read(words: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").filter(|name| !name.is_empty()).ok_or(word)?;
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, value.to_owned()),
                None => (name, words.next().ok_or(word)?.clone()),
            };
            match name {
                "period" => options.period = Some(value),
                "reference" => options.reference = Some(value),
                "pipeline" => options.pipeline = Some(value),
                "lang" => {
                    let lang =
                        Lang::from_str(&value, false).map_err(|_| format!("--lang {value}"))?;
                    options.lang = Some(lang);
                }
                "format" => match value.as_str() {
                    "json" => options.is_json = true,
                    "human" => {}
                    _ => return Err(format!("--format {value}")),
                },
                _ => options.at.push((name.to_owned(), value)),
            }
        }
        Ok(options)
    }
}

fn complain(terminal: &Terminal, error: &RequestError) {
    let text = |text: &str| Argument::Text(text.to_owned());
    let (id, near, mut shown) = match error {
        RequestError::Indicator(name, near) => ("no-indicator", near, vec![("name", text(name))]),
        RequestError::Dimension(name, near) => ("no-dimension", near, vec![("name", text(name))]),
        RequestError::Member(dimension, name, near) => {
            ("no-member", near, vec![("dimension", text(dimension)), ("name", text(name))])
        }
        RequestError::Several(name, list) => {
            ("several", &None, vec![("name", text(name)), ("list", text(&list.join(", ")))])
        }
        RequestError::Slice(known) => {
            let whole = terminal.words("explain-whole", &[]);
            let line = |flags: &String| {
                format!(
                    "\n  {}",
                    if flags.is_empty() { format!("({whole})") } else { flags.clone() }
                )
            };
            let known: Vec<String> = known.iter().map(line).collect();
            ("no-slice", &None, vec![("known", text(&known.concat()))])
        }
        RequestError::Period(name, known) => {
            ("no-period", &None, vec![("name", text(name)), ("known", text(&known.join(", ")))])
        }
        RequestError::Reference(name, known) => {
            let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
            ("no-reference", &None, vec![("name", text(name)), ("known", text(&known))])
        }
        RequestError::Together => ("no-members-together", &None, Vec::new()),
    };
    match near {
        Some(near) => {
            shown.push(("nearest", text(near)));
            terminal.complain(&format!("{id}-but"), &shown);
        }
        None => terminal.complain(id, &shown),
    }
}
