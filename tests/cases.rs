//! Every folder below `tests/cases/` that holds a `case.yaml` is a test: a project, a command, and
//! what is expected of it. `UPDATE_EXPECTED=1` writes what was found; read the difference before
//! committing it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use msoko::definition::load_form;
use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::diff::{self, Values, moved_cells};
use msoko::explanation::{self, Request};
use msoko::output::{WriteOptions, blank_workbook};
use msoko::pipeline::{self, Computed, RunOptions};
use msoko::report::{self, Materials};
use serde::Deserialize;

use support::{dump, overlay::Overlay};

/// The definition of a case.
const PIPELINE: &str = "pipeline.yaml";

/// What `case.yaml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is shown, in a phrase.
    title: String,
    /// Why it matters.
    why: String,
    /// What is done with `pipeline.yaml`.
    command: Command,
    /// Whether it succeeds.
    succeeds: bool,
    /// Whether checks fail, so that it succeeds in spite of errors.
    #[serde(default)]
    draft: bool,
    /// Language of the messages.
    #[serde(default)]
    english: bool,
    /// Path of the document whose context is compared; the first one, if not said.
    #[serde(default)]
    document: Option<String>,
    /// The form of which a blank workbook is made.
    #[serde(default)]
    form: Option<String>,
    /// The number that is explained.
    #[serde(default)]
    number: Option<Number>,
    /// Path at which no file can be put, as if another program held it open.
    #[serde(default)]
    refuses: Option<PathBuf>,
}

