//! A web page as tags and text, as tolerant as browsers are: what cannot be a tag is text, and what
//! is never closed ends with the page.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag.
    Close(&'a str),
    /// Text, with its entities.
    Text(&'a str),
    /// What stands in a style sheet.
    Style(&'a str),
    /// A comment; Excel says in one how its sheets are called.
    Comment(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, as written.
    pub(super) name: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    /// Whether the tag has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the value of an attribute; an empty text where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let is_end = |c: char| c.is_whitespace() || c == '=';
            let end = rest.find(is_end).filter(|end| *end > 0).unwrap_or(rest.len());
            let (found, behind) = rest.split_at(end);
            let mut value = "";
            rest = behind.trim_start();
            if let Some(behind) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(behind.trim_start());
            }
            if found.eq_ignore_ascii_case(name) {
                return Some(decoded(value).into_owned());
            }
            rest = rest.trim_start();
        }
        None
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    match quote {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

/// Cuts a page into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    /// Begins a page.
    pub(super) const fn new(page: &'a str) -> Self {
        Self { rest: page }
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let inside = self.rest.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let (comment, rest) = comment.split_once("-->").unwrap_or((comment, ""));
            self.rest = rest;
            return Some(Token::Comment(comment));
        }
        // Declarations, and instructions of other languages.
        if inside.starts_with(['!', '?']) {
            self.rest = inside.split_once('>').map_or("", |(_, rest)| rest);
            return Some(Token::Comment(""));
        }
        if let Some(name) = inside.strip_prefix('/').filter(|name| begins_name(name)) {
            let (tag, rest) = name.split_once('>').unwrap_or((name, ""));
            self.rest = rest;
            return Some(Token::Close(&tag[..name_end(tag)]));
        }
        if !begins_name(inside) {
            return None;
        }
        let (tag, rest) = inside.split_at(tag_end(inside));
        self.rest = rest.strip_prefix('>').unwrap_or(rest);
        let (name, attributes) = tag.split_at(name_end(tag));
        let attributes = attributes.trim_end().trim_end_matches('/');
        let tag = Tag { name, attributes };
        for raw in ["style", "script", "noscript", "template"] {
            if tag.is(raw) {
                let inner = self.raw_text(raw);
                return Some(if raw == "style" { Token::Style(inner) } else { Token::Comment("") });
            }
        }
        Some(Token::Open(tag))
    }

    /// Returns what stands before the closing tag of an element that holds no tags.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let text = self.rest;
        let closes = |at: &usize| {
            let behind = text.as_bytes().get(at + 2..at + 2 + name.len());
            behind.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = text.match_indices("</").map(|(at, _)| at).find(closes);
        let (inner, rest) = text.split_at(end.unwrap_or(text.len()));
        self.rest = rest.split_once('>').map_or("", |(_, rest)| rest);
        inner
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(token) = self.markup() {
            return Some(token);
        }
        let end = self.rest.char_indices().skip(1).find(|(_, c)| *c == '<').map(|(at, _)| at);
        let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        Some(Token::Text(text))
    }
}

fn begins_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn name_end(tag: &str) -> usize {
    tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len())
}

/// Returns where a tag ends: at the first `>` that is not inside of quotes.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return at,
            // A quote elsewhere than behind `=` is a mistake and opens nothing.
            (None, '"' | '\'') if before == '=' => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    // Quotes that are never closed: the tag ends where it would without them.
    text.find('>').unwrap_or(text.len())
}

/// Replaces entities by what they stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(&rest[1..]) {
            Some((character, length)) => {
                found.push(character);
                rest = &rest[1 + length..];
            }
            None => {
                found.push('&');
                rest = &rest[1..];
            }
        }
    }
    found.push_str(rest);
    Cow::Owned(found)
}

/// Returns the character of an entity, and the length of what stands for it behind `&`.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let name = &text[..end];
    if name.is_empty() || end > LONGEST {
        return None;
    }
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            numbered(number.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, end + usize::from(text[end..].starts_with(';'))))
}

/// Numbers from 128 to 159 are meant as those of Western Windows, as browsers take them.
fn numbered(number: u32) -> Option<char> {
    if let Ok(byte @ 128..=159) = u8::try_from(number) {
        let (text, _) = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next()
            .map(|c| (c, ()))?;
        return Some(text);
    }
    char::from_u32(number).filter(|character| *character != '\0')
}

/// The entities that tables have; the rest are left as they stand.
const NAMED: [(&str, char); 42] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("hellip", '…'),
    ("numero", '№'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("middot", '·'),
    ("bull", '•'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("le", '≤'),
    ("ge", '≥'),
    ("permil", '‰'),
];

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, decoded};

    fn shown(page: &str) -> Vec<String> {
        let shown = |token| match token {
            Token::Open(tag) => format!("<{}", tag.name),
            Token::Close(name) => format!("/{name}"),
            Token::Text(text) => text.to_owned(),
            Token::Style(text) => format!("style:{text}"),
            Token::Comment(text) => format!("!{text}"),
        };
        Tokens::new(page).map(shown).collect()
    }

    #[test]
    fn pages_are_cut_as_browsers_do() {
        let cases: [(&str, &[&str]); 11] = [
            ("<td>a</td >", &["<td", "a", "/td"]),
            ("a<b", &["a", "<b"]),
            ("a < b <3 </> ", &["a ", "< b ", "<3 ", "</> "]),
            ("<td title='a>b' x=\">\">c", &["<td", "c"]),
            ("<td x=\"a>b", &["<td", "b"]),
            ("<br/><BR />", &["<br", "<BR"]),
            ("<!-- <td> -->x<!--", &["! <td> ", "x", "!"]),
            ("<!DOCTYPE html><?xml x?>y", &["!", "!", "y"]),
            ("<style>a>b{</style>x", &["style:a>b{", "x"]),
            ("<script>'<td>'</SCRIPT>x", &["!", "x"]),
            ("", &[]),
        ];
        for (page, expected) in cases {
            assert_eq!(shown(page), expected, "{page}");
        }
    }

    #[test]
    fn attributes_of_all_spellings() {
        let page =
            "<td colspan=2 ROWSPAN = '3' x:num=\"0.5\" hidden style='a:&quot;b&quot;' =odd/>";
        let Some(Token::Open(tag)) = Tokens::new(page).next() else { panic!("a tag") };
        let cases = [
            ("colspan", Some("2")),
            ("rowspan", Some("3")),
            ("x:num", Some("0.5")),
            ("hidden", Some("")),
            ("style", Some("a:\"b\"")),
            ("class", None),
        ];
        for (name, expected) in cases {
            assert_eq!(tag.attribute(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn entities() {
        let cases = [
            ("&lt;b&gt; &amp;lt;", "<b> &lt;"),
            ("1&nbsp;234", "1\u{a0}234"),
            ("&#1064;&#x41A;&#151;", "ШК—"),
            ("&copy &unknown; & &#0; &#99999999;", "&copy &unknown; & &#0; &#99999999;"),
            ("&nbspx &laquo", "&nbspx «"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text), expected);
        }
    }
}
