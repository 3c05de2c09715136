//! Texts in formulas that no cell holds, although another spelling of them is there: the formula
//! finds no rows, and its zero or gap would look like a result.

use std::collections::BTreeSet;

use crate::definition::{Definition, Indicator, RowSelection, TableBase, TableDefinition, TableId};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, nearest};
use crate::expressions::{RowFormula, Rows};
use crate::tables::{Table, Tables};
use crate::values::{ColumnData, fold_code};

/// Shorter words differ by a letter and mean something else: 5А and 5Б, вторая and втором.
const LETTERS_OF_A_TYPO: usize = 8;

/// Reports them for the formulas of tables and indicators, each text of a column once a place.
pub(super) fn report(definition: &Definition, tables: &Tables, findings: &mut Diagnostics) {
    let mut seen: BTreeSet<(Span, String, String)> = BTreeSet::new();
    let mut look = |place: Span, table: &Table, texts: Vec<(&str, &str)>| {
        for (column, text) in texts {
            let is_new = seen.insert((place, column.to_owned(), text.to_owned()));
            let is_declared = is_declared(definition, table, column, text);
            let present =
                (is_new && !is_declared).then(|| spelt_otherwise(table, column, text)).flatten();
            if let Some(present) = present {
                let finding = Diagnostic::warning(Code::AbsentText)
                    .with("column", column)
                    .with("text", text)
                    .with("table", table.name.as_str());
                findings.push(finding.at(place).suggest(Some(present)).help("help"));
            }
        }
    };
    for rules in &definition.tables {
        of_table(rules, tables, &mut look);
    }
    for indicator in &definition.indicators {
        of_indicator(indicator, tables, &mut look);
        of_targets(indicator, definition, tables, &mut look);
    }
}

type Look<'l> = dyn FnMut(Span, &Table, Vec<(&str, &str)>) + 'l;

fn of_table(rules: &TableDefinition, tables: &Tables, look: &mut Look<'_>) {
    let place = rules.name.span;
    if let (TableBase::Table(base), Some(filter)) = (&rules.base, &rules.filter)
        && tables.has(*base)
    {
        look(place, tables.get(*base), filter.compared_texts());
    }
    let table = tables.iter().find(|table| table.name == rules.name.value);
    for (table, (_, formula)) in
        table.into_iter().flat_map(|table| rules.derive.iter().map(move |d| (table, d)))
    {
        look(place, table, formula.compared_texts());
    }
}

fn of_indicator(indicator: &Indicator, tables: &Tables, look: &mut Look<'_>) {
    let formulas = indicator.kind.formulas();
    let references = indicator.references.iter().map(|reference| &reference.rows);
    for RowSelection { table, filter } in indicator.rows.iter().chain(references) {
        if !tables.has(*table) {
            continue;
        }
        let table = tables.get(*table);
        let of_filter = filter.iter().flat_map(|filter| filter.compared_texts());
        let of_formulas = formulas.iter().flat_map(|(_, formula)| formula.compared_texts());
        look(indicator.id.span, table, of_filter.chain(of_formulas).collect());
    }
}

/// Targets speak of members, who are known from a register or else from the rows.
fn of_targets(
    indicator: &Indicator,
    definition: &Definition,
    tables: &Tables,
    look: &mut Look<'_>,
) {
    let conditions = indicator.targets.iter().filter_map(|target| target.condition.as_ref());
    for (name, text) in conditions.flat_map(RowFormula::compared_texts) {
        let dimension = definition.dimensions.iter().find(|known| known.name.value == name);
        let Some(dimension) = dimension else { continue };
        let registers = definition.dimensions.iter().filter_map(|other| other.register.as_ref());
        let own = indicator.rows.iter().map(|rows| rows.table);
        let mut homes = registers.map(|register| register.table).chain(own);
        let has_key =
            |id: &TableId| tables.has(*id) && tables.get(*id).column(&dimension.key).is_some();
        if let Some(home) = homes.find(has_key) {
            look(indicator.id.span, tables.get(home), vec![(&dimension.key, text)]);
        }
    }
}

/// Whether the column may hold the text, though no row of these files does.
fn is_declared(definition: &Definition, table: &Table, column: &str, text: &str) -> bool {
    let id = definition.tables.iter().position(|rules| rules.name.value == table.name);
    let texts = id.map(|id| definition.declared_texts(TableId(id), column));
    texts.is_some_and(|texts| texts.iter().any(|known| known == text))
}

/// Returns the spelling of a text that a column holds instead of it.
fn spelt_otherwise<'t>(table: &'t Table, column: &str, text: &str) -> Option<&'t str> {
    let ColumnData::Text(data) = table.column(column)?.data() else { return None };
    let texts = || data.dictionary.iter().map(|known| &**known);
    if texts().any(|known| known == text) {
        return None;
    }
    let folded = fold_code(text);
    let alike = texts().find(|known| fold_code(known) == folded);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_word = letters >= LETTERS_OF_A_TYPO && !text.contains(|c: char| c.is_ascii_digit());
    alike.or_else(|| is_word.then(|| nearest(text, texts())).flatten())
}
