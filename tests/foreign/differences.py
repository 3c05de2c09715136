#!/usr/bin/env python3
"""Compares the cells that msoko reads with those that other readers read, file by file.

    cargo build --release --example dump_cells
    python3 tests/foreign/differences.py CORPUS [--update]

CORPUS is a folder of folders with spreadsheets. Each file is compared with one other reader: xlsx
with openpyxl, xls with xlrd, xlsb with pyxlsb, OpenDocument with LibreOffice (converted to xlsx and
read by openpyxl); what that reader cannot read is tried with python-calamine, then with LibreOffice.
Differences are grouped by cause. `--update` writes the groups into docs/corpus.md; a group that is
not explained below makes the script fail.
"""

import datetime
import json
import math
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import warnings
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOCUMENT = os.path.join(ROOT, "docs", "corpus.md")
BEGIN, END = "<!-- differences:begin -->\n", "<!-- differences:end -->\n"
FORMATS = {
    "xlsx": "xlsx", "xlsm": "xlsx", "xltx": "xlsx", "xltm": "xlsx", "xlsb": "xlsb",
    "xls": "xls", "xlt": "xls", "ods": "ods", "ots": "ods", "fods": "ods",
}
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}
SECONDS_OF_DAY = 86400
# What another reader may take for one file.
SECONDS_MAX = 60
MEMORY_MAX = 4 << 30


# --- cells of other readers: {(sheet, row, column): (kind, value)} -----------------------------

def seconds(moment):
    """The seconds of a time of day or of a span of time."""
    if isinstance(moment, datetime.timedelta):
        return round(moment.total_seconds())
    return round(moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6)


def of_python(value):
    """A value of Python as kind and value."""
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, (int, float)):
        return "number", float(value)
    if isinstance(value, datetime.datetime):
        return "date", value.date().isoformat()
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return "time", seconds(value)
    return "text", str(value)


def by_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    cells, sheets = {}, []
    for sheet in book.worksheets:
        sheets.append(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or cell.value == "":
                    continue
                kind, value = of_python(cell.value)
                if cell.data_type == "e":
                    kind = "error"
                cells[sheet.title, cell.row - 1, cell.column - 1] = kind, value
    return sheets, cells


def by_xlrd(path):
    import xlrd
    book = xlrd.open_workbook(path, formatting_info=False, logfile=open(os.devnull, "w"))
    cells, sheets = {}, []
    for sheet in book.sheets():
        sheets.append(sheet.name)
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
                if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
                    continue
                if kind == xlrd.XL_CELL_DATE:
                    value = day(value, book.datemode)
                elif kind == xlrd.XL_CELL_BOOLEAN:
                    value = "boolean", bool(value)
                elif kind == xlrd.XL_CELL_ERROR:
                    value = "error", ERRORS.get(value, str(value))
                else:
                    value = of_python(value)
                cells[sheet.name, row, column] = value
    return sheets, cells


def day(serial, epoch_1904):
    """A number of days as a day or, below one, as a time."""
    if serial < 1:
        return "time", round(serial * SECONDS_OF_DAY)
    first = datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 30)
    if not epoch_1904 and serial < 60:
        first = datetime.date(1899, 12, 31)
    try:
        return "date", (first + datetime.timedelta(days=math.floor(serial))).isoformat()
    except OverflowError:
        return "number", serial


def by_pyxlsb(path):
    import pyxlsb
    cells, sheets = {}, []
    with pyxlsb.open_workbook(path) as book:
        for name in book.sheets:
            sheets.append(name)
            with book.get_sheet(name) as sheet:
                for row in sheet.rows(sparse=True):
                    for cell in row:
                        if cell.v is None or cell.v == "":
                            continue
                        kind, value = of_python(cell.v)
                        if kind == "text" and re.fullmatch(r"0x[0-9a-f]{1,2}", value):
                            kind, value = "error", ERRORS.get(int(value, 16), value)
                        cells[name, cell.r, cell.c] = kind, value
    return sheets, cells


def by_calamine(path):
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(path)
    cells, sheets = {}, []
    for name in book.sheet_names:
        sheets.append(name)
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True)):
            for column, value in enumerate(values):
                if value != "":
                    cells[name, top + row, left + column] = of_python(value)
    return sheets, cells


