//! What an attacker knows of numbers in the same place: that some are the sum of others, as those
//! with «2», with «3» and with more are all of them; and that a part has no more people than the
//! whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::{Formulas, Knowledge, NEARLY, Name, Parents, Place, part_of};

/// In how many places a sum has to hold to be no accident.
const OFTEN: usize = 12;

impl Knowledge {
    /// Finds measures that are the sum of others, or the same as another one.
    pub(crate) fn relate(&mut self, formulas: Formulas<'_>) {
        match formulas {
            Formulas::SeenByNumbers => self.relate_by_numbers(),
            Formulas::Known(known) => {
                for (whole, parts) in known {
                    self.relate_by_formula(whole, parts);
                }
            }
        }
    }

    fn relate_by_formula(&mut self, whole: &str, parts: &[&str]) {
        let find = |name: &str| self.sources.keys().find(|known| known.starts_with(name)).cloned();
        let parts: Option<Vec<String>> = parts.iter().map(|part| find(part)).collect();
        let (Some(whole), Some(parts)) = (find(whole), parts) else { return };
        let places = self.truth.keys().filter(|(measure, _)| *measure == whole);
        let sums = places.filter_map(|(_, place)| {
            let parts = parts.iter().map(|part| (part.clone(), place.clone()));
            let parts: Vec<Name> = parts.filter(|part| self.truth.contains_key(part)).collect();
            let total: f64 = parts.iter().map(|part| self.truth[part]).sum();
            let name = (whole.clone(), place.clone());
            ((total - self.truth[&name]).abs() < NEARLY).then_some((name, parts))
        });
        let sums: Vec<(Name, Vec<Name>)> = sums.collect();
        self.sums.extend(sums.into_iter().filter(|(_, own)| own.len() == parts.len()));
    }

    /// Finds measures that are the sum of two others, or the same as another one, in every place
    /// in which all of them are known to the office.
    fn relate_by_numbers(&mut self) {
        let mut places: BTreeMap<&str, BTreeSet<&Place>> = BTreeMap::new();
        for (measure, place) in self.truth.keys() {
            places.entry(&self.sources[measure]).or_default().insert(place);
        }
        let mut sums = Vec::new();
        let mut same_numbers: BTreeMap<Name, Name> = BTreeMap::new();
        for (source, places) in places {
            let places: Vec<&Place> = places.into_iter().collect();
            let own = self.sources.iter().filter(|(_, of)| *of == source).map(|(own, _)| own);
            let list: Vec<Measure<'_>> =
                own.map(|own| (own.as_str(), self.values(own, &places))).collect();
            for (whole, all) in &list {
                let parts: Vec<&Measure<'_>> =
                    list.iter().filter(|(own, _)| own != whole).collect();
                let name = |own: &str, place: &Place| (own.to_owned(), place.clone());
                for (at, (first, one)) in parts.iter().enumerate() {
                    if *first > *whole {
                        let same = same_tables(&places, all, one).into_iter();
                        same_numbers
                            .extend(same.map(|place| (name(first, place), name(whole, place))));
                    }
                    for (second, other) in &parts[at + 1..] {
                        sums.extend(places_of_sum(all, one, other).into_iter().map(|at| {
                            let parts = vec![name(first, places[at]), name(second, places[at])];
                            (name(whole, places[at]), parts)
                        }));
                    }
                }
            }
        }
        self.sums.extend(sums);
        self.unite(&same_numbers);
    }

    /// Makes one of numbers that are known to be the same: it is known if any of them is.
    fn unite(&mut self, same: &BTreeMap<Name, Name>) {
        let first = |name: &Name| {
            let mut name = name;
            while let Some(earlier) = same.get(name) {
                name = earlier;
            }
            name.clone()
        };
        let known = self.truth.keys().filter(|name| !self.hidden.contains(*name));
        let known: BTreeSet<Name> = known.map(first).collect();
        let told: BTreeSet<Name> =
            self.hidden.iter().filter(|name| !self.untold.contains(*name)).map(first).collect();
        self.hidden = self.hidden.iter().map(first).filter(|name| !known.contains(name)).collect();
        self.untold = self.hidden.iter().filter(|name| !told.contains(*name)).cloned().collect();
        self.truth = self.truth.iter().map(|(name, value)| (first(name), *value)).collect();
        let sums: BTreeSet<(Name, Vec<Name>)> = self
            .sums
            .iter()
            .map(|(whole, parts)| (first(whole), parts.iter().map(first).collect()))
            .filter(|(whole, parts): &(Name, Vec<Name>)| parts[..] != [whole.clone()])
            .collect();
        self.sums = sums.into_iter().collect();
        let capped: BTreeSet<(Name, Name)> =
            self.capped.iter().map(|(part, whole)| (first(part), first(whole))).collect();
        self.capped = capped.into_iter().filter(|(part, whole)| part != whole).collect();
    }

