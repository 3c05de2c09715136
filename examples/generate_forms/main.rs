//! Writes the sample of each ready-made form into its case: a small workbook in the layout of the
//! real file, with title rows, merged cells, notes, totals, blank rows and the usual mistakes.
//!
//! ```sh
//! cargo run --release --example generate_forms
//! ```
//!
//! The same program writes the same bytes every time.

mod sample;
mod samples;
mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/forms");
    for sample in samples::all() {
        let path = root.join(sample.path);
        fs::create_dir_all(path.parent().ok_or("a sample lies in a folder")?)?;
        fs::write(&path, workbook::bytes(&sample)?)?;
    }
    Ok(())
}
