//! What is published of groups of people: how many they are, and sums over them.
//!
//! A sum is described by its part in each atom, so that all groups can be compared. What is not
//! additive, such as a median, has no parts; it is hidden with its group.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::definition::{Kind, RowSelection};
use crate::expressions::{Grouping, Overflow};

use super::cuts::{Cuts, Use, rows_of};
use super::dependence::dependent;
use super::population::{NONE, Population};
use crate::indicators::Context;
use crate::indicators::evaluate::{GroupValue, Wanted};
use crate::indicators::grouping::TableGrouping;

/// A sum over people, by atom and by group.
#[derive(Debug)]
pub(super) struct Sum {
    /// Index of the size of the groups of which it is a sum.
    pub(super) size: usize,
    /// Its part in each atom.
    pub(super) atoms: Vec<f64>,
    /// What it is in each group.
    pub(super) groups: Vec<f64>,
    /// Whether no part can be less than nothing.
    pub(super) has_floor: bool,
    /// Whether no part can be more than the people of its atom, as in shares.
    pub(super) has_ceiling: bool,
    /// Whether few of those who count may not be told either.
    pub(super) is_sensitive: bool,
    /// The groups of which it is published, or that of the others, who do not count in it.
    pub(super) is_published: Vec<bool>,
    /// The groups of which it is published or may follow from what is.
    pub(super) is_told: Vec<bool>,
}

/// How many people there are, by atom and by group.
#[derive(Debug)]
pub(super) struct Size {
    /// The people of each atom.
    pub(super) atoms: Vec<f64>,
    /// The people of each group.
    pub(super) groups: Vec<f64>,
    /// The groups of which it is published.
    pub(super) is_published: Vec<bool>,
    /// The groups of which it is published or may follow from what is.
    pub(super) is_told: Vec<bool>,
}

/// What is published of a population.
#[derive(Debug, Default)]
pub(super) struct Measures {
    /// Sizes: one for each way to count people.
    pub(super) sizes: Vec<Size>,
    /// Sums.
    pub(super) sums: Vec<Sum>,
    /// Groups that are too small, or of which all are alike: they may not be shown.
    pub(super) sensitive: Vec<bool>,
    /// The most people that anybody counts in each group.
    pub(super) people: Vec<f64>,
}

/// From which groups on what may be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The smallest group.
    pub(super) min_group: f64,
    /// The smallest group of which 0 % or 100 % may be shown.
    pub(super) extremes: f64,
}

impl Measures {
    /// Finds what is published of a population, and which groups may not be shown.
    pub(super) fn collect(
        context: &Context<'_>,
        cuts: &Cuts,
        population: &Population,
        limits: Limits,
    ) -> Result<Self, Overflow> {
        // An indicator is published over several cuts of the same rows.
        let mut uses: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
        for (cut, rules) in cuts.cuts.iter().enumerate() {
            for Use { indicator, reference, .. } in &rules.uses {
                let known = uses.entry((*indicator, *reference)).or_default();
                if known.last() != Some(&cut) {
                    known.push(cut);
                }
            }
        }
        let evaluated: Vec<Result<Published, Overflow>> = uses
            .par_iter()
            .map(|(at, own)| Published::evaluate(context, cuts, population, (*at, own)))
            .collect();
        let count = population.groups.len();
        let mut made =
            Self { sensitive: vec![false; count], people: vec![0.0; count], ..Self::default() };
        let mut sizes = HashMap::new();
        let mut sums = HashMap::new();
        for published in evaluated {
            let published = published?;
            made.judge(&published, limits);
            made.add(population, &published, &mut sizes, &mut sums);
        }
        made.find_told();
        Ok(made)
    }

