//! `МКДО.xlsx` and `ВСОКО ДО.xlsx`: levels of quality from 1 to 5 by the areas of the monitoring
//! of preschool education, and whether kindergartens assess themselves.

use super::kindergartens;
use super::titled;
use super::yes;
use crate::district::Year;
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// The areas of quality and how many indicators each has here.
const AREAS: [(&str, usize); 9] = [
    ("1. Образовательные ориентиры", 2),
    ("2. Образовательная программа", 2),
    ("3. Содержание образовательной деятельности", 3),
    ("4. Образовательный процесс", 3),
    ("5. Образовательные условия", 3),
    ("6. Условия для детей с ОВЗ", 2),
    ("7. Взаимодействие с родителями", 2),
    ("8. Здоровье, безопасность и уход", 3),
    ("9. Управление и развитие", 2),
];

/// Returns the levels of a year. The sixth area does not apply where there are no such children.
pub(super) fn levels(year: Year) -> Sheet {
    let title = "Мониторинг качества дошкольного образования: уровни по показателям";
    let mut sheet = titled("МКДО", &[6, 10, 52], title, year);
    let top = sheet.rows.len();
    let mut upper = vec!["№ п/п".to_owned(), "Код ДОО".to_owned(), "Наименование ДОО".to_owned()];
    let mut lower = vec![String::new(); 3];
    for (area, (name, count)) in (1..).zip(AREAS) {
        sheet.merge((top, upper.len()), (top, upper.len() + count - 1));
        upper.push(name.to_owned());
        upper.extend(vec![String::new(); count - 1]);
        lower.extend((1..=count).map(|item| format!("Показатель {area}.{item}")));
    }
    for names in [upper, lower] {
        sheet.push_heading(&names.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for column in 0..3 {
        sheet.merge((top, column), (top + 1, column));
    }
    for kindergarten in kindergartens::all() {
        let mut kept = Random::stream(&[&"levels", &kindergarten.number]);
        let with_disabled = kindergarten.figures(year).groups[1..].iter().sum::<u32>() > 0;
        let mut row = vec![
            kindergarten.number.into(),
            kindergarten.code().into(),
            kindergarten.short_name().into(),
        ];
        for (index, (_, count)) in AREAS.iter().enumerate() {
            for _ in 0..*count {
                let exact = 3.1 + kindergarten.quality() + 0.12 * year.age() + 0.7 * kept.normal();
                let level = exact.round().clamp(1.0, 5.0) as u32;
                row.push(if index == 5 && !with_disabled { "х".into() } else { level.into() });
            }
        }
        sheet.push(row);
    }
    sheet.push_line("");
    sheet.push_line("* «х» – область не оценивалась: детей с ОВЗ нет.");
    sheet
}

/// Returns what kindergartens answered about their own assessment.
pub(super) fn internal(year: Year) -> Sheet {
    let title = "Внутренняя система оценки качества дошкольного образования";
    let mut sheet = titled("ВСОКО ДО", &[6, 10, 52, 16, 16, 16], title, year);
    sheet.push_heading(&[
        "№ п/п",
        "Код ДОО",
        "Наименование ДОО",
        "Положение утверждено",
        "Внутренняя оценка проведена",
        "Отчёт на сайте",
    ]);
    for kindergarten in kindergartens::all() {
        let mut random = Random::stream(&[&"vsoko", &kindergarten.number]);
        let mut answer = |chance: f64| yes(random.chance(chance + 0.08 * year.age()));
        let answers = [answer(0.75), answer(0.72), answer(0.6)];
        let mut row = vec![
            kindergarten.number.into(),
            kindergarten.code().into(),
            kindergarten.short_name().into(),
        ];
        row.extend(answers.map(Cell::from));
        sheet.push(row);
    }
    sheet
}
