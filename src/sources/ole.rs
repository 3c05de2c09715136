//! The container of old workbooks (.xls), as far as it has to be known before its reader starts.

use super::problem::FileProblem;

/// The version of the records in an old workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Biff {
    /// Excel 97 and later: texts are UTF-16, whatever code page the file names.
    Eight,
    /// Excel 5 and 95, or not found: texts are of the code page that the file names.
    Older,
}

/// Examines an OLE file.
///
/// Its sectors are not followed: names of streams are looked for in the whole file, and the first
/// record of the workbook at each place where a stream can begin.
pub(super) fn inspect(bytes: &[u8]) -> Result<Biff, FileProblem> {
    if has_stream(bytes, "EncryptedPackage") {
        return Err(FileProblem::Password);
    }
    if !has_stream(bytes, "Workbook") && !has_stream(bytes, "Book") {
        return Err(FileProblem::Unknown("document"));
    }
    const STREAM_ALIGNMENT: usize = 64;
    let mut biff = Biff::Older;
    for offset in (0..bytes.len()).step_by(STREAM_ALIGNMENT) {
        let Some(found) = begins_workbook(&bytes[offset..]) else {
            continue;
        };
        if is_encrypted(&bytes[offset..]) {
            return Err(FileProblem::Password);
        }
        if found == Biff::Eight {
            biff = Biff::Eight;
        }
    }
    Ok(biff)
}

/// Streams of this name are looked for as the directory writes them: UTF-16 ended by a zero, in
/// any case.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    const ENTRY: usize = 128;
    let is_named = |entry: &[u8]| {
        entry.get(..wide.len()).is_some_and(|start| start.eq_ignore_ascii_case(&wide))
    };
    bytes.chunks(ENTRY).any(is_named)
}

/// Returns the version where the bytes begin with the first record of a workbook: number 0x0809,
/// 8 or 16 bytes long, the version, and the kind "globals of a workbook" (0x0005).
fn begins_workbook(bytes: &[u8]) -> Option<Biff> {
    match bytes.get(..8)? {
        [0x09, 0x08, 8 | 16, 0, 0x00, 0x06, 0x05, 0x00] => Some(Biff::Eight),
        [0x09, 0x08, 8 | 16, 0, 0x00, 0x05, 0x05, 0x00] => Some(Biff::Older),
        _ => None,
    }
}

/// Whether a record "file pass" (0x002F) is among the first ones; it stands right behind the first
/// record or behind "write protect".
fn is_encrypted(mut records: &[u8]) -> bool {
    const FIRST_RECORDS: usize = 4;
    for _ in 0..FIRST_RECORDS {
        let [kind, kind_high, length, length_high, rest @ ..] = records else {
            return false;
        };
        if u16::from_le_bytes([*kind, *kind_high]) == 0x002F {
            return true;
        }
        let length = usize::from(u16::from_le_bytes([*length, *length_high]));
        records = rest.get(length..).unwrap_or_default();
    }
    false
}
