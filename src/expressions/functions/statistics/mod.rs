//! Functions of statistics, one file each. Distributions and tests are in [`crate::statistics`].
//!
//! Sums are exact and values are sorted where their order could matter, so that no result depends
//! on the order of the rows. What a function cannot be computed from is missing: with fewer values
//! than its formula needs for the reason `too_few`, without spread for `zero_denominator`.

pub(super) mod border_ratio;
pub(super) mod corr;
pub(super) mod corr_high;
pub(super) mod corr_low;
pub(super) mod covar_pop;
pub(super) mod covar_samp;
pub(super) mod cv;
pub(super) mod gini;
pub(super) mod icc;
pub(super) mod mean_bottom;
pub(super) mod mean_top;
pub(super) mod means_differ_p;
pub(super) mod mode;
mod moments;
pub(super) mod ols_coefficient;
pub(super) mod ols_high;
pub(super) mod ols_low;
pub(super) mod ols_r2;
mod pairs;
pub(super) mod percentile;
pub(super) mod regr_intercept;
pub(super) mod regr_r2;
pub(super) mod regr_slope;
mod regression;
mod scalars;
pub(super) mod shares_differ_p;
pub(super) mod slope_high;
pub(super) mod slope_low;
mod sorted;
pub(super) mod sou;
pub(super) mod stddev_pop;
pub(super) mod stddev_samp;
pub(super) mod t_high;
pub(super) mod t_low;
pub(super) mod var_pop;
pub(super) mod var_samp;
pub(super) mod wcv;
mod weighted;
pub(super) mod wilson_high;
pub(super) mod wilson_low;
pub(super) mod wmedian;
pub(super) mod wmode;
pub(super) mod wstddev;
pub(super) mod wstddev_pop;

pub use moments::mean_and_deviation;
