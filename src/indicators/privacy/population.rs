//! The people of one source: atoms, which no published group divides, and the groups made of them.
//!
//! Two groups of the same atoms are one group, whoever prints them and whatever they are called:
//! a cluster of one school is that school.

use std::collections::HashMap;

use crate::definition::TableId;
use crate::expressions::Grouping;

use super::cuts::{Cut, Cuts, row_names};
use crate::indicators::Context;
use crate::indicators::grouping::GroupKey;

/// No group, or no atom.
pub(super) const NONE: u32 = u32::MAX;

/// The people of one source.
#[derive(Debug)]
pub(super) struct Population {
    /// How many atoms there are.
    pub(super) atom_count: usize,
    /// Atoms of each group, in order.
    pub(super) groups: Vec<Vec<u32>>,
    /// For each way to cut the people the group of each atom.
    pub(super) families: Vec<Vec<u32>>,
    /// For each cut the group of each group of rows.
    group_of_rows: Vec<Vec<u32>>,
    /// Atom of each row of each table.
    atom_of_row: HashMap<usize, Vec<u32>>,
}

impl Population {
    /// Finds the atoms and the groups of the cuts of a source.
    pub(super) fn build(context: &Context<'_>, cuts: &Cuts) -> Self {
        let names = Names::collect(context, cuts);
        let mut class = vec![0_u32; names.count];
        for cut in &cuts.cuts {
            let groups = names.groups(cuts, cut);
            let mut known: HashMap<(u32, u32), u32> = HashMap::new();
            for (class, group) in class.iter_mut().zip(&groups) {
                let next = number(known.len());
                *class = *known.entry((*class, *group)).or_insert(next);
            }
        }
        let atom_count = class.iter().max().map_or(0, |last| *last as usize + 1);
        let mut made = Self {
            atom_count,
            groups: Vec::new(),
            families: Vec::new(),
            group_of_rows: Vec::new(),
            atom_of_row: HashMap::new(),
        };
        made.name_atoms(&names, &class);
        let mut known = HashMap::new();
        for cut in &cuts.cuts {
            made.add_groups(cuts, cut, &mut known);
        }
        made
    }

    /// Returns the group of a member in a period.
    pub(super) fn group_of(&self, cuts: &Cuts, cut: usize, key: &GroupKey) -> Option<u32> {
        let at = *cuts.grouping(&cuts.cuts[cut]).index.get(key)?;
        Some(self.group_of_rows[cut][at as usize]).filter(|group| *group != NONE)
    }

    /// Returns the groups of the groups of rows of a cut.
    pub(super) fn groups_of_rows(&self, cut: usize) -> &[u32] {
        &self.group_of_rows[cut]
    }

    /// Returns the atom of each row of a table.
    pub(super) fn atoms_of_rows(&self, table: TableId) -> Grouping {
        let group_of_row = self.atom_of_row[&table.0].clone();
        Grouping { group_of_row, group_count: self.atom_count }
    }

    /// For each group the island it is on: groups of different islands have nobody in common, such
    /// as those of different years.
    pub(super) fn islands(&self) -> Vec<u32> {
        let mut parent: Vec<u32> = (0..).take(self.atom_count).collect();
        for atoms in &self.groups {
            let first = root(&mut parent, atoms[0]);
            for atom in atoms {
                let other = root(&mut parent, *atom);
                parent[other as usize] = first;
            }
        }
        self.groups.iter().map(|atoms| root(&mut parent, atoms[0])).collect()
    }

    fn name_atoms(&mut self, names: &Names, class: &[u32]) {
        for (table, rows) in &names.tables {
            let atom = |id: &u32| if *id == NONE { Grouping::NONE } else { class[*id as usize] };
            self.atom_of_row.insert(*table, rows.iter().map(atom).collect());
        }
    }

    fn add_groups(&mut self, cuts: &Cuts, cut: &Cut, known: &mut HashMap<Vec<u32>, u32>) {
        let mut atoms: Vec<Vec<u32>> = vec![Vec::new(); cuts.grouping(cut).groups.len()];
        let of_row = &self.atom_of_row[&cut.table.0];
        cuts.each_row(cut, |row, group| atoms[group as usize].push(of_row[row]));
        let mut family = vec![NONE; self.atom_count];
        let mut of_rows = Vec::new();
        for mut atoms in atoms {
            atoms.sort_unstable();
            atoms.dedup();
            if atoms.is_empty() {
                of_rows.push(NONE);
                continue;
            }
            let group = *known.entry(atoms).or_insert_with_key(|atoms| {
                self.groups.push(atoms.clone());
                number(self.groups.len() - 1)
            });
            for atom in &self.groups[group as usize] {
                family[*atom as usize] = group;
            }
            of_rows.push(group);
        }
        if !self.families.contains(&family) {
            self.families.push(family);
        }
        self.group_of_rows.push(of_rows);
    }
}

/// The atom that stands for the island of an atom.
fn root(parent: &mut [u32], mut atom: u32) -> u32 {
    while parent[atom as usize] != atom {
        parent[atom as usize] = parent[parent[atom as usize] as usize];
        atom = parent[atom as usize];
    }
    atom
}

/// Rows of the source, as tables have them, by period.
struct Names {
    count: usize,
    /// For each table the number of each row.
    tables: Vec<(usize, Vec<u32>)>,
}

impl Names {
    fn collect(context: &Context<'_>, cuts: &Cuts) -> Self {
        let mut known: HashMap<(usize, u32), u32> = HashMap::new();
        let mut tables: Vec<(usize, Vec<u32>)> = Vec::new();
        for cut in &cuts.cuts {
            if tables.iter().any(|(table, _)| *table == cut.table.0) {
                continue;
            }
            let names = row_names(context.definition, context.tables, cut.table);
            let of_row = names.into_iter().map(|name| {
                let Some(name) = name else { return NONE };
                let next = number(known.len());
                *known.entry(name).or_insert(next)
            });
            tables.push((cut.table.0, of_row.collect()));
        }
        Self { count: known.len(), tables }
    }

    /// The group of each row of the source in a cut.
    fn groups(&self, cuts: &Cuts, cut: &Cut) -> Vec<u32> {
        let mut groups = vec![NONE; self.count];
        let table = self.tables.iter().find(|(table, _)| *table == cut.table.0);
        let (_, ids) = table.expect("the tables of all cuts are known");
        cuts.each_row(cut, |row, group| {
            if let Some(place) = groups.get_mut(ids[row] as usize) {
                *place = group;
            }
        });
        groups
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("there are fewer groups than rows")
}
