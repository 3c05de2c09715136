//! The file formats of the sample; which one is meant is told by the ending of the path.

mod csv;
mod ods;
mod xls;
mod xlsx;

use std::error::Error;

use crate::sheet::Sheet;

/// Returns the bytes of a workbook in the format of its path.
pub(crate) fn encode(path: &str, sheets: &[Sheet]) -> Result<Vec<u8>, Box<dyn Error>> {
    match path.rsplit('.').next() {
        Some("xlsx") => Ok(xlsx::encode(sheets)?),
        Some("xls") => Ok(xls::encode(sheets)?),
        Some("ods") => Ok(ods::encode(sheets)?),
        Some("csv") => csv::encode(&sheets[0]),
        _ => Err(format!("no format for {path}").into()),
    }
}
