//! Style sheets of a web page, as far as they say what is hidden and how numbers are meant.

use std::collections::HashMap;

use crate::sources::workbook::cell_format::CellFormat;

use super::token::Tag;

/// What the style of an element says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether it is not shown.
    pub(super) is_hidden: Option<bool>,
    /// The number format, as Excel and `LibreOffice` write it.
    pub(super) format: Option<String>,
}

impl Style {
    /// Reads `name: value; name: value`.
    fn parse(text: &str) -> Self {
        let mut style = Self::default();
        for declaration in split_outside_of_quotes(text, ';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => {
                    let value = value.to_ascii_lowercase();
                    style.is_hidden =
                        Some(value.trim().trim_end_matches("!important").trim() == "none");
                }
                "mso-number-format" => style.format = Some(format_code(value.trim())),
                _ => {}
            }
        }
        style
    }

    /// Adds what another style says, which goes first.
    fn add(&mut self, other: &Self) {
        self.is_hidden = other.is_hidden.or(self.is_hidden);
        self.format = other.format.clone().or(self.format.take());
    }

    /// Returns the meaning of the number format.
    pub(super) fn cell_format(&self) -> CellFormat {
        self.format.as_deref().map_or_else(CellFormat::default, CellFormat::named)
    }
}

/// The rules of a page for classes of elements.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    classes: HashMap<String, Style>,
}

impl StyleSheet {
    /// Reads rules. Those for printers and screens of some size do not count.
    pub(super) fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some((selectors, behind)) = rest.split_once('{') {
            let selectors = selectors.rsplit("-->").next().unwrap_or(selectors);
            let selectors = selectors.trim_start_matches("<!--").trim();
            let end = block_end(behind);
            if !selectors.starts_with('@') {
                let style = Style::parse(&behind[..end]);
                if style != Style::default() {
                    selectors.split(',').for_each(|selector| self.rule(selector.trim(), &style));
                }
            }
            rest = behind.get(end + 1..).unwrap_or_default();
        }
    }

    /// Only rules for a class, as `.xl65` or `td.xl65`, are those of cells and rows.
    fn rule(&mut self, selector: &str, style: &Style) {
        let Some((element, class)) = selector.split_once('.') else { return };
        let is_name =
            |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if is_name(element) && is_name(class) {
            self.classes.entry(class.to_owned()).or_default().add(style);
        }
    }

    /// Returns the style of an element.
    pub(super) fn of(&self, tag: &Tag<'_>) -> Style {
        let mut style = Style::default();
        if let Some(classes) = tag.attribute("class") {
            for class in classes.split_whitespace() {
                if let Some(known) = self.classes.get(class) {
                    style.add(known);
                }
            }
        }
        if tag.attribute("hidden").is_some() {
            style.is_hidden = Some(true);
        }
        if let Some(own) = tag.attribute("style") {
            style.add(&Style::parse(&own));
        }
        style
    }
}

/// Returns where a block ends, with the blocks inside of it.
fn block_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn split_outside_of_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote, mut is_escaped) = (0, None, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' | '\'' if quote.is_none() => quote = Some(character),
            _ if quote == Some(character) => quote = None,
            _ if character == separator && quote.is_none() => {
                parts.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Returns a number format without the escapes of style sheets: a backslash stands before a
/// character, or before the number of one.
fn format_code(value: &str) -> String {
    let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
    let value = value.strip_suffix(['"', '\'']).unwrap_or(value);
    let mut code = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('\\') {
        code.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
        let number = if digits == 4 { u32::from_str_radix(&rest[..4], 16).ok() } else { None };
        let taken = match number.and_then(char::from_u32) {
            Some(character) => {
                code.push(character);
                4
            }
            None => rest.chars().next().map_or(0, |character| {
                code.push(character);
                character.len_utf8()
            }),
        };
        rest = &rest[taken..];
    }
    code.push_str(rest);
    code
}

#[cfg(test)]
mod tests {
    use super::{Style, StyleSheet, format_code};
    use crate::sources::workbook::html::token::{Token, Tokens};

    #[test]
    fn formats_without_escapes() {
        let cases = [
            ("\"0\\.0%\"", "0.0%"),
            ("0%", "0%"),
            ("\\@", "@"),
            ("000000", "000000"),
            ("\"\\0022edu\\0022000000\"", "\"edu\"000000"),
            ("'Short Date'", "Short Date"),
        ];
        for (value, expected) in cases {
            assert_eq!(format_code(value), expected, "{value}");
        }
    }

    #[test]
    fn rules_of_classes() {
        let mut sheet = StyleSheet::default();
        sheet.read(
            "<!-- table {mso-x:y;} .xl65, td.xl66 {mso-number-format:\"0;%\"; color:red}\n\
             .gone{display : NONE !important} \
             @media print {.shown{display:none}} .a .b{display:none}\
             .shown{display:table-row} -->",
        );
        let style = |page: &str| match Tokens::new(page).next() {
            Some(Token::Open(tag)) => sheet.of(&tag),
            other => panic!("{other:?}"),
        };
        let format = Style { is_hidden: None, format: Some("0;%".to_owned()) };
        assert_eq!(style("<td class=xl65>"), format);
        assert_eq!(style("<td class='x xl66'>"), format);
        let hidden = Style { is_hidden: Some(true), format: None };
        assert_eq!(style("<tr class=gone>"), hidden);
        assert_eq!(style("<tr hidden>"), hidden);
        assert_eq!(style("<tr style='height:0;display:none'>"), hidden);
        assert_eq!(style("<tr class=gone style='display:block'>").is_hidden, Some(false));
        assert_eq!(style("<tr class=shown>").is_hidden, Some(false));
        assert_eq!(style("<tr class=b>"), Style::default());
    }
}
