#!/usr/bin/env python3
"""ГИА, КП-23 … КП-36 and КП-38, worked out from the spreadsheets by the formulas of the field.

pip install openpyxl xlrd odfpy
python3 tests/oracle/catalogue/12-gia.py
"""

from collections import defaultdict
from fractions import Fraction
from operator import itemgetter

from readers import (
    COUNTRY, REGION, REGISTERS, YEARS, base, folder, placed, plain, schools_of, sliced, sums, table,
    vpr_shares, whole, write,
)

ELECTIVES = ["Математика профильная", "Обществознание", "Биология", "История"]
EXAMS = ["Русский язык", *ELECTIVES]
OGE = ["Русский язык", "Математика", "Обществознание", "Биология"]


# Reading ------------------------------------------------------------------------------------------


def oge_works():
    """Returns (year, members, code of the pupil, points, mark); two have neither."""
    works = []
    for year in YEARS:
        for path in sorted((folder(year) / "ОГЭ").glob("ОГЭ. *")):
            [(_, rows)] = base.read(path)
            titles = [base.text(base.cell_at(row, 0)) for row in rows]
            [subject] = [t.split(": ")[1] for t in titles if t.startswith("Предмет: ")]
            for row in table(path, "Код ОО"):
                code = base.text(row.get("Код ОО"))
                if code in REGISTERS[year]:
                    works.append((
                        year,
                        placed(year, code, subject=subject, code=code),
                        base.text(row["Код участника"]),
                        base.number(row["Первичный балл"]),
                        whole(row["Отметка"]),
                    ))
    return works


def pupils():
    """Returns (year, members, pupil, {exam: score}) of the list of scores."""
    found = []
    for year in YEARS:
        path = folder(year) / "ЕГЭ/Ведомость баллов.xlsx"
        for members, row in schools_of(path, year, "Русский язык"):
            scores = {exam: whole(row[f"Тестовые баллы › {exam}"]) for exam in EXAMS}
            scores = {exam: score for exam, score in scores.items() if score is not None}
            found.append((year, members, base.text(row["Код участника"]), scores))
    return found


def ege_sums():
    """Returns (year, members, [participants, failed, 80–99, 100, mean]) of the summary."""
    return [
        (year, placed(year, code, subject=subject), values)
        for year in YEARS
        for code, subject, values in base.read_ege(folder(year))
    ]


# The indicators -----------------------------------------------------------------------------------


def oge(works):
    marked = [(y, m, mark) for y, m, _, _, mark in works if mark is not None]
    points = [(y, m, (p, 1)) for y, m, _, p, _ in works if p is not None]
    everywhere = "district cluster school subject subject_school"
    return {
        "oge_fail": sliced([(y, m, (k == 2, 1)) for y, m, k in marked], everywhere, sums()),
        "oge_quality": sliced([(y, m, (k >= 4, 1)) for y, m, k in marked], everywhere, sums()),
        "oge_mean": sliced([(y, m, (k, 1)) for y, m, k in marked],
                           "district cluster school subject", sums(1)),
        "oge_primary": sliced(points, "subject", sums(1)),
    }


def uncertified():
    rows = []
    for year in YEARS:
        for members, row in schools_of(folder(year) / "ОГЭ/Аттестаты.xlsx", year):
            # «-» is how that form writes none.
            without = whole(row["Не получили аттестат"]) or 0
            rows.append((year, members, (without, whole(row["Выпускников 9 классов"]))))
    return sliced(rows, "district cluster school", sums())


def ege(summary):
    means = [(y, m, (Fraction(v[4]) * Fraction(v[0]), v[0])) for y, m, v in summary]
    failed = [(y, m, (v[1], v[0])) for y, m, v in summary]
    return {
        "ege_mean": sliced(means, "subject subject_school", sums(1)),
        "ege_fail": sliced(failed, "district school subject", sums()),
    }


def scores(people):
    works = [(y, {**m, "subject": exam}, score)
             for y, m, _, taken in people for exam, score in taken.items()]
    best = [(y, m, sum(sorted(taken.values())[-3:])) for y, m, _, taken in people]

    def spread(values):
        ordered = sorted(values)
        size = max(1, int(len(ordered) / 10 + 0.5))
        return plain(Fraction(sum(ordered[-size:]), sum(ordered[:size])))

    usual = "district school subject"
    found = {
        "ege_high": sliced([(y, m, (s >= 81, 1)) for y, m, s in works], usual, sums()),
        "ege_hundred": sliced(works, usual, lambda values: values.count(100)),
        "ege_spread": sliced(works, "subject", spread),
    }
    for least, slices in [(160, "district"), (220, "district cluster school"), (250, "district")]:
        rows = [(y, m, (total >= least, 1)) for y, m, total in best]
        found[f"ege_from_{least}"] = sliced(rows, slices, sums())
    return found


def medals(people):
    taken_by = {(year, pupil): (members, taken) for year, members, pupil, taken in people}
    rows = []
    for year in YEARS:
        path = folder(year) / "ЕГЭ/Медалисты.xlsx"
        rules = {row["Медаль"]: row for row in table(path, "Медаль", sheet="Условия")}
        for row in table(path, "Код ОО", sheet="Медалисты"):
            members, taken = taken_by[year, base.text(row["Код участника"])]
            rule = rules[row["Медаль"]]
            is_confirmed = (
                taken.get("Русский язык", 0) >= rule["Русский язык"]
                and max(taken.get(exam, 0) for exam in ELECTIVES) >= rule["Другой предмет"]
            )
            rows.append((year, members, (is_confirmed, 1)))
    return sliced(rows, "district school", sums())


