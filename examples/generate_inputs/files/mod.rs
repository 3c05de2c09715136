//! The files of one school year: the layouts of the forms, filled with what happened.

mod career;
mod contingent;
mod ege;
mod heading;
mod leavers;
mod navigator;
mod noko;
mod observation;
mod oge;
mod olympiad_protocols;
mod olympiads;
mod profiles;
mod questionnaire;
mod register;
mod staff;
mod upbringing;
mod vpr_journal;
mod vpr_marks;

use crate::assessment::{GRADES, Paper, SUBJECTS};
use crate::district::{District, Year};
use crate::sheet::Sheet;

pub(crate) use olympiads::Stage;

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
    /// Pupils by grade.
    Contingent,
    /// Protocol of the olympiad: the stage and, but for the last one, the subject.
    Olympiad(Stage, &'static str),
    /// What the republic published about its stage.
    OlympiadRegion,
    /// Children taught beyond school.
    Navigator,
    /// Answers of the schools to the questions of the office.
    Questionnaire,
    /// Pupils in the federal programmes of career guidance.
    Programmes,
    /// What pupils thought of the events.
    Satisfaction,
    /// Where the leavers went.
    Leavers,
    /// Which exams they chose.
    Choices,
    /// Pupils on record.
    Records,
    /// Missed lessons.
    Absences,
    /// The social and psychological test.
    PsychologicalTest,
    /// What parents think.
    Parents,
    /// Public observation.
    Observation,
    /// Public expertise.
    Expertise,
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

impl File {
    fn new(year: Year, name: &str, form: Form, sheets: Vec<Sheet>) -> Self {
        Self { path: format!("{}/{name}", year.folder()), form, year, sheets }
    }
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
    files.extend(spheres(district, year));
    files
}

/// Returns the files about talents, career guidance, upbringing and public observation.
fn spheres(district: &District, year: Year) -> Vec<File> {
    let file = |name: &str, form, sheet| File::new(year, name, form, vec![sheet]);
    let contingent = contingent::sheet(district, year);
    let mut files = vec![file("ОО-1/Контингент по классам.xlsx", Form::Contingent, contingent)];
    files.extend(olympiad_protocols::files(district, year));
    let navigator = navigator::sheet(district, year);
    files.push(file("Дополнительное образование/Навигатор.xlsx", Form::Navigator, navigator));
    let answers = questionnaire::sheets(district, year);
    files.push(File::new(year, "Опросник ОО.xlsx", Form::Questionnaire, answers));
    let programmes = career::programmes(district, year);
    files.push(file("Профориентация/Охват программами.xlsx", Form::Programmes, programmes));
    let satisfaction = career::satisfaction(district, year);
    files.push(file("Профориентация/Оценка мероприятий.csv", Form::Satisfaction, satisfaction));
    let leavers = leavers::distribution(district, year);
    let name = "Выпускники/Распределение выпускников.xlsx";
    files.push(File::new(year, name, Form::Leavers, leavers));
    let choices = leavers::choices(district, year);
    files.push(file("Выпускники/Выбор экзаменов.xlsx", Form::Choices, choices));
    let records = upbringing::records(district, year);
    files.push(file("Воспитание/Учёт.xlsx", Form::Records, records));
    let absences = upbringing::absences(district, year);
    files.push(file("Воспитание/Пропуски занятий.csv", Form::Absences, absences));
    let test = upbringing::test(district, year);
    files.push(file("Воспитание/СПТ.xlsx", Form::PsychologicalTest, test));
    let parents = upbringing::parents(district, year);
    files.push(file("Воспитание/Анкета родителей.ods", Form::Parents, parents));
    let acts = observation::acts(district, year);
    files.push(file("Общественное наблюдение/Наблюдение.xlsx", Form::Observation, acts));
    let findings = observation::findings(district, year);
    files.push(file("Общественное наблюдение/Экспертиза.xlsx", Form::Expertise, findings));
    files
}
