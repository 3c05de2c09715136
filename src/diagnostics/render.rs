//! Findings as text: with lines and carets for people, one line each for logs, JSON for programs.
//!
//! The only user of `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};
use serde_json::{Value, json};

use super::diagnostic::{Argument, Diagnostic, Severity};
use super::location::{CellRef, Excerpt, Location, column_letters};
use super::messages::Catalogue;
use super::source_map::SourceMap;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RenderFormat {
    /// With the lines they are about, in colour.
    #[default]
    Colour,
    /// With the lines they are about.
    Plain,
    /// One line each.
    Short,
    /// One JSON object each.
    Json,
}

/// Turns diagnostics into text of one language.
pub struct Renderer<'a> {
    catalogue: &'a Catalogue,
    texts: &'a SourceMap,
    format: RenderFormat,
}

/// The finished sentences of a diagnostic.
struct Sentences {
    title: String,
    labels: Vec<Option<String>>,
    notes: Vec<String>,
    help: Vec<String>,
}

impl<'a> Renderer<'a> {
    /// Prepares printing with the words of a catalogue and the texts of a run.
    #[must_use]
    pub const fn new(catalogue: &'a Catalogue, texts: &'a SourceMap, format: RenderFormat) -> Self {
        Self { catalogue, texts, format }
    }

    /// Returns one finding as text, ending in a line break.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        let sentences = self.sentences(diagnostic);
        let mut text = match self.format {
            RenderFormat::Colour => self.long(diagnostic, &sentences, true),
            RenderFormat::Plain => self.long(diagnostic, &sentences, false),
            RenderFormat::Short => self.short(diagnostic, &sentences),
            RenderFormat::Json => self.json(diagnostic, &sentences).to_string(),
        };
        text.push('\n');
        text
    }

    /// Returns the address of a place: `file:line:column`, `file › sheet › C14`, or a path.
    #[must_use]
    pub fn place(&self, location: &Location) -> String {
        match location {
            Location::Text(span) => {
                let (line, column) = self.texts.line_column(span.source, span.start);
                format!("{}:{line}:{column}", self.texts.path(span.source))
            }
            Location::Cell(cell, _) => cell.to_string(),
            Location::File(path) => path.to_string(),
        }
    }

    /// Returns the title of a finding.
    #[must_use]
    pub fn title(&self, diagnostic: &Diagnostic) -> String {
        self.catalogue.text(diagnostic.code.name(), &diagnostic.arguments)
    }

    /// Returns what can be done about a finding, one sentence each.
    #[must_use]
    pub fn advice(&self, diagnostic: &Diagnostic) -> Vec<String> {
        self.sentences(diagnostic).help
    }

    fn sentences(&self, diagnostic: &Diagnostic) -> Sentences {
        let name = diagnostic.code.name();
        let arguments = &diagnostic.arguments;
        let attribute = |id: &str| self.catalogue.attribute(name, id, arguments);
        let advice = |id: &&'static str| {
            if *id == "did-you-mean" {
                Some(self.catalogue.text("did-you-mean", arguments))
            } else {
                attribute(id)
            }
        };
        let mut help: Vec<String> = diagnostic.help.iter().filter_map(advice).collect();
        help.extend(self.advice_about_forms(diagnostic));
        Sentences {
            title: self.title(diagnostic),
            labels: diagnostic.labels.iter().map(|label| attribute(label.attribute)).collect(),
            notes: diagnostic.notes.iter().filter_map(|id| attribute(id)).collect(),
            help,
        }
    }

    /// Nobody can edit a file of the program: what it says is changed elsewhere.
    fn advice_about_forms(&self, diagnostic: &Diagnostic) -> Option<String> {
        let mut labels = diagnostic.labels.iter();
        let own = labels.find_map(|label| match &label.location {
            Location::Text(span) => self.texts.shipped_path(span.source),
            _ => None,
        })?;
        Some(self.catalogue.text("in-shipped-form", &[("own", Argument::Text(own.to_owned()))]))
    }

    fn severity_word(&self, severity: Severity) -> String {
        let id = match severity {
            Severity::Bug => "severity-bug",
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
        };
        self.catalogue.text(id, &[])
    }

    fn long(&self, diagnostic: &Diagnostic, sentences: &Sentences, colour: bool) -> String {
        let level = match diagnostic.severity {
            Severity::Bug | Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        }
        .with_name(self.severity_word(diagnostic.severity));
        let title = level.primary_title(sentences.title.as_str()).id(diagnostic.code.id());
        let mut group = title.elements(Vec::<Origin<'_>>::new());
        let drawn: Vec<Option<(String, std::ops::Range<usize>)>> = diagnostic
            .labels
            .iter()
            .map(|label| match &label.location {
                Location::Cell(cell, Some(excerpt)) => Some(draw_cells(cell, excerpt)),
                _ => None,
            })
            .collect();
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let words = sentences.labels[index].as_deref();
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            group = self.add_place(group, &label.location, drawn[index].as_ref(), (kind, words));
        }
        let note = Level::NOTE.with_name(self.catalogue.text("severity-note", &[]));
        for text in &sentences.notes {
            group = group.element(note.clone().message(text.as_str()));
        }
        let help = Level::HELP.with_name(self.catalogue.text("severity-help", &[]));
        for text in &sentences.help {
            group = group.element(help.clone().message(text.as_str()));
        }
        let renderer = if colour {
            annotate_snippets::Renderer::styled()
        } else {
            annotate_snippets::Renderer::plain()
        };
        without_lines(&renderer.render(&[group]))
    }

    fn add_place<'g>(
        &'g self,
        group: Group<'g>,
        location: &'g Location,
        drawn: Option<&'g (String, std::ops::Range<usize>)>,
        (kind, words): (AnnotationKind, Option<&'g str>),
    ) -> Group<'g> {
        let named = |place: String| {
            Origin::path(match words {
                Some(words) => format!("{place} – {words}"),
                None => place,
            })
        };
        match (location, drawn) {
            (Location::Text(span), _) => {
                let range = span.start as usize..span.end as usize;
                let annotation = kind.span(range).label(words);
                group.element(
                    Snippet::source(self.texts.text(span.source).as_ref())
                        .path(self.texts.path(span.source).as_ref())
                        .annotation(annotation),
                )
            }
            (Location::Cell(cell, _), Some((text, range))) => group.element(
                Snippet::source(text.as_str())
                    .path(format!("{cell}{NO_LINE}"))
                    .line_numbering(false)
                    .fold(false)
                    .annotation(kind.span(range.clone()).label(words)),
            ),
            (Location::Cell(cell, _), None) => group.element(named(cell.to_string())),
            (Location::File(path), _) => group.element(named(path.to_string())),
        }
    }

    fn short(&self, diagnostic: &Diagnostic, sentences: &Sentences) -> String {
        let place = diagnostic
            .labels
            .first()
            .map_or_else(String::new, |label| format!("{}: ", self.place(&label.location)));
        let severity = self.severity_word(diagnostic.severity);
        format!("{place}{severity}[{}]: {}", diagnostic.code.id(), sentences.title)
    }

    fn json(&self, diagnostic: &Diagnostic, sentences: &Sentences) -> Value {
        let places: Vec<Value> = diagnostic
            .labels
            .iter()
            .zip(&sentences.labels)
            .map(|(label, words)| self.json_place(&label.location, words.as_deref()))
            .collect();
        json!({
            "code": diagnostic.code.id(),
            "name": diagnostic.code.name(),
            "severity": match diagnostic.severity {
                Severity::Bug => "bug",
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "title": sentences.title,
            "places": places,
            "notes": sentences.notes,
            "help": sentences.help,
        })
    }

    fn json_place(&self, location: &Location, words: Option<&str>) -> Value {
        match location {
            Location::Text(span) => {
                let (line, column) = self.texts.line_column(span.source, span.start);
                let (end_line, end_column) = self.texts.line_column(span.source, span.end);
                json!({
                    "file": self.texts.path(span.source).as_ref(),
                    "line": line, "column": column,
                    "end_line": end_line, "end_column": end_column,
                    "label": words,
                })
            }
            Location::Cell(cell, _) => json!({
                "file": cell.file.as_ref(), "sheet": cell.sheet.as_ref(),
                "cell": cell.address(), "label": words,
            }),
            Location::File(path) => json!({ "file": path.as_ref(), "label": words }),
        }
    }
}

