//! Which columns of a table are personal.

use std::collections::BTreeMap;

use super::cell::{self, Evidence};
use super::rules::{COLUMN_SHARE, SAMPLED_ROWS, WEAK_CELLS, WEAK_SHARE};
use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridRow};
use crate::sources::headings::Heading;

/// What the cells of a column look like.
#[derive(Debug, Default)]
struct Tally {
    filled: usize,
    strong: BTreeMap<Evidence, usize>,
    weak: BTreeMap<Evidence, usize>,
}

/// Returns the personal columns of a table: those with such a heading, and those with such cells in
/// the rows from `data_from` to `data_to`, also without a heading.
pub(in crate::sources) fn find(
    grid: &Grid,
    headings: &[Heading],
    data_from: u32,
    data_to: u32,
) -> BTreeMap<u32, Evidence> {
    let rows: Vec<&GridRow> = grid.rows().iter().collect();
    let begin = rows.partition_point(|row| row.number < data_from);
    let end = rows.partition_point(|row| row.number <= data_to).max(begin);
    let rows = &rows[begin..end];
    let step = rows.len().div_ceil(SAMPLED_ROWS).max(1);
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for (column, content) in rows.iter().step_by(step).flat_map(|row| row.cells()) {
        tallies.entry(*column).or_default().add(content);
    }
    let by_content =
        tallies.iter().filter_map(|(column, tally)| Some((*column, tally.evidence()?)));
    let mut found: BTreeMap<u32, Evidence> = by_content.collect();
    let by_heading = headings.iter().filter(|heading| heading.is_personal());
    found.extend(by_heading.map(|heading| (heading.column, Evidence::Heading)));
    found
}

impl Tally {
    fn add(&mut self, content: &Content) {
        if content.is_blank() {
            return;
        }
        self.filled += 1;
        let strong = cell::of_content(content)
            .or_else(|| cell::is_patronymic(content).then_some(Evidence::Name));
        if let Some(evidence) = strong {
            *self.strong.entry(evidence).or_default() += 1;
        } else if let Some(evidence) = cell::weak(content) {
            *self.weak.entry(evidence).or_default() += 1;
        }
    }

    /// Strong signs count among the weak ones, since `Анна` may stand below `Иванова Анна`.
    fn evidence(&self) -> Option<Evidence> {
        let is_share = |count: usize, share: f64| reaches(count, self.filled, share);
        let strong: usize = self.strong.values().sum();
        let all = strong + self.weak.values().sum::<usize>();
        let main = |counts: &BTreeMap<Evidence, usize>| {
            counts.iter().max_by_key(|(_, count)| **count).map(|(evidence, _)| *evidence)
        };
        if strong > 0 && is_share(strong, COLUMN_SHARE) {
            main(&self.strong)
        } else if all >= WEAK_CELLS && is_share(all, WEAK_SHARE) {
            main(&self.weak).or_else(|| main(&self.strong))
        } else {
            None
        }
    }
}

fn reaches(count: usize, of: usize, share: f64) -> bool {
    let exact = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    exact(count) >= share * exact(of)
}

#[cfg(test)]
mod tests {
    use super::{Content, Evidence, Tally};

    #[track_caller]
    fn check(cells: &[&str], expected: Option<Evidence>) {
        let mut tally = Tally::default();
        for text in cells {
            tally.add(&Content::Text((*text).into()));
        }
        assert_eq!(tally.evidence(), expected, "{cells:?}");
    }

    #[test]
    fn shares_decide() {
        check(&["Иванова Анна Петровна", "–", ""], Some(Evidence::Name));
        check(&["Иванова Анна Петровна", "а", "б", "в"], None);
        check(&["Петровна", "Омарович", "Али"], Some(Evidence::Name));
        // Lone surnames prove nothing one by one.
        check(&["Омаров", "Алиева", "Гаджиев", "Иванов"], None);
        check(&["Омаров", "Алиева", "Гаджиев", "Иванов", "Петрова"], Some(Evidence::Name));
        check(&["Омаров", "Алиева", "село", "Иванов", "Петрова", "город"], None);
        check(&["МКОУ СОШ № 1", "Гимназия имени Омарова М. О."], None);
        check(&["8205 123456", "1", "2"], None);
    }
}
