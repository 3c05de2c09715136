//! One finding: a code, its arguments, and the places it is about.

use super::code::Code;
use super::location::{CellRef, Location};
use super::suggest::look_alike;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The program itself is at fault.
    Bug,
    /// The step cannot give a result.
    Error,
    /// The step gives a result that somebody should look at.
    Warning,
    /// Something to know; nothing has to be done.
    Info,
}

/// A value that is put into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Text as it stands in the user's files.
    Text(String),
    /// A count, which may decide the plural form.
    Count(u64),
    /// A number, printed with all its digits and the decimal mark of the language.
    Number(f64),
}

/// Values for messages, by name.
pub type Arguments = Vec<(&'static str, Argument)>;

/// A place with the name of the message attribute that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// Attribute of the code's message, such as `label`.
    pub attribute: &'static str,
    /// Values for the words of this place only, beside those of the diagnostic.
    pub arguments: Arguments,
}

/// One case of a finding: a message shows the first few, the quality log lists all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The cells at fault, in one row of one sheet; or the file.
    pub places: Vec<Location>,
    /// A cell of the row that the case is about, where the places are in a row that was left out.
    pub row_of: Option<CellRef>,
    /// What stands there, as a reader would write it.
    pub value: String,
    /// Attribute of the code's message that says what is wrong in this case.
    pub attribute: &'static str,
    /// Values for those words, beside those of the diagnostic.
    pub arguments: Arguments,
}

/// A finding. Its title is the message of its code in `locales/*/diagnostics.ftl`; labels, notes
/// and help are attributes of that message.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Values for the messages.
    pub arguments: Arguments,
    /// The places, the most important first.
    pub labels: Vec<Label>,
    /// Attributes printed as notes.
    pub notes: Vec<&'static str>,
    /// Attributes printed as help; `did-you-mean` is known for every code.
    pub help: Vec<&'static str>,
    /// Every case of it, where there may be many; empty where the labels say all.
    records: Option<Box<[Record]>>,
}

impl Diagnostic {
    /// Begins an error.
    #[must_use]
    pub const fn error(code: Code) -> Self {
        Self::new(code, Severity::Error)
    }

    /// Begins a warning.
    #[must_use]
    pub const fn warning(code: Code) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// Begins a remark about which nothing has to be done.
    #[must_use]
    pub const fn info(code: Code) -> Self {
        Self::new(code, Severity::Info)
    }

    /// Begins the report of a fault of the program itself.
    #[must_use]
    pub const fn bug(code: Code) -> Self {
        Self::new(code, Severity::Bug)
    }

    const fn new(code: Code, severity: Severity) -> Self {
        Self {
            code,
            severity,
            arguments: Vec::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            records: None,
        }
    }

    /// Gives a text to the messages under a name.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Text(text.into())));
        self
    }

    /// Gives a count to the messages under a name.
    #[must_use]
    pub fn with_count(mut self, name: &'static str, count: usize) -> Self {
        let count = u64::try_from(count).expect("a count in memory fits in 64 bits");
        self.arguments.push((name, Argument::Count(count)));
        self
    }

    /// Points at a place, explained by the attribute `label`.
    #[must_use]
    pub fn at(self, location: impl Into<Location>) -> Self {
        self.labelled(location, "label")
    }

    /// Points at a place, explained by a named attribute.
    #[must_use]
    pub fn labelled(mut self, location: impl Into<Location>, attribute: &'static str) -> Self {
        let (location, arguments) = (location.into(), Vec::new());
        self.labels.push(Label { location, attribute, arguments });
        self
    }

    /// Keeps every case of the finding for the quality log.
    #[must_use]
    pub fn recorded(mut self, records: Vec<Record>) -> Self {
        self.records = Some(records.into());
        self
    }

    /// Returns every case of the finding; none where the labels say all.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        self.records.as_deref().unwrap_or_default()
    }

    /// Returns the text that was given under a name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find_map(|(known, argument)| match argument {
            Argument::Text(text) if *known == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// Returns the count that was given under a name.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u64> {
        self.arguments.iter().find_map(|(known, argument)| match argument {
            Argument::Count(count) if *known == name => Some(*count),
            _ => None,
        })
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, attribute: &'static str) -> Self {
        self.notes.push(attribute);
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, attribute: &'static str) -> Self {
        self.help.push(attribute);
        self
    }

    /// Adds "did you mean", if there is something close.
    #[must_use]
    pub fn suggest(self, suggestion: Option<&str>) -> Self {
        match suggestion {
            Some(suggestion) => {
                let is_alike = self.arguments.iter().any(|(_, argument)| {
                    matches!(argument, Argument::Text(text) if look_alike(text, suggestion))
                });
                let suggested = self.with("suggestion", suggestion).help("did-you-mean");
                if is_alike { suggested.with("alike", "yes") } else { suggested }
            }
            None => self,
        }
    }
}
