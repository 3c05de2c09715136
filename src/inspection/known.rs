//! Tables whose layout is that of a ready-made form.

use crate::definition::{self, ColumnOrigin, Source, form_list};
use crate::diagnostics::{Diagnostics, SourceMap};
use crate::system::MemorySystem;
use crate::values::fold;

use super::draft::Draft;
use super::table::Table;
use super::yaml::{DEFAULT_YEAR, quoted};

/// A form that a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownForm {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
}

/// The forms that come with the program, with the source that each of them is.
#[derive(Debug, Default)]
pub(super) struct Library {
    forms: Vec<(KnownForm, Source)>,
}

impl Library {
    /// Loads every form as a source of its own.
    pub(super) fn load() -> Self {
        const PATH: &str = "forms-of-the-program.yaml";
        let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
        let entries = form_list(&MemorySystem::default(), &mut texts, &mut findings);
        let mut text =
            format!("title: x\nperiod: {{ current: {DEFAULT_YEAR}, kind: academic_year }}\n");
        text.push_str("sources:\n");
        for (number, entry) in entries.iter().enumerate() {
            let name = quoted(&entry.name);
            text.push_str(&format!("  f{number}: {{ form: {name}, files: x.csv }}\n"));
        }
        let system = MemorySystem::default().with(PATH, text);
        let Some(definition) = definition::load(&system, PATH, &mut texts).definition else {
            return Self::default();
        };
        let form = |source: Source| {
            let number: usize = source.name.value.strip_prefix('f')?.parse().ok()?;
            let entry = entries.get(number)?;
            let known = KnownForm { name: entry.name.clone(), title: entry.title.clone() };
            Some((known, source))
        };
        Self { forms: definition.sources.into_iter().filter_map(form).collect() }
    }

    /// Returns the forms that a table may have, the one with the most of its columns first; of
    /// each, whether it gives a row for each row of the table.
    pub(super) fn candidates(&self, table: &Table) -> Vec<(&KnownForm, bool)> {
        let headings = Headings::of(table);
        let mut found: Vec<(usize, &KnownForm, bool)> = Vec::new();
        for (form, source) in &self.forms {
            let has_header = source.header.contains.iter().all(|entry| headings.have(&entry.value));
            let columns = source.columns.iter().filter(|column| match &column.origin {
                ColumnOrigin::Heading { headings: variants, .. } => {
                    let variants: Vec<String> =
                        variants.iter().map(|variant| variant.value.clone()).collect();
                    headings.have(&variants)
                }
                _ => false,
            });
            let (count, is_folded) = (columns.count(), source.unpivot.is_some());
            let covers = is_folded || source.blocks.is_some() || 2 * count >= headings.count;
            if source.cells.is_none() && has_header && covers {
                found.push((count, form, !is_folded));
            }
        }
        found.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
        found.into_iter().map(|(_, form, is_row_for_row)| (form, is_row_for_row)).collect()
    }
}

/// The headings of a table as they are compared.
struct Headings {
    texts: Vec<String>,
    count: usize,
}

impl Headings {
    fn of(table: &Table) -> Self {
        let whole = table.columns.iter().map(|column| column.heading.as_str());
        let last = whole.clone().filter_map(|heading| heading.rsplit(" › ").next());
        let texts = whole.chain(last).map(fold).collect();
        let count = table.columns.iter().filter(|column| column.personal.is_none()).count();
        Self { texts, count }
    }

    fn have(&self, variants: &[String]) -> bool {
        variants.iter().any(|variant| self.texts.contains(&fold(variant)))
    }
}

impl Draft {
    /// The same source by a form: the form says everything but where the table is.
    pub(super) fn by_form(&self, form: &KnownForm) -> Self {
        Self { form: Some(form.clone()), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::Library;

    #[test]
    fn every_form_of_the_program_is_known() {
        let names: Vec<String> =
            Library::load().forms.into_iter().map(|(form, _)| form.name).collect();
        assert!(names.len() > 20, "{names:?}");
        assert!(names.contains(&"fis-oko/marks".to_owned()), "{names:?}");
    }
}
