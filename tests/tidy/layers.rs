//! A module may use only modules above it in the list of ARCHITECTURE.md.

use std::collections::BTreeMap;

use super::report;
use super::repository::read;
use super::rust_files::rust_files;

/// Reads the list: `3. `definition` – …`; modules on one line share a level.
fn levels() -> BTreeMap<String, usize> {
    let text = read("ARCHITECTURE.md");
    let (_, rest) = text.split_once("<!-- layers:begin -->").expect("the list begins");
    let (list, _) = rest.split_once("<!-- layers:end -->").expect("the list ends");
    let mut levels = BTreeMap::new();
    for (level, line) in list.lines().filter(|line| is_numbered(line)).enumerate() {
        let names = line.split_once(['–', '—']).map_or(line, |(names, _)| names);
        for name in names.split('`').skip(1).step_by(2) {
            let name = name.trim_end_matches('/').trim_end_matches(".rs").to_owned();
            assert!(levels.insert(name.clone(), level).is_none(), "`{name}` is listed twice");
        }
    }
    levels
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && line[digits..].starts_with('.')
}

/// Returns the modules that a line of code names behind `crate::`.
fn used_modules(line: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &line[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => used.extend(names_of_group(group)),
            None => used.push(leading_name(rest).to_owned()),
        }
    }
    used
}

/// Returns the first names of the paths in `a::b, c::{d, e}, f}`.
fn names_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut is_start) = (0_u32, true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_start = true,
            ' ' | '\n' => {}
            _ if depth == 0 && is_start => {
                names.push(leading_name(&group[at..]).to_owned());
                is_start = false;
            }
            _ => {}
        }
    }
    names
}

fn leading_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn the_list_names_every_module() {
    let levels = levels();
    let mut offenders: Vec<String> = rust_files()
        .iter()
        .map(|file| file.module().to_owned())
        .filter(|module| !["lib", "main"].contains(&module.as_str()))
        .filter(|module| !levels.contains_key(module))
        .collect();
    offenders.dedup();
    report(&offenders, "add to the list between the markers `layers:` of ARCHITECTURE.md:");
}

#[test]
fn modules_use_only_modules_above_them() {
    let levels = levels();
    let mut offenders = Vec::new();
    for file in rust_files() {
        let Some(own) = levels.get(file.module()) else { continue };
        // A group of imports may stand on several lines.
        let code = file.code_lines().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        for used in used_modules(&code) {
            let is_above = used == file.module() || levels.get(&used).is_some_and(|l| l < own);
            if !is_above {
                offenders.push(format!("{} uses crate::{used}", file.path));
            }
        }
    }
    offenders.sort();
    offenders.dedup();
    report(&offenders, "move what is used into a lower module, or the user into a higher one:");
}

#[test]
fn the_fuzzed_layers_are_whole() {
    let levels = levels();
    let top = levels["sources"];
    let (library, manifest) = (read("fuzz/src/lib.rs"), read("fuzz/Cargo.toml"));
    let is_low = |module: &str| levels.get(module).is_some_and(|level| *level <= top);
    let modules = levels.keys().filter(|module| is_low(module));
    let mut offenders: Vec<String> = modules
        .map(|module| format!("../../src/{module}/mod.rs"))
        .filter(|path| !library.contains(path.as_str()))
        .map(|path| format!("fuzz/src/lib.rs lacks {path}"))
        .collect();
    let own = read("Cargo.toml");
    let (_, dependencies) = own.split_once("[dependencies]").expect("it has dependencies");
    let (dependencies, _) = dependencies.split_once("\n[").expect("another table follows");
    for name in dependencies.lines().filter_map(|line| Some(line.split_once(" = ")?.0)) {
        let path = format!("{}::", name.replace('-', "_"));
        let is_used = rust_files()
            .iter()
            .filter(|file| is_low(file.module()))
            .any(|file| file.code_lines().any(|(_, line)| line.contains(&path)));
        if is_used && !manifest.contains(&format!("\n{name} = ")) {
            offenders.push(format!("fuzz/Cargo.toml lacks {name}"));
        }
    }
    report(&offenders, "a lower layer that the fuzzer cannot build:");
}

#[test]
fn super_reaches_only_into_its_own_folder() {
    let mut offenders = Vec::new();
    for file in rust_files().iter().filter(|file| !file.code.is_empty()) {
        for (number, line) in file.code_lines() {
            let is_module = file.name() == "mod.rs" && line.contains("super::");
            if line.contains("super::super") || (is_module && !line.contains("pub(in super")) {
                offenders.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    report(&offenders, "write `crate::…`, so that the layer test sees it:");
}

#[test]
fn imports_are_read() {
    let code = "use crate::values::{Value, fold};\nuse crate::{definition, tables::{self, x}};";
    assert_eq!(used_modules(code), ["values", "definition", "tables"]);
    assert!(used_modules("$crate::a other_crate::b").is_empty());
}
