//! The values of indicators as data, made row by row when they are read.
//!
//! A region has hundreds of thousands of observations. As a tree of JSON each of them takes some
//! kilobytes, so that a tree is made of one row at a time, and only texts and files are whole.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

use crate::definition::{DimensionId, Indicator};
use crate::indicators::{IndicatorResult, Member, SliceResult};

use super::cells::CellPrinter;
use super::context::{Shared, passport};
use super::subject::Subject;

/// The values of one indicator.
#[derive(Clone)]
pub struct IndicatorValues<'a> {
    pub(super) shared: Shared<'a>,
    pub(super) indicator: &'a Indicator,
    pub(super) result: &'a IndicatorResult,
    pub(super) subject: Option<&'a Subject>,
}

/// The values of one slice of an indicator.
pub struct SliceValues<'v> {
    values: &'v IndicatorValues<'v>,
    slice: &'v SliceResult,
}

impl<'a> IndicatorValues<'a> {
    /// Returns the name of the indicator.
    #[must_use]
    pub fn id(&self) -> &'a str {
        &self.indicator.id.value
    }

    /// Returns all that is said of the indicator but its values.
    #[must_use]
    pub fn passport(&self) -> Value {
        passport(&self.shared, &self.printer())
    }

    /// Returns the slices that a report about the subject shows.
    pub fn slices(&self) -> impl Iterator<Item = SliceValues<'_>> {
        let is_shown = |result: &&SliceResult| {
            self.subject.is_none_or(|subject| subject.sees(self.indicator, &result.slice))
        };
        let slices = self.result.slices.iter().filter(is_shown);
        slices.map(|slice| SliceValues { values: self, slice })
    }

    fn printer(&self) -> CellPrinter<'_> {
        let Shared { definition, words, .. } = &self.shared;
        CellPrinter { definition, words, indicator: self.indicator }
    }
}

impl SliceValues<'_> {
    /// Returns the name of the slice.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.slice.slice.name
    }

    /// Returns the names of the dimensions that the slice is cut by.
    #[must_use]
    pub fn dimensions(&self) -> Vec<&str> {
        let known = &self.values.shared.definition.dimensions;
        self.slice.slice.dimensions.iter().map(|id| known[id.0].name.value.as_str()).collect()
    }

    /// Returns their titles.
    #[must_use]
    pub fn titles(&self) -> Vec<&str> {
        let known = &self.values.shared.definition.dimensions;
        self.slice.slice.dimensions.iter().map(|id| known[id.0].title.as_str()).collect()
    }

    /// Returns the members that a report about the subject shows, each with its observations.
    pub fn rows(&self) -> impl Iterator<Item = Value> {
        let dimensions = &self.slice.slice.dimensions;
        let is_shown = |member: &Member| {
            self.values.subject.is_none_or(|subject| concerns(subject, dimensions, member))
        };
        let printer = self.values.printer();
        let rows = self.slice.members.iter().zip(&self.slice.observations);
        rows.filter(move |(member, _)| is_shown(member))
            .map(move |(member, periods)| printer.row(member, periods))
    }
}

impl Serialize for IndicatorValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let passport = self.passport();
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in passport.as_object().into_iter().flatten() {
            map.serialize_entry(key, value)?;
        }
        map.serialize_entry("slices", &Slices(self))?;
        map.end()
    }
}

/// The slices of an indicator by name.
struct Slices<'v>(&'v IndicatorValues<'v>);

impl Serialize for Slices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for slice in self.0.slices() {
            map.serialize_entry(slice.name(), &slice)?;
        }
        map.end()
    }
}

impl Serialize for SliceValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("dimensions", &self.dimensions())?;
        map.serialize_entry("titles", &self.titles())?;
        map.serialize_entry("rows", &Rows(self))?;
        map.end()
    }
}

/// The rows of a slice.
struct Rows<'v>(&'v SliceValues<'v>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows())
    }
}

/// What a template or a text sees: a frame, and in it the values of indicators.
pub(super) struct DocumentValues<'a> {
    /// Everything else; `indicators` holds their place.
    pub(super) frame: Value,
    pub(super) indicators: Vec<IndicatorValues<'a>>,
    pub(super) listed: Listed,
}

/// How indicators stand in their place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// By their names.
    ById,
    /// One after another.
    InOrder,
}

impl DocumentValues<'_> {
    fn write<S: Serializer>(
        &self,
        serializer: S,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let entries = self.frame.as_object().into_iter().flatten();
        for (key, value) in entries.filter(|(key, _)| is_wanted(key)) {
            match (key.as_str(), self.listed) {
                ("indicators", Listed::ById) => {
                    map.serialize_entry(key, &ById(&self.indicators))?;
                }
                ("indicators", Listed::InOrder) => map.serialize_entry(key, &self.indicators)?,
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}

impl Serialize for DocumentValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, |_| true)
    }
}

/// What a text may see of values: those whose name stands in it, as a name or otherwise.
pub(super) struct Named<'v> {
    pub(super) values: &'v DocumentValues<'v>,
    pub(super) text: &'v str,
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values.write(serializer, |key| self.text.contains(key))
    }
}

/// Indicators by their names.
pub(super) struct ById<'v>(pub(super) &'v [IndicatorValues<'v>]);

impl Serialize for ById<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|one| (one.id(), one)))
    }
}

/// Whether a report about a subject shows a member: itself, its own parents, or what is not cut
/// by either.
fn concerns(subject: &Subject, dimensions: &[DimensionId], member: &Member) -> bool {
    dimensions.iter().zip(&member.keys).all(|(id, key)| {
        if *id == subject.dimension {
            return *key == subject.key;
        }
        subject.parents.iter().all(|(parent, own)| parent != id || own == key)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{DocumentValues, Listed, Named};

    /// A name that is set in a branch not taken is still looked up in what the text sees.
    #[test]
    fn a_text_sees_what_it_names_and_nothing_else() {
        let frame = json!({ "period": { "id": "2024-25" }, "indicators": null, "title": "Отчёт" });
        let values = DocumentValues { frame, indicators: Vec::new(), listed: Listed::ById };
        let seen = |text| json!(Named { values: &values, text });
        let period = json!({ "period": { "id": "2024-25" } });
        let set = "{% if false %}{% set period = 1 %}{% endif %}{{ period.id }}";
        assert_eq!(seen(set), period);
        assert_eq!(seen("{{ indicators | length }}"), json!({ "indicators": {} }));
        assert_eq!(json!(values)["title"], "Отчёт");
    }
}