def journal_gap(works):
    given = {}
    for year in YEARS:
        [path] = (folder(year) / "ОГЭ").glob("Годовые отметки.*")
        for row in table(path, "Код ОО"):
            for subject in OGE:
                given[year, base.text(row["Код участника"]), subject] = whole(row[subject])
    rows = [
        (y, m, (given[y, pupil, m["subject"]] - mark, 1))
        for y, m, pupil, _, mark in works
        if mark is not None
    ]
    return sliced(rows, "district school subject", sums(1))


def totals(sheet):
    """Returns {(year, territory, subject): row} of the results of the region and the country."""
    found = {}
    for year in YEARS:
        subject = None
        for row in table(folder(year) / "ГИА/Итоги региона.xlsx", "Предмет", sheet=sheet):
            subject = row["Предмет"] or subject
            found[year, row["Территория"], subject] = row
    return found


def refer(slices, sheet, above, below, scale=100):
    """Adds the region and the country to the values of a subject, and of the whole: their
    numerators and denominators are summed over the subjects."""
    rows = totals(sheet)
    for name in {"district", "subject"} & slices.keys():
        for subject, periods in slices[name].items():
            for year, value in periods.items():
                for reference, territory in [("region", REGION), ("country", COUNTRY)]:
                    own = [row for (y, place, of), row in rows.items()
                           if (y, place) == (year, territory) and subject in ("", of)]
                    total = Fraction(sum(map(above, own))) / Fraction(sum(map(below, own)))
                    value[reference] = plain(scale * total)


def refer_all(found):
    pupils = itemgetter("Участников")

    def points(head):
        return lambda row: Fraction(str(row[head])) * row["Участников"]

    def marks(row):
        return sum(mark * row[f"«{mark}»"] for mark in (2, 3, 4, 5))

    refer(found["oge_fail"], "ОГЭ", itemgetter("«2»"), pupils)
    refer(found["oge_quality"], "ОГЭ", lambda row: row["«4»"] + row["«5»"], pupils)
    refer(found["oge_mean"], "ОГЭ", marks, pupils, 1)
    refer(found["oge_primary"], "ОГЭ", points("Средний первичный балл"), pupils, 1)
    refer(found["ege_mean"], "ЕГЭ", points("Средний балл"), pupils, 1)
    refer(found["ege_fail"], "ЕГЭ", itemgetter("Не преодолели порог"), pupils)
    refer(found["ege_high"], "ЕГЭ", lambda r: r["81–99 баллов"] + r["100 баллов"], pupils)


def below_region(works):
    """КП-35: schools that are below the region in two subjects or more."""
    region = {
        (year, subject): Fraction(row["«4»"] + row["«5»"], row["Участников"])
        for (year, territory, subject), row in totals("ОГЭ").items()
        if territory == REGION
    }
    marks, clusters = defaultdict(list), {}
    for year, members, _, _, mark in works:
        if mark is not None:
            marks[year, members["school"], members["subject"]].append(mark >= 4)
            clusters[year, members["school"]] = members["cluster"]
    below = defaultdict(int)
    for (year, school, subject), good in marks.items():
        below[year, school] += Fraction(sum(good), len(good)) < region[year, subject]
    rows = [(year, {"school": school, "cluster": clusters[year, school]}, count)
            for (year, school), count in below.items()]
    return {
        "oge_below_region": sliced(rows, "school", sum),
        "schools_below_region": sliced([(y, m, (n >= 2, 1)) for y, m, n in rows],
                                       "district cluster", sums()),
    }


def icc(works):
    """КП-36 by the mean squares of the analysis of variance."""

    def measure(pairs):
        groups = defaultdict(list)
        for code, points in pairs:
            groups[code].append(Fraction(points))
        means = {code: sum(group) / len(group) for code, group in groups.items()}
        count, grand = len(pairs), sum(Fraction(points) for _, points in pairs) / len(pairs)
        between = sum(len(group) * (means[code] - grand) ** 2 for code, group in groups.items())
        between /= len(groups) - 1
        within = sum((x - means[code]) ** 2 for code, group in groups.items() for x in group)
        within /= count - len(groups)
        squares = Fraction(sum(len(group) ** 2 for group in groups.values()), count)
        size = (count - squares) / (len(groups) - 1)
        variance = (between - within) / size
        return float(variance / (variance + within))

    rows = [(y, m, (m["code"], points)) for y, m, _, points, _ in works if points is not None]
    return sliced(rows, "subject", measure)


def growth():
    quality = {key: shares[1] for key, shares in vpr_shares().items()}
    first, middle, last = YEARS
    rows = []
    for year, school in quality:
        of = [quality.get((y, school)) for y in YEARS]
        if year == last and school and None not in of:
            rows.append((last, placed(last, school), (of[2] - of[0], of[2] > of[1] > of[0])))
    district = plain(quality[last, ""] - quality[first, ""])
    grown = [(y, m, (is_growing, 1)) for y, m, (_, is_growing) in rows]
    return {
        "quality_growth": {"district": {"": {first: None, middle: None, last: district}}},
        "school_quality_growth": sliced(rows, "school", lambda data: plain(data[0][0])),
        "steady_growth": sliced(grown, "district cluster", sums()),
    }


def main():
    works, people, summary = oge_works(), pupils(), ege_sums()
    found = oge(works) | ege(summary) | scores(people) | below_region(works) | growth()
    found |= {
        "uncertified": uncertified(),
        "medals_confirmed": medals(people),
        "journal_oge_gap": journal_gap(works),
        "oge_icc": icc(works),
    }
    refer_all(found)
    write(__file__, found)


main()
