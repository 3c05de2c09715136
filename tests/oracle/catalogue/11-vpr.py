#!/usr/bin/env python3
"""КП-01 … КП-22 and КП-37 of the sample `inputs/`, by the formulas of the catalogue of МСОКО.

Reads the spreadsheets by openpyxl and the csv module, with the small reading functions of
`../compute.py`; it shares nothing with the program or with the definitions. Writes `11-vpr.json`
next to this file; the head of `tests/catalogue/main.rs` says how that is laid out.

    pip install openpyxl xlrd odfpy
    python3 tests/oracle/catalogue/11-vpr.py [INPUTS]
"""

import csv
import json
import statistics
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from compute import (  # noqa: E402
    YEARS, cell_at, column, find_header, half_up, heir, level_of, number, paper_of, plain, read,
    read_journal, read_marks, read_register, text,
)

VALUES = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))


# Grouping ----------------------------------------------------------------------------------------


def groups(rows, slices):
    """Yields (slice, keys, rows) of every member of every slice: {slice: [dimension, …]}."""
    for name, dimensions in slices.items():
        members = defaultdict(list)
        for row in rows:
            members[" | ".join(str(row[dimension]) for dimension in dimensions)].append(row)
        for keys, own in sorted(members.items()):
            yield name, keys, own


def note(indicator, year, rows, slices, formula, territories=None):
    """Notes what a formula makes of the rows of each member, and of those of each territory.

    Schools and clusters are held against the whole territory; `../compute.py` has an eye on that.
    """
    for name, keys, own in groups(rows, slices):
        found = formula(own)
        is_part = not {"school", "cluster"} & set(slices[name])
        for territory, others in (territories or {}).items() if is_part else []:
            members = {k: r for _, k, r in groups(others, {name: slices[name]})}
            found |= {territory: formula(members[keys])["value"]}
        VALUES[indicator][name][keys][year] = found


def ratio(indicator, year, rows, slices, scale=100, territories=None):
    """Notes scale · Σ above / Σ below. A row that lacks one of them counts for nothing."""
    def formula(own):
        above, below = sum(row["above"] for row in own), sum(row["below"] for row in own)
        value = float(Decimal(scale) * above / below) if below else None
        return {"value": value, "numerator": plain(above), "denominator": plain(below)}

    note(indicator, year, rows, slices, formula, territories)


def quotient(indicator, year, rows, slices, scale=100, territories=None):
    """Notes the same of what is no share of people: without numerator and denominator."""
    def formula(own):
        below = sum(row["below"] for row in own)
        above = sum(row["above"] for row in own)
        return {"value": float(Decimal(scale) * above / below) if below else None}

    note(indicator, year, rows, slices, formula, territories)


def other(indicator, year, rows, slices, formula, territories=None):
    """Notes a value of any other formula."""
    note(indicator, year, rows, slices, lambda own: {"value": formula(own)}, territories)


def school_of(register, key):
    """Returns the dimensions of a school: the one that took it over, and its own cluster."""
    school = register[key]
    return {"school": heir(school["login"]), "cluster": school["cluster"]}


# КП-01 … КП-06: «Статистика по отметкам», ОО-1 -----------------------------------------------------


def read_contingent(folder):
    """Returns {(login, grade): pupils} of form ОО-1; «-» is nobody, «х» does not apply."""
    pupils = {}
    for login, rows in read(folder / "ОО-1" / "ОО-1.xlsx"):
        [line] = [row for row in rows if text(row[1]) == "02" and text(row[0]) != ""]
        numbers = next(row for row in rows if [text(v) for v in row[:3]] == ["1", "2", "3"])
        for grade in range(1, 12):
            cell = line[[text(v) for v in numbers].index(str(grade + 3))]
            pupils[login, grade] = 0 if text(cell) == "-" else number(cell)
    return pupils


