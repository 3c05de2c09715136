//! An entry of the log: one case of a finding.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::diagnostics::CellRef;

use super::finding::Finding;

/// One case of a finding.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Index of the finding.
    pub(super) finding: usize,
    /// Path of the file; empty where the case is about none.
    pub(super) file: Arc<str>,
    /// Name of the sheet.
    pub(super) sheet: Arc<str>,
    /// Row and column of the first cell, from zero.
    pub(super) row: Option<u32>,
    pub(super) column: u32,
    /// A cell of the row it is about, where its own cells are in a row that was left out.
    pub(super) row_of: Option<CellRef>,
    /// Addresses of the cells, such as `D14:G14`.
    pub(super) cells: String,
    /// What stands there.
    pub(super) value: String,
    /// What is wrong.
    pub(super) what: String,
    /// Key and name of the supplier, and the period of the row.
    pub(super) supplier: Option<Arc<str>>,
    pub(super) supplier_label: Option<Arc<str>>,
    pub(super) period: Option<Arc<str>>,
}

impl Entry {
    /// Returns the entry with what its finding says.
    pub(super) fn value(&self, finding: &Finding) -> Value {
        json!({
            "severity": finding.severity,
            "severity_title": finding.severity_title,
            "kind": finding.kind,
            "kind_title": finding.kind_title,
            "code": finding.code,
            "check": finding.check,
            "source": finding.source,
            "period": self.period.as_deref(),
            "file": &*self.file,
            "sheet": &*self.sheet,
            "cell": self.cells,
            "value": self.value,
            "what": if self.what.is_empty() { &finding.title } else { &self.what },
            "rule": finding.rule.as_deref().unwrap_or(&finding.title),
            "action": finding.action,
            "supplier": self.supplier.as_deref(),
            "supplier_label": self.supplier_label.as_deref(),
        })
    }

    /// Returns file, sheet and cells on one line.
    pub(super) fn place(&self) -> String {
        let parts = [&*self.file, &*self.sheet, &self.cells];
        let named: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        named.join(" › ")
    }
}
