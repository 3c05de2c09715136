//! The shipped catalogue over the shipped inputs: whether it is whole, whether what is missing stays
//! missing, and whether it says what other programs say of the same files, which
//! `tests/oracle/catalogue/*.py` wrote into the `*.json` beside them.
//!
//! A file is `{ indicator: { slice: { keys: { period: value } } } }`. Keys are joined by ` | ` and
//! empty for the whole; a value is a number, a text, true or false, null where there is none, or
//! `{ "value": …, "numerator": …, "denominator": … }`, which may also have the bounds `low` and
//! `high`, the people `n` behind it, and the values of references by their names, such as `region`.

mod lost;
mod missing;
mod oracles;
mod values;
mod whole;

use std::path::Path;
use std::sync::LazyLock;

use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::pipeline::{self, Computed};
use msoko::system::NativeSystem;

/// The shipped indicators, computed once for all tests.
static COMPUTED: LazyLock<Computed> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let system = NativeSystem::open(root).expect("the project can be opened");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    let words = Catalogue::new(Language::English);
    let renderer = Renderer::new(&words, &texts, RenderFormat::Plain);
    let found: Vec<String> = findings.iter().map(|finding| renderer.render(finding)).collect();
    computed.unwrap_or_else(|| panic!("{}", found.join("\n")))
});
