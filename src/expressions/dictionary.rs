//! The different texts of a column that is being computed.

use std::collections::HashMap;
use std::sync::Arc;

/// Numbers texts in the order in which they first appear.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    texts: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
}

impl Dictionary {
    /// Returns the number of a text.
    pub(super) fn code(&mut self, text: &Arc<str>) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(self.texts.len()).expect("fewer than 2^32 different texts");
        self.texts.push(Arc::clone(text));
        self.codes.insert(Arc::clone(text), code);
        code
    }

    /// Returns the texts by their numbers.
    pub(super) fn into_texts(self) -> Vec<Arc<str>> {
        self.texts
    }
}
