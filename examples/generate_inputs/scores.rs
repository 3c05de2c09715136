//! Primary scores: of each pupil within the range of the mark, and the points of each task that
//! add up to them. All reports of a paper are made of the same pupils.

use crate::assessment::{Outcome, Paper, Work, country, region, school_works};
use crate::bias;
use crate::district::{District, School};
use crate::random::Random;
use crate::scale::{Scale, Task, tasks};

/// One pupil of a paper who was there.
#[derive(Clone, Debug)]
pub(crate) struct Result {
    /// The mark, and how it agrees with the journal.
    pub(crate) work: Work,
    /// The primary score.
    pub(crate) score: u32,
    /// The points of each task.
    pub(crate) points: Vec<u32>,
}

/// Returns the results of a school, pupil by pupil in the order of [`school_works`].
pub(crate) fn school_results(district: &District, school: &School, paper: Paper) -> Vec<Result> {
    let scale = Scale::of(paper).expect("a paper with a scale");
    let tasks = tasks(paper);
    let ease = eases(paper, &tasks);
    let is_doubtful = bias::has_marker(district, school, paper);
    let heap = if is_doubtful { 0.32 } else { 0.02 };
    let Paper { year, subject, grade } = paper;
    let mut random = Random::stream(&[&"score", &school.number, &year.0, &subject.name, &grade]);
    let mut result = |work: Work| {
        let score = draw_score(&mut random, scale, work.mark, heap);
        Result { work, score, points: draw_points(&mut random, &tasks, &ease, score) }
    };
    school_works(district, school, paper).into_iter().map(&mut result).collect()
}

/// Draws a score within the range of a mark; `heap` is how many stand at its lower border.
fn draw_score(random: &mut Random, scale: Scale, mark: usize, heap: f64) -> u32 {
    let (least, most) = scale.range(mark);
    if mark > 0 && random.chance(heap) {
        return least;
    }
    let mut draw = || least + random.below(most - least + 1);
    // Of those who failed most were near, of the best few are at the very end.
    match mark {
        0 => draw().max(draw()).max(draw()),
        3 => draw().min(draw()),
        _ => draw(),
    }
}

/// Returns how easy each task is; with the level it falls.
fn eases(paper: Paper, tasks: &[Task]) -> Vec<f64> {
    let ease = |task: &Task| {
        let mut random = Random::stream(&[&"task", &paper.subject.name, &paper.grade, &task.label]);
        let (least, spread) = if task.is_raised { (0.08, 0.25) } else { (0.25, 1.2) };
        least + spread * random.unit()
    };
    tasks.iter().map(ease).collect()
}

/// Deals the points of a score to the tasks.
fn draw_points(random: &mut Random, tasks: &[Task], ease: &[f64], score: u32) -> Vec<u32> {
    let mut points = vec![0; tasks.len()];
    for _ in 0..score {
        let weights: Vec<f64> = tasks
            .iter()
            .zip(&points)
            .zip(ease)
            .map(|((task, points), ease)| ease * f64::from(task.max - points))
            .collect();
        let mut level = random.unit() * weights.iter().sum::<f64>();
        let mut chosen = None;
        for (index, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
            chosen = Some(index);
            level -= weight;
            if level < 0.0 {
                break;
            }
        }
        points[chosen.expect("the points of the tasks add up to the scale")] += 1;
    }
    points
}

/// A group of pupils in the reports: the district, or a territory around it.
pub(crate) struct Group {
    /// How many took part.
    pub(crate) participants: u32,
    /// How many got each score, from 0.
    pub(crate) scores: Vec<u32>,
    /// How many of the greatest points of each task were got, as a fraction.
    pub(crate) tasks: Vec<(u32, u32)>,
}

/// Returns the results of some pupils together.
pub(crate) fn group(results: &[Result], paper: Paper) -> Group {
    let scale = Scale::of(paper).expect("a paper with a scale");
    let participants = results.len() as u32;
    let mut scores = vec![0; scale.max as usize + 1];
    for result in results {
        scores[result.score as usize] += 1;
    }
    let part = |(index, task): (usize, &Task)| {
        let points = results.iter().map(|result| result.points[index]).sum();
        (points, participants * task.max)
    };
    Group { participants, scores, tasks: tasks(paper).iter().enumerate().map(part).collect() }
}

/// Returns the results of the country and of the region.
pub(crate) fn territories(paper: Paper) -> [Group; 2] {
    [("country", country(paper).outcome), ("region", region(paper).outcome)]
        .map(|(name, outcome)| territory(paper, name, &outcome))
}

/// How many pupils stand for a territory when its tasks are drawn.
const SAMPLE: u32 = 1_500;

fn territory(paper: Paper, name: &str, outcome: &Outcome) -> Group {
    let scale = Scale::of(paper).expect("a paper with a scale");
    let mut scores = vec![0; scale.max as usize + 1];
    for (mark, count) in outcome.marks.into_iter().enumerate() {
        let (least, most) = scale.range(mark);
        let width = most - least + 1;
        let weight = |step: u32| match mark {
            0 => (step + 1) * (step + 1),
            3 => width - step,
            _ => {
                if step == 0 {
                    11
                } else {
                    10
                }
            }
        };
        let all: u32 = (0..width).map(weight).sum();
        let mut left = count;
        for step in 0..width - 1 {
            let part = (u64::from(count) * u64::from(weight(step)) / u64::from(all)) as u32;
            scores[(least + step) as usize] = part;
            left -= part;
        }
        scores[most as usize] = left;
    }
    Group { participants: outcome.participants(), tasks: task_parts(paper, name, &scores), scores }
}

/// Draws the tasks of a territory: pupils at even steps through the scores stand for all.
fn task_parts(paper: Paper, name: &str, scores: &[u32]) -> Vec<(u32, u32)> {
    let tasks = tasks(paper);
    let ease = eases(paper, &tasks);
    let parts: [&dyn std::fmt::Display; 5] =
        [&"tasks", &name, &paper.year.0, &paper.subject.name, &paper.grade];
    let mut random = Random::stream(&parts);
    let all: u32 = scores.iter().sum();
    let mut sums = vec![0; tasks.len()];
    for pupil in 0..SAMPLE {
        let mut place = (u64::from(all) * u64::from(2 * pupil + 1) / u64::from(2 * SAMPLE)) as u32;
        let holds = |count: &u32| {
            let is_here = place < *count;
            place -= if is_here { 0 } else { *count };
            is_here
        };
        let score = scores.iter().position(holds).expect("a place below the number of pupils");
        for (sum, points) in
            sums.iter_mut().zip(draw_points(&mut random, &tasks, &ease, score as u32))
        {
            *sum += points;
        }
    }
    sums.into_iter().zip(tasks).map(|(sum, task)| (sum, SAMPLE * task.max)).collect()
}
