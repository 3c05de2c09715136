//! The manual of functions.

use msoko::diagnostics::{Argument, Catalogue, Language};
use msoko::expressions::{Example, Function, functions};

const HEAD: &str = "\
# Функции формул

Страница сделана программой (`cargo run --release --example reference`) из реестра функций; примеры –
это ещё и тесты. Имена не зависят от регистра букв. Пропуск в формуле пишется `null`, текст – в
одинарных кавычках или в «ёлочках», дата – `date '2024-09-01'`.

Итоговые функции сводят много строк в одно значение и стоят в показателях; построчные считаются для
каждой строки и годятся для `derive` и `where`. Итоговая функция без известных значений даёт пропуск,
только счётчики дают ноль. Деление на ноль – тоже пропуск.
";

/// Returns the manual as Markdown.
pub(crate) fn manual() -> String {
    let (totals, row_by_row): (Vec<&Function>, Vec<&Function>) =
        functions().iter().partition(|function| function.is_aggregate());
    let mut text = HEAD.to_owned();
    // The same words as `msoko functions` prints.
    let words = Catalogue::new(Language::Russian);
    for (title, list) in [("functions-aggregates", totals), ("functions-scalars", row_by_row)] {
        text.push_str(&format!("\n## {}\n", words.text(title, &[])));
        list.iter().for_each(|function| text.push_str(&section(function, &words)));
    }
    text
}

fn section(function: &Function, words: &Catalogue) -> String {
    let mut text = format!("\n### `{}`\n\n", function.signature);
    text.push_str(&format!("{}\n\n", function.summary.russian));
    text.push_str(&format!("*{}*\n\n", function.summary.english));
    if !function.aliases.is_empty() {
        let names: Vec<String> = function.aliases.iter().map(|name| format!("`{name}`")).collect();
        let names = [("names", Argument::Text(names.join(", ")))];
        text.push_str(&format!("{}\n\n", words.text("function-aliases", &names)));
    }
    let rule = [("text", Argument::Text(function.definition.to_owned()))];
    text.push_str(&format!("{}\n\n", words.text("function-definition", &rule)));
    text.push_str("| Формула | Столбцы | Значение |\n|---|---|---|\n");
    function.examples.iter().for_each(|example| text.push_str(&row(example)));
    text
}

fn row(example: &Example) -> String {
    let columns = example.columns.iter().map(|(name, values)| {
        let values = values.join(", ");
        format!("`{}`: {}", cell(name), cell(&values))
    });
    let columns: Vec<String> = columns.collect();
    format!(
        "| `{}` | {} | `{}` |\n",
        cell(example.formula),
        columns.join("; "),
        cell(example.expected)
    )
}

/// Text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
