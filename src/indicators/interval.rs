//! Intervals and tests that stand beside the values of indicators.

pub(super) use crate::statistics::{shares_differ, wilson};
