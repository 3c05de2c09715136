//! An explanation as text.

use crate::diagnostics::{Argument, CellRef};
use crate::explanation::{
    CellUse, Explanation, FormulaUse, Input, MemberKey, ObservedUse, RowUse, RowsUse, Step,
};
use crate::indicators::{Observation, ReferenceValue, Trend};
use crate::values::{Missing, NumberFormat, Value};

use super::terminal::{Terminal, count};

/// Returns the lines of an explanation.
pub(super) fn text(explanation: &Explanation<'_>, terminal: &Terminal) -> String {
    let printer = Printer { terminal, explanation };
    let mut lines = vec![printer.title(), printer.place(), printer.value()];
    match explanation.reference {
        Some((rules, value)) => lines.push(printer.reference(&rules.title, value)),
        None => lines.extend(printer.facts()),
    }
    lines.push(printer.line("explain-formula", &explanation.indicator.passport.formula));
    if let Some(method) = &explanation.indicator.passport.method {
        lines.push(printer.line("explain-method", method));
    }
    lines.extend(explanation.formulas.iter().flat_map(|formula| printer.formula(formula)));
    if let Some(rows) = &explanation.rows {
        lines.extend(printer.rows(rows));
    }
    if !explanation.inputs.is_empty() {
        lines.push(String::new());
        lines.push(terminal.words("explain-inputs", &[]));
        lines.extend(explanation.inputs.iter().map(|input| printer.input(input)));
        lines.extend(printer.sum_of_inputs());
    }
    lines.push(String::new());
    lines.join("\n")
}

struct Printer<'a> {
    terminal: &'a Terminal,
    explanation: &'a Explanation<'a>,
}

