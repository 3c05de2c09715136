//! Runs the exercise `container`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msoko::exercises::run("container", bytes));
