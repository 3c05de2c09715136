//! Which groups of people an edition publishes: for each slice and each reference of an indicator,
//! rows of one source cut by some dimensions.

use std::collections::{BTreeMap, HashMap};

use crate::definition::{
    Counts, Definition, DimensionId, FormulaRole, Indicator, Kind, RowSelection, Slice, TableBase,
    TableId,
};
use crate::expressions::{Grouping, Overflow, Rows as _};
use crate::tables::{Table, Tables};

use crate::indicators::Context;
use crate::indicators::grouping::{TableGrouping, group};
use crate::indicators::members::MemberLists;
use crate::indicators::reference::{self, RowsCut, Selections};

/// Who prints the groups of a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Use {
    /// Index of the indicator.
    pub(super) indicator: usize,
    /// Index of its slice.
    pub(super) slice: usize,
    /// Index of the reference, where the groups are those of a reference.
    pub(super) reference: Option<usize>,
}

/// Rows of a table cut into groups.
#[derive(Debug)]
pub(super) struct Cut {
    /// The table.
    pub(super) table: TableId,
    /// Which rows of it count.
    pub(super) selected: usize,
    /// The dimensions.
    pub(super) dimensions: Vec<DimensionId>,
    /// Who prints the groups.
    pub(super) uses: Vec<Use>,
}

/// The cuts of the rows of one source.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    /// The cuts.
    pub(super) cuts: Vec<Cut>,
    /// Rows that count, for each condition on a table that occurs.
    pub(super) selections: Vec<Vec<bool>>,
    /// Groupings of tables by dimensions.
    groupings: HashMap<(TableId, Vec<DimensionId>), TableGrouping>,
}

impl Cuts {
    /// Returns the groups of a cut, of all rows of its table.
    pub(super) fn grouping(&self, cut: &Cut) -> &TableGrouping {
        &self.groupings[&(cut.table, cut.dimensions.clone())]
    }

    /// Calls `take` with each row of a cut that counts, and its group.
    pub(super) fn each_row(&self, cut: &Cut, mut take: impl FnMut(usize, u32)) {
        let groups = &self.grouping(cut).rows.group_of_row;
        let selected = &self.selections[cut.selected];
        for (row, (group, selected)) in groups.iter().zip(selected).enumerate() {
            if *selected && *group != Grouping::NONE {
                take(row, *group);
            }
        }
    }

    fn add(&mut self, (definition, table): (&Definition, &Table), members: &MemberLists, cut: Cut) {
        let key = (cut.table, cut.dimensions.clone());
        self.groupings
            .entry(key)
            .or_insert_with(|| group(definition, table, &cut.dimensions, Some(members)));
        let same = |known: &&mut Cut| {
            (known.table, known.selected, &known.dimensions)
                == (cut.table, cut.selected, &cut.dimensions)
        };
        match self.cuts.iter_mut().find(same) {
            Some(known) => known.uses.extend(cut.uses),
            None => self.cuts.push(cut),
        }
    }

    /// Finds the rows that count, and where they are already known. Rows that lack a part of the
    /// formula do not: who knows the numbers with and without them knows theirs.
    fn select(
        &mut self,
        table: &Table,
        rows: &RowSelection,
        kind: &Kind,
    ) -> Result<usize, Overflow> {
        let mut selected = match &rows.filter {
            Some(filter) => filter.matches(table)?,
            None => vec![true; table.row_count()],
        };
        for (role, formula) in kind.formulas() {
            if role != FormulaRole::Size {
                let known = formula.known_rows(table)?;
                selected.iter_mut().zip(known).for_each(|(selected, known)| *selected &= known);
            }
        }
        let known = self.selections.iter().position(|known| *known == selected);
        Ok(known.unwrap_or_else(|| {
            self.selections.push(selected);
            self.selections.len() - 1
        }))
    }
}

/// Returns the cuts that count people, by source. Rows of a file stay those of its people, whatever
/// is joined to them: also where that is a table of observations.
pub(super) fn collect(context: &Context<'_>) -> Result<BTreeMap<usize, Cuts>, Overflow> {
    let Context { definition, tables, members } = *context;
    let mut found: BTreeMap<usize, Cuts> = BTreeMap::new();
    let mut selections = Selections::default();
    for (index, indicator) in definition.indicators.iter().enumerate() {
        if indicator.counts != Counts::People {
            continue;
        }
        for RowsCut { rows, dimensions, slice, reference } in
            reference::cuts(context, indicator, &mut selections)?
        {
            let Some(source) = source_of(definition, rows.table) else { continue };
            let at = Use { indicator: index, slice, reference };
            let table = tables.get(rows.table);
            let cuts = found.entry(source).or_default();
            let selected = cuts.select(table, rows, &indicator.kind)?;
            let cut = Cut { table: rows.table, selected, dimensions, uses: vec![at] };
            cuts.add((definition, table), members, cut);
        }
    }
    Ok(found)
}

/// Whether an indicator is computed from rows of files. What stands on other indicators is computed
/// anew from what is shown of them.
pub(super) fn stands_on_files(definition: &Definition, indicator: &Indicator) -> bool {
    let rows = indicator.rows.as_ref();
    rows.is_some_and(|rows| !definition.tables[rows.table.0].is_late)
}

/// Whether the rows of an indicator, or of one of its references, are those of a source.
pub(super) fn has_source(definition: &Definition, at: Use) -> bool {
    let rows = rows_of(definition, at.indicator, at.reference);
    rows.is_some_and(|rows| source_of(definition, rows.table).is_some())
}

/// Returns the index of the source that a table starts from, if it is made of files.
pub(super) fn source_of(definition: &Definition, mut table: TableId) -> Option<usize> {
    loop {
        match &definition.tables[table.0].base {
            TableBase::Source(index) => return Some(*index),
            TableBase::Table(base) => table = *base,
            TableBase::Observations(_) => return None,
        }
    }
}

/// Returns the rows of an indicator, or of one of its references.
pub(super) fn rows_of(
    definition: &Definition,
    indicator: usize,
    reference: Option<usize>,
) -> Option<&RowSelection> {
    let indicator = &definition.indicators[indicator];
    match reference {
        Some(number) => Some(&indicator.references[number].rows),
        None => indicator.rows.as_ref(),
    }
}

/// Returns the slice of a use.
pub(super) fn slice_of(definition: &Definition, at: Use) -> &Slice {
    &definition.indicators[at.indicator].slices[at.slice]
}

/// Returns the period and row of the source of each row of a table; nothing for rows of periods
/// that are not shown.
pub(super) fn row_names(
    definition: &Definition,
    tables: &Tables,
    table: TableId,
) -> Vec<Option<(usize, u32)>> {
    let table = tables.get(table);
    let periods = group(definition, table, &[], None);
    let groups = periods.rows.group_of_row.iter().enumerate();
    groups
        .map(|(row, group)| {
            let period = periods.groups.get(*group as usize)?.period;
            let row = u32::try_from(row).expect("a table has fewer than 2^32 rows");
            Some((period, table.root_row(row)))
        })
        .collect()
}
