//! Paths and regular expressions.

use regex::Regex;

use crate::definition::load::path_finding;
use crate::definition::path_pattern::PathPattern;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

/// What the parser of regular expressions says, and the word for it in our messages.
const REASONS: [(&str, &str); 14] = [
    ("unclosed group", "unclosed-group"),
    ("unopened group", "unopened-group"),
    ("repetition operator missing expression", "nothing-to-repeat"),
    ("unclosed character class", "unclosed-class"),
    ("invalid character class range", "bad-range"),
    ("repetition quantifier", "bad-repetition"),
    ("invalid repetition count", "bad-repetition"),
    ("unclosed counted repetition", "bad-repetition"),
    ("look-around", "look-around"),
    ("backreferences", "backreference"),
    ("unrecognized escape sequence", "escape"),
    ("duplicate capture group name", "double-name"),
    ("capture group name", "group-name"),
    ("exceeds size limit", "too-large"),
];

impl Resolver<'_> {
    pub(super) fn path(&mut self, text: &Spanned<String>) -> Option<Spanned<PathPattern>> {
        let written = Spanned::new(self.substitute(text, &[]), text.span);
        match PathPattern::parse(&written.value) {
            Ok(pattern) => Some(Spanned::new(pattern, text.span)),
            Err(fault) => {
                self.findings.push(path_finding(fault, &written, "help"));
                None
            }
        }
    }

    pub(super) fn pattern(&mut self, text: &Spanned<String>) -> Option<Spanned<Regex>> {
        match Regex::new(&text.value) {
            Ok(pattern) => Some(Spanned::new(pattern, text.span)),
            Err(error) => {
                let error = error.to_string();
                let message = error.lines().last().unwrap_or_default().trim();
                let message = message.strip_prefix("error: ").unwrap_or(message);
                let reason = REASONS.iter().find(|(known, _)| message.contains(known));
                let finding = Diagnostic::error(Code::BadPattern)
                    .with("message", message)
                    .with("reason", reason.map_or("other", |(_, reason)| reason))
                    .at(self.place_of_fault(text, &error))
                    .help("help");
                self.findings.push(match reason {
                    Some(_) => finding,
                    None => finding.note("message"),
                });
                None
            }
        }
    }

    /// The parser draws the expression, indented by four, and carets below it.
    fn place_of_fault(&self, text: &Spanned<String>, drawn: &str) -> Span {
        let is_mark = |line: &&str| line.contains('^') && line.trim_matches([' ', '^']).is_empty();
        let marks = drawn.lines().find(is_mark).and_then(|line| {
            let start = line.find('^')?.checked_sub(4)?;
            Some((start, line.matches('^').count()))
        });
        match marks {
            Some((start, count)) if !text.value.contains('\n') => {
                let byte = |at| text.value.char_indices().nth(at).map(|(byte, _)| byte);
                let end = byte(start + count).unwrap_or(text.value.len());
                self.within(text, byte(start).unwrap_or(text.value.len())..end)
            }
            _ => text.span,
        }
    }
}
