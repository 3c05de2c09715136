//! `ЕГЭ.xlsx`: the «фактические» results by school, five measures of each subject side by side.
//! The year stands in the name of the sheet only.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};
use crate::spelling;

/// An exam: its name, the share of pupils who take it, the usual score and the least score.
pub(super) struct Exam(pub(super) &'static str, f64, f64, u32);

/// The exams of the sample.
pub(super) const EXAMS: [Exam; 5] = [
    Exam("Русский язык", 1.0, 61.0, 24),
    Exam("Математика профильная", 0.5, 52.0, 27),
    Exam("Обществознание", 0.45, 53.0, 42),
    Exam("Биология", 0.27, 51.0, 36),
    Exam("История", 0.2, 54.0, 32),
];

const MEASURES: usize = 5;

/// What the pupils of a school or of the district got in one subject.
#[derive(Clone, Copy, Default)]
struct Scores {
    participants: u32,
    failed: u32,
    high: u32,
    perfect: u32,
    sum: u32,
}

/// Returns the sheets of a year; in 2024-25 a draft is left behind a hidden tab.
pub(super) fn sheets(district: &District, year: Year) -> Vec<Sheet> {
    let mut sheets = vec![sheet(district, year, "факт")];
    if year.0 == 2024 {
        let mut draft = sheet(district, year, "черновик");
        draft.hidden = true;
        sheets.push(draft);
    }
    sheets
}

fn sheet(district: &District, year: Year, version: &str) -> Sheet {
    let mut sheet = Sheet::new(format!("{} {version}", year.spring()), &[34, 62]);
    sheet.push_line("Результаты единого государственного экзамена по образовательным организациям");
    sheet.push_line("");
    push_heading(&mut sheet, year);
    let first = sheet.rows.len();
    let mut totals = [Scores::default(); EXAMS.len()];
    for school in district.schools(year).filter(|school| school.last_grade() == 11) {
        let mut row = vec![Cell::Blank, school_label(school, year).into()];
        for (exam, total) in EXAMS.iter().zip(&mut totals) {
            let scores = Scores::draw(exam, (district, school, year), version);
            total.add(&scores);
            row.extend(scores.cells());
        }
        sheet.push(row);
    }
    sheet.set(first, 0, DISTRICT);
    sheet.merge((first, 0), (sheet.rows.len() - 1, 0));
    let mut total = vec![format!("{DISTRICT}, всего").into(), Cell::Blank];
    total.extend(totals.iter().flat_map(Scores::cells));
    sheet.push(total);
    sheet
}

/// Writes a heading of three rows: all results, the subjects, their measures.
fn push_heading(sheet: &mut Sheet, year: Year) {
    // The misprint of the first year was corrected later.
    let failed = match year.0 {
        2022 => "Не преодалели min порог",
        _ => "Не преодолели min порог",
    };
    let measures = ["Приняло участие", failed, "Высокие 80–99", "100 баллов", "Средний балл"];
    let mut subjects = vec!["", ""];
    let mut names = vec!["", ""];
    for exam in &EXAMS {
        subjects.extend([exam.0, "", "", "", ""]);
        names.extend(measures);
    }
    let top = sheet.rows.len();
    sheet.push_heading(&["Муниципалитет", "Образовательная организация", "Результаты ЕГЭ"]);
    sheet.push_heading(&subjects);
    sheet.push_heading(&names);
    sheet.merge((top, 0), (top + 2, 0));
    sheet.merge((top, 1), (top + 2, 1));
    sheet.merge((top, 2), (top, 1 + MEASURES * EXAMS.len()));
    for index in 0..EXAMS.len() {
        let column = 2 + MEASURES * index;
        sheet.merge((top + 1, column), (top + 1, column + MEASURES - 1));
    }
}

/// Writes the code before the name; in 2023-24 every fifth code is set off by another dash.
fn school_label(school: &School, year: Year) -> String {
    let dash = if year.0 == 2023 && school.number.is_multiple_of(5) { '–' } else { '-' };
    format!("{} {dash} {}", school.code(), spelling::short_name(school, year))
}

/// Returns the scores of all who took an exam at a school.
fn draw_scores(
    exam: &Exam,
    (district, school, year): (&District, &School, Year),
    part: &str,
) -> Vec<u32> {
    let &Exam(subject, share, usual, _) = exam;
    let mut random = Random::stream(&[&"ege", &part, &school.number, &year.0, &subject]);
    let pupils = district.enrolment(school, year, 11);
    let middle = usual + 12.0 * school.strength(year) + 2.0 * random.normal();
    let participants = random.binomial(pupils, share);
    let mut score = || (middle + 15.0 * random.normal()).round().clamp(5.0, 100.0) as u32;
    (0..participants).map(|_| score()).collect()
}

/// Returns the scores of each pupil of grade 11, exam by exam. They are those of the sums: the
/// better pupils of a school get the better of its scores, but for some luck.
pub(super) fn pupils(
    district: &District,
    school: &School,
    year: Year,
) -> Vec<[Option<u32>; EXAMS.len()]> {
    let count = district.enrolment(school, year, 11) as usize;
    let mut random = Random::stream(&[&"graduates", &school.number, &year.0]);
    let abilities: Vec<f64> = (0..count).map(|_| random.normal()).collect();
    let mut pupils = vec![[None; EXAMS.len()]; count];
    for (index, exam) in EXAMS.iter().enumerate() {
        let mut scores = draw_scores(exam, (district, school, year), "факт");
        scores.sort_unstable();
        let mut order: Vec<(f64, usize)> = (0..count).map(|pupil| (random.unit(), pupil)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        order.truncate(scores.len());
        for (luck, pupil) in &mut order {
            *luck = abilities[*pupil] + 0.5 * random.normal();
        }
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        for ((_, pupil), score) in order.into_iter().zip(scores) {
            pupils[pupil][index] = Some(score);
        }
    }
    pupils
}

impl Scores {
    fn draw(exam: &Exam, place: (&District, &School, Year), part: &str) -> Self {
        let mut scores = Self::default();
        for score in draw_scores(exam, place, part) {
            scores.participants += 1;
            scores.failed += u32::from(score < exam.3);
            scores.high += u32::from((80..100).contains(&score));
            scores.perfect += u32::from(score == 100);
            scores.sum += score;
        }
        scores
    }

    fn add(&mut self, other: &Self) {
        self.participants += other.participants;
        self.failed += other.failed;
        self.high += other.high;
        self.perfect += other.perfect;
        self.sum += other.sum;
    }

    /// Returns the five measures; a dash where nobody took the exam.
    fn cells(&self) -> [Cell; MEASURES] {
        if self.participants == 0 {
            return [(); MEASURES].map(|()| Cell::from("-"));
        }
        let mean = Cell::quotient(i64::from(self.sum), i64::from(self.participants), 2);
        let [all, failed, high, perfect] =
            [self.participants, self.failed, self.high, self.perfect].map(Cell::from);
        [all, failed, high, perfect, mean]
    }
}
