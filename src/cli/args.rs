//! What was typed. What the help says of it stands in `locales/*/command-line.ftl`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::sources::READER_COMMAND;

/// Annual quality reports from spreadsheets.
#[derive(Debug, Parser)]
#[command(name = "msoko", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reads the tables, computes the indicators and makes the reports.
    Run {
        #[command(flatten)]
        common: Common,
        /// How many documents are set at once.
        #[arg(long, value_name = "N")]
        threads: Option<usize>,
    },
    /// Checks the definition and the tables, and writes nothing.
    Check {
        #[command(flatten)]
        common: Common,
    },
    /// Shows what is in tables, and proposes a definition that reads them.
    Inspect(Inspect),
    /// Explains a number down to its cells.
    Explain(Explain),
    /// Compares the values of two runs.
    Diff(Diff),
    /// Says an indicator in SQL.
    Sql(Sql),
    /// Prints the JSON Schema of the definition language.
    Schema,
    /// Reads one table for another process of this program.
    #[command(name = READER_COMMAND, hide = true)]
    ReadApart {
        /// Bytes of memory.
        memory: u64,
        /// Seconds.
        seconds: u64,
    },
    /// Lists the ready-made forms.
    Forms {
        #[command(flatten)]
        common: Messages,
    },
    /// Prints the reference of functions, or of one.
    Functions {
        /// Name of a function.
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// The language; that of the system by default.
        #[arg(long, value_enum)]
        lang: Option<Lang>,
        /// Form: the reference, the calls alone, or JSON.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Makes a blank workbook for a form; without a name, lists the forms.
    Template {
        /// Name of the form.
        #[arg(value_name = "FORM")]
        form: Option<String>,
        /// Where the workbook goes.
        #[arg(long, short, value_name = "FILE.xlsx")]
        output: Option<PathBuf>,
        /// Replaces a file that is there.
        #[arg(long)]
        force: bool,
        /// Fills in the first row as an example.
        #[arg(long)]
        example: bool,
        #[command(flatten)]
        common: Messages,
    },
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Name of the indicator.
    #[arg(value_name = "INDICATOR")]
    pub(super) indicator: String,
    /// Which number: dimensions with their members, and the options of `explain.rs`.
    #[arg(value_name = "--DIMENSION VALUE", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(super) rest: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// What was: folder of a project, a definition, or `indicators.json`.
    #[arg(value_name = "OLD", display_order = 1)]
    pub(super) old: PathBuf,
    /// What is.
    #[arg(value_name = "NEW", display_order = 2)]
    pub(super) new: PathBuf,
    /// Form: text, Markdown for a pull request, JSON.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(super) format: DiffFormat,
    /// Ends with 1 if anything changed.
    #[arg(long)]
    pub(super) exit_code: bool,
    /// The language; that of the system by default.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
}

/// Form of a comparison.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DiffFormat {
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Sql {
    /// Name of the indicator; without it, lists which can be said.
    #[arg(value_name = "INDICATOR")]
    pub(super) indicator: Option<String>,
    /// Prints what the statement has to return instead.
    #[arg(long, requires = "indicator")]
    pub(super) values: bool,
    /// Writes the tables to a folder.
    #[arg(long, value_name = "FOLDER")]
    pub(super) tables: Option<PathBuf>,
    /// The definition; the only one in `pipelines` by default.
    #[arg(long, value_name = "PIPELINE")]
    pub(super) pipeline: Option<String>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// Tables, wherever they are.
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Prints the definition alone.
    #[arg(long)]
    pub(super) yaml: bool,
    /// Writes the definition to a file.
    #[arg(long, short, value_name = "YAML")]
    pub(super) output: Option<PathBuf>,
    /// Writes over a file that is there.
    #[arg(long, requires = "output")]
    pub(super) force: bool,
    /// The language; that of the system by default.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
    /// Form: for people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// The definition; the only one in `pipelines` by default.
    #[arg(value_name = "PIPELINE")]
    pub(super) pipeline: Option<String>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

#[derive(Debug, Args)]
pub(super) struct Messages {
    /// Language of messages; that of the system by default.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
    /// Form of messages.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Takes warnings for errors.
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// Prints errors only.
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Lang {
    Ru,
    En,
}

/// Form of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Short,
    Json,
}