def marks(folder, year, register):
    contingent = read_contingent(folder)
    counted, taken = defaultdict(list), []
    for level, login, subject, grade, n, shares in read_marks(folder):
        own = {"subject": subject, "grade": grade}
        if level == "school":
            own |= school_of(register, login)
            enrolled = contingent[login, int(grade)]
            if n is not None and enrolled is not None:
                taken.append({**own, "above": n, "below": enrolled})
        if n is not None and (n == 0 or None not in shares):
            two, three, four, five = (half_up(n * (s or 0) / 100) for s in shares)
            good = half_up(n * ((shares[2] or 0) + (shares[3] or 0)) / 100)
            counted[level].append((own, n, two, three, four, five, good))
    ratio("vpr_coverage", year, taken,
          {"district": [], "cluster": ["cluster"], "school": ["school"], "grade": ["grade"]})

    def rows(level, above):
        return [{**own, "above": Decimal(above(*c)), "below": n} for own, n, *c in counted[level]]

    def rate(indicator, above, slices, scale=100):
        territories = {level: rows(level, above) for level in ["region", "country"]}
        ratio(indicator, year, rows("school", above), slices, scale, territories)

    by = {"district": [], "cluster": ["cluster"], "school": ["school"], "subject": ["subject"]}
    paper = {"subject_grade": ["subject", "grade"]}
    inside = {"subject_school": ["subject", "school"]}
    passed = {
        level: [{**own, "above": n - c[0], "below": n} for own, n, *c in counted[level]]
        for level in ["school", "region", "country"]
    }
    ratio("vpr_success", year, passed.pop("school"), by | inside | {"grade": ["grade"]},
          territories=passed)
    rate("vpr_quality", lambda a, b, c, d, good: good, by | inside | paper | {"grade": ["grade"]})
    fail = {name: dimensions for name, dimensions in by.items() if name != "subject"}
    rate("vpr_fail", lambda two, *_: two, fail | paper)
    rate("vpr_mean", lambda a, b, c, d, _: 2 * a + 3 * b + 4 * c + 5 * d, by, scale=1)
    sou = {n: d for n, d in by.items() if n != "cluster"}
    rate("vpr_sou", lambda a, b, c, d, _: 16 * a + 36 * b + 64 * c + 100 * d, sou, scale=1)


# КП-07 … КП-10: «Сравнение отметок с отметками по журналу» ------------------------------------------


def journal(folder, year, register):
    known = defaultdict(list)
    for level, login, subject, grade, counts in read_journal(folder):
        own = {"subject": subject, "grade": grade}
        if level == "school":
            own |= school_of(register, login)
        if None not in counts:
            known[level].append((own, counts))

    def rows(level, above):
        return [{**own, "above": above(*c[:3]), "below": c[3]} for own, c in known[level]]

    def rate(indicator, above, slices):
        territories = {"region": rows("region", above)}
        ratio(indicator, year, rows("school", above), slices, territories=territories)

    by = {"district": [], "school": ["school"], "subject": ["subject"]}
    cluster = {"cluster": ["cluster"]}
    rate("journal_lower", lambda lower, equal, higher: lower, by | cluster)
    rate("journal_equal", lambda lower, equal, higher: equal, by | cluster)
    rate("journal_higher", lambda lower, equal, higher: higher, by)
    rate("journal_gap", lambda lower, equal, higher: lower + higher,
         {"district": [], "school": ["school"]})


# КП-11 … КП-13, КП-21: «Распределение первичных баллов» --------------------------------------------


def read_scales(folder):
    """Returns {(subject, grade): [from 3, from 4, from 5, greatest]}."""
    sheets = dict(read(folder / "ВПР" / "Шкалы ВПР.xlsx"))
    rows = sheets["Шкалы"]
    top, header = find_header(rows, "Предмет", "Класс")
    return {
        (text(row[0]), text(row[1])): [int(number(cell)) for cell in row[2:6]]
        for row in rows[top + 1 :]
        if text(row[0])
    }