/// Stands behind a path whose line and column say nothing, since the text was drawn.
const NO_LINE: char = '\u{2060}';

/// Removes the line and column that follow [`NO_LINE`].
fn without_lines(rendered: &str) -> String {
    let mut parts = rendered.split(NO_LINE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    text
}

/// Draws a piece of a sheet and returns it with the byte range of the cell.
fn draw_cells(cell: &CellRef, excerpt: &Excerpt) -> (String, std::ops::Range<usize>) {
    let letters: Vec<String> = excerpt.columns.iter().map(|c| column_letters(*c)).collect();
    let widths: Vec<usize> = (0..letters.len())
        .map(|index| {
            let cells = excerpt.rows.iter().filter_map(|(_, texts)| texts.get(index));
            cells.map(|text| shown(text).chars().count()).max().unwrap_or(0).max(4)
        })
        .collect();
    let number_width = excerpt.rows.iter().map(|(row, _)| (row + 1).to_string().len()).max();
    let number_width = number_width.unwrap_or(1);
    let mut text = " ".repeat(number_width);
    for (letter, width) in letters.iter().zip(&widths) {
        text.push_str(&format!("  {letter:<width$}"));
    }
    text = text.trim_end().to_owned();
    let mut range = 0..0;
    for (row, cells) in &excerpt.rows {
        text.push('\n');
        text.push_str(&format!("{:>number_width$}", row + 1));
        for ((column, content), width) in excerpt.columns.iter().zip(cells).zip(&widths) {
            let content = shown(content);
            text.push_str("  ");
            if (*row, *column) == (cell.row, cell.column) {
                range = text.len()..text.len() + content.len().max(1);
            }
            text.push_str(&format!("{content:<width$}"));
        }
    }
    text.push(' ');
    (text, range)
}

/// Returns the text of a cell on one line, shortened where it is long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut short: String = line.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
