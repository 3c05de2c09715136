//! Files that are no spreadsheets, known by their first bytes: people rename them, and portals send
//! them in place of a table.

/// Returns the attribute of the message that says what a file is.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 22] = [
        (b"%PDF", "pdf"),
        (b"Rar!\x1a\x07", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b", "archive"),
        (b"BZh", "archive"),
        (b"\xfd7zXZ\0", "archive"),
        (b"\x28\xb5\x2f\xfd", "archive"),
        (b"PK", "archive"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"\x00\x00\x01\x00", "image"),
        (b"MZ", "program"),
        (b"\x7fELF", "program"),
        (b"#!/", "program"),
        (b"{\\rtf", "word"),
        (b"SQLite format 3", "database"),
        (b"\x00\x01\x00\x00Standard", "database"),
        (b"MIME-Version:", "web-archive"),
        (b"ID;P", "sylk"),
    ];
    let found = STARTS.into_iter().find(|(start, _)| bytes.starts_with(start));
    let kind = found.map(|(_, kind)| kind)?;
    // Letters alone can also begin a table.
    let needs_proof = matches!(bytes, [b'P', b'K', ..] | [b'M', b'Z', ..] | [b'B', b'Z', b'h', ..]);
    if needs_proof && !bytes.contains(&0) { None } else { Some(kind) }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn files_are_known_by_their_beginning() {
        let cases: [(&[u8], Option<&str>); 10] = [
            (b"%PDF-1.7", Some("pdf")),
            (b"\x1f\x8b\x08\0", Some("archive")),
            (b"PK\x07\x08\0", Some("archive")),
            (b"PK;Name\n1;2\n", None),
            (b"MZ\x90\0\x03", Some("program")),
            (b"MZ;1\n", None),
            (b"\x89PNG\r\n\x1a\n", Some("image")),
            (b"{\\rtf1\\ansi", Some("word")),
            (b"MIME-Version: 1.0\r\n", Some("web-archive")),
            ("Код;Школа".as_bytes(), None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }
}