def read_scores(folder):
    """Yields (level, login, subject, grade, {score: pupils}) where the shares are known."""
    for path in sorted((folder / "ВПР").glob("Распределение первичных баллов.*.xlsx")):
        [(_, rows)] = read(path)
        subject, grade = paper_of(rows)
        top, header = find_header(rows, "Группы участников")
        pupils = column(header, "Кол-во участников", "Количество участников")
        first = column(header, "0")
        for row in rows[top + 1 :]:
            level, login = level_of(text(row[0]))
            shares = {int(header[i]): number(row[i]) for i in range(first, len(header))}
            if level and None not in shares.values():
                n = number(row[pupils])
                counts = {s: half_up(n * p / 100) for s, p in shares.items()}
                yield level, login, subject, grade, counts


def scores(folder, year, register):
    scales = read_scales(folder)
    points, humps, spread = (defaultdict(list) for _ in range(3))
    for level, login, subject, grade, counts in read_scores(folder):
        own = {"paper": f"{subject}, {grade} класс"}
        *borders, greatest = scales[subject, grade]
        if level == "school":
            own |= school_of(register, login)
        scored = [score for score, count in counts.items() for _ in range(count)]
        spread[level].append({**own, "scores": scored})
        everyone = Decimal(sum(counts.values()))
        scored = Decimal(sum(score * count for score, count in counts.items()))
        points[level].append({**own, "above": scored, "below": everyone * greatest})
        for mark, border in zip((3, 4, 5), borders):
            near = Decimal(counts[border - 1] + counts[border + 1]) / 2
            humps[level, mark].append({**own, "above": Decimal(counts[border]), "below": near})
    paper = {"paper": ["paper"]}
    by = {"district": [], "school": ["school"]} | paper
    territories = {level: points[level] for level in ["region", "country"]}
    quotient("vpr_primary", year, points["school"], by, territories=territories)
    for mark in (3, 4, 5):
        territories = {"region": humps["region", mark]}
        ratio(f"vpr_hump_{mark}", year, humps["school", mark], by, 1, territories)

    def all_scores(rows):
        return [score for row in rows for score in row["scores"]]

    def median(rows):
        return statistics.median(all_scores(rows))

    def mode(rows):
        return min(statistics.multimode(all_scores(rows)))

    inside, region = {"school": ["paper", "school"]}, {"region": spread["region"]}
    other("vpr_score_median", year, spread["school"], paper | inside, median, region)
    other("vpr_score_mode", year, spread["school"], paper, mode, region)
    other("vpr_score_cv", year, spread["school"], paper | inside,
          lambda rows: variation(all_scores(rows)))


def variation(values):
    """Returns the coefficient of variation in percent; one value has none."""
    if len(values) < 2:
        return None
    return 100 * statistics.stdev(values) / statistics.fmean(values)


# КП-14 … КП-16: «Выполнение заданий», «Достижение планируемых результатов» ---------------------------


def read_levels(folder):
    """Returns {(subject, grade, task): level}."""
    rows = dict(read(folder / "ВПР" / "Шкалы ВПР.xlsx"))["Задания"]
    return {tuple(text(cell) for cell in row[:3]): text(row[4]) for row in rows[1:]}


def read_tasks(folder):
    """Yields (level, login, subject, grade, task, most, n, percent), each row of a file once."""
    for path in sorted((folder / "ВПР").glob("Выполнение заданий.*.xlsx")):
        [(_, rows)] = read(path)
        subject, grade = paper_of(rows)
        top, header = find_header(rows, "Группы участников")
        pupils = column(header, "Кол-во участников")
        most, seen = rows[top + 1], set()
        for row in rows[top + 2 :]:
            level, login = level_of(text(row[0]))
            if level is None or (level, login) in seen:
                continue
            seen.add((level, login))
            for index in range(pupils + 1, len(header)):
                yield (level, login, subject, grade, header[index], number(most[index]),
                       number(row[pupils]), number(row[index]))


