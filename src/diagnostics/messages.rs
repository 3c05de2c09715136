//! The words: Fluent messages of `locales/`, in Russian and English.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::diagnostic::Argument;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Russian, the language of the office.
    #[default]
    Russian,
    /// English.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::Russian => langid!("ru"),
            Self::English => langid!("en"),
        }
    }

    const fn resources(self) -> [&'static str; 4] {
        match self {
            Self::Russian => [
                include_str!("../../locales/ru/command-line.ftl"),
                include_str!("../../locales/ru/diagnostics.ftl"),
                include_str!("../../locales/ru/interface.ftl"),
                include_str!("../../locales/ru/report.ftl"),
            ],
            Self::English => [
                include_str!("../../locales/en/command-line.ftl"),
                include_str!("../../locales/en/diagnostics.ftl"),
                include_str!("../../locales/en/interface.ftl"),
                include_str!("../../locales/en/report.ftl"),
            ],
        }
    }
}

/// The messages of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads the messages of a language, which are part of the program.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        for text in language.resources() {
            let resource = FluentResource::try_new(text.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("a test reads every locale: {errors:?}"));
            bundle.add_resource(resource).expect("no message id is used twice in a language");
        }
        Self { language, bundle }
    }

    /// Returns the language of the messages.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Returns the message with its arguments filled in.
    #[must_use]
    pub fn text(&self, id: &str, arguments: &[(&'static str, Argument)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        pattern.map_or_else(|| id.to_owned(), |pattern| self.format(pattern, arguments))
    }

    /// Returns an attribute of a message, if the message has it.
    #[must_use]
    pub fn attribute(
        &self,
        id: &str,
        attribute: &str,
        arguments: &[(&'static str, Argument)],
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = message.get_attribute(attribute)?.value();
        Some(self.format(pattern, arguments))
    }

    /// Whether there is a message of this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// Returns a number as it is written in the language, in full.
    #[must_use]
    pub fn digits(&self, number: f64) -> String {
        match self.language {
            Language::Russian => number.to_string().replace('.', ",").replace('-', "−"),
            Language::English => number.to_string(),
        }
    }

    fn format(
        &self,
        pattern: &fluent_syntax::ast::Pattern<&str>,
        arguments: &[(&'static str, Argument)],
    ) -> String {
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            let value = match argument {
                Argument::Text(text) => FluentValue::from(text.as_str()),
                Argument::Count(count) => FluentValue::from(*count),
                Argument::Number(number) => FluentValue::from(self.digits(*number)),
            };
            values.set(*name, value);
        }
        let mut problems = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut problems).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Language};
    use crate::diagnostics::Code;

    #[test]
    fn every_code_has_words_in_every_language() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for code in Code::ALL {
                assert!(catalogue.has(code.name()), "{language:?} lacks {}", code.name());
            }
        }
    }
}
