//! How the papers of the проверочные работы are marked: the tasks with their greatest points, and
//! the least primary score for each mark. They differ from year to year, grade to grade and
//! subject to subject, so that they are a table of the sample and nowhere a formula.

use crate::assessment::Paper;

/// The scale of a paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The least score for «3», «4» and «5».
    pub(crate) from: [u32; 3],
    /// The greatest score.
    pub(crate) max: u32,
}

/// Scales by subject and grade.
const SCALES: [(&str, u16, Scale); 8] = [
    ("Русский язык", 4, Scale { from: [14, 24, 33], max: 38 }),
    ("Русский язык", 5, Scale { from: [18, 29, 39], max: 45 }),
    ("Русский язык", 6, Scale { from: [25, 35, 45], max: 51 }),
    ("Русский язык", 7, Scale { from: [22, 32, 42], max: 47 }),
    ("Математика", 4, Scale { from: [6, 10, 15], max: 20 }),
    ("Математика", 5, Scale { from: [7, 11, 15], max: 20 }),
    ("Математика", 6, Scale { from: [6, 10, 14], max: 16 }),
    ("Математика", 7, Scale { from: [7, 12, 16], max: 19 }),
];

impl Scale {
    /// Returns the scale of a paper, for subjects that have one in the sample.
    pub(crate) fn of(paper: Paper) -> Option<Self> {
        let own =
            |known: &&(&str, u16, Self)| known.0 == paper.subject.name && known.1 == paper.grade;
        let scale = SCALES.iter().find(own)?.2;
        // In 2024-25 the scale of one paper was made stricter.
        let is_stricter = paper.year.0 == 2024 && paper.subject.name == "Математика";
        match paper.grade {
            5 if is_stricter => Some(Self { from: [7, 12, 16], ..scale }),
            _ => Some(scale),
        }
    }

    /// Returns the least and the greatest score of a mark; 0 stands for «2» and 3 for «5».
    pub(crate) fn range(self, mark: usize) -> (u32, u32) {
        let least = if mark == 0 { 0 } else { self.from[mark - 1] };
        let next = self.from.get(mark).copied().unwrap_or(self.max + 1);
        (least, next - 1)
    }
}

/// A task of a paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    /// Its number, as the exports write it.
    pub(crate) label: &'static str,
    /// The greatest number of points.
    pub(crate) max: u32,
    /// Whether it is of the raised level.
    pub(crate) is_raised: bool,
    /// What it asks for.
    pub(crate) requirement: &'static str,
}

/// Returns the tasks of a paper, for those whose tasks are part of the sample; their points add
/// up to the greatest score.
pub(crate) fn tasks(paper: Paper) -> Vec<Task> {
    let text = match (paper.subject.name, paper.grade) {
        ("Русский язык", 4) => RUSSIAN_4,
        ("Русский язык", 5) => RUSSIAN_5,
        ("Математика", 4) => MATHEMATICS_4,
        ("Математика", 5) => MATHEMATICS_5,
        _ => "",
    };
    text.lines().filter(|line| !line.is_empty()).map(task).collect()
}

fn task(line: &'static str) -> Task {
    let parts: Vec<&str> = line.split('|').collect();
    let [label, max, level, requirement] = parts[..] else { panic!("a task is not {line}") };
    let max = max.parse().expect("points are a number");
    Task { label, max, is_raised: level == "П", requirement }
}

const RUSSIAN_4: &str = "
1K1|4|Б|Писать текст под диктовку, соблюдая орфографические нормы
1K2|3|Б|Писать текст под диктовку, соблюдая пунктуационные нормы
2|3|Б|Распознавать однородные члены предложения
3(1)|1|Б|Распознавать главные члены предложения
3(2)|3|Б|Распознавать части речи
4|2|Б|Распознавать правильную орфоэпическую норму
5|1|Б|Классифицировать согласные звуки
6|2|П|Распознавать основную мысль текста
7|3|П|Составлять план прочитанного текста
8|2|Б|Строить речевое высказывание по тексту
9|1|Б|Распознавать значение слова
10|1|Б|Подбирать к слову близкие по значению слова
11|2|Б|Классифицировать слова по составу
12(1)|1|Б|Распознавать имена существительные
12(2)|2|Б|Распознавать грамматические признаки имени существительного
13(1)|1|Б|Распознавать имена прилагательные
13(2)|2|Б|Распознавать грамматические признаки имени прилагательного
14|1|Б|Распознавать глаголы в предложении
15(1)|2|П|Давать толкование ситуации на основе текста
15(2)|1|П|Строить высказывание с соблюдением норм
";

const RUSSIAN_5: &str = "
1K1|4|Б|Списывать текст, соблюдая орфографические нормы
1K2|3|Б|Списывать текст, соблюдая пунктуационные нормы
1K3|2|Б|Списывать текст без ошибок и пропусков
2K1|3|Б|Проводить фонетический разбор
2K2|3|Б|Проводить морфемный разбор
2K3|3|Б|Проводить морфологический разбор
2K4|3|Б|Проводить синтаксический разбор
3|2|Б|Ставить ударение в словах
4.1|3|Б|Распознавать части речи
4.2|2|П|Называть пропущенные в предложении части речи
5.1|2|Б|Расставлять знаки при прямой речи
5.2|2|П|Составлять схему предложения с прямой речью
6.1|2|Б|Расставлять знаки при обращении
6.2|1|П|Объяснять выбор предложения с обращением
7.1|2|Б|Расставлять знаки в сложном предложении
7.2|1|П|Объяснять выбор сложного предложения
8|2|П|Определять основную мысль текста
9|2|Б|Находить в тексте нужные сведения
10|1|Б|Определять тип речи
11|1|Б|Находить слово по значению
12|1|Б|Подбирать антоним
";

const MATHEMATICS_4: &str = "
1|1|Б|Выполнять устно сложение и вычитание
2|1|Б|Вычислять значение числового выражения
3|2|Б|Решать задачи в 1–2 действия
4|1|Б|Читать и сравнивать величины
5.1|1|Б|Вычислять периметр и площадь
5.2|1|Б|Строить фигуры с заданными измерениями
6.1|1|Б|Читать готовые таблицы
6.2|1|Б|Сравнивать и обобщать сведения таблиц
7|1|Б|Выполнять письменно действия с многозначными числами
8|2|П|Решать задачи в 3–4 действия
9.1|1|П|Находить следствия из условия
9.2|1|П|Делать выводы из условия
10|2|Б|Собирать и представлять сведения
11|2|Б|Описывать взаимное расположение предметов
12|2|П|Решать нестандартные задачи
";

const MATHEMATICS_5: &str = "
1|1|Б|Оперировать понятием натурального числа
2|1|Б|Оперировать понятием обыкновенной дроби
3|1|Б|Оперировать понятием десятичной дроби
4|1|Б|Находить часть числа и число по его части
5|1|Б|Находить неизвестный компонент действия
6|2|Б|Решать задачи на движение и работу
7|1|Б|Решать задачи в несколько действий
8|1|П|Находить процент от числа
9|2|П|Вычислять значения выражений со скобками
10|2|П|Решать задачи на покупки и логическим перебором
11.1|1|Б|Извлекать сведения из диаграмм
11.2|1|Б|Делать вывод по диаграмме
12.1|1|Б|Вычислять расстояния на местности
12.2|1|Б|Строить фигуры по клеткам
13|1|П|Оперировать понятием прямоугольного параллелепипеда
14|2|П|Решать задачи повышенной трудности
";
