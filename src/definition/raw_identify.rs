//! The language of `identify:` as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Items, OneOrMany};
use super::raw::RawUnmatched;

type Text = Spanned<String>;

/// A key of a register, found by a name.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawIdentify {
    /// Column with the names.
    #[schemars(description = "Столбец с названием, по которому ищут")]
    pub(super) column: Text,
    /// The register.
    #[serde(rename = "in")]
    #[schemars(description = "Источник-реестр, в котором ищут; у каждого периода он свой")]
    pub(super) register: Text,
    /// Columns of the register with names.
    #[schemars(
        description = "Столбцы реестра с названиями; сравниваются без учёта регистра, ё, кавычек и сокращений, но точно"
    )]
    pub(super) by: Spanned<Items<Text>>,
    /// Column of the register with the key.
    #[serde(default)]
    #[schemars(
        description = "Столбец реестра с ключом; по умолчанию называется как новый столбец"
    )]
    pub(super) take: Option<Text>,
    /// Table of aliases.
    #[serde(default)]
    #[schemars(
        description = "Источник с другими написаниями: столбцы alias и ключ, необязательно period или valid_from и valid_to"
    )]
    pub(super) aliases: Option<Text>,
    /// What is removed from a name before it is looked up.
    #[serde(default)]
    #[schemars(description = "Регулярные выражения: что убрать из названия перед поиском")]
    pub(super) clean: OneOrMany<Text>,
    /// What happens to names that are not found.
    #[serde(default)]
    #[schemars(
        description = "Что делать с ненайденными: error – ошибка, warning – предупредить и оставить без ключа, drop – предупредить и убрать строки"
    )]
    pub(super) unmatched: RawUnmatched,
}
