//! Runs the exercise `cells`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("cells", bytes));
