//! Help and mistakes of the command line, in the words of `locales/*/command-line.ftl`: clap speaks
//! English only.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory as _, ValueEnum as _};

use crate::diagnostics::{Argument, Catalogue, nearest};

use super::args::{Arguments, Lang};
use super::exit_code::Exit;
use super::terminal::{language, print};

/// Reads what was typed.
///
/// # Errors
///
/// Prints the help that was asked for, or what is wrong, and returns the exit code.
pub(super) fn matches(words: Vec<OsString>) -> Result<ArgMatches, Exit> {
    let catalogue = Catalogue::new(language(lang(&words)));
    let help = Help { catalogue: &catalogue };
    let command = help.of_program();
    command.try_get_matches_from(words).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Ok(()) => Exit::Done,
            Err(_) => Exit::Machine,
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print(&error.to_string());
            Exit::Usage
        }
        _ => {
            print(&format!("{}\n{}", help.mistake(&error), help.hint(&error)));
            Exit::Usage
        }
    })
}

/// The language that was asked for, even where the rest is wrong.
fn lang(words: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let value = words.iter().zip(1..).find_map(|(word, next)| {
        let rest = word.strip_prefix("--lang")?;
        rest.strip_prefix('=').or_else(|| words.get(next).copied().filter(|_| rest.is_empty()))
    });
    Lang::from_str(value?, true).ok()
}

struct Help<'a> {
    catalogue: &'a Catalogue,
}

impl Help<'_> {
    fn text(&self, id: &str) -> String {
        self.catalogue.text(id, &[])
    }

    fn of_program(&self) -> Command {
        let command = Arguments::command()
            .about(self.text("program"))
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.text("heading-commands"))
            .disable_version_flag(true)
            .arg(
                Arg::new("version")
                    .short('V')
                    .long("version")
                    .action(ArgAction::Version)
                    .help(self.text("argument-version"))
                    .help_heading(self.text("heading-options")),
            );
        let command = self.of_command(command, "program");
        command.mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            let about = self.text(&format!("command-{name}"));
            self.of_command(command.about(about), &name)
        })
    }

    fn of_command(&self, command: Command, name: &str) -> Command {
        let usage = self.text("usage");
        let help = Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(self.text("argument-help"))
            .help_heading(self.text("heading-options"));
        let command = command
            .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}"))
            .disable_help_flag(true)
            .mut_args(|argument| self.of_argument(argument, name))
            .arg(help);
        let usage = self.usage(&command);
        command.override_usage(usage)
    }

    /// How a command is called, with the words of the language for what may stand there.
    fn usage(&self, command: &Command) -> String {
        let program = Arguments::command().get_name().to_owned();
        let name = command.get_name();
        let full = if name == program { program } else { format!("{program} {name}") };
        let usage = command.clone().bin_name(full).render_usage().to_string();
        usage
            .trim_start_matches("Usage: ")
            .replace("[OPTIONS]", &format!("[{}]", self.text("placeholder-options")))
            .replace("<COMMAND>", &format!("<{}>", self.text("placeholder-command")))
    }

    fn of_argument(&self, argument: Arg, command: &str) -> Arg {
        if matches!(argument.get_action(), ArgAction::Version) {
            return argument;
        }
        let id = argument.get_id().as_str().replace('_', "-");
        let own = format!("argument-{command}-{id}");
        let common = format!("argument-{id}");
        let mut text = self.text(if self.catalogue.has(&own) { &own } else { &common });
        let values: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        // A switch has the values true and false, which nobody types.
        if argument.get_action().takes_values() && !values.is_empty() {
            text.push_str(&format!(" [{}", values.join(", ")));
            if let [default] = argument.get_default_values() {
                let default = Argument::Text(default.to_string_lossy().into_owned());
                text.push_str(&self.catalogue.text("default-value", &[("value", default)]));
            }
            text.push(']');
        }
        let heading =
            if argument.is_positional() { "heading-arguments" } else { "heading-options" };
        argument
            .help(text)
            .help_heading(self.text(heading))
            .hide_possible_values(true)
            .hide_default_value(true)
    }

    /// What is wrong with what was typed.
    fn mistake(&self, error: &Error) -> String {
        let context = |kind| error.get(kind).map(shown);
        let argument = context(ContextKind::InvalidArg).unwrap_or_default();
        let value = context(ContextKind::InvalidValue).unwrap_or_default();
        let id = match error.kind() {
            ErrorKind::InvalidValue if value.is_empty() => "usage-no-value",
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-value",
            ErrorKind::UnknownArgument if argument.starts_with('-') => "usage-argument",
            ErrorKind::UnknownArgument => "usage-extra",
            ErrorKind::InvalidSubcommand => "usage-command",
            ErrorKind::MissingRequiredArgument => "usage-missing",
            ErrorKind::ArgumentConflict => "usage-twice",
            _ => return error.to_string(),
        };
        let command = context(ContextKind::InvalidSubcommand).unwrap_or_default();
        let arguments = [
            ("argument", Argument::Text(argument)),
            ("value", Argument::Text(value)),
            ("command", Argument::Text(command.clone())),
        ];
        let mut text = self.catalogue.text(id, &arguments);
        let near = context(ContextKind::SuggestedArg).or_else(|| near_command(&command));
        let known = context(ContextKind::ValidValue).filter(|known| !known.is_empty());
        let help =
            near.map(|near| ("usage-nearest", near)).or(known.map(|all| ("usage-known", all)));
        if let Some((id, names)) = help {
            text.push(' ');
            text.push_str(&self.catalogue.text(id, &[("names", Argument::Text(names))]));
        }
        text
    }

    /// How the command is called, where clap says which one it is, and where to read more.
    fn hint(&self, error: &Error) -> String {
        let usage = error.get(ContextKind::Usage).map(shown).unwrap_or_default();
        let usage = usage.trim_start_matches("Usage: ");
        let call = match usage {
            "" => String::new(),
            usage => format!("{} {usage}\n", self.text("usage")),
        };
        format!("{call}{}\n", self.text("usage-more"))
    }
}

fn near_command(name: &str) -> Option<String> {
    let program = Arguments::command();
    let names = program.get_subcommands().filter(|command| !command.is_hide_set());
    nearest(name, names.map(Command::get_name)).map(str::to_owned)
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
