//! Writes the sample `inputs/`: the spreadsheets of an invented mountain district over three
//! school years, in the layouts of the real ones and with their usual defects.
//!
//! ```sh
//! cargo run --release --example generate_inputs -- inputs
//! ```
//!
//! The same program writes the same bytes every time. `inputs/README.md` describes the files and
//! the defects; the list this program prints gives the cell of each.

mod assessment;
mod bias;
mod defects;
mod district;
mod files;
mod formats;
mod random;
mod roster;
mod scale;
mod scores;
mod sheet;
mod spelling;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use defects::Defects;
use district::{District, Year};

fn main() -> Result<(), Box<dyn Error>> {
    let target = env::args_os().nth(1).ok_or("usage: generate_inputs FOLDER")?;
    let district = District::new();
    let mut defects = Defects::default();
    for year in Year::ALL {
        for mut file in files::files(&district, year) {
            defects.plant(&mut file);
            let path = Path::new(&target).join(&file.path);
            let folder = path.parent().ok_or("a file lies in a folder")?;
            fs::create_dir_all(folder)?;
            fs::write(&path, formats::encode(&file.path, &file.sheets)?)?;
        }
    }
    let mut output = io::stdout().lock();
    for defect in defects.list() {
        writeln!(output, "{defect}")?;
    }
    Ok(())
}
