//! The rows of a member, each with the cells that its part of the number was made of.

use crate::definition::{Definition, FormulaRole, RowSelection, TableBase, TableId};
use crate::diagnostics::CellRef;
use crate::expressions::{Grouping, Overflow, Rows as _};
use crate::indicators::{MemberRow, member_rows, reference_rows};
use crate::tables::{Table, Tables};
use crate::values::Value;

use super::request::Found;
use super::trace::{CellUse, Computed, ObservedUse, Trace, Tracer};
use super::{FormulaUse, Rows};

/// The rows behind a number.
#[derive(Debug)]
pub struct RowsUse<'a> {
    /// The table.
    pub table: &'a str,
    /// The condition on its rows.
    pub condition: Option<&'a str>,
    /// The tables it is made of, each with the condition under which its rows go on, and the
    /// tables that are joined on the way.
    pub made_of: Vec<Step<'a>>,
    /// Rows that count.
    pub counted: Vec<RowUse>,
    /// Rows of the member that do not count, since a part of the formula is missing in them.
    pub left_out: Vec<RowUse>,
}

/// A table that another one is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'a> {
    /// The table.
    pub table: &'a str,
    /// The condition under which its rows go on.
    pub condition: Option<&'a str>,
    /// Tables joined to them.
    pub joined: Vec<&'a str>,
}

/// A row with the cells behind its part of the number.
#[derive(Debug, Clone, PartialEq)]
pub struct RowUse {
    /// Index in the table.
    pub row: usize,
    /// Where the row begins; nothing for rows that were not read from a sheet.
    pub place: Option<CellRef>,
    /// The cells.
    pub cells: Vec<CellUse>,
    /// What was computed from them on the way.
    pub computed: Vec<Computed>,
    /// Parts of observations of other indicators.
    pub observed: Vec<ObservedUse>,
    /// Key of the member that the row names, if it counts for another one.
    pub of_member: Option<String>,
}

/// What is looked for, and where.
pub(super) struct Place<'a, 'f> {
    pub(super) definition: &'a Definition,
    pub(super) tables: &'a Tables,
    pub(super) found: &'f Found<'a>,
}

