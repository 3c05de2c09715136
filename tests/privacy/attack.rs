//! The attack: unknown numbers, the sums that hold between them, and a solver.

use std::collections::{BTreeMap, BTreeSet};

use crate::published::{Cell, Published, cells, is_hidden, name, named};
use crate::said::Said;
use crate::simplex::{Equation, Simplex};

/// More than any group has.
const PLENTY: f64 = 1e6;
/// How near two numbers of a solver are the same.
pub(crate) const NEARLY: f64 = 1e-5;

/// How often many numbers are moved at once.
const ROUNDS: usize = 12;

/// Whether a number is known, between the least and the most that it was seen to be.
fn is_narrow((least, most): (f64, f64)) -> bool {
    most - least < 1.0 - NEARLY
}

/// A hidden number that can be computed.
pub(crate) struct Found {
    pub(crate) place: String,
    pub(crate) what: String,
    pub(crate) value: f64,
}

/// A cell of a table of one measure: dimensions with keys.
pub(crate) type Place = Vec<(String, String)>;

/// How many people there are, by period and place.
type Counted = BTreeMap<(String, Place), f64>;

/// Unknown numbers with factors, what they come to, and whether they may come to less.
type Relation<'a> = (Vec<(&'a Name, f64)>, f64, bool);

/// A number: of which measure, and where.
pub(crate) type Name = (String, Place);

/// All that an attacker knows of one period.
#[derive(Default)]
pub(crate) struct Knowledge {
    /// What is true, known or not.
    pub(crate) truth: BTreeMap<Name, f64>,
    /// The numbers that are not published.
    pub(crate) hidden: BTreeSet<Name>,
    /// Numbers that are not greater than others.
    pub(crate) capped: Vec<(Name, Name)>,
    /// Sums: the whole and its parts.
    pub(crate) sums: Vec<(Name, Vec<Name>)>,
    /// The numbers of people that are not told though their group is shown: nobody is hurt who
    /// knows one of them, if nothing of a hidden group follows.
    pub(crate) untold: BTreeSet<Name>,
    /// The source of each measure.
    pub(crate) sources: BTreeMap<String, String>,
    /// The numbers that are published by some indicator.
    seen: BTreeSet<Name>,
}

/// An attack on an edition.
pub(crate) struct Attack<'a> {
    published: &'a Published,
    periods: BTreeMap<String, Knowledge>,
}

/// The names of what the indicators count: papers and people, the same where they are counted
/// alike.
struct Names {
    papers: BTreeMap<String, String>,
    people: BTreeMap<String, String>,
}

/// What an attacker makes of formulas.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Formulas<'a> {
    /// He sees which numbers are sums of others wherever there are enough of them.
    SeenByNumbers,
    /// He knows which are: the whole and its parts.
    Known(&'a [(&'a str, &'a [&'a str])]),
}

impl<'a> Attack<'a> {
    /// Writes down what is known.
    pub(crate) fn on(published: &'a Published, formulas: Formulas<'_>) -> Self {
        let mut attack = Self { published, periods: BTreeMap::new() };
        let internal = cells(&published.internal);
        let below = |id: &str| {
            let formula = published.internal["indicators"][id]["formula"].as_str();
            formula.unwrap_or_default().rsplit(" / ").next().unwrap_or_default().to_owned()
        };
        let size = |id: &str| published.rules[id].people.clone().unwrap_or_default();
        let mut known = Vec::new();
        let names = Names {
            papers: counted_alike(published, &internal, ("denominator", &below), &mut known),
            people: counted_alike(published, &internal, ("n", &size), &mut known),
        };
        let known = named(&published.internal);
        for cell in &cells(&published.public) {
            attack.note(cell, &known[&name(cell)], &names);
        }
        for (period, knowledge) in &mut attack.periods {
            knowledge.forget_what_does_not_hold();
            let parents: Parents<'_> =
                &|dimension, parent, key| published.parent(period, dimension, parent, key);
            knowledge.add_up(parents);
            knowledge.relate(formulas);
            knowledge.bound_people(parents);
        }
        attack
    }

