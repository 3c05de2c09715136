//! The language of `indicators:` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Either, Items, Named};

type Text = Spanned<String>;

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
    /// What the denominator counts.
    #[serde(default)]
    #[schemars(
        description = "Кого или что считает знаменатель: people – людей (по умолчанию), organizations – организации, items – предметы; малые группы и скрытие чисел касаются только людей"
    )]
    pub(super) counts: Option<RawCounts>,
    /// Whether it may not be known of anybody that he is counted in the numerator.
    #[serde(default)]
    #[schemars(
        description = "true – о ком это, знать нельзя (учёт, ОВЗ, доход семьи): в открытом издании скрыты и группы, где в числителе меньше min_group человек"
    )]
    pub(super) sensitive: bool,
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
    /// A condition over a group of rows.
    #[serde(default)]
    #[schemars(
        description = "Правило: условие с итоговыми функциями, ответ – да или нет, например sum(low) >= 2"
    )]
    pub(super) rule: Option<Text>,
    /// A list that others publish.
    #[serde(default)]
    #[schemars(
        description = "Опубликованный перечень: кого в нём нет, у того unlisted; без перечня за период – данных нет"
    )]
    pub(super) external: Option<RawExternal>,
    /// Something to be read.
    #[serde(default)]
    #[schemars(
        description = "Сведения: итоговая формула с текстом, датой, да/нет или числом, без целей и уровней"
    )]
    pub(super) info: Option<Text>,
    /// Weighted sum of other indicators.
    #[serde(default)]
    #[schemars(description = "Сводный показатель из других показателей")]
    pub(super) composite: Option<RawComposite>,
    /// Size of the group where the formula does not tell it; of a ratio, where its denominator
    /// counts something else than people.
    #[serde(default)]
    #[schemars(
        description = "Формула численности группы: у value, rule, external и info – например count(*), у ratio и mean – если знаменатель считает не людей, а, например, работы; доверительный интервал тогда такой, какой был бы у стольких людей: работы одного человека не независимы"
    )]
    pub(super) n: Option<Text>,
    /// Slices.
    #[schemars(description = "Срезы: имя и список разрезов; пустой список – весь район")]
    pub(super) by: Spanned<Named<Items<Text>>>,
    /// Target.
    #[serde(default)]
    #[schemars(description = "Целевое значение: число или список с условиями")]
    pub(super) target: Option<Either<Spanned<f64>, Items<RawTarget>>>,
    /// How its interval is computed.
    #[serde(default)]
    #[schemars(
        description = "95%-й доверительный интервал; по умолчанию wilson у долей в процентах и t у простых средних"
    )]
    pub(super) interval: Option<Spanned<RawInterval>>,
    /// How members are ranked.
    #[serde(default)]
    #[schemars(
        description = "Места членов среза по значению; без этого ключа мест нет. Малые группы места не получают"
    )]
    pub(super) rank: Option<Spanned<RawRank>>,
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
    #[schemars(description = "больше – лучше")]
    Higher,
    /// Less is better.
    #[schemars(description = "меньше – лучше")]
    Lower,
    /// Neither.
    #[default]
    #[schemars(description = "без направления")]
    None,
}

/// What the denominator of an indicator counts.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawCounts {
    /// Pupils, teachers, parents.
    #[schemars(description = "люди: ученики, учителя, родители")]
    People,
    /// Schools, kindergartens.
    #[schemars(description = "организации: школы, сады")]
    Organizations,
    /// Classes, events, places.
    #[schemars(description = "предметы: классы, мероприятия, места")]
    Items,
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

/// A list that others publish.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawExternal {
    /// The value of a member in the list.
    #[schemars(description = "Значение того, кто есть в перечне, например sum(markers)")]
    pub(super) value: Text,
    /// The value of a member that is not in the list.
    #[schemars(
        description = "Значение того, кого нет в перечне за период, например 0; члены разреза известны из реестра"
    )]
    pub(super) unlisted: Spanned<f64>,
}

/// Weighted sum of other indicators.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawComposite {
    /// Indicators and weights.
    #[schemars(
        description = "Показатели и их веса: число или отображение с weight и своим normalize"
    )]
    pub(super) of: Spanned<Named<Either<Spanned<f64>, RawPart>>>,
    /// How values are made comparable.
    #[serde(default)]
    #[schemars(description = "Как привести значения всех частей к одной шкале")]
    pub(super) normalize: Option<RawNormalize>,
    /// Share of the weight that has to be known.
    #[serde(default)]
    #[schemars(description = "Какая доля веса должна быть известна, от 0 до 1; по умолчанию 1")]
    pub(super) require_weight: Option<Spanned<f64>>,
}

