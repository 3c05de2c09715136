//! The definition language as it is written: one struct per mapping, one field per key.
//!
//! Doc comments are for programmers; the Russian `description`s go into the JSON Schema, which
//! editors show to the author of a definition.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Either, Items, Named, OneOrMany};
use super::raw_source::RawSource;

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
    pub(super) include: Vec<Text>,
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
    Calendar,
    /// September to August.
    AcademicYear,
}

/// Protection of small groups.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPrivacy {
    /// Groups below this are marked as small.
    #[schemars(description = "Наименьшая численность группы; меньшие помечаются")]
    pub(super) min_group: Spanned<u32>,
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
    pub(super) parents: Vec<Text>,
    /// Columns of the register that are shown about a member.
    #[schemars(description = "Столбцы реестра, которые показывают о члене разреза")]
    pub(super) attributes: Vec<Text>,
    /// Order of the members.
    #[schemars(description = "Порядок значений; остальные – по алфавиту после них")]
    pub(super) order: Vec<Text>,
}

/// A step between sources and indicators.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTable {
    /// Source or table it starts from.
    #[schemars(description = "Источник или таблица, с которой начинается")]
    pub(super) from: Text,
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
    pub(super) on: Items<Text>,
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
    Error,
    /// Kept, with a warning.
    Warning,
    /// Left out, with a warning.
    Drop,
}

/// An indicator.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawIndicator {
    /// Name in formulas and texts.
    #[schemars(description = "Имя для формул и текстов: латиница, цифры, _")]
    pub(super) id: Text,
    /// Code in print.
    #[serde(default)]
    #[schemars(description = "Код показателя в печати, например КП-03")]
    pub(super) code: Option<Text>,
    /// Codes in other systems.
    #[serde(default)]
    #[schemars(
        description = "Коды этого показателя в других системах, например region: РСОКО-1.3"
    )]
    pub(super) codes: Named<Text>,
    /// Direction it belongs to.
    #[serde(default)]
    #[schemars(description = "Код направления, в главе которого стоит показатель")]
    pub(super) direction: Option<Text>,
    /// Title.
    #[schemars(description = "Название для читателя")]
    pub(super) title: Text,
    /// Unit.
    #[serde(default)]
    #[schemars(description = "Единица измерения: %, балл, чел.")]
    pub(super) unit: Option<Text>,
    /// Printed decimal places.
    #[serde(default)]
    #[schemars(description = "Знаков после запятой в печати; по умолчанию 1")]
    pub(super) decimals: Option<u8>,
    /// Which way is better.
    #[serde(default)]
    #[schemars(description = "Что лучше: higher – больше, lower – меньше, none – без направления")]
    pub(super) better: RawBetter,
    /// Source or table.
    #[serde(default)]
    #[schemars(description = "Источник или таблица, из строк которой считается")]
    pub(super) from: Option<Text>,
    /// Rows that count.
    #[serde(default, rename = "where")]
    #[schemars(description = "Условие на строки")]
    pub(super) filter: Option<Text>,
    /// Ratio of two aggregates.
    #[serde(default)]
    #[schemars(description = "Отношение двух сумм")]
    pub(super) ratio: Option<RawRatio>,
    /// Weighted mean.
    #[serde(default)]
    #[schemars(description = "Среднее, простое или взвешенное")]
    pub(super) mean: Option<RawMean>,
    /// Any aggregate.
    #[serde(default)]
    #[schemars(description = "Любая итоговая формула, например count(distinct login)")]
    pub(super) value: Option<Text>,
    /// Weighted sum of other indicators.
    #[serde(default)]
    #[schemars(description = "Сводный показатель из других показателей")]
    pub(super) composite: Option<RawComposite>,
    /// Size of the group behind a `value`.
    #[serde(default)]
    #[schemars(description = "Формула численности группы для value, например count(*)")]
    pub(super) n: Option<Text>,
    /// Slices.
    #[schemars(description = "Срезы: имя и список разрезов; пустой список – весь район")]
    pub(super) by: Named<Items<Text>>,
    /// Target.
    #[serde(default)]
    #[schemars(description = "Целевое значение: число или список с условиями")]
    pub(super) target: Option<Either<Spanned<f64>, Items<RawTarget>>>,
    /// Zones.
    #[serde(default)]
    #[schemars(description = "Уровни от лучшего к худшему; у последнего границы нет")]
    pub(super) zones: Items<RawZone>,
    /// References for comparison.
    #[serde(default)]
    #[schemars(description = "С чем сравнивать: имя и правило, например region")]
    pub(super) reference: Named<RawReference>,
    /// How it is computed, for readers.
    #[serde(default)]
    #[schemars(description = "Как считается, словами для читателя")]
    pub(super) method: Option<Text>,
    /// Who answers for it.
    #[serde(default)]
    #[schemars(description = "Кто отвечает за показатель")]
    pub(super) owner: Option<Text>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawBetter {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    #[default]
    None,
}