/// A number as `msoko explain` is asked for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    indicator: String,
    /// Dimensions with keys or names of members.
    #[serde(default)]
    at: BTreeMap<String, String>,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    reference: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Command {
    /// Load, read, build; compares `tables.txt`.
    Tables,
    /// The same and compute; compares `indicators.txt`, and `public.txt` where something is made
    /// for the public.
    Compute,
    /// Everything but rendering.
    Check,
    /// The same; compares `context.json`, all that the template of one document sees.
    Context,
    /// A blank workbook of the form named by `form`; nothing is compared but what is said.
    Template,
    /// Load, and follow every indicator down; compares `reached.txt`, the indicators in which each
    /// column of a source has a part.
    Reach,
    /// Compute, and compute the same project as it was in the folder `before`; compares
    /// `diff.json`, what has changed.
    Diff,
    /// Compute and explain; compares `explanation.json`, how the number named by `number` came
    /// about.
    Explain,
    /// Everything; compares `written.txt`, the paths of all that was written.
    Run,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = Vec::new();
    find_cases(&root, &mut folders);
    let trials = folders.into_iter().map(|folder| {
        let name = folder.strip_prefix(&root).expect("found below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        Trial::test(name, move || run_case(&folder))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn find_cases(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases can be read")
        .map(|entry| entry.expect("its entries can be read").path())
        .collect();
    entries.sort();
    if entries.iter().any(|path| path.ends_with("case.yaml")) {
        found.push(folder.to_owned());
        return;
    }
    let folders: Vec<&PathBuf> = entries.iter().filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty(), "{} holds neither a case nor folders", folder.display());
    for inner in folders {
        find_cases(inner, found);
    }
}

fn run_case(folder: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(folder.join("case.yaml"))?;
    let case: Case = serde_saphyr::from_str(&text).map_err(|error| error.to_string())?;
    if case.title.is_empty() || case.why.is_empty() {
        return Err("a case needs a title and a reason".into());
    }
    let found = perform(folder, &case)?;
    compare(&folder.join("expected"), &found)
}

/// A project being worked on, and the texts to compare by file name.
struct Bench {
    folder: PathBuf,
    system: Overlay,
    words: Catalogue,
    texts: SourceMap,
    findings: Diagnostics,
    found: BTreeMap<String, String>,
}

/// Does what the case says, and returns the texts to compare by file name.
fn perform(folder: &Path, case: &Case) -> Result<BTreeMap<String, String>, Failed> {
    let mut bench = Bench {
        folder: folder.to_owned(),
        system: Overlay::open(folder)?.refusing(case.refuses.clone()),
        words: Catalogue::new(Language::Russian),
        texts: SourceMap::default(),
        findings: Diagnostics::default(),
        found: BTreeMap::new(),
    };
    let succeeded = bench.perform(case)?;
    check_words(&bench.findings, &bench.texts)?;
    let language = if case.english { Language::English } else { Language::Russian };
    let rendered = render(&bench.findings, &bench.texts, language);
    let has_errors = bench.findings.has_errors();
    if succeeded != case.succeeds || has_errors != (!succeeded || case.draft) {
        return Err(format!("succeeded: {succeeded}\n{rendered}").into());
    }
    bench.keep("diagnostics.txt", rendered);
    Ok(bench.found)
}

impl Bench {
    fn perform(&mut self, case: &Case) -> Result<bool, Failed> {
        match case.command {
            Command::Tables => {
                Ok(self.compute(|computed| ("tables.txt", dump::tables(&computed.tables))))
            }
            Command::Compute => {
                Ok(self.compute(|computed| ("indicators.txt", dump::indicators(computed))))
            }
            Command::Check => {
                let Self { system, words, texts, findings, .. } = self;
                Ok(pipeline::check(system, PIPELINE, words, texts, findings).is_some())
            }
            Command::Context => self.context(case.document.as_deref()),
            Command::Reach => Ok(self.reach()),
            Command::Diff => self.diff(),
            Command::Explain => {
                self.explain(case.number.as_ref().ok_or("nothing to explain: no `number`")?)
            }
            Command::Template => {
                let name = case.form.as_deref().ok_or("a template needs a `form`")?;
                let Self { system, words, texts, findings, .. } = self;
                let form = load_form(system, name, texts, findings);
                let book = form.and_then(|form| {
                    findings.keep(blank_workbook(&form, false, words).map_err(|error| *error))
                });
                Ok(book.is_some())
            }
            Command::Run => Ok(self.run()),
        }
    }

    fn compute(&mut self, dump: impl Fn(&Computed) -> (&'static str, String)) -> bool {
        let Self { system, texts, findings, .. } = self;
        let computed = pipeline::compute(system, PIPELINE, texts, findings);
        if let Some(computed) = &computed {
            let (name, text) = dump(computed);
            self.keep(name, text);
            if name == "indicators.txt" {
                self.keep("public.txt", dump::public(computed));
            }
        }
        computed.is_some()
    }

    fn context(&mut self, document: Option<&str>) -> Result<bool, Failed> {
        let Self { system, words, texts, findings, .. } = self;
        let Some(computed) = pipeline::compute(system, PIPELINE, texts, findings) else {
            return Ok(false);
        };
        let Computed { definition, tables, indicators, public } = &computed;
        let public = public.as_ref();
        let materials = Materials {
            definition,
            tables,
            indicators,
            public,
            findings,
            catalogue: words,
            system,
        };
        let mut late = Diagnostics::default();
        let mut context = None;
        if let Some(composition) = late.take(report::compose(materials, texts)) {
            let documents = composition.documents();
            let index = match document {
                None => (!documents.is_empty()).then_some(0),
                Some(path) => documents.iter().position(|planned| planned.path == path),
            };
            let Some(index) = index else {
                let paths: Vec<&str> = documents.iter().map(|known| known.path.as_str()).collect();
                return Err(format!("the document is none of {paths:?}").into());
            };
            match composition.context(index) {
                Ok(value) => context = Some(value),
                Err(errors) => late.append(errors),
            }
        }
        findings.append(late);
        if let Some(value) = &context {
            self.keep("context.json", serde_json::to_string_pretty(value)? + "\n");
        }
        Ok(context.is_some())
    }

    fn reach(&mut self) -> bool {
        let Self { system, texts, findings, .. } = self;
        let computed = pipeline::compute(system, PIPELINE, texts, findings);
        if let Some(computed) = &computed {
            self.keep("reached.txt", dump::reached(computed));
        }
        computed.is_some()
    }

    fn diff(&mut self) -> Result<bool, Failed> {
        let Self { folder, system, texts, findings, .. } = self;
        let new = pipeline::compute(system, PIPELINE, texts, findings);
        let before = Overlay::open(&folder.join("before"))?;
        let old = pipeline::compute(&before, PIPELINE, texts, findings);
        let (Some(old), Some(new)) = (old, new) else { return Ok(false) };
        let values = [&old, &new].map(|one| Values::of_run(&one.definition, &one.indicators));
        let sides = [&old, &new].map(|one| (&one.definition, &one.tables));
        let cells = moved_cells(sides[0], sides[1]);
        let json = diff::json(&diff::compare(&values[0], &values[1]), Some(&cells));
        self.keep("diff.json", format!("{json:#}\n"));
        Ok(true)
    }

    fn explain(&mut self, number: &Number) -> Result<bool, Failed> {
        let Self { system, texts, findings, .. } = self;
        let Some(computed) = pipeline::compute(system, PIPELINE, texts, findings) else {
            return Ok(false);
        };
        let at = number.at.iter().map(|(name, key)| (name.as_str(), key.as_str()));
        let request = Request {
            indicator: &number.indicator,
            at: at.collect(),
            period: number.period.as_deref(),
            reference: number.reference.as_deref(),
        };
        let Computed { definition, tables, indicators, .. } = &computed;
        let explained = explanation::explain(definition, tables, indicators, &request);
        let explained = explained.map_err(|error| format!("{error:?}"))?;
        self.keep("explanation.json", format!("{:#}\n", explanation::json(&explained)));
        Ok(true)
    }

    fn run(&mut self) -> bool {
        let Self { system, words, texts, findings, .. } = self;
        let write = WriteOptions { threads: 1, progress: &|_, _| {} };
        let options = RunOptions { words, write };
        let written = pipeline::run(system, PIPELINE, &options, texts, findings);
        let paths = self.system.written(Path::new(""));
        self.keep("written.txt", paths.iter().map(|path| format!("{path}\n")).collect());
        written.is_some()
    }

    /// Keeps a text to compare; an empty one means that there is no such file.
    fn keep(&mut self, name: &str, text: String) {
        if !text.is_empty() {
            self.found.insert(name.to_owned(), text);
        }
    }
}

/// Every attribute that a finding names has to exist, with all of its arguments, in each language.
fn check_words(findings: &Diagnostics, texts: &SourceMap) -> Result<(), Failed> {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for finding in findings.iter() {
            let labels = finding.labels.iter().map(|label| label.attribute);
            let named = labels.filter(|name| *name != "label");
            let named = named.chain(finding.notes.iter().chain(&finding.help).copied());
            for name in named.filter(|name| *name != "did-you-mean") {
                let id = finding.code.name();
                if catalogue.attribute(id, name, &finding.arguments).is_none() {
                    return Err(format!("{language:?}: {id} has no attribute `{name}`").into());
                }
            }
        }
        let rendered = render(findings, texts, language);
        if let Some(line) = rendered.lines().find(|line| line.contains("{$")) {
            return Err(format!("{language:?}: an argument is missing: {line}").into());
        }
    }
    Ok(())
}

fn render(findings: &Diagnostics, texts: &SourceMap, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let renderer = Renderer::new(&catalogue, texts, RenderFormat::Plain);
    let rendered: Vec<String> = findings.iter().map(|finding| renderer.render(finding)).collect();
    rendered.join("\n")
}

/// Compares what was found with the files of a folder, or writes them when asked to.
fn compare(folder: &Path, found: &BTreeMap<String, String>) -> Result<(), Failed> {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        for (name, text) in found {
            fs::write(folder.join(name), text)?;
        }
        return Ok(());
    }
    let mut names: BTreeSet<String> = found.keys().cloned().collect();
    for entry in fs::read_dir(folder)? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    if names.is_empty() {
        return Err("nothing is expected of this case".into());
    }
    for name in names {
        let expected = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        let actual = found.get(&name).map_or("", String::as_str);
        if expected != actual {
            let difference = first_difference(&expected, actual);
            return Err(format!("{name} differs {difference}\n--- found\n{actual}").into());
        }
    }
    Ok(())
}

fn first_difference(expected: &str, actual: &str) -> String {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((line, (a, b))) => format!("in line {}:\nexpected {a}\nfound    {b}", line + 1),
        None => "in its length".to_owned(),
    }
}
