//! How tables lie in sheets, as it is written: sheets, ranges, what is hidden, cells by address.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::Spanned;

use super::decode::{Either, OneOrMany};

type Text = Spanned<String>;

/// Sheets by something other than a name.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawSheets {
    /// A pattern of their names.
    #[serde(rename = "match")]
    #[schemars(description = "Регулярное выражение для названия листа")]
    pub(super) pattern: Option<Text>,
    /// All of them.
    #[schemars(description = "true – все листы")]
    pub(super) all: Option<Spanned<bool>>,
}

/// What is done with what the spreadsheet program does not show: the same for all, or for each.
pub(super) type RawHidden = Either<RawHiddenPolicy, RawHiddenKinds>;

/// What is done with hidden sheets, rows and columns.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawHiddenKinds {
    /// Sheets.
    #[schemars(description = "Скрытые листы; по умолчанию skip")]
    pub(super) sheets: Option<RawHiddenPolicy>,
    /// Rows.
    #[schemars(description = "Скрытые строки, также отфильтрованные; по умолчанию read")]
    pub(super) rows: Option<RawHiddenPolicy>,
    /// Columns.
    #[schemars(description = "Скрытые столбцы; по умолчанию read")]
    pub(super) columns: Option<RawHiddenPolicy>,
}

/// What is done with something hidden.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawHiddenPolicy {
    /// It is read.
    #[schemars(description = "читать и предупредить")]
    Read,
    /// It is left out.
    #[schemars(description = "не читать и предупредить")]
    Skip,
    /// It is an error.
    #[schemars(description = "это ошибка")]
    Refuse,
}

/// Tables of statistical forms, whose values have a section, a row and a column number.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct RawCells {
    /// Pattern of the titles of sections.
    #[schemars(
        description = "Регулярное выражение для заголовка раздела или названия листа; группа section – номер раздела"
    )]
    pub(super) section: Option<Text>,
    /// Headings of the column with the numbers of rows.
    #[schemars(description = "Заголовок столбца с номерами строк; по умолчанию «№ строки»")]
    pub(super) row: OneOrMany<Text>,
}

/// The address of a value in a statistical form.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawAddress {
    /// Section.
    #[serde(default)]
    #[schemars(description = "Номер раздела")]
    pub(super) section: Option<Text>,
    /// Row.
    #[schemars(description = "Номер строки, как в форме: 01")]
    pub(super) row: Text,
    /// Column.
    #[schemars(description = "Номер графы")]
    pub(super) column: Text,
}
