//! Runs the exercise `ods`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("ods", bytes));