/// A part of a composite.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPart {
    /// Weight.
    #[schemars(description = "Вес")]
    pub(super) weight: Spanned<f64>,
    /// How its values are made comparable.
    #[serde(default)]
    #[schemars(description = "Как привести значения этой части; по умолчанию как у всех")]
    pub(super) normalize: Option<RawNormalize>,
}

/// How values are made comparable.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawNormalize {
    /// The method.
    #[schemars(
        description = "minmax – шкала 0–100 между границами; z – отклонение от среднего; steps – баллы за пороги; none – без изменений"
    )]
    pub(super) method: Spanned<RawNormalizeMethod>,
    /// Fixed bounds.
    #[serde(default)]
    #[schemars(description = "Границы: [наименьшее, наибольшее]; одинаковые для всех лет")]
    pub(super) bounds: Items<Spanned<f64>>,
    /// Whose values give the bounds.
    #[serde(default)]
    #[schemars(
        description = "Вместо bounds: members – границы дают худший и лучший члены среза в этом периоде, кроме малых групп; если все одинаковы, у всех 50"
    )]
    pub(super) over: Option<Spanned<RawOver>>,
    /// Points for bounds.
    #[serde(default)]
    #[schemars(
        description = "Для steps: баллы за пороги от лучшего к худшему; у последней ступени порога нет"
    )]
    pub(super) steps: Items<RawStep>,
}

/// Whose values give the bounds.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawOver {
    /// The members of the slice in the period.
    #[schemars(description = "члены среза в этом периоде")]
    Members,
}

/// Points for reaching a bound.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawStep {
    /// The bound; the last one has none.
    #[serde(default)]
    #[schemars(description = "Порог, сам он входит в ступень; у последней ступени его нет")]
    pub(super) from: Option<Spanned<f64>>,
    /// The points.
    #[schemars(description = "Баллы")]
    pub(super) points: Spanned<f64>,
}

/// A method of making values comparable.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawNormalizeMethod {
    /// From 0 at the lower bound to 100 at the upper one, turned where less is better.
    #[schemars(
        description = "по границам: нижняя – 0, верхняя – 100; наоборот, если лучше меньшее"
    )]
    Minmax,
    /// Distance from the mean of the members in standard deviations.
    #[schemars(
        description = "отклонение от среднего членов среза в стандартных отклонениях (по всем членам, кроме малых групп); с обратным знаком, если лучше меньшее"
    )]
    Z,
    /// Points for reaching bounds.
    #[schemars(description = "баллы за пороги")]
    Steps,
    /// As they are.
    #[schemars(description = "без изменений")]
    None,
}

/// How an interval is computed.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawInterval {
    /// There is none.
    #[schemars(description = "без интервала: данные сплошные, случайности нет")]
    None,
    /// Of a share of counts.
    #[schemars(description = "доля из целых чисел, по Уилсону")]
    Wilson,
    /// Of a mean of rows.
    #[schemars(description = "простое среднее строк, по распределению Стьюдента, от 5 строк")]
    T,
}

/// How members are ranked.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRank {
    /// Dimensions within whose members others are ranked.
    #[serde(default)]
    #[schemars(
        description = "Внутри каких разрезов считать места: [cluster] – среди школ своего кластера"
    )]
    pub(super) within: Items<Text>,
    /// Names of the slices in which members are ranked.
    #[serde(default)]
    #[schemars(
        description = "В каких срезах давать места, по именам из by; по умолчанию во всех, где члены стоят в один ряд"
    )]
    pub(super) slices: Items<Text>,
    /// Size of the smallest group that is ranked.
    #[serde(default)]
    #[schemars(description = "Наименьшая численность, с которой дают место")]
    pub(super) min_n: Option<Spanned<u32>>,
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
    /// For which period.
    #[serde(default)]
    #[schemars(description = "Для какого периода; без ключа – для остальных")]
    pub(super) period: Option<Text>,
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
    #[schemars(
        description = "Условие на строки, например level = 'region'; условие самого показателя сюда не переносится"
    )]
    pub(super) filter: Option<Text>,
    /// Dimensions in which a member is compared with the same member of the reference.
    #[serde(default, rename = "match")]
    #[schemars(
        description = "По каким разрезам значение сравнивается с тем же членом, например [subject]; пустой список – с целым. Без ключа – по тем, что есть в строках для сравнения"
    )]
    pub(super) matched: Option<Items<Text>>,
    /// Whether charts show it.
    #[serde(default)]
    #[schemars(description = "false – не рисовать на графиках, только печатать")]
    pub(super) chart: Option<bool>,
}
