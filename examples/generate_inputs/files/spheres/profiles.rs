//! What grades 10 and 11 study in depth: the same for the contingent, the exams and the leavers.

use crate::district::{District, School, Year};
use crate::random::Random;
use crate::roster::Kind;

/// A profile and the subjects of choice that belong to it.
pub(super) struct Profile {
    /// Its name in the list of the leavers.
    pub(super) name: &'static str,
    /// Its subjects, the commonest first.
    pub(super) subjects: &'static [&'static str],
}

/// The profiles; the last one is none.
pub(super) const PROFILES: [Profile; 5] = [
    Profile {
        name: "технологический",
        subjects: &["Математика профильная", "Физика", "Информатика"],
    },
    Profile {
        name: "естественно-научный", subjects: &["Биология", "Химия"]
    },
    Profile {
        name: "гуманитарный",
        subjects: &["Обществознание", "История", "Литература", "Английский язык"],
    },
    Profile {
        name: "социально-экономический",
        subjects: &["Обществознание", "Математика профильная", "География"],
    },
    Profile { name: "универсальный", subjects: &[] },
];

/// The least grade that a school divides by profile.
const LEAST: u32 = 6;

/// Returns how many pupils of grade 10 or 11 have each profile. A grade keeps its profiles from
/// the tenth year to the eleventh.
pub(super) fn of_grade(district: &District, school: &School, year: Year, grade: u16) -> [u32; 5] {
    let pupils = district.enrolment(school, year, grade);
    let mut counts = [0; PROFILES.len()];
    if pupils < LEAST {
        counts[PROFILES.len() - 1] = pupils;
        return counts;
    }
    let entered = year.0 + 1 - grade;
    let mut random = Random::stream(&[&"profiles", &school.number, &entered]);
    let (first, second) = match school.entry.kind {
        Kind::Lyceum => (0, 1),
        Kind::Gymnasium => (2, 3),
        _ => (random.below(4) as usize, random.below(4) as usize),
    };
    let special = matches!(school.entry.kind, Kind::Lyceum | Kind::Gymnasium);
    let share = if special { 1.0 } else { 0.35 + 0.3 * random.unit() };
    let in_profile = (f64::from(pupils) * share).round() as u32;
    let in_first = if pupils < 4 * LEAST { in_profile } else { in_profile.div_ceil(2) };
    counts[first] += in_first;
    counts[second] += in_profile - in_first;
    counts[PROFILES.len() - 1] += pupils - in_profile;
    counts
}

/// Returns how many pupils of grade 10 or 11 have a profile at all.
pub(super) fn in_profile(district: &District, school: &School, year: Year, grade: u16) -> u32 {
    of_grade(district, school, year, grade)[..PROFILES.len() - 1].iter().sum()
}
