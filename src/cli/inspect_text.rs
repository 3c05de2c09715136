//! What `msoko inspect` found, for people: narrow enough for a terminal.

use crate::diagnostics::{Argument, Catalogue, column_letters};
use crate::inspection::{Inspection, Profile, Proposal, Sheet, Table, type_name};

use super::terminal::count;

/// Letters of a heading that are shown.
const HEADING: usize = 34;

/// Returns everything as text.
pub(super) fn text(
    inspections: &[Inspection],
    proposals: &[Proposal],
    definition: Option<&str>,
    words: &Catalogue,
) -> String {
    let mut page = Page { out: String::new(), words };
    for (inspection, proposal) in inspections.iter().zip(proposals) {
        page.file(inspection);
        if proposal.tables_left_out > 0 {
            page.line(0, "inspect-left-out", &[("count", count(proposal.tables_left_out))]);
        }
        page.out.push('\n');
    }
    if let Some(definition) = definition {
        page.line(0, "inspect-proposal", &[]);
        page.out.push('\n');
        page.out.push_str(definition);
    }
    page.out
}

struct Page<'w> {
    out: String,
    words: &'w Catalogue,
}

fn word(text: &str) -> Argument {
    Argument::Text(text.to_owned())
}

fn row(number: u32) -> Argument {
    Argument::Count(u64::from(number) + 1)
}

impl Page<'_> {
    fn line(&mut self, depth: usize, id: &str, arguments: &[(&'static str, Argument)]) {
        let text = self.words.text(id, arguments);
        self.raw(depth, &text);
    }

    fn raw(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn file(&mut self, inspection: &Inspection) {
        self.line(
            0,
            "inspect-file",
            &[
                ("path", word(&inspection.path)),
                ("format", word(inspection.format.name())),
                (
                    "size",
                    Argument::Count(u64::try_from(inspection.size.div_ceil(1024)).unwrap_or(0)),
                ),
                ("sheets", count(inspection.sheets.len())),
            ],
        );
        for sheet in &inspection.sheets {
            self.sheet(sheet);
        }
    }

    fn sheet(&mut self, sheet: &Sheet) {
        self.line(
            0,
            "inspect-sheet",
            &[
                ("kind", word(if sheet.name.is_empty() { "text" } else { "sheet" })),
                ("name", word(&sheet.name)),
                ("hidden", word(if sheet.is_hidden { "yes" } else { "no" })),
                ("rows", Argument::Count(u64::from(sheet.row_count))),
                ("columns", Argument::Count(u64::from(sheet.column_count))),
            ],
        );
        if sheet.hidden_rows + sheet.hidden_columns > 0 {
            let counts =
                [("rows", count(sheet.hidden_rows)), ("columns", count(sheet.hidden_columns))];
            self.line(1, "inspect-hidden", &counts);
        }
        if sheet.personal_cells > 0 {
            self.line(1, "inspect-personal-cells", &[("count", count(sheet.personal_cells))]);
        }
        if sheet.tables.is_empty() {
            self.line(1, "inspect-no-table", &[]);
        }
        for (number, table) in (1..).zip(&sheet.tables) {
            self.table(number, table);
        }
    }

    fn table(&mut self, number: u64, table: &Table) {
        let region = &table.region;
        self.line(
            1,
            "inspect-table",
            &[
                ("number", Argument::Count(number)),
                ("top", row(region.header.0)),
                ("bottom", row(region.header.1)),
                ("levels", Argument::Count(u64::from(region.header.1 - region.header.0) + 1)),
                ("first", row(region.rows.first().copied().unwrap_or(0))),
                ("last", row(region.rows.last().copied().unwrap_or(0))),
                ("rows", count(table.row_count())),
            ],
        );
        let facts = [
            ("inspect-numbered", usize::from(region.is_numbered)),
            ("inspect-totals", region.totals.len()),
            ("inspect-notes", region.note_count),
            ("inspect-blank-rows", usize::try_from(region.blank_count).unwrap_or(0)),
            ("inspect-equal-rows", table.equal_rows),
            ("inspect-nameless", table.nameless.len()),
            ("inspect-labels", usize::from(table.labels.is_some())),
        ];
        for (id, number) in facts.into_iter().filter(|(_, number)| *number > 0) {
            self.line(2, id, &[("count", count(number))]);
        }
        for title in &table.titles {
            let cell = format!("{}{}", column_letters(title.at.1), u64::from(title.at.0) + 1);
            let arguments =
                [("cell", word(&cell)), ("name", word(&title.name)), ("value", word(&title.value))];
            self.line(2, "inspect-title", &arguments);
        }
        for column in &table.columns {
            self.column(column);
        }
    }

    fn column(&mut self, profile: &Profile) {
        let letters = column_letters(profile.column);
        let heading = shortened(&profile.heading);
        let start = format!("{letters:<3} {heading:<HEADING$}");
        if let Some(evidence) = profile.personal {
            let why = [("evidence", word(evidence.name()))];
            let text = self.words.text("inspect-personal", &why);
            return self.raw(2, &format!("{start}  {text}"));
        }
        let kind = self.words.text("inspect-type", &[("type", word(type_name(&profile.kind)))]);
        let evidence = self.evidence(profile);
        self.raw(2, &format!("{start}  {kind:<10} {evidence}"));
        for (oddity, number) in &profile.oddities {
            let mut arguments = vec![("oddity", word(oddity.name())), ("count", count(*number))];
            let stray = profile.stray.map(|row| format!("{letters}{}", u64::from(row) + 1));
            arguments.push(("cell", word(stray.as_deref().unwrap_or_default())));
            self.line(5, "inspect-oddity", &arguments);
        }
    }

    fn evidence(&self, profile: &Profile) -> String {
        let known =
            profile.filled - profile.missing.values().map(|(number, _)| number).sum::<usize>();
        let filled = [
            ("known", count(known)),
            ("all", count(profile.filled + profile.blank)),
            ("distinct", count(profile.distinct)),
        ];
        let mut parts = vec![self.words.text("inspect-evidence", &filled)];
        if let Some((least, greatest)) = &profile.range {
            let range = [("least", word(least)), ("greatest", word(greatest))];
            parts.push(self.words.text("inspect-range", &range));
        }
        for (token, (number, _)) in &profile.missing {
            parts.push(format!("«{token}» × {number}"));
        }
        parts.join("; ")
    }
}

fn shortened(heading: &str) -> String {
    if heading.chars().count() <= HEADING {
        return heading.to_owned();
    }
    // The end of a joined heading tells it from its neighbours.
    let tail: Vec<char> = heading.chars().rev().take(HEADING - 1).collect();
    std::iter::once('…').chain(tail.into_iter().rev()).collect()
}
