//! The rules of the repository, as tests. Each names every offender and says what to do.

mod codes;
mod layers;
mod locales;
mod repository;
mod rust_files;
mod style;

/// Fails with the offenders, if there are any, and with what to do about them.
#[track_caller]
fn report(offenders: &[String], what_to_do: &str) {
    assert!(offenders.is_empty(), "{what_to_do}\n  {}\n", offenders.join("\n  "));
}
