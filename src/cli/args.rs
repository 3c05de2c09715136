//! What was typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::sources::READER_COMMAND;

/// Отчёты МСОКО из электронных таблиц.
#[derive(Debug, Parser)]
#[command(name = "msoko", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Прочитать таблицы, посчитать показатели и сделать отчёты
    Run {
        #[command(flatten)]
        common: Common,
        /// Сколько документов верстать одновременно
        #[arg(long, value_name = "N")]
        threads: Option<usize>,
    },
    /// Проверить определение и таблицы, ничего не записывая
    Check {
        #[command(flatten)]
        common: Common,
    },
    /// Показать, что в таблицах, и предложить определение, которое их читает
    Inspect(Inspect),
    /// Объяснить число: формула, суммы и каждая ячейка, из которой оно получено
    Explain(Explain),
    /// Сравнить значения двух запусков: что изменилось, что пересекло границу, какие ячейки
    Diff(Diff),
    /// Сказать показатель на SQL: срезы, соединения, условия и суммы, для больших данных
    Sql(Sql),
    /// Напечатать JSON Schema языка определений
    Schema,
    /// Прочитать одну таблицу для другого процесса этой программы
    #[command(name = READER_COMMAND, hide = true)]
    ReadApart {
        /// Байты памяти
        memory: u64,
        /// Секунды
        seconds: u64,
    },
    /// Перечислить готовые формы: поставляемые и свои, из папки forms
    Forms {
        #[command(flatten)]
        common: Messages,
    },
    /// Напечатать справочник функций формул или описание одной из них
    Functions {
        /// Имя функции
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// Язык; по умолчанию – язык системы
        #[arg(long, value_enum)]
        lang: Option<Lang>,
        /// Вид: справочник, одни записи вызова или JSON
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Сделать пустую книгу для сбора данных по форме; без имени – перечислить формы
    Template {
        /// Имя формы, как его показывает msoko forms
        #[arg(value_name = "FORM")]
        form: Option<String>,
        /// Куда записать книгу; по умолчанию – в эту папку, по имени формы
        #[arg(long, short, value_name = "FILE.xlsx")]
        output: Option<PathBuf>,
        /// Заменить файл, если он уже есть
        #[arg(long)]
        force: bool,
        /// Заполнить первую строку примером
        #[arg(long)]
        example: bool,
        #[command(flatten)]
        common: Messages,
    },
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Имя показателя
    #[arg(value_name = "INDICATOR")]
    pub(super) indicator: String,
    /// Какое число: разрезы и их значения, например --school edu053017 --subject Математика; без
    /// них – весь район. Ещё --period ПЕРИОД, --reference СРАВНЕНИЕ, --format human|json,
    /// --lang ru|en, --pipeline ФАЙЛ
    #[arg(value_name = "--DIMENSION VALUE", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(super) rest: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// Что было: папка проекта, файл определения или indicators.json
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// Что стало
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// Вид: текст, Markdown для запроса на слияние, JSON
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(super) format: DiffFormat,
    /// Закончить с кодом 1, если что-то изменилось
    #[arg(long)]
    pub(super) exit_code: bool,
    /// Язык; по умолчанию – язык системы
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
    /// Имя показателя; без него – перечислить, какие можно сказать и почему другие нельзя
    #[arg(value_name = "INDICATOR")]
    pub(super) indicator: Option<String>,
    /// Напечатать вместо запроса то, что он должен вернуть (csv)
    #[arg(long, requires = "indicator")]
    pub(super) values: bool,
    /// Записать таблицы в папку: csv и schema.sql
    #[arg(long, value_name = "FOLDER")]
    pub(super) tables: Option<PathBuf>,
    /// Файл определения; без него – единственный файл в папке pipelines
    #[arg(long, value_name = "PIPELINE")]
    pub(super) pipeline: Option<String>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// Таблицы: xlsx, xls, xlsb, ods, csv – где угодно
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Напечатать только определение
    #[arg(long)]
    pub(super) yaml: bool,
    /// Записать определение в файл
    #[arg(long, short, value_name = "YAML")]
    pub(super) output: Option<PathBuf>,
    /// Записать поверх файла, который уже есть
    #[arg(long, requires = "output")]
    pub(super) force: bool,
    /// Язык; по умолчанию – язык системы
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
    /// Вид: для людей или для программ
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// Файл определения; без него – единственный файл в папке pipelines
    #[arg(value_name = "PIPELINE")]
    pub(super) pipeline: Option<String>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

#[derive(Debug, Args)]
pub(super) struct Messages {
    /// Язык сообщений; по умолчанию – язык системы
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
    /// Вид сообщений
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Считать предупреждения ошибками
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// Печатать только ошибки
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
