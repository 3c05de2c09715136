//! Editions: for whom a document is made, and what is hidden from them.

use super::model::Definition;

/// For whom a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// For the office and its schools: small groups are marked.
    Internal,
    /// For everybody: small groups are hidden, and all from which they could be computed.
    Public,
}

impl Edition {
    /// All editions.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Public];

    /// Returns the word used in definitions and data files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }

    /// Returns the edition of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.name() == name)
    }
}

/// What is hidden in editions for the public, beside small groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// Whether values from which hidden ones could be computed are hidden as well.
    pub is_secondary: bool,
    /// Shares of 0 % and 100 % are hidden in groups smaller than this.
    pub extremes: u32,
}

impl Default for Protection {
    fn default() -> Self {
        Self { is_secondary: true, extremes: 10 }
    }
}

impl Definition {
    /// Whether some document is made for the public.
    #[must_use]
    pub fn has_public_edition(&self) -> bool {
        let mut editions = self.reports.iter().flat_map(|report| &report.editions);
        editions.any(|(edition, _)| *edition == Edition::Public)
    }
}
