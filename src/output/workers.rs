//! Plain threads for documents.
//!
//! Typst uses rayon while it compiles. On a shared pool a worker that waits would begin another
//! document, and dozens of half-made ones pile up; so each thread here is a pool of its own.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Calls `job` for each index below `count` on some threads, the lowest index first, until one of
/// the calls breaks off.
///
/// What Typst remembers of a document is of no use to the next one and is dropped after each call.
pub fn on_workers(count: usize, threads: usize, job: &(dyn Fn(usize) -> ControlFlow<()> + Sync)) {
    let threads = threads.clamp(1, count.max(1));
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        while !stopped.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            if job(index).is_break() {
                stopped.store(true, Ordering::Relaxed);
            }
            typst::comemo::evict(threads);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| in_own_pool(work));
        }
    });
}

/// Runs a closure with the current thread as the only one of a rayon pool.
fn in_own_pool(work: impl FnOnce()) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let _pool = pool.expect("a new thread belongs to no other pool, and none is started");
    work();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ops::ControlFlow;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::on_workers;

    #[test]
    fn every_index_is_met_once() {
        for threads in [0, 1, 2, 9] {
            let seen = Mutex::new(Vec::new());
            on_workers(5, threads, &|index| {
                seen.lock().unwrap().push(index);
                ControlFlow::Continue(())
            });
            let seen = seen.into_inner().unwrap();
            assert_eq!(seen.len(), 5, "{threads} threads");
            assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), (0..5).collect());
        }
    }

    #[test]
    fn no_index_is_begun_after_a_break() {
        let begun = AtomicUsize::new(0);
        on_workers(100, 1, &|index| {
            begun.fetch_add(1, Ordering::Relaxed);
            if index == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(begun.into_inner(), 3);
    }
}