def tasks(folder, year, register):
    levels, rows = read_levels(folder), defaultdict(list)
    for level, login, subject, grade, task, most, n, percent in read_tasks(folder):
        if percent is None:
            continue
        own = {"paper": f"{subject}, {grade} класс", "task": task,
               "task_level": levels[subject, grade, task]}
        if level == "school":
            own |= school_of(register, login)
        points = Decimal(half_up(n * most * percent / 100))
        rows[level].append({**own, "above": points, "below": n * most})
    schools = rows["school"]
    quotient("vpr_task", year, schools, {
        "task": ["paper", "task_level", "task"],
        "level": ["task_level"],
        "school": ["task_level", "school"],
    }, territories={level: rows[level] for level in ["region", "country"]})
    region = {(row["paper"], row["task"]): row["above"] / row["below"] for row in rows["region"]}
    # КП-15: what the schools got less what they would have got as the region did.
    gaps = [
        {**row, "above": row["above"] - row["below"] * region[row["paper"], row["task"]]}
        for row in schools
    ]
    quotient("vpr_task_gap", year, gaps,
             {"task": ["paper", "task_level", "task"], "school": ["school"]})


def planned(folder, year):
    rows = defaultdict(list)
    territories = {"district": "муниципальный район", "region": "Респ.", "country": "РФ"}
    for path in sorted((folder / "ВПР").glob("Достижение планируемых результатов.*.xlsx")):
        [(_, sheet)] = read(path)
        subject, grade = paper_of(sheet)
        top, header = find_header(sheet, "Макс балл")
        for level, word in territories.items():
            [at] = [i for i, name in enumerate(header) if word in name and "уч." in name]
            for row in sheet[top + 1 :]:
                if (reached := number(cell_at(row, at))) is not None:
                    rows[level].append({"paper": f"{subject}, {grade} класс",
                                        "above": Decimal(reached >= 60), "below": Decimal(1)})
    slices = {"district": [], "paper": ["paper"]}
    ratio("vpr_planned_reached", year, rows.pop("district"), slices, territories=rows)


# КП-17 … КП-20: the list of ФИОКО, the act ---------------------------------------------------------


def read_markers(folder):
    """Returns {login: markers} of the schools of the district that are in the list of a year."""
    [(_, rows)] = read(folder / "ВПР" / "Список ОО с признаками необъективности.xlsx")
    top, _ = find_header(rows, "4 РУ", "5 МА")
    listed = {}
    for row in rows[top + 1 :]:
        login, district = text(row[1]), text(row[2])
        if district == "Горненский муниципальный район":
            listed[login] = sum(int(number(cell) or 0) for cell in row[4:8])
    return listed


def objectivity(inputs, registers):
    """КП-17 … КП-19 and КП-22; a school that was taken over counts as the one that took it."""
    listed, written, means = {}, {}, {}
    for year in YEARS:
        folder = inputs / year
        schools = {heir(school["login"]) for school in registers[year].values()}
        listed[year] = dict.fromkeys(sorted(schools), 0)
        for login, count in read_markers(folder).items():
            listed[year][heir(login)] += count
        written[year], means[year] = written_in_grade_4(folder), mean_marks(folder)

    for index, year in enumerate(YEARS):
        markers, counts = listed[year], written[year]
        notes = VALUES["vpr_markers_count"]
        notes["district"][""][year] = sum(markers.values())
        for school, count in markers.items():
            notes["school"][school][year] = count
        # A school that the files of the year do not name has not written.
        for school in sorted(markers.keys() | counts.keys()):
            VALUES["vpr_written_4"]["school"][school][year] = counts.get(school, 0)
        VALUES["vpr_written_4"]["district"][""][year] = sum(counts.values())

        cluster = {s["login"]: s["cluster"] for y in YEARS for s in registers[y].values()}
        rows = [
            {"cluster": cluster[school], "above": Decimal(markers.get(school, 0) > 0),
             "below": Decimal(counts.get(school, 0) > 0)}
            for school in sorted(markers.keys() | counts.keys())
        ]
        ratio("vpr_marked_schools", year, rows, {"district": [], "cluster": ["cluster"]})

        three = [listed[before] for before in YEARS[max(0, index - 2) : index + 1]]
        if len(three) == 3:
            again = [sum(one.get(school, 0) > 0 for one in three) >= 2 for school in markers]
            VALUES["vpr_marked_again"]["district"][""][year] = sum(again)
            rows = [{"above": Decimal(one), "below": Decimal(1)} for one in again]
            ratio("vpr_marked_again_share", year, rows, {"district": []})
        else:
            VALUES["vpr_marked_again"]["district"][""][year] = None
            VALUES["vpr_marked_again_share"]["district"][""][year] = None

        pairs = defaultdict(list)
        for (grade, subject, school), mean in means[year].items():
            before = means[YEARS[index - 1]].get(("4", subject, school)) if index else None
            if grade == "5" and before is not None:
                pairs[subject].append((float(mean), float(before)))
        notes = VALUES["vpr_cohort_correlation"]
        for subject in ["Русский язык", "Математика"]:
            notes["subject"][subject][year] = correlation(pairs[subject])
        notes["district"][""][year] = correlation([p for own in pairs.values() for p in own])


