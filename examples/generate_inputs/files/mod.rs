//! The files of one school year: the layouts of the forms, filled with what happened.

mod ege;
mod ege_graduates;
mod exams_region;
mod interim;
mod leavers;
mod noko;
mod oge;
mod register;
mod social;
mod spheres;
mod staff;
mod support;
mod vpr_journal;
mod vpr_marks;

use crate::assessment::{GRADES, Paper, SUBJECTS};
use crate::district::{District, Year};
use crate::sheet::Sheet;

pub(crate) use spheres::{Stage, Topic};

/// What a file is about; the defects are planted by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    /// The register of the schools.
    Register,
    /// Marks of a paper of the проверочные работы.
    VprMarks(Paper),
    /// Marks of such a paper against the journal.
    VprJournal(Paper),
    /// Protocol of an exam after grade 9.
    Oge(&'static str),
    /// Results of the exams after grade 11.
    Ege,
    /// Teachers.
    Staff,
    /// Independent assessment of the conditions.
    Noko,
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
    for (subject, grade) in SUBJECTS.into_iter().flat_map(|s| GRADES.map(|grade| (s, grade))) {
        let paper = Paper { year, subject, grade };
        let tail = format!("{}. {grade} класс.xlsx", subject.name);
        let marks = vec![vpr_marks::sheet(district, paper)];
        let journal = vec![vpr_journal::sheet(district, paper)];
        let name = format!("ВПР/Статистика по отметкам. {tail}");
        files.push(file(name, Form::VprMarks(paper), marks));
        let name = format!("ВПР/Сравнение отметок с отметками по журналу. {tail}");
        files.push(file(name, Form::VprJournal(paper), journal));
    }
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
    let groups = [
        (Form::Graduation, ege_graduates::files(district, year)),
        (Form::Graduation, leavers::files(district, year)),
        (Form::Graduation, vec![("ГИА/Итоги региона.xlsx", exams_region::sheets(year))]),
        (Form::Support, vec![("Школы/Социальные паспорта.xlsx", social::sheets(district, year))]),
        (Form::Support, support::files(district, year)),
        (Form::Interim, interim::files(district, year)),
    ];
    for (form, group) in groups {
        files.extend(group.into_iter().map(|(name, sheets)| file(name.to_owned(), form, sheets)));
    }
    files.extend(spheres::files(district, year));
    files
}
