//! Protocols of the ОГЭ: one pupil a row, no names. The tasks, their points and the scales are
//! like those of the real exams, but not the papers of any year.

use crate::district::{District, School, Year};
use crate::random::{Random, probability};
use crate::sheet::{Cell, Sheet};

/// An exam.
struct Exam {
    subject: &'static str,
    /// The share of pupils who take it.
    share: f64,
    /// How much easier than the middle it is.
    ease: f64,
    /// The points of the tasks with a short answer.
    short: &'static [u32],
    /// The points of the tasks with a long answer.
    long: &'static [u32],
    /// The least points for «3», «4» and «5».
    scale: [u32; 3],
    /// Day and month.
    date: &'static str,
}

const EXAMS: [Exam; 4] = [
    Exam {
        subject: "Русский язык",
        share: 1.0,
        ease: 0.72,
        short: &[1; 7],
        long: &[2, 3, 2, 2, 3, 2, 2, 2, 2, 2, 2, 2],
        scale: [15, 23, 29],
        date: "03.06",
    },
    Exam {
        subject: "Математика",
        share: 1.0,
        ease: 0.06,
        short: &[1; 19],
        long: &[2; 6],
        scale: [8, 15, 22],
        date: "06.06",
    },
    Exam {
        subject: "Обществознание",
        share: 0.62,
        ease: 0.46,
        short: &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
        long: &[2, 3, 2, 4, 2, 2, 3, 2],
        scale: [14, 24, 32],
        date: "11.06",
    },
    Exam {
        subject: "Биология",
        share: 0.38,
        ease: 0.36,
        short: &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
        long: &[2, 3, 3, 3, 3],
        scale: [13, 26, 38],
        date: "18.06",
    },
];

/// A pupil who leaves grade 9.
pub(super) struct Leaver<'a> {
    pub(super) school: &'a School,
    pub(super) class: String,
    pub(super) code: u32,
    pub(super) ability: f64,
}

/// The names of the exams.
pub(super) fn subjects() -> [&'static str; EXAMS.len()] {
    EXAMS.map(|exam| exam.subject)
}

/// Returns the protocols of a year by subject.
pub(super) fn sheets(district: &District, year: Year) -> Vec<(&'static str, Sheet)> {
    let leavers = leavers(district, year);
    EXAMS.iter().map(|exam| (exam.subject, protocol(exam, &leavers, year))).collect()
}

/// Returns the pupils of all schools. In 2023-24 three are still listed under the code of the
/// school that closed a year before.
pub(super) fn leavers(district: &District, year: Year) -> Vec<Leaver<'_>> {
    let closed = (year.0 == 2023).then(|| (district.closed_school(), 3));
    let schools =
        district.schools(year).map(|school| (school, district.enrolment(school, year, 9)));
    let mut groups: Vec<(&School, u32)> = schools.chain(closed).collect();
    groups.sort_by_key(|(school, _)| school.number);
    let mut leavers = Vec::new();
    for (school, count) in groups {
        let mut random = Random::stream(&[&"leavers", &school.number, &year.0]);
        let strength = school.strength(year);
        let classes = count.div_ceil(25);
        for index in 0..count {
            let letter = ["А", "Б", "В", "Г", "Д"][(index * classes / count) as usize];
            let class = if classes > 1 { format!("9{letter}") } else { "9".to_owned() };
            let code = 10_001 + leavers.len() as u32 * 7;
            let ability = 0.8 * strength + 0.5 * random.normal();
            leavers.push(Leaver { school, class, code, ability });
        }
    }
    leavers
}

fn protocol(exam: &Exam, leavers: &[Leaver<'_>], year: Year) -> Sheet {
    let mut sheet = Sheet::new("Протокол", &[6, 10, 8, 14, 32, 42, 12, 10]);
    sheet.push_line("Протокол проверки результатов ОГЭ");
    sheet.push_line("Субъект РФ: Республика Нагорная");
    sheet.push_line("МСУ: 501 – Горненский муниципальный район");
    sheet.push_line(format!("Предмет: {}", exam.subject));
    sheet.push_line(format!("Дата экзамена: {}.{}", exam.date, year.spring()));
    if year.0 == 2024 {
        sheet.push_line("Этап: основной");
    }
    sheet.push_line("");
    let long = if year.0 == 2022 {
        "Задания с развернутым ответом"
    } else {
        "Задания с развёрнутым ответом"
    };
    sheet.push_heading(&[
        "№",
        "Код ОО",
        "Класс",
        "Код участника",
        "Задания с кратким ответом",
        long,
        "Первичный балл",
        "Отметка",
    ]);
    let works = leavers.iter().filter_map(|leaver| Some((leaver, work(exam, leaver, year)?)));
    for (number, (leaver, work)) in (1..).zip(works) {
        sheet.push(row(number, leaver, work, year));
    }
    sheet
}

/// What a pupil wrote in an exam.
struct Work {
    short: String,
    long: String,
    points: u32,
    mark: u32,
}

/// Returns the work of a pupil, who may not take the exam.
fn work(exam: &Exam, leaver: &Leaver<'_>, year: Year) -> Option<Work> {
    let mut random = Random::stream(&[&"oge", &year.0, &exam.subject, &leaver.code]);
    if !random.chance(exam.share) {
        return None;
    }
    let ability = leaver.ability + exam.ease + 0.2 * random.normal();
    let (short, short_points) = short_answers(exam.short, ability, &mut random);
    let (long, long_points) = long_answers(exam.long, ability - 0.1, &mut random);
    let points = short_points + long_points;
    let mark = 2 + exam.scale.iter().filter(|&&least| points >= least).count() as u32;
    Some(Work { short, long, points, mark })
}

/// Returns the marks of a pupil, exam by exam.
pub(super) fn marks(leaver: &Leaver<'_>, year: Year) -> [Option<u32>; EXAMS.len()] {
    EXAMS.each_ref().map(|exam| work(exam, leaver, year).map(|work| work.mark))
}

fn row(number: u32, leaver: &Leaver<'_>, work: Work, year: Year) -> Vec<Cell> {
    let Work { short, long, points, mark } = work;
    // The text files of 2022-23 write the points with a decimal comma: «21,0».
    let points = match year.0 {
        2022 => Cell::Decimal { scaled: i64::from(points) * 10, places: 1 },
        _ => points.into(),
    };
    vec![
        number.into(),
        leaver.school.code().into(),
        leaver.class.clone().into(),
        leaver.code.to_string().into(),
        short.into(),
        long.into(),
        points,
        mark.into(),
    ]
}

/// Answers tasks from easy to hard: `+` or `-` for one point, the points themselves for more.
fn short_answers(tasks: &[u32], ability: f64, random: &mut Random) -> (String, u32) {
    let (mut text, mut sum) = (String::new(), 0);
    for (index, &most) in tasks.iter().enumerate() {
        let hardness = 2.2 * index as f64 / tasks.len() as f64 - 0.9;
        let points = random.binomial(most, probability(1.6 * (ability - hardness)));
        text += &match (most, points) {
            (1, 0) => "-".to_owned(),
            (1, _) => "+".to_owned(),
            (_, points) => points.to_string(),
        };
        sum += points;
    }
    (text, sum)
}

/// Answers tasks with the most points in brackets: `2(3)`.
fn long_answers(tasks: &[u32], ability: f64, random: &mut Random) -> (String, u32) {
    let (mut text, mut sum) = (String::new(), 0);
    for &most in tasks {
        let points = random.binomial(most, probability(1.6 * ability));
        text.extend([points.to_string(), format!("({most})")]);
        sum += points;
    }
    (text, sum)
}
