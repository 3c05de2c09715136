//! Other programs that tests hold ours against: Python with packages.
//!
//! They are no part of the program. `MSOKO_PYTHON` names the interpreter, else `python3` is taken;
//! without what a test needs it passes with a message, unless `MSOKO_PEERS=required`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A Python interpreter that has a package.
pub(crate) struct Python(String);

impl Python {
    /// Finds the interpreter, or says that there is none.
    pub(crate) fn with(package: &str) -> Option<Self> {
        let program = std::env::var("MSOKO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let tried = Command::new(&program).args(["-c", &format!("import {package}")]).output();
        let is_there = tried.is_ok_and(|output| output.status.success());
        Self::found(is_there, program, &format!("the package {package}"))
    }

    /// Finds the interpreter on a system that has a database server.
    pub(crate) fn with_postgres() -> Option<Self> {
        let folder = std::fs::read_dir("/usr/lib/postgresql");
        let is_there = folder.is_ok_and(|mut versions| versions.next().is_some());
        let program = std::env::var("MSOKO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        Self::found(is_there, program, "the server of PostgreSQL")
    }

    fn found(is_there: bool, program: String, what: &str) -> Option<Self> {
        let is_required = std::env::var("MSOKO_PEERS").is_ok_and(|value| value == "required");
        assert!(is_there || !is_required, "{what} is missing, and MSOKO_PEERS=required");
        if !is_there {
            println!("skipped: {what} is missing");
        }
        is_there.then_some(Self(program))
    }

    /// Runs a script of `tests/engines` over some input and returns what it printed.
    pub(crate) fn run(&self, script: &str, input: String) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines").join(script);
        let mut child = Command::new(&self.0)
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the interpreter was there before");
        let mut stdin = child.stdin.take().expect("the input is a pipe");
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("the script ends");
        writer.join().expect("no panic").expect("the script reads all of its input");
        assert!(output.status.success(), "{script} failed");
        String::from_utf8(output.stdout).expect("a text")
    }
}
