//! Another process that does one piece of work and may fail at it: it is watched, and ended when it
//! takes too long.

#![expect(clippy::disallowed_methods, reason = "this file is the door to processes")]

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As it should.
    Done,
    /// It was given no more memory.
    OutOfMemory,
    /// It took too long.
    OutOfTime,
    /// It failed otherwise.
    Crashed,
}

/// Starts a program, talks with it through its input and output, and sees to it that it has ended
/// before `limit` is over. When the program has ended, its output ends as well, so that `talk`
/// cannot wait for ever; a program that starts others would have to end them itself.
///
/// # Errors
///
/// Fails when the program cannot be started.
pub fn converse<T>(
    program: &Path,
    arguments: &[String],
    limit: Duration,
    talk: impl FnOnce(&mut (dyn Write + Send), &mut (dyn Read + Send)) -> T,
) -> io::Result<(T, Ending)> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut input), Some(mut output), Some(errors)) = streams else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    thread::scope(|scope| {
        let (finished, waiting) = channel::<()>();
        let words = scope.spawn(|| last_words(errors));
        let watch = scope.spawn(move || watch(&mut child, &waiting, limit));
        let answer = talk(&mut input, &mut output);
        drop((input, output, finished));
        let status = watch.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        let words = words.join().unwrap_or_default();
        Ok((answer, status.map_or(Ending::Crashed, |status| ending(status, &words))))
    })
}

/// Waits for the end of a process, and brings it about when the time is over: nothing is returned
/// then.
fn watch(
    child: &mut Child,
    waiting: &Receiver<()>,
    limit: Duration,
) -> io::Result<Option<ExitStatus>> {
    const PAUSE: Duration = Duration::from_millis(1);
    let begun = Instant::now();
    // The talk is over when the other end is dropped.
    let mut is_late = waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
    while !is_late {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(PAUSE);
        is_late = begun.elapsed() > limit;
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// Returns the beginning of what a process says about its failure.
fn last_words(errors: ChildStderr) -> Vec<u8> {
    const BYTES: u64 = 4096;
    let mut errors = errors;
    let mut words = Vec::new();
    // What cannot be read says nothing; the exit code remains.
    let _ = (&mut errors).take(BYTES).read_to_end(&mut words);
    let _ = io::copy(&mut errors, &mut io::sink());
    words
}

fn ending(status: Option<ExitStatus>, words: &[u8]) -> Ending {
    /// What the standard library says before it ends a process that is given no memory.
    const NO_MEMORY: &[u8] = b"memory allocation of";
    match status {
        None => Ending::OutOfTime,
        Some(status) if status.success() => Ending::Done,
        Some(status) if is_out_of_time(status) => Ending::OutOfTime,
        Some(_) if words.windows(NO_MEMORY.len()).any(|piece| piece == NO_MEMORY) => {
            Ending::OutOfMemory
        }
        Some(_) => Ending::Crashed,
    }
}

/// Whether the system ended a process because of the time it had used.
#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn is_out_of_time(_status: ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{Ending, converse};

    #[track_caller]
    fn check(script: &str, limit: Duration, expected: (&str, Ending)) {
        let arguments = ["-c".to_owned(), script.to_owned()];
        let begun = Instant::now();
        let ended = converse(Path::new("/bin/sh"), &arguments, limit, |input, output| {
            let mut text = String::new();
            // A program that does not listen is among the cases.
            let _ = input.write_all(b"hello\n");
            output.read_to_string(&mut text).expect("text");
            text
        });
        let (text, ending) = ended.expect("there is a shell");
        assert_eq!((text.as_str(), ending), expected);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn processes_end_in_several_ways() {
        const LONG: Duration = Duration::from_secs(9);
        check("read word; echo $word $word", LONG, ("hello hello\n", Ending::Done));
        check("exit 0", LONG, ("", Ending::Done));
        check("exit 7", LONG, ("", Ending::Crashed));
        check("kill -SEGV $$", LONG, ("", Ending::Crashed));
        check("kill -XCPU $$", LONG, ("", Ending::OutOfTime));
        check(
            "echo memory allocation of 1 bytes failed >&2; kill -ABRT $$",
            LONG,
            ("", Ending::OutOfMemory),
        );
        let short = Duration::from_millis(200);
        check("exec sleep 60", short, ("", Ending::OutOfTime));
        check("exec >&-; exec sleep 60", short, ("", Ending::OutOfTime));
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let ended = converse(Path::new("/nowhere/program"), &[], Duration::from_secs(1), |_, _| ());
        assert!(ended.is_err());
    }
}