def written_in_grade_4(folder):
    """Returns {school: 1 where it wrote Russian in grade 4, and 1 for each that it took over}."""
    counts = defaultdict(int)
    for level, login, subject, grade, n, _ in read_marks(folder):
        if level == "school" and (subject, grade) == ("Русский язык", "4") and n is not None:
            counts[heir(login)] += n > 0
    return counts


def mean_marks(folder):
    """Returns {(grade, subject, school): mean mark}; notes those of grades 4 and 5."""
    sums = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for level, login, subject, grade, n, shares in read_marks(folder):
        wanted = grade in "45" and subject in ("Русский язык", "Математика")
        if level == "school" and wanted and n and None not in shares:
            counts = [half_up(n * share / 100) for share in shares]
            total = sums[grade, subject, heir(login)]
            total[0] += sum(mark * count for mark, count in zip((2, 3, 4, 5), counts))
            total[1] += n
    for grade in "45":
        rows = [{"subject": subject, "school": school, "above": above, "below": below}
                for (own, subject, school), (above, below) in sums.items() if own == grade]
        ratio(f"vpr_mean_{grade}", folder.name, rows,
              {"subject": ["subject"], "subject_school": ["subject", "school"]}, scale=1)
    return {key: above / below for key, (above, below) in sums.items()}


def correlation(pairs):
    """Returns Pearson's coefficient of correlation."""
    if len(pairs) < 2:
        return None
    return statistics.correlation(*zip(*pairs))


def recheck(folder, year, register):
    [(_, rows)] = read(folder / "ВПР" / "Акт перепроверки ВПР.xlsx")
    top, header = find_header(rows, "Логин ОО", "Перепроверено работ")
    checked = column(header, "Перепроверено работ")
    right = column(header, "Из них оценено объективно")
    found = []
    for row in rows[top + 1 :]:
        if text(cell_at(row, 1)).startswith("edu"):
            below, above = number(row[checked]), number(row[right])
            if None not in (below, above):
                own = {**school_of(register, text(row[1])), "subject": text(row[3])}
                found.append({**own, "above": above, "below": below})
    ratio("recheck_confirmed", year, found, {"district": [], "subject": ["subject"]})


# Classes: «Индивидуальные результаты» --------------------------------------------------------------

# A column by its headings of both exports.
LOGIN, KLASS, SCORE, JOURNAL = (
    ("Логин школы", "user"), ("Класс", "klass"), ("Всего баллов", "sum"),
    ("Отметка за предыдущую четверть/триместр", "otc"),
)


def read_works(folder):
    """Yields (login, class, subject, grade, score, mark of the journal, {task: points})."""
    for path in sorted((folder / "ВПР").glob("Индивидуальные результаты.*")):
        _, subject, tail = path.name.split(". ")
        grade = tail.split()[0]
        if path.suffix == ".csv":
            lines = path.read_bytes().decode("cp1251").splitlines()
            rows = list(csv.reader(lines, delimiter=";"))
        else:
            [(_, rows)] = read(path)
        header = [text(cell) for cell in rows[0]]
        login, klass, score, mark = (column(header, *c) for c in (LOGIN, KLASS, SCORE, JOURNAL))
        labels = [name.removeprefix("a-").removesuffix("-grade") for name in header]
        solved = [(i, name) for i, name in enumerate(labels) if name[:1].isdigit()]
        for row in rows[1:]:
            if (points := number(cell_at(row, score))) is not None:
                # Whoever has not tried a task got nothing for it.
                by_task = {task: number(row[i]) or Decimal(0) for i, task in solved}
                yield (text(row[login]), text(row[klass]), subject, grade, int(points),
                       number(cell_at(row, mark)), by_task)


