//! `template.yaml`: what a template is, and what it needs from a definition.

use serde::Deserialize;

use crate::diagnostics::{Diagnostics, Outcome, SourceMap, Spanned};

use super::decode::{Decoded, Named, decode};
use super::yaml;

/// What a template declares. Keys that only describe it to people are read, so that they are
/// checked, and not kept.
#[derive(Debug, Clone, Default)]
pub struct TemplateSlots {
    /// Path of its Typst file from its folder.
    pub entry: String,
    /// Parameters it cannot do without.
    pub required_parameters: Vec<Spanned<String>>,
    /// Texts of the definition that it prints; no others are rendered for it.
    pub texts: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct RawTemplate {
    #[serde(rename = "title")]
    _title: Named<String>,
    #[serde(default, rename = "description")]
    _description: Named<String>,
    entry: String,
    #[serde(rename = "profile")]
    _profile: String,
    #[serde(default, rename = "for_each")]
    _for_each: Option<String>,
    #[serde(default)]
    parameters: Named<RawParameter>,
    #[serde(default, rename = "prose")]
    _prose: Named<String>,
    #[serde(default)]
    texts: Named<String>,
    #[serde(default, rename = "directions")]
    _directions: Named<String>,
    #[serde(default, rename = "slices")]
    _slices: Named<String>,
}

#[derive(Debug, Deserialize)]
struct RawParameter {
    #[serde(default)]
    required: bool,
    #[serde(rename = "title")]
    _title: String,
}

/// Reads the text of a `template.yaml`, which is put into `texts` under its path.
///
/// # Errors
///
/// Fails with every mistake in it.
pub fn read_template_slots(
    path: &str,
    text: &str,
    texts: &mut SourceMap,
) -> Outcome<TemplateSlots> {
    let source = texts.add(path, text);
    let mut findings = Diagnostics::default();
    let node = yaml::parse(source, text, &mut findings);
    let decoded = node.and_then(|node| decode::<RawTemplate>(&node, &mut findings));
    let Some(Decoded { value: raw, .. }) = decoded else { return Err(findings) };
    let required = raw.parameters.list.into_iter().filter(|(_, parameter)| parameter.required);
    findings.finish(TemplateSlots {
        entry: raw.entry,
        required_parameters: required.map(|(name, _)| name).collect(),
        texts: raw.texts.list.into_iter().map(|(name, _)| name.value).collect(),
    })
}
