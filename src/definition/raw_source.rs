//! The language of `sources:` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Either, Items, Named, OneOrMany};
use super::raw_identify::RawIdentify;
use super::raw_layout::{RawAddress, RawCells, RawHidden, RawSheets, RawUnpivot};

type Text = Spanned<String>;

/// A source.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(transform = layout_may_come_from_form)]
pub(super) struct RawSource {
    /// A ready-made form. It has been put under the source when this is decoded.
    #[serde(default, rename = "form")]
    #[schemars(
        description = "Готовая форма (msoko forms); остальные ключи меняют её, пустое значение убирает ключ формы"
    )]
    _form: Option<Text>,
    /// Title for readers.
    #[serde(default)]
    #[schemars(description = "Название для читателя отчёта")]
    pub(super) title: Option<Text>,
    /// Paths.
    #[schemars(description = "Файлы: путь со звёздочкой; {имя} в пути становится столбцом")]
    pub(super) files: OneOrMany<Text>,
    /// Sheets.
    #[serde(default)]
    #[schemars(
        description = "Лист: название, номер с 1, {match: выражение}, {all: true} или их список; по умолчанию первый видимый"
    )]
    pub(super) sheet: OneOrMany<Either<Text, Spanned<RawSheets>>>,
    /// What is done with what is hidden.
    #[serde(default)]
    #[schemars(
        description = "Скрытые листы, строки и столбцы: read, skip или refuse; о них всегда сообщается"
    )]
    pub(super) hidden: Option<RawHidden>,
    /// Part of the sheet.
    #[serde(default)]
    #[schemars(description = "Часть листа: A5:F200, B:F, A5:; остального источник не видит")]
    pub(super) range: Option<Text>,
    /// Text files.
    #[serde(default)]
    #[schemars(description = "Как читать csv; по умолчанию определяется по содержимому")]
    pub(super) csv: Option<RawCsv>,
    /// Values captured from elsewhere.
    #[serde(default)]
    #[schemars(
        description = "Столбцы, значение которых стоит вне таблицы: в ячейке, над шапкой, в заголовке, в имени листа или одно на всех; только type – тип для группы из пути, hierarchy или unpivot"
    )]
    pub(super) capture: Named<RawCapture>,
    /// Header.
    #[serde(default)]
    #[schemars(description = "Шапка таблицы; ищется по содержанию")]
    pub(super) header: Option<RawHeader>,
    /// Values of a statistical form.
    #[serde(default)]
    #[schemars(
        description = "Статистическая форма: значения по разделу, строке и графе; вместо header"
    )]
    pub(super) cells: Option<RawCells>,
    /// Beginning of the rows.
    #[serde(default)]
    #[schemars(description = "С какой строки начинаются данные; без этого – сразу под шапкой")]
    pub(super) start: Items<Spanned<RawRowRule>>,
    /// End of the table.
    #[serde(default)]
    #[schemars(description = "Где таблица кончается")]
    pub(super) stop: Items<Spanned<RawRowRule>>,
    /// Rows left out.
    #[serde(default)]
    #[schemars(description = "Какие строки не брать (итоги, примечания); они считаются")]
    pub(super) exclude: Items<Spanned<RawRowRule>>,
    /// Columns filled down.
    #[serde(default)]
    #[schemars(description = "Столбцы, где пустая ячейка повторяет верхнюю")]
    pub(super) fill_down: Items<Text>,
    /// Mixed levels.
    #[serde(default)]
    #[schemars(description = "Уровни (страна, регион, район, школа) в одном столбце")]
    pub(super) hierarchy: Option<RawHierarchy>,
    /// Blocks.
    #[serde(default)]
    #[schemars(description = "Строки блока под строкой-заголовком становятся столбцами")]
    pub(super) blocks: Option<RawBlocks>,
    /// Headings that hold values.
    #[serde(default)]
    #[schemars(
        description = "Выражение для заголовков, в которых стоят значения; группа heading – остаток заголовка; или {match: …, except: …}"
    )]
    pub(super) unpivot: Option<RawUnpivot>,
    /// Words for missing values.
    #[serde(default)]
    #[schemars(
        description = "Что означают н/д, -, х …: no_data, not_applicable, suppressed, absent, empty, zero"
    )]
    pub(super) missing: Named<RawMissing>,
    /// Marks behind numbers.
    #[serde(default)]
    #[schemars(description = "Знаки сносок, которые могут стоять за числом: *, ¹ …")]
    pub(super) footnote_marks: Items<Text>,
    /// Columns.
    #[schemars(description = "Столбцы")]
    pub(super) columns: Spanned<Named<RawColumn>>,
    /// Keys of registers, found by names.
    #[serde(default)]
    #[schemars(
        description = "Столбцы с ключом реестра, найденным по названию: имя столбца и где искать"
    )]
    pub(super) identify: Named<RawIdentify>,
    /// Computed columns.
    #[serde(default)]
    #[schemars(description = "Вычисляемые столбцы: имя и формула")]
    pub(super) derive: Named<Text>,
    /// Key.
    #[serde(default)]
    #[schemars(description = "Столбцы, вместе неповторимые")]
    pub(super) key: Items<Text>,
    /// Equal keys.
    #[serde(default)]
    #[schemars(
        description = "Повторы: error – ошибка; drop_identical – одинаковые строки взять один раз; keep – это разные записи"
    )]
    pub(super) duplicates: RawDuplicates,
    /// Unreadable cells.
    #[serde(default)]
    #[schemars(
        description = "Ячейка не того типа: error – ошибка; warning – предупредить и считать пропуском"
    )]
    pub(super) unreadable: RawStrictness,
}

