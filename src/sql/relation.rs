//! Tables of a definition as relations of a statement: sources by their names, everything that is
//! filtered, joined or computed as a subquery with a name.

use std::collections::BTreeMap;

use crate::definition::{Definition, Join, TableBase, TableDefinition, TableId, Unmatched};
use crate::expressions::{RowFormula, Unlowered, identifier, type_name};
use crate::values::DataType;

use super::NotLowered;

/// The subqueries of a statement, in order.
pub(super) struct Relations<'d> {
    definition: &'d Definition,
    /// Name and text of each.
    queries: Vec<(String, String)>,
}

impl<'d> Relations<'d> {
    pub(super) const fn new(definition: &'d Definition) -> Self {
        Self { definition, queries: Vec::new() }
    }

    /// Returns the name of the relation with the rows of a table, with whatever it needs.
    pub(super) fn of_table(&mut self, id: TableId) -> Result<String, NotLowered> {
        let table = &self.definition.tables[id.0];
        let name = &table.name.value;
        let (begin, is_plain) = match table.base {
            TableBase::Source(_) => (identifier(name), table.derive.is_empty()),
            TableBase::Table(base) => (self.of_table(base)?, false),
            TableBase::Observations(_) => {
                return Err(NotLowered::Observations { table: name.clone() });
            }
        };
        if is_plain && table.filter.is_none() && table.joins.is_empty() {
            return Ok(begin);
        }
        let own = match table.base {
            // The source itself has the name.
            TableBase::Source(_) => identifier(&format!("{name} computed")),
            TableBase::Table(_) | TableBase::Observations(_) => identifier(name),
        };
        if self.queries.iter().any(|(known, _)| *known == own) {
            return Ok(own);
        }
        let mut text = selected(begin, table).map_err(|unlowered| of(table, &unlowered))?;
        text = self.joined(text, table)?;
        text = derived(text, table).map_err(|unlowered| of(table, &unlowered))?;
        self.queries.push((own.clone(), text));
        Ok(own)
    }

    fn joined(&mut self, text: String, table: &TableDefinition) -> Result<String, NotLowered> {
        if table.joins.is_empty() {
            return Ok(text);
        }
        let mut columns = vec!["t.*".to_owned()];
        let mut clauses = String::new();
        // A later join may be on a column that an earlier one brought.
        let mut brought: BTreeMap<&str, String> = BTreeMap::new();
        for (number, join) in table.joins.iter().enumerate() {
            let with = self.of_table(join.with)?;
            let alias = format!("j{}", number + 1);
            let right = &self.definition.tables[join.with.0];
            let added = right.schema.keys().filter(|name| !join.on.contains(name));
            columns.extend(added.clone().map(|name| format!("{alias}.{}", identifier(name))));
            // Rows without partner have ended the run where that is an error.
            let word = match join.unmatched {
                Unmatched::Keep => "LEFT JOIN",
                Unmatched::Error | Unmatched::Drop => "JOIN",
            };
            let owner = |name: &str| brought.get(name).map_or("t", String::as_str);
            let on = conditions(join, table, right, (&alias, &owner));
            clauses.push_str(&format!("\n  {word} {with} AS {alias} ON {on}"));
            brought.extend(added.map(|name| (name.as_str(), alias.clone())));
        }
        Ok(format!("(SELECT {}\n  FROM {text} AS t{clauses})", columns.join(", ")))
    }

    /// Adds a subquery of the statement's own; names of tables have no blanks.
    pub(super) fn add(&mut self, name: &str, query: &str) {
        self.queries.push((identifier(name), format!("({query})")));
    }

    /// Returns the subqueries as the beginning of a statement.
    pub(super) fn into_text(self) -> String {
        let queries: Vec<String> =
            self.queries.into_iter().map(|(name, text)| format!("{name} AS {text}")).collect();
        if queries.is_empty() { String::new() } else { format!("WITH {}\n", queries.join(",\n")) }
    }
}

fn of(table: &TableDefinition, unlowered: &Unlowered) -> NotLowered {
    NotLowered::Table { table: table.name.value.clone(), what: unlowered.what }
}

/// The rows of a table before anything is joined, as what may stand behind `FROM`.
fn selected(begin: String, table: &TableDefinition) -> Result<String, Unlowered> {
    let filter = table.filter.as_ref().map(RowFormula::to_sql).transpose()?;
    Ok(match filter {
        Some(filter) => format!("(SELECT * FROM {begin} WHERE {filter})"),
        None => begin,
    })
}

/// Keys are compared as they are printed; `owner` tells which relation of the left side has one.
fn conditions<'a>(
    join: &Join,
    left: &TableDefinition,
    right: &TableDefinition,
    (alias, owner): (&str, &dyn Fn(&str) -> &'a str),
) -> String {
    let data_type =
        |table: &TableDefinition, name: &str| table.schema.get(name).map(|column| column.data_type);
    let one = |name: &String| {
        let column = identifier(name);
        let sides = [format!("{alias}.{column}"), format!("{}.{column}", owner(name))];
        let [a, b] = if data_type(left, name) == data_type(right, name) {
            sides
        } else {
            sides.map(|side| format!("CAST({side} AS {})", type_name(DataType::Text)))
        };
        format!("{a} = {b}")
    };
    join.on.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// Adds the computed columns; one that uses another stands in a query around it.
fn derived(mut text: String, table: &TableDefinition) -> Result<String, Unlowered> {
    let mut rest = &table.derive[..];
    while !rest.is_empty() {
        let uses = |formula: &RowFormula, names: &[(String, RowFormula)]| {
            formula.columns().iter().any(|used| names.iter().any(|(name, _)| name == used))
        };
        let together =
            (1..rest.len()).find(|end| uses(&rest[*end].1, &rest[..*end])).unwrap_or(rest.len());
        let (now, later) = rest.split_at(together);
        let columns = now.iter().map(|(name, formula)| {
            Ok(format!(",\n    {} AS {}", formula.to_sql()?, identifier(name)))
        });
        let columns = columns.collect::<Result<String, Unlowered>>()?;
        text = format!("(SELECT t.*{columns}\n  FROM {text} AS t)");
        rest = later;
    }
    Ok(text)
}
