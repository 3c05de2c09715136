//! What one indicator publishes of one cut: of each group, and of the atoms it is made of.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::definition::{Indicator, Kind, RowSelection};
use crate::expressions::{Grouping, Overflow};

use super::cuts::{Cuts, rows_of};
use super::measure::Limits;
use super::population::{NONE, Population};
use crate::indicators::Context;
use crate::indicators::evaluate::{GroupValue, Wanted};
use crate::indicators::grouping::TableGrouping;

/// What one indicator publishes of one cut.
pub(super) struct Published {
    /// Index of the indicator, and of its reference where it is that.
    pub(super) at: At,
    /// The groups with their values.
    pub(super) groups: Vec<(u32, GroupValue)>,
    /// Values of the atoms, and of the parts that the groups of this indicator have in common, each
    /// of which stands at the first of its atoms: different people are added up only among those.
    atoms: Vec<Vec<GroupValue>>,
    /// Whether few of those who count may not be told either.
    pub(super) is_sensitive: bool,
    is_ratio: bool,
    has_own_size: bool,
    /// The least and the most that the value can be, where its formula says so.
    ends: Option<(f64, f64)>,
    says_of_each: bool,
    /// Whether the value is one that can be counted in people.
    is_number: bool,
}

impl Published {
    /// What is added up over groups beside the numerator: the denominator, which may count papers
    /// of people, or else the people.
    pub(super) fn size(&self, value: &GroupValue) -> f64 {
        let size = if self.is_ratio { value.denominator } else { value.n };
        size.unwrap_or(0.0)
    }

    /// The people of a group. Where nobody knows of how many people it is, it may be one.
    pub(super) fn people(&self, value: &GroupValue) -> f64 {
        value.n.unwrap_or(if self.size(value) > 0.0 { 1.0 } else { 0.0 })
    }

    /// Whether the people are counted by a formula of their own beside the denominator.
    pub(super) const fn counts_people_apart(&self) -> bool {
        self.is_ratio && self.has_own_size
    }

    /// How many count, whichever way the value says that: itself, or as a share of the people.
    pub(super) fn counted(&self) -> Vec<Counted<'_>> {
        const ALL: f64 = 1.0;
        if self.is_ratio {
            return vec![Box::new(|value| value.numerator.unwrap_or(0.0))];
        }
        if !self.is_number {
            return Vec::new();
        }
        let high = self.ends.map(|(_, high)| high).filter(|high| high.is_finite() && *high != 0.0);
        let all = high.unwrap_or(ALL);
        vec![
            Box::new(|value| value.value.unwrap_or(0.0)),
            Box::new(move |value| {
                nearly_whole(value.value.unwrap_or(0.0) * value.n.unwrap_or(0.0) / all)
            }),
        ]
    }

    /// Whether few of a group count that may not be told.
    pub(super) fn tells_of_few(&self, value: &GroupValue, limits: Limits) -> bool {
        let is_few = |count: f64| count > 0.0 && count < limits.min_group;
        self.is_sensitive && self.counted().iter().any(|counted| is_few(counted(value)))
    }

    /// Whether all people of a group are alike: none of them or each of them counts.
    pub(super) fn is_extreme(&self, value: &GroupValue) -> bool {
        const NEARLY: f64 = 1e-9;
        if let (true, Some(above), Some(below)) =
            (self.is_ratio, value.numerator, value.denominator)
        {
            return below > 0.0 && (above == 0.0 || above == below);
        }
        let is_at = |end: f64| {
            value.value.is_ok_and(|own| (own - end).abs() <= NEARLY * end.abs().max(1.0))
        };
        self.says_of_each || self.ends.is_some_and(|(low, high)| is_at(low) || is_at(high))
    }

    /// Marks the groups of which it is published.
    pub(super) fn mark(&self, groups: &mut [bool]) {
        self.groups.iter().for_each(|(group, _)| groups[*group as usize] = true);
    }

    /// Returns the part of each atom in a number that is added up over the groups; nothing if it
    /// is not, such as a median.
    pub(super) fn parts(&self, population: &Population, own: Own<'_>) -> Option<Vec<f64>> {
        let lists = self.atoms.iter().map(|atoms| atoms.iter().map(own).collect::<Vec<f64>>());
        lists.into_iter().find(|parts| is_additive(population, &self.groups, parts, own))
    }

    /// Returns a number of each atom, whether or not it is added up over the groups.
    pub(super) fn of_atoms(&self, own: Own<'_>) -> Vec<f64> {
        self.atoms.first().into_iter().flatten().map(own).collect()
    }

    /// Computes what an indicator publishes.
    pub(super) fn evaluate(
        context: &Context<'_>,
        cuts: &Cuts,
        population: &Population,
        (at, own): (At, &[usize]),
    ) -> Result<Self, Overflow> {
        let (index, reference) = at;
        let indicator = &context.definition.indicators[index];
        let rows = rows_of(context.definition, index, reference)
            .expect("only indicators with rows have cuts");
        let table = context.tables.get(rows.table);
        let sized = |value: GroupValue| with_size(indicator, value);
        let mut groups = Vec::new();
        for cut in own {
            let grouping = cuts.grouping(&cuts.cuts[*cut]);
            let values =
                Wanted { kind: &indicator.kind, selection: rows, grouping }.alone(table)?;
            let places = population.groups_of_rows(*cut).iter().copied();
            let known = places.zip(values.into_iter().map(sized));
            groups.extend(known.filter(|(group, _)| *group != NONE));
        }
        let of_rows = population.atoms_of_rows(rows.table);
        let common = in_common(population, own);
        let is_divided = (0..).zip(&common).any(|(atom, first): (u32, _)| atom != *first);
        let mut joined = of_rows.clone();
        let known = joined.group_of_row.iter_mut().filter(|atom| **atom != Grouping::NONE);
        known.for_each(|atom| *atom = common[*atom as usize]);
        let partitions = [Some(of_rows), is_divided.then_some(joined)];
        let values = |atoms: Grouping| {
            let values = atom_values(&indicator.kind, context, rows, atoms)?;
            Ok(values.into_iter().map(sized).collect())
        };
        let atoms: Result<Vec<Vec<GroupValue>>, Overflow> =
            partitions.into_iter().flatten().map(values).collect();
        let formulas = indicator.kind.formulas();
        let value = formulas.first().map(|(_, formula)| *formula);
        Ok(Self {
            at,
            groups,
            atoms: atoms?,
            is_sensitive: indicator.is_sensitive,
            is_ratio: matches!(indicator.kind, Kind::Ratio { .. }),
            has_own_size: matches!(&indicator.kind, Kind::Ratio { n: Some(_), .. }),
            ends: value.filter(|_| indicator.kind.is_judged()).and_then(|value| value.ends()),
            says_of_each: !indicator.kind.is_judged()
                && value.is_some_and(|value| value.says_of_each()),
            is_number: indicator.kind.is_judged() && !is_own_size(indicator),
        })
    }
}

