//! The district over three school years: which schools there are, what they are called, how many
//! children they teach and how strong their pupils are.

use crate::random::Random;
use crate::roster::{Area, Entry, Kind, ROSTER};

/// The district as the files name it.
pub(crate) const DISTRICT: &str = "Горненский муниципальный район";
/// The region as ФИС ОКО names it.
pub(crate) const REGION: &str = "Респ. Нагорная";

/// A school year, by the calendar year of its autumn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Year(pub(crate) u16);

impl Year {
    /// The years of the sample.
    pub(crate) const ALL: [Self; 3] = [Self(2022), Self(2023), Self(2024)];

    /// Returns the name of the year's folder, such as `2024-25`.
    pub(crate) fn folder(self) -> String {
        format!("{}-{:02}", self.0, self.spring() % 100)
    }

    /// Returns the calendar year of the spring, in which exams are held.
    pub(crate) fn spring(self) -> u16 {
        self.0 + 1
    }

    /// Returns how many years have passed since the first one.
    pub(crate) fn age(self) -> f64 {
        f64::from(self.0 - Self::ALL[0].0)
    }
}

/// A school of the district.
#[derive(Debug)]
pub(crate) struct School {
    /// Its place in the roster, from one.
    pub(crate) number: u32,
    /// What is fixed about it.
    pub(crate) entry: Entry,
    /// How strong its pupils are; 0 is the middle, 1 very strong.
    quality: f64,
    /// How readily its journals give a mark more than the work deserves.
    pub(crate) generosity: f64,
}

impl School {
    fn new(number: u32, entry: Entry) -> Self {
        let mut random = Random::stream(&[&"school", &number]);
        let middle = match (entry.kind, entry.area) {
            (Kind::Lyceum | Kind::Gymnasium, _) => 1.0,
            (_, Area::Town) => 0.15,
            (_, Area::Village) => 0.0,
            (_, Area::Mountain) => -0.15,
        };
        let quality = middle + 0.32 * random.normal();
        let generous = random.chance(0.2);
        let generosity = if generous { 0.34 } else { 0.12 } + 0.12 * random.unit();
        Self { number, entry, quality, generosity }
    }

    /// Returns the six digits of the school's code.
    pub(crate) fn code(&self) -> String {
        format!("0501{:02}", self.number)
    }

    /// Returns the login of the school in ФИС ОКО; its order differs from that of the codes.
    pub(crate) fn login(&self) -> String {
        format!("edu05{:04}", 3100 + self.number * 23 % 67)
    }

    /// Tells whether the school works in a year.
    pub(crate) fn exists(&self, year: Year) -> bool {
        self.entry.opens.is_none_or(|first| first <= year.0)
            && self.entry.closes.is_none_or(|last| year.0 <= last)
    }

    /// Returns the strength of the school's pupils in a year.
    pub(crate) fn strength(&self, year: Year) -> f64 {
        let mut random = Random::stream(&[&"drift", &self.number, &year.0]);
        self.quality + 0.05 * year.age() + 0.1 * random.normal()
    }

    /// Returns the last grade the school teaches.
    pub(crate) fn last_grade(&self) -> u16 {
        match self.entry.kind {
            Kind::Primary => 4,
            Kind::Basic => 9,
            Kind::Secondary | Kind::Lyceum | Kind::Gymnasium => 11,
        }
    }

    /// Returns the legal form in words and in letters.
    fn legal_form(&self) -> (&'static str, &'static str) {
        match self.entry.kind {
            Kind::Lyceum | Kind::Gymnasium => {
                ("Муниципальное бюджетное общеобразовательное учреждение", "МБОУ")
            }
            _ => ("Муниципальное казённое общеобразовательное учреждение", "МКОУ"),
        }
    }

    /// Returns the full name of the school in a year.
    pub(crate) fn full_name(&self, year: Year) -> String {
        let form = self.legal_form().0;
        let name = self.entry.name;
        let kind = match self.entry.kind {
            Kind::Primary => "начальная общеобразовательная школа",
            Kind::Basic => "основная общеобразовательная школа",
            Kind::Secondary => "средняя общеобразовательная школа",
            Kind::Lyceum => "лицей",
            Kind::Gymnasium => "гимназия",
        };
        match self.entry.area {
            _ if self.renamed(year) => format!("{form} «Образовательный центр „Каменный Брод“»"),
            Area::Town => {
                let mut letters = kind.chars();
                let first: String =
                    letters.next().into_iter().flat_map(char::to_uppercase).collect();
                format!("{form} «{first}{} {name} г. Горненска»", letters.as_str())
            }
            Area::Village | Area::Mountain => format!("{form} «{name} {kind}»"),
        }
    }