/// Ratio of two aggregates.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRatio {
    /// What is divided.
    #[schemars(description = "Числитель, например sum(n45)")]
    pub(super) numerator: Text,
    /// By what.
    #[schemars(description = "Знаменатель, например sum(n)")]
    pub(super) denominator: Text,
    /// Factor.
    #[serde(default)]
    #[schemars(description = "Множитель: 100 для процентов; по умолчанию 1")]
    pub(super) scale: Option<Spanned<f64>>,
}

/// Mean of a formula over rows.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawMean {
    /// What is averaged.
    #[schemars(description = "Что усредняется: столбец или формула по строке")]
    pub(super) of: Text,
    /// Weight of a row.
    #[serde(default)]
    #[schemars(description = "Вес строки, например число участников")]
    pub(super) weight: Option<Text>,
}

/// Weighted sum of other indicators.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawComposite {
    /// Indicators and weights.
    #[schemars(description = "Показатели и их веса")]
    pub(super) of: Named<Spanned<f64>>,
    /// How values are made comparable.
    #[serde(default)]
    #[schemars(description = "Как привести значения к шкале 0–100")]
    pub(super) normalize: Option<RawNormalize>,
    /// Share of the weight that has to be known.
    #[serde(default)]
    #[schemars(description = "Какая доля веса должна быть известна, от 0 до 1; по умолчанию 1")]
    pub(super) require_weight: Option<Spanned<f64>>,
}

/// How values are made comparable.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawNormalize {
    /// The method.
    #[schemars(description = "minmax – по границам; none – без изменений")]
    pub(super) method: RawNormalizeMethod,
    /// Fixed bounds.
    #[serde(default)]
    #[schemars(description = "Границы: [наименьшее, наибольшее]; одинаковые для всех лет")]
    pub(super) bounds: Items<Spanned<f64>>,
}

/// A method of making values comparable.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawNormalizeMethod {
    /// From 0 at the lower bound to 100 at the upper one, turned where less is better.
    Minmax,
    /// As they are.
    None,
}

/// A target under a condition.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTarget {
    /// For which members.
    #[serde(default, rename = "where")]
    #[schemars(
        description = "Для кого: условие на разрезы и их родителей, например cluster = 'село'"
    )]
    pub(super) filter: Option<Text>,
    /// The value.
    #[schemars(description = "Значение")]
    pub(super) value: Spanned<f64>,
}

/// A zone.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawZone {
    /// Its bound; the last one has none.
    #[serde(default)]
    #[schemars(description = "Граница, сама она входит в уровень; у последнего уровня её нет")]
    pub(super) from: Option<Spanned<f64>>,
    /// Its name.
    #[schemars(description = "Название уровня")]
    pub(super) name: Text,
}

/// A reference for comparison.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawReference {
    /// Title for readers.
    #[serde(default)]
    #[schemars(description = "Название для читателя, например Регион")]
    pub(super) title: Option<Text>,
    /// Source or table.
    #[schemars(description = "Источник или таблица со строками для сравнения")]
    pub(super) from: Text,
    /// Rows that count.
    #[serde(default, rename = "where")]
    #[schemars(description = "Условие на строки, например level = 'region'")]
    pub(super) filter: Option<Text>,
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
    /// Paths of the editions.
    #[schemars(description = "Издания и пути файлов; ${period} и имя разреза подставляются")]
    pub(super) editions: Named<Text>,
}
