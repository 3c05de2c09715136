# Shortcuts. Everything builds the release profile with all features, so that Typst is built once.

set shell := ["bash", "-euo", "pipefail", "-c"]

# Lists the recipes.
default:
    @just --list

# Everything that has to hold before a change lands.
check: fmt clippy test doc deny typos

# The form of the code.
fmt:
    cargo fmt --check

# Lints; warnings are errors.
clippy:
    cargo clippy --release --all-targets -- -D warnings

# All tests.
test:
    cargo test --release

# Documentation without broken links.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --release --no-deps --document-private-items

# Licences, advisories and duplicates of dependencies.
deny:
    cargo deny check

# Spelling.
typos:
    typos

# Writes what the cases found as what is expected of them; read the difference before committing.
bless:
    UPDATE_EXPECTED=1 cargo test --release --test cases

# Runs the cases whose path contains a name.
case NAME:
    cargo test --release --test cases -- {{ NAME }}

# The whole pipeline and the reading of xlsx against their bare parts, indicators against polars,
# DuckDB and DataFusion, if Python has them.
bench:
    cargo bench --bench pipeline
    cargo bench --bench indicators
    cargo bench --bench reading

# Makes the reports of the shipped sample.
reports:
    cargo run --release -- run pipelines/msoko.yaml

# Writes docs/reference and the schema for editors.
reference:
    cargo run --release --example reference
    cargo run --release -- schema > schemas/pipeline.schema.json
