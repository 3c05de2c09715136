//! What the user sees: findings and progress on standard error.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::definition::own_forms;
use crate::diagnostics::{
    Argument, Catalogue, Diagnostics, Language, RenderFormat, Renderer, Severity, SourceMap,
};

use crate::values::Value;

use super::args::{Format, Lang, Messages};
use super::exit_code::Exit;
use super::project::ProjectError;

/// The terminal, with the language and form of messages that were asked for.
pub(super) struct Terminal {
    catalogue: Catalogue,
    format: Format,
    deny_warnings: bool,
    quiet: bool,
}

/// Progress of documents; silent where nobody looks.
pub(super) struct Progress(ProgressBar);

impl Terminal {
    pub(super) fn new(messages: &Messages) -> Self {
        Self {
            catalogue: Catalogue::new(language(messages.lang)),
            format: messages.format,
            deny_warnings: messages.deny_warnings,
            quiet: messages.quiet,
        }
    }

    /// A terminal for a command without a definition.
    pub(super) fn of(lang: Option<Lang>, format: Format) -> Self {
        let catalogue = Catalogue::new(language(lang));
        Self { catalogue, format, deny_warnings: false, quiet: false }
    }

    /// Returns the words.
    pub(super) const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Prints every finding and returns the exit code that fits them.
    pub(super) fn report(&self, findings: &Diagnostics, texts: &SourceMap) -> Exit {
        let format = match self.format {
            Format::Human => RenderFormat::Colour,
            Format::Short => RenderFormat::Short,
            Format::Json => RenderFormat::Json,
        };
        let renderer = Renderer::new(&self.catalogue, texts, format);
        let (mut errors, mut warnings) = (0_u64, 0_u64);
        for finding in findings.iter() {
            let is_silent = match finding.severity {
                Severity::Bug | Severity::Error => {
                    errors += 1;
                    false
                }
                Severity::Warning => {
                    warnings += 1;
                    self.quiet && !self.deny_warnings
                }
                Severity::Info => self.quiet,
            };
            if !is_silent {
                print(&renderer.render(finding));
            }
        }
        if errors + warnings > 0 {
            let counts =
                [("errors", Argument::Count(errors)), ("warnings", Argument::Count(warnings))];
            self.say("found", &counts);
        }
        Exit::of(findings, self.deny_warnings)
    }

    /// Prints a sentence for people.
    pub(super) fn say(&self, id: &str, arguments: &[(&'static str, Argument)]) {
        if !self.quiet && self.format != Format::Json {
            print(&format!("{}\n", self.catalogue.text(id, arguments)));
        }
    }

    /// Says which forms of the project took the place of shipped ones.
    pub(super) fn say_own_forms(&self, texts: &SourceMap) {
        for path in own_forms(texts) {
            self.say("own-form", &[("path", Argument::Text(path))]);
        }
    }

    /// Returns the words of a message.
    pub(super) fn words(&self, id: &str, arguments: &[(&'static str, Argument)]) -> String {
        self.catalogue.text(id, arguments)
    }

    /// Returns a value of a cell or a formula, whole.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Missing(reason) => self.missing(reason.name()),
            Value::Boolean(yes) => self.words(if *yes { "yes" } else { "no" }, &[]),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => self.catalogue.digits(*number),
            Value::Text(text) => format!("«{text}»"),
            Value::Date(date) => date.to_string(),
        }
    }

    /// Returns why a value is missing, by the name of the reason.
    pub(super) fn missing(&self, reason: &str) -> String {
        self.words(&format!("missing-{}", reason.replace('_', "-")), &[])
    }

    /// Says why nothing was done, also to those who want to hear of errors only.
    pub(super) fn complain(&self, id: &str, arguments: &[(&'static str, Argument)]) {
        print(&format!("{}\n", self.catalogue.text(id, arguments)));
    }

    /// Says why there is no project, and returns the exit code.
    pub(super) fn refuse(&self, error: &ProjectError) -> Exit {
        let text = match error {
            ProjectError::NoFolder(path) => {
                self.catalogue.text("no-folder", &[("path", Argument::Text(path.clone()))])
            }
            ProjectError::NoPipeline => self.catalogue.text("no-pipeline", &[]),
            ProjectError::SeveralPipelines(names) => {
                let names = Argument::Text(names.join(", "));
                self.catalogue.text("several-pipelines", &[("names", names)])
            }
        };
        print(&format!("{text}\n"));
        Exit::Usage
    }

    pub(super) fn progress(&self) -> Progress {
        let bar = ProgressBar::hidden();
        if !self.quiet && std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            let words = self.catalogue.text("progress-documents", &[]);
            let style =
                ProgressStyle::with_template(&format!("{words} {{wide_bar}} {{pos}}/{{len}}"));
            if let Ok(style) = style {
                bar.set_style(style);
            }
        }
        Progress(bar)
    }
}

/// Prints to standard error. A reader that went away is no reason to fail.
pub(super) fn print(text: &str) {
    drop(anstream::stderr().write_all(text.as_bytes()));
}

impl Progress {
    pub(super) fn show(&self, ready: usize, total: usize) {
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.0.set_length(number(total));
        self.0.set_position(number(ready));
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// The language asked for, or that of the system: anything but Russian is English, and a system
/// that says nothing is Russian.
#[expect(clippy::disallowed_methods, reason = "the locale of the process, before any project")]
pub(super) fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::Ru) => return Language::Russian,
        Some(Lang::En) => return Language::English,
        None => {}
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale.as_deref() {
        None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8") => Language::Russian,
        Some(locale) if locale.starts_with("ru") => Language::Russian,
        Some(_) => Language::English,
    }
}

/// A count for a message.
pub(super) fn count(number: usize) -> Argument {
    Argument::Count(u64::try_from(number).expect("a count in memory fits in 64 bits"))
}
