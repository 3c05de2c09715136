//! Which indicators a column of a source has a part in.
//!
//! A column has a part in an indicator if a change of one of its values could change a value of the
//! indicator: through formulas, through what decides which rows there are and whose they are, or
//! through other indicators.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{
    ColumnStep, Definition, Dimension, DimensionId, Duplicates, Indicator, IndicatorId, Join, Kind,
    Observations, ObservedColumn, RowSelection, TableBase, TableId, Taken, Unmatched,
};

use super::cells::{CellChange, Side, cell_changes};

/// Columns of the tables of sources.
type Columns = BTreeSet<(TableId, String)>;

/// Stands for the rows of a source among its columns, all of which have names.
const ROWS: &str = "";

/// What each indicator of a definition stands on.
#[derive(Debug)]
pub struct Reach<'d> {
    definition: &'d Definition,
    behind: Vec<Option<Behind>>,
}

/// What is behind an indicator.
#[derive(Debug, Clone)]
struct Behind {
    /// Columns behind its values.
    values: Columns,
    /// The same, and those behind targets, places and references.
    all: Columns,
}

impl<'d> Reach<'d> {
    /// Follows every indicator down to the columns of sources.
    #[must_use]
    pub fn of(definition: &'d Definition) -> Self {
        let behind = vec![None; definition.indicators.len()];
        let mut reach = Self { definition, behind };
        for index in 0..definition.indicators.len() {
            reach.behind(IndicatorId(index));
        }
        reach
    }

    /// Returns the indicators, in order, in which a column of a source has a part.
    pub fn of_column(&self, source: &str, column: &str) -> impl Iterator<Item = &'d Indicator> {
        let table = self.definition.table_named(source);
        let wanted = table.map(|table| (table, column.to_owned()));
        let indicators = self.definition.indicators.iter().zip(&self.behind);
        let reached = indicators.filter(move |(_, behind)| {
            let place = wanted.as_ref().zip(behind.as_ref());
            place.is_some_and(|(wanted, behind)| behind.all.contains(wanted))
        });
        reached.map(|(indicator, _)| indicator)
    }

    /// Returns the indicators that stand on rows of a source.
    pub fn of_rows(&self, source: &str) -> impl Iterator<Item = &'d Indicator> {
        self.of_column(source, ROWS)
    }

    fn behind(&mut self, id: IndicatorId) -> Behind {
        if let Some(behind) = &self.behind[id.0] {
            return behind.clone();
        }
        let indicator = &self.definition.indicators[id.0];
        let mut way = Way::new(self);
        way.members_and_rows(indicator);
        if let Some(rows) = &indicator.rows {
            way.formulas(indicator, rows);
        }
        if let Kind::Composite(composite) = &indicator.kind {
            for part in &composite.parts {
                let behind = way.reach.behind(part.indicator);
                way.columns.extend(behind.values);
            }
        }
        let values = way.columns.clone();
        way.judged_by(indicator);
        for reference in &indicator.references {
            way.formulas(indicator, &reference.rows);
        }
        let behind = Behind { values, all: way.columns };
        self.behind[id.0] = Some(behind.clone());
        behind
    }
}

/// Returns the cells of sources of both sides that differ, in the order of the new definition, each
/// with the names of the indicators in which it has a part, as one of the two definitions says:
/// those of the new one in its order, then those that only the old one has.
#[must_use]
pub fn moved_cells(old: Side<'_>, new: Side<'_>) -> Vec<(CellChange, Vec<String>)> {
    let reaches = [new, old].map(|(definition, _)| Reach::of(definition));
    let mut known: BTreeMap<(String, String, bool), Vec<String>> = BTreeMap::new();
    let changes = cell_changes(old, new).into_iter();
    let with_names = changes.map(|change| {
        let place = (change.source.clone(), change.column.clone(), change.is_of_row);
        let names = known.entry(place).or_insert_with(|| names(&change, &reaches));
        (change, names.clone())
    });
    with_names.collect()
}

