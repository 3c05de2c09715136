//! What the process apart does: it hears a file, says its sheets, hears which are wanted, and says
//! those.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::sync::{Mutex, PoisonError};

use crate::sources::format;
use crate::sources::problem::FileProblem;
use crate::sources::workbook::{self, SheetInfo, Workbook};

use super::wire::{Listener, Speaker};
use super::{grid_wire, problem_wire};

/// A grid or a list follows.
pub(super) const GOOD: u8 = 0;
/// A problem follows.
pub(super) const BAD: u8 = 1;

/// Reads one workbook for another process of this program.
///
/// # Errors
///
/// Fails when the other process does not listen any more.
pub fn serve(input: &mut (dyn Read + Send), output: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut listener = Listener::new(input);
    let bytes = listener.block()?;
    let mut speaker = Speaker::new(output);
    let talk = Mutex::new(Talk { listener, speaker: &mut speaker, failure: None });
    let wanted = |sheets: &[SheetInfo]| lock(&talk).wanted(sheets);
    let read =
        format::detect(&bytes).and_then(|detected| workbook::read_here(&bytes, detected, &wanted));
    if let Some(failure) = lock(&talk).failure.take() {
        return Err(failure);
    }
    drop(talk);
    match read {
        Ok(Workbook { grids, .. }) => {
            speaker.byte(GOOD);
            speaker.count(grids.len());
            for (index, grid) in &grids {
                speaker.count(*index);
                grid_wire::say(&mut speaker, grid);
            }
        }
        Err(problem) => say_problem(&mut speaker, &problem),
    }
    speaker.send()
}

/// There is one thread; the lock only lets the question be asked from a closure.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn say_problem(to: &mut Speaker<'_>, problem: &FileProblem) {
    to.byte(BAD);
    problem_wire::say(to, problem);
}

struct Talk<'s, 'a> {
    listener: Listener<'a>,
    speaker: &'s mut Speaker<'a>,
    failure: Option<io::Error>,
}

impl Talk<'_, '_> {
    fn wanted(&mut self, sheets: &[SheetInfo]) -> BTreeSet<usize> {
        match self.ask(sheets) {
            Ok(wanted) => wanted,
            Err(failure) => {
                self.failure = Some(failure);
                BTreeSet::new()
            }
        }
    }

    fn ask(&mut self, sheets: &[SheetInfo]) -> io::Result<BTreeSet<usize>> {
        self.speaker.byte(GOOD);
        self.speaker.count(sheets.len());
        for sheet in sheets {
            self.speaker.byte(u8::from(sheet.is_hidden));
            self.speaker.block(sheet.name.as_bytes());
        }
        self.speaker.send()?;
        let mut wanted = BTreeSet::new();
        for _ in 0..self.listener.number()? {
            wanted.insert(self.listener.number()? as usize);
        }
        Ok(wanted)
    }
}
