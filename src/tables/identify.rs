//! `identify:` – adds the key of a register to rows that name its members by name only. A name is
//! found exactly or not at all; what is not found is never guessed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::definition::{Definition, Identify, Source, Unmatched};
use crate::diagnostics::{Diagnostics, Outcome};
use crate::expressions::Rows as _;
use crate::values::{ColumnBuilder, DataType, Missing, Value};

use super::identify_report;
use super::name_index::{Found, NameIndex, NamedMember};
use super::table::{Table, TableColumn};

/// How the members that a column names were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The column that was added.
    pub column: String,
    /// Rows found by a name of the register.
    pub by_name: usize,
    /// Rows found by an alias.
    pub by_alias: usize,
    /// Rows that were not found.
    pub unmatched: usize,
}

/// The sources that have to be there before names of a source can be looked up.
pub(super) fn needs(source: &Source) -> impl Iterator<Item = usize> {
    source.identify.iter().flat_map(|rules| std::iter::once(rules.register).chain(rules.aliases))
}

/// A period and a name as it is written.
type Spelling = (Arc<str>, Arc<str>);

/// Names that were not found, or found several times, with their rows.
#[derive(Debug, Default)]
pub(super) struct Failures {
    /// Rows of each spelling.
    pub(super) unknown: BTreeMap<Spelling, Vec<usize>>,
    /// Rows of each spelling, and whom it may mean.
    pub(super) ambiguous: BTreeMap<Spelling, (Vec<usize>, Vec<NamedMember>)>,
}

/// Adds the column of one rule.
pub(super) fn add(
    definition: &Definition,
    rules: &Identify,
    table: &mut Table,
    tables: &[Option<Table>],
) -> Outcome<Identified> {
    let mut findings = Diagnostics::default();
    let built = |index: usize| tables[index].as_ref().expect("needs() are built before");
    let (register, aliases) = (built(rules.register), rules.aliases.map(built));
    let index = NameIndex::new(rules, &definition.calendar, register, aliases);
    let mut failures = Failures::default();
    let (column, counts) = look_up(rules, table, &index, &mut failures);
    let source = rules.aliases.map(|index| &definition.sources[index]);
    findings.append(identify_report::failures(rules, table, (&index, source), &failures));
    let provenance = table.columns.get(&rules.column.value).and_then(|c| c.provenance.clone());
    let added = TableColumn { values: column, provenance };
    table.columns.insert(rules.name.value.clone(), added);
    if rules.unmatched == Unmatched::Drop && !failures.unknown.is_empty() {
        let mut kept = vec![true; table.row_count];
        for row in failures.unknown.values().flatten() {
            kept[*row] = false;
        }
        *table = table.keep(&kept);
    }
    findings.finish(counts)
}

/// Looks up each row; rows of equal text and period once.
fn look_up(
    rules: &Identify,
    table: &Table,
    index: &NameIndex<'_>,
    failures: &mut Failures,
) -> (crate::values::Column, Identified) {
    let mut builder = ColumnBuilder::new(DataType::Text);
    let mut known: HashMap<Spelling, Found> = HashMap::new();
    let mut counts =
        Identified { column: rules.name.value.clone(), by_name: 0, by_alias: 0, unmatched: 0 };
    for row in 0..table.row_count {
        let name = match table.column(&rules.column.value).map(|column| column.value(row)) {
            Some(Value::Text(name)) => name,
            Some(Value::Missing(reason)) => {
                builder.push(Value::Missing(reason));
                continue;
            }
            _ => {
                builder.push(Value::Missing(Missing::NoRows));
                continue;
            }
        };
        let period = table.key("period", row).unwrap_or_else(|| "".into());
        if !index.covers(&period) {
            builder.push(Value::Missing(Missing::NoRows));
            continue;
        }
        let place = (Arc::clone(&period), Arc::clone(&name));
        let found =
            known.entry(place.clone()).or_insert_with(|| index.find(&period, &index.folded(&name)));
        match found {
            Found::Member(key, is_alias) => {
                *(if *is_alias { &mut counts.by_alias } else { &mut counts.by_name }) += 1;
                builder.push(Value::Text(Arc::clone(key)));
                continue;
            }
            Found::Unknown => failures.unknown.entry(place).or_default().push(row),
            Found::Ambiguous(members) => {
                let entry = failures.ambiguous.entry(place);
                entry.or_insert_with(|| (Vec::new(), members.clone())).0.push(row);
            }
        }
        counts.unmatched += 1;
        builder.push(Value::Missing(Missing::NoRows));
    }
    (builder.finish(), counts)
}
