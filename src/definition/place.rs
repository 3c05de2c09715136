//! Places inside of YAML scalars.

use std::ops::Range;

use crate::diagnostics::{SourceMap, Span, Spanned};

/// Returns the place of a range of a scalar's text in its file. Quotes, escapes and the
/// indentation of block scalars stand between the two.
#[must_use]
pub fn place_in_scalar(texts: &SourceMap, text: &Spanned<String>, range: Range<usize>) -> Span {
    let written = texts.slice(text.span);
    let last_start = text.value.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
    let start = locate(written, &text.value, range.start.min(last_start));
    let last = range.end.max(range.start + 1) - 1;
    let end = locate(written, &text.value, last.min(last_start));
    let last = written[end.min(written.len())..].chars().next().map_or(0, char::len_utf8);
    text.span.slice(start, end + last)
}

/// Returns where byte `wanted` of a scalar's value stands in the scalar as written.
fn locate(written: &str, value: &str, wanted: usize) -> usize {
    let mut position = 0;
    for (offset, character) in value.char_indices() {
        let skipped = written[position..].char_indices().find(|(_, candidate)| {
            *candidate == character || !matches!(candidate, ' ' | '\n' | '\r' | '\'' | '"' | '\\')
        });
        let Some((skip, _)) = skipped else { return position };
        position += skip;
        if offset >= wanted {
            return position;
        }
        position += written[position..].chars().next().map_or(0, char::len_utf8);
    }
    position
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn finds_places_behind_quotes_and_indentation() {
        assert_eq!(locate("sum(n)", "sum(n)", 4), 4);
        assert_eq!(locate("'level = ''a'''", "level = 'a'", 9), 11);
        assert_eq!(locate("sum(a\n    + b)", "sum(a + b)", 8), 12);
    }
}
