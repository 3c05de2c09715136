//! The step `load`: YAML files to a definition whose every name and formula has been checked.
//!
//! `yaml` reads text to nodes, `decode` nodes to the structs of `raw*`, `resolve` those to the
//! [`Definition`]. Each of them reports all mistakes it can find, and none that only follows from
//! another one.

mod address;
pub mod check;
mod column_step;
mod decode;
mod edition;
mod form;
mod forms;
mod json_schema;
mod kind;
mod load;
mod model;
mod observed;
mod path_pattern;
mod place;
mod raw;
mod raw_check;
mod raw_identify;
mod raw_indicator;
mod raw_layout;
mod raw_observed;
mod raw_source;
mod resolve;
mod selection;
pub mod source;
mod template_slots;
#[cfg(test)]
mod tests;
mod titles;
mod yaml;
mod yaml_fault;

pub use column_step::ColumnStep;
pub use edition::{Edition, Protection};
pub use form::{Collect, Collected, Form, load_form};
pub use forms::{FormEntry, form_list, own_forms};
pub use json_schema::json_schema_text;
pub use kind::{Composite, FormulaRole, Kind, Normalize, Part, PointStep};
pub use model::{
    Better, Calendar, Counts, Definition, Dimension, DimensionId, Direction, History, Indicator,
    IndicatorId, IntervalMethod, Join, Life, Passport, Prose, Ranking, Reference, Register, Report,
    RowSelection, Slice, TableBase, TableDefinition, TableId, TableSchema, Target, Unmatched, Zone,
};
pub use observed::{Observations, ObservedColumn, Taken};
pub use path_pattern::{FoundFile, PathPattern};
pub use place::place_in_scalar;
pub use source::{
    Blocks, CellRange, CellsForm, ColumnKind, ColumnOrigin, CsvOptions, Duplicates, FormPart,
    Header, Hidden, HiddenPolicy, Hierarchy, Identify, Level, PercentScale, RowRule, SheetChoice,
    Source, SourceColumn, Strictness, Unpivot, WordMeaning,
};

pub use template_slots::{TemplateSlots, read_template_slots};

use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceMap};
use crate::system::System;

/// What could be made of definition files.
#[derive(Debug)]
pub struct Loaded {
    /// The definition. With errors among the findings it serves only to look for more of them.
    pub definition: Option<Definition>,
    /// Everything that was found.
    pub findings: Diagnostics,
}

/// Loads a definition and everything it includes, and finds every mistake it can. The texts of
/// the files are put into `texts`.
pub fn load(system: &dyn System, path: &str, texts: &mut SourceMap) -> Loaded {
    let mut findings = Diagnostics::default();
    let Some(files) = load::read_files(system, path, texts, &mut findings) else {
        return Loaded { definition: None, findings: by_place(findings) };
    };
    let (definition, findings) = resolve::resolve(files, texts, findings);
    Loaded { definition, findings: by_place(findings) }
}

/// Puts findings in the order of the files and of the places in them; those about whole files
/// come first. What is written once and used twice is reported once.
fn by_place(findings: Diagnostics) -> Diagnostics {
    let mut different = Diagnostics::default();
    different.append_new(findings);
    let mut findings: Vec<Diagnostic> = different.into_iter().collect();
    findings.sort_by_key(|finding| match finding.labels.first().map(|label| &label.location) {
        Some(Location::Text(span)) => Some(*span),
        _ => None,
    });
    findings.into_iter().collect()
}
