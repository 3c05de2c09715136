//! The definition language as it is written: one struct per mapping, one field per key.
//!
//! Doc comments are for programmers; the Russian `description`s go into the JSON Schema, which
//! editors show to the author of a definition.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Items, Named, OneOrMany};
use super::raw_check::{RawCheck, RawQuality};
use super::raw_indicator::RawIndicator;
use super::raw_observed::RawObservations;
use super::raw_source::{RawSource, RawStrictness};

type Text = Spanned<String>;

/// A definition file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    title = "Определение msoko",
    description = "Что прочитать, что посчитать и какие отчёты сделать"
)]
pub(super) struct RawPipeline {
    /// Title of the reports.
    #[schemars(description = "Название отчётов")]
    pub(super) title: Option<Text>,
    /// Reporting period.
    #[schemars(description = "Отчётный период")]
    pub(super) period: Option<RawPeriod>,
    /// Date printed on the reports.
    #[schemars(description = "Дата отчёта, ГГГГ-ММ-ДД; без неё – последний день периода")]
    pub(super) date: Option<Text>,
    /// Other definition files, relative to this one.
    #[schemars(description = "Другие файлы определений относительно этого; можно со звёздочкой")]
    pub(super) include: Items<Text>,
    /// Values for `${name}` and for templates.
    #[schemars(description = "Значения для ${имя} и для шаблонов")]
    pub(super) parameters: Named<OneOrMany<Text>>,
    /// Protection of small groups.
    #[schemars(description = "Защита малых групп")]
    pub(super) privacy: Option<RawPrivacy>,
    /// Directions (chapters), in order.
    #[schemars(description = "Направления (главы отчёта) по порядку: код и название")]
    pub(super) directions: Named<Text>,
    /// Spreadsheets to read.
    #[schemars(description = "Источники: какие таблицы читать")]
    pub(super) sources: Named<RawSource>,
    /// What indicators can be cut by.
    #[schemars(description = "Разрезы: по чему можно делить показатели")]
    pub(super) dimensions: Named<RawDimension>,
    /// Steps between sources and indicators.
    #[schemars(description = "Таблицы: промежуточные шаги между источниками и показателями")]
    pub(super) tables: Named<RawTable>,
    /// Rules that rows have to keep.
    #[schemars(description = "Проверки данных: правила, которым следуют строки")]
    pub(super) checks: Items<RawCheck>,
    /// How the quality log is divided.
    #[schemars(
        description = "Журнал качества: кто поставляет данные и до какого дня их исправить"
    )]
    pub(super) quality: Option<RawQuality>,
    /// Indicators.
    #[schemars(description = "Показатели")]
    pub(super) indicators: Items<RawIndicator>,
    /// Texts (MiniJinja).
    #[schemars(description = "Тексты (MiniJinja) для шаблонов")]
    pub(super) texts: Named<Text>,
    /// Versioned prose of the office.
    #[schemars(description = "Цели, задачи, принципы и другие утверждённые тексты")]
    pub(super) prose: Items<RawProse>,
    /// Reports.
    #[schemars(description = "Отчёты")]
    pub(super) reports: Items<RawReport>,
}

/// Reporting period.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPeriod {
    /// Current period.
    #[schemars(description = "Текущий период: 2024-25 или 2024")]
    pub(super) current: Text,
    /// Kind of year.
    #[schemars(description = "calendar – календарный год, academic_year – учебный")]
    pub(super) kind: RawPeriodKind,
    /// How many earlier periods are shown.
    #[serde(default)]
    #[schemars(description = "Сколько прошлых периодов показывать")]
    pub(super) previous: Option<u8>,
}

/// Kind of year.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawPeriodKind {
    /// January to December.
    #[schemars(description = "календарный год, с января по декабрь")]
    Calendar,
    /// September to August.
    #[schemars(description = "учебный год, с сентября по август")]
    AcademicYear,
}

