//! The inputs that fuzzing has kept, replayed without a fuzzer: `fuzz/README.md` says how they were
//! found.

#[expect(unreachable_pub, reason = "the fuzzers reach it")]
#[path = "../fuzz/src/exercises.rs"]
mod exercises;

use std::fs;
use std::path::Path;

/// Every exercise has inputs, and none of them breaks the program.
#[test]
fn inputs_that_fuzzing_has_kept_break_nothing() {
    const BYTES_MAX: u64 = 100 << 10;
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut total = 0;
    for name in exercises::NAMES {
        let folder = fs::read_dir(corpus.join(name)).expect("every exercise has a folder");
        let mut count = 0;
        for entry in folder {
            let path = entry.expect("the folder can be listed").path();
            let bytes = fs::read(&path).expect("an input can be read");
            total += u64::try_from(bytes.len()).expect("a small file");
            count += 1;
            exercises::run(name, &bytes);
        }
        assert!(count > 0, "`{name}` has no inputs");
    }
    assert!(total <= BYTES_MAX, "the corpus has grown to {total} bytes");
}
