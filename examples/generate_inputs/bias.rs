//! Schools whose results are doubtful: the markers that ФИОКО publishes, by paper. Where there is
//! a marker, pupils of the school stand in a heap at the border of a mark (`scores.rs`).

use crate::assessment::{Paper, school_works};
use crate::district::{District, School, Year};
use crate::random::Random;

/// Fewer works than this get no marker.
const WORKS_MIN: usize = 6;

/// Tells whether a paper of a school has a marker; only those of grades 4 and 5 in Russian and
/// mathematics are looked at.
pub(crate) fn has_marker(district: &District, school: &School, paper: Paper) -> bool {
    let Paper { year, subject, grade } = paper;
    let is_looked_at = grade <= 5 && ["Русский язык", "Математика"].contains(&subject.name);
    if !is_looked_at || school_works(district, school, paper).len() < WORKS_MIN {
        return false;
    }
    // Generous journals and doubtful papers go together; with the years there are fewer.
    let chance = if school.generosity > 0.34 { 0.34 } else { 0.04 } - 0.01 * year.age();
    Random::stream(&[&"marker", &school.number, &year.0, &subject.name, &grade]).chance(chance)
}

/// Returns the markers of a school in the order of the list: 4 РУ, 4 МА, 5 РУ, 5 МА.
pub(crate) fn markers(district: &District, school: &School, year: Year) -> [bool; 4] {
    let papers = Paper::all(year);
    let cell = |(name, grade): (&str, u16)| {
        let paper = papers.iter().find(|own| own.subject.name == name && own.grade == grade);
        paper.is_some_and(|paper| has_marker(district, school, *paper))
    };
    [("Русский язык", 4), ("Математика", 4), ("Русский язык", 5), ("Математика", 5)].map(cell)
}
