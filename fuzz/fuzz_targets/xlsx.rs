//! Runs the exercise `xlsx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("xlsx", bytes));
