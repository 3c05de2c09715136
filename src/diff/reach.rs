//! Which indicators a column of a source has a part in.

use std::collections::BTreeSet;

use crate::definition::{Definition, IndicatorId, Kind, RowSelection, TableBase, TableId};

/// Returns the indicators, in order, in whose values a column of a source has a part: by their
/// formulas, conditions, keys, joins, or through other indicators.
#[must_use]
pub fn reached(definition: &Definition, source: &str, column: &str) -> Vec<IndicatorId> {
    let mut all: Vec<Option<BTreeSet<(usize, String)>>> = vec![None; definition.indicators.len()];
    let indices = 0..definition.indicators.len();
    let is_reached = |index: &usize, all: &mut Vec<_>| {
        let columns = columns_of(definition, IndicatorId(*index), all);
        columns
            .iter()
            .any(|(at, name)| definition.tables[*at].name.value == source && name == column)
    };
    indices.filter(|index| is_reached(index, &mut all)).map(IndicatorId).collect()
}

type Columns = BTreeSet<(usize, String)>;

/// The columns of sources behind an indicator, by index of the source's table.
fn columns_of(
    definition: &Definition,
    id: IndicatorId,
    known: &mut Vec<Option<Columns>>,
) -> Columns {
    if let Some(columns) = &known[id.0] {
        return columns.clone();
    }
    let indicator = &definition.indicators[id.0];
    let mut columns = Columns::new();
    if let Kind::Composite(composite) = &indicator.kind {
        for part in &composite.parts {
            columns.extend(columns_of(definition, part.indicator, known));
        }
    }
    let references = indicator.references.iter().map(|reference| &reference.rows);
    for rows in indicator.rows.iter().chain(references) {
        let names = names_of(definition, id, rows);
        let mut way = Way { definition, known: &mut *known, columns: &mut columns };
        for name in names {
            way.follow(rows.table, &name);
        }
        way.conditions(rows.table);
    }
    known[id.0] = Some(columns.clone());
    columns
}

/// The columns of its own table that an indicator uses.
fn names_of(definition: &Definition, id: IndicatorId, rows: &RowSelection) -> Vec<String> {
    let indicator = &definition.indicators[id.0];
    let formulas = indicator.kind.formulas().into_iter();
    let of_formulas = formulas.flat_map(|(_, formula)| formula.columns());
    let of_filter = rows.filter.iter().flat_map(|filter| filter.columns());
    let dimensions = indicator.slices.iter().flat_map(|slice| &slice.dimensions);
    let keys = dimensions.map(|id| definition.dimensions[id.0].key.as_str());
    of_formulas.chain(of_filter).chain(keys).chain(["period"]).map(str::to_owned).collect()
}

/// The way from columns of tables back to those of sources.
struct Way<'w> {
    definition: &'w Definition,
    known: &'w mut Vec<Option<Columns>>,
    columns: &'w mut Columns,
}

impl Way<'_> {
    fn follow(&mut self, id: TableId, name: &str) {
        let table = &self.definition.tables[id.0];
        if !table.schema.contains_key(name) || self.columns.contains(&(id.0, name.to_owned())) {
            return;
        }
        if let Some((_, formula)) = table.derive.iter().find(|(known, _)| known == name) {
            for used in formula.columns() {
                self.follow(id, used);
            }
            return;
        }
        let mut joins = table.joins.iter();
        let joined = joins.find(|join| {
            let with = &self.definition.tables[join.with.0];
            !join.on.iter().any(|on| on == name) && with.schema.contains_key(name)
        });
        if let Some(join) = joined {
            return self.follow(join.with, name);
        }
        match &table.base {
            TableBase::Source(_) => {
                self.columns.insert((id.0, name.to_owned()));
            }
            TableBase::Table(base) => self.follow(*base, name),
            TableBase::Observations(rows) => {
                let observed = rows.columns.iter().find(|column| column.name == name);
                if let Some(column) = observed {
                    let behind = columns_of(self.definition, column.indicator, self.known);
                    self.columns.extend(behind);
                }
            }
        }
    }

    /// Columns that decide which rows there are: conditions and joins on the way.
    fn conditions(&mut self, mut id: TableId) {
        loop {
            let table = &self.definition.tables[id.0];
            for join in &table.joins {
                for on in &join.on {
                    self.follow(join.with, on);
                    self.follow(id, on);
                }
            }
            let TableBase::Table(base) = table.base else { return };
            for used in table.filter.iter().flat_map(|filter| filter.columns()) {
                self.follow(base, used);
            }
            id = base;
        }
    }
}
