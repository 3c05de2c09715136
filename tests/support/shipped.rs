//! The shipped sample, for tests that hold its values against others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::pipeline::{self, Computed};
use msoko::system::{MemorySystem, NativeSystem};

/// The shipped indicators, computed once for all tests.
pub(crate) static COMPUTED: LazyLock<Computed> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let system = NativeSystem::open(root).expect("the project can be opened");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    let words = Catalogue::new(Language::English);
    let renderer = Renderer::new(&words, &texts, RenderFormat::Plain);
    let found: Vec<String> = findings.iter().map(|finding| renderer.render(finding)).collect();
    computed.unwrap_or_else(|| panic!("{}", found.join("\n")))
});

/// Computes the sample where texts of its definition are other ones: a file, what stands in it
/// once, and what stands there instead.
pub(crate) fn changed(changes: &[(&str, &str, &str)]) -> Computed {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut system = MemorySystem::default();
    for folder in ["inputs", "pipelines"] {
        system = remember(system, root, Path::new(folder));
    }
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (file, old, new) in changes {
        let text = files.entry(file).or_insert_with(|| {
            fs::read_to_string(root.join(file)).expect("a file of the definition")
        });
        assert_eq!(text.matches(old).count(), 1, "{file} no longer has {old} once");
        *text = text.replace(old, new);
    }
    for (file, text) in files {
        system = system.with(file, text);
    }
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    computed.unwrap_or_else(|| panic!("{:?}", findings.iter().collect::<Vec<_>>()))
}

/// Puts a folder of the project into memory.
fn remember(system: MemorySystem, root: &Path, folder: &Path) -> MemorySystem {
    let entries = fs::read_dir(root.join(folder)).expect("a folder of the project");
    entries.fold(system, |system, entry| {
        let entry = entry.expect("an entry of the folder");
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            return remember(system, root, &path);
        }
        let bytes = fs::read(entry.path()).expect("a file of the project");
        system.with(&path.to_string_lossy(), bytes)
    })
}
