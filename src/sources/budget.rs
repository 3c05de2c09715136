//! The memory that the cells and texts of one workbook may take.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::problem::{FileProblem, Limit};

/// Bytes for the file, its texts and its cells: some five and a half million cells.
const MEMORY_BYTES_MAX: usize = 224 << 20;

/// The memory that is left, counted by estimate. Copies share it.
#[derive(Debug, Clone)]
pub(super) struct Memory(Arc<AtomicUsize>);

impl Default for Memory {
    fn default() -> Self {
        Self::beside(0)
    }
}

impl Memory {
    /// What is left beside a file of this size.
    pub(super) fn beside(file_bytes: usize) -> Self {
        Self(Arc::new(AtomicUsize::new(MEMORY_BYTES_MAX.saturating_sub(file_bytes))))
    }

    /// Counts memory that is about to be taken.
    pub(super) fn take(&self, bytes: usize) -> Result<(), FileProblem> {
        let lessened = |left: usize| left.checked_sub(bytes);
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, lessened) {
            Ok(_) => Ok(()),
            Err(_) => Err(FileProblem::TooLarge(Limit::Cells)),
        }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// A share of the memory that was taken ahead, so that not every cell has to be counted with all
/// threads.
#[derive(Debug, Default)]
pub(super) struct Share {
    memory: Memory,
    ahead: usize,
}

impl Share {
    /// Begins with nothing taken.
    pub(super) fn of(memory: &Memory) -> Self {
        Self { memory: memory.clone(), ahead: 0 }
    }

    /// Counts memory that is about to be taken.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), FileProblem> {
        const BLOCK: usize = 64 << 10;
        if self.ahead < bytes {
            let block = bytes.max(BLOCK);
            self.memory.take(block)?;
            self.ahead += block;
        }
        self.ahead -= bytes;
        Ok(())
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.memory.left() + self.ahead
    }
}

#[cfg(test)]
mod tests {
    use super::{FileProblem, Limit, MEMORY_BYTES_MAX, Memory, Share};

    #[test]
    fn copies_share_one_budget() {
        let memory = Memory::beside(MEMORY_BYTES_MAX - (1 << 20));
        let mut shares = [Share::of(&memory), Share::of(&memory)];
        let taken: usize = (0..)
            .map(|round| shares[round % 2].take(1000))
            .take_while(Result::is_ok)
            .map(|_| 1000)
            .sum();
        // What one share has taken ahead is lost to the other.
        assert!(((1 << 20) - (65 << 10)..=1 << 20).contains(&taken), "{taken}");
        assert_eq!(memory.take(1 << 20), Err(FileProblem::TooLarge(Limit::Cells)));
    }
}