impl<'a> Place<'a, '_> {
    /// Returns the rows of the member, and what the formulas give over those that count.
    pub(super) fn rows(&self) -> Rows<'a> {
        let own = self.found.indicator.rows.as_ref();
        let selection = self.found.reference.map(|reference| &reference.rows).or(own);
        let Some(selection) = selection else { return Ok((None, Vec::new())) };
        let table = self.tables.get(selection.table);
        let rows = self.of_member(selection)?;
        let known = self.known(table)?;
        let (counted, left_out): (Vec<MemberRow>, Vec<MemberRow>) =
            rows.into_iter().partition(|row| known[row.row]);
        let formulas = self.formulas(table, &counted)?;
        let columns = self.columns(selection);
        let tracer = Tracer { definition: self.definition, id: selection.table, table };
        let follow = |rows: Vec<MemberRow>| -> Vec<RowUse> {
            rows.into_iter().map(|row| follow(&tracer, &columns, row)).collect()
        };
        let used = RowsUse {
            table: &table.name,
            condition: selection.filter.as_ref().map(|filter| filter.text()),
            counted: follow(counted),
            left_out: follow(left_out),
            made_of: steps(self.definition, selection.table),
        };
        Ok((Some(used), formulas))
    }

    fn of_member(&self, selection: &RowSelection) -> Result<Vec<MemberRow>, Overflow> {
        let (slice, period) = (&self.found.slice.slice, self.found.period);
        if let Some(reference) = self.found.reference {
            let member = (self.found.member, period);
            let rows = reference_rows(self.definition, self.tables, (reference, slice), member)?;
            return Ok(rows.unwrap_or_default());
        }
        let (keys, dimensions) = (&self.found.member.keys, &slice.dimensions[..]);
        member_rows(self.definition, self.tables, (selection, dimensions), (keys, period))
    }

    /// Whether it is known of each row of the table what it contributes.
    fn known(&self, table: &Table) -> Result<Vec<bool>, Overflow> {
        let mut known = vec![true; table.row_count()];
        for (role, formula) in self.found.indicator.kind.formulas() {
            if role == FormulaRole::Size {
                continue;
            }
            for (place, own) in known.iter_mut().zip(formula.known_rows(table)?) {
                *place &= own;
            }
        }
        Ok(known)
    }

    fn formulas(
        &self,
        table: &Table,
        counted: &[MemberRow],
    ) -> Result<Vec<FormulaUse<'a>>, Overflow> {
        let row_count = table.row_count();
        let mut grouping =
            Grouping { group_of_row: vec![Grouping::NONE; row_count], group_count: 1 };
        for row in counted {
            grouping.group_of_row[row.row] = 0;
        }
        let formulas = self.found.indicator.kind.formulas().into_iter();
        formulas
            .map(|(role, formula)| {
                let aggregates = formula.aggregate(table, &grouping)?;
                let aggregates =
                    aggregates.iter().map(|(text, column)| ((*text).to_owned(), column.value(0)));
                Ok(FormulaUse {
                    role,
                    text: formula.text(),
                    aggregates: aggregates.collect(),
                    value: formula.evaluate(table, &grouping)?.value(0),
                })
            })
            .collect()
    }

    /// The columns that decide about a row: those of the formulas, of the condition, and the keys.
    fn columns(&self, selection: &'a RowSelection) -> Vec<&'a str> {
        let mut columns: Vec<&str> = Vec::new();
        let formulas = self.found.indicator.kind.formulas();
        let of_formulas = formulas.into_iter().flat_map(|(_, formula)| formula.columns());
        let of_filter = selection.filter.iter().flat_map(|filter| filter.columns());
        let dimensions = self.found.slice.slice.dimensions.iter();
        let keys = dimensions.map(|id| self.definition.dimensions[id.0].key.as_str());
        let of_rows = self.member_keys(selection.table).into_iter();
        for name in of_formulas.chain(of_filter).chain(keys).chain(of_rows).chain(["period"]) {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
        columns
    }

    /// What the rows of a table are about, if they are made of observations and have no cells.
    fn member_keys(&self, id: TableId) -> Vec<&'a str> {
        let base = self.definition.base(id);
        let TableBase::Observations(rows) = &self.definition.tables[base.0].base else {
            return Vec::new();
        };
        rows.by.iter().map(|id| self.definition.dimensions[id.0].key.as_str()).collect()
    }
}

/// The way from a table back to the source.
fn steps(definition: &Definition, mut id: TableId) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    while let TableBase::Table(base) = definition.tables[id.0].base {
        let table = &definition.tables[id.0];
        let joined = table.joins.iter().map(|join| join.with);
        steps.push(Step {
            table: &definition.tables[base.0].name.value,
            condition: table.filter.as_ref().map(|filter| filter.text()),
            joined: joined.map(|id| definition.tables[id.0].name.value.as_str()).collect(),
        });
        id = base;
    }
    steps
}

fn follow(tracer: &Tracer<'_>, columns: &[&str], row: MemberRow) -> RowUse {
    let Trace { cells, computed, observed } = tracer.row(columns, row.row);
    let place = tracer.table.row_begin(row.row);
    RowUse { row: row.row, place, cells, computed, observed, of_member: row.of_member }
}

impl RowUse {
    /// Returns the value of a column of the row, if it was looked at.
    #[must_use]
    pub fn value(&self, column: &str) -> Option<&Value> {
        let cells = self.cells.iter().map(|cell| (&cell.column, &cell.value));
        let computed = self.computed.iter().map(|computed| (&computed.column, &computed.value));
        let observed = self.observed.iter().map(|observed| (&observed.column, &observed.value));
        cells
            .chain(computed)
            .chain(observed)
            .find(|(name, _)| *name == column)
            .map(|(_, value)| value)
    }
}
