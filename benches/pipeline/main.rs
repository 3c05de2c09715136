//! The whole cold pipeline against its bare parts, side by side in one process.
//!
//! Ours is everything from the definition to finished files in memory. The bare parts are what no
//! program of this kind can do without: `calamine` reading the same workbooks, and Typst compiling
//! the same documents from data that are ready. Both use the same threads, and the bare documents
//! have to come out with the same bytes, so that nothing is left out on either side. What `explain`
//! and `diff` do once everything is computed stands beside them.
//!
//! ```sh
//! cargo bench --bench pipeline
//! ```

mod bare;
mod clock;
mod project;

use std::io::{self, Write as _};
use std::path::Path;
use std::thread;

use msoko::diagnostics::{Catalogue, Diagnostics, Language, SourceMap};
use msoko::diff::{Values, compare, moved_cells};
use msoko::explanation::{self, Request, explain};
use msoko::output::WriteOptions;
use msoko::pipeline::{self, Computed, RunOptions};
use msoko::report::{Document, Materials, compose};
use msoko::system::{MemorySystem, System as _};

use bare::{Typesetting, read_workbooks};
use clock::{Figures, Spent, measure};
use project::Project;

const PIPELINE: &str = "pipelines/msoko.yaml";

/// Rounds of the comparison. Each measures every part once, so that a change of the machine's
/// load meets all of them.
const ROUNDS: usize = 7;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let threads = thread::available_parallelism()?.get();
    let project = Project::read(root)?;
    let documents = prepared_documents(&computed(project.system()));
    let typesetting = Typesetting::load(root, &project)?;
    let before = computed(project.system());
    let mut figures = Figures::default();
    let mut cells = 0;
    for _ in 0..ROUNDS {
        let (spent, written) = measure(|| whole_pipeline(project.system(), threads));
        figures.add("whole pipeline, cold", spent);
        let (spent, computed) = measure(|| computed(project.system()));
        figures.add("of it: spreadsheets to indicators", spent);
        let (spent, _) = measure(|| explained(&computed.computed));
        figures.add("explain, every number of the district", spent);
        let (spent, _) = measure(|| compared(&before.computed, &computed.computed));
        figures.add("diff, two runs", spent);
        let (spent, _) = measure(|| prepared_documents(&computed));
        figures.add("of it: data and texts of documents, on one thread", spent);
        let (reading, count) = measure(|| read_workbooks(&project));
        figures.add("calamine alone", reading);
        cells = count;
        let (typeset, finished) = measure(|| typesetting.all(&documents, threads));
        figures.add("Typst alone, all documents", typeset);
        let (spent, _) = measure(|| typesetting.all(&documents[..1], 1));
        figures.add("Typst alone, the annual report", spent);
        figures.add("bare parts together", reading + typeset);
        check_same(&documents, &written, &finished);
    }
    report(&figures, documents.len(), cells, threads)
}

/// Everything: definition, spreadsheets, indicators, texts, documents, values, manifest.
fn whole_pipeline(system: MemorySystem, threads: usize) -> MemorySystem {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let options = RunOptions {
        words: &Catalogue::new(Language::Russian),
        write: WriteOptions { threads, progress: &|_, _| {} },
    };
    pipeline::run(&system, PIPELINE, &options, &mut texts, &mut findings)
        .expect("the shipped definition has no mistakes");
    system
}

/// A computed project, with what its documents need besides.
struct Ready {
    system: MemorySystem,
    texts: SourceMap,
    findings: Diagnostics,
    computed: Computed,
}

fn computed(system: MemorySystem) -> Ready {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, PIPELINE, &mut texts, &mut findings)
        .expect("the shipped definition has no mistakes");
    Ready { system, texts, findings, computed }
}

/// Explains each indicator for the whole, as far as it is cut so; returns how many there are.
fn explained(computed: &Computed) -> usize {
    let Computed { definition, tables, indicators, .. } = computed;
    let explained = definition.indicators.iter().filter_map(|indicator| {
        let request = Request { indicator: &indicator.id.value, ..Request::default() };
        let explanation = explain(definition, tables, indicators, &request).ok()?;
        Some(explanation::json(&explanation))
    });
    explained.count()
}

/// Compares two runs; returns how many values and cells differ.
fn compared(old: &Computed, new: &Computed) -> usize {
    let [old_values, new_values] =
        [old, new].map(|one| Values::of_run(&one.definition, &one.indicators));
    let moved = moved_cells((&old.definition, &old.tables), (&new.definition, &new.tables));
    compare(&old_values, &new_values).indicators.len() + moved.len()
}

/// Every document with its path and its data, ready for Typst.
fn prepared_documents(ready: &Ready) -> Vec<(String, Document)> {
    let materials = Materials {
        definition: &ready.computed.definition,
        tables: &ready.computed.tables,
        indicators: &ready.computed.indicators,
        public: ready.computed.public.as_ref(),
        findings: &ready.findings,
        catalogue: &Catalogue::new(Language::Russian),
        system: &ready.system,
    };
    let composed = compose(materials, &mut ready.texts.clone());
    let composition = composed.expect("the templates exist").value;
    let planned = composition.documents().iter().enumerate();
    planned
        .map(|(index, planned)| {
            let document = composition.document(index).expect("the texts are right");
            (planned.path.clone(), document)
        })
        .collect()
}

/// The bare documents are the same as ours, byte by byte.
fn check_same(documents: &[(String, Document)], ours: &MemorySystem, bare: &[Vec<u8>]) {
    for ((path, _), bytes) in documents.iter().zip(bare) {
        let written = ours.read(Path::new(path)).expect("the document was written");
        assert!(written == *bytes, "{path} differs from what Typst alone makes");
    }
}

fn report(figures: &Figures, documents: usize, cells: usize, threads: usize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{documents} documents, {cells} cells, {threads} threads, medians of {ROUNDS} rounds, \
         msoko {}\n",
        env!("CARGO_PKG_VERSION")
    )?;
    writeln!(out, "| part | wall, s | CPU, s | CPU to bare parts |")?;
    writeln!(out, "|---|---|---|---|")?;
    let bare = figures.median("bare parts together");
    for (name, spent) in figures.medians() {
        let Spent { wall, cpu } = spent;
        let ratio = cpu / bare.cpu;
        writeln!(out, "| {name} | {wall:.2} | {cpu:.2} | {ratio:.2} |")?;
    }
    let whole = figures.median("whole pipeline, cold");
    writeln!(out, "\nwhole pipeline to bare parts: {:.2} × in wall time", whole.wall / bare.wall)
}
