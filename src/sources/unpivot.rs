//! Headings that hold values: `4 РУ`, `5 МА` are a grade and a subject each.

use regex::Regex;

use crate::values::fold;

use super::headings::Heading;

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
    columns: Vec<(String, u32)>,
}

impl Unpivoted {
    /// Sorts the headings of a sheet.
    pub(super) fn new(headings: &[Heading], pattern: Option<&Regex>) -> Self {
        let Some(pattern) = pattern else {
            let combinations = vec![Combination::default()];
            return Self { groups: Vec::new(), combinations, others: headings.to_vec() };
        };
        let names = pattern.capture_names().flatten().filter(|name| *name != HEADING);
        let groups: Vec<String> = names.map(str::to_owned).collect();
        let mut unpivoted = Self { groups, ..Self::default() };
        for heading in headings {
            let Some(captures) = pattern.captures(&heading.text) else {
                unpivoted.others.push(heading.clone());
                continue;
            };
            let text = |name: &str| captures.name(name).map(|text| text.as_str().trim().to_owned());
            let values: Vec<_> = unpivoted.groups.iter().map(|name| text(name)).collect();
            let column = (fold(&text(HEADING).unwrap_or_default()), heading.column);
            unpivoted.combination(values).columns.push(column);
        }
        unpivoted
    }

    fn combination(&mut self, values: Vec<Option<String>>) -> &mut Combination {
        let known = self.combinations.iter().position(|known| known.values == values);
        let index = known.unwrap_or_else(|| {
            self.combinations.push(Combination { values, columns: Vec::new() });
            self.combinations.len() - 1
        });
        &mut self.combinations[index]
    }

    /// Returns for each combination the column of a heading, if any of them has it.
    pub(super) fn columns(&self, heading: &str) -> Option<Vec<Option<u32>>> {
        let folded = fold(heading);
        let columns: Vec<_> =
            self.combinations.iter().map(|combination| combination.column(&folded)).collect();
        columns.iter().any(Option::is_some).then_some(columns)
    }
}

impl Combination {
    /// Returns its first column.
    pub(super) fn first_column(&self) -> Option<u32> {
        self.columns.first().map(|(_, column)| *column)
    }

    fn column(&self, folded: &str) -> Option<u32> {
        self.columns.iter().find(|(heading, _)| heading == folded).map(|(_, column)| *column)
    }
}
