//! What a column has a part in, held against what happens: every cell of a project is changed to
//! every other value of its column and to values of its own, every row is taken out, and whatever
//! changes then has to be among the indicators that the cells are said to have a part in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use msoko::diagnostics::{Diagnostics, SourceMap};
use msoko::diff::{Values, compare, moved_cells};
use msoko::pipeline::{self, Computed};
use msoko::system::MemorySystem;

/// A file with its cells.
type Sheet = (PathBuf, Vec<Vec<String>>);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diff/reach")
}

/// Computes the project with a file in the place of its own; nothing if it has mistakes then.
fn computed(sheets: &[Sheet]) -> Option<Computed> {
    let pipeline = std::fs::read_to_string(folder().join("pipeline.yaml")).expect("a definition");
    let mut system = MemorySystem::default().with("pipeline.yaml", pipeline);
    for (path, cells) in sheets {
        system = system.with(&path.to_string_lossy(), text(cells));
    }
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    pipeline::compute(&system, "pipeline.yaml", &mut texts, &mut findings)
}

/// Every csv file of the project: path and cells.
fn sheets() -> Vec<Sheet> {
    let mut found = Vec::new();
    for place in ["inputs", "inputs/2023-24", "inputs/2024-25"] {
        for entry in std::fs::read_dir(folder().join(place)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                let text = std::fs::read_to_string(&path).expect("a text");
                let cells = text.lines().map(|line| line.split(';').map(str::to_owned).collect());
                let path = path.strip_prefix(folder()).expect("it is inside").to_owned();
                found.push((path, cells.collect()));
            }
        }
    }
    found.sort();
    found
}

/// Other values for a cell: those of its column, and some that may stand there.
fn others(cells: &[Vec<String>], column: usize, own: &str) -> BTreeSet<String> {
    let known = cells[1..].iter().map(|row| row[column].clone());
    let days = ["01.09.2024", "31.08.2024"].map(str::to_owned);
    let number = own.parse::<i64>().ok().map(|number| (number + 1).to_string());
    let all = known.chain(days).chain(number).chain([String::new(), "иное".to_owned()]);
    all.filter(|other| other != own).collect()
}

fn text(cells: &[Vec<String>]) -> String {
    cells.iter().map(|row| row.join(";") + "\n").collect()
}

fn values(computed: &Computed) -> Values {
    Values::of_run(&computed.definition, &computed.indicators)
}

/// The sheets after each change, with words for it.
fn changed(sheets: &[Sheet]) -> Vec<(String, Vec<Sheet>)> {
    let mut all = Vec::new();
    for (place, (path, cells)) in sheets.iter().enumerate() {
        for row in 1..cells.len() {
            let name = format!("{} {row}", path.display());
            let mut without = sheets.to_vec();
            without[place].1.remove(row);
            all.push((format!("{name} taken out"), without));
            for (column, own) in cells[row].iter().enumerate() {
                for other in others(cells, column, own) {
                    let mut with = sheets.to_vec();
                    with[place].1[row][column].clone_from(&other);
                    all.push((format!("{name}:{column} = `{other}`"), with));
                }
            }
        }
    }
    all
}

#[test]
fn whatever_a_cell_changes_is_among_what_it_has_a_part_in() {
    let sheets = sheets();
    let before = computed(&sheets).expect("the project is sound");
    let (mut compared, mut moved) = (0, BTreeSet::new());
    for (what, sheets) in changed(&sheets) {
        let Some(after) = computed(&sheets) else { continue };
        let sides = [&before, &after].map(|one| (&one.definition, &one.tables));
        let cells = moved_cells(sides[0], sides[1]);
        let said: BTreeSet<&String> = cells.iter().flat_map(|(_, names)| names).collect();
        for one in compare(&values(&before), &values(&after)).indicators {
            assert!(said.contains(&one.id), "{what} moves {}", one.id);
            moved.insert(one.id);
        }
        compared += 1;
    }
    println!("{compared} changes moved {} indicators", moved.len());
    assert!(compared > 100, "only {compared} changes made sense");
    assert_eq!(moved.len(), before.definition.indicators.len(), "each of them moves");
}
