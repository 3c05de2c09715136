//! Delimited text as Excel saves it in Russia: windows-1251, semicolons, decimal commas, CRLF,
//! and every row as wide as the widest one.

use std::error::Error;

use csv::{Terminator, WriterBuilder};
use encoding_rs::WINDOWS_1251;

use crate::sheet::{Cell, Sheet};

/// Returns the bytes of a sheet.
pub(super) fn encode(sheet: &Sheet) -> Result<Vec<u8>, Box<dyn Error>> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in &sheet.rows {
        let mut fields: Vec<String> = row.iter().map(Cell::printed).collect();
        fields.resize(width, String::new());
        writer.write_record(&fields)?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    let (bytes, _, unmappable) = WINDOWS_1251.encode(&text);
    if unmappable {
        return Err(format!("a letter of {} is not in windows-1251", sheet.name).into());
    }
    Ok(bytes.into_owned())
}
