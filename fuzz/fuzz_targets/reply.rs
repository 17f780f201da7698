//! The target `reply` of `tests/suite/fuzzed`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caveat_fuzz::run("reply", data));
