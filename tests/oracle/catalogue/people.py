#!/usr/bin/env python3
"""How many people stand behind what is pooled over papers: python3 tests/oracle/catalogue/people.py

A pupil writes several papers, but one of a subject. Where pupils are known by their codes they are
counted; else it is the subject with most participants, which is the least that they can be. The
indicators of the ВПР, of the exams, of the attestation and of the olympiads say that as `n`.
"""

from collections import defaultdict
from importlib import import_module

# First, because it wants `statistics` of Python and not the oracle of that name.
vpr = import_module("11-vpr")
import spheres  # noqa: E402
from conditions import INPUTS, REGISTERS, YEARS, Values, by_code, compute, members, number, text  # noqa: E402

PLACES = ["district", "cluster", "school"]
values = Values()


def most(year, rows, indicators, places=PLACES):
    """Notes the largest of the sums by part of rows of (members, part, people).

    With `subject` or `grade` among the places the rows of these are told apart.
    """
    for place in places:
        sums = defaultdict(lambda: defaultdict(int))
        for own, part, people in rows:
            sums[own[place]][part] += people
        for key, parts in sums.items():
            for indicator in indicators:
                values.put(indicator, place, key, year, {"n": int(max(parts.values()))})


def marks(year):
    """The marks of the ВПР, and what they were in the journal."""
    rows, sizes, contingent = [], [], read_contingent(year)
    for level, login, subject, grade, n, shares in compute.read_marks(INPUTS / year):
        if level == "school":
            own = members(year, login) | {"subject": subject, "grade": grade}
            if compute.marks_counts(n, shares) is not None:
                rows.append((own, subject, n))
            enrolled = contingent[login, int(grade)]
            if n is not None and enrolled is not None:
                sizes.append((own, subject, enrolled))
    most(year, rows, ["vpr_success"], [*PLACES, "subject", "grade"])
    most(year, rows, ["vpr_quality"], [*PLACES, "subject", "grade"])
    most(year, rows, ["vpr_mean"], [*PLACES, "subject"])
    most(year, rows, ["vpr_fail"], PLACES)
    most(year, rows, ["vpr_sou"], ["district", "school", "subject"])
    most(year, sizes, ["vpr_coverage"], [*PLACES, "grade"])
    rows = []
    for level, login, subject, grade, counts in compute.read_journal(INPUTS / year):
        if level == "school" and None not in counts:
            rows.append((members(year, login) | {"subject": subject}, subject, counts[3]))
    most(year, rows, ["journal_equal", "journal_lower"], [*PLACES, "subject"])
    most(year, rows, ["journal_higher"], ["district", "school", "subject"])
    most(year, rows, ["journal_gap"], ["district", "school"])


def read_contingent(year):
    """Returns {(login, grade): pupils} of form ОО-1; «-» is nobody, «х» does not apply."""
    pupils = {}
    for login, rows in compute.read(INPUTS / year / "ОО-1" / "ОО-1.xlsx"):
        [line] = [row for row in rows if text(row[1]) == "02" and text(row[0])]
        heads = next([text(v) for v in row] for row in rows if [text(v) for v in row[:3]] == ["1", "2", "3"])
        for grade in range(1, 12):
            cell = line[heads.index(str(grade + 3))]
            pupils[login, grade] = 0 if text(cell) == "-" else number(cell)
    return pupils


def tasks(year):
    """Scores and tasks of the ВПР: of a subject and a task, over the grades."""
    scores = []
    for level, login, subject, grade, counts in vpr.read_scores(INPUTS / year):
        if level == "school":
            own = members(year, login) | {"paper": f"{subject}, {grade} класс"}
            scores.append((own, subject, sum(counts.values())))
    hump = ["vpr_hump_3", "vpr_hump_4", "vpr_hump_5"]
    most(year, scores, ["vpr_primary", *hump], ["district", "school", "paper"])
    levels, rows = vpr.read_levels(INPUTS / year), []
    for level, login, subject, grade, task, _, n, percent in vpr.read_tasks(INPUTS / year):
        if level == "school" and percent is not None:
            own, kind = members(year, login), levels[subject, grade, task]
            own |= {"level": kind, "task": f"{subject}, {grade} класс | {kind} | {task}"}
            rows.append((own, (subject, task), n))
    most(year, rows, ["vpr_task_gap"], ["school", "task"])
    by_level = [(own | {"school": f"{own['level']} | {own['school']}"}, *of) for own, *of in rows]
    most(year, by_level, ["vpr_task"], ["level", "school", "task"])


