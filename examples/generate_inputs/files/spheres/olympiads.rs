//! The school olympiad: who took part in its three stages and with what result. Those whom a jury
//! gave a diploma come to the next stage.

use std::collections::BTreeMap;

use crate::district::{District, School, Year};
use crate::random::{Random, probability};

/// A stage of the olympiad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// At the school, grades 4–11.
    School,
    /// In the district, grades 7–11.
    District,
    /// In the republic, grades 9–11.
    Region,
}

/// A subject of the olympiad.
pub(crate) struct Subject {
    /// Its name.
    pub(crate) name: &'static str,
    /// The least grade with tasks.
    first_grade: u16,
    /// The share of those who take it as their first subject.
    weight: f64,
    /// The greatest number of points.
    pub(crate) most: u32,
    /// Whether half points are given.
    halves: bool,
}

const fn subject(name: &'static str, first_grade: u16, weight: f64, most: u32) -> Subject {
    Subject { name, first_grade, weight, most, halves: false }
}

/// The subjects of the sample.
pub(crate) const SUBJECTS: [Subject; 5] = [
    subject("Математика", 4, 0.34, 35),
    subject("Русский язык", 4, 0.3, 50),
    Subject { halves: true, ..subject("Биология", 5, 0.14, 60) },
    subject("История", 5, 0.1, 100),
    subject("Обществознание", 6, 0.12, 80),
];

/// What a jury decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Award {
    Winner,
    Diploma,
    None,
}

/// The work of one pupil.
#[derive(Clone)]
pub(crate) struct Work<'a> {
    /// The school of the pupil.
    pub(crate) school: &'a School,
    /// What stands for the pupil in all subjects and stages of the year.
    pub(crate) pupil: String,
    /// The grade the pupil is in.
    pub(crate) grade: u16,
    /// The grade whose tasks were done.
    pub(crate) tasks: u16,
    ability: f64,
    /// The points in tenths; nothing when the pupil did not come.
    pub(crate) tenths: Option<u32>,
    /// The decision of the jury.
    pub(crate) award: Award,
}

/// Returns the works of a stage in a subject, in the order of schools and pupils.
pub(crate) fn works<'a>(
    district: &'a District,
    year: Year,
    stage: Stage,
    subject: &Subject,
) -> Vec<Work<'a>> {
    let mut works = match stage {
        Stage::School => entrants(district, year, subject),
        Stage::District => promoted(works(district, year, Stage::School, subject), 7, 0),
        Stage::Region => {
            let least = subject.most * 5;
            promoted(works(district, year, Stage::District, subject), 9, least)
        }
    };
    for work in &mut works {
        let mut random =
            Random::stream(&[&"work", &(stage as u8), &subject.name, &work.pupil, &year.0]);
        work.tenths = points(work, stage, subject, &mut random);
    }
    judge(&mut works, stage, subject);
    works
}

/// Returns those of a stage who come to the next one.
fn promoted(works: Vec<Work<'_>>, first_grade: u16, least: u32) -> Vec<Work<'_>> {
    let comes = |work: &Work<'_>| {
        work.award != Award::None
            && work.tasks >= first_grade
            && work.tenths.is_some_and(|tenths| tenths >= least)
    };
    works.into_iter().filter(comes).collect()
}

/// Returns the pupils of all schools who take the subject at school.
fn entrants<'a>(district: &'a District, year: Year, subject: &Subject) -> Vec<Work<'a>> {
    let mut works = Vec::new();
    for school in district.schools(year) {
        let strength = school.strength(year);
        let mut random = Random::stream(&[&"olympiad", &school.number]);
        let active = 0.38 + 0.06 * strength + 0.03 * year.age() + 0.06 * random.normal();
        for grade in 4..=11 {
            for index in 1..=district.enrolment(school, year, grade) {
                let pupil = format!("{}-{grade:02}-{index:03}", school.code());
                let mut random = Random::stream(&[&"talent", &pupil, &year.0]);
                let takes_part = random.chance(active);
                let ability = 0.8 * strength + 0.5 * random.normal();
                if !takes_part || !takes(subject, grade, &mut random) {
                    continue;
                }
                let older = grade < 11 && random.chance(0.02);
                let tasks = grade + u16::from(older);
                let award = Award::None;
                works.push(Work { school, pupil, grade, tasks, ability, tenths: None, award });
            }
        }
    }
    works
}

/// Tells whether a pupil who takes part takes this subject: everybody has a first subject, and
/// each other one with a small chance.
fn takes(subject: &Subject, grade: u16, random: &mut Random) -> bool {
    let open: Vec<&Subject> = SUBJECTS.iter().filter(|other| grade >= other.first_grade).collect();
    let total: f64 = open.iter().map(|other| other.weight).sum();
    let mut level = random.unit() * total;
    let mut chosen = false;
    for other in open {
        let is_first = level >= 0.0 && level < other.weight;
        level -= other.weight;
        let also = random.chance(0.14);
        chosen |= other.name == subject.name && (is_first || also);
    }
    chosen
}

/// Returns the points; now and then a pupil does not come.
fn points(work: &Work<'_>, stage: Stage, subject: &Subject, random: &mut Random) -> Option<u32> {
    if random.chance(0.02) {
        return None;
    }
    let hardness = match stage {
        Stage::School => 0.35,
        Stage::District => 1.1,
        Stage::Region => 1.2,
    };
    let share = probability(1.4 * (work.ability - hardness + 0.5 * random.normal()));
    let points = random.binomial(subject.most, share);
    let half = subject.halves && points < subject.most && random.chance(0.5);
    Some(10 * points + if half { 5 } else { 0 })
}

/// Gives the awards: the best of a grade wins if more than half of the points are his, the next
/// ones within the quota get a diploma. At school each school has a jury of its own.
fn judge(works: &mut [Work<'_>], stage: Stage, subject: &Subject) {
    let mut contests: BTreeMap<(u32, u16), Vec<usize>> = BTreeMap::new();
    for (index, work) in works.iter_mut().enumerate() {
        work.award = Award::None;
        let jury = if stage == Stage::School { work.school.number } else { 0 };
        contests.entry((jury, work.tasks)).or_default().push(index);
    }
    let most = 10 * subject.most;
    let (quota, least) = match stage {
        Stage::School => (0.3, most * 4 / 10),
        Stage::District => (0.3, most * 35 / 100),
        Stage::Region => (0.35, most * 45 / 100),
    };
    for ((jury, grade), mut indices) in contests {
        indices.retain(|&index| works[index].tenths.is_some());
        indices.sort_by_key(|&index| std::cmp::Reverse(works[index].tenths));
        let awarded = (quota * indices.len() as f64).ceil() as usize;
        let best = indices.first().and_then(|&index| works[index].tenths);
        // Some juries at schools make the best one a winner whatever the points.
        let is_lax = jury % 11 == 3 && grade % 2 == 1;
        for (place, index) in indices.into_iter().enumerate() {
            let Some(points) = works[index].tenths else { continue };
            works[index].award = if Some(points) == best && (2 * points > most || is_lax) {
                Award::Winner
            } else if place < awarded && points >= least {
                Award::Diploma
            } else {
                Award::None
            };
        }
    }
}
