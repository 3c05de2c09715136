//! Workbooks read by a process of their own: what it gives, and what is said when it fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::expressions::Rows as _;
use msoko::pipeline;
use msoko::system::MemorySystem;
use tempfile::TempDir;

const PIPELINE: &str = "title: Отчёт
period: { current: 2024, kind: calendar }
sources:
  t:
    files: inputs/{period}/t.xls
    header: { contains: [Код] }
    columns:
      code: { from: Код, type: code }
";

const BINARY: &str = env!("CARGO_BIN_EXE_msoko");

fn workbook() -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sources");
    fs::read(root.join("same-in-all-formats/inputs/2024-25/t.xls")).unwrap()
}

/// Reads the workbook with a program; returns the codes of its table, and what was found.
fn read_with(program: &Path, bytes: Vec<u8>) -> (Vec<String>, String) {
    let system = MemorySystem::default()
        .with("pipelines/p.yaml", PIPELINE)
        .with("inputs/2024/t.xls", bytes)
        .with_reader(program);
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/p.yaml", &mut texts, &mut findings);
    let catalogue = Catalogue::new(Language::English);
    let renderer = Renderer::new(&catalogue, &texts, RenderFormat::Plain);
    let found: String = findings.iter().map(|finding| renderer.render(finding)).collect();
    let codes = computed.map_or_else(Vec::new, |computed| {
        let table = computed.tables.iter().next().unwrap();
        let column = table.column("code").unwrap();
        (0..table.row_count()).map(|row| format!("{:?}", column.value(row))).collect()
    });
    (codes, found)
}

#[test]
fn the_program_reads_for_itself() {
    let (codes, found) = read_with(Path::new(BINARY), workbook());
    assert_eq!(found, "");
    assert_eq!(codes.len(), 3);
    assert!(codes[0].contains("050101"), "{codes:?}");
}

#[test]
fn problems_of_the_file_arrive() {
    let mut bytes = workbook();
    bytes.truncate(2000);
    let (_, found) = read_with(Path::new(BINARY), bytes);
    assert!(found.contains("[S204]") && found.contains("cut off"), "{found}");
}

/// A program that does something else than to read.
#[cfg(unix)]
fn script(folder: &TempDir, text: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.path().join("reader.sh");
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn however_the_process_fails_the_file_is_named() {
    let cases = [
        ("exit 3", "[S204]", "its content makes the reader fail"),
        ("head -c 9 > /dev/null; kill -ABRT $$", "[S204]", "its content makes the reader fail"),
        (
            "head -c 9 > /dev/null; echo nonsense nonsense",
            "[S204]",
            "its content makes the reader fail",
        ),
        ("printf '\\000\\377\\377\\377\\377'", "[S204]", "its content makes the reader fail"),
        (
            "echo memory allocation of 9 bytes failed >&2; kill -ABRT $$",
            "[S210]",
            "would take more memory",
        ),
        ("exec sleep 60", "[S210]", "did not end within the time"),
    ];
    for (text, code, words) in cases {
        let folder = tempfile::tempdir().unwrap();
        let (codes, found) = read_with(&script(&folder, text), workbook());
        assert_eq!(codes, [""; 0], "{text}");
        assert!(found.contains(code) && found.contains(words), "{text}: {found}");
        assert!(found.contains("inputs/2024/t.xls"), "{found}");
    }
}

#[test]
fn a_program_that_cannot_start_is_no_reason_to_read_without_it() {
    let (codes, found) = read_with(Path::new("nowhere/msoko"), workbook());
    assert_eq!(codes, [""; 0]);
    assert!(found.contains("[O601]") && found.contains("could not be started"), "{found}");
}

/// What the process itself does within limits that are too tight for the file.
#[cfg(target_os = "linux")]
#[test]
fn the_process_limits_its_memory() {
    const MEBIBYTE: u32 = 1 << 20;
    let rows = "<tr><td>a".repeat(500_000);
    let page = format!("<table>{rows}</table>");
    let run = |memory: u32| {
        let mut child = Command::new(BINARY)
            .args(["read-apart", &memory.to_string(), "20"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let size = u32::try_from(page.len()).unwrap();
        // The first sheet is asked for at once. The process may be gone before all is written.
        let said = [&size.to_le_bytes()[..], page.as_bytes(), &[1, 0, 0, 0, 0, 0, 0, 0]].concat();
        let _ = input.write_all(&said);
        drop(input);
        child.wait_with_output().unwrap()
    };
    let enough = run(512 * MEBIBYTE);
    assert!(enough.status.success(), "{}", String::from_utf8_lossy(&enough.stderr));
    assert!(enough.stdout.len() > 500_000);
    let little = run(48 * MEBIBYTE);
    assert!(!little.status.success());
    let words = String::from_utf8_lossy(&little.stderr);
    assert!(words.contains("memory allocation of"), "{words}");
}

#[test]
fn the_command_is_not_shown() {
    let help = Command::new(BINARY).arg("--help").output().unwrap();
    assert!(!String::from_utf8_lossy(&help.stdout).contains("read-apart"));
}
