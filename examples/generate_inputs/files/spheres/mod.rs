//! The files about talents, career guidance, upbringing and public observation.

mod career;
mod contingent;
mod destinations;
mod heading;
mod navigator;
mod observation;
mod olympiad_protocols;
mod olympiads;
mod profiles;
mod questionnaire;
mod upbringing;

use super::{File, Form};
use crate::district::{District, Year};
use crate::sheet::Sheet;

pub(crate) use olympiads::Stage;

/// What such a file is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Topic {
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

/// What lays out a sheet of a year.
type Layout = fn(&District, Year) -> Sheet;

/// Returns the files of a year.
pub(super) fn files(district: &District, year: Year) -> Vec<File> {
    let mut files = olympiad_protocols::files(district, year);
    let answers = questionnaire::sheets(district, year);
    files.push(file(year, "Опросник ОО.xlsx", Topic::Questionnaire, answers));
    let leavers = destinations::distribution(district, year);
    let name = "Выпускники/Распределение выпускников.xlsx";
    files.push(file(year, name, Topic::Leavers, leavers));
    let single: [(&str, Topic, Layout); 11] = [
        ("ОО-1/Контингент по классам.xlsx", Topic::Contingent, contingent::sheet),
        ("Дополнительное образование/Навигатор.xlsx", Topic::Navigator, navigator::sheet),
        ("Профориентация/Охват программами.xlsx", Topic::Programmes, career::programmes),
        ("Профориентация/Оценка мероприятий.csv", Topic::Satisfaction, career::satisfaction),
        ("Выпускники/Выбор экзаменов.xlsx", Topic::Choices, destinations::choices),
        ("Воспитание/Учёт.xlsx", Topic::Records, upbringing::records),
        ("Воспитание/Пропуски занятий.csv", Topic::Absences, upbringing::absences),
        ("Воспитание/СПТ.xlsx", Topic::PsychologicalTest, upbringing::test),
        ("Воспитание/Анкета родителей.ods", Topic::Parents, upbringing::parents),
        ("Общественное наблюдение/Наблюдение.xlsx", Topic::Observation, observation::acts),
        ("Общественное наблюдение/Экспертиза.xlsx", Topic::Expertise, observation::findings),
    ];
    files.extend(
        single.map(|(name, topic, sheet)| file(year, name, topic, vec![sheet(district, year)])),
    );
    files
}

fn file(year: Year, name: &str, topic: Topic, sheets: Vec<Sheet>) -> File {
    File { path: format!("{}/{name}", year.folder()), form: Form::Sphere(topic), year, sheets }
}
