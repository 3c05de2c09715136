//! The program in a process of its own, with little time and memory.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Time that a file may take.
const TIME_MAX: Duration = Duration::from_secs(5);
/// Memory that a file may take, in kilobytes.
const MEMORY_MAX: u64 = 256 << 10;

/// How the program has ended.
pub(crate) enum Ending {
    /// By itself, with these findings, one in a line.
    Ended(ExitStatus, String),
    /// It took too long.
    TimedOut,
    /// It took more memory than it may.
    OverMemory,
}

/// Checks the project in a folder.
pub(crate) fn check(project: &Path) -> Ending {
    let findings = project.join("findings.json");
    let file = fs::File::create(&findings).expect("a file can be made");
    let mut child = Command::new(env!("CARGO_BIN_EXE_msoko"))
        .args(["check", "--format", "json", "--lang", "en"])
        .current_dir(project)
        .stdout(Stdio::null())
        .stderr(file)
        .spawn()
        .expect("the program starts");
    match watch(&mut child) {
        Ok(status) => {
            Ending::Ended(status, fs::read_to_string(findings).expect("findings are text"))
        }
        Err(ending) => {
            // It may have ended by itself in the meantime.
            drop(child.kill());
            child.wait().expect("the program is a child of this one");
            ending
        }
    }
}

/// Waits for the end of the program; the most memory that it ever had is looked at all the time.
fn watch(child: &mut Child) -> Result<ExitStatus, Ending> {
    const PAUSE: Duration = Duration::from_millis(2);
    let begun = Instant::now();
    loop {
        if memory(child.id()).is_some_and(|kilobytes| kilobytes > MEMORY_MAX) {
            return Err(Ending::OverMemory);
        }
        if let Some(status) = child.try_wait().expect("the program is a child of this one") {
            return Ok(status);
        }
        if begun.elapsed() > TIME_MAX {
            return Err(Ending::TimedOut);
        }
        thread::sleep(PAUSE);
    }
}

/// The most memory that a process and those that it has started ever had, where the system tells.
fn memory(process: u32) -> Option<u64> {
    let folder = format!("/proc/{process}");
    let status = fs::read_to_string(format!("{folder}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let own = line.split_whitespace().next()?.parse().ok()?;
    let threads = fs::read_dir(format!("{folder}/task")).ok()?;
    let children = threads.filter_map(|thread| {
        let path = thread.ok()?.path().join("children");
        let children = fs::read_to_string(path).ok()?;
        children.split_whitespace().filter_map(|child| memory(child.parse().ok()?)).max()
    });
    Some(children.fold(own, u64::max))
}
