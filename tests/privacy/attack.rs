//! The attack: unknown numbers, the sums that hold between them, and a solver.

use std::collections::{BTreeMap, BTreeSet};

use crate::published::{Cell, Published, cells, is_hidden, name, named};
use crate::simplex::{Equation, Simplex};

/// More than any group has.
const PLENTY: f64 = 1e6;
/// How near two numbers of a solver are the same.
const NEARLY: f64 = 1e-5;

/// A hidden number that can be computed.
pub(crate) struct Found {
    pub(crate) place: String,
    pub(crate) what: String,
    pub(crate) value: f64,
}

/// A cell of a table of one measure: dimensions with keys.
type Place = Vec<(String, String)>;

/// How many people there are, by period and place.
type Counted = BTreeMap<(String, Place), f64>;

/// Unknown numbers with factors, what they come to, and whether they may come to less.
type Relation<'a> = (Vec<(&'a Name, f64)>, f64, bool);

/// A number: of which measure, and where.
type Name = (String, Place);

/// All that an attacker knows of one period.
#[derive(Default)]
struct Knowledge {
    /// What is true, known or not.
    truth: BTreeMap<Name, f64>,
    /// The numbers that are not published.
    hidden: BTreeSet<Name>,
    /// Numbers that are not greater than others.
    capped: Vec<(Name, Name)>,
    /// Sums: the whole and its parts.
    sums: Vec<(Name, Vec<Name>)>,
}

/// An attack on an edition.
pub(crate) struct Attack<'a> {
    published: &'a Published,
    periods: BTreeMap<String, Knowledge>,
}

impl<'a> Attack<'a> {
    /// Writes down what is known.
    pub(crate) fn on(published: &'a Published) -> Self {
        let mut attack = Self { published, periods: BTreeMap::new() };
        let internal = cells(&published.internal);
        let people = populations(published, &internal);
        let known = named(&published.internal);
        for cell in &cells(&published.public) {
            attack.note(cell, &known[&name(cell)], &people[cell.indicator]);
        }
        for (period, knowledge) in &mut attack.periods {
            knowledge.forget_what_does_not_hold();
            knowledge
                .add_up(&|dimension, parent, key| published.parent(period, dimension, parent, key));
            knowledge.add_complements();
        }
        attack
    }

    fn note(&mut self, cell: &Cell<'_>, known: &Cell<'_>, people: &str) {
        let rules = &self.published.public["indicators"][cell.indicator];
        let (Some(above), Some(below)) =
            (known.value["numerator"].as_f64(), known.value["denominator"].as_f64())
        else {
            return;
        };
        let place = place_of(cell);
        let numerator = (format!("numerator of {}", cell.indicator), place.clone());
        let denominator = (people.to_owned(), place);
        let knowledge = self.periods.entry(cell.period.to_owned()).or_default();
        knowledge.truth.insert(numerator.clone(), above);
        knowledge.truth.insert(denominator.clone(), below);
        if is_hidden(cell.value) && !is_hidden(known.value) {
            knowledge.hidden.insert(numerator.clone());
            knowledge.hidden.insert(denominator.clone());
        }
        if rules["unit"] == "%" {
            knowledge.capped.push((numerator, denominator));
        }
    }

    /// Returns the hidden numbers that must be what they are.
    pub(crate) fn run(&self) -> Vec<Found> {
        let each = self.periods.iter();
        each.flat_map(|(period, knowledge)| knowledge.attack(period)).collect()
    }
}

fn place_of(cell: &Cell<'_>) -> Place {
    let pairs = cell.dimensions.iter().zip(&cell.keys);
    let mut place: Place = pairs.map(|(d, k)| ((*d).to_owned(), (*k).to_owned())).collect();
    place.sort();
    place
}

