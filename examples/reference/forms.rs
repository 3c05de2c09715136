//! The list of ready-made forms with their columns.

use std::error::Error;

use msoko::definition::{
    ColumnKind, ColumnOrigin, Form, FormPart, SourceColumn, form_list, load_form,
};
use msoko::diagnostics::{Diagnostics, SourceMap, column_letters};
use msoko::system::MemorySystem;

const HEAD: &str = "\
# Готовые формы

Страница сделана программой (`cargo run --release --example reference`) из папки `forms/`, которая
входит в программу; `msoko forms` печатает список. Известный файл описывают три строки:

```yaml
sources:
  staff:
    form: office/staff
    files: \"inputs/{period}/Кадры/*.xlsx\"
```

Любой ключ формы источник меняет своим: ключи со значениями соединяются, списки и простые значения
заменяются целиком, пустое значение убирает ключ формы.

```yaml
    missing: { нет сведений: no_data }         # добавится к словам формы
    columns:
      trained: { from: прошли КПК за 3 года }  # другое написание заголовка
      vacancies:                               # столбец не нужен
      mentors: { from: наставников, type: integer, unit: чел. }
```

Файл `forms/office/staff.yaml` в папке проекта заменяет поставляемую форму с тем же именем; формы с
другими именами добавляются к списку. Устройство файла – в [definition.md](definition.md): это
`title`, `origin` (откуда приходит файл), `source` (ключи источника без `files`) и, если таблицу
заполняют вручную, `collect`. Бланк делает `msoko template ФОРМА`.
";

/// Returns the page as Markdown.
pub(crate) fn manual() -> Result<String, Box<dyn Error>> {
    let system = MemorySystem::default();
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let mut text = HEAD.to_owned();
    for entry in form_list(&system, &mut texts, &mut findings) {
        let form = load_form(&system, &entry.name, &mut texts, &mut findings);
        text.push_str(&section(&form.ok_or(format!("{} has mistakes", entry.name))?));
    }
    Ok(text)
}

fn section(form: &Form) -> String {
    let mut text = format!("\n## `{}`\n\n{}\n\n", form.name, form.title);
    text.push_str(&format!("Откуда: {}.", form.origin));
    if form.collect.is_some() {
        text.push_str(&format!(" Бланк: `msoko template {}`.", form.name));
    }
    text.push_str("\n\n| Столбец | Тип | Единица | Где стоит |\n|---|---|---|---|\n");
    for column in form.source.columns.iter().filter(|column| !is_path(column)) {
        text.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            column.name.value,
            kind(&column.kind),
            column.unit.as_deref().unwrap_or(""),
            cell(&place(column)),
        ));
    }
    if !form.computed.is_empty() {
        let names: Vec<String> = form.computed.iter().map(|name| format!("`{name}`")).collect();
        text.push_str(&format!("\nВычисляются: {}.\n", names.join(", ")));
    }
    let key = form.source.key.iter().map(|name| format!("`{}`", name.value));
    text.push_str(&format!("\nКлюч: {}.\n", key.collect::<Vec<_>>().join(", ")));
    text
}

fn is_path(column: &SourceColumn) -> bool {
    matches!(column.origin, ColumnOrigin::Path(_))
}

fn kind(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::Integer => "целое".to_owned(),
        ColumnKind::Number => "число".to_owned(),
        ColumnKind::Percent => "процент".to_owned(),
        ColumnKind::Text => "текст".to_owned(),
        ColumnKind::Code { width: Some(width) } => format!("код, знаков: {width}"),
        ColumnKind::Code { width: None } => "код".to_owned(),
        ColumnKind::Category { values } if values.is_empty() => "категория".to_owned(),
        ColumnKind::Category { values } => format!("одно из: {}", values.join(", ")),
        ColumnKind::Date => "дата".to_owned(),
        ColumnKind::Boolean => "да или нет".to_owned(),
    }
}

fn place(column: &SourceColumn) -> String {
    let place = match &column.origin {
        ColumnOrigin::Heading { headings, block } => {
            let variants: Vec<&str> = headings.iter().map(|text| text.value.as_str()).collect();
            let block = block.as_ref().map(|block| format!(" (строка блока `{}`)", block.value));
            format!("под «{}»{}", variants.join("» или «"), block.unwrap_or_default())
        }
        ColumnOrigin::Path(_) => "в пути файла".to_owned(),
        ColumnOrigin::SheetName(_) => "в названии листа".to_owned(),
        ColumnOrigin::HeadingPattern(pattern) => format!("под `{}`", pattern.value),
        ColumnOrigin::HeadingText(_) => "в тексте заголовка".to_owned(),
        ColumnOrigin::Letter(number) => format!("в столбце {}", column_letters(number.value)),
        ColumnOrigin::Address { section, row, column, .. } if section.is_empty() => {
            format!("строка {row}, графа {column}")
        }
        ColumnOrigin::Address { section, row, column, .. } => {
            format!("раздел {section}, строка {row}, графа {column}")
        }
        ColumnOrigin::FormPart(part) => match part {
            FormPart::Section => "номер раздела",
            FormPart::Row => "номер строки",
            FormPart::Column => "номер графы",
            FormPart::Title => "первый столбец строки",
            FormPart::Value => "значение",
        }
        .to_owned(),
        ColumnOrigin::Above(_) | ColumnOrigin::Cell { .. } => "над таблицей".to_owned(),
        ColumnOrigin::Level => "уровень строки".to_owned(),
        ColumnOrigin::LevelGroup(_) => "в подписи строки".to_owned(),
        ColumnOrigin::UnpivotGroup(_) => "в заголовке столбца".to_owned(),
        ColumnOrigin::Constant(text) => format!("всегда «{text}»"),
    };
    if column.optional { format!("{place}; может не быть") } else { place }
}

/// Text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
