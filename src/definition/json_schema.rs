//! The JSON Schema of the definition language, from the same structs that read it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostics::Spanned;

use super::decode::{Either, Items, Named, OneOrMany};
use super::raw::RawPipeline;

/// Returns the schema of a definition file as JSON text, ending in a line break.
#[must_use]
pub fn json_schema_text() -> String {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<RawPipeline>().to_value();
    close_objects(&mut schema);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// Unknown keys are errors, so the schema says so; and plain words may be written for anything
/// that is text, since YAML takes `2024` for a number.
fn close_objects(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            let is_struct = object.contains_key("properties");
            if is_struct && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            if !object.contains_key("enum") && !object.contains_key("const") {
                object.entry("type").and_modify(widen_text);
            }
            object.values_mut().for_each(close_objects);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(close_objects),
        _ => {}
    }
}

/// Lets plain words stand where text may: `string` becomes `string`, `number` or `boolean`.
fn widen_text(kind: &mut serde_json::Value) {
    let kinds = kind.as_array().cloned().unwrap_or_else(|| vec![kind.clone()]);
    if kinds.iter().any(|kind| kind == "string") {
        let others = ["number", "boolean"].map(serde_json::Value::from);
        let added = others.into_iter().filter(|other| !kinds.contains(other));
        *kind = kinds.iter().cloned().chain(added).collect();
    }
}

macro_rules! transparent {
    ([$($generic:ident),*], $type:ty, $name:literal, |$generator:ident| $schema:expr) => {
        impl<$($generic: JsonSchema),*> JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                format!(concat!($name, "{}"), concat_names(&[$($generic::schema_name()),*])).into()
            }
            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

fn concat_names(names: &[Cow<'static, str>]) -> String {
    names.join("And")
}

transparent!([T], Spanned<T>, "", |generator| generator.subschema_for::<T>());
transparent!([T], Items<T>, "ListOf", |generator| generator.subschema_for::<Vec<T>>());
transparent!([T], Named<T>, "MapOf", |generator| {
    json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
});
transparent!([T], OneOrMany<T>, "OneOrMany", |generator| {
    json_schema!({ "anyOf": [generator.subschema_for::<T>(), generator.subschema_for::<Vec<T>>()] })
});
transparent!([S, M], Either<S, M>, "Either", |generator| {
    json_schema!({ "anyOf": [generator.subschema_for::<S>(), generator.subschema_for::<M>()] })
});
