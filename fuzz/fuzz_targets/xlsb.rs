//! Runs the exercise `xlsb`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("xlsb", bytes));
