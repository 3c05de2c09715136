//! The rules of checks, one function each: names known, formulas typed, bounds of the right type.

use jiff::civil::Date;

use crate::definition::check::{Allowed, CheckRule, RowsPer, Total};
use crate::definition::raw_check::{
    RawComplete, RawFresh, RawFreshPeriod, RawInSet, RawRange, RawRefers, RawRowCount, RawRowsPer,
    RawSum, RawTotal,
};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};
use crate::expressions::{FormulaError, RowFormula, Scope as _};
use crate::values::{DataType, Missing, Value};

use super::Resolver;
use super::check::whole;
use super::columns::Columns;

type Text = Spanned<String>;

const NUMERIC: &[DataType] = &[DataType::Integer, DataType::Number];
const ORDERED: &[DataType] = &[DataType::Integer, DataType::Number, DataType::Date];

impl Resolver<'_> {
    pub(super) fn assertion(&mut self, text: &Text, columns: &Columns) -> Option<CheckRule> {
        let formula = self.condition(text, columns)?;
        Some(CheckRule::Assert { formula, text: text.value.trim().to_owned() })
    }

    pub(super) fn complete(&mut self, raw: &RawComplete, columns: &Columns) -> Option<CheckRule> {
        let names = self.check_columns(&raw.columns.value.0, raw.columns.span, columns);
        let known = Missing::ALL.map(Missing::name);
        let mut reasons = Vec::new();
        for word in &raw.reasons.list {
            match Missing::ALL.into_iter().find(|reason| reason.name() == word.value) {
                Some(reason) => reasons.push(reason),
                None => self.unknown_choice(word, &known),
            }
        }
        if raw.reasons.list.is_empty() {
            let is_answer = |reason| matches!(reason, Missing::NotApplicable | Missing::Suppressed);
            reasons = Missing::ALL.into_iter().filter(|reason| !is_answer(*reason)).collect();
        }
        let at_least = raw.at_least.as_ref().map_or(Some(100.0), |percent| {
            let fits = (0.0..=100.0).contains(&percent.value);
            if !fits {
                self.wrong_shape("percent", percent.span);
            }
            fits.then_some(percent.value)
        });
        Some(CheckRule::Complete { columns: names?, reasons, at_least: at_least? })
    }

    pub(super) fn in_set(&mut self, raw: &RawInSet, columns: &Columns) -> Option<CheckRule> {
        let is_known = self.known_column(&raw.column, columns);
        let allowed = match &raw.of {
            None => {
                let is_empty = raw.values.list.is_empty() && raw.values.is_whole;
                self.filled(is_empty, raw.column.span, "help-values");
                Allowed::Values(raw.values.list.iter().map(|text| text.value.clone()).collect())
            }
            Some(of) => self.column_of_table(of)?,
        };
        is_known.then(|| CheckRule::InSet { column: raw.column.value.clone(), allowed })
    }

    /// `table.column`
    fn column_of_table(&mut self, text: &Text) -> Option<Allowed> {
        let Some((table, column)) = text.value.split_once('.') else {
            self.wrong_shape("table-column", text.span);
            return None;
        };
        let part = |from: usize, name: &str| {
            let span = self.within(text, from..from + name.len());
            Spanned::new(name.to_owned(), span)
        };
        let (table, column) = (part(0, table), part(table.len() + 1, column));
        let found = self.find_table(&table);
        let columns = self.columns_of(found);
        let is_known = self.known_column(&column, &columns);
        is_known.then_some(Allowed::Column(found?, column.value))
    }

    pub(super) fn range(&mut self, raw: &RawRange, columns: &Columns) -> Option<CheckRule> {
        self.filled(raw.from.is_none() && raw.to.is_none(), raw.column.span, "help-bounds");
        if !self.known_column(&raw.column, columns) {
            return None;
        }
        self.needed_type(&raw.column.value, columns, raw.column.span, ORDERED);
        let data_type = columns.data_type(&raw.column.value)?;
        let from = raw.from.as_ref().map(|text| self.bound(text, data_type));
        let to = raw.to.as_ref().map(|text| self.bound(text, data_type));
        let (from, to) = (whole(from)?, whole(to)?);
        Some(CheckRule::Range { column: raw.column.value.clone(), from, to })
    }

    fn bound(&mut self, text: &Text, data_type: DataType) -> Option<Value> {
        let written = self.substitute(text, &[]);
        let (value, expected) = match data_type {
            DataType::Date => (written.parse().ok().map(Value::Date), "date"),
            _ => {
                let number = written.parse().ok().filter(|number: &f64| number.is_finite());
                (number.map(Value::Number), "number")
            }
        };
        if value.is_none() {
            self.wrong_shape(expected, text.span);
        }
        value
    }

    pub(super) fn refers(&mut self, raw: &RawRefers, columns: &Columns) -> Option<CheckRule> {
        let own = &raw.columns.value.0;
        let names = self.check_columns(own, raw.columns.span, columns);
        let to = self.find_table(&raw.to);
        let theirs = self.columns_of(to);
        let keys = if raw.keys.0.is_empty() { own } else { &raw.keys.0 };
        let named: Vec<&Text> = if raw.keys.0.is_empty() {
            own.iter().filter(|name| !columns.lacks(&name.value)).collect()
        } else {
            keys.iter().collect()
        };
        let known = named.iter().filter(|name| self.known_column(name, &theirs)).count();
        if keys.len() != own.len() {
            self.wrong_shape("as-many-keys", raw.columns.span);
            return None;
        }
        for (own, key) in own.iter().zip(keys) {
            self.comparable(own, columns, key, &theirs);
        }
        let keys = (known == keys.len()).then(|| keys.iter().map(|k| k.value.clone()).collect());
        Some(CheckRule::Refers { columns: names?, to: to?, keys: keys? })
    }

    /// Reports two columns whose values can never be equal.
    fn comparable(&mut self, own: &Text, columns: &Columns, key: &Text, theirs: &Columns) {
        let types = (columns.data_type(&own.value), theirs.data_type(&key.value));
        let (Some(left), Some(right)) = types else { return };
        if left != right && !(left.is_numeric() && right.is_numeric()) {
            self.findings.push(
                Diagnostic::error(Code::FormulaType)
                    .with("operator", "=")
                    .with("left", left.name())
                    .with("right", right.name())
                    .labelled(own.span, "label-operands"),
            );
        }
    }

    pub(super) fn column_sum(&mut self, raw: &RawSum, columns: &Columns) -> Option<CheckRule> {
        let names = self.check_columns(&raw.columns.value.list, raw.columns.span, columns);
        for name in &raw.columns.value.list {
            self.needed_type(&name.value, columns, name.span, NUMERIC);
        }
        let within = self.difference(raw.within.as_ref());
        Some(CheckRule::Sum { columns: names?, to: raw.to.value, within: within? })
    }

    pub(super) fn total(&mut self, raw: &RawTotal, columns: &Columns) -> Option<CheckRule> {
        let of = self.number_of_row(&raw.of, columns);
        let parts = self.condition(&raw.parts, columns);
        let equals = raw.equals.as_ref().map(|text| self.number_of_row(text, columns));
        let totals = self.condition(&raw.where_total, columns);
        let known = raw.by.list.iter().filter(|name| self.known_column(name, columns)).count();
        let within = self.difference(raw.within.as_ref());
        let of = of?;
        let equals = match equals {
            None => of.clone(),
            Some(formula) => formula?,
        };
        let by = raw.by.list.iter().map(|name| name.value.clone()).collect();
        (known == raw.by.list.len()).then_some(())?;
        let (parts, totals, within) = (parts?, totals?, within?);
        let total = Total { of, parts, equals, totals, by, within };
        Some(CheckRule::Total(Box::new(total)))
    }

    fn number_of_row(&mut self, text: &Text, columns: &Columns) -> Option<RowFormula> {
        let formula = self.row_formula(text, columns)?;
        if formula.data_type().is_numeric() {
            return Some(formula);
        }
        let error = FormulaError::wrong_type(0..text.value.len(), NUMERIC, formula.data_type());
        let span = self.within(text, error.range.clone());
        self.findings.push(error.diagnostic(span));
        None
    }

    fn difference(&mut self, within: Option<&Spanned<f64>>) -> Option<f64> {
        let Some(within) = within else { return Some(0.0) };
        let fits = within.value >= 0.0 && within.value.is_finite();
        if !fits {
            self.wrong_shape("not-negative", within.span);
        }
        fits.then_some(within.value)
    }

    pub(super) fn fresh(
        &mut self,
        raw: &RawFresh,
        place: Span,
        columns: &Columns,
    ) -> Option<CheckRule> {
        match (&raw.column, &raw.newer_than, raw.period) {
            (None, None, Some(period)) => {
                self.period(columns, place);
                Some(CheckRule::Periods { each: matches!(period, RawFreshPeriod::Each) })
            }
            (Some(column), Some(day), None) => {
                if self.known_column(column, columns) {
                    self.needed_type(&column.value, columns, column.span, &[DataType::Date]);
                }
                let than: Option<Date> = self.substitute(day, &[]).parse().ok();
                if than.is_none() {
                    self.wrong_shape("date", day.span);
                }
                Some(CheckRule::Newer { column: column.value.clone(), than: than? })
            }
            (column, day, _) => {
                let written = column.as_ref().or(day.as_ref()).map_or(place, |text| text.span);
                self.wrong_shape("fresh", written);
                None
            }
        }
    }

    pub(super) fn row_count(
        &mut self,
        raw: &RawRowCount,
        place: Span,
        columns: &Columns,
    ) -> Option<CheckRule> {
        let per = match raw.per {
            RawRowsPer::Table => RowsPer::Table,
            RawRowsPer::File => RowsPer::File,
            RawRowsPer::Period => RowsPer::Period,
        };
        if per == RowsPer::Period {
            self.period(columns, place);
        }
        if raw.min.is_none() && raw.max.is_none() {
            self.wrong_shape("row-count", place);
            return None;
        }
        Some(CheckRule::RowCount { per, min: raw.min, max: raw.max })
    }
}
