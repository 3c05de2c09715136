//! Runs the exercise `csv`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("csv", bytes));
