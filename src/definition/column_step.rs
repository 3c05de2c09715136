//! How the columns of a table come about, one step at a time: whoever follows a column down to the
//! files, or asks what it stands on, goes this way.

use crate::expressions::RowFormula;

use super::model::{Definition, Join, TableBase, TableId};
use super::observed::ObservedColumn;
use super::source::ColumnKind;

/// How a table has come to a column.
#[derive(Debug, Clone, Copy)]
pub enum ColumnStep<'a> {
    /// It was read by the source that the table is, or looked up by a name that was.
    Read,
    /// It was computed from other columns of the table.
    Computed(&'a RowFormula),
    /// It was joined from another table.
    Joined(&'a Join),
    /// The table that this one starts from has it.
    Base(TableId),
    /// It is a part of the observations of an indicator.
    Observed(&'a ObservedColumn),
    /// It says which observations its row is about: the period, or the key of a member.
    Member,
}

impl Definition {
    /// Returns how a table has come to a column; nothing if it has none of this name.
    #[must_use]
    pub fn column_step(&self, table: TableId, column: &str) -> Option<ColumnStep<'_>> {
        let rules = &self.tables[table.0];
        if !rules.schema.contains_key(column) {
            return None;
        }
        if let Some((_, formula)) = rules.derive.iter().find(|(name, _)| name == column) {
            return Some(ColumnStep::Computed(formula));
        }
        let joined = rules.joins.iter().find(|join| {
            let is_key = join.on.iter().any(|on| on == column);
            !is_key && self.tables[join.with.0].schema.contains_key(column)
        });
        if let Some(join) = joined {
            return Some(ColumnStep::Joined(join));
        }
        Some(match &rules.base {
            TableBase::Source(_) => ColumnStep::Read,
            TableBase::Table(base) => ColumnStep::Base(*base),
            TableBase::Observations(rows) => {
                let observed = rows.columns.iter().find(|observed| observed.name == column);
                observed.map_or(ColumnStep::Member, ColumnStep::Observed)
            }
        })
    }

    /// Returns the texts that the cells of a column may hold, where they are declared.
    #[must_use]
    pub fn declared_texts(&self, table: TableId, column: &str) -> &[String] {
        match (self.column_step(table, column), &self.tables[table.0].base) {
            (Some(ColumnStep::Read), TableBase::Source(source)) => {
                let columns = &self.sources[*source].columns;
                let read = columns.iter().find(|read| read.name.value == column);
                match read.map(|read| &read.kind) {
                    Some(ColumnKind::Category { values }) => values,
                    _ => &[],
                }
            }
            (Some(ColumnStep::Joined(join)), _) => self.declared_texts(join.with, column),
            (Some(ColumnStep::Base(base)), _) => self.declared_texts(base, column),
            _ => &[],
        }
    }
}
