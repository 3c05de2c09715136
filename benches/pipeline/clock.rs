//! Time: of the wall, and of all processors for this process.

use std::ops::Add;
use std::time::Instant;

/// Clock ticks of `/proc/self/stat` in a second; the same on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// What some work took, in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    pub(crate) wall: f64,
    /// Not a number where the system does not tell.
    pub(crate) cpu: f64,
}

impl Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { wall: self.wall + other.wall, cpu: self.cpu + other.cpu }
    }
}

/// Does some work and measures it.
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (Spent, T) {
    let (begun, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    (Spent { wall: begun.elapsed().as_secs_f64(), cpu: cpu_seconds() - cpu }, result)
}

/// Seconds that all threads of this process have computed, in the program and in the system.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in parentheses and may hold blanks.
    let fields = text.rsplit_once(')').map_or("", |(_, fields)| fields);
    let mut ticks = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    match (ticks.next(), ticks.next()) {
        (Some(Ok(user)), Some(Ok(system))) => (user + system) / TICKS_PER_SECOND,
        _ => f64::NAN,
    }
}

/// Measurements by name, in the order in which the names came.
#[derive(Debug, Default)]
pub(crate) struct Figures(Vec<(&'static str, Vec<Spent>)>);

impl Figures {
    pub(crate) fn add(&mut self, name: &'static str, spent: Spent) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => list.push(spent),
            None => self.0.push((name, vec![spent])),
        }
    }

    pub(crate) fn median(&self, name: &str) -> Spent {
        let (_, list) = self.0.iter().find(|(known, _)| *known == name).expect("it was measured");
        Spent {
            wall: middle(list.iter().map(|spent| spent.wall).collect()),
            cpu: middle(list.iter().map(|spent| spent.cpu).collect()),
        }
    }

    pub(crate) fn medians(&self) -> impl Iterator<Item = (&'static str, Spent)> {
        self.0.iter().map(|(name, _)| (*name, self.median(name)))
    }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
