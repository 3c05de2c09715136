//! `msoko read-apart`: reads one workbook for another process of the program. What comes in and
//! what goes out is no text for people.

use crate::sources::serve_reader;
use crate::system::limit_this_process;

use super::exit_code::Exit;

/// Reads a workbook within limits.
pub(super) fn read_apart(memory: u64, seconds: u64) -> Exit {
    let served = limit_this_process(memory, seconds)
        .and_then(|()| serve_reader(&mut std::io::stdin(), &mut std::io::stdout()));
    if served.is_ok() { Exit::Done } else { Exit::Machine }
}
