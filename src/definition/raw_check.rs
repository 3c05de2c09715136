//! The language of `checks:` and `quality:` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Items, OneOrMany};

type Text = Spanned<String>;

/// A rule that rows have to keep.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawCheck {
    /// Name.
    #[schemars(description = "Имя проверки: латиница, цифры, _")]
    pub(super) id: Text,
    /// Name for readers.
    #[serde(default)]
    #[schemars(description = "Правило словами, как его увидят в журнале и в протоколе школы")]
    pub(super) title: Option<Text>,
    /// Source or table.
    #[schemars(description = "Источник или таблица, строки которой проверяются")]
    pub(super) on: Text,
    /// Rows it is about.
    #[serde(default, rename = "where")]
    #[schemars(description = "Каких строк правило касается; без условия – всех")]
    pub(super) filter: Option<Text>,
    /// Condition that is true in every row.
    #[serde(default)]
    #[schemars(
        description = "Условие, верное в каждой строке; если его значение неизвестно, это тоже замечание"
    )]
    pub(super) assert: Option<Text>,
    /// Columns that no two rows share.
    #[serde(default)]
    #[schemars(description = "Столбцы, которые вместе не повторяются")]
    pub(super) unique: Option<Spanned<Items<Text>>>,
    /// Columns without missing values.
    #[serde(default)]
    #[schemars(description = "Столбцы, в которых не должно быть пропусков")]
    pub(super) complete: Option<RawComplete>,
    /// Column with values of a list.
    #[serde(default, rename = "in")]
    #[schemars(description = "Столбец, значения которого взяты из перечня")]
    pub(super) in_set: Option<RawInSet>,
    /// Column with values between two bounds.
    #[serde(default)]
    #[schemars(description = "Столбец, значения которого лежат между границами")]
    pub(super) range: Option<RawRange>,
    /// Columns that name a row of another table.
    #[serde(default)]
    #[schemars(description = "Столбцы, которые называют строку другой таблицы")]
    pub(super) refers: Option<RawRefers>,
    /// Columns that add up to a number in each row.
    #[serde(default)]
    #[schemars(description = "Столбцы, сумма которых в каждой строке равна числу")]
    pub(super) sum: Option<RawSum>,
    /// Rows that add up to a row with their total.
    #[serde(default)]
    #[schemars(description = "Строки, сумма которых равна опубликованному итогу")]
    pub(super) total: Option<RawTotal>,
    /// How recent the rows are.
    #[serde(default)]
    #[schemars(description = "Насколько свежи данные")]
    pub(super) fresh: Option<RawFresh>,
    /// How many rows there are.
    #[serde(default)]
    #[schemars(description = "Сколько строк должно быть")]
    pub(super) rows: Option<RawRowCount>,
    /// How bad a violation is.
    #[serde(default)]
    #[schemars(
        description = "Суровость: error – отчёты помечаются ЧЕРНОВИК и код выхода 1, warning – предупреждение, info – только запись в журнал; без ключа error"
    )]
    pub(super) severity: RawCheckSeverity,
    /// What is wrong with a row.
    #[serde(default)]
    #[schemars(
        description = "Что не так, текст MiniJinja: видны столбцы строки, found – что найдено, expected – что должно быть"
    )]
    pub(super) message: Option<Text>,
    /// What the supplier should do.
    #[serde(default)]
    #[schemars(description = "Что сделать поставщику данных")]
    pub(super) action: Option<Text>,
    /// How many violations make it milder.
    #[serde(default)]
    #[schemars(
        description = "Допуск: число строк или доля («2 %»); пока нарушений не больше, суровость на ступень ниже"
    )]
    pub(super) tolerate: Option<Text>,
}

/// How bad a violation is.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawCheckSeverity {
    /// Reports are drafts.
    #[default]
    #[schemars(description = "отчёты делаются, но помечаются ЧЕРНОВИК; код выхода 1")]
    Error,
    /// A warning.
    #[schemars(description = "предупреждение")]
    Warning,
    /// A remark.
    #[schemars(description = "запись в журнале")]
    Info,
}

/// Columns without missing values.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawComplete {
    /// The columns.
    #[schemars(description = "Столбцы")]
    pub(super) columns: Spanned<OneOrMany<Text>>,
    /// Reasons that count.
    #[serde(default)]
    #[schemars(
        description = "Какие причины пропуска считаются; без ключа – все, кроме not_applicable и suppressed"
    )]
    pub(super) reasons: Items<Text>,
    /// Percent of rows that have to be known.
    #[serde(default)]
    #[schemars(description = "Сколько процентов строк должно быть заполнено; без ключа 100")]
    pub(super) at_least: Option<Spanned<f64>>,
}

/// A column with values of a list.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawInSet {
    /// The column.
    #[schemars(description = "Столбец")]
    pub(super) column: Text,
    /// The list.
    #[serde(default)]
    #[schemars(description = "Допустимые значения")]
    pub(super) values: Items<Text>,
    /// Column of a table that lists them.
    #[serde(default)]
    #[schemars(description = "Или столбец, где они перечислены: таблица.столбец")]
    pub(super) of: Option<Text>,
}

