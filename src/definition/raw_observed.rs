//! The language of `observations:` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Either, Items, Named};

type Text = Spanned<String>;

/// Rows made of the values of indicators.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawObservations {
    /// Dimensions whose members the rows are about.
    #[schemars(
        description = "Разрезы: строка для каждого члена и каждого показанного периода, например [school]"
    )]
    pub(super) by: Spanned<Items<Text>>,
    /// Columns.
    #[schemars(
        description = "Столбцы: имя и показатель, или отображение с of, если нужно не его значение в том же срезе и периоде"
    )]
    pub(super) columns: Spanned<Named<Either<Text, RawObservedColumn>>>,
}

/// A column of a table of observations.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawObservedColumn {
    /// The indicator.
    #[schemars(description = "Показатель")]
    pub(super) of: Text,
    /// The period counted from that of the row.
    #[serde(default)]
    #[schemars(
        description = "Период относительно строки: -1 – предыдущий; по умолчанию 0. Первый из показанных периодов строк тогда не имеет: сравнить его не с чем. У школы, история которой прервана (history: break), прежнее значение неизвестно"
    )]
    pub(super) period: Option<Spanned<i64>>,
    /// Dimensions of a coarser slice.
    #[serde(default)]
    #[schemars(
        description = "Более крупный срез: [] – весь район, [cluster] – родитель; по умолчанию срез строк"
    )]
    pub(super) by: Option<Items<Text>>,
    /// A reference whose value is taken.
    #[serde(default)]
    #[schemars(description = "Имя сравнения показателя, значение которого взять, например region")]
    pub(super) reference: Option<Text>,
    /// A reference to which the difference is taken.
    #[serde(default)]
    #[schemars(description = "Имя сравнения показателя, разницу с которым взять")]
    pub(super) gap: Option<Text>,
    /// What is taken of the observation.
    #[serde(default)]
    #[schemars(description = "Что взять из наблюдения; по умолчанию value")]
    pub(super) take: Option<Spanned<RawTake>>,
}

/// A part of an observation.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawTake {
    /// The value.
    #[schemars(description = "значение")]
    Value,
    /// Size of the group.
    #[schemars(description = "численность")]
    N,
    /// Numerator of a ratio.
    #[schemars(description = "числитель")]
    Numerator,
    /// Denominator of a ratio.
    #[schemars(description = "знаменатель")]
    Denominator,
    /// Lower bound of the interval.
    #[schemars(description = "нижняя граница доверительного интервала")]
    Low,
    /// Upper bound of the interval.
    #[schemars(description = "верхняя граница доверительного интервала")]
    High,
    /// Change from the period before.
    #[schemars(description = "изменение к прошлому периоду")]
    Change,
    /// What may be said about the change.
    #[schemars(description = "направление изменения: up, down, same, within_error, unknown")]
    Trend,
    /// Name of the zone.
    #[schemars(description = "название уровня")]
    Zone,
    /// The target that applies.
    #[schemars(description = "целевое значение")]
    Target,
    /// Whether the target is met.
    #[schemars(description = "достигнута ли цель, да или нет")]
    TargetMet,
    /// The place among the members.
    #[schemars(description = "место; из нескольких общих – первое")]
    Rank,
}
