//! What the documents and data files of one edition are made of. Nothing of an edition comes from
//! anywhere else, so that what is hidden from the public cannot slip through.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::definition::{Definition, Edition};
use crate::diagnostics::SourceMap;
use crate::indicators::Indicators;

use super::Materials;
use super::document::Attachment;
use super::documents::common_attachments;
use super::lookup::Facts;
use super::quality::QualityLog;
use super::words::Words;

/// What one edition is made of.
pub(super) struct EditionView {
    pub(super) edition: Edition,
    /// The indicators that it may show.
    pub(super) indicators: Arc<Indicators>,
    /// The function `at(…)` of its texts.
    pub(super) facts: Facts,
    /// What every document of it carries.
    pub(super) attachments: Vec<Attachment>,
    /// What its appendix on the data says.
    pub(super) quality: Value,
    /// How many values it hides.
    hidden_count: usize,
}

impl EditionView {
    /// Returns the editions that a definition makes.
    pub(super) fn all(materials: &Materials<'_>, texts: &SourceMap, log: &QualityLog) -> Vec<Self> {
        let Materials { definition, indicators, public, catalogue, .. } = *materials;
        let make = |edition: Edition| {
            let (indicators, hidden_count, quality) = match (edition, public) {
                (Edition::Internal, _) => (indicators, 0, log.summary().clone()),
                // Without a view of its own there is nothing to make such an edition of.
                (Edition::Public, None) => return None,
                (Edition::Public, Some(public)) => {
                    (&public.indicators, public.hidden_count, log.public_summary())
                }
            };
            Some(Self {
                edition,
                facts: Facts::new(definition, indicators, &Words::new(catalogue)),
                indicators: Arc::clone(indicators),
                attachments: common_attachments(definition, texts, log, edition),
                quality,
                hidden_count,
            })
        };
        Edition::ALL.into_iter().filter_map(make).collect()
    }

    /// Returns what a template is told about what is marked and what is hidden.
    pub(super) fn privacy(&self, definition: &Definition) -> Value {
        match self.edition {
            Edition::Internal => json!({ "min_group": definition.min_group }),
            Edition::Public => json!({
                "min_group": definition.min_group,
                "extremes": definition.protection.extremes,
                "secondary": definition.protection.is_secondary,
                "hidden": self.hidden_count,
            }),
        }
    }
}
