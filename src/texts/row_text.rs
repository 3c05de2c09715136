//! A text about one row of a table.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::value::Value as TextValue;
use minijinja::{Environment, Error};

use crate::diagnostics::{Diagnostic, Span};
use crate::values::Value;

use super::{environment, fault, tidy};

/// The name under which the text is kept.
const NAME: &str = "row";

/// A text that was read, ready to be rendered for many rows.
pub struct RowText {
    environment: Environment<'static>,
    text: String,
}

impl RowText {
    /// Reads a text; `place` turns a range of it into its place in a file.
    ///
    /// # Errors
    ///
    /// Fails when the text does not follow the grammar.
    pub fn read(text: &str, place: impl Fn(Range<usize>) -> Span) -> Result<Self, Box<Diagnostic>> {
        let mut environment = environment();
        environment
            .add_template_owned(NAME, text.to_owned())
            .map_err(|error| Box::new(fault(&error, text, place)))?;
        Ok(Self { environment, text: text.to_owned() })
    }

    /// Returns the names that a row has to give, in order of the alphabet.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let Ok(template) = self.environment.get_template(NAME) else { return Vec::new() };
        let mut names: Vec<String> = template.undeclared_variables(false).into_iter().collect();
        names.retain(|name| self.environment.globals().all(|(known, _)| known != name));
        names.sort();
        names
    }

    /// Returns the bytes at which a name stands for the first time as a word of its own.
    #[must_use]
    pub fn range_of(&self, name: &str) -> Range<usize> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let mut found = self.text.match_indices(name).filter(|(at, name)| {
            let before = self.text[..*at].chars().next_back();
            let after = self.text[at + name.len()..].chars().next();
            let is_inside = self.text[..*at].rfind('{') > self.text[..*at].rfind('}');
            is_inside && !before.is_some_and(is_part) && !after.is_some_and(is_part)
        });
        found.next().map_or(0..self.text.len(), |(at, name)| at..at + name.len())
    }

    /// Renders the text for the values of a row.
    ///
    /// # Errors
    ///
    /// Fails when a value is not of the kind that the text computes with.
    pub fn render(
        &self,
        values: &BTreeMap<&str, Value>,
        place: impl Fn(Range<usize>) -> Span,
    ) -> Result<String, Box<Diagnostic>> {
        let shown: BTreeMap<&str, TextValue> =
            values.iter().map(|(name, value)| (*name, text_value(value))).collect();
        let rendered =
            self.environment.get_template(NAME).and_then(|template| template.render(shown));
        let explain = |error: Error| Box::new(fault(&error, &self.text, &place));
        rendered.map(|text| tidy(&text)).map_err(explain)
    }
}

/// What a text sees of a value: a number as such, a missing one as `none`, a day as `20.08.2025`.
fn text_value(value: &Value) -> TextValue {
    match value {
        Value::Missing(_) => TextValue::from(()),
        Value::Boolean(yes) => TextValue::from(*yes),
        Value::Integer(number) => TextValue::from(*number),
        Value::Number(number) => TextValue::from(*number),
        Value::Text(text) => TextValue::from(&**text),
        Value::Date(date) => {
            let (day, month, year) = (date.day(), date.month(), date.year());
            TextValue::from(format!("{day:02}.{month:02}.{year}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::RowText;
    use crate::diagnostics::{SourceMap, Span};
    use crate::values::{Missing, Value};

    fn place(range: std::ops::Range<usize>) -> Span {
        let source = SourceMap::default().add("a.yaml", "");
        let byte = |at: usize| u32::try_from(at).expect("a short text");
        Span { source, start: byte(range.start), end: byte(range.end) }
    }

    fn read(text: &str) -> RowText {
        RowText::read(text, place).expect("the text is right")
    }

    #[test]
    fn a_row_gives_its_values() {
        let text = read("всего {{ n }}, {{ (p + 0.5) | number(1) }}: {{ name }}");
        assert_eq!(text.names(), ["n", "name", "p"]);
        let values = BTreeMap::from([
            ("n", Value::Integer(7)),
            ("p", Value::Number(99.25)),
            ("name", Value::text("{{ n }} #import")),
        ]);
        let rendered = text.render(&values, place).expect("all values are there");
        assert_eq!(rendered, "всего 7, 99,8: {{ n }} #import");
    }

    #[test]
    fn names_are_found_in_expressions_only() {
        let text = read("n и {{ total }}, {{ n }}");
        assert_eq!(&text.text[text.range_of("n")], "n");
        assert_eq!(text.range_of("n").start, text.text.rfind('n').expect("it is there"));
    }

    #[test]
    fn computing_with_a_missing_value_is_a_mistake() {
        let text = read("{{ n + 1 }}");
        let values = BTreeMap::from([("n", Value::Missing(Missing::Empty))]);
        assert!(text.render(&values, place).is_err());
        assert!(RowText::read("{{ n", place).is_err());
    }
}
