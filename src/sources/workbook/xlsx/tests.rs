//! Our own reader against `calamine`, which reads the same files in another way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::sources::content::Content;
use crate::sources::format::Format;
use crate::sources::grid::Grid;
use crate::sources::package;
use crate::sources::workbook::Workbook;
use crate::system::{NativeSystem, System};

use super::{SheetInfo, fallback, read_by_ourselves};

/// A cell: its sheet, row and column.
type Place = (String, u32, u32);

fn cells(workbook: &Workbook) -> BTreeMap<Place, Content> {
    let of_grid = |(index, grid): &(usize, Grid)| {
        let name = workbook.sheets[*index].name.to_string();
        let cells = grid.rows().iter().flat_map(|row| {
            row.cells().iter().map(|(column, content)| (row.number, *column, content.clone()))
        });
        cells
            .map(|(row, column, content)| ((name.clone(), row, column), content))
            .collect::<Vec<_>>()
    };
    workbook.grids.iter().flat_map(of_grid).collect()
}

fn all(sheets: &[SheetInfo]) -> BTreeSet<usize> {
    (0..sheets.len()).collect()
}

fn shared_folder() -> Option<NativeSystem> {
    let folder = std::env::var_os("MSOKO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    folder.join("corpus").exists().then(|| NativeSystem::open(&folder).unwrap())
}

#[test]
fn workbooks_of_others_read_like_with_calamine() {
    let Some(system) = shared_folder() else {
        println!("skipped: there is no folder of shared files");
        return;
    };
    let mut counts = BTreeMap::<&str, usize>::new();
    for folder in system.list(Path::new("corpus")).unwrap() {
        if !folder.is_folder {
            continue;
        }
        for file in system.list(&folder.path).unwrap() {
            if file.is_folder {
                continue;
            }
            let bytes = system.read(&file.path).unwrap();
            if !bytes.starts_with(b"PK") {
                continue;
            }
            let Ok(package) = package::inspect(&bytes) else { continue };
            if package.format != Format::Xlsx {
                continue;
            }
            let ours = read_by_ourselves(&bytes, &all);
            let theirs = std::panic::catch_unwind(|| fallback::read(&bytes, &all));
            let name = file.path.display();
            let kind = match (&ours, &theirs) {
                (_, Err(_)) => "panic",
                (Ok(a), Ok(Ok(b))) => {
                    let names = |w: &Workbook| w.sheets.clone();
                    if names(a) != names(b) {
                        println!("{name}: sheets {:?} {:?}", names(a), names(b));
                    }
                    let (a, b) = (cells(a), cells(b));
                    if a == b {
                        "equal"
                    } else {
                        let n = a.iter().filter(|(k, v)| b.get(*k) != Some(v)).count()
                            + b.keys().filter(|k| !a.contains_key(*k)).count();
                        println!("{name}: {n} differ of {}", a.len());
                        for (k, v) in a.iter().filter(|(k, v)| b.get(*k) != Some(v)).take(3) {
                            println!("   {k:?} {v:?} {:?}", b.get(k));
                        }
                        for (k, v) in b.iter().filter(|(k, _)| !a.contains_key(*k)).take(3) {
                            println!("   {k:?} None {v:?}");
                        }
                        "differ"
                    }
                }
                (Err(e), Ok(Ok(_))) => {
                    println!("{name}: only theirs, {e:?}");
                    "theirs"
                }
                (Ok(a), Ok(Err(e))) => {
                    println!("{name}: only ours {} cells, {e:?}", cells(a).len());
                    "ours"
                }
                (Err(e), Ok(Err(f))) => {
                    println!("{name}: neither {e:?} {f:?}");
                    "neither"
                }
            };
            *counts.entry(kind).or_default() += 1;
        }
    }
    println!("{counts:?}");
}
