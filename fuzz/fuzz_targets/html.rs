//! Runs the exercise `html`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("html", bytes));
