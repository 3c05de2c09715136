//! The schools of the invented district: what is fixed about each of them. The town, the villages
//! and the schools do not exist; no school is named after a person.

use Kind::{Basic, Gymnasium, Lyceum, Primary, Secondary};

/// The kind of a school, as the register writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Grades 1–4.
    Primary,
    /// Grades 1–9.
    Basic,
    /// Grades 1–11.
    Secondary,
    /// Grades 1–11, advanced mathematics.
    Lyceum,
    /// Grades 1–11, advanced humanities.
    Gymnasium,
}

/// Where a school is; the register's «Тип местности».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    /// The district's only town.
    Town,
    /// A village of the valley.
    Village,
    /// A village of the mountains, with 1–9 pupils in a class.
    Mountain,
}

/// What is fixed about a school.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Its number or, outside the town, the adjective of its village.
    pub(crate) name: &'static str,
    /// Its kind.
    pub(crate) kind: Kind,
    /// Where it is.
    pub(crate) area: Area,
    /// The usual number of children in one grade.
    pub(crate) grade_size: f64,
    /// The school year (by its autumn) it opened in, when that is within the sample.
    pub(crate) opens: Option<u16>,
    /// The last school year it worked in, when that is within the sample.
    pub(crate) closes: Option<u16>,
    /// The name of the school that took its pupils.
    pub(crate) successor: Option<&'static str>,
    /// Whether it was renamed in 2023-24.
    pub(crate) renamed: bool,
}

const fn entry(name: &'static str, kind: Kind, area: Area, grade_size: f64) -> Entry {
    let (opens, closes, successor, renamed) = (None, None, None, false);
    Entry { name, kind, area, grade_size, opens, closes, successor, renamed }
}

const fn town(name: &'static str, kind: Kind, grade_size: f64) -> Entry {
    entry(name, kind, Area::Town, grade_size)
}

const fn village(name: &'static str, kind: Kind, grade_size: f64) -> Entry {
    entry(name, kind, Area::Village, grade_size)
}

const fn mountain(name: &'static str, kind: Kind, grade_size: f64) -> Entry {
    entry(name, kind, Area::Mountain, grade_size)
}

/// The school that closes after 2022-23; its pupils leave the district.
const CLOSED: Entry = Entry { closes: Some(2022), ..mountain("Шутлибская", Basic, 3.0) };

/// The school that joins another one after 2023-24.
const MERGED: Entry = Entry {
    closes: Some(2023),
    successor: Some("Верхнеирдашская"),
    ..village("Нижнеирдашская", Basic, 6.0)
};

/// The school that opens in 2024-25.
const OPENED: Entry = Entry { opens: Some(2024), ..town("№ 12", Basic, 15.0) };

/// The school that gets another name in 2023-24 and keeps its login and code.
const RENAMED: Entry =
    Entry { renamed: true, ..village("Каменнобродская", Secondary, 11.0) };

/// All schools of the three years, in the order of their codes.
pub(crate) const ROSTER: [Entry; 62] = [
    town("№ 1", Secondary, 104.0),
    town("№ 2", Secondary, 28.0),
    town("№ 3", Gymnasium, 36.0),
    town("№ 4", Secondary, 22.0),
    town("№ 5", Secondary, 20.0),
    town("№ 6", Basic, 15.0),
    town("№ 7", Secondary, 26.0),
    town("№ 8", Lyceum, 33.0),
    town("№ 9", Secondary, 18.0),
    town("№ 10", Basic, 14.0),
    town("№ 11", Primary, 20.0),
    OPENED,
    village("Агурлинская", Secondary, 14.0),
    village("Балхартинская", Secondary, 12.0),
    village("Берёзовская", Secondary, 10.0),
    village("Бишутлинская", Basic, 7.0),
    village("Вардахинская", Secondary, 9.0),
    village("Верхнеирдашская", Secondary, 8.0),
    MERGED,
    village("Гамзунинская", Secondary, 11.0),
    village("Гоцурдинская", Secondary, 8.0),
    village("Дибарлинская", Secondary, 10.0),
    village("Зелёновская", Secondary, 13.0),
    village("Ингердинская", Secondary, 8.0),
    RENAMED,
    village("Каруглинская", Secondary, 15.0),
    village("Келдахская", Basic, 6.0),
    village("Кумталинская", Secondary, 10.0),
    village("Лахшидинская", Secondary, 12.0),
    village("Лугутлинская", Secondary, 8.0),
    village("Мехитлинская", Basic, 7.0),
    village("Накитлинская", Secondary, 9.0),
    village("Озёрская", Secondary, 11.0),
    village("Орсутинская", Basic, 6.0),
    village("Пиркентлинская", Secondary, 8.0),
    village("Риквартинская", Secondary, 10.0),
    village("Родниковская", Primary, 8.0),
    village("Самирдинская", Secondary, 13.0),
    village("Сулагарская", Secondary, 9.0),
    village("Тахурдинская", Secondary, 8.0),
    village("Хартулинская", Secondary, 8.0),
    village("Эрсанлинская", Primary, 6.0),
    mountain("Акшурдинская", Secondary, 5.0),
    mountain("Гунзитлибская", Basic, 4.0),
    mountain("Жанхутлинская", Secondary, 5.0),
    mountain("Зиратлинская", Basic, 3.0),
    mountain("Инхалитлинская", Secondary, 6.0),
    mountain("Мурдалинская", Basic, 3.0),
    mountain("Ниждалинская", Basic, 4.0),
    mountain("Обурдинская", Secondary, 5.0),
    mountain("Панахлинская", Primary, 2.5),
    mountain("Рутхалинская", Basic, 3.0),
    mountain("Тлохурдинская", Secondary, 5.0),
    mountain("Урибахинская", Basic, 2.5),
    mountain("Фирзалинская", Secondary, 4.0),
    mountain("Хиндалинская", Basic, 3.0),
    mountain("Цимурдинская", Secondary, 6.0),
    mountain("Цулдахская", Primary, 2.0),
    mountain("Чирартахская", Basic, 4.0),
    CLOSED,
    mountain("Юхартинская", Secondary, 5.0),
    mountain("Яргилинская", Basic, 2.5),
];
