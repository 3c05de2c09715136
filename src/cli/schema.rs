//! `msoko schema`.

use std::io::Write as _;

use crate::definition::json_schema_text;

use super::exit_code::Exit;

/// Prints the JSON Schema of the definition language. A reader that goes away is no failure.
pub(super) fn schema() -> Exit {
    let mut out = anstream::stdout();
    match out.write_all(json_schema_text().as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}