def by_libreoffice(path):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in" + os.path.splitext(path)[1].lower())
        os.symlink(os.path.abspath(path), source)
        profile = "-env:UserInstallation=file://" + os.path.join(tempfile.gettempdir(), "lo-profile")
        subprocess.run(
            ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML",
             "--outdir", os.path.join(folder, "out"), source],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=True)
        return by_openpyxl(os.path.join(folder, "out", "in.xlsx"))


READERS = {
    "xlsx": [("openpyxl", by_openpyxl), ("python-calamine", by_calamine), ("LibreOffice", by_libreoffice)],
    "xls": [("xlrd", by_xlrd), ("python-calamine", by_calamine), ("LibreOffice", by_libreoffice)],
    "xlsb": [("pyxlsb", by_pyxlsb), ("python-calamine", by_calamine), ("LibreOffice", by_libreoffice)],
    "ods": [("LibreOffice", by_libreoffice), ("python-calamine", by_calamine)],
}


def read_apart(read, path):
    """Reads in a process of its own: a reader may fail in any way, take gigabytes, or never end."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def work():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sender.send(read(path))

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    sender.close()
    try:
        found = receiver.recv() if receiver.poll(SECONDS_MAX) else None
    except EOFError:
        found = None
    process.kill()
    process.join()
    return found


def read_by_others(path, kind):
    """Name of the first reader that reads the file, its sheets and its cells."""
    for name, read in READERS[kind]:
        found = read_apart(read, path)
        if found and found[0]:
            return name, *found
    return None, [], {}


# --- comparison ---------------------------------------------------------------------------------

def is_same_number(one, other):
    return one == other or math.isclose(one, other, rel_tol=1e-14, abs_tol=0)


def clock(text):
    """The seconds of a text such as 10:30 or 30:00:05."""
    found = re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?", text)
    return found and int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def is_same(ours, theirs):
    if ours == theirs:
        return True
    (kind, value), (their_kind, their_value) = ours, theirs
    if kind == their_kind == "number":
        return is_same_number(value, their_value)
    if kind == "text" and their_kind == "time":
        return clock(value) == their_value
    return False


def shape_of_text(ours, theirs):
    """In which way two texts differ."""
    def plain_lines(text):
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if plain_lines(ours) == plain_lines(theirs):
        return "line ends"
    if re.search(r"_x[0-9A-Fa-f]{4}_", theirs) or re.search(r"_x[0-9A-Fa-f]{4}_", ours):
        return "escapes"
    if ours.split() == theirs.split():
        return "blanks around"
    if "".join(ours.split()) == "".join(theirs.split()):
        return "blanks inside"
    return "other characters"


def cause(ours, theirs):
    """A short name of a difference."""
    if theirs is None:
        return f"{ours[0]}, theirs nothing"
    if ours is None:
        return f"nothing, theirs {theirs[0]}"
    if ours[0] == theirs[0] == "text":
        return f"text, theirs text: {shape_of_text(ours[1], theirs[1])}"
    is_negative = ours[0] == "number" and ours[1] < 0 and theirs[0] in ("date", "time")
    return f"{'negative ' if is_negative else ''}{ours[0]}, theirs {theirs[0]}"


class Groups:
    """Differences by format, reader and cause."""

    def __init__(self):
        self.cells = defaultdict(int)
        self.files = defaultdict(set)
        self.examples = defaultdict(list)

    def add(self, key, file, example, count=1):
        self.cells[key] += count
        self.files[key].add(file)
        if len(self.examples[key]) < 6:
            self.examples[key].append(f"{file}: {example}")


def compare(file, kind, ours, others, groups):
    reader, sheets, theirs = others
    mine = {}
    names = [sheet["name"] for sheet in ours["sheets"]]
    for sheet in ours["sheets"]:
        for row, column, content, value in sheet["cells"]:
            mine[sheet["name"], row, column] = content, value
    if sorted(names) != sorted(sheets):
        groups.add((kind, reader, "sheets"), file, f"{names} / {sheets}")
    known = set(names) & set(sheets)
    for place in sorted(mine.keys() | theirs.keys()):
        if place[0] not in known:
            continue
        one, other = mine.get(place), theirs.get(place)
        if one is not None and other is not None and is_same(one, other):
            continue
        key = kind, reader, cause(one, other)
        groups.add(key, file, f"{place}: {one!r} / {other!r}"[:300])
    return len(mine)


def main():
    warnings.simplefilter("ignore")
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    corpus = arguments[0]
    only = arguments[1] if len(arguments) > 1 else ""
    files = []
    for folder, _, names in sorted(os.walk(corpus)):
        for name in sorted(names):
            kind = FORMATS.get(name.rsplit(".", 1)[-1].lower())
            path = os.path.join(folder, name)
            if kind and only in path:
                files.append((path, kind))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    dump = subprocess.run(
        [os.path.join(target, "release", "examples", "dump_cells")],
        input="\n".join(path for path, _ in files), stdout=subprocess.PIPE, text=True, check=True)
    groups, compared, cells = Groups(), defaultdict(int), defaultdict(int)
    for (path, kind), line in zip(files, dump.stdout.splitlines()):
        ours = json.loads(line)
        file = os.path.relpath(path, corpus)
        if "refused" in ours:
            continue
        others = read_by_others(path, kind)
        if others[0] is None:
            groups.add((kind, "none", "only msoko reads the file"), file, "")
            continue
        compared[kind, others[0]] += 1
        cells[kind, others[0]] += compare(file, kind, ours, others, groups)
    report(groups, compared, cells)


def report(groups, compared, cells):
    lines = ["| Format | Compared with | Files | Cells |", "|---|---|---:|---:|"]
    for (kind, reader), count in sorted(compared.items()):
        lines.append(f"| {kind} | {reader} | {count} | {cells[kind, reader]} |")
    lines += ["", "| Format | Compared with | Difference (ours first) | Files | Cells | Explanation |",
              "|---|---|---|---:|---:|---|"]
    unexplained = []
    for key in sorted(groups.cells):
        kind, reader, name = key
        why = explanation(key)
        if why is None:
            unexplained.append(key)
        lines.append(
            f"| {kind} | {reader} | {name} | {len(groups.files[key])} | {groups.cells[key]} "
            f"| {why or '**not explained**'} |")
    text = "\n".join(lines) + "\n"
    print(text)
    for key in unexplained if "--all" not in sys.argv else sorted(groups.cells):
        print(key, len(groups.files[key]), groups.cells[key])
        for example in groups.examples[key]:
            print("   ", example)
    if "--update" in sys.argv:
        with open(DOCUMENT, encoding="utf-8") as document:
            before, rest = document.read().split(BEGIN)
        _, after = rest.split(END)
        with open(DOCUMENT, "w", encoding="utf-8") as document:
            document.write(before + BEGIN + text + END + after)
    if unexplained:
        sys.exit(f"{len(unexplained)} groups are not explained")


# --- explanations -------------------------------------------------------------------------------

NO_CELLS = "we leave out sheets of charts, dialogs and macros, which hold no cells of a table"
SPANS = "a time or a span of time is read as the text that the sheet shows (`255:10:10`)"
BEFORE_1900 = "a negative number is no day in Excel, which shows `####`; we keep the number"
CALCULATED = "LibreOffice calculates the formula again, with other functions or without the files it " \
    "needs; we read the result that is in the file"

EXPLANATIONS = {
    ("*", "*", "only msoko reads the file"):
        "the others give up, or take more than 4 GB or a minute",
    ("*", "*", "not_calculated, theirs nothing"):
        "a formula without a result is told from a blank cell; the others show nothing",
    # xlsb
    ("xlsb", "pyxlsb", "sheets"): NO_CELLS,
    ("xlsb", "pyxlsb", "date, theirs number"):
        "pyxlsb does not look at number formats; under the format of a day it is a day",
    ("xlsb", "pyxlsb", "text, theirs number"): "the same for times; " + SPANS,
    # xls
    ("xls", "xlrd", "date, theirs number"):
        "the format `A/P` (half of the day) stands for a moment; xlrd does not know it",
    ("xls", "xlrd", "number, theirs date"):
        "60 is 29 February 1900, a day that never was; xlrd takes it for the day before",
    ("xls", "xlrd", "negative number, theirs time"): BEFORE_1900,
    ("xls", "xlrd", "text, theirs date"): SPANS + "; xlrd makes a day of it",
    ("xls", "xlrd", "text, theirs number"): SPANS + "; xlrd does not know the format",
    ("xls", "LibreOffice", "sheets"):
        "LibreOffice makes a sheet of a file that has none",
    # xlsx
    ("xlsx", "LibreOffice", "error, theirs error"):
        "LibreOffice does not know the errors of newer programs and writes another one",
    ("xlsx", "LibreOffice", "sheets"): "LibreOffice makes a sheet of a workbook that lists none",
    ("xlsx", "LibreOffice", "text, theirs nothing"):
        "a hostile number of texts; LibreOffice reads none of them, we do not believe the number",
    ("xlsx", "openpyxl", "sheets"): NO_CELLS,
    ("xlsx", "openpyxl", "date, theirs number"):
        "the format `A/P` (half of the day) stands for a moment; openpyxl does not know it",
    ("xlsx", "openpyxl", "negative number, theirs date"): BEFORE_1900,
    ("xlsx", "openpyxl", "negative number, theirs time"): BEFORE_1900,
    ("xlsx", "openpyxl", "number, theirs date"):
        "60 is 29 February 1900, a day that never was; openpyxl takes it for another one",
    ("xlsx", "openpyxl", "number, theirs error"):
        "a day after the year 9999 is an error to openpyxl; we keep the number",
    ("xlsx", "openpyxl", "number, theirs nothing"):
        "a cell below a merged one; Excel keeps its value and does not show it, openpyxl drops it",
    ("xlsx", "openpyxl", "text, theirs text: blanks around"):
        "a blank at the end of a text that is not marked as one to keep (`xml:space`); Excel drops it",
    ("xlsx", "openpyxl", "text, theirs text: escapes"):
        "`_x000D_` is a character that XML cannot hold; openpyxl shows it as it is written",
    ("xlsx", "openpyxl", "text, theirs time"):
        "parts of a second in a time that is written as text; we keep the text",
    ("xlsx", "python-calamine", "error, theirs nothing"): "python-calamine reads errors as blanks",
    ("xlsx", "python-calamine", "text, theirs text: blanks inside"):
        "blanks between differently formatted parts of a text; calamine drops them",
    # OpenDocument
    ("ods", "LibreOffice", "boolean, theirs number"):
        "LibreOffice writes truth values as numbers into xlsx",
    ("ods", "LibreOffice", "date, theirs date"): CALCULATED + " (`TODAY()`)",
    ("ods", "LibreOffice", "date, theirs number"): "LibreOffice writes it without the format of a day",
    ("ods", "LibreOffice", "error, theirs error"): CALCULATED,
    ("ods", "LibreOffice", "error, theirs nothing"): CALCULATED,
    ("ods", "LibreOffice", "nothing, theirs error"): CALCULATED,
    ("ods", "LibreOffice", "nothing, theirs number"): CALCULATED,
    ("ods", "LibreOffice", "number, theirs error"): CALCULATED,
    ("ods", "LibreOffice", "number, theirs number"): CALCULATED,
    ("ods", "LibreOffice", "error, theirs text"):
        "an error in German (`#WERT!`) is written as the number zero that shows it; an error to us",
    ("ods", "LibreOffice", "error, theirs number"):
        "the same (`#BEZUG!`), where LibreOffice takes the zero",
    ("ods", "LibreOffice", "sheets"):
        "copies of sheets of other files, and scenarios, are no sheets of LibreOffice; it makes a "
        "sheet of a file that has none",
    ("ods", "LibreOffice", "text, theirs text: blanks around"): "a run of blanks (`text:s`) is one blank to us",
    ("ods", "LibreOffice", "text, theirs text: blanks inside"): "a run of blanks (`text:s`) is one blank to us",
    ("ods", "LibreOffice", "text, theirs text: other characters"): CALCULATED,
    ("ods", "LibreOffice", "text, theirs time"): SPANS,
    ("ods", "LibreOffice", "text, theirs date"): SPANS,
    ("ods", "LibreOffice", "number, theirs time"):
        "a number of days under the format of a time, written without its type",
}


def explanation(key):
    kind, reader, name = key
    for known in (key, (kind, "*", name), ("*", reader, name), ("*", "*", name)):
        if known in EXPLANATIONS:
            return EXPLANATIONS[known]
    return None


if __name__ == "__main__":
    main()
