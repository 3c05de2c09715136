//! The language of files in `forms/` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::definition::decode::{Items, Named};
use crate::definition::raw_source::RawSource;
use crate::diagnostics::Spanned;

type Text = Spanned<String>;

/// A form.
#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::definition) struct RawForm {
    /// Title.
    #[schemars(description = "Название формы для читателя")]
    pub(in crate::definition) title: Text,
    /// Where such files come from.
    #[schemars(description = "Откуда берётся такой файл")]
    pub(in crate::definition) origin: Text,
    /// The layout. It is merged with a source as nodes, before it is decoded.
    #[serde(rename = "source")]
    #[schemars(with = "RawSource", description = "Устройство таблицы: ключи источника без files")]
    _source: IgnoredAny,
    /// How it is filled in by hand.
    #[serde(default)]
    #[schemars(description = "Как форма заполняется вручную; без этого бланк не делается")]
    pub(in crate::definition) collect: Option<RawCollect>,
}

/// How a form is filled in by hand.
#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::definition) struct RawCollect {
    /// Sheet.
    #[schemars(description = "Название листа бланка")]
    pub(in crate::definition) sheet: Text,
    /// Who fills it in, when, for whom.
    #[serde(default)]
    #[schemars(description = "Правила для того, кто заполняет, по абзацам")]
    pub(in crate::definition) rules: Items<Text>,
    /// Columns.
    #[serde(default)]
    #[schemars(description = "Что писать в столбец")]
    pub(in crate::definition) columns: Named<RawCollected>,
}

/// A column of a form that is filled in by hand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(in crate::definition) struct RawCollected {
    /// Explanation.
    #[schemars(description = "Пояснение к столбцу")]
    pub(in crate::definition) about: Option<Text>,
    /// Example.
    #[schemars(description = "Пример значения")]
    pub(in crate::definition) example: Option<Text>,
}
