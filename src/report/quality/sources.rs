//! What the log says of files and sources: rows taken, rows left out, values that are missing.

use serde_json::{Value, json};

use crate::definition::{Definition, RowRule, Source};
use crate::diagnostics::Argument;
use crate::report::words::Words;
use crate::sources::ExclusionReason;
use crate::tables::{Identified, SourceQuality, Tables};

/// Returns every sheet that was read.
pub(super) fn files(tables: &Tables) -> Vec<Value> {
    let files = tables.qualities().iter().flat_map(|quality| {
        quality.files.iter().map(|file| {
            json!({
                "path": &*file.file,
                "sheet": &*file.sheet,
                "source": quality.title,
                "format": file.format,
                "rows": file.row_count,
                "sha256": &*file.sha256,
            })
        })
    });
    files.collect()
}

/// Returns every source with its counts.
pub(super) fn sources(definition: &Definition, tables: &Tables, words: &Words<'_>) -> Vec<Value> {
    let sources = definition.sources.iter().zip(tables.qualities());
    sources.map(|(source, quality)| one(source, quality, words)).collect()
}

fn one(source: &Source, quality: &SourceQuality, words: &Words<'_>) -> Value {
    let missing = quality.missing.iter().map(|(reason, count)| {
        json!({
            "reason": reason.name(),
            "title": words.missing_title(*reason),
            "count": count,
        })
    });
    let mut one = json!({
        "id": quality.name,
        "title": quality.title,
        "files": quality.files.len(),
        "rows": quality.row_count,
        "excluded": quality.excluded.len(),
        "exclusions": exclusions(source, quality, words),
        "missing": missing.collect::<Vec<_>>(),
    });
    if !quality.identified.is_empty() {
        one["identified"] = quality.identified.iter().map(identified).collect();
    }
    one
}

/// How the members that a column names were found.
fn identified(column: &Identified) -> Value {
    json!({
        "column": column.column,
        "by_name": column.by_name,
        "by_alias": column.by_alias,
        "unmatched": column.unmatched,
    })
}

/// The rules by which rows were left out, with the number of rows of each.
fn exclusions(source: &Source, quality: &SourceQuality, words: &Words<'_>) -> Vec<Value> {
    let mut counts: Vec<(ExclusionReason, usize)> = Vec::new();
    for row in &quality.excluded {
        match counts.iter_mut().find(|(known, _)| *known == row.reason) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.reason, 1)),
        }
    }
    counts.sort();
    let rule = |(reason, count): (ExclusionReason, usize)| {
        let rule = rule_words(source, reason, words);
        json!({ "rule": rule, "count": count })
    };
    counts.into_iter().map(rule).collect()
}

/// Returns what was read of each source, what was left out and what is missing, as rows of the
/// same form as findings.
pub(super) fn tallies(definition: &Definition, tables: &Tables, words: &Words<'_>) -> Vec<Value> {
    let mut rows = Vec::new();
    for (source, quality) in definition.sources.iter().zip(tables.qualities()) {
        let row = |kind: &str, rule: &Value, count: &Value| {
            json!({
                "severity_title": words.text("severity-info", &[]),
                "kind_title": words.text(&format!("finding-{kind}"), &[]),
                "rule": rule,
                "source": quality.title,
                "count": count,
            })
        };
        let files = words.text("finding-rows", &[]);
        rows.push(row("read", &json!(files), &json!(quality.row_count)));
        let own = one(source, quality, words);
        for excluded in own["exclusions"].as_array().into_iter().flatten() {
            rows.push(row("excluded", &excluded["rule"], &excluded["count"]));
        }
        for missing in own["missing"].as_array().into_iter().flatten() {
            rows.push(row("missing", &missing["title"], &missing["count"]));
        }
    }
    rows
}

/// Returns the rows that were left out, one by one.
pub(super) fn excluded_rows(
    definition: &Definition,
    tables: &Tables,
    words: &Words<'_>,
) -> Vec<Value> {
    let mut rows = Vec::new();
    for (source, quality) in definition.sources.iter().zip(tables.qualities()) {
        rows.extend(quality.excluded.iter().map(|row| {
            json!({
                "source": quality.title,
                "file": &*row.file,
                "sheet": &*row.sheet,
                "row": u64::from(row.row) + 1,
                "rule": rule_words(source, row.reason, words),
            })
        }));
    }
    rows
}

/// Why a row was left out, in words.
fn rule_words(source: &Source, reason: ExclusionReason, words: &Words<'_>) -> String {
    let (id, rule) = match reason {
        ExclusionReason::BeforeStart => return words.text("exclusion-start", &[]),
        ExclusionReason::Excluded(rule) => ("exclusion", source.exclude.get(rule)),
        ExclusionReason::Stopped(rule) => ("exclusion-stop", source.stop.get(rule)),
    };
    let text = |text: &str| Argument::Text(text.to_owned());
    let (kind, heading, pattern) = match rule {
        Some(RowRule::Cell { heading, pattern }) => {
            ("cell", heading.value.as_str(), readable(pattern.value.as_str(), words))
        }
        Some(RowRule::First(pattern)) => ("first", "", readable(pattern.value.as_str(), words)),
        Some(RowRule::Blank(_)) | None => ("blank", "", String::new()),
    };
    let arguments = [("kind", text(kind)), ("heading", text(heading)), ("pattern", text(&pattern))];
    words.text(id, &arguments)
}

/// Writes a pattern as the words it looks for, where it is no more than a choice of them: readers
/// of a report do not know patterns.
fn readable(pattern: &str, words: &Words<'_>) -> String {
    let bare = pattern.strip_prefix("(?i)").unwrap_or(pattern).trim_start_matches('^');
    let bare = bare.strip_suffix('$').unwrap_or(bare);
    let bare = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(bare);
    let mut choices = vec![String::new()];
    let mut characters = bare.chars();
    while let Some(character) = characters.next() {
        let literal = match character {
            '\\' => characters.next().filter(|next| !next.is_alphanumeric()),
            '|' => {
                choices.push(String::new());
                continue;
            }
            '.' | '*' | '+' | '?' | '^' | '$' | '(' | ')' | '[' | ']' | '{' | '}' => None,
            character => Some(character),
        };
        match (literal, choices.last_mut()) {
            (Some(literal), Some(choice)) => choice.push(literal),
            _ => return pattern.to_owned(),
        }
    }
    let quoted: Vec<String> = choices.iter().map(|choice| format!("«{choice}»")).collect();
    quoted.join(&format!(" {} ", words.text("pattern-or", &[])))
}

#[cfg(test)]
mod tests {
    use super::readable;
    use crate::diagnostics::{Catalogue, Language};
    use crate::report::words::Words;

    #[test]
    fn patterns_are_words_where_they_can_be() {
        let catalogue = Catalogue::new(Language::Russian);
        let words = Words::new(&catalogue);
        for (pattern, expected) in [
            (r"^(\*|Исп\.)", "«*» или «Исп.»"),
            ("(?i)всего|итого", "«всего» или «итого»"),
            ("^Итого", "«Итого»"),
            ("всего$", "«всего»"),
            (r"^\d+ класс", r"^\d+ класс"),
            ("^(а|б) и (в|г)$", "^(а|б) и (в|г)$"),
        ] {
            assert_eq!(readable(pattern, &words), expected);
        }
    }
}
