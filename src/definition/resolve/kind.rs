//! How indicators are computed: ratio, mean, any value, rule, list, information, composite.

use crate::definition::kind::Kind;
use crate::definition::model::IndicatorId;
use crate::definition::raw_indicator::{RawExternal, RawIndicator, RawMean, RawRatio};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::expressions::GroupFormula;
use crate::values::{DataType, NumberFormat};

use super::Resolver;
use super::check::whole;
use super::columns::Columns;
use super::formula::NUMERIC;

type Text = Spanned<String>;

/// What information may be.
const ANY: &[DataType] =
    &[DataType::Text, DataType::Date, DataType::Boolean, DataType::Integer, DataType::Number];

/// A formula with the expression it was made of, which is printed.
pub(super) struct Printed<T> {
    pub(super) formula: T,
    pub(super) text: String,
}

impl Resolver<'_> {
    pub(super) fn kind(&mut self, raw: &RawIndicator, columns: &Columns) -> Option<Printed<Kind>> {
        let n = raw.n.as_ref();
        let mut kinds = Vec::new();
        kinds.extend(raw.ratio.as_ref().map(|ratio| self.ratio(ratio, n, columns)));
        kinds.extend(raw.mean.as_ref().map(|mean| self.mean(mean, n, columns)));
        kinds.extend(raw.value.as_ref().map(|value| self.value(value, n, columns)));
        kinds.extend(raw.rule.as_ref().map(|rule| self.rule_kind(rule, n, columns)));
        kinds.extend(raw.external.as_ref().map(|list| self.external(list, n, columns)));
        kinds.extend(raw.info.as_ref().map(|info| self.info(info, n, columns)));
        kinds.extend(raw.composite.as_ref().map(|composite| self.composite(composite, raw)));
        match kinds.len() {
            0 => self.wrong_kind(raw, "help-none"),
            1 => kinds.pop().flatten(),
            _ => self.wrong_kind(raw, "help"),
        }
    }

    fn wrong_kind<T>(&mut self, raw: &RawIndicator, help: &'static str) -> Option<T> {
        let finding = Diagnostic::error(Code::IndicatorKind).with("id", raw.id.value.as_str());
        self.findings.push(finding.at(raw.id.span).help(help));
        None
    }

    fn ratio(
        &mut self,
        raw: &RawRatio,
        n: Option<&Text>,
        columns: &Columns,
    ) -> Option<Printed<Kind>> {
        let numerator = self.printed(&raw.numerator, columns);
        let denominator = self.printed(&raw.denominator, columns);
        let n = self.size(n, columns);
        let (numerator, denominator, n) = (numerator?, denominator?, n?);
        let scale = raw.scale.as_ref().map_or(1.0, |scale| scale.value);
        let factor = if (scale - 1.0).abs() < f64::EPSILON {
            String::new()
        } else {
            format!("{} · ", shortest(scale))
        };
        let text = format!("{factor}{} / {}", numerator.text, denominator.text);
        let (numerator, denominator) = (numerator.formula, denominator.formula);
        let n = n.map(Box::new);
        let kind = Kind::Ratio { numerator, denominator, scale, n, spread: None };
        Some(Printed { formula: kind, text })
    }

    /// A mean is the ratio of a weighted sum and the sum of the weights.
    fn mean(
        &mut self,
        raw: &RawMean,
        n: Option<&Text>,
        columns: &Columns,
    ) -> Option<Printed<Kind>> {
        let of = self.numeric_row_formula(&raw.of, columns);
        let n = self.size(n, columns).map(|n| n.map(Box::new));
        let Some(weight) = &raw.weight else {
            let (of, n) = (of?, n?);
            let numerator = self.composed(&raw.of, &format!("sum({of})"), columns)?;
            let denominator = self.composed(&raw.of, &format!("count({of})"), columns)?;
            let spread = Some(self.composed(&raw.of, &format!("stddev_samp({of})"), columns)?);
            let kind = Kind::Ratio { numerator, denominator, scale: 1.0, n, spread };
            return Some(Printed { formula: kind, text: format!("avg({of})") });
        };
        let by = self.numeric_row_formula(weight, columns);
        let (of, by, n) = (of?, by?, n?);
        let numerator = self.composed(&raw.of, &format!("sum(({of}) * ({by}))"), columns)?;
        let denominator = self.composed(weight, &format!("sum({by})"), columns)?;
        let text = format!("sum({of} · {by}) / sum({by})");
        // Rows that stand for others by their weight do not say how far their mean may be off.
        let spread = None;
        let kind = Kind::Ratio { numerator, denominator, scale: 1.0, n, spread };
        Some(Printed { formula: kind, text })
    }

    /// Checks a formula that was put together from what stands at a place.
    fn composed(&mut self, place: &Text, formula: &str, columns: &Columns) -> Option<GroupFormula> {
        let whole = Spanned::new(formula.to_owned(), place.span);
        let expression = self.expression(&whole)?;
        self.group_formula(&whole, &expression, columns, NUMERIC)
    }

    fn value(&mut self, text: &Text, n: Option<&Text>, columns: &Columns) -> Option<Printed<Kind>> {
        let value = self.printed(text, columns);
        let n = self.size(n, columns);
        let (value, n) = (value?, n?);
        Some(Printed { formula: Kind::Value { value: value.formula, n }, text: value.text })
    }

    /// The size of the group, if there is a formula for it; nothing if that has a mistake.
    #[expect(clippy::option_option, reason = "a key that is absent is no key with a mistake")]
    fn size(&mut self, n: Option<&Text>, columns: &Columns) -> Option<Option<GroupFormula>> {
        whole(n.map(|text| self.printed(text, columns).map(|printed| printed.formula)))
    }

    /// A rule is a condition, and printed as one.
    fn rule_kind(
        &mut self,
        text: &Text,
        n: Option<&Text>,
        columns: &Columns,
    ) -> Option<Printed<Kind>> {
        let condition = self.typed(text, columns, &[DataType::Boolean]);
        let n = self.size(n, columns);
        let (condition, n) = (condition?, n?);
        let kind = Kind::Rule { condition: condition.formula, n };
        Some(Printed { formula: kind, text: condition.text })
    }

    /// A list is printed as what it gives to those who are not in it.
    fn external(
        &mut self,
        raw: &RawExternal,
        n: Option<&Text>,
        columns: &Columns,
    ) -> Option<Printed<Kind>> {
        let value = self.printed(&raw.value, columns);
        let n = self.size(n, columns);
        let (value, n) = (value?, n?);
        let unlisted = raw.unlisted.value;
        let text = format!("coalesce({}, {})", value.text, shortest(unlisted));
        Some(Printed { formula: Kind::External { value: value.formula, unlisted, n }, text })
    }

    fn info(&mut self, text: &Text, n: Option<&Text>, columns: &Columns) -> Option<Printed<Kind>> {
        let value = self.typed(text, columns, ANY);
        let n = self.size(n, columns);
        let (value, n) = (value?, n?);
        Some(Printed { formula: Kind::Info { value: value.formula, n }, text: value.text })
    }

    fn printed(&mut self, text: &Text, columns: &Columns) -> Option<Printed<GroupFormula>> {
        self.typed(text, columns, NUMERIC)
    }

    /// Checks a formula over groups that gives a value of one of some types.
    fn typed(
        &mut self,
        text: &Text,
        columns: &Columns,
        types: &'static [DataType],
    ) -> Option<Printed<GroupFormula>> {
        let expression = self.expression(text)?;
        let formula = self.group_formula(text, &expression, columns, types)?;
        Some(Printed { formula, text: expression.to_string() })
    }

    pub(super) fn find_indicator(&mut self, id: &Text) -> Option<IndicatorId> {
        let mut ids = self.indicator_ids.iter();
        let found = ids.position(|known| known.value == id.value);
        if found.is_none() && !self.may_exist(&id.value, &["indicators"]) {
            let known = self.indicator_ids.iter();
            let known: Vec<String> = known.map(|known| known.value.clone()).collect();
            self.unknown(Code::UnknownIndicator, id, &known);
        }
        found.map(IndicatorId)
    }
}

/// A factor as printed in a formula: `100`, `0,4`.
pub(super) fn shortest(value: f64) -> String {
    let decimals =
        (0..6).find(|d| (crate::values::round_half_away(value, *d) - value).abs() < 1e-9);
    NumberFormat::plain(decimals.unwrap_or(6)).format(value)
}
