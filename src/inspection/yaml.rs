//! A draft as YAML, with comments about what was guessed.

use std::collections::BTreeMap;

use crate::definition::ColumnKind;
use crate::diagnostics::{Argument, Catalogue, column_letters};

use super::draft::{Draft, DraftColumn, LeftOut, SheetKey, Stop, total_pattern};
use super::profile::Oddity;
use super::trial::Proposal;

/// Returns the definition of all proposals.
pub(super) fn definition(proposals: &[Proposal], words: &Catalogue) -> String {
    let year = proposals.iter().find_map(|proposal| proposal.year.as_deref());
    let mut text = Text { out: String::new(), year: year.unwrap_or(DEFAULT_YEAR), words };
    text.comment(0, "inspect-yaml-title", &[]);
    text.comment(0, "inspect-yaml-check", &[]);
    if year.is_none() {
        text.comment(0, "inspect-yaml-no-year", &[]);
    }
    let outside = proposals.iter().filter(|proposal| !proposal.file.is_inside);
    for proposal in outside {
        let path = Argument::Text(proposal.file.path.clone());
        text.comment(0, "inspect-yaml-outside", &[("path", path)]);
    }
    for name in proposals.iter().flat_map(|proposal| &proposal.hidden_sheets) {
        text.comment(0, "inspect-yaml-hidden", &[("sheet", Argument::Text(name.clone()))]);
    }
    let title = words.text("inspect-yaml-report", &[]);
    text.line(0, &format!("title: {}", quoted(&title)));
    let year = text.year;
    let kind = if year.len() == 4 { "calendar" } else { "academic_year" };
    text.line(0, &format!("period: {{ current: {}, kind: {kind} }}", quoted(year)));
    text.line(0, "sources:");
    for draft in proposals.iter().flat_map(|proposal| &proposal.drafts) {
        text.source(draft);
    }
    text.out
}

/// The year of a definition whose workbooks name none; a comment asks for the right one.
pub(super) const DEFAULT_YEAR: &str = "2024-25";

struct Text<'w> {
    out: String,
    year: &'w str,
    words: &'w Catalogue,
}

/// Writes a text as YAML in double quotes.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