/// Protection of small groups.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPrivacy {
    /// Groups below this are marked as small.
    #[schemars(
        description = "Наименьшая численность группы людей; меньшие помечаются, а в открытом издании скрываются"
    )]
    pub(super) min_group: Spanned<u32>,
    /// Whether values from which hidden ones could be computed are hidden as well.
    #[serde(default)]
    #[schemars(
        description = "true (по умолчанию) – в открытом издании скрыть и те числа, по которым вычисляются скрытые"
    )]
    pub(super) secondary: Option<Spanned<bool>>,
    /// Shares of 0 % and 100 % are hidden in groups smaller than this.
    #[serde(default)]
    #[schemars(
        description = "В открытом издании доли 0 % и 100 % скрываются у групп меньше этой численности; по умолчанию 10, 0 – не скрывать"
    )]
    pub(super) extremes: Option<Spanned<u32>>,
}

/// What indicators can be cut by.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawDimension {
    /// Title for readers.
    #[schemars(description = "Название для читателя, например «Образовательная организация»")]
    pub(super) title: Option<Text>,
    /// Register with the members of each period.
    #[schemars(description = "Источник-реестр, который перечисляет всех членов разреза")]
    pub(super) from: Option<Text>,
    /// Column with the key, by default named like the dimension.
    #[schemars(description = "Столбец с ключом; по умолчанию называется как разрез")]
    pub(super) key: Option<Text>,
    /// Column with the printed name.
    #[schemars(description = "Столбец реестра с печатным названием")]
    pub(super) label: Option<Text>,
    /// Dimensions of which this one is a part.
    #[schemars(description = "Разрезы, частью которых является этот (столбцы реестра)")]
    pub(super) parents: Items<Text>,
    /// Columns of the register that are shown about a member.
    #[schemars(description = "Столбцы реестра, которые показывают о члене разреза")]
    pub(super) attributes: Items<Text>,
    /// Day from which a member exists.
    #[schemars(description = "Столбец реестра с датой, с которой член разреза есть")]
    pub(super) valid_from: Option<Text>,
    /// Day until which a member exists.
    #[schemars(
        description = "Столбец реестра с датой, до которой член разреза есть, включительно"
    )]
    pub(super) valid_to: Option<Text>,
    /// Key of the member that follows a closed one.
    #[schemars(description = "Столбец реестра с ключом преемника закрытого члена разреза")]
    pub(super) successor: Option<Text>,
    /// What happens to the history of members that were reorganised.
    #[schemars(
        description = "Что делать с историей после слияния: sum – прошлые строки засчитать преемнику, break – не сравнивать с прошлым"
    )]
    pub(super) history: Option<RawHistory>,
    /// Rows about members that the register of their period lacks.
    #[schemars(
        description = "Строки о тех, кого нет в реестре их периода: error – ошибка, warning – предупредить и оставить"
    )]
    pub(super) unmatched: RawStrictness,
    /// Order of the members.
    #[schemars(description = "Порядок значений; остальные – по алфавиту после них")]
    pub(super) order: Items<Text>,
}

/// What happens to the history of members that were reorganised.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawHistory {
    /// Earlier rows count for the successor.
    #[schemars(description = "прошлые строки засчитываются преемнику")]
    Sum,
    /// No comparison with the period before.
    #[schemars(description = "прошлое остаётся как было, с ним не сравнивают")]
    Break,
}

/// A step between sources and indicators.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTable {
    /// Source or table it starts from.
    #[serde(default)]
    #[schemars(description = "Источник или таблица, с которой начинается")]
    pub(super) from: Option<Text>,
    /// Indicators whose values are its rows.
    #[serde(default)]
    #[schemars(
        description = "Вместо from: показатели, наблюдения которых становятся строками таблицы"
    )]
    pub(super) observations: Option<RawObservations>,
    /// Rows of the base that are kept.
    #[serde(default, rename = "where")]
    #[schemars(description = "Какие строки взять из from; проверяется до соединения")]
    pub(super) filter: Option<Text>,
    /// Joined tables.
    #[serde(default)]
    #[schemars(description = "Присоединяемые таблицы")]
    pub(super) join: Items<RawJoin>,
    /// Computed columns.
    #[serde(default)]
    #[schemars(description = "Вычисляемые столбцы: имя и формула")]
    pub(super) derive: Named<Text>,
}

