//! The documents of a run, and the data of each when it is asked for.

use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use typst::foundations::Bytes;

use crate::definition::{Edition, place_in_scalar};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceMap, Span};

use super::Materials;
use super::context::{Own, Shared, context, indicators};
use super::document::{Attachment, Document};
use super::documents::{self, PlannedDocument};
use super::edition::EditionView;
use super::quality::QualityLog;
use super::template::{self, Template};
use super::text::TextRenderer;
use super::values::{ById, DocumentValues, IndicatorValues, Listed};
use super::words::Words;

/// The documents of a run.
pub struct Composition<'a> {
    materials: Materials<'a>,
    texts: SourceMap,
    quality: QualityLog,
    templates: Vec<Template>,
    views: Vec<EditionView>,
    documents: Vec<PlannedDocument>,
}

impl<'a> Composition<'a> {
    pub(super) fn plan(
        materials: Materials<'a>,
        texts: &mut SourceMap,
        findings: &mut Diagnostics,
    ) -> Self {
        let definition = materials.definition;
        let mut templates = Vec::new();
        for report in &definition.reports {
            let found = template::find(materials.system, definition, report, texts, findings);
            templates.extend(found);
        }
        if templates.len() == definition.reports.len() {
            template::report_unused_texts(definition, &templates, findings);
        }
        let quality = QualityLog::new(&materials, texts);
        let documents = documents::plan(definition, materials.tables, &quality, findings);
        Self {
            views: EditionView::all(&materials, texts, &quality),
            texts: texts.clone(),
            materials,
            quality,
            templates,
            documents,
        }
    }

    /// Returns the documents in order.
    #[must_use]
    pub fn documents(&self) -> &[PlannedDocument] {
        &self.documents
    }

