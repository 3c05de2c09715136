//! Writes the reference manuals: `docs/reference/definition.md` from the JSON Schema of the
//! definition language and the shipped definitions, `docs/reference/functions.md` from the
//! registry of functions, `docs/reference/forms.md` from the ready-made forms.
//!
//! ```sh
//! cargo run --release --example reference
//! ```

mod definition;
mod flow;
mod forms;
mod functions;
mod samples;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/reference");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("definition.md"), definition::manual(root)?)?;
    fs::write(folder.join("functions.md"), functions::manual())?;
    fs::write(folder.join("forms.md"), forms::manual()?)?;
    Ok(())
}
