//! Limits that a process sets itself before it touches a file that may harm.

use std::io;

/// Limits memory and computing time of this process. What cannot be limited on a system is left:
/// memory can be limited on Linux only, computing time on Linux and macOS.
///
/// # Errors
///
/// Fails when the system refuses.
pub fn limit_this_process(memory_bytes: u64, seconds: u64) -> io::Result<()> {
    limit_memory(memory_bytes)?;
    limit_time(seconds)
}

/// Limits the memory that is written to. The program itself, which is mapped, does not count.
#[cfg(target_os = "linux")]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::Resource;
    set(Resource::Data, bytes)
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn limit_time(seconds: u64) -> io::Result<()> {
    use rustix::process::Resource;
    set(Resource::Cpu, seconds)
}

#[cfg(not(unix))]
fn limit_time(_seconds: u64) -> io::Result<()> {
    Ok(())
}

/// A limit that is already lower stays.
#[cfg(unix)]
fn set(resource: rustix::process::Resource, limit: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(resource);
    let lowest = |before: Option<u64>| Some(before.map_or(limit, |before| before.min(limit)));
    let lowered = Rlimit { current: lowest(current), maximum: maximum.and(lowest(maximum)) };
    Ok(setrlimit(resource, lowered)?)
}