def classes(folder, year):
    scales, levels = read_scales(folder), read_levels(folder)
    most = {row[2:5]: row[5] for row in read_tasks(folder)}
    works, basic = [], []
    for login, klass, subject, grade, score, before, by_task in read_works(folder):
        *borders, greatest = scales[subject, grade]
        assert score == sum(by_task.values())
        for task, points in by_task.items():
            if levels[subject, grade, task] == "базовый":
                basic.append({"school": heir(login), "klass": klass, "above": points,
                              "below": most[subject, grade, task]})
        mark = 2 + sum(score >= border for border in borders)
        works.append({"school": heir(login), "klass": klass, "mark": mark, "before": before,
                      "score": score, "greatest": greatest})
    by = {"class": ["klass", "school"]}

    def rate(indicator, above, below=lambda work: 1, scale=100, among=works):
        rows = [{**w, "above": Decimal(above(w)), "below": Decimal(below(w))} for w in among]
        quotient(indicator, year, rows, by, scale)

    rate("class_success", lambda w: w["mark"] > 2)
    rate("class_quality", lambda w: w["mark"] > 3)
    rate("class_fail", lambda w: w["mark"] == 2)
    rate("class_mean", lambda w: w["mark"], scale=1)
    weight = {2: 16, 3: 36, 4: 64, 5: 100}
    rate("class_sou", lambda w: weight[w["mark"]], scale=1)
    graded = [work for work in works if work["before"] is not None]
    rate("class_journal_equal", lambda w: w["mark"] == w["before"], among=graded)
    rate("class_journal_lower", lambda w: w["mark"] < w["before"], among=graded)
    rate("class_journal_higher", lambda w: w["mark"] > w["before"], among=graded)
    rate("class_primary", lambda w: w["score"], lambda w: w["greatest"])
    quotient("class_basic_tasks", year, basic, by)
    other("class_score_cv", year, works, by,
          lambda rows: variation([100 * row["score"] / row["greatest"] for row in rows]))


# КП-37: functional literacy ------------------------------------------------------------------------


def literacy(folder, year, register):
    rows = []
    path = folder / "Функциональная грамотность" / "Функциональная грамотность.xlsx"
    for kind, sheet in read(path):
        top, _ = find_header(sheet, "недостаточный", "базовый")
        for row in sheet[top + 1 :]:
            code = text(cell_at(row, 1))
            counts = [number(cell) for cell in row[3:9]]
            if code in register and None not in counts:
                own = {**school_of(register, code), "literacy": kind}
                rows.append({**own, "above": sum(counts[3:]), "below": counts[0]})
    ratio("literacy_basic", year, rows,
          {"district": [], "school": ["school"], "literacy": ["literacy"]})


def main():
    inputs = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "inputs"
    # Who took over whom is known from the registers of later years.
    registers = {year: read_register(inputs / year) for year in YEARS}
    for year in YEARS:
        folder, register = inputs / year, registers[year]
        marks(folder, year, register)
        journal(folder, year, register)
        scores(folder, year, register)
        tasks(folder, year, register)
        planned(folder, year)
        recheck(folder, year, register)
        classes(folder, year)
        literacy(folder, year, register)
    objectivity(inputs, registers)
    for members in (members for slices in VALUES.values() for members in slices.values()):
        for periods in members.values():
            for year, found in periods.items():
                if isinstance(found, dict) and found.keys() == {"value"}:
                    periods[year] = found["value"]
    values = json.dumps(VALUES, ensure_ascii=False, indent=None, separators=(",", ":"))
    # A line for each member, so that changes can be read.
    values = values.replace('}},"', '}},\n"').replace('":{"":{', '":{\n"":{')
    (HERE / "11-vpr.json").write_text(values + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
