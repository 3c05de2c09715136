//! Why a file cannot be read, as it is said between two processes.

use std::io;

use crate::sources::problem::{Damage, FileProblem, Limit};

use super::wire::{Listener, Speaker, unheard};

pub(super) fn say(to: &mut Speaker<'_>, problem: &FileProblem) {
    let (kind, word, sheet) = match problem {
        FileProblem::Unknown(word) => (0, *word, ""),
        FileProblem::Password => (1, "", ""),
        FileProblem::Damaged(damage) => {
            let sheet = if let Damage::Sheet(name) = damage { name } else { "" };
            (2, damage.attribute(), sheet)
        }
        FileProblem::TooLarge(limit) => (3, limit.attribute(), ""),
    };
    to.byte(kind);
    to.block(word.as_bytes());
    to.block(sheet.as_bytes());
}

pub(super) fn hear(from: &mut Listener<'_>) -> io::Result<FileProblem> {
    let (kind, word, sheet) = (from.byte()?, from.text()?, from.text()?);
    let found = match kind {
        0 => FileProblem::KINDS.into_iter().find(|kind| *kind == word).map(FileProblem::Unknown),
        1 => Some(FileProblem::Password),
        2 => {
            let sheet = Damage::Sheet(sheet.into());
            let all = [
                Damage::Empty,
                Damage::Container,
                Damage::Workbook,
                Damage::Entities,
                Damage::Unexpected,
                sheet,
            ];
            let damage = all.into_iter().find(|damage| damage.attribute() == word);
            damage.map(FileProblem::Damaged)
        }
        3 => {
            let limit = Limit::ALL.into_iter().find(|limit| limit.attribute() == word);
            limit.map(FileProblem::TooLarge)
        }
        _ => None,
    };
    found.ok_or_else(unheard)
}

#[cfg(test)]
mod tests {
    use super::{Damage, FileProblem, Limit, Listener, Speaker, hear, say};

    #[test]
    fn every_problem_arrives() {
        let damages = [
            Damage::Empty,
            Damage::Container,
            Damage::Workbook,
            Damage::Sheet("Лист".into()),
            Damage::Entities,
            Damage::Unexpected,
        ];
        let mut all = vec![FileProblem::Password];
        all.extend(FileProblem::KINDS.map(FileProblem::Unknown));
        all.extend(damages.map(FileProblem::Damaged));
        all.extend(Limit::ALL.map(FileProblem::TooLarge));
        let mut bytes = Vec::new();
        let mut speaker = Speaker::new(&mut bytes);
        all.iter().for_each(|problem| say(&mut speaker, problem));
        speaker.send().expect("memory");
        drop(speaker);
        let mut from = bytes.as_slice();
        let mut listener = Listener::new(&mut from);
        for problem in all {
            assert_eq!(hear(&mut listener).expect("it was said"), problem);
        }
        assert!(hear(&mut listener).is_err());
    }
}
