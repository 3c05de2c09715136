//! Headings that hold values: `4 РУ`, `5 МА` are a grade and a subject each.

use crate::definition::Unpivot;
use crate::diagnostics::Spanned;
use crate::values::fold;

use super::headings::{Found, Heading, Place};

/// The group whose text columns name in `from`.
const HEADING: &str = "heading";

/// The headings that fit the pattern of `unpivot`, put in order.
#[derive(Debug, Default)]
pub(super) struct Unpivoted {
    /// Names of the other groups.
    pub(super) groups: Vec<String>,
    /// The different values of those groups, in order of columns. One without groups, where
    /// nothing is unpivoted.
    pub(super) combinations: Vec<Combination>,
    /// Headings that do not fit, which are the same for every combination.
    pub(super) others: Vec<Heading>,
}

/// Values of the groups, and the columns that have them.
#[derive(Debug, Default)]
pub(super) struct Combination {
    /// The values, in the order of the groups; nothing where a group took no part.
    pub(super) values: Vec<Option<String>>,
    /// The cell of the header that holds each of them, over the first column that has them.
    pub(super) cells: Vec<Option<Place>>,
    columns: Vec<(String, u32)>,
}

impl Unpivoted {
    /// Sorts the headings of a sheet.
    pub(super) fn new(headings: &[Heading], unpivot: Option<&Unpivot>) -> Self {
        let Some(Unpivot { pattern, except }) = unpivot else {
            let combinations = vec![Combination::default()];
            return Self { groups: Vec::new(), combinations, others: headings.to_vec() };
        };
        let pattern = &pattern.value;
        let is_left_out = |heading: &Heading| {
            except.as_ref().is_some_and(|except| except.value.is_match(&heading.text))
        };
        let names = pattern.capture_names().flatten().filter(|name| *name != HEADING);
        let groups: Vec<String> = names.map(str::to_owned).collect();
        let mut unpivoted = Self { groups, ..Self::default() };
        for heading in headings {
            let captures = pattern.captures(&heading.text).filter(|_| !is_left_out(heading));
            let Some(captures) = captures else {
                unpivoted.others.push(heading.clone());
                continue;
            };
            let text = |name: &str| captures.name(name).map(|text| text.as_str().trim().to_owned());
            let values: Vec<_> = unpivoted.groups.iter().map(|name| text(name)).collect();
            let cell = |name: &String| {
                let found = captures.name(name)?;
                heading.cell_at(found.end() - found.as_str().trim_start().len())
            };
            let cells = unpivoted.groups.iter().map(cell).collect();
            let column = (fold(&text(HEADING).unwrap_or_default()), heading.column);
            unpivoted.combination(values, cells).columns.push(column);
        }
        unpivoted
    }

    fn combination(
        &mut self,
        values: Vec<Option<String>>,
        cells: Vec<Option<Place>>,
    ) -> &mut Combination {
        let known = self.combinations.iter().position(|known| known.values == values);
        let index = known.unwrap_or_else(|| {
            self.combinations.push(Combination { values, cells, columns: Vec::new() });
            self.combinations.len() - 1
        });
        &mut self.combinations[index]
    }

    /// Whether some combination has one of these headings.
    pub(super) fn has(&self, variants: &[Spanned<String>]) -> bool {
        let is_there = |combination: &Combination| combination.find(variants) != Found::Nothing;
        self.combinations.iter().any(is_there)
    }
}

impl Combination {
    /// Whether a column is one of it.
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|(_, own)| *own == column)
    }

    /// Returns its values as readers see them.
    pub(super) fn name(&self) -> String {
        self.values.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// Looks for the column with one of some headings.
    pub(super) fn find(&self, variants: &[Spanned<String>]) -> Found {
        let folded: Vec<String> = variants.iter().map(|variant| fold(&variant.value)).collect();
        let variant = |heading: &String| folded.iter().position(|variant| variant == heading);
        let columns = self.columns.iter();
        Found::new(columns.filter_map(|(text, column)| Some((*column, variant(text)?))).collect())
    }
}
