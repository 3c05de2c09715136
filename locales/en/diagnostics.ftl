# A message for each code: title, .label for the place, .note, .help.

## D1xx: definition

# D101
yaml-syntax = the file is not YAML: { $message }
    .label = reading stopped here
    .help = check indentation, colons and quotes at this place
    .encoding = save the file as UTF-8

# D102
unknown-key = unknown key `{ $key }`
    .label = there is no such key here
    .known = keys that may stand here: `{ $known }`

# D103
missing-key = the key `{ $key }` is missing
    .label = in this definition
    .help = add `{ $key }: …`

# D104
wrong-shape = the value is not of the right form: { $expected ->
        [text] text is expected
        [integer] a whole number is expected
        [number] a number is expected
        [boolean] true or false is expected
        [list] a list is expected
        [mapping] keys with values are expected
        [word] a single word is expected
        [date] a date such as 2025-08-20 is expected
        [cell] the address of a cell such as A3 is expected
        [bounds] two bounds are expected, the lower and the upper one
        [zone] the bounds of zones go from best to worst, and only the last zone has none
       *[other] { $expected }
    }
    .label = here
    .help = correct the value

# D105
unknown-choice = unknown word `{ $word }`
    .label = only a word of the list may stand here
    .help = choose one of: `{ $choices }`

# D106
include-not-found = there is no file `{ $path }`
    .label = included here
    .help = correct the path: it is taken from the file in which `include` stands

# D107
defined-twice = the name `{ $name }` is defined twice
    .label = the second time here
    .first = the first time here
    .help = keep one definition, or give the second one another name
    .join = rename the column in one of the sources: joined tables share only the columns of `on`

# D108
unknown-table = there is no source or table `{ $name }`
    .label = no such name

# D109
unknown-column = there is no column `{ $name }`
    .label = the table has no such column
    .label-ambiguous = in other letter case, these fit: `{ $candidates }`
    .help-ambiguous = write the name of the column in its exact letter case
    .period = add the period: `{"{"}period{"}"}` in the path of the file, or `capture: {"{"} period: … {"}"}`
    .dimension = join a table that has it (`join`), or take the dimension out

# D110
unknown-indicator = there is no indicator `{ $name }`
    .label = no such indicator

# D111
unknown-dimension = there is no dimension `{ $name }`
    .label = no such dimension

# D112
unknown-parameter = there is no parameter `{ $name }`
    .label = no such parameter

# D113
unknown-direction = there is no direction `{ $name }`
    .label = `directions` has no such code
    .help = add it to `directions`, or correct the code

# D114
unknown-template = there is no template `{ $name }`
    .label = this folder has no file template.typ
    .help = name a folder that holds template.typ

# D115
unknown-function = unknown function `{ $name }`
    .label = formulas have no such function

# D116
formula-syntax = the formula cannot be read
    .label = found `{ $found }` here, expected { $expected ->
        [value] a value, a column or a function
        [operator] an operator or the end of the formula
       *[other] `{ $expected }`
    }
    .label-end = the formula ends here, expected { $expected ->
        [value] a value, a column or a function
        [operator] an operator
       *[other] `{ $expected }`
    }
    .label-character = formulas do not use the character `{ $found }`
    .help-instead = write `{ $instead }`
    .help-quotes = if it is part of the name of a column, put the name in quotes: "Number of pupils"
    .label-unclosed = the closing quote `{ $mark }` is missing
    .label-number = the number has too many digits
    .label-date = there is no such date
    .help-date = write the date as year-month-day: date '2024-09-01'
    .label-comma = found a comma here, expected a decimal point
    .help-comma = write the fraction with a point: `0.5`
    .label-chained = a comparison cannot be compared again
    .help-chained = join two comparisons by `and`, or write `x between 1 and 5`; put a comparison that is meant as a value in parentheses
    .label-deep = too many nested parts
    .help-deep = split the formula: move parts of it to columns of `derive`

# D117
formula-type = types in the formula do not fit together
    .label = this is `{ $found }`, expected `{ $expected }`
    .label-operands = `{ $operator }` does not join `{ $left }` and `{ $right }`
    .help-date = write the date like this: date '2024-09-01'
    .help-text = put the value in quotes if the column holds text; if it holds numbers, correct its `type`

# D118
formula-level = rows and aggregates of the formula do not go together
    .label-row = `{ $name }` sums up many rows, but the formula is computed for each row
    .help-row = move `{ $name }` to the formula of an indicator
    .label-nested = `{ $name }` stands inside of another aggregate function
    .help-nested = remove one of the functions: rows are summed up only once
    .label-column = a group of rows has many values of `{ $name }`
    .help-column = write `sum({ $name })` or another aggregate function, or add the column to the slice in `by`
    .label-clause = `{ $name }` does not go with `{ $clause }`
    .help-clause = remove `{ $clause }`: `filter` follows aggregate functions, `distinct` stands inside of `count`

