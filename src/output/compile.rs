//! Typst compiles documents here, one at a time or many on some threads.

use std::ops::ControlFlow;

use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _};
use typst_layout::PagedDocument;

use super::pdf::{Imprint, Pdf, export};
use super::workers::on_workers;
use crate::report::{
    Document, Fonts, ReportWorld, SharedSources, Surroundings, TypesetFault, faults,
};
use crate::system::System;

/// A document in print, or everything that is wrong with it.
pub type Typeset = Result<Pdf, Vec<TypesetFault>>;

/// Typesets the documents of a run; a template is read and parsed once for all of them.
pub struct Typesetter<'a> {
    system: &'a dyn System,
    fonts: &'a Fonts,
    library: LazyHash<Library>,
    sources: SharedSources,
}

impl<'a> Typesetter<'a> {
    /// Prepares a run over one project.
    #[must_use]
    pub fn new(system: &'a dyn System, fonts: &'a Fonts) -> Self {
        let library = LazyHash::new(Library::default());
        Self { system, fonts, library, sources: SharedSources::default() }
    }

    /// Typesets a document.
    ///
    /// # Errors
    ///
    /// Fails when the template cannot be compiled, when Typst warns of anything (an unknown font
    /// would change the report silently), or when the document breaks PDF/A-3a or PDF/UA-1.
    pub fn compile(&self, document: Document) -> Typeset {
        let imprint = Imprint { identity: document.identity.clone(), date: document.date };
        let world = ReportWorld::new(self.surroundings(), document);
        let compiled = typst::compile::<PagedDocument>(&world);
        let pages = match compiled.output {
            Ok(pages) if compiled.warnings.is_empty() => pages,
            Ok(_) => return Err(faults(&world, &compiled.warnings)),
            Err(errors) => return Err(faults(&world, errors.iter().chain(&compiled.warnings))),
        };
        export(&pages, imprint).map_err(|errors| faults(&world, &errors))
    }

    /// Typesets `count` documents on some threads. `prepare` is asked for a document when its turn
    /// comes, and `deliver` gets it from the same thread as soon as it is ready, so that no more
    /// than one for each thread is in memory; a break stops the run after the documents begun.
    pub fn compile_all(
        &self,
        count: usize,
        threads: usize,
        prepare: &(dyn Fn(usize) -> Document + Sync),
        deliver: &(dyn Fn(usize, Typeset) -> ControlFlow<()> + Sync),
    ) {
        on_workers(count, threads, &|index| deliver(index, self.compile(prepare(index))));
    }

    const fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            system: self.system,
            library: &self.library,
            fonts: self.fonts,
            sources: &self.sources,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::Mutex;

    use typst::foundations::Bytes;

    use super::{Typeset, Typesetter};
    use crate::output::Pdf;
    use crate::report::{Attachment, Document, FaultKind, Fonts, TypesetFault};
    use crate::system::{MemorySystem, NativeSystem, System};

    const HEAD: &str = "#set document(title: \"Отчёт\")\n\
        #set text(font: \"Tinos\", lang: \"ru\")\n\
        #let data = json(\"/data.json\")\n";

    fn project(template: &str) -> MemorySystem {
        MemorySystem::default().with("report-templates/a/template.typ", format!("{HEAD}{template}"))
    }

    fn document(data: &str) -> Document {
        Document {
            identity: "a/2024-25/internal".to_owned(),
            template: "report-templates/a/template.typ".to_owned(),
            data: Bytes::new(data.as_bytes().to_owned()),
            attachments: vec![Attachment {
                name: "показатели.json".to_owned(),
                mime: "application/json".to_owned(),
                description: "значения \"показателей\" #1".to_owned(),
                bytes: Bytes::new(data.as_bytes().to_owned()),
            }],
            date: jiff::civil::date(2025, 8, 20),
        }
    }

    fn typeset(system: &dyn System, data: &str) -> Typeset {
        let fonts = Fonts::load(system).expect("the fonts are whole").value;
        Typesetter::new(system, &fonts).compile(document(data))
    }

    #[track_caller]
    fn pdf(template: &str, data: &str) -> Pdf {
        typeset(&project(template), data).expect("the template is right")
    }

    /// The only fault of a template, which has to mention some words.
    #[track_caller]
    fn fault(template: &str, words: &str) -> TypesetFault {
        let mut faults = typeset(&project(template), "{}").expect_err("the template is wrong");
        let fault = faults.remove(0);
        assert!(fault.message.contains(words), "{fault:?}");
        assert_eq!(faults, []);
        fault
    }

