//! `Шкалы ВПР.xlsx`: how primary scores become marks in a year, and of which level the tasks are.

use crate::assessment::Paper;
use crate::district::Year;
use crate::scale::{Scale, tasks};
use crate::sheet::Sheet;

/// Returns the sheets of a year.
pub(super) fn sheets(year: Year) -> Vec<Sheet> {
    let mut scales = Sheet::new("Шкалы", &[18, 8, 12, 12, 12, 14]);
    scales.push_line(format!("Шкалы перевода первичных баллов в отметки, ВПР {}", year.spring()));
    scales.push_line("");
    scales.push_heading(&["Предмет", "Класс", "«3» от", "«4» от", "«5» от", "Макс. балл"]);
    let mut levels = Sheet::new("Задания", &[18, 8, 10, 12, 20]);
    levels.push_heading(&["Предмет", "Класс", "Задание", "Макс. балл", "Уровень сложности"]);
    for paper in Paper::all(year) {
        let Some(scale) = Scale::of(paper) else { continue };
        let grade = u32::from(paper.grade);
        let [three, four, five] = scale.from;
        let mut row = vec![paper.subject.name.into(), grade.into()];
        row.extend([three, four, five, scale.max].map(Into::into));
        scales.push(row);
        for task in tasks(paper) {
            let level = if task.is_raised { "повышенный" } else { "базовый" };
            levels.push(vec![
                paper.subject.name.into(),
                grade.into(),
                task.label.into(),
                task.max.into(),
                level.into(),
            ]);
        }
    }
    vec![scales, levels]
}
