//! Members of dimensions: who existed in which period, under which name, in which order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::definition::{Definition, DimensionId, Register};
use crate::expressions::Rows as _;
use crate::tables::{Table, Tables, key_text};

use super::grouping::group;
use super::observation::Incomparable;
use super::reorganised::{Presence, Reorganised};

/// The members of every dimension that has a register.
#[derive(Debug)]
pub(super) struct MemberLists(Vec<Option<RegisterMembers>>);

/// The members of a register.
#[derive(Debug)]
pub(super) struct RegisterMembers {
    /// For each key, what the register of each period shown says; nothing where it is not in it.
    entries: BTreeMap<Arc<str>, Vec<Option<Entry>>>,
    /// Periods of which there is a register.
    periods: Vec<bool>,
    /// Place of each key in print: as in the newest register that has it, newer ones first.
    places: HashMap<Arc<str>, usize>,
    /// What became of members that were reorganised.
    history: Reorganised,
}

/// What a register says of a member in a period.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    label: Arc<str>,
    parents: HashMap<DimensionId, Arc<str>>,
}

impl MemberLists {
    pub(super) fn build(definition: &Definition, tables: &Tables) -> Self {
        let lists = definition.dimensions.iter().enumerate().map(|(index, dimension)| {
            let register = dimension.register.as_ref()?;
            let id = DimensionId(index);
            let mut list = read(definition, id, register, tables.get(register.table));
            let present = list.entries.iter().map(|(key, entries)| {
                (Arc::clone(key), entries.iter().map(Option::is_some).collect())
            });
            let presence = Presence { periods: &list.periods, members: present.collect() };
            list.history = Reorganised::find(register.life.history, tables.lives(id), &presence);
            Some(list)
        });
        Self(lists.collect())
    }

    /// Returns the keys of a register that are shown by themselves, or nothing for a dimension
    /// without one.
    pub(super) fn keys(&self, id: DimensionId) -> Option<impl Iterator<Item = &Arc<str>>> {
        let list = self.0[id.0].as_ref()?;
        Some(list.entries.keys().filter(|key| !list.history.has_heir(key)))
    }

    /// Whether a member is shown in a period: it, or a member whose rows count for it, is in the
    /// register of the period; nothing without a register.
    pub(super) fn exists(&self, id: DimensionId, key: &str, period: usize) -> Option<bool> {
        let list = self.0[id.0].as_ref()?;
        Some(list.has(key, period) || list.history.is_merged(key, period))
    }

    /// Whether the register of a period has a member; nothing where there is no such register.
    pub(super) fn registered(&self, id: DimensionId, key: &str, period: usize) -> Option<bool> {
        let list = self.0[id.0].as_ref().filter(|list| list.periods[period])?;
        Some(list.has(key, period))
    }

    /// Returns every key that the register of a period has.
    pub(super) fn registered_keys(
        &self,
        id: DimensionId,
        period: usize,
    ) -> impl Iterator<Item = &Arc<str>> {
        let entries = self.0[id.0].iter().flat_map(|list| &list.entries);
        entries.filter(move |(_, entries)| entries[period].is_some()).map(|(key, _)| key)
    }

    /// Returns the member for which the rows of another one count in a period.
    pub(super) fn heir(&self, id: DimensionId, key: &str, period: usize) -> Option<&Arc<str>> {
        let list = self.0[id.0].as_ref()?;
        list.history.heir(key).filter(|_| list.has(key, period))
    }

    /// Returns why a member cannot be compared with the period before.
    pub(super) fn incomparable(
        &self,
        id: DimensionId,
        key: &str,
        period: usize,
    ) -> Option<Incomparable> {
        self.0[id.0].as_ref()?.history.incomparable(key, period)
    }

    /// Returns the printed name: the newest one that a register has, or else the key.
    pub(super) fn label(&self, id: DimensionId, key: &Arc<str>) -> Arc<str> {
        let entries = self.0[id.0].as_ref().and_then(|list| list.entries.get(key));
        let newest = entries.and_then(|entries| entries.iter().rev().find_map(Option::as_ref));
        newest.map_or_else(|| Arc::clone(key), |entry| Arc::clone(&entry.label))
    }

    /// Returns the name that the register of a period has, if it has another than the newest one.
    pub(super) fn former_label(
        &self,
        id: DimensionId,
        key: &Arc<str>,
        period: usize,
    ) -> Option<Arc<str>> {
        let entry = self.0[id.0].as_ref()?.entries.get(key)?[period].as_ref()?;
        (entry.label != self.label(id, key)).then(|| Arc::clone(&entry.label))
    }

