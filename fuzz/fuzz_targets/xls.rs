//! Runs the exercise `xls`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("xls", bytes));
