//! Indicators that lose a period for the sake of columns they do not use.

use std::collections::BTreeSet;

use crate::definition::model::{Indicator, TableBase, TableId};
use crate::diagnostics::{Code, Diagnostic};

use super::Resolver;

impl Resolver<'_> {
    /// A table of observations with columns of earlier periods has no rows for the first periods
    /// shown. That is right for whoever uses those columns; others would lose a period for nothing.
    pub(super) fn report_lost_periods(&mut self, indicators: &[Indicator]) {
        for indicator in indicators {
            let Some((table, column)) = self.lost_period(indicator) else { continue };
            let name = &self.tables[table.0].name;
            let finding = Diagnostic::warning(Code::LostPeriod)
                .with("id", indicator.id.value.as_str())
                .with("table", name.value.as_str())
                .with("column", column)
                .at(indicator.id.span)
                .labelled(name.span, "table");
            self.findings.push(finding.help("help"));
        }
    }

    /// The table of observations behind an indicator and one of its columns of earlier periods,
    /// unless some of them are used.
    fn lost_period(&self, indicator: &Indicator) -> Option<(TableId, String)> {
        let rows = indicator.rows.as_ref()?;
        let formulas = indicator.kind.formulas();
        let mut used: BTreeSet<&str> =
            formulas.iter().flat_map(|(_, formula)| formula.columns()).collect();
        used.extend(rows.filter.iter().flat_map(|filter| filter.columns()));
        let mut id = rows.table;
        loop {
            let table = &self.tables[id.0];
            for (name, formula) in table.derive.iter().rev() {
                if used.contains(name.as_str()) {
                    used.extend(formula.columns());
                }
            }
            used.extend(table.filter.iter().flat_map(|filter| filter.columns()));
            match &table.base {
                TableBase::Table(base) => id = *base,
                TableBase::Source(_) => return None,
                TableBase::Observations(observations) => {
                    let mut past = observations.columns.iter().filter(|column| column.period < 0);
                    let first = past.clone().next()?;
                    let is_used = past.any(|column| used.contains(column.name.as_str()));
                    return (!is_used).then(|| (id, first.name.clone()));
                }
            }
        }
    }
}