    /// Returns the place of a member in print, if it is in a register.
    pub(super) fn place(&self, id: DimensionId, key: &str) -> Option<usize> {
        self.0[id.0].as_ref()?.places.get(key).copied()
    }

    /// Returns the key of the parent that a member had in a period. A member that was not there
    /// yet, and for which the rows of others count, has the first parent it got.
    pub(super) fn parent(
        &self,
        id: DimensionId,
        key: &str,
        period: usize,
        parent: DimensionId,
    ) -> Option<&Arc<str>> {
        let list = self.0[id.0].as_ref()?;
        let entries = list.entries.get(key)?;
        let entry = match &entries[period] {
            None if list.history.is_merged(key, period) => {
                entries[period..].iter().find_map(Option::as_ref)
            }
            entry => entry.as_ref(),
        };
        entry?.parents.get(&parent)
    }

    /// Returns the key of a dimension for a member of some dimensions in a period: its own, or that
    /// of a parent.
    pub(super) fn key_of(
        &self,
        (dimensions, keys): (&[DimensionId], &[Arc<str>]),
        wanted: DimensionId,
        period: usize,
    ) -> Option<Arc<str>> {
        let mut pairs = dimensions.iter().zip(keys);
        if let Some((_, key)) = pairs.clone().find(|(id, _)| **id == wanted) {
            return Some(Arc::clone(key));
        }
        pairs.find_map(|(id, key)| self.parent(*id, key, period, wanted).cloned())
    }

    /// Returns the keys of several dimensions, if the member has one of each: those of the group
    /// with which it is compared.
    pub(super) fn keys_of(
        &self,
        member: (&[DimensionId], &[Arc<str>]),
        wanted: &[DimensionId],
        period: usize,
    ) -> Option<Vec<Arc<str>>> {
        wanted.iter().map(|id| self.key_of(member, *id, period)).collect()
    }
}

impl RegisterMembers {
    fn has(&self, key: &str, period: usize) -> bool {
        self.entries.get(key).is_some_and(|entries| entries[period].is_some())
    }
}

fn read(
    definition: &Definition,
    id: DimensionId,
    register: &Register,
    table: &Table,
) -> RegisterMembers {
    let grouping = group(definition, table, &[id], None);
    let period_count = definition.calendar.periods().len();
    let mut entries: BTreeMap<Arc<str>, Vec<Option<Entry>>> = BTreeMap::new();
    let mut rows: Vec<(usize, usize, Arc<str>)> = Vec::new();
    for (row, group) in grouping.rows.group_of_row.iter().enumerate() {
        let Some(group) = grouping.groups.get(*group as usize) else { continue };
        let key = &group.keys[0];
        let text = |column: &str| table.column(column).and_then(|c| key_text(&c.value(row)));
        let label = register.label.as_deref().and_then(text);
        let parents = register
            .parents
            .iter()
            .filter_map(|parent| Some((*parent, text(&definition.dimensions[parent.0].key)?)));
        let entry =
            Entry { label: label.unwrap_or_else(|| Arc::clone(key)), parents: parents.collect() };
        let list = entries.entry(Arc::clone(key)).or_insert_with(|| vec![None; period_count]);
        list[group.period].get_or_insert(entry);
        rows.push((group.period, row, Arc::clone(key)));
    }
    rows.sort_by_key(|(period, row, _)| (std::cmp::Reverse(*period), *row));
    let mut periods = vec![false; period_count];
    rows.iter().for_each(|(period, ..)| periods[*period] = true);
    let mut places = HashMap::new();
    for (place, (_, _, key)) in rows.into_iter().enumerate() {
        places.entry(key).or_insert(place);
    }
    RegisterMembers { entries, periods, places, history: Reorganised::default() }
}

/// Orders keys of a dimension for print: the declared ones first, then numbers by size, then
/// texts by alphabet.
pub(super) fn compare_keys(order: &[String], a: &str, b: &str) -> Ordering {
    let place = |key: &str| order.iter().position(|known| known == key).unwrap_or(order.len());
    place(a).cmp(&place(b)).then_with(|| match (a.parse::<i64>(), b.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => alphabetic(a).cmp(&alphabetic(b)).then_with(|| a.cmp(b)),
    })
}

/// Russian alphabetical order takes `ё` for `е`, which Unicode puts behind `я`.
fn alphabetic(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}
