//! Intervals and tests that stand beside the values of indicators.

pub(super) use crate::statistics::{Sample, mean_interval, shares_differ, welch, wilson};