    /// Finds of which groups each size and sum is known: where it is published, and where others
    /// are from which it may follow.
    fn find_told(&mut self) {
        let sizes = self.sizes.iter().map(|size| (&size.atoms, &size.is_published));
        let sums = self.sums.iter().map(|sum| (&sum.atoms, &sum.is_published));
        let (lists, published): (Vec<&[f64]>, Vec<&Vec<bool>>) =
            sizes.chain(sums).map(|(atoms, published)| (&atoms[..], published)).unzip();
        let component = dependent(&lists);
        let told = |index: usize| {
            let mut told = published[index].clone();
            let others = (0..lists.len()).filter(|other| component[*other] == component[index]);
            others.for_each(|other| {
                told.iter_mut().zip(published[other]).for_each(|(own, other)| *own |= other);
            });
            told
        };
        let all: Vec<Vec<bool>> = (0..lists.len()).map(told).collect();
        let places = self.sizes.iter_mut().map(|size| &mut size.is_told);
        let places = places.chain(self.sums.iter_mut().map(|sum| &mut sum.is_told));
        places.zip(all).for_each(|(place, told)| *place = told);
    }

    /// Marks groups that may not be shown.
    fn judge(&mut self, published: &Published, limits: Limits) {
        for (group, value) in &published.groups {
            let group = *group as usize;
            // Where nobody knows of how many people it is, it may be one.
            let n = value.n.unwrap_or(if published.size(value) > 0.0 { 1.0 } else { 0.0 });
            self.people[group] = self.people[group].max(n);
            let is_alike = n < limits.extremes && published.is_extreme(value);
            let is_told = published.is_sensitive
                && value.numerator.is_some_and(|told| told > 0.0 && told < limits.min_group);
            self.sensitive[group] |= n > 0.0 && (n < limits.min_group || is_alike || is_told);
        }
    }

    /// Adds what is additive, each sum once.
    fn add(
        &mut self,
        population: &Population,
        published: &Published,
        sizes: &mut HashMap<Vec<u64>, usize>,
        sums: &mut HashMap<(usize, Vec<u64>), usize>,
    ) {
        let n: Vec<f64> = published.atoms.iter().map(|atom| published.size(atom)).collect();
        let own = |value: &GroupValue| published.size(value);
        if !is_additive(population, &published.groups, &n, own) {
            return;
        }
        let next = self.sizes.len();
        let size = *sizes.entry(bits(&n)).or_insert(next);
        if size == next {
            let groups = totals(population, &n);
            let is_published = vec![false; groups.len()];
            self.sizes.push(Size { atoms: n, groups, is_published, is_told: Vec::new() });
        }
        published.mark(&mut self.sizes[size].is_published);
        let parts: Vec<f64> =
            published.atoms.iter().map(|atom| atom.numerator.unwrap_or(0.0)).collect();
        let own = |value: &GroupValue| value.numerator.unwrap_or(0.0);
        let is_sum = published.is_ratio && is_additive(population, &published.groups, &parts, own);
        if !is_sum {
            return;
        }
        let people = &self.sizes[size].atoms;
        let others: Vec<f64> = parts.iter().zip(people).map(|(part, n)| n - part).collect();
        // Few of a sensitive sum are not few of the others, so it stays what it is.
        let alike = if published.is_sensitive { vec![&parts] } else { vec![&parts, &others] };
        let known = alike.into_iter().find_map(|part| sums.get(&(size, bits(part))));
        let index = known.copied().unwrap_or(self.sums.len());
        if index == self.sums.len() {
            sums.insert((size, bits(&parts)), index);
            let groups = totals(population, &parts);
            self.sums.push(Sum {
                size,
                has_floor: parts.iter().all(|part| *part >= 0.0),
                has_ceiling: others.iter().all(|other| *other >= 0.0),
                is_sensitive: false,
                is_published: vec![false; groups.len()],
                is_told: Vec::new(),
                groups,
                atoms: parts,
            });
        }
        self.sums[index].is_sensitive |= published.is_sensitive;
        published.mark(&mut self.sums[index].is_published);
    }
}

/// What one indicator publishes of one cut.
struct Published {
    groups: Vec<(u32, GroupValue)>,
    atoms: Vec<GroupValue>,
    is_ratio: bool,
    is_percent: bool,
    is_sensitive: bool,
}

impl Published {
    /// What is added up over groups beside the numerator: the denominator, which may count papers
    /// of people, or else the people.
    fn size(&self, value: &GroupValue) -> f64 {
        let size = if self.is_ratio { value.denominator } else { value.n };
        size.unwrap_or(0.0)
    }