/// A joined table.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawJoin {
    /// Source or table.
    #[schemars(description = "Источник или таблица")]
    pub(super) with: Text,
    /// Columns that are equal in both.
    #[schemars(description = "Столбцы, по которым соединяются строки")]
    pub(super) on: Spanned<Items<Text>>,
    /// What happens to rows without partner.
    #[serde(default)]
    #[schemars(
        description = "Что делать со строками без пары: error – ошибка, warning – предупредить и оставить, drop – предупредить и убрать"
    )]
    pub(super) unmatched: RawUnmatched,
}

/// What happens to rows without partner.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawUnmatched {
    /// An error.
    #[default]
    #[schemars(description = "это ошибка")]
    Error,
    /// Kept, with a warning.
    #[schemars(description = "предупредить и оставить")]
    Warning,
    /// Left out, with a warning.
    #[schemars(description = "предупредить и убрать")]
    Drop,
}

/// A prose block.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawProse {
    /// Name for templates.
    #[schemars(description = "Имя блока: goal, tasks, principles …")]
    pub(super) id: Text,
    /// Heading.
    #[schemars(description = "Заголовок")]
    pub(super) title: Text,
    /// The order that approved it.
    #[serde(default)]
    #[schemars(description = "Чем утверждён: приказ от … № …")]
    pub(super) approved: Option<Text>,
    /// Text; blank lines separate paragraphs.
    #[serde(default)]
    #[schemars(description = "Текст; пустая строка разделяет абзацы")]
    pub(super) text: Option<Text>,
    /// A list.
    #[serde(default)]
    #[schemars(description = "Перечень")]
    pub(super) items: Items<Text>,
}

/// A report.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawReport {
    /// Name.
    #[schemars(description = "Имя отчёта")]
    pub(super) id: Text,
    /// Title, if not that of the pipeline.
    #[serde(default)]
    #[schemars(description = "Название, если не общее")]
    pub(super) title: Option<Text>,
    /// Folder of the template.
    #[schemars(description = "Папка шаблона Typst")]
    pub(super) template: Text,
    /// One copy for each member of a dimension.
    #[serde(default)]
    #[schemars(description = "Разрез, для каждого члена которого делается свой экземпляр")]
    pub(super) for_each: Option<Text>,
    /// Which members get a copy.
    #[serde(default)]
    #[schemars(
        description = "Кому делать экземпляр: findings – только тем, к чьим данным есть замечания"
    )]
    pub(super) only: Option<RawOnly>,
    /// Directions it tells of.
    #[serde(default)]
    #[schemars(
        description = "О каких направлениях этот отчёт; без этого ключа и без indicators – обо всех показателях"
    )]
    pub(super) directions: Option<Spanned<Items<Text>>>,
    /// Indicators it tells of, besides those of `directions`.
    #[serde(default)]
    #[schemars(
        description = "О каких показателях этот отчёт, кроме показателей из directions; других в нём и во вложенных данных нет"
    )]
    pub(super) indicators: Option<Spanned<Items<Text>>>,
    /// Paths of the editions.
    #[schemars(
        description = "Издания и пути файлов: internal – для служебного пользования, public – для публикации; ${period} и имя разреза подставляются"
    )]
    pub(super) editions: Spanned<Named<Text>>,
}

/// Which members get a copy of a report.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawOnly {
    /// Those whose data have findings.
    #[schemars(description = "только те, к чьим данным есть замечания")]
    Findings,
}
