//! The tables of sources, each after those in which it looks names up.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::definition::{Definition, Source};
use crate::diagnostics::{Diagnostics, Outcome, Warned};
use crate::expressions::Rows as _;
use crate::sources::SourceRows;
use crate::values::Value;

use super::identify::Identified;
use super::life::{Lives, settle};
use super::quality::SourceQuality;
use super::table::Table;
use super::{cast, codes, derive, duplicates, identify};

/// The tables of all sources, with what was noticed in each and the lives of their members.
pub(super) struct SourceTables {
    pub(super) tables: Vec<Table>,
    pub(super) qualities: Vec<SourceQuality>,
    pub(super) lives: Vec<Lives>,
    /// Periods that stand in some source, and those that are shown.
    pub(super) periods: BTreeSet<String>,
}

/// A table that is finished.
struct Finished {
    table: Table,
    /// The rows as they stand in the files, where the table has them once for each period.
    rows_of_files: Option<Table>,
    identified: Vec<Identified>,
    lives: Vec<(usize, Lives)>,
}

/// Builds the tables of all sources. Without one of them there is none.
pub(super) fn build(
    definition: &Definition,
    rows: Vec<SourceRows>,
    findings: &mut Diagnostics,
) -> Option<SourceTables> {
    let cast: Vec<(Outcome<Table>, SourceQuality)> = rows
        .into_par_iter()
        .map(|rows| {
            let source = &definition.sources[rows.source];
            let quality = SourceQuality::of(source, &rows);
            (typed(definition, source, rows), quality)
        })
        .collect();
    let mut own: Vec<Diagnostics> = vec![Diagnostics::default(); cast.len()];
    let mut waiting: Vec<Option<Table>> = Vec::new();
    let mut qualities = Vec::new();
    for ((outcome, quality), own) in cast.into_iter().zip(&mut own) {
        waiting.push(own.take(outcome));
        qualities.push(quality);
    }
    let periods = periods(definition, waiting.iter().flatten());
    let mut tables: Vec<Option<Table>> = vec![None; waiting.len()];
    let mut lives: Vec<Lives> = definition.dimensions.iter().map(|_| Lives::default()).collect();
    loop {
        let ready: Vec<(usize, Table)> = (0..waiting.len())
            .filter(|index| {
                identify::needs(&definition.sources[*index]).all(|n| tables[n].is_some())
            })
            .filter_map(|index| Some((index, waiting[index].take()?)))
            .collect();
        if ready.is_empty() {
            break;
        }
        let finished: Vec<(usize, Outcome<Finished>)> = ready
            .into_par_iter()
            .map(|(index, table)| {
                let is_withheld = qualities[index].is_withheld();
                let known = (&tables[..], &periods);
                (index, finish(definition, index, table, is_withheld, known))
            })
            .collect();
        for (index, outcome) in finished {
            if let Some(mut done) = own[index].take(outcome) {
                qualities[index].identified = std::mem::take(&mut done.identified);
                let counted = done.rows_of_files.as_ref().unwrap_or(&done.table);
                qualities[index].count_missing(counted);
                for (dimension, life) in done.lives {
                    lives[dimension] = life;
                }
                tables[index] = Some(done.table);
            }
        }
    }
    own.into_iter().for_each(|own| findings.append(own));
    let tables: Option<Vec<Table>> = tables.into_iter().collect();
    Some(SourceTables { tables: tables?, qualities, lives, periods })
}

/// The cells of a source with their types.
fn typed(definition: &Definition, source: &Source, rows: SourceRows) -> Outcome<Table> {
    let Warned { value: table, warnings: mut findings } =
        cast::cast_rows(source, &definition.calendar, rows)?;
    findings.append(codes::report(source, &table));
    findings.finish(table)
}

/// The periods that stand in some source, and those that are shown.
fn periods<'t>(
    definition: &Definition,
    tables: impl Iterator<Item = &'t Table>,
) -> BTreeSet<String> {
    let shown = definition.calendar.periods();
    let mut periods: BTreeSet<String> = shown.iter().map(ToString::to_string).collect();
    for table in tables {
        let Some(column) = table.column("period") else { continue };
        let mut last = None;
        for row in 0..column.len() {
            if let Value::Text(text) = column.value(row)
                && last.as_ref() != Some(&text)
            {
                periods.insert(text.to_string());
                last = Some(text);
            }
        }
    }
    periods
}

/// Looks names up, removes repeated rows, computes columns, and settles what holds in each period.
fn finish(
    definition: &Definition,
    index: usize,
    mut table: Table,
    is_withheld: bool,
    (tables, periods): (&[Option<Table>], &BTreeSet<String>),
) -> Outcome<Finished> {
    let source = &definition.sources[index];
    let mut findings = Diagnostics::default();
    let mut identified = Vec::new();
    for rules in &source.identify {
        let found = identify::add(definition, rules, &mut table, tables);
        identified.extend(findings.take(found));
    }
    findings.take(duplicates::remove(source, &mut table, is_withheld));
    let rules = definition.tables.iter().find(|rules| rules.name == source.name);
    let rules = rules.expect("every source is a table of the definition");
    derive::derive(&mut table, &rules.derive, rules, &mut findings);
    let before = table.column("period").is_none().then(|| table.clone());
    let lives = settle_all(definition, index, &mut table, (periods, &mut findings));
    let rows_of_files = before.filter(|_| table.column("period").is_some());
    findings.finish(Finished { table, rows_of_files, identified, lives })
}

/// Settles a table for each dimension of which it is the register.
pub(super) fn settle_all(
    definition: &Definition,
    index: usize,
    table: &mut Table,
    (periods, findings): (&BTreeSet<String>, &mut Diagnostics),
) -> Vec<(usize, Lives)> {
    let mut all = Vec::new();
    for (at, dimension) in definition.dimensions.iter().enumerate() {
        let register = dimension.register.as_ref();
        if register.is_some_and(|register| register.table.0 == index) {
            let (lives, own) = settle(definition, dimension, table, periods);
            findings.append(own);
            all.push((at, lives));
        }
    }
    all
}
