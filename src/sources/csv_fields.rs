//! A text file cut into fields, RFC 4180, and what people make of it: quotes inside of quotes that
//! are not doubled, quotes that are never closed.

use std::borrow::Cow;

/// One row of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fields<'a> {
    /// The fields; none in a blank line.
    pub(super) fields: Vec<Cow<'a, str>>,
    /// The fields whose quotes could be meant otherwise.
    pub(super) stray: Vec<usize>,
}

/// Cuts a text whose lines end with `\n` into rows.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    rest: &'a str,
    separator: char,
    /// Bytes that were looked through in vain.
    wasted: usize,
}

impl<'a> Rows<'a> {
    /// Begins a text.
    pub(super) const fn new(text: &'a str, separator: u8) -> Self {
        Self { rest: text, separator: separator as char, wasted: 0 }
    }

    fn field(&mut self) -> (Cow<'a, str>, bool) {
        if let Some(inside) = self.rest.strip_prefix('"') {
            match self.quoted(inside) {
                Ok((text, length, is_stray)) => {
                    self.rest = &inside[length..];
                    return (text, is_stray);
                }
                Err(length) => self.wasted += length,
            }
        }
        let is_end = |c: char| c == self.separator || c == '\n';
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        let is_stray = field.starts_with('"');
        self.rest = rest;
        (Cow::Borrowed(field), is_stray)
    }

    /// Reads a field behind its opening quote: its text, its length with the closing quote, and
    /// whether a quote in it was not doubled. If such a field would reach over a separator, its
    /// first quote is no opening one; then the bytes looked at are returned.
    fn quoted(&self, inside: &'a str) -> Result<(Cow<'a, str>, usize, bool), usize> {
        /// Bytes that are looked through in vain before quotes are taken as they stand.
        const WASTE_MAX: usize = 64 << 20;
        if self.wasted > WASTE_MAX {
            return Err(0);
        }
        let bytes = inside.as_bytes();
        let separator = self.separator as u8;
        let ends =
            |at: usize| bytes.get(at).is_none_or(|byte| *byte == separator || *byte == b'\n');
        let (mut reaches_over, mut has_doubled, mut stray) = (false, false, 0_usize);
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                // A pair closes the inner quote and the field, if an inner one is open.
                b'"' if bytes.get(at + 1) == Some(&b'"') && stray % 2 == 1 && ends(at + 2) => {
                    stray += 1;
                }
                b'"' if bytes.get(at + 1) == Some(&b'"') => {
                    has_doubled = true;
                    at += 1;
                }
                b'"' if ends(at + 1) => {
                    let text = &inside[..at];
                    let text = match has_doubled {
                        true => Cow::Owned(text.replace("\"\"", "\"")),
                        false => Cow::Borrowed(text),
                    };
                    return Ok((text, at + 1, stray > 0));
                }
                b'"' => stray += 1,
                byte => reaches_over |= byte == separator || byte == b'\n',
            }
            if reaches_over && stray > 0 {
                return Err(at);
            }
            at += 1;
        }
        Err(at)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Fields<'a>;

    fn next(&mut self) -> Option<Fields<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut found = Fields::default();
        if let Some(rest) = self.rest.strip_prefix('\n') {
            self.rest = rest;
            return Some(found);
        }
        loop {
            let (field, is_stray) = self.field();
            if is_stray {
                found.stray.push(found.fields.len());
            }
            found.fields.push(field);
            match self.rest.strip_prefix(self.separator) {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    /// Rows are divided by `/`, fields by `|`; a field with doubtful quotes has a `?`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let rows = Rows::new(text, b';').map(|row| {
            let fields = row.fields.iter().enumerate();
            let shown = fields.map(|(index, field)| {
                let mark = if row.stray.contains(&index) { "?" } else { "" };
                format!("{field}{mark}")
            });
            shown.collect::<Vec<_>>().join("|")
        });
        assert_eq!(rows.collect::<Vec<_>>().join("/"), expected, "{text}");
    }

    #[test]
    fn sound_files() {
        check("a;b\n1;2\n", "a|b/1|2");
        check("a;b\n\n;\nc", "a|b//|/c");
        check("\"a;b\";\"c\nd\"\n\"\";e\n", "a;b|c\nd/|e");
        check("\"МБОУ \"\"СОШ\"\"\";1\n", "МБОУ \"СОШ\"|1");
        check("МБОУ \"СОШ\";1\n", "МБОУ \"СОШ\"|1");
        check("\"\"\"СОШ\"\"\";1\n", "\"СОШ\"|1");
    }

    #[test]
    fn quotes_that_are_not_doubled() {
        check("\"МБОУ \"СОШ\" № 1\";1\n", "МБОУ \"СОШ\" № 1?|1");
        check("\"МБОУ \"СОШ\"\";1\n2;3\n", "МБОУ \"СОШ\"?|1/2|3");
        check("\"СОШ\" № 1;1\n\"СОШ\" № 2;2\n", "\"СОШ\" № 1?|1/\"СОШ\" № 2?|2");
        check("\"СОШ;1\n2;3\n", "\"СОШ?|1/2|3");
        check("\"a;1\n\"b;2\n", "\"a?|1/\"b?|2");
    }

    /// Each quote could open a field that reaches to the end of the file.
    #[test]
    fn quotes_without_end_are_given_up() {
        let text = "\"a\"\"b;".repeat(1 << 18);
        assert_eq!(
            Rows::new(&text, b';').map(|row| row.fields.len()).sum::<usize>(),
            (1 << 18) + 1
        );
    }
}
