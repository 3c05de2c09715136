//! Names for readers: what tables and columns are called in print.

use super::column_step::ColumnStep;
use super::model::{Definition, TableBase, TableId};
use super::source::ColumnOrigin;

impl Definition {
    /// Returns the name of a table for readers: that of the source it starts from; a table that
    /// starts from indicators has its own name only.
    #[must_use]
    pub fn table_title(&self, table: TableId) -> &str {
        let base = self.base(table);
        match &self.tables[base.0].base {
            TableBase::Source(source) => &self.sources[*source].title,
            TableBase::Table(_) | TableBase::Observations(_) => &self.tables[base.0].name.value,
        }
    }

    /// Returns the table of a source or of observations that a table starts from.
    #[must_use]
    pub fn base(&self, mut table: TableId) -> TableId {
        while let TableBase::Table(base) = &self.tables[table.0].base {
            table = *base;
        }
        table
    }

    /// Whether a table starts from indicators.
    #[must_use]
    pub fn is_observed(&self, table: TableId) -> bool {
        matches!(self.tables[self.base(table).0].base, TableBase::Observations(_))
    }

    /// Returns the table of a name.
    #[must_use]
    pub fn table_named(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name.value == name).map(TableId)
    }

    /// Returns the name of a column for readers: its title, or its heading, or the title of the
    /// dimension whose members it names; a computed column has its own name only.
    #[must_use]
    pub fn column_title(&self, table: TableId, column: &str) -> String {
        if let Some(title) = self.declared_title(table, column) {
            return title;
        }
        let dimension = self.dimensions.iter().find(|dimension| dimension.key == column);
        dimension.map_or_else(|| column.to_owned(), |dimension| dimension.title.clone())
    }

    fn declared_title(&self, table: TableId, column: &str) -> Option<String> {
        let rules = &self.tables[table.0];
        match self.column_step(table, column)? {
            ColumnStep::Read => {
                let TableBase::Source(source) = rules.base else { return None };
                let columns = &self.sources[source].columns;
                let found = columns.iter().find(|known| known.name.value == column)?;
                match (&found.title, &found.origin) {
                    (Some(title), _) => Some(title.clone()),
                    (None, ColumnOrigin::Heading { headings, .. }) => {
                        headings.first().map(|heading| heading.value.clone())
                    }
                    _ => None,
                }
            }
            ColumnStep::Observed(_) | ColumnStep::Member => rules.schema[column].title.clone(),
            ColumnStep::Joined(join) => self.declared_title(join.with, column),
            ColumnStep::Base(base) => self.declared_title(base, column),
            ColumnStep::Computed(_) => None,
        }
    }
}