impl Printer<'_> {
    fn line(&self, id: &str, text: &str) -> String {
        self.terminal.words(id, &[("text", Argument::Text(text.to_owned()))])
    }

    fn title(&self) -> String {
        let indicator = self.explanation.indicator;
        let code = indicator.passport.code.as_deref().map(|code| format!(", {code}"));
        format!("{} ({}{})", indicator.passport.title, indicator.id.value, code.unwrap_or_default())
    }

    fn place(&self) -> String {
        let period = self.explanation.period.label();
        let mut parts: Vec<String> = members(&self.explanation.keys);
        if parts.is_empty() {
            parts.push(self.terminal.words("explain-whole", &[]));
        }
        format!("{}; {period}", parts.join("; "))
    }

    fn value(&self) -> String {
        let Some(observation) = self.explanation.observation else {
            return self.terminal.words("explain-absent", &[]);
        };
        let value = self.observed(observation, self.explanation.indicator.decimals);
        if observation.answer.is_some() {
            return self.line("explain-value", &value);
        }
        let unit = self.explanation.indicator.passport.unit.as_deref().unwrap_or_default();
        let number = observation.value.ok().filter(|_| observation.answer.is_none());
        let unit = number.map(|_| format!(" {unit}")).unwrap_or_default();
        let exact = number.map(|value| format!(" ({})", self.digits(value))).unwrap_or_default();
        self.line("explain-value", &format!("{value}{}{exact}", unit.trim_end()))
    }

    fn observed(&self, observation: &Observation, decimals: u8) -> String {
        match (&observation.answer, observation.value) {
            (Some(answer), _) => self.terminal.value(answer),
            (None, Ok(value)) => NumberFormat::plain(decimals).format(value),
            (None, Err(reason)) => self.terminal.missing(reason.name()),
        }
    }

    /// The reference whose rows follow.
    fn reference(&self, title: &str, value: Option<&ReferenceValue>) -> String {
        let decimals = self.explanation.indicator.decimals;
        let value = value.map_or(Err(Missing::NoRows), |value| value.value);
        let value = value.map_or_else(
            |reason| self.terminal.missing(reason.name()),
            |value| {
                let printed = NumberFormat::plain(decimals).format(value);
                format!("{printed} ({})", self.digits(value))
            },
        );
        let text = |text: &str| Argument::Text(text.to_owned());
        let shown = [("title", text(title)), ("text", text(&value))];
        self.terminal.words("explain-reference", &shown)
    }

    /// A number in full.
    fn digits(&self, number: f64) -> String {
        self.terminal.catalogue().digits(number)
    }

    /// What else is known of the observation, a line each.
    fn facts(&self) -> Vec<String> {
        let Some(observation) = self.explanation.observation else { return Vec::new() };
        let number = |value| NumberFormat::plain(self.explanation.indicator.decimals).format(value);
        let mut facts = Vec::new();
        if let Some((low, high)) = observation.interval {
            facts.push(self.line("explain-interval", &format!("{}–{}", number(low), number(high))));
        }
        if let Some(target) = observation.target {
            let met = match target.met {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            };
            let shown = [
                ("text", Argument::Text(number(target.value))),
                ("met", Argument::Text(met.into())),
            ];
            facts.push(self.terminal.words("explain-target", &shown));
        }
        if let Some(zone) = observation.zone {
            let zone = &self.explanation.indicator.zones[zone].name;
            facts.push(self.line("explain-zone", zone));
        }
        if let Some(rank) = observation.rank {
            let shown = [("text", Argument::Text(rank.text())), ("of", count(rank.of))];
            facts.push(self.terminal.words("explain-rank", &shown));
        }
        facts.extend(self.change(observation));
        for reference in observation.references.values() {
            let value =
                reference.value.map_or_else(|reason| self.terminal.missing(reason.name()), number);
            facts.push(format!("  {}: {value}", reference.title));
        }
        let flags = [
            ("explain-small", observation.is_small),
            ("explain-partial", observation.is_partial),
            ("explain-merged", observation.is_merged),
        ];
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set);
        facts.extend(flags.map(|(id, _)| self.terminal.words(id, &[])));
        facts
    }

    /// The change since the period before; of an answer, what it was.
    fn change(&self, observation: &Observation) -> Option<String> {
        let change = observation.change?;
        let word = |name: &'static str, text: &str| (name, Argument::Text(text.to_owned()));
        let trend = word("trend", change.trend.name());
        let Some(value) = change.value else {
            return Some(self.terminal.words("explain-change-unknown", &[trend]));
        };
        if let Some(Value::Boolean(now)) = observation.answer {
            let was = match (change.trend, now) {
                (Trend::Same, _) => "same",
                (_, true) => "no",
                (_, false) => "yes",
            };
            return Some(self.terminal.words("explain-change-answer", &[word("was", was)]));
        }
        let signed = NumberFormat::signed(self.explanation.indicator.decimals);
        let shown = [word("text", &signed.format(value)), trend];
        Some(self.terminal.words("explain-change", &shown))
    }

    fn formula(&self, formula: &FormulaUse<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        let is_plain = matches!(&formula.aggregates[..], [(text, _)] if *text == formula.text);
        if !is_plain {
            let aggregates = formula.aggregates.iter();
            lines.extend(
                aggregates
                    .map(|(text, value)| format!("    {text} = {}", self.terminal.value(value))),
            );
        }
        lines.push(format!("  {} = {}", formula.text, self.terminal.value(&formula.value)));
        lines
    }

    fn rows(&self, rows: &RowsUse<'_>) -> Vec<String> {
        let table = Argument::Text(rows.table.to_owned());
        let shown = [("table", table), ("count", count(rows.counted.len()))];
        let mut lines = vec![String::new(), self.terminal.words("explain-rows", &shown)];
        if let Some(condition) = rows.condition {
            lines.push(self.line("explain-condition", condition));
        }
        lines.extend(rows.made_of.iter().map(|step| self.step(step)));
        lines.extend(rows.counted.iter().flat_map(|row| self.row(row)));
        if !rows.left_out.is_empty() {
            let shown = [("count", count(rows.left_out.len()))];
            lines.push(self.terminal.words("explain-left-out", &shown));
            lines.extend(rows.left_out.iter().flat_map(|row| self.row(row)));
        }
        lines
    }

    fn step(&self, step: &Step<'_>) -> String {
        let text = |text: &str| Argument::Text(text.to_owned());
        let mut line = self.terminal.words("explain-step", &[("table", text(step.table))]);
        if let Some(condition) = step.condition {
            line.push_str(&self.line("explain-step-where", condition));
        }
        if !step.joined.is_empty() {
            line.push_str(&self.line("explain-step-joined", &step.joined.join(", ")));
        }
        line
    }

    fn row(&self, row: &RowUse) -> Vec<String> {
        let sheet = |cell: &CellRef| {
            if cell.sheet.is_empty() {
                cell.file.to_string()
            } else {
                format!("{} › {}", cell.file, cell.sheet)
            }
        };
        // The cells of a row mostly stand on one sheet, which is said once.
        let cells = row.cells.iter().filter_map(|used| used.cell.as_ref());
        let home = row.place.as_ref().or_else(|| cells.clone().next()).map(sheet);
        let home = home.unwrap_or_default();
        let mut line = home.clone();
        if let Some(member) = &row.of_member {
            line.push_str(&format!(" {}", self.line("explain-of-member", member)));
        }
        let mut lines = Vec::new();
        let shown: Vec<String> = row
            .cells
            .iter()
            .map(|used| self.cell(used, |cell| (sheet(cell) != home).then(|| sheet(cell))))
            .collect();
        let shown = shown.join("  ");
        // A row of observations stands on no sheet.
        if line.is_empty() {
            lines.push(format!("  {shown}"));
        } else {
            lines.push(format!("  {}", line.trim_start()));
            lines.extend(Some(format!("    {shown}")).filter(|_| !shown.is_empty()));
        }
        lines.extend(row.observed.iter().map(|observed| self.observed_use(observed)));
        for computed in row.computed.iter().rev() {
            let value = self.terminal.value(&computed.value);
            lines.push(format!("    {} = {} = {value}", computed.column, computed.formula));
        }
        lines
    }

    /// The part of an observation, with the command that explains it.
    fn observed_use(&self, used: &ObservedUse) -> String {
        let keys = used.keys.iter().map(|(name, key)| format!(" --{name} {}", typed(key)));
        let (indicator, period) = (&used.indicator, &used.period);
        let command = format!("{indicator}{} --period {period}", keys.collect::<String>());
        let take = if used.take == "value" { String::new() } else { format!("{}: ", used.take) };
        format!("    {} = {}  [{take}{command}]", used.column, self.terminal.value(&used.value))
    }

    fn cell(&self, used: &CellUse, elsewhere: impl Fn(&CellRef) -> Option<String>) -> String {
        let value = self.terminal.value(&used.value);
        match &used.cell {
            Some(cell) => match elsewhere(cell) {
                Some(sheet) => format!("{} [{sheet} › {}] = {value}", used.column, cell.address()),
                None => format!("{} [{}] = {value}", used.column, cell.address()),
            },
            None => format!("{} = {value}", used.column),
        }
    }

    fn input(&self, input: &Input<'_>) -> String {
        let value = match input.observation {
            Some(observation) => self.observed(observation, input.indicator.decimals),
            None => self.terminal.words("explain-absent", &[]),
        };
        let mut members = members(&input.keys);
        members.push(input.period.label());
        let scaled = input
            .scaled
            .map_or_else(|reason| self.terminal.missing(reason.name()), |v| self.exact(v));
        let contribution = input.contribution.map_or_else(|| "–".to_owned(), |v| self.exact(v));
        let weight = self.terminal.value(&Value::Number(input.weight));
        let (name, title) = (&input.indicator.id.value, &input.indicator.passport.title);
        let place = format!("{title}; {}", members.join("; "));
        let shown = [
            ("name", name),
            ("value", &value),
            ("scaled", &scaled),
            ("weight", &weight),
            ("contribution", &contribution),
            ("place", &place),
        ];
        let shown = shown.map(|(name, text)| (name, Argument::Text(text.clone())));
        self.terminal.words("explain-part", &shown)
    }

    /// What the parts of a composite come to together.
    fn sum_of_inputs(&self) -> Option<String> {
        let inputs = self.explanation.inputs.iter();
        let sum = inputs.filter_map(|input| input.contribution).reduce(|sum, one| sum + one)?;
        Some(self.line("explain-parts-sum", &self.exact(sum)))
    }

    /// A number with so many more digits than the value that the parts of that add up to it.
    fn exact(&self, number: f64) -> String {
        const MORE_DECIMALS: u8 = 4;
        let decimals = self.explanation.indicator.decimals + MORE_DECIMALS;
        let text = NumberFormat::plain(decimals).format(number);
        text.trim_end_matches('0').trim_end_matches(',').to_owned()
    }
}

/// A word as it is typed: one with blanks stands in quotes.
fn typed(word: &str) -> String {
    let is_plain = word.chars().all(|char| char.is_alphanumeric() || "-_.".contains(char));
    if is_plain && !word.is_empty() { word.to_owned() } else { format!("\"{word}\"") }
}

fn members(keys: &[MemberKey<'_>]) -> Vec<String> {
    let one = |key: &MemberKey<'_>| {
        let label =
            if key.label == key.key { String::new() } else { format!(" – {}", key.label) };
        format!("{}: {}{label}", key.title, key.key)
    };
    keys.iter().map(one).collect()
}