    /// Marks the groups of which it is published.
    fn mark(&self, groups: &mut [bool]) {
        self.groups.iter().for_each(|(group, _)| groups[*group as usize] = true);
    }

    fn evaluate(
        context: &Context<'_>,
        cuts: &Cuts,
        population: &Population,
        ((index, reference), own): ((usize, Option<usize>), &[usize]),
    ) -> Result<Self, Overflow> {
        let indicator = &context.definition.indicators[index];
        let rows = rows_of(context.definition, index, reference)
            .expect("only indicators with rows have cuts");
        let table = context.tables.get(rows.table);
        let unit = indicator.passport.unit.as_deref();
        let sized = |value: GroupValue| with_size(&indicator.kind, unit, value);
        let mut groups = Vec::new();
        for cut in own {
            let grouping = cuts.grouping(&cuts.cuts[*cut]);
            let values =
                Wanted { kind: &indicator.kind, selection: rows, grouping }.alone(table)?;
            let places = population.groups_of_rows(*cut).iter().copied();
            let known = places.zip(values.into_iter().map(sized));
            groups.extend(known.filter(|(group, _)| *group != NONE));
        }
        let atoms = atom_values(&indicator.kind, context, rows, population)?;
        Ok(Self {
            groups,
            atoms: atoms.into_iter().map(sized).collect(),
            is_ratio: matches!(indicator.kind, Kind::Ratio { .. }),
            is_percent: unit == Some("%"),
            is_sensitive: indicator.is_sensitive,
        })
    }

    /// Whether all people of a group are alike: none of them or each of them counts.
    fn is_extreme(&self, value: &GroupValue) -> bool {
        const ALL: f64 = 100.0;
        if let (true, Some(above), Some(below)) =
            (self.is_ratio, value.numerator, value.denominator)
        {
            return below > 0.0 && (above == 0.0 || above == below);
        }
        self.is_percent && value.value.is_ok_and(|value| value == 0.0 || value == ALL)
    }
}

/// The size of a group: what the indicator says, or the value itself where that is a number of
/// people.
fn with_size(kind: &Kind, unit: Option<&str>, mut value: GroupValue) -> GroupValue {
    if is_own_size(kind, unit) {
        value.n = value.value.ok();
    }
    value
}

/// Whether the value of an indicator is the number of its people.
pub(super) fn is_own_size(kind: &Kind, unit: Option<&str>) -> bool {
    matches!(kind, Kind::Value { n: None, .. }) && unit == Some("чел.")
}

fn atom_values(
    kind: &Kind,
    context: &Context<'_>,
    rows: &RowSelection,
    population: &Population,
) -> Result<Vec<GroupValue>, Overflow> {
    let atoms: Grouping = population.atoms_of_rows(rows.table);
    let grouping = TableGrouping {
        rows: atoms,
        groups: Vec::new(),
        index: HashMap::new(),
        keyless: Vec::new(),
        inherited: Vec::new(),
        places: OnceLock::new(),
        alike: OnceLock::new(),
    };
    Wanted { kind, selection: rows, grouping: &grouping }.alone(context.tables.get(rows.table))
}

/// Whether the parts of the atoms of each group give what the group has.
fn is_additive(
    population: &Population,
    groups: &[(u32, GroupValue)],
    parts: &[f64],
    own: impl Fn(&GroupValue) -> f64,
) -> bool {
    const NEARLY: f64 = 1e-9;
    groups.iter().all(|(group, value)| {
        let atoms = population.groups[*group as usize].iter();
        let total: f64 = atoms.map(|atom| parts[*atom as usize]).sum();
        let own = own(value);
        (total - own).abs() <= NEARLY * own.abs().max(1.0)
    })
}

/// What each group has in all.
fn totals(population: &Population, parts: &[f64]) -> Vec<f64> {
    let of = |atoms: &Vec<u32>| atoms.iter().map(|atom| parts[*atom as usize]).sum();
    population.groups.iter().map(of).collect()
}

fn bits(parts: &[f64]) -> Vec<u64> {
    parts.iter().map(|part| part.to_bits()).collect()
}
