//! `substring`: a piece of a text.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::{DataType, Value};

pub(super) const FUNCTION: Function = Function {
    name: "substring",
    aliases: &["substr"],
    signature: "substring(text, start [, length])",
    summary: Summary {
        russian: "Часть текста с символа start (первый – 1), не длиннее length символов.",
        english: "The part of the text from the character start on (the first is 1), at most \
                  length characters.",
    },
    definition: "SQL:2023",
    examples: &[
        Example {
            formula: "substring(x, 1, 3)",
            columns: &[("x", &["'edu053017'"])],
            expected: "'edu'",
        },
        Example {
            formula: "substring(x, 4)",
            columns: &[("x", &["'edu053017'"])],
            expected: "'053017'",
        },
        Example {
            formula: "substring(x, 0, 2)", columns: &[("x", &["'абв'"])], expected: "'а'"
        },
    ],
    parameters: Parameters::from(2, &[Parameter::TEXT, Parameter::INTEGER, Parameter::INTEGER]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(substring),
};

fn substring(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let to_end = Operand::constant(DataType::Integer, Value::Integer(i64::MAX));
    let (text, start) = (&arguments[0], &arguments[1]);
    let length = arguments.get(2).unwrap_or(&to_end);
    let shape = Operand::joint_shape(&[text, start, length]);
    let (texts, starts, lengths) = (text.texts(), start.lane::<i64>(), length.lane::<i64>());
    Operand::fill_texts(shape, |row| {
        Ok(piece(texts.at(row)?, starts.at(row)?, lengths.at(row)?).into())
    })
}

/// Returns the characters from one number on up to the other; there need not be any.
fn piece(text: &str, start: i64, length: i64) -> &str {
    let end = start.saturating_add(length.max(0));
    let byte = |character: i64| {
        let before = usize::try_from(character.saturating_sub(1)).unwrap_or(0);
        text.char_indices().nth(before).map_or(text.len(), |(at, _)| at)
    };
    &text[byte(start)..byte(end.max(start))]
}
