//! The files about conditions: heads, supervision, wages, staff, kindergartens, the independent
//! assessment by its indicators.

mod assessment;
mod contests;
mod decisions;
mod forms_85k;
mod heads;
mod kindergartens;
mod noko_plan;
mod noko_points;
mod preschool;
mod prescriptions;
mod staff_list;
mod tariff;
mod wages;

use super::{File, Form};
use crate::district::{District, Year};
use crate::sheet::Sheet;

/// Returns the files of a year as they would be without defects.
pub(super) fn files(district: &District, year: Year) -> Vec<File> {
    let mut files = Vec::new();
    let mut push = |name: &str, sheet: Sheet| {
        files.push(File {
            path: format!("{}/{name}", year.folder()),
            form: Form::Conditions(sheet.name.clone()),
            year,
            sheets: vec![sheet],
        });
    };
    push("Руководители/Руководители.xlsx", heads::sheet(district, year));
    push("Руководители/Эффективность руководителей.xlsx", heads::points(district, year));
    push("Руководители/Управленческие решения.xlsx", decisions::sheet(year));
    push("Надзор/Предписания.xlsx", prescriptions::sheet(district, year));
    push("Кадры/ЗП-образование.xlsx", wages::sheet(district, year));
    push("Кадры/Список педагогов.xlsx", staff_list::sheet(district, year));
    push("Кадры/Тарификация.xlsx", tariff::sheet(district, year));
    push("Кадры/Конкурсы педагогов.xlsx", contests::sheet(district, year));
    push("НОКО/НОКО по показателям.xlsx", noko_points::sheet(district, year));
    push("НОКО/План устранения недостатков.xlsx", noko_plan::sheet(district, year));
    push("Реестр ДОО.xlsx", preschool::register(year));
    push("Дошкольное/Охват и очередь.xlsx", preschool::demand(year));
    push("Дошкольное/МКДО.xlsx", assessment::levels(year));
    push("Дошкольное/ВСОКО ДО.xlsx", assessment::internal(year));
    for kindergarten in kindergartens::all() {
        let name = format!("Дошкольное/85-К/{}.xlsx", kindergarten.code());
        push(&name, forms_85k::sheet(&kindergarten, year));
    }
    files
}

/// Returns a sheet with the title of a form and the day its figures are of.
fn titled(name: &str, widths: &[u32], title: &str, year: Year) -> Sheet {
    let mut sheet = Sheet::new(name, widths);
    sheet.push_line(title);
    sheet.push_line(format!("{}, по состоянию на 01.10.{}", crate::district::DISTRICT, year.0));
    sheet.push_line("");
    sheet
}

/// Returns «да» or «нет».
fn yes(is_so: bool) -> &'static str {
    if is_so { "да" } else { "нет" }
}