impl Text<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn comment(&mut self, depth: usize, id: &str, arguments: &[(&'static str, Argument)]) {
        // A comment ends with its line, whatever stands in a heading.
        let text = self.words.text(id, arguments);
        let text: Vec<&str> = text.split_whitespace().collect();
        self.line(depth, &format!("# {}", text.join(" ")));
    }

    fn source(&mut self, draft: &Draft) {
        let rows = Argument::Count(u64::try_from(draft.row_count).unwrap_or(u64::MAX));
        self.comment(1, "inspect-yaml-tried", &[("rows", rows)]);
        self.line(1, &format!("{}:", draft.name));
        self.line(2, &format!("title: {}", quoted(&draft.title)));
        if let Some(form) = &draft.form {
            let title = Argument::Text(form.title.clone());
            self.comment(2, "inspect-yaml-form", &[("title", title)]);
            self.line(2, &format!("form: {}", form.name));
        }
        self.line(2, &format!("files: {}", quoted(&draft.files)));
        match &draft.sheet {
            Some(SheetKey::Name(name)) => self.line(2, &format!("sheet: {}", quoted(name))),
            Some(SheetKey::Pattern(pattern)) => {
                self.line(2, &format!("sheet: {{ match: {} }}", quoted(pattern)));
            }
            None => {}
        }
        if let Some(range) = &draft.range {
            self.comment(2, "inspect-yaml-range", &[]);
            self.line(2, &format!("range: {range}"));
        }
        if draft.form.is_some() {
            // Keys of forms have the period, which this path does not give.
            self.comment(2, "inspect-yaml-period", &[]);
            let period = quoted(self.year);
            return self.line(2, &format!("capture: {{ period: {{ constant: {period} }} }}"));
        }
        self.header(draft);
        self.rules(draft);
        self.captures(draft);
        self.columns(draft);
        if !draft.key.is_empty() {
            self.comment(2, "inspect-yaml-key", &[]);
            self.line(2, &format!("key: [{}]", draft.key.join(", ")));
        }
        if draft.is_lenient {
            self.comment(2, "inspect-yaml-lenient", &[]);
            self.line(2, "unreadable: warning");
        }
    }

    fn header(&mut self, draft: &Draft) {
        self.line(2, "header:");
        self.line(3, &format!("contains: {}", list(&draft.contains)));
        if draft.header_rows > 1 {
            self.line(3, &format!("rows: {}", draft.header_rows));
        }
        if draft.is_numbered {
            self.line(3, "numbered: true");
        }
        if let Some(within) = draft.within {
            self.line(3, &format!("within: {within}"));
        }
    }

    fn rules(&mut self, draft: &Draft) {
        match &draft.stop {
            Some(Stop::Blank(rows)) => {
                self.comment(2, "inspect-yaml-stop", &[]);
                self.line(2, &format!("stop: [{{ blank_rows: {rows} }}]"));
            }
            Some(Stop::Match(pattern)) => {
                self.comment(2, "inspect-yaml-stop", &[]);
                self.line(2, &format!("stop: [{{ match: {} }}]", quoted(pattern)));
            }
            None => {}
        }
        if let Some(heading) = &draft.exclude {
            self.comment(2, "inspect-yaml-exclude", &[]);
            let column = match heading.is_empty() {
                true => String::new(),
                false => format!("column: {}, ", quoted(heading)),
            };
            let pattern = quoted(total_pattern());
            self.line(2, &format!("exclude: [{{ {column}match: {pattern} }}]"));
        }
        if !draft.fill_down.is_empty() {
            self.comment(2, "inspect-yaml-fill-down", &[]);
            self.line(2, &format!("fill_down: {}", list(&draft.fill_down)));
        }
        if let Some(labels) = &draft.labels {
            self.comment(2, "inspect-yaml-levels", &[]);
            self.line(2, "hierarchy:");
            self.line(3, &format!("column: {}", quoted(&labels.heading)));
            self.line(3, "levels:");
            for (name, pattern) in &labels.levels {
                self.line(4, &format!("- {{ name: {name}, match: {} }}", quoted(pattern)));
            }
            if !labels.blocks.is_empty() {
                self.line(2, "blocks:");
                self.line(3, &format!("column: {}", quoted(&labels.heading)));
                self.line(3, "rows:");
                for (name, pattern) in &labels.blocks {
                    self.line(4, &format!("{name}: {}", quoted(pattern)));
                }
            }
        }
        if !draft.missing.is_empty() {
            self.comment(2, "inspect-yaml-missing", &[]);
            self.line(2, "missing:");
            for (word, reason) in &draft.missing {
                self.line(3, &format!("{}: {}", quoted(word), reason.name()));
            }
        }
    }

    fn captures(&mut self, draft: &Draft) {
        if draft.titles.is_empty() {
            return;
        }
        self.comment(2, "inspect-yaml-capture", &[]);
        self.line(2, "capture:");
        for title in &draft.titles {
            let cell = column_letters(title.at.1);
            let address = format!("{cell}{}", u64::from(title.at.0) + 1);
            let pattern = quoted(&title.pattern);
            let kind = kind_name(&title.kind);
            self.line(3, &format!("{}:", title.name));
            self.line(4, &format!("cell: {address}"));
            self.line(4, &format!("match: {pattern}"));
            self.line(4, &format!("type: {kind}"));
        }
    }

    fn columns(&mut self, draft: &Draft) {
        let mut by_reason: BTreeMap<LeftOut, Vec<String>> = BTreeMap::new();
        for (heading, reason) in &draft.left_out {
            by_reason.entry(*reason).or_default().push(heading.clone());
        }
        for (reason, headings) in by_reason {
            let arguments = [
                ("reason", Argument::Text(reason.name().to_owned())),
                ("headings", Argument::Text(headings.join("», «"))),
            ];
            self.comment(2, "inspect-yaml-left-out", &arguments);
        }
        self.line(2, "columns:");
        for column in &draft.columns {
            self.column(column);
        }
    }

    fn column(&mut self, column: &DraftColumn) {
        let block = column.block.map_or_else(String::new, |block| format!(", block: {block}"));
        let kind = kind_name(&column.kind);
        let place = match &column.letter {
            Some(letter) => {
                self.comment(3, "inspect-yaml-letter", &[]);
                format!("letter: {letter}")
            }
            None => format!("from: {}{block}", quoted(&column.heading)),
        };
        let entry = format!("{place}, type: {kind}");
        if column.kind == ColumnKind::Text && column.profile.oddities.contains_key(&Oddity::Stray) {
            self.comment(3, "inspect-yaml-stray", &[]);
        }
        self.line(3, &format!("{}: {{ {entry} }}", column.name));
    }
}

/// Returns the word of the language for a type.
pub(super) const fn kind_name(kind: &ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Integer => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Percent => "percent",
        ColumnKind::Text => "text",
        ColumnKind::Code { .. } => "code",
        ColumnKind::Category { .. } => "category",
        ColumnKind::Date => "date",
        ColumnKind::Boolean => "boolean",
    }
}