    /// Returns the short name of the school in a year.
    pub(crate) fn short_name(&self, year: Year) -> String {
        let (form, name) = (self.legal_form().1, self.entry.name);
        let kind = self.kind_name();
        match self.entry.area {
            _ if self.renamed(year) => format!("{form} «ОЦ „Каменный Брод“»"),
            Area::Town => format!("{form} «{kind} {name} г. Горненска»"),
            Area::Village | Area::Mountain => format!("{form} «{name} {kind}»"),
        }
    }

    /// Returns the kind of the school as the register writes it.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.entry.kind {
            Kind::Primary => "НОШ",
            Kind::Basic => "ООШ",
            Kind::Secondary => "СОШ",
            Kind::Lyceum => "Лицей",
            Kind::Gymnasium => "Гимназия",
        }
    }

    fn renamed(&self, year: Year) -> bool {
        self.entry.renamed && year.0 >= 2023
    }
}

/// All schools of the three years.
pub(crate) struct District {
    schools: Vec<School>,
}

impl District {
    /// Builds the district from the roster.
    pub(crate) fn new() -> Self {
        let schools = (1..).zip(ROSTER).map(|(number, entry)| School::new(number, entry));
        Self { schools: schools.collect() }
    }

    /// Returns the schools of a year in the order of their codes.
    pub(crate) fn schools(&self, year: Year) -> impl Iterator<Item = &School> {
        self.schools.iter().filter(move |school| school.exists(year))
    }

    /// Returns the schools of a year in the order of their logins, as ФИС ОКО lists them.
    pub(crate) fn schools_by_login(&self, year: Year) -> Vec<&School> {
        let mut schools: Vec<&School> = self.schools(year).collect();
        schools.sort_by_key(|school| school.login());
        schools
    }

    /// Returns the school that closed within the sample without a successor.
    pub(crate) fn closed_school(&self) -> &School {
        let closed =
            |school: &&School| school.entry.closes.is_some() && school.entry.successor.is_none();
        self.schools.iter().find(closed).expect("the roster has a closed school")
    }

    /// Returns the schools that worked in the year before for the last time.
    pub(crate) fn closed_before(&self, year: Year) -> impl Iterator<Item = &School> {
        let last = year.0 - 1;
        self.schools.iter().filter(move |school| school.entry.closes == Some(last))
    }

    /// Returns the school that took over a closed one.
    pub(crate) fn successor(&self, school: &School) -> Option<&School> {
        let name = school.entry.successor?;
        self.schools.iter().find(|other| other.entry.name == name)
    }

    /// Returns the number of children in one grade of a school, with those of schools it took in.
    pub(crate) fn enrolment(&self, school: &School, year: Year, grade: u16) -> u32 {
        if grade > school.last_grade() {
            return 0;
        }
        let joined = self.schools.iter().filter(|other| {
            other.entry.successor == Some(school.entry.name) && !other.exists(year)
        });
        let joined: u32 = joined.map(|other| self.enrolment(other, year, grade)).sum();
        joined + cohort(school, year, grade)
    }

    /// Returns the number of children in a range of grades.
    pub(crate) fn pupils(
        &self,
        school: &School,
        year: Year,
        grades: std::ops::RangeInclusive<u16>,
    ) -> u32 {
        grades.map(|grade| self.enrolment(school, year, grade)).sum()
    }
}

/// Returns the size of a grade: the cohort keeps its size as it goes through the school, but for a
/// child who comes or leaves, and about half of it stays after grade 9.
fn cohort(school: &School, year: Year, grade: u16) -> u32 {
    let entered = year.0 + 1 - grade;
    let size = school.entry.grade_size;
    let mut random = Random::stream(&[&"cohort", &school.number, &entered]);
    let spread = if size < 10.0 { 1.2 } else { 0.11 * size };
    let mut children = size + spread * random.normal();
    let stays = if school.entry.area == Area::Town { 0.55 } else { 0.42 };
    if grade > 9 {
        children *= stays + 0.1 * (random.unit() - 0.5);
    }
    let mut moves = Random::stream(&[&"moves", &school.number, &entered, &year.0]);
    if children >= 8.0 {
        children += f64::from(moves.below(3)) - 1.0;
    }
    children.round().max(0.0) as u32
}
