//! The defects of real files, planted on purpose into files that were right. `inputs/README.md`
//! says of each how it is to be read.

mod analytics;
mod conditions;
mod forms;
mod outcomes;
mod spheres;
mod vpr;

use crate::files::{File, Form};
use crate::sheet::{Sheet, address};

/// The defects planted so far.
#[derive(Default)]
pub(crate) struct Defects {
    list: Vec<String>,
}

impl Defects {
    /// Spoils a file where the sample wants it spoiled.
    pub(crate) fn plant(&mut self, file: &mut File) {
        let (form, year) = (file.form.clone(), file.year);
        if let Form::Sphere(topic) = form {
            for sheet in &mut file.sheets {
                let mut spot = Spot { path: &file.path, sheet, list: &mut self.list };
                spheres::spoil(&mut spot, topic, year);
            }
            return;
        }
        let sheet = &mut file.sheets[0];
        let mut spot = Spot { path: &file.path, sheet, list: &mut self.list };
        match form {
            Form::VprMarks(paper) => vpr::spoil_marks(&mut spot, paper),
            Form::VprJournal(paper) => vpr::spoil_journal(&mut spot, paper),
            Form::VprScores(paper) => analytics::spoil_scores(&mut spot, paper),
            Form::VprTasks(paper) => analytics::spoil_tasks(&mut spot, paper),
            Form::VprIndividual(paper) => analytics::spoil_individual(&mut spot, paper),
            Form::VprBias => analytics::spoil_bias(&mut spot, year),
            Form::VprRecheck => analytics::spoil_recheck(&mut spot, year),
            Form::Literacy => analytics::spoil_literacy(&mut spot, year),
            Form::VprPlanned(_) | Form::VprScales | Form::Oo1 => {}
            Form::Register => forms::spoil_register(&mut spot, year),
            Form::Oge(subject) => forms::spoil_oge(&mut spot, year, subject),
            Form::Ege => forms::spoil_ege(&mut spot, year),
            Form::Staff => forms::spoil_staff(&mut spot, year),
            Form::Noko => forms::spoil_noko(&mut spot, year),
            Form::Conditions(sheet) => conditions::spoil(&mut spot, year, &sheet),
            Form::Graduation => outcomes::spoil_graduation(&mut spot, year),
            Form::Support => outcomes::spoil_support(&mut spot, year),
            Form::Interim => outcomes::spoil_interim(&mut spot, year),
            Form::Sphere(_) => {}
        }
    }

    /// Returns one line for each defect: file, sheet, cell, what is there.
    pub(crate) fn list(&self) -> &[String] {
        &self.list
    }
}

/// The sheet that is being spoiled, with the list to report to.
struct Spot<'a> {
    path: &'a str,
    sheet: &'a mut Sheet,
    list: &'a mut Vec<String>,
}

impl Spot<'_> {
    /// Replaces a cell by a text and notes it.
    fn write(&mut self, row: usize, column: usize, text: impl Into<String>) {
        let text = text.into();
        self.note(row, column, &format!("«{text}»"));
        self.sheet.set(row, column, text);
    }

    /// Replaces a value by a text made of its Russian spelling.
    fn rewrite(&mut self, row: usize, column: usize, spell: impl Fn(&str) -> String) {
        let printed = self.sheet.rows[row][column].printed();
        self.write(row, column, spell(&printed));
    }

    /// Notes what stands in a cell.
    fn note(&mut self, row: usize, column: usize, what: &str) {
        let place = address(row, column);
        self.list.push(format!("{} › {} › {place}: {what}", self.path, self.sheet.name));
    }
}

/// Groups the digits of a whole number by threes with a separator.
fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}