def exams(year):
    """ОГЭ and ЕГЭ, and the risk that stands on the ЕГЭ; whoever did not come is not counted."""
    rows = []
    for code, subject, _, _ in compute.read_oge(INPUTS / year):
        if code in REGISTERS[year]:
            rows.append((members(year, code) | {"subject": subject}, subject, 1))
    most(year, rows, ["oge_fail", "oge_quality", "oge_mean"], [*PLACES, "subject"])
    rows = []
    for code, subject, parts in compute.read_ege(INPUTS / year):
        rows.append((members(year, code) | {"subject": subject}, subject, parts[0]))
    most(year, rows, ["ege_fail"], ["district", "school", "subject"])
    obligatory = [row for row in rows if row[1] in ("Русский язык", "Математика профильная")]
    most(year, obligatory, ["risk_ege"], ["school"])
    rows = []
    path = INPUTS / year / "Функциональная грамотность" / "Функциональная грамотность.xlsx"
    for kind, sheet in compute.read(path):
        top, _ = compute.find_header(sheet, "недостаточный", "базовый")
        for row in sheet[top + 1 :]:
            code, counts = text(compute.cell_at(row, 1)), [number(cell) for cell in row[3:9]]
            if code in REGISTERS[year] and None not in counts:
                rows.append((members(year, code) | {"literacy": kind}, kind, counts[0]))
    most(year, rows, ["literacy_basic"], ["district", "school", "literacy"])


def works(year):
    """Diagnostic works of a school, and the act about works that were looked at again."""
    rows = []
    for row in by_code(f"{year}/ШНОР/Диагностические работы.xlsx", "Код ОО", "Не справились"):
        people = number(row["Участников"])
        rows.append((members(year, row["Код ОО"]), text(row["Предмет"]), people))
    most(year, rows, ["risk_works"], ["school"])
    [(_, sheet)] = compute.read(INPUTS / year / "ВПР" / "Акт перепроверки ВПР.xlsx")
    top, header = compute.find_header(sheet, "Логин ОО", "Перепроверено работ")
    columns = ["Логин ОО", "Предмет", "Перепроверено работ", "Из них оценено объективно"]
    places, rows = [header.index(name) for name in columns], []
    for row in sheet[top + 1 :]:
        login, subject, checked, right = (compute.cell_at(row, place) for place in places)
        if text(login).startswith("edu") and None not in (number(checked), number(right)):
            own = members(year, text(login)) | {"subject": text(subject)}
            rows.append((own, text(subject), number(checked)))
    most(year, rows, ["recheck_confirmed"], ["district", "subject"])


def attestation(year):
    path = f"{year}/Аттестация/Промежуточная аттестация.xlsx"
    everybody, attested = [], []
    for row in by_code(path, "Код ОО", "Предмет", depth=2):
        own = members(year, text(row["Код ОО"]))
        own |= {"subject": row["Предмет"], "grade": text(row["Параллель"])}
        everybody.append((own, row["Предмет"], number(row["Обучающихся, всего"])))
        attested.append((own, row["Предмет"], number(row["Прошли аттестацию"])))
    most(year, everybody, ["interim_coverage"], ["district", "school"])
    most(year, attested, ["interim_success"], ["district", "school", "subject", "grade"])
    most(year, attested, ["interim_quality"], [*PLACES, "subject", "grade"])


def olympiad(year):
    """The olympiads name pupils by codes that are the same in all subjects of a year."""
    talents = import_module("15-talents")
    present = talents.came(talents.works(year, "Муниципальный"))
    pupils = defaultdict(set)
    for work in present:
        for place in (("district", ""), ("school", spheres.heir(work["login"])), ("subject", work["subject"])):
            pupils[place].add(work["pupil"])
    for (place, key), codes in pupils.items():
        values.put("olympiad_awarded", place, key, year, {"n": len(codes)})
    stages = ["Школьный", "Муниципальный", "Региональный"]
    winners = {
        work["pupil"]
        for stage in stages
        for work in talents.works(year, stage)
        if work["status"] in {"П", "победитель"}
    }
    values.put("olympiad_breaks", "district", "", year, {"n": len(winners)})
    present = talents.came(talents.works(year, "Региональный"))
    rows = [({"district": "", "school": spheres.heir(w["login"]), "subject": w["subject"]},
             w["subject"], 1) for w in present]
    most(year, rows, ["olympiad_regional"], ["district", "school", "subject"])


for year in YEARS:
    for part in (marks, tasks, exams, works, attestation, olympiad):
        part(year)
values.write(__file__)