/// Text files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawCsv {
    /// Encoding.
    #[schemars(description = "Кодировка: windows-1251, utf-8 …")]
    pub(super) encoding: Option<Text>,
    /// Separator.
    #[schemars(description = "Разделитель: ; , или tab")]
    pub(super) delimiter: Option<Text>,
}

/// A captured value.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawCapture {
    /// Address of a cell.
    #[schemars(
        description = "Адрес ячейки: A3; A-2 – в столбце A на две строки выше шапки, у каждой таблицы своей"
    )]
    pub(super) cell: Option<Text>,
    /// The name of the sheet.
    #[schemars(description = "true – из названия листа")]
    pub(super) sheet: bool,
    /// A cell above the header.
    #[schemars(description = "true – из ближайшей подходящей ячейки над шапкой")]
    pub(super) above: bool,
    /// The text of a heading.
    #[schemars(
        description = "Регулярное выражение для заголовка столбца, в котором стоит значение"
    )]
    pub(super) heading: Option<Text>,
    /// Same for all rows.
    #[schemars(description = "Одно значение для всех строк")]
    pub(super) constant: Option<Text>,
    /// Pattern.
    #[serde(rename = "match")]
    #[schemars(
        description = "Регулярное выражение; берётся группа с именем столбца или всё совпадение"
    )]
    pub(super) pattern: Option<Text>,
    /// Type.
    #[serde(rename = "type")]
    #[schemars(description = "Тип; по умолчанию text")]
    pub(super) kind: Option<RawType>,
    /// Why it is read although it looks personal.
    #[schemars(
        description = "Значение похоже на персональное, но читать его нужно: почему (попадает в журнал)"
    )]
    pub(super) not_personal: Option<Text>,
}

/// Header.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawHeader {
    /// Headings that show which row it is.
    #[schemars(
        description = "Заголовки, по которым узнаётся шапка: целиком или по её последней строке; список – варианты одного"
    )]
    pub(super) contains: Spanned<Items<OneOrMany<Text>>>,
    /// Rows.
    #[serde(default)]
    #[schemars(description = "Сколько строк в шапке; по умолчанию 1")]
    pub(super) rows: Option<u32>,
    /// Joint.
    #[serde(default)]
    #[schemars(description = "Чем соединяются строки шапки; по умолчанию « › »")]
    pub(super) join: Option<Text>,
    /// Rows searched.
    #[serde(default)]
    #[schemars(description = "В скольких первых строках листа искать; по умолчанию 40")]
    pub(super) within: Option<u32>,
    /// A row of column numbers.
    #[serde(default)]
    #[schemars(description = "true – под шапкой может стоять строка с номерами столбцов")]
    pub(super) numbered: bool,
    /// Where the search begins.
    #[serde(default)]
    #[schemars(
        description = "Искать ниже строки, в которой ячейка отвечает этому выражению (вторая таблица на листе)"
    )]
    pub(super) after: Option<Text>,
    /// Several tables of one form.
    #[serde(default)]
    #[schemars(
        description = "true – шапка повторяется ниже, у каждой таблицы своя; false – нужна только первая"
    )]
    pub(super) repeat: Option<bool>,
}

/// A condition on a row.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawRowRule {
    /// Heading of the cell; without it, the first cell of the row that is not blank.
    #[schemars(description = "Заголовок столбца; без него – первая непустая ячейка строки")]
    pub(super) column: Option<Text>,
    /// Pattern.
    #[serde(rename = "match")]
    #[schemars(description = "Регулярное выражение")]
    pub(super) pattern: Option<Text>,
    /// Blank rows.
    #[schemars(description = "Столько пустых строк подряд")]
    pub(super) blank_rows: Option<u32>,
}

/// Mixed levels.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawHierarchy {
    /// Heading.
    #[schemars(description = "Заголовок столбца с уровнями")]
    pub(super) column: Text,
    /// Levels.
    #[schemars(description = "Уровни; берётся первый подходящий")]
    pub(super) levels: Items<RawLevel>,
}

/// One level.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLevel {
    /// Name.
    #[schemars(description = "Имя уровня: country, region, district, school …")]
    pub(super) name: Text,
    /// Exact text.
    #[serde(default)]
    #[schemars(description = "Точный текст ячейки")]
    pub(super) equals: Option<Text>,
    /// Pattern.
    #[serde(default, rename = "match")]
    #[schemars(description = "Регулярное выражение; именованные группы становятся столбцами")]
    pub(super) pattern: Option<Text>,
}

