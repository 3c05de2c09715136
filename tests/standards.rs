//! The shipped reports against the standards they claim, by a validator that is not Typst's: the
//! rules of PDF/A-3a and PDF/UA-1.

use std::path::Path;

use msoko::diagnostics::{Catalogue, Diagnostics, Language, SourceMap};
use msoko::output::{Pdf, Typesetter};
use msoko::pipeline;
use msoko::report::{Document, Fonts, Materials, compose};
use msoko::system::NativeSystem;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// The rule that the validator gets wrong: it takes the last byte of a stream for a part of the
/// line break when that byte is a carriage return, which one compressed stream in 256 ends with.
/// `stream_lengths_are_right` looks at every stream instead.
const STREAM_LENGTH_RULE: &str = "ISO 19005-3:2012:6.1.7.1:1";

/// Damage to a sound document. The validator itself is on trial: it has to find each of these.
const CONTROLS: [(&str, &str); 6] = [
    ("/Lang(ru-RU)", "/Lxng(ru-RU)"),
    ("<pdfuaid:part>1<", "<pdfuaid:part>2<"),
    ("<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
    ("/AFRelationship", "/AFRelationshix"),
    ("/Marked true", "/Marxed true"),
    ("/StructTreeRoot", "/StructTreeRoox"),
];

#[test]
fn shipped_reports_meet_the_standards() {
    let [annual, card, note] = shipped_reports();
    assert_eq!(broken_rules(&annual.bytes), [""; 0], "annual report");
    assert_eq!(broken_rules(&card.bytes), [""; 0], "school card");
    assert_eq!(broken_rules(&note.bytes), [""; 0], "note of findings");
    for (from, to) in CONTROLS {
        let broken = broken_rules(&damaged(&card.bytes, from, to));
        assert!(!broken.is_empty(), "{from} became {to} and nothing was found");
    }
}

/// The annual report, the first card and the first note, made from the sample spreadsheets.
fn shipped_reports() -> [Pdf; 3] {
    let system = NativeSystem::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it exists");
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    let path = "pipelines/msoko.yaml";
    let computed = pipeline::compute(&system, path, &mut texts, &mut findings)
        .expect("the shipped definition has no mistakes");
    let catalogue = Catalogue::new(Language::Russian);
    let materials = Materials {
        definition: &computed.definition,
        tables: &computed.tables,
        indicators: &computed.indicators,
        public: computed.public.as_ref(),
        findings: &findings,
        catalogue: &catalogue,
        system: &system,
    };
    let composition = compose(materials, &mut texts).expect("the templates exist").value;
    let fonts = Fonts::load(&system).expect("the fonts are whole").value;
    let typesetter = Typesetter::new(&system, &fonts);
    ["МСОКО.pdf", "/Карточки/", "/Замечания/"].map(|name| {
        let paths = composition.documents().iter().map(|document| document.path.as_str());
        let index = paths.into_iter().position(|path| path.contains(name)).expect(name);
        let document: Document = composition.document(index).expect("the texts are right");
        typesetter.compile(document).expect("the template is right")
    })
}

/// Returns the rules of both standards that a PDF breaks.
fn broken_rules(bytes: &[u8]) -> Vec<String> {
    let mut broken = Vec::new();
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(bytes, &options).expect("the bytes are a PDF");
        let excused = |rule: &str| rule == STREAM_LENGTH_RULE && stream_lengths_are_right(bytes);
        let failures = report.failures.iter().filter(|failure| !excused(&failure.rule_id));
        broken.extend(failures.map(ToString::to_string));
    }
    broken
}

/// Whether each stream ends, and its end is marked, where its `/Length` says.
fn stream_lengths_are_right(bytes: &[u8]) -> bool {
    const KEYWORD: &[u8] = b">>\nstream\n";
    let mut at = 0;
    while let Some(keyword) = find(&bytes[at..], KEYWORD).map(|found| at + found) {
        let start = keyword + KEYWORD.len();
        let dictionary = String::from_utf8_lossy(&bytes[at..keyword]);
        let Some((_, rest)) = dictionary.rsplit_once("/Length ") else { return false };
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let Ok(length) = digits.parse::<usize>() else { return false };
        let Some(after) = bytes.get(start + length..) else { return false };
        if !after.starts_with(b"\nendstream") {
            return false;
        }
        at = start + length;
    }
    at > 0
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// Overwrites every `from` by `to` of the same length, so that the offsets of the PDF stay right.
fn damaged(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_owned();
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], from.as_bytes()).map(|found| at + found) {
        at = found + from.len();
        bytes[found..at].copy_from_slice(to.as_bytes());
    }
    assert!(at > 0, "the PDF has no {from}");
    bytes
}