fn names(change: &CellChange, reaches: &[Reach<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for reach in reaches {
        let of_cell = reach.of_column(&change.source, &change.column);
        let of_row = reach.of_rows(&change.source).filter(|_| change.is_of_row);
        let reached: BTreeSet<&str> =
            of_cell.chain(of_row).map(|indicator| indicator.id.value.as_str()).collect();
        let ids = reach.definition.indicators.iter().map(|indicator| &indicator.id.value);
        let new = ids.filter(|id| reached.contains(id.as_str()) && !names.contains(id));
        let new: Vec<String> = new.cloned().collect();
        names.extend(new);
    }
    names
}

/// The way from an indicator back to the columns of sources.
struct Way<'w, 'd> {
    definition: &'d Definition,
    reach: &'w mut Reach<'d>,
    columns: Columns,
    /// Columns of any table that were followed already.
    followed: BTreeSet<(TableId, String)>,
    /// Tables of which it was followed already which rows they have.
    tables: BTreeSet<TableId>,
}

impl<'w, 'd> Way<'w, 'd> {
    fn new(reach: &'w mut Reach<'d>) -> Self {
        let definition = reach.definition;
        let (columns, followed, tables) = (Columns::new(), BTreeSet::new(), BTreeSet::new());
        Self { definition, reach, columns, followed, tables }
    }

    /// What an indicator computes from some rows.
    fn formulas(&mut self, indicator: &'d Indicator, rows: &'d RowSelection) {
        self.selected(rows);
        for (_, formula) in indicator.kind.formulas() {
            self.follow_all(rows.table, formula.columns());
        }
    }

    /// A part of the observations of another indicator.
    fn observed(&mut self, column: &ObservedColumn) {
        let behind = self.reach.behind(column.indicator);
        let is_judgement = match column.take {
            Taken::Value
            | Taken::N
            | Taken::Numerator
            | Taken::Denominator
            | Taken::Low
            | Taken::High
            | Taken::Change
            | Taken::Trend
            | Taken::Zone => false,
            Taken::Target
            | Taken::TargetMet
            | Taken::Rank
            | Taken::Reference(_)
            | Taken::Gap(_) => true,
        };
        self.columns.extend(if is_judgement { behind.all } else { behind.values });
    }

    /// Whom an indicator has values of, and from which rows.
    fn members_and_rows(&mut self, indicator: &'d Indicator) {
        let dimensions = indicator.slices.iter().flat_map(|slice| &slice.dimensions);
        let dimensions: BTreeSet<DimensionId> = dimensions.copied().collect();
        for id in &dimensions {
            let dimension = &self.definition.dimensions[id.0];
            if let Some(register) = &dimension.register {
                self.follow_all(register.table, [dimension.key.as_str(), "period"]);
                self.follow_all(register.table, register.life.successor.as_deref());
                self.rows(register.table);
            }
        }
        if let Some(rows) = &indicator.rows {
            let keys = dimensions.iter().map(|id| self.definition.dimensions[id.0].key.as_str());
            let keys: Vec<&str> = keys.chain(["period"]).collect();
            self.follow_all(rows.table, keys);
            self.selected(rows);
        }
        if let Kind::Composite(composite) = &indicator.kind {
            for part in &composite.parts {
                self.members_and_rows(&self.definition.indicators[part.indicator.0]);
            }
        }
    }

    /// The parents of members by which targets, places and references are chosen.
    fn judged_by(&mut self, indicator: &'d Indicator) {
        let conditions = indicator.targets.iter().filter_map(|target| target.condition.as_ref());
        let names: Vec<&str> = conditions.flat_map(|condition| condition.columns()).collect();
        let named = |dimension: &Dimension| names.contains(&dimension.name.value.as_str());
        let dimensions = self.definition.dimensions.iter().enumerate();
        let targets = dimensions.filter(|(_, one)| named(one)).map(|(at, _)| DimensionId(at));
        let within = indicator.rank.iter().flat_map(|rank| &rank.within).copied();
        let matched =
            indicator.references.iter().filter_map(|reference| reference.matched.as_ref());
        let wanted: Vec<DimensionId> =
            targets.chain(within).chain(matched.flatten().copied()).collect();
        let own = indicator.slices.iter().flat_map(|slice| &slice.dimensions);
        let own: BTreeSet<DimensionId> = own.copied().collect();
        for id in own {
            self.parents(id, &wanted);
        }
    }

    /// The columns of a register that say of which members of other dimensions its own are parts.
    fn parents(&mut self, id: DimensionId, wanted: &[DimensionId]) {
        let Some(register) = &self.definition.dimensions[id.0].register else { return };
        for parent in register.parents.iter().filter(|parent| wanted.contains(parent)) {
            self.follow(register.table, &self.definition.dimensions[parent.0].key);
        }
    }

    /// Which rows of a table are selected.
    fn selected(&mut self, rows: &'d RowSelection) {
        if let Some(filter) = &rows.filter {
            self.follow_all(rows.table, filter.columns());
        }
        self.rows(rows.table);
    }

    /// Which rows a table has.
    fn rows(&mut self, id: TableId) {
        if !self.tables.insert(id) {
            return;
        }
        let table = &self.definition.tables[id.0];
        for join in table.joins.iter().filter(|join| join.unmatched == Unmatched::Drop) {
            self.partners(id, join);
        }
        let filter = table.filter.iter().flat_map(|filter| filter.columns());
        match &table.base {
            TableBase::Source(source) => self.rows_of_source(id, *source),
            TableBase::Table(base) => {
                self.follow_all(*base, filter);
                self.rows(*base);
            }
            TableBase::Observations(rows) => {
                self.follow_all(id, filter);
                self.rows_of_observations(rows);
            }
        }
    }

    fn rows_of_source(&mut self, id: TableId, source: usize) {
        self.columns.insert((id, ROWS.to_owned()));
        let rules = &self.definition.sources[source];
        let dropping = rules.identify.iter().filter(|one| one.unmatched == Unmatched::Drop);
        self.follow_all(id, dropping.map(|one| one.name.value.as_str()));
        // One other value, and the row is no copy any more.
        if rules.duplicates == Duplicates::DropIdentical && rules.key.is_empty() {
            self.follow_all(id, rules.columns.iter().map(|column| column.name.value.as_str()));
        }
        let registers = self.definition.dimensions.iter().filter_map(|one| one.register.as_ref());
        for register in registers.filter(|register| register.table == id) {
            let life = &register.life;
            self.follow_all(id, life.valid_from.iter().chain(&life.valid_to).map(String::as_str));
        }
    }

    /// There is a row for each observation of the indicators that are cut like the rows.
    fn rows_of_observations(&mut self, rows: &'d Observations) {
        for column in rows.columns.iter().filter(|column| column.by == rows.by) {
            self.members_and_rows(&self.definition.indicators[column.indicator.0]);
        }
    }

    /// Which rows of two tables belong together.
    fn partners(&mut self, id: TableId, join: &'d Join) {
        for on in &join.on {
            self.follow(id, on);
            self.follow(join.with, on);
        }
        self.rows(join.with);
    }

    fn follow_all<'n>(&mut self, id: TableId, names: impl IntoIterator<Item = &'n str>) {
        names.into_iter().for_each(|name| self.follow(id, name));
    }

    /// What the values of a column are made of.
    fn follow(&mut self, id: TableId, name: &str) {
        let Some(step) = self.definition.column_step(id, name) else { return };
        if !self.followed.insert((id, name.to_owned())) {
            return;
        }
        match step {
            ColumnStep::Read => self.read(id, name),
            ColumnStep::Computed(formula) => self.follow_all(id, formula.columns()),
            ColumnStep::Joined(join) => {
                self.partners(id, join);
                self.follow(join.with, name);
            }
            ColumnStep::Base(base) => self.follow(base, name),
            ColumnStep::Observed(column) => {
                self.observed(column);
                self.parents_of_rows(id, &column.by);
            }
            ColumnStep::Member => {
                let dimensions = self.definition.dimensions.iter().enumerate();
                let keys = dimensions.filter(|(_, dimension)| dimension.key == name);
                let keys: Vec<DimensionId> = keys.map(|(at, _)| DimensionId(at)).collect();
                self.parents_of_rows(id, &keys);
            }
        }
    }

    /// The parents that the members of the rows of observations have.
    fn parents_of_rows(&mut self, id: TableId, wanted: &[DimensionId]) {
        if let TableBase::Observations(rows) = &self.definition.tables[id.0].base {
            rows.by.iter().for_each(|own| self.parents(*own, wanted));
        }
    }

    /// A column that was read, or looked up in a register by a name that was.
    fn read(&mut self, id: TableId, name: &str) {
        self.columns.insert((id, name.to_owned()));
        let TableBase::Source(source) = self.definition.tables[id.0].base else { return };
        let identify = &self.definition.sources[source].identify;
        let Some(rules) = identify.iter().find(|rules| rules.name.value == name) else { return };
        // Sources are the first tables, in order.
        let (register, aliases) = (TableId(rules.register), rules.aliases.map(TableId));
        let take = rules.take.value.as_str();
        self.follow_all(id, [rules.column.value.as_str(), "period"]);
        self.follow_all(register, rules.by.iter().map(|by| by.value.as_str()));
        self.follow_all(register, [take, "period"]);
        self.rows(register);
        if let Some(aliases) = aliases {
            self.follow_all(aliases, ["alias", take, "period", "valid_from", "valid_to"]);
            self.rows(aliases);
        }
    }
}
