//! Text files with separators. Every cell is text; columns say what it means.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::definition::CsvOptions;

use super::csv_fields::Rows;
use super::encoding::{self, Doubt};
use super::grid::{Grid, GridBuilder, Texts};
use super::problem::FileProblem;

/// A text file as a sheet.
#[derive(Debug)]
pub(super) struct TextFile {
    /// Its cells.
    pub(super) grid: Grid,
    /// What is doubtful about its encoding.
    pub(super) doubt: Option<Doubt>,
    /// The cells whose quotes could be meant otherwise.
    pub(super) stray_quotes: Vec<(u32, u32)>,
}

/// Reads a text file as a sheet. Rows count as a spreadsheet program shows them: a blank line is a
/// row, a line break inside of quotes is none.
pub(super) fn read(bytes: &[u8], options: &CsvOptions) -> Result<TextFile, FileProblem> {
    let declared = options.encoding.as_ref().map(|name| {
        let encoding = Encoding::for_label(name.value.as_bytes());
        encoding.ok_or(FileProblem::Unknown("encoding"))
    });
    let decoded = encoding::decode(bytes, declared.transpose()?);
    let mut text = decoded.text;
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    let (hint, body) = separator_hint(&text);
    let separator = options.delimiter.or(hint).unwrap_or_else(|| vote(body));
    let mut builder = GridBuilder::default();
    let mut texts = Texts::default();
    let mut stray_quotes = Vec::new();
    let first_row = u32::from(hint.is_some());
    for (row, fields) in (first_row..).zip(Rows::new(body, separator)) {
        let column = |column: usize| u32::try_from(column).unwrap_or(u32::MAX);
        stray_quotes.extend(fields.stray.iter().map(|index| (row, column(*index))));
        for (index, field) in fields.fields.iter().enumerate() {
            builder.push((row, column(index)), texts.content(field)?)?;
        }
    }
    Ok(TextFile { grid: builder.finish(), doubt: decoded.doubt, stray_quotes })
}

/// Reads the line `sep=;` by which some programs name the separator.
fn separator_hint(text: &str) -> (Option<u8>, &str) {
    let line_end = text.find('\n').unwrap_or(text.len());
    let (line, rest) = text.split_at(line_end);
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), rest.get(1..).unwrap_or_default()),
        _ => (None, text),
    }
}

/// Returns the separator that cuts the most lines into the same number of fields; of equals the
/// semicolon, since decimal commas also cut lines evenly.
fn vote(text: &str) -> u8 {
    const LINES: usize = 200;
    let votes = |separator: u8| {
        let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
        let rows = Rows::new(text, separator).filter(|row| !row.fields.is_empty()).take(LINES);
        for length in rows.map(|row| row.fields.len()).filter(|length| *length > 1) {
            *lengths.entry(length).or_default() += 1;
        }
        lengths.into_values().max().unwrap_or(0)
    };
    let candidates = [b'|', b',', b'\t', b';'].map(|separator| (votes(separator), separator));
    // Of equals `max_by_key` takes the last.
    candidates.into_iter().max_by_key(|(votes, _)| *votes).map_or(b';', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1251;

    use super::read;
    use crate::definition::CsvOptions;

    #[track_caller]
    fn check(bytes: &[u8], expected: &[((u32, u32), &str)]) {
        let grid = read(bytes, &CsvOptions::default()).expect("a text file").grid;
        for ((row, column), text) in expected {
            assert_eq!(grid.cell(*row, *column).text(), *text, "row {row}, column {column}");
        }
        let count: usize = grid.rows().iter().map(|row| row.cells().len()).sum();
        assert_eq!(count, expected.len());
    }

    #[test]
    fn encodings_are_found() {
        let text = "Код;Школа\n1;Орлёнок\n";
        let cells = [((0, 0), "Код"), ((0, 1), "Школа"), ((1, 0), "1"), ((1, 1), "Орлёнок")];
        check(text.as_bytes(), &cells);
        check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), &cells);
        check(&WINDOWS_1251.encode(text).0, &cells);
        let little = text.encode_utf16().flat_map(u16::to_le_bytes);
        check(&[0xff, 0xfe].into_iter().chain(little).collect::<Vec<_>>(), &cells);
        let big = text.encode_utf16().flat_map(u16::to_be_bytes);
        check(&[0xfe, 0xff].into_iter().chain(big).collect::<Vec<_>>(), &cells);
    }

    #[test]
    fn separators_are_found() {
        check(
            b"1,5;2,5\n3,5;4,5",
            &[((0, 0), "1,5"), ((0, 1), "2,5"), ((1, 0), "3,5"), ((1, 1), "4,5")],
        );
        check(b"a\tb,c\nd\te", &[((0, 0), "a"), ((0, 1), "b,c"), ((1, 0), "d"), ((1, 1), "e")]);
        check(
            b"title\na,b\nc,d",
            &[((0, 0), "title"), ((1, 0), "a"), ((1, 1), "b"), ((2, 0), "c"), ((2, 1), "d")],
        );
        check(b"sep=,\na,b", &[((1, 0), "a"), ((1, 1), "b")]);
    }

    #[test]
    fn rows_are_those_of_a_spreadsheet_program() {
        let text = b"a;b\r\n\r\n\"two\r\nlines\";c\r\n\r\nlast;d";
        let cells = [
            ((0, 0), "a"),
            ((0, 1), "b"),
            ((2, 0), "two lines"),
            ((2, 1), "c"),
            ((4, 0), "last"),
            ((4, 1), "d"),
        ];
        check(text, &cells);
    }
}
