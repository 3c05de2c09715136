//! The step `compose`: for each document the data and texts that its template sees.
//!
//! Documents are planned here, and their data are made one at a time when they are asked for, so
//! that thousands never sit in memory. Compiling them is the work of `output`.

mod bridge;
mod cells;
mod context;
mod document;
mod documents;
mod edition;
mod fault;
mod fonts;
mod lookup;
mod manifest;
mod plan;
mod quality;
mod subject;
mod template;
mod text;
mod values;
mod words;
mod world;

pub use bridge::{FailedDocument, diagnose};
pub use document::{Attachment, Document};
pub use documents::PlannedDocument;
pub use fault::{FaultKind, Place, TypesetFault, faults};
pub use fonts::Fonts;
pub use manifest::manifest_of_inputs;
pub use plan::Composition;
pub use quality::QualityLog;
pub use values::{IndicatorValues, SliceValues};
pub use world::{ReportWorld, SharedSources, Surroundings};

use std::sync::Arc;

use crate::definition::Definition;
use crate::diagnostics::{Catalogue, Diagnostics, Outcome, SourceMap};
use crate::indicators::{Indicators, Protected};
use crate::system::System;
use crate::tables::Tables;

/// What reports are made of.
#[derive(Clone, Copy)]
pub struct Materials<'a> {
    /// The definition.
    pub definition: &'a Definition,
    /// The tables.
    pub tables: &'a Tables,
    /// The indicators.
    pub indicators: &'a Arc<Indicators>,
    /// What is shown of them to the public, if there is such an edition.
    pub public: Option<&'a Protected>,
    /// What was found while they were made.
    pub findings: &'a Diagnostics,
    /// The words of reports.
    pub catalogue: &'a Catalogue,
    /// The project folder.
    pub system: &'a dyn System,
}

/// Plans every document of every report. The texts of templates are put into `texts`.
///
/// # Errors
///
/// Fails when a template does not exist.
pub fn compose<'a>(materials: Materials<'a>, texts: &mut SourceMap) -> Outcome<Composition<'a>> {
    let mut findings = Diagnostics::default();
    let composition = Composition::plan(materials, texts, &mut findings);
    findings.finish(composition)
}
