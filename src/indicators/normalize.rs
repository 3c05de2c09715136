//! How values of different indicators are made comparable.

use crate::definition::{Better, Normalize, PointStep};
use crate::expressions::mean_and_deviation;
use crate::values::Missing;

use super::judge::meets;
use super::observation::SliceResult;

/// Points at the better end of a scale between bounds.
const FULL: f64 = 100.0;
/// Points of all members where they are all alike: none of them is better or worse.
const MIDDLE: f64 = 50.0;

/// A scale for the values of an indicator in one period.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scale<'a> {
    AsIs,
    /// From 0 to 100 between bounds.
    Between {
        low: f64,
        high: f64,
        better: Better,
    },
    /// Standard deviations from a mean.
    Deviation {
        mean: f64,
        deviation: f64,
        better: Better,
    },
    Steps {
        steps: &'a [PointStep],
        better: Better,
    },
    /// There are no members to compare with, or what they have is too large to be added up.
    Unknown,
}

impl<'a> Scale<'a> {
    /// Makes the scale of an indicator, whose members may give its bounds.
    pub(super) fn of(
        rules: &'a Normalize,
        better: Better,
        slice: Option<&SliceResult>,
        period: usize,
    ) -> Self {
        match rules {
            Normalize::AsIs => Self::AsIs,
            Normalize::Bounds(low, high) => Self::Between { low: *low, high: *high, better },
            Normalize::Steps(steps) => Self::Steps { steps, better },
            Normalize::Members | Normalize::ZScore => {
                let values = slice.map_or_else(Vec::new, |slice| comparable(slice, period));
                Self::of_members(&values, better, *rules == Normalize::ZScore)
            }
        }
    }

    fn of_members(values: &[f64], better: Better, is_score: bool) -> Self {
        if values.is_empty() {
            return Self::Unknown;
        }
        if is_score {
            return mean_and_deviation(values).map_or(Self::Unknown, |(mean, deviation)| {
                Self::Deviation { mean, deviation, better }
            });
        }
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self::Between { low, high, better }
    }

    /// Brings a value to the scale.
    pub(super) fn apply(&self, value: f64) -> Result<f64, Missing> {
        match *self {
            Self::AsIs => Ok(value),
            Self::Between { low, high, .. } if low >= high => Ok(MIDDLE),
            Self::Between { low, high, better } => {
                let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
                Ok(FULL * if better == Better::Lower { 1.0 - share } else { share })
            }
            Self::Deviation { deviation: 0.0, .. } => Ok(0.0),
            Self::Deviation { mean, deviation, better } => {
                let score = (value - mean) / deviation;
                Ok(if better == Better::Lower { -score } else { score })
            }
            Self::Steps { steps, better } => {
                let reached =
                    |step: &&PointStep| step.from.is_none_or(|bound| meets(better, value, bound));
                let step = steps.iter().find(reached);
                step.map(|step| step.points).ok_or(Missing::NotApplicable)
            }
            Self::Unknown => Err(Missing::NotApplicable),
        }
    }
}

/// The values of a period that others may be measured by: those of small groups may not.
fn comparable(slice: &SliceResult, period: usize) -> Vec<f64> {
    let observations = slice.observations.iter().filter_map(|periods| periods[period].as_ref());
    let known = observations.filter(|observation| !observation.is_small);
    known.filter_map(|observation| observation.value.ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::definition::{Better, PointStep};
    use crate::values::Missing;

    const VALUES: [f64; 5] = [31.5, 44.0, 52.25, 60.0, 78.25];

    /// `scipy.stats.zscore([31.5, 44.0, 52.25, 60.0, 78.25])` of scipy 1.17.1.
    #[test]
    fn scores_agree_with_scipy() {
        let scale = Scale::of_members(&VALUES, Better::Higher, true);
        let expected = [
            -1.383_443_055_183_257_5,
            -0.586_528_852_888_754_4,
            -0.060_565_479_374_382_42,
            0.433_521_326_048_209_53,
            1.597_016_061_398_184,
        ];
        for (value, expected) in VALUES.into_iter().zip(expected) {
            let found = scale.apply(value).expect("the value is known");
            assert!((found - expected).abs() < 1e-12, "{value}: {found}");
        }
    }

    /// By hand: the numbers lie symmetrically around a mean of theirs, so that the scores are
    /// −√1.5, 0 and √1.5 wherever they begin.
    #[test]
    fn scores_do_not_depend_on_where_numbers_begin() {
        for (first, step) in [(0.0, 1.0), (1e9, 0.25), (-1e9, 0.125), (1e12, 0.5)] {
            let values = [first, first + step, first + 2.0 * step];
            let scale = Scale::of_members(&values, Better::Higher, true);
            for (value, expected) in values.into_iter().zip([-1.5_f64.sqrt(), 0.0, 1.5_f64.sqrt()])
            {
                let found = scale.apply(value).unwrap_or(f64::NAN);
                assert!((found - expected).abs() < 1e-9, "{first}: {found}");
            }
        }
        let huge = Scale::of_members(&[f64::MAX, f64::MAX, -1.0], Better::Higher, true);
        assert_eq!(huge.apply(1.0), Err(Missing::NotApplicable), "no sum, no scale");
    }

    #[test]
    fn members_give_the_bounds() {
        let higher = Scale::of_members(&VALUES, Better::Higher, false);
        let lower = Scale::of_members(&VALUES, Better::Lower, false);
        for (value, up) in [(31.5, 0.0), (78.25, 100.0), (54.875, 50.0), (90.0, 100.0)] {
            assert_eq!(higher.apply(value), Ok(up), "{value}");
            assert_eq!(lower.apply(value), Ok(100.0 - up), "{value}");
        }
    }

    #[test]
    fn members_that_are_alike_are_in_the_middle() {
        for better in [Better::Higher, Better::Lower] {
            assert_eq!(Scale::of_members(&[7.0, 7.0], better, false).apply(7.0), Ok(50.0));
            assert_eq!(Scale::of_members(&[7.0], better, true).apply(7.0), Ok(0.0));
            // As plain doubles three of them add up to 0.30000000000000004.
            assert_eq!(Scale::of_members(&[0.1; 3], better, true).apply(0.1), Ok(0.0));
            let nobody = Scale::of_members(&[], better, true);
            assert_eq!(nobody.apply(7.0), Err(Missing::NotApplicable));
        }
    }

    #[test]
    fn the_first_step_that_is_reached_counts() {
        let step = |from, points| PointStep { from, points };
        let up = [step(Some(60.0), 2.0), step(Some(40.0), 1.0), step(None, 0.0)];
        let down = [step(Some(5.0), 2.0), step(Some(10.0), 1.0), step(None, -1.0)];
        let higher = Scale::Steps { steps: &up, better: Better::Higher };
        let lower = Scale::Steps { steps: &down, better: Better::Lower };
        for (value, points) in [(60.0, 2.0), (59.9, 1.0), (40.0, 1.0), (39.9, 0.0)] {
            assert_eq!(higher.apply(value), Ok(points), "{value}");
        }
        for (value, points) in [(5.0, 2.0), (5.1, 1.0), (10.0, 1.0), (10.1, -1.0)] {
            assert_eq!(lower.apply(value), Ok(points), "{value}");
        }
    }
}
