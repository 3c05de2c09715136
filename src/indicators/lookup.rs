//! The one lookup that texts and templates use.

use crate::diagnostics::nearest;

use super::observation::{Indicators, Observation, SliceResult};

/// Why a lookup found nothing that could exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupError {
    /// What was looked for.
    pub wanted: LookupPart,
    /// Its name.
    pub name: String,
    /// The nearest name that exists.
    pub suggestion: Option<String>,
}

/// What a lookup looks for, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookupPart {
    /// An indicator.
    Indicator,
    /// A slice of the indicator.
    Slice,
    /// A period.
    Period,
    /// A member of the slice.
    Member,
    /// A dimension by which the slice is cut.
    Dimension,
    /// The key of a dimension of the slice.
    Key,
}

impl LookupPart {
    /// Returns the attribute of the message that names it.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Slice => "slice",
            Self::Period => "period",
            Self::Member => "member",
            Self::Dimension => "dimension",
            Self::Key => "key",
        }
    }
}

impl Indicators {
    /// Returns the results of an indicator.
    ///
    /// # Errors
    ///
    /// Fails when there is no indicator of this name, with the nearest one.
    pub fn slices(&self, id: &str) -> Result<&[SliceResult], LookupError> {
        let known = || self.ids.iter().map(String::as_str);
        match self.ids.iter().position(|known| known == id) {
            Some(index) => Ok(&self.results[index].slices),
            None => Err(not_found(LookupPart::Indicator, id, known())),
        }
    }

    /// Returns an observation by indicator, slice, keys and period (0 is the current one, -1 the
    /// one before). Nothing means that the member did not exist then.
    ///
    /// # Errors
    ///
    /// Fails when the indicator, the slice, the period or the member does not exist.
    pub fn at(
        &self,
        id: &str,
        slice: &str,
        keys: &[&str],
        period: i64,
    ) -> Result<Option<&Observation>, LookupError> {
        let slices = self.slices(id)?;
        let names = || slices.iter().map(|known| known.slice.name.as_str());
        let found = slices.iter().find(|known| known.slice.name == slice);
        let found = found.ok_or_else(|| not_found(LookupPart::Slice, slice, names()))?;
        let last = i64::try_from(self.periods.len()).expect("there are few periods") - 1;
        let index = usize::try_from(last + period).ok().filter(|index| *index < self.periods.len());
        let Some(index) = index else {
            return Err(not_found(LookupPart::Period, &period.to_string(), std::iter::empty()));
        };
        let is_member = |member: &super::Member| {
            member.keys.len() == keys.len()
                && member.keys.iter().zip(keys).all(|(a, b)| a.as_ref() == *b)
        };
        match found.members.iter().position(is_member) {
            Some(row) => Ok(found.observations[row][index].as_ref()),
            None => {
                let wanted = keys.join(", ");
                let known: Vec<String> =
                    found.members.iter().map(|member| member.keys.join(", ")).collect();
                Err(not_found(LookupPart::Member, &wanted, known.iter().map(String::as_str)))
            }
        }
    }
}

fn not_found<'n>(
    wanted: LookupPart,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> LookupError {
    let suggestion = nearest(name, known).map(str::to_owned);
    LookupError { wanted, name: name.to_owned(), suggestion }
}