    /// Notes all that is linear in people: papers, people, those who count, values that are sums,
    /// and those that are shares or means of known people. Which of them can be added up is found
    /// out later.
    fn note(&mut self, cell: &Cell<'_>, known: &Cell<'_>, names: &Names) {
        const ALL: f64 = 100.0;
        let rules = &self.published.public["indicators"][cell.indicator];
        // What does not count people is no secret, and nobody knows how it is added up.
        if !self.published.rules[cell.indicator].counts_people {
            return;
        }
        let place = place_of(cell);
        let number = |key: &str| known.value[key].as_f64();
        let is_percent = rules["unit"] == "%";
        let source = rules["source"].as_str().unwrap_or_default().to_owned();
        let is_gone = is_hidden(cell.value) && !is_hidden(known.value);
        let is_untold = is_gone || cell.value["n"].is_null();
        let knowledge = self.periods.entry(cell.period.to_owned()).or_default();
        let mut add = |name: String, value: f64, is_gone: bool| {
            knowledge.sources.insert(name.clone(), source.clone());
            knowledge.add((name, place.clone()), value, is_gone)
        };
        let people = number("n").map(|n| add(names.people[cell.indicator].clone(), n, is_untold));
        let untold = people.clone().filter(|_| is_untold && !is_gone);
        let pair = match (number("numerator"), number("denominator")) {
            (Some(above), Some(below)) => {
                let above = add(format!("numerator of {}", cell.indicator), above, is_gone);
                Some((above, Some(add(names.papers[cell.indicator].clone(), below, is_gone))))
            }
            _ if rules["kind"] == "value" => number("value").map(|value| {
                add(format!("value of {}", cell.indicator), value, is_gone);
                let scale = if is_percent { ALL } else { 1.0 };
                let n = number("n").unwrap_or(0.0);
                (add(format!("people of {}", cell.indicator), value * n / scale, is_untold), people)
            }),
            _ => None,
        };
        knowledge.untold.extend(untold);
        if let Some((above, Some(below))) = pair.filter(|_| is_percent) {
            knowledge.capped.push((above, below));
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

/// Names what is behind each indicator: the same for those of one source that count by one formula
/// and do not count others.
fn counted_alike(
    published: &Published,
    internal: &[Cell<'_>],
    (number, formula): (&str, &dyn Fn(&str) -> String),
    known: &mut Vec<(String, Counted)>,
) -> BTreeMap<String, String> {
    let mut counted: BTreeMap<&str, Counted> = BTreeMap::new();
    for cell in internal {
        if let Some(n) = cell.value[number].as_f64() {
            let at = (cell.period.to_owned(), place_of(cell));
            counted.entry(cell.indicator).or_default().insert(at, n);
        }
    }
    let mut found = BTreeMap::new();
    for (id, rules) in published.internal["indicators"].as_object().into_iter().flatten() {
        let own = counted.remove(id.as_str()).unwrap_or_default();
        let source = rules["source"].as_str().unwrap_or_default();
        let name = format!("{} of {source}", formula(id));
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
pub(crate) type Parents<'a> = &'a dyn Fn(&str, &str, &str) -> Option<String>;

/// Of which cell of a coarser table a cell is a part: its own keys, or those of their parents.
pub(crate) fn part_of(place: &Place, dimensions: &[String], parents: Parents<'_>) -> Option<Place> {
    let key = |wanted: &String| {
        place.iter().find_map(|(dimension, key)| {
            if dimension == wanted { Some(key.clone()) } else { parents(dimension, wanted, key) }
        })
    };
    dimensions.iter().map(|wanted| Some((wanted.clone(), key(wanted)?))).collect()
}

impl Knowledge {
    /// Adds a number, which is known if anybody publishes it.
    fn add(&mut self, name: Name, value: f64, is_hidden: bool) -> Name {
        self.truth.insert(name.clone(), value);
        if is_hidden && !self.seen.contains(&name) {
            self.hidden.insert(name.clone());
        } else {
            self.seen.insert(name.clone());
            self.hidden.remove(&name);
        }
        name
    }

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
        // That the largest sums of parts add up to that of the whole would be an accident.
        let is_added_up = |(measure, _): &&Name| !measure.starts_with("max_sum(");
        for (measure, place) in self.truth.keys().filter(is_added_up) {
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

    /// Returns the hidden numbers that can only be what they are.
    fn attack(&self, period: &str) -> Vec<Found> {
        let islands = self.islands();
        let found = islands.into_iter().flat_map(|island| self.attack_island(&island));
        let found: Vec<&Name> = found.collect();
        let said = if found.is_empty() { Said::default() } else { Said::by(self) };
        found
            .into_iter()
            .filter(|name| !said.holds(name) && !self.untold.contains(*name))
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
        let mut see = |seen: &mut Vec<(f64, f64)>, objective: &[(usize, f64)]| {
            let values = simplex.maximize(objective)?;
            seen.iter_mut().zip(values).for_each(|(seen, value)| {
                *seen = (seen.0.min(value), seen.1.max(value));
            });
            Some(())
        };
        // Many at once first: most can be many things, and few are left to be looked at alone.
        for round in 1..ROUNDS {
            let sign =
                |index: &usize| if (index * round / 7).is_multiple_of(2) { -1.0 } else { 1.0 };
            let narrow = (0..island.len()).filter(|index| is_narrow(seen[*index]));
            let objective: Vec<(usize, f64)> = narrow.map(|index| (index, sign(&index))).collect();
            // Without a bound for all of them there may be one for each.
            let _ = see(&mut seen, &objective);
        }
        for index in 0..island.len() {
            for sign in [1.0, -1.0] {
                if is_narrow(seen[index]) && see(&mut seen, &[(index, sign)]).is_none() {
                    // Without a bound it can be anything.
                    seen[index].1 = PLENTY;
                }
            }
        }
        let is_fixed = |index: &usize| is_narrow(seen[*index]);
        (0..island.len()).filter(is_fixed).map(|index| island[index]).collect()
    }
}
