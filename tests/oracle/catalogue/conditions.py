"""What the oracles of heads, staff, kindergartens, the independent assessment and the indices share:
reading of the sample as a person would read it, and sums by district, cluster and school.

It uses the reading of `../compute.py` and, like that, nothing of the program.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import compute  # noqa: E402

YEARS = compute.YEARS
INPUTS = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "inputs"
REGISTERS = {year: compute.read_register(INPUTS / year) for year in YEARS}

text = compute.text


def number(value):
    """Returns a cell as an exact fraction, or None where there is none to read."""
    found = compute.number(value)
    return None if found is None else Fraction(found)


def day(value):
    """Returns a cell as a date, or None."""
    if isinstance(value, datetime):
        return value.date()
    parts = text(value).split(".")
    return date(*map(int, reversed(parts))) if len(parts) == 3 else None


def sheet(path):
    """Returns the rows of the first visible sheet."""
    return compute.read(INPUTS / path)[0][1]


def table(path, *words, depth=1):
    """Returns the rows below the header that holds the words: heading to cell.

    Headings of several rows are joined by ` / `; a blank one repeats its left neighbour in all
    rows but the last.
    """
    rows = sheet(path)
    top, _ = compute.find_header(rows, *words)
    lines = [[text(cell) for cell in row] for row in rows[top : top + depth]]
    width = max(map(len, lines))
    for line in lines:
        line.extend([""] * (width - len(line)))
    for line in lines[:-1]:
        for index in range(1, width):
            line[index] = line[index] or (line[index - 1] if any(l[index] for l in lines) else "")
    names = [" / ".join(filter(None, parts)) for parts in zip(*lines)]
    return [dict(zip(names, row)) for row in rows[top + depth :] if any(map(text, row))]


def by_code(path, *words, depth=1, column="Код ОО"):
    """Returns the rows of schools (or kindergartens) only: those with a code of six digits."""
    rows = table(path, *words, depth=depth)
    return [row for row in rows if re.fullmatch(r"\d{6}", text(row.get(column)))]


def school_of(year, key):
    return REGISTERS[year][text(key)]


@cache
def vpr_people(year, place="school"):
    """Returns how many pupils at least wrote the ВПР, by school or by cluster, or of the district.

    A pupil writes several papers, but one of a subject; so it is the subject most of them wrote.
    """
    papers = defaultdict(lambda: defaultdict(int))
    for level, login, subject, _, n, shares in compute.read_marks(INPUTS / year):
        if level == "school" and compute.marks_counts(n, shares) is not None:
            papers[members(year, login)[place]][subject] += n
    return {key: int(max(subjects.values())) for key, subjects in papers.items()}


class Values:
    """Values by indicator, slice, member and period."""

    def __init__(self):
        self.values = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))

    def put(self, indicator, name, key, year, value):
        self.values[indicator][name][key][year] = plain(value)

    def ratio(self, indicator, year, rows, slices, scale=100):
        """Sums rows of (members, numerator, denominator); a row that misses one has no part."""
        sums = defaultdict(lambda: [Fraction(0), Fraction(0)])
        for members, above, below in rows:
            for name in slices:
                total = sums[name, members[name]]
                if above is not None and below is not None:
                    total[0] += above
                    total[1] += below
        for (name, key), (above, below) in sums.items():
            value = None
            if below:
                value = {
                    "value": float(scale * above / below),
                    "numerator": float(above),
                    "denominator": float(below),
                }
            self.put(indicator, name, key, year, value)

    def mean(self, indicator, year, rows, slices):
        """Averages rows of (members, value); those without a value have no part."""
        groups = defaultdict(list)
        for members, value in rows:
            for name in slices:
                groups[name, members[name]].extend([] if value is None else [value])
        for (name, key), found in groups.items():
            value = float(sum(found) / len(found)) if found else None
            self.put(indicator, name, key, year, value)

    def write(self, script):
        path = Path(script).with_suffix(".json")
        rows = json.dumps(self.values, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(rows + "\n", encoding="utf-8")


def plain(value):
    if isinstance(value, Fraction):
        return float(value)
    return value


def members(year, key):
    """Returns the members of the slices that a row of a school belongs to."""
    school = school_of(year, key)
    return {"district": "", "cluster": school["cluster"], "school": compute.heir(school["login"])}