# D119
argument-count = the function `{ $function }` takes another number of arguments
    .label = { $count ->
        [0] there are no arguments
        [one] there is { $count } argument here
       *[other] there are { $count } arguments here
    }
    .help = write it like this: `{ $signature }`

# D120
indicator-cycle = indicators depend on each other in a circle: `{ $names }`
    .label = the circle begins here
    .help = take one of them out of the other's `composite`

# D121
bad-pattern = the expression cannot be read: { $message }
    .label = in this expression
    .help = correct the regular expression; brackets and points to be found as they are take a `\`

# D122
bad-period = the period `{ $period }` cannot be read
    .label = 2024-25 is expected for an academic year, 2024 for a calendar one
    .help = correct the period or `kind`

# D123
indicator-kind = the indicator `{ $id }` needs exactly one formula
    .label = this indicator
    .help = keep one of `ratio`, `mean`, `value`, `composite`

# D124
edition-unavailable = this version does not make the edition `{ $name }`
    .label = here
    .note = an open edition has to hide also those figures from which hidden ones can be computed; until then only the edition `internal` is safe
    .help = keep the edition `internal`

# D125
output-collision = two reports would be written to `{ $path }`
    .label = this path
    .member = add `${"{"}{ $member }{"}"}` to the path
    .help = give the reports different paths

# D126
table-cycle = tables are made of each other in a circle: `{ $names }`
    .label = the circle begins here
    .help = make one of them from a source

# D127
path-outside = the path `{ $path }` leaves the project
    .label = here
    .help = write the path from the project folder, with `/`, without `..`

## S2xx: sources

# S201
no-files = there is no file `{ $pattern }`
    .label = nothing was found at this path
    .help = put the files into this folder or correct the path: `*` stands for any part of a name, a name in braces becomes a column

# S202
unknown-format = the file `{ $path }` is not a spreadsheet of a known format
    .label = this file cannot be read
    .html = it holds a web page (HTML), whatever the ending of its name: many portals export tables this way
    .xml = it holds XML: a table of Excel 2003 or a document of another program
    .old-excel = it is a workbook of Excel 2–4, which hardly any program reads today
    .document = it is a document of another kind: a text, a presentation or a message
    .archive = it is an archive without a workbook
    .binary = it is neither text nor a workbook
    .encoding = the encoding given in `csv` is not known
    .help = open the file in a spreadsheet program and save it as an Excel workbook (`.xlsx`)

# S203
password-protected = the workbook `{ $path }` is protected by a password
    .label = a password is needed to read it
    .help = open the workbook, remove the password and save it again

# S204
damaged-workbook = the file `{ $path }` is damaged
    .label = this file cannot be read
    .empty = the file is empty
    .container = the file is cut off or its directory is wrong; perhaps it was not downloaded to the end
    .workbook = a part is wrong that all sheets need
    .sheet = the sheet `{ $sheet }` is wrong
    .unexpected = its content makes the reader fail
    .help = get the file again, or open it in a spreadsheet program and save it as a new workbook (`.xlsx`)

# S205
sheet-not-found =
    { $kind ->
        [first] the workbook has no visible sheet
        [number] the workbook has no sheet number { $wanted }
        [matching] no visible sheet fits `{ $wanted }`
       *[named] the workbook has no sheet `{ $wanted }`
    }
    .label = this sheet was looked for
    .file = the workbook has the sheets `{ $sheets }`
    .help = correct `sheet`, or rename the sheet in the workbook
    .help-first = open the workbook and unhide the sheet with the table, or name the hidden sheet in `sheet`

# S206
header-not-found =
    { $count ->
        [1] the header was not found: there is no heading `{ $missing }`
       *[other] the header was not found: there are no headings `{ $missing }`
    }
    .label = none of the first { $rows } rows of the sheet has this heading
    .file = { $files ->
        [1] none of the headings occurs here
       *[other] none of the headings occurs here ({ $files } such sheets)
    }
    .empty = the first { $rows } rows of the sheet are empty
    .best = this row is most like the header
    .help = add the spelling of the file to `header.contains` as a second variant, choose another sheet, or raise `header.within`

# S207
column-not-found =
    { $files ->
        [1] the table has no column `{ $heading }`
       *[other] { $files } tables have no column `{ $heading }`
    }
    .label = the header has no such heading
    .nearest = the heading most like it
    .header = the header begins here
    .help = add the spelling of the file to `from`, or mark the column as `optional: true`

# S208
column-ambiguous = the heading `{ $heading }` stands { $count } times in the header
    .label = it is not clear which of the columns is meant
    .place = one of them
    .help = name the column together with the upper row of the header (`header.rows`), or rename the other one: { $cells }

# S209
capture-failed =
    { $files ->
        [1] the value of the column `{ $column }` was not found
       *[other] the value of the column `{ $column }` was not found in { $files } files
    }
    .label = this pattern does not fit here
    .cell = the text of this cell does not fit the pattern
    .blank = this cell is blank
    .sheet-name = the name of the sheet does not fit the pattern
    .help = correct the address of the cell or the pattern `match`

# S210
too-large = the file `{ $path }` is larger than can be read
    .label = this file cannot be read
    .file = the file is larger than 512 MB
    .part = unpacked it would take too much memory
    .cells = a sheet has more than 20 million cells with content
    .text = it holds more than 256 MB of text
    .grid = it has cells outside of a sheet (1 048 576 rows and 16 384 columns)
    .help = remove everything but the table from the workbook and save it again

# S211
wrong-type =
    { $count ->
        [one] { $count } value of the column `{ $column }` is not of its type
       *[other] { $count } values of the column `{ $column }` are not of its type
    }
    .not-number = not a number
    .not-whole = not a whole number
    .too-large = too large a number
    .percent = a percent, where a plain number is expected
    .date = a date: the spreadsheet program may have made it of a number or a code
    .not-date = not a date; `31.12.2024` and `2024-12-31` are understood
    .not-boolean = neither yes nor no
    .not-code = not a code
    .declared = the column is declared here
    .more = and { $more } more
    .help = correct the cells, or add their text to `missing` of this source

# S212
error-cell =
    { $count ->
        [one] { $count } cell of the column `{ $column }` holds an error
       *[other] { $count } cells of the column `{ $column }` hold an error
    }
    .label = an error instead of a value
    .declared = the column is declared here
    .more = and { $more } more
    .help = correct the formulas in the workbook, or add the text of the error to `missing` of this source

# S213
unknown-level =
    { $kind ->
        [block] { $count ->
            [one] { $count } row is out of place in its block
           *[other] { $count } rows are out of place in their blocks
        }
       *[level] { $count ->
            [one] { $count } row belongs to no level
           *[other] { $count } rows belong to no level
        }
    }
    .label = fits none of the levels
    .no-block = no block was begun above this row
    .repeated = the block has such a row already
    .help = add a level to `hierarchy.levels`, or leave such rows out by `exclude`
    .help-block = correct the patterns of `blocks.rows`, or the order of the rows in the file

# S214
formula-not-calculated =
    { $count ->
        [one] { $count } formula of the column `{ $column }` has no value
       *[other] { $count } formulas of the column `{ $column }` have no value
    }
    .label = this formula was never calculated
    .declared = the column is declared here
    .more = and { $more } more
    .help = open the workbook in a spreadsheet program and save it, so that the values of the formulas are written

# S215
value-not-allowed =
    { $count ->
        [one] { $count } value of the column `{ $column }` is not allowed
       *[other] { $count } values of the column `{ $column }` are not allowed
    }
    .not-listed = `values` does not have this value
    .pattern-mismatch = does not fit the pattern `match`
    .declared = the column is declared here
    .more = and { $more } more
    .help = correct the cells, or complete `values` or `match` of this column

## T3xx: tables

# T301
duplicate-key = { $count ->
        [one] { $count } row repeats
       *[other] { $count } rows repeat
    } the key `{ $key }` of the source `{ $source }`
    .label = repeated
    .first = first such row
    .more = and { $more } more
    .identical = the rows are equal: if this is a copy too many, write `duplicates: drop_identical`
    .help = correct the rows in the sheet, or add to `key` a column that tells them apart

# T302
unmatched-rows = { $count ->
        [one] { $count } row of `{ $left }` has
       *[other] { $count } rows of `{ $left }` have
    } no partner in `{ $table }` by `{ $on }`
    .label = joined here
    .row = row without partner
    .more = and { $more } more
    .dropped = these rows are left out
    .kept = these rows stay without the joined columns
    .help = correct the key in the sheet, or complete `{ $table }`

# T303
several-partners = several rows of `{ $table }` have the same `{ $on }`
    .label = joined here
    .partner = one of the rows
    .help = add to `on` a column that tells them apart, or correct the sheet

## I4xx: indicators

# I401
number-overflow = a number in `{ $name }` is too large
    .label = while computing
    .help = check the numbers and the formula

# I402
unknown-period-value = the period `{ $period }` cannot be read, { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
    .label = column of the period
    .help = name the folder or value like a period: 2024-25 or 2024

# I403
period-missing = { $count ->
        [one] { $count } row of the source `{ $source }` has no period
       *[other] { $count } rows of the source `{ $source }` have no period
    }
    .label = column of the period
    .row = row without a period
    .help = fill in the period in the sheet, or take it from the path of the file: `{"{"}period{"}"}`

## R5xx: report

# R501
text-failed = the text cannot be made: { $message }
    .label = here
    .undefined = `{ $expression }` is not defined
    .syntax = this is not MiniJinja
    .fuel = the text takes too long
    .unknown = there is no such function or filter
    .other = expression `{ $expression }`
    .help = correct the text; `at("name")` gives the value of an indicator, `{"{%"} if q.known {"%}"}` asks whether it is missing

# R502
template-failed = the template does not compile: { $message }
    .label = the error arises here
    .trace = called from here
    .document = { $count ->
        [1] document `{ $document }`
       *[other] the same in { $count } documents, the first is `{ $document }`
    }
    .help = { $hint }
    .help-font = put the font's file into the project's folder `fonts/`, or correct the name in the template
    .help-glyph = replace this character in the data, or put a font that has it into the folder `fonts/`
    .help-package = copy the code you need into the templates' folder: packages are not downloaded
    .help-alt = give the figure, image or equation a description `alt: "…"`

# R503
lookup-failed = nothing to show: `{ $name }`
    .label = looked up here
    .indicator = there is no indicator of this name
    .slice = the indicator has no such slice
    .period = there is no such period: 0 is the current one, -1 the one before
    .member = the slice has no such member

# R504
bad-font = the file `{ $path }` is not a font that can be read
    .help = put a TTF or OTF font into the folder `fonts/`, or take this file away

# R505
parameter-needed = the template needs the parameter `{ $name }`
    .label = this template
    .declared = declared here
    .help = add it to `parameters`

## O6xx: output

# O601
cannot-read = the file `{ $path }` cannot be read
    .label = { $reason }
    .help = close the file in other programs and check the rights to it

# O602
cannot-write = cannot write `{ $path }`: { $reason }
    .help = close the file in other programs, check the space on the disk and the permissions

# O603
standard-not-met = the document does not conform to { $standards }: { $message }
    .label = the reason is here
    .trace = called from here
    .document = { $count ->
        [1] document `{ $document }`
       *[other] the same in { $count } documents, the first is `{ $document }`
    }
    .help = { $hint }
    .help-font = put the font's file into the project's folder `fonts/`, or correct the name in the template
    .help-glyph = replace this character in the data, or put a font that has it into the folder `fonts/`
    .help-package = copy the code you need into the templates' folder: packages are not downloaded
    .help-alt = give the figure, image or equation a description `alt: "…"`

## W8xx: notes on data

# W801
duplicate-rows = { $count ->
        [one] { $count } row of the source `{ $source }` is an exact copy of another and counts
       *[other] { $count } rows of the source `{ $source }` are exact copies of others and count
    } once
    .label = copy
    .first = row that counts
    .more = and { $more } more
    .help = delete the copy from the sheet

# W802
hidden-sheet =
    { $count ->
        [1] the hidden sheet `{ $sheets }` of the workbook `{ $path }` was left out
       *[other] the hidden sheets `{ $sheets }` of the workbook `{ $path }` were left out
    }
    .label = this workbook has hidden sheets
    .help = if a sheet is needed, unhide it in the workbook or name it in `sheet`

# W803
lossy-format =
    { $kind ->
        [errors] errors of formulas may be lost from the file `{ $path }`
       *[shares] every number of the column `{ $column }` is at most one, and the format `{ $format }` does not show whether these are percents
    }
    .label = the format `{ $format }` is read without errors of formulas: such a cell looks blank
    .share = the sheet may show a percent here
    .declared = the column is declared here
    .help = save the workbook as `.xlsx`

# W804
rows-without-member = { $count ->
        [one] { $count } row of the table `{ $table }` counts
       *[other] { $count } rows of the table `{ $table }` count
    } for the whole, but for no member of the dimension `{ $dimension }`
    .row = there is no value here
    .more = and { $more } more
    .help = fill in this column in the sheet, or leave the rows out by a condition in `where`

## X9xx: the program

# X901
internal = the program is in a state that should not be possible: { $message }
    .help = tell the developers
