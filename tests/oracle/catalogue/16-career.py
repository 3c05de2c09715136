#!/usr/bin/env python3
"""Direction 1.4, self-determination and career guidance: ПФ-01 to ПФ-10."""

from pathlib import Path

import spheres
from spheres import YEARS, answer, heir, number, text, whole

PROFILES = {
    "технологический": {"математика профильная", "физика", "информатика"},
    "естественно-научный": {"биология", "химия"},
    "гуманитарный": {"обществознание", "история", "литература", "английский язык"},
    "социально-экономический": {"обществознание", "математика профильная", "география"},
}


def one_sheet(path):
    [(_, rows)] = spheres.sheets(path).items()
    return rows


def questionnaire(oracle, year):
    records = spheres.answers(year, "1.4 Профориентация")
    counts, teachers = spheres.contingent(year), spheres.teachers(year)
    rows = {name: [] for name in ["probes", "contracts", "disabled", "trained"]}
    for record in records:
        login = text(record["Логин ОО"])
        pupils = spheres.grades(counts[login], 6, 11)
        rows["probes"].append((login, whole(answer(record, 1, "количество")), pupils))
        contracts = whole(answer(record, 2))
        has = None if contracts is None else int(contracts > 0)
        rows["contracts"].append((None, has, 1))
        disabled = whole(answer(record, 3, "из них инвалиды и дети с ОВЗ"))
        rows["disabled"].append((None, disabled, whole(answer(record, 3, "всего"))))
        guides = whole(answer(record, 4, "количество"))
        rows["trained"].append((login, guides, teachers[login]))
    oracle.ratio("career_probes", year, rows["probes"])
    oracle.ratio("career_contracts", year, rows["contracts"], schools=False)
    oracle.ratio("career_disabled", year, rows["disabled"], schools=False)
    oracle.ratio("career_trained", year, rows["trained"])


def programmes(oracle, year):
    counts = spheres.contingent(year)
    rows = []
    for record in spheres.of_schools(one_sheet(f"{year}/Профориентация/Охват программами.xlsx"), depth=2):
        login = text(record["Логин ОО"])
        covered = whole(record["Участвуют, человек/всего (без повторов)"])
        rows.append((login, covered, spheres.grades(counts[login], 6, 11)))
    oracle.ratio("career_programmes", year, rows)


def opinions(oracle, year):
    rows = []
    for record in spheres.of_schools(one_sheet(f"{year}/Профориентация/Оценка мероприятий.csv")):
        answered = whole(record["Ответили"])
        rows.append((text(record["Логин ОО"]), answered * number(record["Средняя оценка"]), answered))
    oracle.ratio("career_opinion", year, rows, scale=1)


def profiles(oracle, year):
    counts = spheres.contingent(year)
    rows = [(login, c["profile"], c[10] + c[11]) for login, c in counts.items()]
    oracle.ratio("profile_classes", year, rows)
    rows = []
    for record in spheres.of_schools(one_sheet(f"{year}/Выпускники/Выбор экзаменов.xlsx")):
        profile = text(record["Профиль обучения"]).lower()
        chosen = {text(part).lower() for part in record["Предметы по выбору"].split(",")}
        if profile != "универсальный":
            fits = int(bool(chosen & PROFILES[profile]))
            rows.append((text(record["Логин ОО"]), fits, 1))
    oracle.ratio("profile_exams", year, rows)


def leavers(oracle, year):
    book = spheres.sheets(f"{year}/Выпускники/Распределение выпускников.xlsx")
    ways = ["10 класс", "СПО", "не определены"]
    by_way, by_school, lost = [], [], []
    for record in spheres.of_schools(book["9 класс"], depth=2):
        everybody = whole(record["Выпускников 9 классов, всего"])
        for way in ways:
            cell = record[f"в том числе/{way}"]
            # A dash says that there is nobody.
            count = 0 if text(cell) == "-" else whole(cell)
            by_way.append((way, count, everybody))
            by_school.append((f"{way} | {heir(text(record['Логин ОО']))}", count, everybody))
            if way == "не определены":
                lost.append((None, count, everybody))
    oracle.ratio_by("after_grade_9", "destination", year, by_way)
    oracle.ratio_by("after_grade_9", "school", year, by_school)
    oracle.ratio("after_grade_9_lost", year, lost, schools=False)
    rows = []
    for record in spheres.of_schools(book["11 класс"], depth=2):
        entered = [whole(record[f"{where}/из них по профилю"])
                   for where in ["Поступили в вузы", "Поступили в СПО"]]
        below = whole(record["Выпускников 11 классов/из профильных классов"])
        rows.append((text(record["Логин ОО"]), sum(entered), below))
    oracle.ratio("profile_entrants", year, rows)


def main():
    oracle = spheres.Oracle()
    for year in YEARS:
        for part in [questionnaire, programmes, opinions, profiles, leavers]:
            part(oracle, year)
    oracle.write(Path(__file__))


if __name__ == "__main__":
    main()