    fn contains(pdf: &Pdf, words: &str) -> bool {
        pdf.bytes.windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn both_standards_are_declared_and_the_data_is_attached() {
        let pdf = pdf("= Заголовок\n#pagebreak()\n#data.x", "{\"x\": \"текст\"}");
        assert_eq!(pdf.pages, 2);
        for words in [
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<xmp:CreatorTool>msoko ",
            "<xmp:CreateDate>2025-08-20T00:00:00+00:00</xmp:CreateDate>",
            "/Type/EmbeddedFile/Subtype/application#2Fjson",
            "/AFRelationship/Data",
        ] {
            assert!(contains(&pdf, words), "{words}");
        }
    }

    #[test]
    fn bytes_do_not_depend_on_the_run_or_on_threads() {
        let template = "= #data.name\n#table(columns: 2, table.header[А][Б], [1], [2])";
        let system = project(template);
        let fonts = Fonts::load(&system).expect("the fonts are whole").value;
        let all = |threads| {
            let made = Mutex::new(vec![None; 4]);
            let prepare = |index| document(&format!("{{\"name\": \"Школа {index}\"}}"));
            let deliver = |index: usize, result: Typeset| {
                made.lock().unwrap()[index] = Some(result.expect("the template is right"));
                ControlFlow::Continue(())
            };
            Typesetter::new(&system, &fonts).compile_all(4, threads, &prepare, &deliver);
            made.into_inner().unwrap()
        };
        let alone = all(1);
        assert!(alone.iter().all(Option::is_some));
        assert_eq!(alone, all(2));
        assert_ne!(alone[0], alone[1]);
    }

    #[test]
    fn a_template_fault_is_located() {
        let fault = fault("#let f(x) = x.at(\"b\")\n#f((a: 1))", "dictionary does not contain key");
        let place = fault.place.expect("the fault is in the template");
        assert_eq!(fault.kind, FaultKind::Template);
        assert_eq!(&*place.path, "report-templates/a/template.typ");
        assert_eq!(&place.text[place.range], "x.at(\"b\")");
        let caller = fault.trace.first().expect("the call is known");
        assert_eq!(&caller.text[caller.range.clone()], "f((a: 1))");
    }

    #[test]
    fn what_would_print_wrongly_is_a_fault() {
        let unknown = fault("#set text(font: \"Arial\")\nа", "unknown font family: arial");
        assert_eq!(unknown.kind, FaultKind::Template);
        let missing = fault("\u{5b57}", "could not be displayed");
        assert_eq!(missing.kind, FaultKind::Standard("PDF/A-3a, PDF/UA-1".to_owned()));
        assert!(missing.place.is_some());
        fault("#figure(rect(), caption: [Р])", "missing alt text");
        fault("#set document(title: none)", "missing document title");
        fault("== Второй уровень", "the first heading must be of level 1");
    }

    #[test]
    fn nothing_outside_of_the_project_is_read() {
        let outside = fault("#read(\"../../../etc/passwd\")", "would escape the project root");
        assert_eq!(outside.hints, ["cannot access files outside of the project sandbox"]);
        let absent = "file not found (searched at etc/passwd)";
        assert_eq!(fault("#read(\"/etc/passwd\")", absent).message, absent);
        fault("#import \"@preview/cetz:0.4.0\"", "package not found (searched for @preview/cetz");
        fault("#include \"/report-templates\"", "file not found");
    }

    #[cfg(unix)]
    #[expect(clippy::disallowed_methods, reason = "the file has to lie outside of the project")]
    #[test]
    fn links_that_leave_the_project_are_refused() {
        let (outside, project) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(outside.path().join("secret.txt"), "тайна").unwrap();
        std::os::unix::fs::symlink(outside.path(), project.path().join("link")).unwrap();
        let system = NativeSystem::open(project.path()).unwrap();
        let template = format!("{HEAD}#read(\"/link/secret.txt\")");
        let path = std::path::Path::new("report-templates/a/template.typ");
        system.write(path, template.as_bytes()).unwrap();
        let faults = typeset(&system, "{}").expect_err("the link is refused");
        assert_eq!(faults[0].message, "failed to load file (access denied)");
    }

    #[test]
    fn a_missing_template_has_no_place() {
        let faults = typeset(&MemorySystem::default(), "{}").expect_err("there is no template");
        let searched = "file not found (searched at report-templates/a/template.typ)";
        assert_eq!((faults[0].message.as_str(), &faults[0].place), (searched, &None));
    }
}
