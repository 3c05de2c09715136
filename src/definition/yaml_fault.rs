//! What is wrong with a text that is not YAML, in words that help its author.

use crate::diagnostics::{Code, Diagnostic, SourceId};

use super::yaml::span_of;

/// What the parser says, and the advice for it.
const KNOWN: [(&str, &str); 12] = [
    ("tabs disallowed", "help-tab"),
    ("unexpected character", "help-quotes"),
    ("mapping values are not allowed", "help-colon"),
    ("multiline quoted scalar", "help-unclosed"),
    ("quoted scalar", "help-unclosed"),
    ("unknown anchor", "help-anchor"),
    ("mismatched bracket", "help-brackets"),
    ("unclosed bracket", "help-brackets"),
    ("flow mapping", "help-brackets"),
    ("flow sequence", "help-brackets"),
    ("block mapping", "help-indent"),
    ("block collection", "help-indent"),
];

/// Makes the finding for what the parser says about a byte of a text.
pub(super) fn diagnostic(source: SourceId, text: &str, start: usize, message: &str) -> Diagnostic {
    let error = Diagnostic::error(Code::YamlSyntax);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    if let Some(value) = unquoted_braces(text, line, start) {
        let value_start = value.as_ptr() as usize - text.as_ptr() as usize;
        let span = span_of(source, value_start, value_start + value.len());
        return error.with("value", value).labelled(span, "label-braces").help("help-braces");
    }
    if !before.is_empty() && before.trim_matches([' ', '\t']).is_empty() && before.contains('\t') {
        let span = span_of(source, line, start);
        return error.labelled(span, "label-tab").help("help-tab");
    }
    if message.contains("multiple YAML documents") {
        let dashes = text[..line].rfind("\n---").map_or(line, |at| at + 1);
        return error.at(span_of(source, dashes, dashes + 3)).help("help-documents");
    }
    let character = text[start..].chars().next().filter(|c| !c.is_whitespace());
    let error = error
        .with("character", character.map_or_else(String::new, String::from))
        .at(span_of(source, start, start + character.map_or(0, char::len_utf8)));
    match KNOWN.iter().find(|(known, _)| message.contains(known)) {
        Some((_, help)) => error.help(help),
        None => error.with("message", message).note("message").help("help"),
    }
}

/// Returns the value without quotes in whose middle a brace stands at `at`, which is taken for the
/// end of the value inside of braces or brackets.
fn unquoted_braces(text: &str, line: usize, at: usize) -> Option<&str> {
    let is_inside = text[at..].starts_with('{') && !text[line..at].ends_with([' ', '{', '[', ',']);
    if !is_inside {
        return None;
    }
    let start = text[line..at].rfind([' ', '[', '{', ',']).map_or(line, |found| line + found + 1);
    let mut depth = 0;
    let mut end = at;
    for (offset, character) in text[at..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ' ' | ',' | ']' | '\n' | '\r' => break,
            _ => {}
        }
        end = at + offset + character.len_utf8();
    }
    Some(&text[start..end])
}

#[cfg(test)]
mod tests {
    use super::diagnostic;
    use crate::definition::yaml::parse;
    use crate::diagnostics::{Argument, Diagnostics, SourceMap};

    /// Checks the advice, and the value it speaks of.
    #[track_caller]
    fn check(text: &str, help: &str, value: &str) {
        let mut findings = Diagnostics::default();
        let source = SourceMap::default().add("test.yaml", text);
        assert_eq!(parse(source, text, &mut findings), None, "{text}");
        let finding = findings.into_iter().next().expect("a mistake");
        assert_eq!(finding.help, [help], "{text}");
        let found = finding.arguments.iter().find(|(name, _)| *name == "value");
        let found = found.map(|(_, argument)| argument.clone());
        let wanted = (!value.is_empty()).then(|| Argument::Text(value.to_owned()));
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn advice_fits_the_mistake() {
        check("a: { b: out/${c}.pdf }", "help-braces", "out/${c}.pdf");
        check("a: {b: out/${c}.pdf}", "help-braces", "out/${c}.pdf");
        check("a: [x, in/{period}/y]", "help-braces", "in/{period}/y");
        check("a:\n\t- b", "help-tab", "");
        check("a: 1\n---\na: 2", "help-documents", "");
        check("a: @b", "help-quotes", "");
        check("a: b: c", "help-colon", "");
        check("a: \"b\nc: 1", "help-unclosed", "");
        check("a: *b", "help-anchor", "");
        check("a: { b: 1\nc: 1", "help-brackets", "");
        check("a: { b: 1 ]", "help-brackets", "");
        check("a: {", "help-brackets", "");
        check("a:\n  b: 1\n c: 1", "help-indent", "");
    }

    #[test]
    fn what_is_not_known_is_quoted() {
        let source = SourceMap::default().add("test.yaml", "a");
        let finding = diagnostic(source, "a", 1, "something else");
        assert_eq!((finding.notes, finding.help), (vec!["message"], vec!["help"]));
    }
}
