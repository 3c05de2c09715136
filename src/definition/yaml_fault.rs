//! What is wrong with a text that is not YAML, in words that help its author.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::{Code, Diagnostic, SourceId};

use super::yaml::span_of;

/// What the parser says, and the advice for it.
const KNOWN: [(&str, &str); 15] = [
    ("only valid inside a block", "help-brackets"),
    ("block sequence entries are not allowed", "help-quotes"),
    ("anchor or alias", "help-quotes"),
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
    if let Some(value) = unquoted_braces(text, line, start) {
        let value_start = value.as_ptr() as usize - text.as_ptr() as usize;
        let span = span_of(source, value_start, value_start + value.len());
        return error.with("value", value).labelled(span, "label-braces").help("help-braces");
    }
    if let Some((range, label, help)) = slip(text, line, start) {
        return error.labelled(span_of(source, range.start, range.end), label).help(help);
    }
    if message.contains("multiple YAML documents") {
        let dashes = text[..line].rfind("\n---").map_or(line, |at| at + 1);
        return error.at(span_of(source, dashes, dashes + 3)).help("help-documents");
    }
    let help = KNOWN.iter().find(|(known, _)| message.contains(known)).map(|(_, help)| *help);
    let bracket = (help == Some("help-brackets")).then(|| unclosed(text, line)).flatten();
    if let Some(bracket) = bracket {
        let (open, here) = (span_of(source, bracket, bracket + 1), span_of(source, start, start));
        let error = error.labelled(open, "label-bracket").labelled(here, "bracket-end");
        return error.help("help-brackets");
    }
    let character = text[start..].chars().next().filter(|c| !c.is_whitespace());
    let error = error
        .with("character", character.map_or_else(String::new, String::from))
        .at(span_of(source, start, start + character.map_or(0, char::len_utf8)));
    match help {
        Some(help) => error.help(help),
        None => error.with("message", message).note("message").help("help"),
    }
}

/// Finds a slip of the hand in the line of a fault, or beside it: the parser notices an indentation
/// only when the line before or after it does not fit.
fn slip(
    text: &str,
    line: usize,
    start: usize,
) -> Option<(Range<usize>, &'static str, &'static str)> {
    static KEY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^ *(?:- +)?[\p{L}_]\w*(:)[^ \t\r\n/]"#).expect("the pattern is tested")
    });
    static ITEM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^ *(-)[\w]+ *:").expect("the pattern is tested"));
    let before = text[..line.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let after = text[line..].find('\n').map_or(text.len(), |at| line + at + 1);
    let row = |at: usize| text[at..].lines().next().unwrap_or_default();
    let lines = [line, before, after];
    for at in lines.into_iter().filter(|at| *at < text.len()) {
        let row = row(at);
        let indent = row.len() - row.trim_start().len();
        let blank = |wanted: fn(char) -> bool| row.find(wanted).filter(|found| *found < indent);
        if blank(|c| c == '\t').is_some() {
            return Some((at..at + indent, "label-tab", "help-tab"));
        }
        if let Some(found) = blank(is_strange_blank) {
            let end = found + row[found..].chars().next().map_or(0, char::len_utf8);
            return Some((at + found..at + end, "label-no-break", "help-no-break"));
        }
    }
    let rest = text[start..].strip_prefix(':');
    if rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_whitespace())) {
        return Some((start..start + 1, "label-colon", "help-blank"));
    }
    lines[..2].iter().find_map(|at| {
        let captured = |pattern: &Regex| Some(pattern.captures(row(*at))?.get(1)?.range());
        let place = |found: Range<usize>| at + found.start..at + found.end;
        let colon = captured(&KEY).map(|found| {
            let next = row(*at)[found.end..].chars().next().filter(|c| is_strange_blank(*c));
            match next {
                Some(blank) => {
                    let place = at + found.end..at + found.end + blank.len_utf8();
                    (place, "label-no-break", "help-no-break")
                }
                None => (place(found), "label-colon", "help-blank"),
            }
        });
        colon.or_else(|| captured(&ITEM).map(|found| (place(found), "label-dash", "help-blank")))
    })
}

/// Whether it looks like a blank, though it is none to YAML.
fn is_strange_blank(character: char) -> bool {
    character.is_whitespace() && !character.is_ascii()
}

/// Finds the bracket that an earlier line leaves open.
fn unclosed(text: &str, line: usize) -> Option<usize> {
    /// A definition that is written in brackets is seldom longer.
    const LINES: usize = 30;
    let mut end = line;
    for _ in 0..LINES {
        let start = text[..end.checked_sub(1)?].rfind('\n').map_or(0, |at| at + 1);
        let mut open: Vec<usize> = Vec::new();
        let mut quote = None;
        for (at, character) in text[start..end].char_indices() {
            match (quote, character) {
                (Some(mark), _) if mark == character => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(character),
                (None, '#') if text[start..start + at].ends_with([' ', '\n']) || at == 0 => break,
                (None, '{' | '[') => open.push(start + at),
                (None, '}' | ']') => drop(open.pop()),
                _ => {}
            }
        }
        if let Some(bracket) = open.pop() {
            return Some(bracket);
        }
        end = start;
    }
    None
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
    use crate::diagnostics::{Argument, Diagnostics, Location, SourceMap};

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
        check("a: b\n\tc: 1", "help-tab", "");
        check("a:\n  b: 1\n\u{a0} c: 1\n  d: 1", "help-no-break", "");
        check("a:\n  b:\"1\"\n  c: 1", "help-blank", "");
        check("a:\n  b:\u{a0}1\n  c: 1", "help-no-break", "");
        check("a:\n  - b: 1\n  -c: 1", "help-blank", "");
        check("a: {b:[c]}", "help-blank", "");
        check("a: - b", "help-quotes", "");
        check("a: * b", "help-quotes", "");
    }

    #[test]
    fn an_open_bracket_is_shown_where_it_stands() {
        let mut findings = Diagnostics::default();
        let text = "a:\n  - b: { c: [x] # {\n    d: \"[\"\n  - e: 1\n";
        let source = SourceMap::default().add("test.yaml", text);
        assert_eq!(parse(source, text, &mut findings), None);
        let finding = findings.into_iter().next().expect("a mistake");
        let Location::Text(span) = &finding.labels[0].location else { panic!("{finding:?}") };
        assert_eq!(&text[span.start as usize..], &text[10..]);
    }

    #[test]
    fn what_is_not_known_is_quoted() {
        let source = SourceMap::default().add("test.yaml", "a");
        let finding = diagnostic(source, "a", 1, "something else");
        assert_eq!((finding.notes, finding.help), (vec!["message"], vec!["help"]));
    }
}
