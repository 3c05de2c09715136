//! The samples, by who makes the real files.

mod exams;
mod fis_oko;
mod office;
mod rosstat;

use crate::sample::Sample;

/// Returns every sample.
pub(crate) fn all() -> impl Iterator<Item = Sample> {
    fis_oko::SAMPLES
        .into_iter()
        .chain(exams::SAMPLES)
        .chain(office::SAMPLES)
        .chain(rosstat::SAMPLES)
}
