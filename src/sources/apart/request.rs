//! Asks a process apart for the sheets of a workbook.

use std::io::{self, Read, Write};
use std::path::Path;

use crate::sources::doubts::Doubts;
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::{SheetInfo, Wanted, Workbook};
use crate::system::{Ending, converse};

use super::service::GOOD;
use super::wire::{Listener, Speaker, unheard};
use super::{Bounds, COMMAND, grid_wire, problem_wire};

/// Reads the wanted sheets of a workbook with a program that serves. However it ends, the answer
/// says why.
///
/// # Errors
///
/// Fails when the program cannot be started.
pub(in crate::sources) fn read(
    program: &Path,
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> io::Result<Result<Workbook, FileProblem>> {
    let bounds = Bounds::of(bytes.len());
    let Bounds { memory, seconds } = bounds;
    let arguments = [COMMAND.to_owned(), memory.to_string(), seconds.to_string()];
    let (answer, ending) = converse(program, &arguments, bounds.time(), |input, output| {
        ask(bytes, wanted, input, output)
    })?;
    Ok(match (answer, ending) {
        // All was said; a program to which nobody listens any more may fail.
        (Ok(answer), _) => answer,
        (_, Ending::OutOfMemory) => Err(FileProblem::TooLarge(Limit::Memory)),
        (_, Ending::OutOfTime) => Err(FileProblem::TooLarge(Limit::Time)),
        (_, Ending::Crashed | Ending::Done) => Err(FileProblem::Damaged(Damage::Unexpected)),
    })
}

fn ask(
    bytes: &[u8],
    wanted: Wanted<'_>,
    input: &mut (dyn Write + Send),
    output: &mut (dyn Read + Send),
) -> io::Result<Result<Workbook, FileProblem>> {
    let mut speaker = Speaker::new(input);
    speaker.block(bytes);
    speaker.send()?;
    let mut listener = Listener::new(output);
    if listener.byte()? != GOOD {
        return problem_wire::hear(&mut listener).map(Err);
    }
    let mut sheets = Vec::new();
    for _ in 0..listener.number()? {
        let is_hidden = listener.byte()? != 0;
        sheets.push(SheetInfo { name: listener.text()?.into(), is_hidden });
    }
    let chosen = wanted(&sheets);
    speaker.count(chosen.len());
    chosen.iter().for_each(|index| speaker.count(*index));
    speaker.send()?;
    if listener.byte()? != GOOD {
        return problem_wire::hear(&mut listener).map(Err);
    }
    let mut grids = Vec::new();
    for _ in 0..listener.number()? {
        let index = listener.number()? as usize;
        if !chosen.contains(&index) {
            return Err(unheard());
        }
        match grid_wire::hear(&mut listener)? {
            Ok(grid) => grids.push((index, grid)),
            Err(problem) => return Ok(Err(problem)),
        }
    }
    // None of the formats that are read apart leaves doubts.
    Ok(Ok(Workbook { sheets, grids, doubts: Doubts::default() }))
}
