//! A difference as text, and as Markdown for a pull request.

use std::path::Path;

use crate::diagnostics::Argument;
use crate::diff::{
    Cell, CellChange, CellState, Crossing, Difference, IndicatorDifference, ObservationDifference,
};
use crate::values::NumberFormat;

use super::terminal::{Terminal, count};

/// Rows of a table in Markdown; a comment has an end, and the rest is counted.
const ROWS_SHOWN: usize = 40;

/// Indicators that are named beside a cell; JSON names all of them.
const NAMES_SHOWN: usize = 8;

/// Decimal places beyond which nobody looks.
const DECIMALS_SHOWN: u8 = 6;

/// The path of a side.
pub(super) struct Side<'a>(pub(super) &'a Path);

/// Cells that moved, each with the indicators it has a part in.
type Cells<'a> = Option<&'a [(CellChange, Vec<String>)]>;

/// Returns a difference as lines of text.
pub(super) fn text(difference: &Difference, cells: Cells<'_>, terminal: &Terminal) -> String {
    let words = Words { terminal };
    let mut lines = vec![words.summary(difference)];
    for indicator in &difference.indicators {
        lines.push(String::new());
        lines.push(words.title(indicator));
        lines.extend(words.definition(indicator).into_iter().map(|line| format!("  {line}")));
        lines.extend(indicator.observations.iter().map(|observation| {
            let mut line =
                format!("  {}: {}", words.place(observation), words.values(indicator, observation));
            for fact in words.borders(indicator, observation) {
                line.push_str(&format!("; {fact}"));
            }
            line
        }));
    }
    lines.push(String::new());
    match cells {
        None => lines.push(terminal.words("diff-cells-unknown", &[])),
        Some(cells) => {
            lines.push(terminal.words("diff-cells", &[("count", count(cells.len()))]));
            lines.extend(
                cells
                    .iter()
                    .map(|(change, indicators)| format!("  {}", words.cell(change, indicators))),
            );
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Returns a difference as Markdown.
pub(super) fn markdown(
    difference: &Difference,
    cells: Cells<'_>,
    (terminal, [old, new]): (&Terminal, [Side<'_>; 2]),
) -> String {
    let words = Words { terminal };
    let paths = [
        ("old", Argument::Text(old.0.display().to_string())),
        ("new", Argument::Text(new.0.display().to_string())),
    ];
    let mut lines = vec![format!("## {}", terminal.words("diff-title", &paths)), String::new()];
    lines.push(words.summary(difference));
    for indicator in &difference.indicators {
        lines.extend([String::new(), format!("### {}", words.title(indicator)), String::new()]);
        lines.extend(words.definition(indicator).into_iter().map(|line| format!("- {line}")));
        if indicator.observations.is_empty() {
            continue;
        }
        let header = ["diff-place", "diff-old", "diff-new", "diff-change", "diff-crossing"];
        let header = header.map(|id| terminal.words(id, &[]));
        if !indicator.definition.is_empty() {
            lines.push(String::new());
        }
        lines.extend([row(&header), row(&["---", "---:", "---:", "---:", "---"])]);
        let (shown, more) = shown(&indicator.observations);
        lines.extend(shown.iter().map(|observation| words.markdown_row(indicator, observation)));
        lines.extend(words.more(more));
    }
    lines.push(String::new());
    match cells {
        None => lines.push(terminal.words("diff-cells-unknown", &[])),
        Some([]) => lines.push(terminal.words("diff-cells", &[("count", count(0))])),
        Some(cells) => {
            let title = terminal.words("diff-cells", &[("count", count(cells.len()))]);
            lines.extend([format!("### {title}"), String::new()]);
            let (shown, more) = shown(cells);
            lines.extend(shown.iter().map(|(change, indicators)| {
                format!("- {}", escaped(&words.cell(change, indicators)))
            }));
            lines.extend(words.more(more));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn shown<T>(list: &[T]) -> (&[T], usize) {
    let shown = list.len().min(ROWS_SHOWN);
    (&list[..shown], list.len() - shown)
}

fn row<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |", cells.join(" | "))
}

/// A cell of a spreadsheet may hold anything; in Markdown it has to print as itself.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if matches!(character, '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '\\' | '@') {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

struct Words<'a> {
    terminal: &'a Terminal,
}

impl Words<'_> {
    fn words(&self, id: &str, text: &str) -> String {
        self.terminal.words(id, &[("text", Argument::Text(text.to_owned()))])
    }

    fn summary(&self, difference: &Difference) -> String {
        let observations = difference.indicators.iter().flat_map(|one| &one.observations);
        let crossed = observations.clone().filter(|one| !one.crossings.is_empty());
        let shown = [
            ("indicators", count(difference.indicators.len())),
            ("observations", count(observations.clone().count())),
            ("crossed", count(crossed.count())),
        ];
        let id = if difference.is_empty() { "diff-nothing" } else { "diff-summary" };
        self.terminal.words(id, &shown)
    }

    fn title(&self, indicator: &IndicatorDifference) -> String {
        let title = format!("{} ({})", indicator.title, indicator.id);
        match (indicator.is_new, indicator.is_gone) {
            (true, _) => self.words("diff-new-indicator", &title),
            (_, true) => self.words("diff-gone-indicator", &title),
            _ => title,
        }
    }

    fn definition(&self, indicator: &IndicatorDifference) -> Vec<String> {
        let changes = indicator.definition.iter();
        changes
            .map(|change| {
                let name = self.terminal.words(&format!("diff-fact-{}", change.name), &[]);
                let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
                format!("{name}: {} → {}", text(&change.old), text(&change.new))
            })
            .collect()
    }

    fn place(&self, observation: &ObservationDifference) -> String {
        let keys = &observation.place.keys;
        let cell = observation.new.as_ref().or(observation.old.as_ref());
        let named = |texts: Option<&Vec<String>>, place: usize| texts?.get(place).cloned();
        let member = |(place, key): (usize, &String)| {
            let title = named(cell.map(|cell| &cell.titles), place);
            let label = named(cell.map(|cell| &cell.labels), place);
            let title = title.map(|title| format!("{title}: ")).unwrap_or_default();
            let label = label.filter(|label| label != key).map(|label| format!(" – {label}"));
            format!("{title}{key}{}", label.unwrap_or_default())
        };
        let mut parts: Vec<String> = keys.iter().enumerate().map(member).collect();
        if parts.is_empty() {
            parts.push(self.terminal.words("explain-whole", &[]));
        }
        parts.push(observation.place.period.clone());
        parts.join("; ")
    }

    /// So many decimal places that the old and the new value look different.
    fn decimals(indicator: &IndicatorDifference, one: &ObservationDifference) -> u8 {
        let values = (
            one.old.as_ref().and_then(|cell| cell.value),
            one.new.as_ref().and_then(|cell| cell.value),
        );
        let (Some(old), Some(new)) = values else { return indicator.decimals };
        let printed =
            |decimals| [old, new].map(|value| NumberFormat::plain(decimals).format(value));
        let places = indicator.decimals..=DECIMALS_SHOWN.max(indicator.decimals);
        let differ = |decimals: &u8| {
            let [old, new] = printed(*decimals);
            old != new
        };
        let mut places = places;
        if one.change == Some(0.0) {
            indicator.decimals
        } else {
            places.find(differ).unwrap_or(DECIMALS_SHOWN)
        }
    }

    fn value(&self, decimals: u8, cell: Option<&Cell>) -> String {
        let Some(cell) = cell else { return self.terminal.words("diff-absent", &[]) };
        match (cell.value, &cell.missing) {
            (Some(value), _) => NumberFormat::plain(decimals).format(value),
            (None, None) if cell.answer.is_some() => self.answer(cell),
            (None, Some(reason)) => self.terminal.missing(reason),
            (None, None) => "–".to_owned(),
        }
    }

    fn answer(&self, cell: &Cell) -> String {
        match cell.answer.as_deref() {
            Some("true") => self.terminal.words("yes", &[]),
            Some("false") => self.terminal.words("no", &[]),
            other => other.unwrap_or_default().to_owned(),
        }
    }

    fn values(&self, indicator: &IndicatorDifference, one: &ObservationDifference) -> String {
        let decimals = Self::decimals(indicator, one);
        let old = self.value(decimals, one.old.as_ref());
        let new = self.value(decimals, one.new.as_ref());
        let change = self.change(indicator, one);
        let change = if change.is_empty() { change } else { format!(" ({change})") };
        format!("{old} → {new}{change}")
    }

    /// The difference as printed, or that only counts differ.
    fn change(&self, indicator: &IndicatorDifference, one: &ObservationDifference) -> String {
        let Some(change) = one.change else { return String::new() };
        if change == 0.0 {
            let counts = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.counts);
            let is_count = counts(&one.old) != counts(&one.new);
            let id = if is_count { "diff-counts" } else { "diff-same" };
            return self.terminal.words(id, &[]);
        }
        NumberFormat::signed(Self::decimals(indicator, one)).format(change)
    }

    /// What was crossed, and whether the target itself is another one.
    fn borders(&self, indicator: &IndicatorDifference, one: &ObservationDifference) -> Vec<String> {
        let target = |cell: &Option<Cell>| cell.as_ref().and_then(|cell| cell.target);
        let moved = target(&one.old).zip(target(&one.new)).filter(|(old, new)| old != new);
        let moved = moved.map(|(old, new)| {
            let printed = |value| NumberFormat::plain(indicator.decimals).format(value);
            self.words("diff-target", &format!("{} → {}", printed(old), printed(new)))
        });
        let crossings = one.crossings.iter().map(|crossing| self.crossing(crossing));
        moved.into_iter().chain(crossings).collect()
    }

    fn crossing(&self, crossing: &Crossing) -> String {
        match crossing {
            Crossing::Zone { old, new } => self.words("diff-zone", &format!("{old} → {new}")),
            Crossing::TargetMet => self.terminal.words("diff-target-met", &[]),
            Crossing::TargetMissed => self.terminal.words("diff-target-missed", &[]),
        }
    }

    fn markdown_row(&self, indicator: &IndicatorDifference, one: &ObservationDifference) -> String {
        let crossings = self.borders(indicator, one);
        let crossings = if crossings.is_empty() {
            String::new()
        } else {
            format!("**{}**", escaped(&crossings.join("; ")))
        };
        let decimals = Self::decimals(indicator, one);
        row(&[
            escaped(&self.place(one)),
            escaped(&self.value(decimals, one.old.as_ref())),
            escaped(&self.value(decimals, one.new.as_ref())),
            escaped(&self.change(indicator, one)),
            crossings,
        ])
    }

    fn more(&self, more: usize) -> Option<String> {
        (more > 0)
            .then(|| format!("\n{}", self.terminal.words("diff-more", &[("count", count(more))])))
    }

    fn cell(&self, change: &CellChange, indicators: &[String]) -> String {
        let place = |state: &CellState| state.cell.as_ref().map(ToString::to_string);
        let old = change.old.as_ref().and_then(place);
        let new = change.new.as_ref().and_then(place);
        let at = match (&old, &new) {
            (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
            (_, Some(one)) | (Some(one), None) => one.clone(),
            (None, None) => change.source.clone(),
        };
        let value = |state: Option<&CellState>| match state {
            Some(state) => self.terminal.value(&state.value),
            None => self.terminal.words("diff-absent", &[]),
        };
        let row: Vec<&str> =
            change.row.iter().map(String::as_str).filter(|key| !key.is_empty()).collect();
        let reached = if indicators.is_empty() {
            self.terminal.words("diff-reaches-nothing", &[])
        } else {
            let (named, rest) = indicators.split_at(indicators.len().min(NAMES_SHOWN));
            let mut names = named.join(", ");
            if !rest.is_empty() {
                let more = [("count", count(rest.len()))];
                names.push_str(&format!(" {}", self.terminal.words("diff-and-more", &more)));
            }
            self.words("diff-reaches", &names)
        };
        format!(
            "{at}: {} = {} → {} [{}]; {reached}",
            change.column,
            value(change.old.as_ref()),
            value(change.new.as_ref()),
            row.join(", "),
        )
    }
}
