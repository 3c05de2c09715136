#!/usr/bin/env python3
"""ПС-01 … ПС-04 by another program: python3 tests/oracle/catalogue/01-passport.py

The registers, school by school. A school that was closed before a year is no school of that year;
its pupils of earlier years count for the school that took it over.
"""

from collections import defaultdict
from fractions import Fraction

from conditions import REGISTERS, YEARS, Values, members

values = Values()
for year in YEARS:
    sums = {name: defaultdict(int) for name in ("schools", "pupils", "class_sets")}
    for login, school in REGISTERS[year].items():
        if not login.startswith("edu"):
            continue
        own = members(year, login)
        for place in (("district", ""), ("cluster", own["cluster"]), ("school", own["school"])):
            sums["schools"][place] += 1
            sums["pupils"][place] += school["pupils"]
            sums["class_sets"][place] += school["classes"]
    for name, found in sums.items():
        for (place, key), total in found.items():
            if place != "school" or name == "pupils":
                values.put(name, place, key, year, total)
    for (place, key), total in sums["pupils"].items():
        if place != "school":
            size = Fraction(total, sums["class_sets"][place, key])
            values.put("class_size", place, key, year, size)
values.write(__file__)