/// A number of a group, or of an atom.
pub(super) type Own<'a> = &'a dyn Fn(&GroupValue) -> f64;

/// An indicator, with its reference where it is that.
pub(super) type At = (usize, Option<usize>);

/// A way to count.
type Counted<'a> = Box<dyn Fn(&GroupValue) -> f64 + 'a>;

/// For each atom the first of those that no group of some cuts divides from it.
fn in_common(population: &Population, own: &[usize]) -> Vec<u32> {
    let mut class = vec![0_u32; population.atom_count];
    for cut in own {
        let mut group_of = vec![NONE; population.atom_count];
        for group in population.groups_of_rows(*cut).iter().filter(|group| **group != NONE) {
            let atoms = &population.groups[*group as usize];
            atoms.iter().for_each(|atom| group_of[*atom as usize] = *group);
        }
        let mut known: HashMap<(u32, u32), u32> = HashMap::new();
        for (class, group) in class.iter_mut().zip(group_of) {
            let next = u32::try_from(known.len()).unwrap_or(NONE);
            *class = *known.entry((*class, group)).or_insert(next);
        }
    }
    let mut first: HashMap<u32, u32> = HashMap::new();
    let atoms = (0_u32..).zip(class);
    atoms.map(|(atom, class)| *first.entry(class).or_insert(atom)).collect()
}

/// The size of a group: what the indicator says, or the value itself where that is a number of
/// people.
fn with_size(indicator: &Indicator, mut value: GroupValue) -> GroupValue {
    if is_own_size(indicator) {
        value.n = value.value.ok();
    }
    value
}

/// Whether the value of an indicator is the number of its people.
pub(super) fn is_own_size(indicator: &Indicator) -> bool {
    let unit = indicator.passport.unit.as_deref();
    matches!(indicator.kind, Kind::Value { n: None, .. }) && unit == Some("чел.")
}

fn atom_values(
    kind: &Kind,
    context: &Context<'_>,
    rows: &RowSelection,
    atoms: Grouping,
) -> Result<Vec<GroupValue>, Overflow> {
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
    own: Own<'_>,
) -> bool {
    groups.iter().all(|(group, value)| {
        let atoms = population.groups[*group as usize].iter();
        let total: f64 = atoms.map(|atom| parts[*atom as usize]).sum();
        is_same(total, own(value))
    })
}

/// Whether two numbers are one, but for their last bits.
pub(super) fn is_same(a: f64, b: f64) -> bool {
    const NEARLY: f64 = 1e-9;
    (a - b).abs() <= NEARLY * b.abs().max(1.0)
}

/// A number of people that was multiplied and divided.
fn nearly_whole(value: f64) -> f64 {
    let whole = value.round();
    if is_same(value, whole) { whole } else { value }
}
