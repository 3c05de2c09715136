//! A request by itself: formula by formula, as each of them says.

use super::request::{Answer, Reasons, Request};
use crate::expressions::Grouping;
use crate::expressions::error::Overflow;
use crate::expressions::formula::Rows;
use crate::values::Column;

impl Request<'_> {
    /// Answers the request without a pass over many.
    ///
    /// # Errors
    ///
    /// Returns an error if a result is too large.
    ///
    /// # Panics
    ///
    /// As [`super::scan`].
    pub fn alone(&self, rows: &dyn Rows) -> Result<Answer, Overflow> {
        let selected = match self.filter {
            Some(filter) => only(self.grouping, &filter.matches(rows)?),
            None => self.grouping.clone(),
        };
        let deciding = &self.formulas[..self.deciding];
        let mut known = vec![true; rows.row_count()];
        for formula in deciding {
            let own = formula.known_rows(rows)?;
            known.iter_mut().zip(own).for_each(|(known, own)| *known &= own);
        }
        let counted = only(&selected, &known);
        let columns: Vec<&Column> = deciding
            .iter()
            .flat_map(|formula| formula.columns())
            .filter_map(|name| rows.column(name))
            .collect();
        let mut lost = vec![Reasons::default(); selected.group_count];
        let groups = selected.group_of_row.iter().zip(&counted.group_of_row);
        for (row, (before, _)) in groups.enumerate().filter(|(_, (before, now))| before != now) {
            lost[*before as usize].add_row(&columns, row);
        }
        let results = self.formulas.iter().map(|formula| formula.evaluate(rows, &counted));
        Ok(Answer { results: results.collect::<Result<_, _>>()?, lost })
    }
}

/// Takes rows out of a grouping.
fn only(grouping: &Grouping, kept: &[bool]) -> Grouping {
    let groups = grouping.group_of_row.iter().zip(kept);
    let group_of_row =
        groups.map(|(group, kept)| if *kept { *group } else { Grouping::NONE }).collect();
    Grouping { group_of_row, group_count: grouping.group_count }
}
