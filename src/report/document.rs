//! What is handed to Typst for one document: a template, its data, and the files to attach.
//!
//! Typst starts at a small main file written here, which includes the template and attaches the
//! files. Paths of Typst are remembered for the life of the process, 65 535 of them at most, so
//! every document of a run uses the same few.

use typst::foundations::{Bytes, Repr as _};

/// Where a template finds its data: `json("/data.json")`.
pub(super) const DATA_PATH: &str = "/data.json";

/// The file Typst starts at. No folder of a project can have this name on every system.
pub(super) const MAIN_PATH: &str = "/<msoko>/main.typ";

/// One document to typeset.
#[derive(Debug, Clone)]
pub struct Document {
    /// What tells the document from all others and stays the same from run to run, such as
    /// `card/2024-25/internal/edu053017`; a hash of it becomes the identifier inside of the PDF.
    pub identity: String,
    /// Path of the template from the project folder.
    pub template: String,
    /// The JSON that the template reads as `/data.json`.
    pub data: Bytes,
    /// Files to attach.
    pub attachments: Vec<Attachment>,
    /// The only date the template can ask for, and the date of the PDF.
    pub date: jiff::civil::Date,
}

/// A file inside of the PDF.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Name under which a reader of the PDF shows it, unique in the document.
    pub name: String,
    /// Media type, such as `application/json`.
    pub mime: String,
    /// What the file holds.
    pub description: String,
    /// The file itself.
    pub bytes: Bytes,
}

/// Returns the path at which the main file finds an attachment.
pub(super) fn attachment_path(index: usize) -> String {
    format!("/<msoko>/attachment-{index}")
}

/// Returns the text of the main file. `include` keeps the template's set rules for the document
/// alive; the attachments come after it, so that the template still decides about the first page.
pub(super) fn main_text(document: &Document) -> String {
    let template = format!("/{}", document.template.trim_start_matches('/'));
    let attachments: Vec<String> =
        document.attachments.iter().enumerate().map(attach_text).collect();
    format!("#include {}\n{}", template.repr(), attachments.concat())
}

fn attach_text((index, attachment): (usize, &Attachment)) -> String {
    format!(
        "#pdf.attach({}, read({}, encoding: none), relationship: \"data\", mime-type: {}, \
         description: {})\n",
        format!("/{}", attachment.name).repr(),
        attachment_path(index).repr(),
        attachment.mime.as_str().repr(),
        attachment.description.as_str().repr(),
    )
}
