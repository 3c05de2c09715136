//! Composites: parts with their weights, each on a scale on which it can be added to the others.

use crate::definition::decode::Either;
use crate::definition::kind::{Composite, Kind, Normalize, Part, PointStep};
use crate::definition::model::{Better, IndicatorId};
use crate::definition::raw_indicator::{
    RawComposite, RawIndicator, RawNormalize, RawNormalizeMethod, RawPart,
};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;
use super::kind::{Printed, shortest};

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn composite(
        &mut self,
        raw: &RawComposite,
        indicator: &RawIndicator,
    ) -> Option<Printed<Kind>> {
        let of = &raw.of.value;
        self.filled(of.list.is_empty() && of.broken.is_empty(), raw.of.span, "help-filled");
        let mut parts = Vec::new();
        let mut is_whole = of.broken.is_empty();
        for (id, part) in &of.list {
            match self.part(id, part, raw.normalize.as_ref()) {
                Some(part) => parts.push((id, part)),
                None => is_whole = false,
            }
        }
        if is_whole {
            self.one_scale(&parts);
            self.has_members(&parts, indicator);
        }
        let require_weight = raw.require_weight.as_ref().map_or(1.0, |share| {
            if !(0.0..=1.0).contains(&share.value) {
                self.wrong_shape("share", share.span);
            }
            share.value
        });
        let words: Vec<String> = parts.iter().map(|(id, part)| words(id, part)).collect();
        let parts = parts.into_iter().map(|(_, part)| part).collect();
        let composite = Composite { parts, require_weight };
        is_whole.then_some(Printed { formula: Kind::Composite(composite), text: words.join(" + ") })
    }

    fn part(
        &mut self,
        id: &Text,
        raw: &Either<Spanned<f64>, RawPart>,
        common: Option<&RawNormalize>,
    ) -> Option<Part> {
        let (weight, own) = match raw {
            Either::Scalar(weight) => (weight, None),
            Either::Collection(part) => (&part.weight, part.normalize.as_ref()),
        };
        if weight.value <= 0.0 {
            self.wrong_shape("weight", weight.span);
        }
        let indicator = self.find_indicator(id);
        if let Some(indicator) = indicator {
            self.is_number(id, indicator)?;
        }
        let known = indicator.and_then(|id| self.indicators[id.0].as_ref());
        let better = known.map(|indicator| indicator.better);
        let normalize = match own.or(common) {
            Some(raw) => self.normalize(raw, better)?,
            None => Normalize::AsIs,
        };
        Some(Part { indicator: indicator?, weight: weight.value, normalize })
    }

    /// Reports a part that is to be read only.
    fn is_number(&mut self, id: &Text, indicator: IndicatorId) -> Option<()> {
        let known = self.indicators[indicator.0].as_ref();
        if !known.is_some_and(|known| matches!(known.kind, Kind::Info { .. })) {
            return Some(());
        }
        let finding = Diagnostic::error(Code::CompositePart).with("kind", "info");
        self.findings.push(finding.with("name", id.value.as_str()).at(id.span).help("help-info"));
        None
    }

    fn normalize(&mut self, raw: &RawNormalize, better: Option<Better>) -> Option<Normalize> {
        let method = raw.method.value;
        let first_step = raw.steps.list.first().map(|step| step.points.span);
        let first_bound = raw.bounds.list.first().map(|bound| bound.span);
        let over = raw.over.as_ref().map(|over| over.span);
        let is_minmax = method == RawNormalizeMethod::Minmax;
        let idle = [
            ("steps", first_step.filter(|_| method != RawNormalizeMethod::Steps)),
            ("bounds", first_bound.filter(|_| !is_minmax || over.is_some())),
            ("over", over.filter(|_| !is_minmax)),
        ];
        for (key, span) in idle {
            if let Some(span) = span {
                let finding = Diagnostic::error(Code::IdleKey).with("key", key);
                let finding = finding.labelled(span, "source").help("help-normalize");
                self.findings.push(finding);
            }
        }
        match method {
            RawNormalizeMethod::None => Some(Normalize::AsIs),
            RawNormalizeMethod::Z => Some(Normalize::ZScore),
            RawNormalizeMethod::Minmax if over.is_some() => Some(Normalize::Members),
            RawNormalizeMethod::Minmax => {
                self.bounds(raw).map(|(low, high)| Normalize::Bounds(low, high))
            }
            RawNormalizeMethod::Steps => self.steps(raw, better),
        }
    }

    fn bounds(&mut self, raw: &RawNormalize) -> Option<(f64, f64)> {
        let bounds = &raw.bounds;
        match bounds.list[..] {
            [Spanned { value: low, .. }, Spanned { value: high, .. }] if low < high => {
                return Some((low, high));
            }
            [] if bounds.is_whole => self.missing_of_method("bounds", raw.method.span),
            [Spanned { span, .. }, ..] if bounds.is_whole => self.wrong_shape("bounds", span),
            _ => {}
        }
        None
    }

    fn missing_of_method(&mut self, key: &'static str, span: Span) {
        let finding = Diagnostic::error(Code::MissingKey).with("key", key);
        self.findings.push(finding.at(span).help("help"));
    }

    /// Steps go from the best to the worst, as zones do, and reach to the end.
    fn steps(&mut self, raw: &RawNormalize, better: Option<Better>) -> Option<Normalize> {
        let list = &raw.steps.list;
        if list.is_empty() && raw.steps.is_whole {
            self.missing_of_method("steps", raw.method.span);
            return None;
        }
        let mut before: Option<f64> = None;
        for (index, step) in list.iter().enumerate() {
            let is_last = index + 1 == list.len();
            let fits = match (&step.from, before) {
                (None, _) => is_last,
                (Some(_), _) if is_last => false,
                (Some(bound), Some(before)) if better == Some(Better::Lower) => {
                    bound.value > before
                }
                (Some(bound), Some(before)) => bound.value < before,
                (Some(_), None) => true,
            };
            if !fits && raw.steps.is_whole && better.is_some() {
                let span = step.from.as_ref().map_or(step.points.span, |bound| bound.span);
                self.wrong_shape("steps", span);
                return None;
            }
            before = step.from.as_ref().map(|bound| bound.value);
        }
        let steps = list.iter().map(|step| PointStep {
            from: step.from.as_ref().map(|bound| bound.value),
            points: step.points.value,
        });
        raw.steps.is_whole.then(|| Normalize::Steps(steps.collect()))
    }

    /// Deviations from a mean cannot be added to points of a hundred.
    fn one_scale(&mut self, parts: &[(&Text, Part)]) {
        let is_score = |part: &Part| part.normalize == Normalize::ZScore;
        let score = parts.iter().find(|(_, part)| is_score(part));
        let other = parts.iter().find(|(_, part)| !is_score(part));
        if let (Some((score, _)), Some((other, _))) = (score, other) {
            let finding = Diagnostic::error(Code::CompositePart)
                .with("kind", "mixed")
                .with("name", score.value.as_str())
                .labelled(score.span, "score")
                .labelled(other.span, "other");
            self.findings.push(finding.help("help-mixed"));
        }
    }

    /// The whole is alone in its slice, so that there is nothing to compare it with.
    fn has_members(&mut self, parts: &[(&Text, Part)], indicator: &RawIndicator) {
        let needs = |part: &Part| matches!(part.normalize, Normalize::Members | Normalize::ZScore);
        let whole = indicator
            .by
            .value
            .list
            .iter()
            .find(|(_, dimensions)| dimensions.list.is_empty() && dimensions.is_whole);
        let part = parts.iter().find(|(_, part)| needs(part));
        if let (Some((id, _)), Some((slice, _))) = (part, whole) {
            let finding = Diagnostic::error(Code::CompositePart)
                .with("kind", "whole")
                .with("name", slice.value.as_str())
                .labelled(slice.span, "whole")
                .labelled(id.span, "members");
            self.findings.push(finding.help("help-whole"));
        }
    }
}

/// A part as it is printed: `0,4 · minmax(quality, 0, 100)`.
fn words(id: &Text, part: &Part) -> String {
    let name = &id.value;
    let scaled = match &part.normalize {
        Normalize::AsIs => name.clone(),
        Normalize::Bounds(low, high) => {
            format!("minmax({name}, {}, {})", shortest(*low), shortest(*high))
        }
        Normalize::Members => format!("minmax({name})"),
        Normalize::ZScore => format!("z({name})"),
        Normalize::Steps(steps) => {
            let step = |step: &PointStep| match step.from {
                Some(bound) => format!("{} → {}", shortest(bound), shortest(step.points)),
                None => format!("… → {}", shortest(step.points)),
            };
            format!("steps({name}: {})", steps.iter().map(step).collect::<Vec<_>>().join("; "))
        }
    };
    format!("{} · {scaled}", shortest(part.weight))
}