/// A column with values between two bounds.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRange {
    /// The column.
    #[schemars(description = "Столбец с числами или датами")]
    pub(super) column: Text,
    /// Lower bound, which belongs to it.
    #[serde(default)]
    #[schemars(description = "Не меньше этого: число или дата ГГГГ-ММ-ДД")]
    pub(super) from: Option<Text>,
    /// Upper bound, which belongs to it.
    #[serde(default)]
    #[schemars(description = "Не больше этого")]
    pub(super) to: Option<Text>,
}

/// Columns that name a row of another table.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRefers {
    /// The columns.
    #[schemars(description = "Столбцы проверяемой таблицы")]
    pub(super) columns: Spanned<OneOrMany<Text>>,
    /// The other table.
    #[schemars(description = "Источник или таблица, где должна быть такая строка")]
    pub(super) to: Text,
    /// The columns of the other table.
    #[serde(default)]
    #[schemars(description = "Столбцы той таблицы; без ключа – с теми же именами")]
    pub(super) keys: OneOrMany<Text>,
}

/// Columns that add up to a number.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawSum {
    /// The columns.
    #[schemars(description = "Столбцы")]
    pub(super) columns: Spanned<Items<Text>>,
    /// Their sum.
    #[schemars(description = "Чему равна сумма, например 100")]
    pub(super) to: Spanned<f64>,
    /// Difference that is allowed.
    #[serde(default)]
    #[schemars(description = "Допустимое расхождение, например 0.5; без ключа 0")]
    pub(super) within: Option<Spanned<f64>>,
}

/// Rows that add up to a row with their total.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTotal {
    /// What is summed.
    #[schemars(description = "Что складывается: столбец или формула по строке")]
    pub(super) of: Text,
    /// Rows that are summed.
    #[serde(rename = "where")]
    #[schemars(description = "Какие строки складываются, например level = 'school'")]
    pub(super) parts: Text,
    /// What the total is.
    #[serde(default)]
    #[schemars(description = "Где записан итог; без ключа – там же, что и of")]
    pub(super) equals: Option<Text>,
    /// The row with the total.
    #[schemars(description = "Какая строка – итог, например level = 'district'")]
    pub(super) where_total: Text,
    /// What the parts and the total have in common.
    #[serde(default)]
    #[schemars(description = "Столбцы, общие у строк и их итога, например period и subject")]
    pub(super) by: Items<Text>,
    /// Difference that is allowed.
    #[serde(default)]
    #[schemars(description = "Допустимое расхождение; без ключа 0")]
    pub(super) within: Option<Spanned<f64>>,
}

/// How recent the rows are.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawFresh {
    /// Column with days.
    #[serde(default)]
    #[schemars(description = "Столбец с датой")]
    pub(super) column: Option<Text>,
    /// Day after which they lie.
    #[serde(default)]
    #[schemars(description = "Дата должна быть позже этой: ГГГГ-ММ-ДД")]
    pub(super) newer_than: Option<Text>,
    /// Periods that have to occur.
    #[serde(default)]
    #[schemars(description = "За какие периоды должны быть строки")]
    pub(super) period: Option<RawFreshPeriod>,
}

/// Periods that have to occur.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawFreshPeriod {
    /// The current one.
    #[schemars(description = "за текущий")]
    Current,
    /// Every one that is shown.
    #[schemars(description = "за каждый, который показывает отчёт")]
    Each,
}

/// How many rows there are.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRowCount {
    /// What they are counted by.
    #[serde(default)]
    #[schemars(description = "По чему считать; без ключа – по всей таблице")]
    pub(super) per: RawRowsPer,
    /// Least number.
    #[serde(default)]
    #[schemars(description = "Не меньше стольких строк")]
    pub(super) min: Option<u32>,
    /// Greatest number.
    #[serde(default)]
    #[schemars(description = "Не больше стольких строк")]
    pub(super) max: Option<u32>,
}

/// What rows are counted by.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawRowsPer {
    /// All of them.
    #[default]
    #[schemars(description = "все вместе")]
    Table,
    /// File by file.
    #[schemars(description = "в каждом файле")]
    File,
    /// Period by period.
    #[schemars(description = "за каждый период, который показывает отчёт")]
    Period,
}

/// How the quality log is divided.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawQuality {
    /// Dimension of those who supply data.
    #[schemars(description = "Разрез поставщиков данных, например school")]
    pub(super) supplier: Text,
    /// Other columns of its register that name a member.
    #[serde(default)]
    #[schemars(
        description = "Другие столбцы реестра, которыми строки называют поставщика, например code"
    )]
    pub(super) by: Items<Text>,
    /// Day by which corrections are due.
    #[serde(default)]
    #[schemars(description = "Срок исправления замечаний, ГГГГ-ММ-ДД")]
    pub(super) deadline: Option<Text>,
}