    /// The values of a measure in some places.
    fn values(&self, measure: &str, places: &[&Place]) -> Vec<Option<f64>> {
        let at = |place: &&Place| self.truth.get(&(measure.to_owned(), (*place).clone())).copied();
        places.iter().map(at).collect()
    }

    /// A group has no fewer people than wrote any paper in it: the largest of the sums by the
    /// parts of a formula such as `max_sum(n, subject)`.
    pub(crate) fn bound_people(&mut self, parents: Parents<'_>) {
        let mut caps = Vec::new();
        for measure in self.sources.keys() {
            let Some((of, part)) = largest_sum(measure) else { continue };
            let papers = format!("sum({of}) of {}", self.sources[measure]);
            let tables = self.truth.keys().filter(|(own, _)| own == measure).map(table_of);
            let tables: BTreeSet<Vec<String>> = tables.collect();
            let parts = self.truth.keys().filter(|(own, _)| own.starts_with(&papers));
            for name in parts.filter(|(_, place)| place.iter().any(|(of, _)| *of == part)) {
                for dimensions in &tables {
                    let Some(place) = part_of(&name.1, dimensions, parents) else { continue };
                    let whole = (measure.clone(), place);
                    let is_open = self.hidden.contains(name) && !self.hidden.contains(&whole);
                    let holds = self.truth.get(&whole).is_some_and(|n| self.truth[name] <= *n);
                    if is_open && holds {
                        caps.push((name.clone(), whole));
                    }
                }
            }
        }
        self.capped.extend(caps);
    }
}

/// The dimensions of the table in which a number stands.
fn table_of(name: &Name) -> Vec<String> {
    name.1.iter().map(|(dimension, _)| dimension.clone()).collect()
}

/// What is added up, and by the parts of what dimension, in the name of a measure.
fn largest_sum(measure: &str) -> Option<(&str, &str)> {
    let (arguments, _) = measure.strip_prefix("max_sum(")?.split_once(')')?;
    arguments.split_once(", ")
}

/// A measure with its values in each place.
type Measure<'a> = (&'a str, Vec<Option<f64>>);

/// The places in which a measure is the sum of two others, if it is so in all.
fn places_of_sum(whole: &[Option<f64>], one: &[Option<f64>], other: &[Option<f64>]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut has_people = 0;
    for (at, ((all, one), other)) in whole.iter().zip(one).zip(other).enumerate() {
        let (Some(all), Some(one), Some(other)) = (all, one, other) else { continue };
        if (all - one - other).abs() > NEARLY {
            return Vec::new();
        }
        has_people += usize::from(*one > 0.0 && *other > 0.0);
        places.push(at);
    }
    if has_people >= OFTEN { places } else { Vec::new() }
}

/// The places of tables in which two measures are the same, such as people and their papers where
/// each wrote one.
fn same_tables<'p>(
    places: &[&'p Place],
    one: &[Option<f64>],
    other: &[Option<f64>],
) -> Vec<&'p Place> {
    let mut tables: BTreeMap<Vec<&str>, Option<(usize, Vec<&Place>)>> = BTreeMap::new();
    for ((place, one), other) in places.iter().zip(one).zip(other) {
        let (Some(one), Some(other)) = (one, other) else { continue };
        let dimensions = place.iter().map(|(dimension, _)| dimension.as_str()).collect();
        let table = tables.entry(dimensions).or_insert_with(|| Some((0, Vec::new())));
        if (one - other).abs() > NEARLY {
            *table = None;
        } else if let Some((has_people, places)) = table {
            *has_people += usize::from(*one > 0.0);
            places.push(place);
        }
    }
    let often = tables.into_values().flatten().filter(|(has_people, _)| *has_people >= OFTEN);
    often.flat_map(|(_, places)| places).collect()
}
