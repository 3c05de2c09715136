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
        let mut measures: BTreeMap<&str, BTreeMap<&Place, f64>> = BTreeMap::new();
        for ((measure, place), value) in &self.truth {
            measures.entry(measure).or_default().insert(place, *value);
        }
        let mut by_source: BTreeMap<&str, Vec<Measure<'_>>> = BTreeMap::new();
        for (name, values) in &measures {
            by_source.entry(&self.sources[*name]).or_default().push((name, values));
        }
        let mut sums = Vec::new();
        for list in by_source.values() {
            for (whole, all) in list {
                let parts: Vec<&Measure<'_>> =
                    list.iter().filter(|(own, _)| own != whole).collect();
                for (at, (first, one)) in parts.iter().enumerate() {
                    for place in same_tables(all, one) {
                        let name = |measure: &str| (measure.to_owned(), place.clone());
                        sums.push((name(whole), vec![name(first)]));
                    }
                    for (second, other) in &parts[at + 1..] {
                        let Some(places) = places_of_sum(all, one, other) else { continue };
                        sums.extend(places.into_iter().map(|place| {
                            let name = |measure: &str| (measure.to_owned(), place.clone());
                            (name(whole), vec![name(first), name(second)])
                        }));
                    }
                }
            }
        }
        self.sums.extend(sums);
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

/// The values of a measure in each place.
type Measure<'a> = (&'a str, &'a BTreeMap<&'a Place, f64>);

/// The places in which a measure is the sum of two others, if it is so in all.
fn places_of_sum<'p>(
    whole: &BTreeMap<&'p Place, f64>,
    one: &BTreeMap<&'p Place, f64>,
    other: &BTreeMap<&'p Place, f64>,
) -> Option<Vec<&'p Place>> {
    let mut places = Vec::new();
    let mut has_people = 0;
    for (place, own) in one {
        let (Some(all), Some(other)) = (whole.get(place), other.get(place)) else { continue };
        if (all - own - other).abs() > NEARLY {
            return None;
        }
        has_people += usize::from(*own > 0.0 && *other > 0.0);
        places.push(*place);
    }
    (has_people >= OFTEN).then_some(places)
}

/// The places of tables in which two measures are the same, such as people and their papers where
/// each wrote one.
fn same_tables<'p>(one: &BTreeMap<&'p Place, f64>, other: &BTreeMap<&'p Place, f64>) -> Vec<Place> {
    let mut tables: BTreeMap<Vec<&str>, Option<(usize, Vec<Place>)>> = BTreeMap::new();
    for (place, own) in one {
        let Some(other) = other.get(place) else { continue };
        let dimensions = place.iter().map(|(dimension, _)| dimension.as_str()).collect();
        let table = tables.entry(dimensions).or_insert_with(|| Some((0, Vec::new())));
        if (own - other).abs() > NEARLY {
            *table = None;
        } else if let Some((has_people, places)) = table {
            *has_people += usize::from(*own > 0.0);
            places.push((*place).clone());
        }
    }
    let often = tables.into_values().flatten().filter(|(has_people, _)| *has_people >= OFTEN);
    often.flat_map(|(_, places)| places).collect()
}
