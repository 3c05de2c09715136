//! The kindergartens of the district; like its schools, they do not exist.

use crate::district::Year;
use crate::random::Random;
use crate::roster::Area;

/// A kindergarten.
pub(super) struct Kindergarten {
    /// Its place in the list, from one.
    pub(super) number: u32,
    /// The word it is called by.
    name: &'static str,
    /// The town or the village.
    place: &'static str,
    /// Where it is.
    pub(super) area: Area,
    /// The usual number of groups.
    groups: u32,
}

/// Name, place, area and groups.
const ROSTER: [(&str, &str, Area, u32); 20] = [
    ("Ромашка", "г. Горненск", Area::Town, 12),
    ("Солнышко", "г. Горненск", Area::Town, 11),
    ("Ласточка", "г. Горненск", Area::Town, 9),
    ("Радуга", "г. Горненск", Area::Town, 8),
    ("Орлёнок", "г. Горненск", Area::Town, 7),
    ("Родничок", "г. Горненск", Area::Town, 6),
    ("Теремок", "г. Горненск", Area::Town, 6),
    ("Журавлик", "с. Агурли", Area::Village, 5),
    ("Колосок", "с. Балхарти", Area::Village, 4),
    ("Берёзка", "с. Берёзовка", Area::Village, 4),
    ("Гвоздика", "с. Гамзуни", Area::Village, 4),
    ("Зарница", "с. Зелёновка", Area::Village, 4),
    ("Капелька", "с. Каменный Брод", Area::Village, 4),
    ("Улыбка", "с. Каругли", Area::Village, 5),
    ("Светлячок", "с. Лахшиди", Area::Village, 4),
    ("Ручеёк", "с. Озёрное", Area::Village, 3),
    ("Звёздочка", "с. Самирди", Area::Village, 4),
    ("Эдельвейс", "с. Инхалитли", Area::Mountain, 2),
    ("Подснежник", "с. Цимурди", Area::Mountain, 2),
    ("Тюльпан", "с. Юхарти", Area::Mountain, 1),
];

/// What a kindergarten reports of a year.
pub(super) struct Figures {
    /// Groups in all, compensating, combined.
    pub(super) groups: [u32; 3],
    /// Groups for children under three.
    pub(super) groups_young: u32,
    /// Children in all, under three, girls.
    pub(super) children: [u32; 3],
    /// Days of attendance; missed in all; missed through illness.
    pub(super) days: [u32; 3],
    /// Teachers in all, with higher education, of the highest and of the first category.
    pub(super) teachers: [u32; 4],
}

/// Returns the kindergartens in the order of their codes.
pub(super) fn all() -> impl Iterator<Item = Kindergarten> {
    (1..).zip(ROSTER).map(|(number, (name, place, area, groups))| Kindergarten {
        number,
        name,
        place,
        area,
        groups,
    })
}

impl Kindergarten {
    /// Returns the six digits of its code.
    pub(super) fn code(&self) -> String {
        format!("0503{:02}", self.number)
    }

    /// Returns its short name.
    pub(super) fn short_name(&self) -> String {
        format!("МКДОУ «Детский сад „{}“ {}»", self.name, self.place)
    }

    /// Returns how good it is: 0 is the middle.
    pub(super) fn quality(&self) -> f64 {
        let mut random = Random::stream(&[&"kindergarten", &self.number]);
        0.6 * random.normal() + if self.area == Area::Town { 0.3 } else { 0.0 }
    }

    /// Returns what it reports of a year.
    pub(super) fn figures(&self, year: Year) -> Figures {
        let mut kept = Random::stream(&[&"85-k", &self.number]);
        let mut changes = Random::stream(&[&"85-k", &self.number, &year.0]);
        let size = match self.area {
            Area::Town => 22.0 + 3.0 * kept.unit(),
            Area::Village => 16.0 + 4.0 * kept.unit(),
            Area::Mountain => 10.0 + 3.0 * kept.unit(),
        };
        let special = |least: u32, share: f64, random: &mut Random| {
            if self.groups >= least { random.binomial(self.groups / 3, share) } else { 0 }
        };
        let (compensating, combined) = (special(6, 0.35, &mut kept), special(4, 0.4, &mut kept));
        let children = f64::from(self.groups) * size * (1.0 - 0.02 * year.age());
        let children = (children + 3.0 * changes.normal()).round().max(5.0) as u32;
        let groups_young = (self.groups + 2) / 4;
        let young = changes.binomial(children, f64::from(groups_young) / f64::from(self.groups));
        let girls = changes.binomial(children, 0.49);
        let open = 247;
        let ill = children * 9 + changes.below(children * 6 + 1);
        let missed = ill + children * (30 + changes.below(25));
        let teachers = (f64::from(self.groups) * 1.9).round() as u32 + 1;
        let higher = kept.binomial(teachers, 0.62);
        let category = changes.binomial(teachers, 0.4 + 0.06 * self.quality());
        let highest = category / 3;
        Figures {
            groups: [self.groups, compensating, combined],
            groups_young,
            children: [children, young, girls],
            days: [children * open - missed, missed, ill],
            teachers: [teachers, higher, highest, category - highest],
        }
    }
}