/// Blocks.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawBlocks {
    /// Heading.
    #[schemars(description = "Заголовок столбца с подписями строк")]
    pub(super) column: Text,
    /// Rows.
    #[schemars(description = "Строки блока: имя и регулярное выражение подписи")]
    pub(super) rows: Named<Text>,
}

/// A column.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawColumn {
    /// Headings.
    #[schemars(description = "Заголовок или список его вариантов; по умолчанию имя столбца")]
    pub(super) from: OneOrMany<Text>,
    /// Pattern of the heading.
    #[schemars(description = "Регулярное выражение для заголовка вместо from")]
    pub(super) heading: Option<Text>,
    /// Letter of the column.
    #[schemars(description = "Буква столбца на листе вместо from, если заголовка нет")]
    pub(super) letter: Option<Text>,
    /// Address in a statistical form.
    #[schemars(description = "Раздел, строка и графа статистической формы (cells)")]
    pub(super) at: Option<Spanned<RawAddress>>,
    /// Row of a block.
    #[schemars(description = "Имя строки блока (blocks.rows)")]
    pub(super) block: Option<Text>,
    /// Type.
    #[serde(rename = "type")]
    #[schemars(description = "Тип значений; по умолчанию text")]
    pub(super) kind: Option<RawType>,
    /// Allowed values.
    #[schemars(description = "Допустимые значения категории")]
    pub(super) values: Items<Text>,
    /// Digits of a code.
    #[schemars(description = "Число знаков кода; короткие дополняются нулями слева")]
    pub(super) width: Option<u32>,
    /// Form of percents.
    #[schemars(
        description = "Как записаны проценты без знака %: percent – 53,1; fraction – 0,531"
    )]
    pub(super) scale: Option<Spanned<RawScale>>,
    /// Words for missing values of this column.
    #[schemars(
        description = "Что означают н/д, -, х … в этом столбце; дополняет missing источника"
    )]
    pub(super) missing: Named<RawMissing>,
    /// Pattern.
    #[serde(rename = "match")]
    #[schemars(description = "Регулярное выражение, которому отвечает каждое значение")]
    pub(super) pattern: Option<Text>,
    /// Unit.
    #[schemars(description = "Единица измерения")]
    pub(super) unit: Option<Text>,
    /// Title.
    #[schemars(description = "Название для читателя")]
    pub(super) title: Option<Text>,
    /// Why it is read although it looks personal.
    #[schemars(
        description = "Столбец похож на персональные данные, но читать его нужно: почему (попадает в журнал)"
    )]
    pub(super) not_personal: Option<Text>,
    /// May be absent.
    #[schemars(description = "true – столбца в файле может не быть")]
    pub(super) optional: bool,
}

/// Type of a column.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawType {
    /// Whole number.
    #[schemars(description = "целое число")]
    Integer,
    /// Number.
    #[schemars(description = "число")]
    Number,
    /// Percent.
    #[schemars(description = "процент")]
    Percent,
    /// Text.
    #[schemars(description = "текст")]
    Text,
    /// Code.
    #[schemars(description = "код: ведущие нули сохраняются")]
    Code,
    /// One of few texts.
    #[schemars(description = "одно из немногих значений")]
    Category,
    /// Day.
    #[schemars(description = "дата")]
    Date,
    /// Yes or no.
    #[schemars(description = "да или нет")]
    Boolean,
}

/// Meaning of a word for a missing value.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawMissing {
    /// No data.
    #[schemars(description = "нет данных")]
    NoData,
    /// Makes no sense here.
    #[schemars(description = "не применимо")]
    NotApplicable,
    /// Hidden by the supplier.
    #[schemars(description = "скрыто поставщиком")]
    Suppressed,
    /// The person took no part.
    #[schemars(description = "отсутствовал")]
    Absent,
    /// Like a blank cell.
    #[schemars(description = "как пустая ячейка")]
    Empty,
    /// The number zero.
    #[schemars(description = "число ноль")]
    Zero,
}

/// How percents without a sign are written.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawScale {
    /// As the number before the sign.
    #[schemars(description = "число перед знаком: 53,1")]
    Percent,
    /// As a part of one.
    #[schemars(description = "доля единицы: 0,531")]
    Fraction,
}

/// Equal keys.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawDuplicates {
    /// An error.
    #[default]
    #[schemars(description = "это ошибка")]
    Error,
    /// Identical rows are taken once.
    #[schemars(description = "одинаковые строки взять один раз")]
    DropIdentical,
    /// They are different records.
    #[schemars(description = "это разные записи")]
    Keep,
}

/// Unreadable cells.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawStrictness {
    /// An error.
    #[default]
    #[schemars(description = "это ошибка")]
    Error,
    /// A warning.
    #[schemars(description = "предупредить и считать пропуском")]
    Warning,
}

/// What a source needs may stand in its form.
fn layout_may_come_from_form(schema: &mut schemars::Schema) {
    let required = schema.get_mut("required").and_then(serde_json::Value::as_array_mut);
    if let Some(required) = required {
        required.retain(|key| key == "files");
    }
}