    /// Returns the folder that all documents have in common; the data of the office go there.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        documents::common_folder(&self.documents)
    }

    /// Returns the editions that are made, and the folder of each in which its data lie: for the
    /// office that of all documents, for the public its own.
    #[must_use]
    pub fn data_folders(&self) -> Vec<(Edition, PathBuf)> {
        let folder = |edition| {
            let own = documents::folder_of(&self.documents, edition)?;
            Some((edition, if edition == Edition::Internal { self.folder() } else { own }))
        };
        Edition::ALL.into_iter().filter_map(folder).collect()
    }

    /// Returns the quality log.
    #[must_use]
    pub const fn quality(&self) -> &QualityLog {
        &self.quality
    }

    /// Returns all that the template of a document sees.
    ///
    /// # Errors
    ///
    /// Fails with every text that cannot be rendered.
    pub fn context(&self, index: usize) -> Result<Value, Diagnostics> {
        Ok(json!(self.values_of(index)?))
    }

    /// What the template of a document sees, with its indicators still to be written out.
    fn values_of(&self, index: usize) -> Result<DocumentValues<'_>, Diagnostics> {
        let planned = &self.documents[index];
        let report = &self.materials.definition.reports[planned.report];
        let own = Own { report, subject: planned.subject.as_ref() };
        let mut values = context(&self.shared(planned.edition), &own);
        let mut findings = Diagnostics::default();
        let texts = self.render_texts(planned, &values, &mut findings);
        let conclusions = self.render_conclusions(planned, &values, &mut findings);
        if findings.has_errors() {
            return Err(findings);
        }
        values.frame["texts"] = Value::Object(texts);
        for direction in values.frame["directions"].as_array_mut().into_iter().flatten() {
            let code = direction["code"].as_str().unwrap_or_default();
            direction["conclusion"] = conclusions.get(code).cloned().unwrap_or(Value::Null);
        }
        Ok(values)
    }

    /// Renders the texts of every document, and returns what is wrong with them, each mistake
    /// once.
    #[must_use]
    pub fn check(&self) -> Diagnostics {
        // Where a template prints no text there is nothing that could fail.
        let has_texts = |index: &usize| {
            let template = self.templates.get(self.documents[*index].report);
            template.is_some_and(|t| t.conclusion.is_some() || !t.slots.texts.is_empty())
        };
        let indices = (0..self.documents.len()).into_par_iter().filter(has_texts);
        let results: Vec<_> = indices.map(|index| self.values_of(index).err()).collect();
        let mut findings = Diagnostics::default();
        for found in results.into_iter().flatten() {
            findings.append_new(found);
        }
        findings
    }

    /// Returns a document, ready to be compiled.
    ///
    /// # Errors
    ///
    /// Fails with every text that cannot be rendered.
    pub fn document(&self, index: usize) -> Result<Document, Diagnostics> {
        let planned = &self.documents[index];
        let values = self.values_of(index)?;
        let report = &self.materials.definition.reports[planned.report];
        let mut data = serde_json::to_vec(&values).expect("plain data are JSON");
        data.shrink_to_fit();
        let data = Bytes::new(data);
        let mut attachments = vec![Attachment {
            name: "data.json".to_owned(),
            mime: "application/json".to_owned(),
            description: "Значения показателей этого документа".to_owned(),
            bytes: data.clone(),
        }];
        attachments.extend(self.view(planned.edition).attachments.iter().cloned());
        let member = planned.subject.as_ref().map_or("", |subject| &subject.key);
        Ok(Document {
            identity: format!(
                "{}/{}/{}/{member}",
                report.id.value,
                values.frame["period"]["id"],
                planned.edition.name()
            ),
            template: self.templates[planned.report].main.clone(),
            data,
            attachments,
            date: self.materials.definition.date,
        })
    }

    /// Returns the values of each indicator as an edition may show them.
    pub fn indicators(&self, edition: Edition) -> impl Iterator<Item = IndicatorValues<'_>> {
        indicators(self.shared(edition), None, None)
    }

    /// Returns the values of all indicators as an edition may show them, as one tree.
    #[must_use]
    pub fn values(&self, edition: Edition) -> Value {
        let calendar = &self.materials.definition.calendar;
        let periods: Vec<String> = calendar.periods().iter().map(ToString::to_string).collect();
        let indicators: Vec<IndicatorValues<'_>> = self.indicators(edition).collect();
        json!({
            "period": calendar.current.to_string(),
            "periods": periods,
            "indicators": ById(&indicators),
        })
    }

    /// Returns what an edition says of the quality of the data.
    #[must_use]
    pub fn quality_summary(&self, edition: Edition) -> &Value {
        &self.view(edition).quality
    }

    fn view(&self, edition: Edition) -> &EditionView {
        let found = self.views.iter().find(|view| view.edition == edition);
        found.expect("a definition with documents of an edition has its view")
    }

    fn shared(&self, edition: Edition) -> Shared<'_> {
        Shared {
            definition: self.materials.definition,
            view: self.view(edition),
            words: Words::new(self.materials.catalogue),
            quality: &self.quality,
        }
    }

    fn render_texts(
        &self,
        planned: &PlannedDocument,
        values: &DocumentValues<'_>,
        findings: &mut Diagnostics,
    ) -> Map<String, Value> {
        let renderer =
            TextRenderer::new(&self.view(planned.edition).facts, planned.subject.as_ref());
        let mut rendered = Map::new();
        let Some(template) = self.templates.get(planned.report) else { return rendered };
        let wanted = |name: &String| template.slots.texts.contains(name);
        let texts = self.materials.definition.texts.iter().filter(|(name, _)| wanted(name));
        for (name, text) in texts {
            let place = |range| place_in_scalar(&self.texts, text, range);
            let result = renderer.render(name, &text.value, values, place);
            if let Some(text) = findings.keep(result.map_err(|finding| *finding)) {
                rendered.insert(name.clone(), Value::String(text));
            }
        }
        rendered
    }

    fn render_conclusions(
        &self,
        planned: &PlannedDocument,
        values: &DocumentValues<'_>,
        findings: &mut Diagnostics,
    ) -> Map<String, Value> {
        let mut rendered = Map::new();
        let template = self.templates.get(planned.report);
        let Some((source, text)) = template.and_then(|template| template.conclusion.as_ref())
        else {
            return rendered;
        };
        let renderer =
            TextRenderer::new(&self.view(planned.edition).facts, planned.subject.as_ref());
        let whole = Span { source: *source, start: 0, end: u32::MAX };
        for direction in values.frame["directions"].as_array().into_iter().flatten() {
            let values = chapter_values(values, direction);
            let place = |range: std::ops::Range<usize>| whole.slice(range.start, range.end);
            let result = renderer.render("conclusion", text, &values, place);
            if let Some(text) = findings.keep(result.map_err(|finding: Box<Diagnostic>| *finding)) {
                let code = direction["code"].as_str().unwrap_or_default();
                rendered.insert(code.to_owned(), Value::String(text));
            } else {
                return rendered;
            }
        }
        rendered
    }
}

/// What the text at the end of a chapter sees: the direction and its indicators.
fn chapter_values<'v>(values: &DocumentValues<'v>, direction: &Value) -> DocumentValues<'v> {
    let is_own = |one: &&IndicatorValues<'_>| {
        let ids = direction["indicators"].as_array();
        ids.is_some_and(|ids| ids.iter().any(|id| id == one.id()))
    };
    let indicators = values.indicators.iter().filter(is_own).cloned().collect();
    let all = &values.frame;
    let frame = json!({
        "direction": direction,
        "indicators": null,
        "period": all["period"],
        "periods": all["periods"],
        "parameters": all["parameters"],
        "subject": all["subject"],
    });
    DocumentValues { frame, indicators, listed: Listed::InOrder }
}
