//! The program `msoko`.

use std::process::ExitCode;

fn main() -> ExitCode {
    msoko::cli::main()
}
