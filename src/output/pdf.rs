//! Export to PDF: always PDF/A-3a and PDF/UA-1, with nothing in it that differs between two runs.

use typst::diag::SourceResult;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// What the PDF calls its maker.
const CREATOR: &str = concat!("msoko ", env!("CARGO_PKG_VERSION"));

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// What goes into a PDF beside its pages.
pub(super) struct Imprint {
    /// Text whose hash becomes the identifier of the document.
    pub(super) identity: String,
    /// The date of the document; its template may set another one.
    pub(super) date: jiff::civil::Date,
}

/// Exports a document.
pub(super) fn export(document: &PagedDocument, imprint: Imprint) -> SourceResult<Pdf> {
    let options = PdfOptions {
        ident: Smart::Custom(imprint.identity),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: midnight(imprint.date).map(Timestamp::new_utc),
        page_ranges: None,
        standards: standards(),
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(document, &options)?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

fn standards() -> PdfStandards {
    PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .expect("both standards allow PDF 1.7, and neither is named twice")
}

fn midnight(date: jiff::civil::Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}
