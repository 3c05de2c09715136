//! The Всероссийские проверочные работы: marks of each school and how they agree with the journal.

use crate::district::{District, School, Year};
use crate::random::{Random, probability};

/// A subject of the проверочные работы.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Subject {
    /// Its name.
    pub(crate) name: &'static str,
    /// How much easier than the middle its papers are.
    ease: f64,
}

/// The subjects of the sample.
pub(crate) const SUBJECTS: [Subject; 4] = [
    Subject { name: "Русский язык", ease: 0.0 },
    Subject { name: "Математика", ease: 0.06 },
    Subject { name: "История", ease: 0.16 },
    Subject { name: "Биология", ease: 0.1 },
];

/// The grades in which all subjects are written.
const GRADES: [u16; 3] = [5, 6, 7];

/// The subjects that are written in grade 4 as well, which ends the primary school.
const PRIMARY: [Subject; 2] = [SUBJECTS[0], SUBJECTS[1]];

/// One paper: what was written, by whom and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paper {
    /// The school year.
    pub(crate) year: Year,
    /// The subject.
    pub(crate) subject: Subject,
    /// The grade.
    pub(crate) grade: u16,
}

impl Paper {
    /// Returns the papers of a year.
    pub(crate) fn all(year: Year) -> Vec<Self> {
        let primary = PRIMARY.map(|subject| Self { year, subject, grade: 4 });
        let others = SUBJECTS
            .into_iter()
            .flat_map(|subject| GRADES.map(|grade| Self { year, subject, grade }));
        primary.into_iter().chain(others).collect()
    }

    /// Returns the end of the names of its files.
    pub(crate) fn tail(self, ending: &str) -> String {
        format!("{}. {} класс.{ending}", self.subject.name, self.grade)
    }

    /// Returns how the paper shifts the strength of a pupil: papers get harder with the grade.
    fn ease(self) -> f64 {
        let by_grade = 0.34 - 0.24 * (f64::from(self.grade) - 5.0);
        self.subject.ease + by_grade
    }
}

/// The result of a group of pupils in one paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// How many got «2», «3», «4» and «5».
    pub(crate) marks: [u32; 4],
    /// How many got less than the journal says, the same, more.
    pub(crate) journal: [u32; 3],
}

impl Outcome {
    /// Returns the number of pupils.
    pub(crate) fn participants(&self) -> u32 {
        self.marks.iter().sum()
    }

    /// Adds the pupils of another group.
    pub(crate) fn add(&mut self, other: &Self) {
        for (sum, count) in self.marks.iter_mut().zip(other.marks) {
            *sum += count;
        }
        for (sum, count) in self.journal.iter_mut().zip(other.journal) {
            *sum += count;
        }
    }
}

/// What one pupil got.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    /// The mark: 0 stands for «2» and 3 for «5».
    pub(crate) mark: usize,
    /// Whether it is lower than the journal's (0), the same (1) or higher (2).
    pub(crate) journal: usize,
}

/// Returns the works of the pupils of one school who were there.
pub(crate) fn school_works(district: &District, school: &School, paper: Paper) -> Vec<Work> {
    let Paper { year, subject, grade } = paper;
    let mut random = Random::stream(&[&"paper", &school.number, &year.0, &subject.name, &grade]);
    let present = random.binomial(district.enrolment(school, year, grade), 0.95);
    let strength = school.strength(year) + paper.ease() + 0.2 * random.normal();
    let mut work = |_| {
        let mark = draw_mark(&mut random, strength);
        Work { mark, journal: journal_change(&mut random, mark, school.generosity) }
    };
    (0..present).map(&mut work).collect()
}

/// Returns the result of one school.
pub(crate) fn school_outcome(district: &District, school: &School, paper: Paper) -> Outcome {
    let mut outcome = Outcome::default();
    for work in school_works(district, school, paper) {
        outcome.marks[work.mark] += 1;
        outcome.journal[work.journal] += 1;
    }
    outcome
}

/// What the middle pupil has for «3», «4» and «5»; less than zero is not enough.
const CUTS: [f64; 3] = [2.6, -0.35, -2.0];

/// Draws a mark.
fn draw_mark(random: &mut Random, strength: f64) -> usize {
    // The chance to get at least «3», «4» and «5».
    let chances = CUTS.map(|cut| probability(1.15 * strength + cut));
    let level = random.unit();
    chances.iter().filter(|&&chance| level < chance).count()
}

/// Draws how the mark agrees with the journal.
fn journal_change(random: &mut Random, mark: usize, generosity: f64) -> usize {
    // A «2» hardly ever stands in a journal, and nothing is above «5».
    let [lower, higher] = match mark {
        0 => [0.85, 0.0],
        1 => [generosity, 0.02],
        2 => [0.8 * generosity, 0.09],
        _ => [0.0, 0.16],
    };
    let level = random.unit();
    if level < lower {
        0
    } else if level < lower + higher {
        2
    } else {
        1
    }
}

/// The result of the region or of the country, which are too large to be drawn pupil by pupil.
pub(crate) struct Territory {
    /// The number of schools that took part.
    pub(crate) schools: u32,
    /// What their pupils got.
    pub(crate) outcome: Outcome,
}

/// Returns the result of the whole country.
pub(crate) fn country(paper: Paper) -> Territory {
    territory(paper, "country", [34_900, 1_372_000], 0.17)
}

/// Returns the result of the region.
pub(crate) fn region(paper: Paper) -> Territory {
    territory(paper, "region", [1_140, 37_600], 0.08)
}

fn territory(paper: Paper, name: &str, [schools, pupils]: [u32; 2], shift: f64) -> Territory {
    let parts: [&dyn std::fmt::Display; 4] =
        [&name, &paper.year.0, &paper.subject.name, &paper.grade];
    let mut random = Random::stream(&parts);
    let schools = schools + random.below(schools / 40);
    let pupils = pupils + random.below(pupils / 16);
    let strength = paper.ease() + shift + 0.03 * paper.year.age() + 0.05 * random.normal();
    let [three, four, five] = CUTS.map(|cut| probability(1.15 * strength + cut));
    let lower = 0.2 + 0.04 * random.unit();
    let higher = 0.07 + 0.02 * random.unit();
    let outcome = Outcome {
        marks: split(pupils, &[1.0 - three, three - four, four - five]),
        journal: split(pupils, &[lower, 1.0 - lower - higher]),
    };
    Territory { schools, outcome }
}

/// Splits a number by the shares of all parts but the last, which takes what is left.
fn split<const PARTS: usize>(total: u32, shares: &[f64]) -> [u32; PARTS] {
    let mut parts = [0; PARTS];
    for (part, share) in parts.iter_mut().zip(shares) {
        *part = (f64::from(total) * share).round() as u32;
    }
    parts[PARTS - 1] = total - parts.iter().sum::<u32>();
    parts
}
