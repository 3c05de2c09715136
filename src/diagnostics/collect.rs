//! Many findings at once: a step gathers all of them before it gives up.

use super::diagnostic::{Diagnostic, Severity};

/// The findings of a step, in the order in which they should be read.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

/// A value that was made in spite of the findings that come with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// Findings that did not prevent it.
    pub warnings: Diagnostics,
}

/// What a step returns: a value, perhaps with warnings, or at least one error.
pub type Outcome<T> = Result<Warned<T>, Diagnostics>;

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all findings of another step.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Adds those findings of another step that are not there yet.
    pub fn append_new(&mut self, other: Self) {
        for finding in other.0 {
            if !self.0.contains(&finding) {
                self.0.push(finding);
            }
        }
    }

    /// Keeps the value of an outcome, and its findings in `self`.
    pub fn take<T>(&mut self, outcome: Outcome<T>) -> Option<T> {
        match outcome {
            Ok(warned) => {
                self.append(warned.warnings);
                Some(warned.value)
            }
            Err(errors) => {
                self.append(errors);
                None
            }
        }
    }

    /// Keeps the value of a result, and its error in `self`.
    pub fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Whether something was found that prevents the next step.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|found| matches!(found.severity, Severity::Error | Severity::Bug))
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Ends a step: its value with the warnings, or the findings if one of them is an error.
    pub fn finish<T>(self, value: T) -> Outcome<T> {
        if self.has_errors() { Err(self) } else { Ok(Warned { value, warnings: self }) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Self(findings.into_iter().collect())
    }
}
