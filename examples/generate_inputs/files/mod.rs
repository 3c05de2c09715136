//! The files of one school year: the layouts of the forms, filled with what happened.

mod conditions;
mod ege;
mod ege_graduates;
mod exams_region;
mod interim;
mod leavers;
mod literacy;
mod noko;
mod oge;
mod oo1;
mod register;
mod social;
mod spheres;
mod staff;
mod support;
mod vpr_bias;
mod vpr_individual;
mod vpr_journal;
mod vpr_marks;
mod vpr_recheck;
mod vpr_scales;
mod vpr_scores;
mod vpr_tasks;

use crate::assessment::Paper;
use crate::district::{District, Year};
use crate::scale::tasks;
use crate::sheet::Sheet;

pub(crate) use spheres::{Stage, Topic};

/// What a file is about; the defects are planted by it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    /// The register of the schools.
    Register,
    /// Marks of a paper of the проверочные работы.
    VprMarks(Paper),
    /// Marks of such a paper against the journal.
    VprJournal(Paper),
    /// Primary scores of such a paper.
    VprScores(Paper),
    /// Tasks of such a paper, by schools.
    VprTasks(Paper),
    /// Tasks of such a paper, by what they ask for.
    VprPlanned(Paper),
    /// Pupils of such a paper.
    VprIndividual(Paper),
    /// Scales of the papers.
    VprScales,
    /// Schools with doubtful results.
    VprBias,
    /// Works that were marked once more.
    VprRecheck,
    /// Pupils by grade.
    Oo1,
    /// Functional literacy.
    Literacy,
    /// Protocol of an exam after grade 9.
    Oge(&'static str),
    /// Results of the exams after grade 11.
    Ege,
    /// Teachers.
    Staff,
    /// Independent assessment of the conditions.
    Noko,
    /// Heads, staff, kindergartens and other conditions, by the name of the sheet.
    Conditions(String),
    /// What the exams of grades 9 and 11 ended in.
    Graduation,
    /// Social context of the schools and support of the weak ones.
    Support,
    /// Marks at the end of the year.
    Interim,
    /// Talents, career guidance, upbringing and public observation.
    Sphere(Topic),
}

/// A file before it is encoded.
pub(crate) struct File {
    /// Its place below the folder of the sample.
    pub(crate) path: String,
    /// What it is about.
    pub(crate) form: Form,
    /// The school year.
    pub(crate) year: Year,
    /// Its sheets.
    pub(crate) sheets: Vec<Sheet>,
}

/// Returns the files of a year as they would be without defects.
pub(crate) fn files(district: &District, year: Year) -> Vec<File> {
    let file = |name: String, form, sheets| File {
        path: format!("{}/{name}", year.folder()),
        form,
        year,
        sheets,
    };
    let register = register::sheet(district, year);
    let mut files = vec![file("Реестр ОО.xlsx".to_owned(), Form::Register, vec![register])];
    for paper in Paper::all(year) {
        let tail = paper.tail("xlsx");
        let marks = vec![vpr_marks::sheet(district, paper)];
        let journal = vec![vpr_journal::sheet(district, paper)];
        let name = format!("ВПР/Статистика по отметкам. {tail}");
        files.push(file(name, Form::VprMarks(paper), marks));
        let name = format!("ВПР/Сравнение отметок с отметками по журналу. {tail}");
        files.push(file(name, Form::VprJournal(paper), journal));
    }
    files.extend(analytics(district, year));
    // The exam centre sent another format every year.
    let ending = match year.0 {
        2022 => "csv",
        2023 => "xls",
        _ => "xlsx",
    };
    for (subject, sheet) in oge::sheets(district, year) {
        let name = format!("ОГЭ/ОГЭ. {subject}.{ending}");
        files.push(file(name, Form::Oge(subject), vec![sheet]));
    }
    files.push(file("ЕГЭ/ЕГЭ.xlsx".to_owned(), Form::Ege, ege::sheets(district, year)));
    files.push(file(
        "Кадры/Кадры.xlsx".to_owned(),
        Form::Staff,
        vec![staff::sheet(district, year)],
    ));
    files.push(file("НОКО/НОКО.ods".to_owned(), Form::Noko, vec![noko::sheet(district, year)]));
    files.extend(conditions::files(district, year));
    let groups = [
        (Form::Graduation, ege_graduates::files(district, year)),
        (Form::Graduation, leavers::files(district, year)),
        (Form::Graduation, vec![("ГИА/Итоги региона.xlsx", exams_region::sheets(year))]),
        (Form::Support, vec![("Школы/Социальные паспорта.xlsx", social::sheets(district, year))]),
        (Form::Support, support::files(district, year)),
        (Form::Interim, interim::files(district, year)),
    ];
    for (form, group) in groups {
        files.extend(
            group.into_iter().map(|(name, sheets)| file(name.to_owned(), form.clone(), sheets)),
        );
    }
    files.extend(spheres::files(district, year));
    files
}

/// Returns the files that came to the sample later: what else is known of the проверочные работы,
/// the contingent and functional literacy.
fn analytics(district: &District, year: Year) -> Vec<File> {
    let file = |name: String, form, sheets| File {
        path: format!("{}/{name}", year.folder()),
        form,
        year,
        sheets,
    };
    let mut files = Vec::new();
    for paper in Paper::all(year).into_iter().filter(|paper| !tasks(*paper).is_empty()) {
        let tail = paper.tail("xlsx");
        let name = format!("ВПР/Распределение первичных баллов. {tail}");
        files.push(file(name, Form::VprScores(paper), vec![vpr_scores::sheet(district, paper)]));
        let name = format!("ВПР/Выполнение заданий. {tail}");
        files.push(file(name, Form::VprTasks(paper), vec![vpr_tasks::sheet(district, paper)]));
        let name = format!("ВПР/Достижение планируемых результатов. {tail}");
        files.push(file(name, Form::VprPlanned(paper), vec![vpr_tasks::planned(district, paper)]));
        if paper.grade == 5 {
            let ending = if year.0 == 2022 { "csv" } else { "xlsx" };
            let name = format!("ВПР/Индивидуальные результаты. {}", paper.tail(ending));
            let sheets = vec![vpr_individual::sheet(district, paper)];
            files.push(file(name, Form::VprIndividual(paper), sheets));
        }
    }
    let single = |name: &str, form, sheets| file(name.to_owned(), form, sheets);
    files.extend([
        single("ВПР/Шкалы ВПР.xlsx", Form::VprScales, vpr_scales::sheets(year)),
        single(
            "ВПР/Список ОО с признаками необъективности.xlsx",
            Form::VprBias,
            vec![vpr_bias::sheet(district, year)],
        ),
        single(
            "ВПР/Акт перепроверки ВПР.xlsx",
            Form::VprRecheck,
            vec![vpr_recheck::sheet(district, year)],
        ),
        single("ОО-1/ОО-1.xlsx", Form::Oo1, oo1::sheets(district, year)),
        single(
            "Функциональная грамотность/Функциональная грамотность.xlsx",
            Form::Literacy,
            literacy::sheets(district, year),
        ),
    ]);
    files
}