/// The people behind each indicator: those of one source, counted by one formula, where two
/// indicators do not count others.
fn populations(published: &Published, internal: &[Cell<'_>]) -> BTreeMap<String, String> {
    let mut counted: BTreeMap<&str, Counted> = BTreeMap::new();
    for cell in internal {
        if let Some(below) = cell.value["denominator"].as_f64() {
            let at = (cell.period.to_owned(), place_of(cell));
            counted.entry(cell.indicator).or_default().insert(at, below);
        }
    }
    let mut known: Vec<(String, Counted)> = Vec::new();
    let mut found = BTreeMap::new();
    for indicator in published.internal["indicators"].as_object().into_iter().flatten() {
        let (id, rules) = indicator;
        let own = counted.remove(id.as_str()).unwrap_or_default();
        let formula = rules["formula"].as_str().unwrap_or_default();
        let below = formula.rsplit(" / ").next().unwrap_or_default();
        let name = format!("{below} of {}", rules["source"].as_str().unwrap_or_default());
        let agrees = |other: &Counted| {
            own.iter().all(|(at, n)| other.get(at).is_none_or(|other| other == n))
        };
        let same = known.iter().position(|(other, all)| other.starts_with(&name) && agrees(all));
        let at = same.unwrap_or_else(|| {
            known.push((format!("{name} ({})", known.len()), BTreeMap::new()));
            known.len() - 1
        });
        known[at].1.extend(own);
        found.insert(id.clone(), known[at].0.clone());
    }
    found
}

/// The parent of a member: of a dimension, of another dimension, of a key.
type Parents<'a> = &'a dyn Fn(&str, &str, &str) -> Option<String>;

/// Of which cell of a coarser table a cell is a part: its own keys, or those of their parents.
fn part_of(place: &Place, dimensions: &[String], parents: Parents<'_>) -> Option<Place> {
    let key = |wanted: &String| {
        place.iter().find_map(|(dimension, key)| {
            if dimension == wanted { Some(key.clone()) } else { parents(dimension, wanted, key) }
        })
    };
    dimensions.iter().map(|wanted| Some((wanted.clone(), key(wanted)?))).collect()
}

impl Knowledge {
    /// Measures that are no counts: a rate may be more than a hundred, a difference less than
    /// nothing. Nobody could rely on bounds that they do not keep.
    fn forget_what_does_not_hold(&mut self) {
        let truth = &self.truth;
        let is_over = |(part, whole): &&(Name, Name)| truth[part] > truth[whole];
        let over: BTreeSet<String> =
            self.capped.iter().filter(is_over).map(|(part, _)| part.0.clone()).collect();
        self.capped.retain(|(part, _)| !over.contains(&part.0));
        let below = truth.iter().filter(|(_, value)| **value < 0.0);
        let below: BTreeSet<String> = below.map(|(name, _)| name.0.clone()).collect();
        self.truth.retain(|name, _| !below.contains(&name.0));
        self.hidden.retain(|name| !below.contains(&name.0));
        self.capped.retain(|(part, whole)| !below.contains(&part.0) && !below.contains(&whole.0));
    }

    /// Finds every sum: the cells of a finer table that make up a cell of a coarser one. Where some
    /// cell has no place in the coarser table, or some sum does not hold since rows lack a key,
    /// nothing can be said of the two.
    fn add_up(&mut self, parents: Parents<'_>) {
        let mut tables: BTreeMap<(&str, Vec<String>), Vec<&Place>> = BTreeMap::new();
        for (measure, place) in self.truth.keys() {
            let dimensions = place.iter().map(|(dimension, _)| dimension.clone()).collect();
            tables.entry((measure, dimensions)).or_default().push(place);
        }
        let mut sums = Vec::new();
        for (measure, coarse) in tables.keys() {
            let others = tables.iter().filter(|((other, _), _)| other == measure);
            for (_, places) in others.filter(|((_, fine), _)| fine != coarse) {
                let mut parts: BTreeMap<Place, Vec<Name>> = BTreeMap::new();
                let is_whole = places.iter().all(|place| {
                    let whole = part_of(place, coarse, parents);
                    whole.is_some_and(|whole| {
                        let name = ((*measure).to_owned(), (*place).clone());
                        parts.entry(whole).or_default().push(name);
                        true
                    })
                });
                let named = parts.into_iter();
                let found: Vec<(Name, Vec<Name>)> =
                    named.map(|(whole, parts)| (((*measure).to_owned(), whole), parts)).collect();
                if is_whole && found.iter().all(|(whole, parts)| self.holds(whole, parts)) {
                    sums.extend(found);
                }
            }
        }
        self.sums.extend(sums);
    }

    fn holds(&self, whole: &Name, parts: &[Name]) -> bool {
        let total: f64 = parts.iter().map(|part| self.truth[part]).sum();
        self.truth.get(whole).is_some_and(|whole| (whole - total).abs() < NEARLY)
    }

    /// Whoever is not among the good ones is among the bad ones.
    fn add_complements(&mut self) {
        let good = "numerator of good";
        let places: Vec<Place> =
            self.truth.keys().filter(|(name, _)| name == good).map(|(_, p)| p.clone()).collect();
        for place in places {
            let parts: Vec<Name> = [good, "numerator of bad"]
                .map(|name| (name.to_owned(), place.clone()))
                .into_iter()
                .filter(|name| self.truth.contains_key(name))
                .collect();
            let cap = self.capped.iter().find(|(name, _)| *name == parts[0]);
            if let (2, Some((_, whole))) = (parts.len(), cap) {
                self.sums.push((whole.clone(), parts));
            }
        }
    }

    /// Returns the hidden numbers that can only be what they are.
    fn attack(&self, period: &str) -> Vec<Found> {
        let islands = self.islands();
        let found = islands.into_iter().flat_map(|island| self.attack_island(&island));
        found
            .filter(|name| !self.is_said(name))
            .map(|name| Found {
                place: format!("{period} {:?}", name.1),
                what: name.0.clone(),
                value: self.truth[name],
            })
            .collect()
    }

    /// Everything that is known of unknown numbers: terms, and what they come to; a number that is
    /// not greater than another leaves a rest, which is a number as well.
    fn relations(&self) -> Vec<Relation<'_>> {
        let sums = self.sums.iter().map(|(whole, parts)| {
            let parts = parts.iter().map(|part| (part, 1.0));
            (parts.chain([(whole, -1.0)]).collect::<Vec<_>>(), false)
        });
        let caps = self.capped.iter().map(|(part, whole)| (vec![(part, 1.0), (whole, -1.0)], true));
        let all = sums.chain(caps).map(|(terms, has_rest)| {
            let (unknown, known): (Vec<_>, Vec<_>) =
                terms.into_iter().partition(|(name, _)| self.hidden.contains(*name));
            let known: f64 = known.iter().map(|(name, factor)| factor * self.truth[*name]).sum();
            (unknown, -known, has_rest)
        });
        all.filter(|(unknown, ..)| !unknown.is_empty()).collect()
    }

    /// Unknown numbers that have to do with each other.
    fn islands(&self) -> Vec<Vec<&Name>> {
        let hidden: Vec<&Name> = self.hidden.iter().collect();
        let place: BTreeMap<&Name, usize> =
            hidden.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        let mut island: Vec<usize> = (0..hidden.len()).collect();
        for (terms, ..) in self.relations() {
            let first = island[place[terms[0].0]];
            for (name, _) in &terms[1..] {
                let other = island[place[*name]];
                island.iter_mut().filter(|own| **own == other).for_each(|own| *own = first);
            }
        }
        let mut found: BTreeMap<usize, Vec<&Name>> = BTreeMap::new();
        for (name, island) in hidden.into_iter().zip(island) {
            found.entry(island).or_default().push(name);
        }
        found.into_values().collect()
    }

    /// Finds for each number of an island the least and the most that it can be.
    fn attack_island<'n>(&self, island: &[&'n Name]) -> Vec<&'n Name> {
        let place: BTreeMap<&Name, usize> =
            island.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        let mut count = island.len();
        let mut equations = Vec::new();
        for (unknown, total, has_rest) in self.relations() {
            if !place.contains_key(unknown[0].0) {
                continue;
            }
            let mut terms: Vec<(usize, f64)> =
                unknown.iter().map(|(name, factor)| (place[*name], *factor)).collect();
            if has_rest {
                terms.push((count, 1.0));
                count += 1;
            }
            equations.push(Equation { terms, total });
        }
        let mut simplex = Simplex::new(count, &equations).expect("the truth is a solution");
        let mut seen: Vec<(f64, f64)> =
            island.iter().map(|name| (self.truth[*name], self.truth[*name])).collect();
        for index in 0..island.len() {
            for sign in [1.0, -1.0] {
                if seen[index].1 - seen[index].0 >= 1.0 - NEARLY {
                    continue;
                }
                match simplex.maximize(&[(index, sign)]) {
                    Some(values) => seen.iter_mut().zip(values).for_each(|(seen, value)| {
                        *seen = (seen.0.min(value), seen.1.max(value));
                    }),
                    // Without a bound it can be anything.
                    None => seen[index].1 = PLENTY,
                }
            }
        }
        let is_fixed = |index: &usize| seen[*index].1 - seen[*index].0 < 1.0 - NEARLY;
        (0..island.len()).filter(is_fixed).map(|index| island[index]).collect()
    }

    /// Whether a number is said of larger groups that are shown: of one that it is a part of, or of
    /// one for each of its own parts, all of which are hidden. A subject that only one school has is
    /// a part of that school.
    fn is_said(&self, name: &Name) -> bool {
        let mut divided = self.sums.iter().filter(|(whole, _)| whole == name);
        self.is_said_of_all(name)
            || divided.any(|(_, parts)| {
                let is_said = |part| self.hidden.contains(part) && self.is_said_of_all(part);
                parts.iter().all(is_said)
            })
    }

    /// Whether a larger group that is shown is all of one kind: what is published of all of them
    /// holds for each of its parts, and hiding the parts could not change that.
    fn is_said_of_all(&self, name: &Name) -> bool {
        let Some((_, below)) = self.capped.iter().find(|(above, _)| above == name) else {
            return false;
        };
        let is_all = self.truth[name] == self.truth[below];
        if self.truth[name] != 0.0 && !is_all {
            return false;
        }
        // The others of a group are counted by another indicator, perhaps in other tables.
        let kinds = match &*name.0 {
            "numerator of good" | "numerator of bad" => {
                vec![(name.0.as_str(), is_all), (opposite(&name.0), !is_all)]
            }
            _ => vec![(name.0.as_str(), is_all)],
        };
        kinds.into_iter().any(|(measure, is_all)| {
            let around = self.sums.iter().filter(|(_, parts)| parts.contains(below));
            around.map(|(whole, _)| whole).any(|people| {
                let all = (measure.to_owned(), people.1.clone());
                let wanted = if is_all { self.truth[people] } else { 0.0 };
                !self.hidden.contains(&all) && self.truth.get(&all) == Some(&wanted)
            })
        })
    }
}

fn opposite(measure: &str) -> &'static str {
    if measure.ends_with("good") { "numerator of bad" } else { "numerator of good" }
}
