//! How indicators are computed: ratio, mean, any value, composite.

use crate::definition::model::{Composite, IndicatorId, Kind};
use crate::definition::raw_indicator::{
    RawComposite, RawIndicator, RawMean, RawNormalize, RawNormalizeMethod, RawRatio,
};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::expressions::GroupFormula;
use crate::values::NumberFormat;

use super::Resolver;
use super::columns::Columns;

type Text = Spanned<String>;

/// A formula with the expression it was made of, which is printed.
pub(super) struct Printed<T> {
    pub(super) formula: T,
    pub(super) text: String,
}

impl Resolver<'_> {
    pub(super) fn kind(&mut self, raw: &RawIndicator, columns: &Columns) -> Option<Printed<Kind>> {
        match (&raw.ratio, &raw.mean, &raw.value, &raw.composite) {
            (Some(ratio), None, None, None) => self.ratio(ratio, columns),
            (None, Some(mean), None, None) => self.mean(mean, columns),
            (None, None, Some(value), None) => self.value(value, raw.n.as_ref(), columns),
            (None, None, None, Some(composite)) => self.composite(composite),
            (None, None, None, None) => self.wrong_kind(raw, "help-none"),
            _ => self.wrong_kind(raw, "help"),
        }
    }

    fn wrong_kind<T>(&mut self, raw: &RawIndicator, help: &'static str) -> Option<T> {
        let finding = Diagnostic::error(Code::IndicatorKind).with("id", raw.id.value.as_str());
        self.findings.push(finding.at(raw.id.span).help(help));
        None
    }

    fn ratio(&mut self, raw: &RawRatio, columns: &Columns) -> Option<Printed<Kind>> {
        let numerator = self.printed(&raw.numerator, columns);
        let denominator = self.printed(&raw.denominator, columns);
        let (numerator, denominator) = (numerator?, denominator?);
        let scale = raw.scale.as_ref().map_or(1.0, |scale| scale.value);
        let factor = if (scale - 1.0).abs() < f64::EPSILON {
            String::new()
        } else {
            format!("{} · ", shortest(scale))
        };
        let text = format!("{factor}{} / {}", numerator.text, denominator.text);
        let (numerator, denominator) = (numerator.formula, denominator.formula);
        Some(Printed { formula: Kind::Ratio { numerator, denominator, scale }, text })
    }

    /// A mean is the ratio of a weighted sum and the sum of the weights.
    fn mean(&mut self, raw: &RawMean, columns: &Columns) -> Option<Printed<Kind>> {
        let of = self.numeric_row_formula(&raw.of, columns);
        let (above, below, weight, text) = match &raw.weight {
            None => {
                let of = of?;
                (format!("sum({of})"), format!("count({of})"), &raw.of, format!("avg({of})"))
            }
            Some(weight) => {
                let by = self.numeric_row_formula(weight, columns);
                let (of, by) = (of?, by?);
                let (above, below) = (format!("sum(({of}) * ({by}))"), format!("sum({by})"));
                let text = format!("sum({of} · {by}) / {below}");
                (above, below, weight, text)
            }
        };
        let numerator = self.composed(&raw.of, &above, columns)?;
        let denominator = self.composed(weight, &below, columns)?;
        Some(Printed { formula: Kind::Ratio { numerator, denominator, scale: 1.0 }, text })
    }

    /// Checks a formula that was put together from what stands at a place.
    fn composed(&mut self, place: &Text, formula: &str, columns: &Columns) -> Option<GroupFormula> {
        let whole = Spanned::new(formula.to_owned(), place.span);
        let expression = self.expression(&whole)?;
        self.group_formula(&whole, &expression, columns)
    }

    fn value(&mut self, text: &Text, n: Option<&Text>, columns: &Columns) -> Option<Printed<Kind>> {
        let value = self.printed(text, columns);
        let n = match n {
            Some(text) => Some(self.printed(text, columns)?.formula),
            None => None,
        };
        let value = value?;
        Some(Printed { formula: Kind::Value { value: value.formula, n }, text: value.text })
    }

    fn printed(&mut self, text: &Text, columns: &Columns) -> Option<Printed<GroupFormula>> {
        let expression = self.expression(text)?;
        let formula = self.group_formula(text, &expression, columns)?;
        Some(Printed { formula, text: expression.to_string() })
    }

    fn composite(&mut self, raw: &RawComposite) -> Option<Printed<Kind>> {
        let of = &raw.of.value;
        self.filled(of.list.is_empty() && of.broken.is_empty(), raw.of.span, "help-filled");
        let mut parts = Vec::new();
        let mut words = Vec::new();
        for (id, weight) in &of.list {
            if weight.value <= 0.0 {
                self.wrong_shape("weight", weight.span);
            }
            if let Some(part) = self.find_indicator(id) {
                parts.push((part, weight.value));
                words.push(format!("{} · {}", shortest(weight.value), id.value));
            }
        }
        let bounds = match &raw.normalize {
            Some(normalize) if normalize.method.value == RawNormalizeMethod::Minmax => {
                Some(self.bounds(normalize)?)
            }
            _ => None,
        };
        let require_weight = raw.require_weight.as_ref().map_or(1.0, |share| {
            if !(0.0..=1.0).contains(&share.value) {
                self.wrong_shape("share", share.span);
            }
            share.value
        });
        let composite = Composite { parts, bounds, require_weight };
        Some(Printed { formula: Kind::Composite(composite), text: words.join(" + ") })
    }

    fn bounds(&mut self, raw: &RawNormalize) -> Option<(f64, f64)> {
        let bounds = &raw.bounds;
        match bounds.list[..] {
            [Spanned { value: low, .. }, Spanned { value: high, .. }] if low < high => {
                return Some((low, high));
            }
            [] if bounds.is_whole => {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "bounds");
                self.findings.push(finding.at(raw.method.span).help("help"));
            }
            [Spanned { span, .. }, ..] if bounds.is_whole => self.wrong_shape("bounds", span),
            _ => {}
        }
        None
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
fn shortest(value: f64) -> String {
    let decimals =
        (0..6).find(|d| (crate::values::round_half_away(value, *d) - value).abs() < 1e-9);
    NumberFormat::plain(decimals.unwrap_or(6)).format(value)
}
