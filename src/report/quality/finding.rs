//! A finding of the log: what one rule found.

use serde_json::{Value, json};

/// What one rule found.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) kind: &'static str,
    pub(super) kind_title: String,
    pub(super) severity: &'static str,
    pub(super) severity_title: String,
    /// Name of the check.
    pub(super) check: Option<String>,
    /// What was found, in a sentence.
    pub(super) title: String,
    /// The rule in words.
    pub(super) rule: Option<String>,
    /// Name of the source.
    pub(super) source: Option<String>,
    /// How many cases there are.
    pub(super) count: u64,
    /// What can be done.
    pub(super) action: String,
    /// The first cases: place, value, what is wrong.
    pub(super) examples: Vec<(String, String, String)>,
}

impl Finding {
    /// Returns the finding as a report prints it.
    pub(super) fn value(&self) -> Value {
        let shown = u64::try_from(self.examples.len()).unwrap_or(u64::MAX);
        let examples = self
            .examples
            .iter()
            .map(|(place, value, what)| json!({ "place": place, "value": value, "what": what }));
        let places = self.examples.iter().map(|(place, ..)| place).filter(|p| !p.is_empty());
        json!({
            "code": self.code,
            "kind": self.kind,
            "kind_title": self.kind_title,
            "severity": self.severity,
            "severity_title": self.severity_title,
            "check": self.check,
            "title": self.title,
            "rule": self.rule,
            "source": self.source,
            "count": self.count,
            "places": places.collect::<Vec<_>>(),
            "examples": examples.collect::<Vec<_>>(),
            "more": self.count.saturating_sub(shown.max(1)),
            "help": self.action,
        })
    }
}
