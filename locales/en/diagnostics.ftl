# A message for each code: title, .label for the place, .note, .help.

## D1xx: definition

# D101
yaml-syntax = { $kind ->
        [encoding] the file is not encoded in UTF-8
       *[syntax] the file is not YAML
    }
    .label = reading stopped here
    .label-tab = this line is indented by a tab
    .label-no-break = this blank does not break lines, and is none to YAML
    .label-colon = there is no blank behind this colon
    .label-dash = there is no blank behind this dash
    .label-bracket = this bracket is not closed
    .bracket-end = reading stopped here
    .label-braces = there is a brace in the middle of this value
    .label-encoding = this file
    .message = the YAML parser says: { $message }
    .help = check indentation, colons and quotes at this place
    .help-tab = replace the tab by spaces
    .help-no-break = replace it by a common blank
    .help-blank = add a blank; if the sign is part of a text, put the whole text in quotes
    .help-braces = put the value in quotes: `"{ $value }"`
    .help-documents = keep one definition in the file: remove the line `---` and what is not needed
    .help-quotes = put the value that begins with `{ $character }` in quotes
    .help-colon = if the colon is part of the text, put the whole text in quotes; if not, check the indentation of the line
    .help-unclosed = close the quote, or add its partner; inside of braces the whole of a value with a comma stands in quotes
    .help-anchor = there is no such anchor (`&name`) above: correct the name after `*`, or put the value in quotes
    .help-brackets = close the bracket, and check the commas between the parts
    .help-indent = indent this line like its neighbours
    .encoding = save the file as UTF-8

# D102
unknown-key = { $kind ->
        [comma] a number is written with a comma
        [quoted] a value with a comma stands inside of braces without quotes
       *[key] unknown key `{ $key }`
    }
    .label = there is no such key here
    .label-comma = inside of braces a comma sets off the next key
    .help-comma = write the fraction with a point: `{ $value }`
    .help-quoted = put the whole value in quotes: `"{ $value }"`
    .known = keys that may stand here: `{ $known }`

# D103
missing-key = { $kind ->
        [capture] it is not said where the value of the column `{ $key }` comes from
        [register] the dimension `{ $key }` has no register
       *[key] the key `{ $key }` is missing
    }
    .label = in this definition
    .label-register = each member of the dimension gets a copy, and members are listed by a register
    .dimension = the dimension is defined here
    .help = add `{ $key }: …`
    .help-capture = add one of: `cell: A3`, `above: true` or `sheet: true` with `match: …`, `heading: …`, `constant: …`; `type` alone is for groups of the path, of `hierarchy` and of `unpivot`
    .help-match = the reference has the same rows as the indicator: write `match: []` to compare with the whole, or list the dimensions both have in common
    .help-address = add `at: { "{" } section: "2.4", row: "01", column: 3 { "}" }`: some columns of the form have an address, others do not
    .help-rule = add `match: …` or `blank_rows: 1`
    .help-history = say what happens to the history of merged members: `history: sum` counts their earlier rows for the successor, `history: break` does not compare with the period before
    .help-life = only a register says from when until when members exist: add `from: …`
    .help-register = add to the dimension `from: …`, the source that lists its members, and `key`

# D104
wrong-shape = the value is not of the right form: { $expected ->
        [text] text is expected
        [integer] a whole number is expected
        [not-negative] the number cannot be below zero
        [not-so-large] the number is too large
        [number] a number is expected
        [boolean] true or false is expected
        [list] a list is expected
        [names] names with values are expected
        [mapping] keys with values are expected
        [word] a single word is expected
        [date] a date such as 2025-08-20 is expected
        [cell] the address of a cell such as A3 is expected, or A-2: two rows above the header
        [sheet] sheets are numbered from 1; besides a name and a number there are { "{" }match: …{ "}" } and { "{" }all: true{ "}" }
        [range] a part of the sheet is wanted, such as A5:F200, B:F or A5:
        [letter] the letter of a column is wanted, such as K
        [blank-rows] `blank_rows` needs one blank row at least
        [scale] only percents have a `scale` (`type: percent`)
        [identifier] the name is written in Latin letters, digits and `_`, and does not begin with a digit
        [filled] this is empty, and at least one entry is expected
        [weight] a weight above zero is expected
        [share] a share from 0 to 1 is expected
        [steps] bounds of steps go from the best to the worst (with `better: lower` from the smallest up); the last step, and only that, has none
        [earlier] one of the periods shown is needed: 0, or -1, -2 … no further back than `previous`
        [bounds] two bounds are expected, the lower and the upper one
        [zone] the bounds of zones go from the best to the worst (with `better: lower` from the smallest up); the last zone, and only that, has none
        [tolerance] a number of rows or a percent is expected: `5` or `2 %`
        [percent] a percent from 0 to 100 is expected
        [table-column] a table and a column with a dot between them are expected: `schools.login`
        [as-many-keys] `columns` and `keys` have to name as many columns
        [fresh] either `column` with `newer_than` or `period` alone is expected
        [row-count] the rule `rows` needs `min` or `max`
       *[other] { $expected }
    }
    .label = here
    .help = correct the value
    .help-write = write `{ $value }`
    .help-named = write names with values: `{ "{" } name: value { "}" }`
    .known = keys that may stand here: `{ $known }`
    .help-slices = add a slice, such as `district: []` for the whole district
    .help-filled = add an entry
    .help-values = add `values: […]` or `of: table.column`
    .help-bounds = add `from`, `to` or both bounds
    .help-reason = write why these data have to be read: "heads of schools, public information"

# D105
unknown-choice = unknown word `{ $word }`
    .label = only a word of the list may stand here
    .help = choose one of: `{ $choices }`

# D106
include-not-found = there is no file `{ $path }`
    .label = included here
    .help = correct the path: it is taken from the file in which `include` stands

# D107
defined-twice = { $kind ->
        [code] two indicators have the code `{ $name }`
       *[name] the name `{ $name }` is defined twice
    }
    .label = the second time here
    .label-join = this table also has a column `{ $name }`
    .first = the first time here
    .second = the second time here
    .help = keep one definition, or give the second one another name
    .help-code = give one of the indicators another code: readers tell them apart by it
    .join = rename the column in one of the sources: joined tables share only the columns of `on`

# D108
unknown-table = there is no source or table `{ $name }`
    .label = no such name
    .known = there are: `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }

# D109
unknown-column = there is no column `{ $name }`
    .label = the table has no such column
    .label-ambiguous = without regard to letter case and to ё, these fit: `{ $candidates }`
    .known = there are the columns `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help-text = if it is no column but a text, put it in single quotes: '{ $name }'
    .help-indicator = this is an indicator, but formulas are about columns; indicators are added up by `composite`, and their values by member are rows of a table with `observations`
    .help-ambiguous = write the name of the column exactly, letter case and ё included
    .period = add the period: `{"{"}period{"}"}` in the path of the file, or `capture: {"{"} period: … {"}"}`
    .dimension = join a table that has it (`join`), or take the dimension out
    .alias = a table of aliases needs the column `alias` with the spelling and, for the key, the column that `take` names
    .parent = the key of this dimension has to be a column of the register: add the column, or take the dimension out of `parents`
    .reference = the same formula is computed from the rows of this table: add the column to it, or take the reference out

# D110
unknown-indicator = there is no indicator `{ $name }`
    .label = no such indicator
    .known = there are the indicators `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }

# D111
unknown-dimension = { $kind ->
        [slice] the indicator `{ $name }` is not cut like the slice `{ $slice }`
        [coarser] neither the rows nor their parents have the dimension `{ $name }`
        [observed] the indicator `{ $name }` has no slice [{ $slice }]
       *[unknown] there is no dimension `{ $name }`
    }
    .label = no such dimension
    .known = there are the dimensions `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .label-slice = this part has no slice by the same dimensions
    .slice = for this slice
    .help-slice = add such a slice to `by` of this part, or take it out here
    .label-coarser = a row has more than one value of such a slice
    .help-coarser = name dimensions of the table's `by`, or their parents in the register; [] is the whole district
    .label-observed = the indicator has no slice by exactly these dimensions
    .observed = these dimensions are wanted
    .help-observed = add the slice [{ $slice }] to `by` of the indicator, or name another `by` here

# D112
unknown-parameter = { $kind ->
        [unclosed] the brace after `$` is not closed
       *[unknown] there is no parameter `{ $name }`
    }
    .label = no such parameter
    .label-unclosed = no `{"}"}` follows this brace
    .known = there are: `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help-unclosed = write `${"{"}name{"}"}`

# D113
unknown-direction = there is no direction `{ $name }`
    .label = `directions` has no such code
    .help = add it to `directions`, or correct the code

# D114
unknown-template = there is no template `{ $name }`
    .label = this folder lacks the file `{ $file }`
    .help = name the folder of a template: it holds template.yaml and the Typst file

# D115
unknown-function = unknown function `{ $name }`
    .label = formulas have no such function
    .help = `msoko functions` prints the list of functions
    .help-if = a choice is written like this: `case when condition then value else other end`
    .help-count-if = count rows with a condition like this: `count(*) filter (where condition)`
    .help-sum-if = the condition follows the function: `{ $nearest }(column) filter (where condition)`

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
    .help-plain = names of columns are written without these brackets; put a name of several words into double quotes
    .help-range = formulas do not name cells: name the column, and all rows of the group are taken
    .help-power = write a power as a product: `x * x`; a root is `sqrt(x)`
    .help-point = write the fraction with digits on both sides of the point: `0.5`
    .label-comma = a comma between digits: is this a fraction or are these two values?
    .help-comma = write a fraction with a point: `{ $point }`, and values with a blank behind the comma: `{ $list }`
    .label-digits = a second number in a row without an operator
    .help-digits = if this is one number, remove the blank between its digits
    .label-percent = numbers have no percent sign
    .help-percent = a column of the type `percent` holds 50 % as 50, a share of the whole is 0.5: write the number that is meant
    .label-assignment = formulas do not begin with `=` here
    .help-assignment = remove it
    .label-russian = formulas have `{ $word }` in English
    .label-filter = a condition is not written like this
    .help-filter = the condition of an aggregate follows it in parentheses: `sum(n) filter (where n > 5)`
    .label-foreign = `{ $word }` belongs to queries of SQL; a formula is but an expression, without subqueries, windows and casts
    .help-query = gather the rows in `tables` with `where`, `join` and `derive`, and take the formula over that table
    .help-window = groups of rows are given by `by` of the indicator, comparisons by `reference`, places by `rank`
    .help-within = the order inside of a group need not be given: `percentile(x, 0.5)`, `median(x)`, `mode(x)`
    .help-as = the name of an indicator is its `id`, that of a column its key in `columns` or `derive`
    .help-cast = the type of a column is given in the source by `type`; year and month of a date are `year(date)`, `month(date)`
    .help-ilike = to ignore the case of letters, write `lower(x) like 'pattern%'`
    .help-interval = compare dates with dates: `day >= date '2024-09-01'`
    .label-words = a second word in a row without an operator
    .help-words = if this is the name of a column, put all of its words into double quotes: "Number of pupils"
    .label-chained = a comparison cannot be compared again
    .help-chained = join two comparisons by `and`, or write `x between 1 and 5`; put a comparison that is meant as a value in parentheses
    .label-deep = too many nested parts
    .help-deep = split the formula: move parts of it to columns of `derive`

# D117
formula-type = { $kind ->
        [column] the column `{ $name }` is not of the right type
        [never] a comparison in the formula is never true
       *[formula] types in the formula do not fit together
    }
    .label = this is `{ $found }`, expected `{ $expected }`
    .label-operands = `{ $operator }` does not join `{ $left }` and `{ $right }`
    .help-date = write the date like this: date '2024-09-01'
    .help-quote = put the value in quotes: the column holds text; if it holds numbers, correct its `type`
    .label-null = nothing compares with `null`
    .help-null = a missing value is found by `x is null`, a known one by `x is not null`
    .label-case = a text in small letters, or in capital ones, is compared with another here
    .help-case = write the text in the same letters: `lower(x) = 'yes'`
    .label-pattern = the asterisk is a common sign in patterns
    .help-pattern = any part of a text is `%`: `x like 'yes%'`
    .help-answer = the column answers yes or no itself: write `x` or `not x` instead of comparing it with a text
    .help-boolean = rows for which it is true are counted by `count(*) filter (where …)`; an indicator that answers yes or no is a `rule`
    .help-text = numbers are needed here; if the column holds numbers, correct its `type`; different values are counted by `count(distinct …)`
    .help-condition = a condition is needed here, such as a comparison: `n > 0`
    .help-name = there is a column of this name; names of columns are put into double quotes: "{ $name }"
    .help-unquote = remove the quotes: the column holds numbers; if it holds codes, correct its `type`
    .label-column = the column `{ $name }` is `{ $found }`, expected `{ $expected }` here
    .column = the column is defined here
    .help-column = correct the `type` of this column

# D118
formula-level = rows and aggregates of the formula do not go together
    .label-row = `{ $name }` sums up many rows, but the formula is computed for each row
    .help-row = move `{ $name }` to the formula of an indicator
    .label-nested = `{ $name }` stands inside of another aggregate function
    .help-nested = remove one of the functions: rows are summed up only once
    .label-column = a group of rows has many values of `{ $name }`
    .help-column = write `sum({ $name })` or another aggregate function
    .help-column-count = write `count(distinct { $name })` or another aggregate function
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
bad-pattern = { $kind ->
        [path] the path `{ $path }` cannot be read
       *[pattern] the regular expression cannot be read
    }
    .label = { $reason ->
        [unclosed-group] the bracket `(` is not closed
        [unopened-group] no bracket opens what this `)` closes
        [nothing-to-repeat] there is nothing to repeat before `*`, `+`, `?` or `{"{"}`
        [unclosed-class] the bracket `[` is not closed
        [bad-range] the bounds in `[…]` stand in reverse order
        [bad-repetition] the number of repetitions in `{"{"}…{"}"}` cannot be read
        [look-around] `(?=…)`, `(?!…)`, `(?<=…)` and `(?<!…)` cannot be used here
        [backreference] `\1` and other references to groups cannot be used here
        [escape] no such character follows `\`
        [double-name] there is already a group of this name
        [group-name] the name of the group cannot be read: it holds Latin letters, digits and `_`
        [too-large] the expression is too large
       *[other] in this expression
    }
    .label-path = a brace is not closed, or the name in braces is repeated or not made of Latin letters, digits and `_`
    .message = the parser of expressions says: { $message }
    .help = correct the regular expression; brackets and points to be found as they are take a `\`
    .help-path = write the name of the column between a pair of braces: `inputs/{"{"}period{"}"}/*.xlsx`

# D122
bad-period = the period `{ $period }` cannot be read
    .label = 2024-25 is expected for an academic year, 2024 for a calendar one
    .label-years = the second year has to follow the first
    .help = correct the period or `kind`
    .help-years = write `{ $wanted }`, or correct the first year

# D123
indicator-kind = the indicator `{ $id }` needs exactly one formula
    .label = this indicator
    .help = keep one of `ratio`, `mean`, `value`, `rule`, `external`, `info`, `composite`
    .help-none = add one of `ratio`, `mean`, `value`, `rule`, `external`, `info`, `composite`

# D124
edition-unavailable = there is no edition `{ $name }`
    .label = here
    .help = there are two: `internal` for the office, in which small groups are marked, and `public`, in which they are hidden

# D125
output-collision = { $kind ->
        [copies] all copies would be written to `{ $path }`
       *[reports] two reports would be written to `{ $path }`
    }
    .label = this path
    .first = and this one as well
    .member = add `${"{"}{ $member }{"}"}` to the path
    .copies = the copies “{ $first }” and “{ $second }” would have this name
    .data = a file with data that is written beside has this name
    .help = give the reports different paths

# D126
table-cycle = tables are made of each other in a circle: `{ $names }`
    .label = the circle begins here
    .help = make one of them from a source
    .identify = take out one of the `in` or `aliases` by which these sources wait for each other

# D127
path-outside = { $kind ->
        [backslash] there is a `\` in the path `{ $path }`
        [colon] there is a `:` in the path `{ $path }`
        [empty] the path `{ $path }` has an empty name of a folder or file
       *[outside] the path `{ $path }` leads out of the project
    }
    .label = here
    .help = write the path from the project folder, without `..`
    .help-include = write the path from the file in which `include` stands, without leaving the project folder
    .help-form = write the name of the form as `msoko forms` shows it, without `..`
    .help-backslash = separate folders by `/`
    .help-colon = remove the colon: names of files have none
    .help-empty = remove the extra `/`

# D128
idle-key = the key `{ $key }` means nothing here
    .label = beside such a formula this key means nothing
    .source = beside the other keys this one means nothing
    .help-value = take it out: a composite has no size of its own
    .help-answer = take it out: the answer of a `rule` and an `info` are neither judged nor compared, and there is nothing to compare a list (`external`) with; the schools with the answer yes are counted by an indicator over a table with `observations`
    .help-composite = take it out: a composite is made of other indicators, not of rows; an indicator over a table with `observations` compares it with the district or its own group (a column with `by: [cluster]`)
    .help-cells = take it out: a statistical form (`cells`) has no usual header and rows; its values are found by section, row and column
    .help-block = take it out, or name the column in `from`: only a column with a heading can stand in a row of a block
    .help-values = take it out, or declare the column a category: `type: category`
    .help-width = take it out, or declare the column a code: `type: code`
    .help-keep = take it out, or `duplicates: keep`: records that may repeat have no key
    .help-match = take it out: another key says already what fits
    .help-observations = take it out: the rows of this table are observations of indicators, which `observations` names
    .help-normalize = take it out: only `minmax` needs `bounds` or `over`, and one of the two, and only `method: steps` needs `steps`
    .help-taken = take it out: of `reference`, `gap` and `take` a column needs one
    .help-zero = take this word out, or declare the column a number: only a number can be zero
    .help-note = take it out: a note of findings (`only: findings`) holds no indicators

# D150
unknown-form = there is no form `{ $name }`
    .label = neither the program nor the folder forms has it
    .known = there are the forms: `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help = `msoko forms` lists the forms with their titles; put your own into forms/{ $name }.yaml

# D151
nothing-to-remove = the form has no key `{ $key }` that could be removed
    .label = an empty value removes a key of the form
    .help = correct the name or take the line out; to add a column, write at least `{"{}"}` for it

# D152
form-not-collected = the form `{ $name }` is not filled in by hand
    .origin = such a file comes like this: { $origin }
    .layout = the columns of this form depend on what stands in it ({ $keys }), so it has no blank
    .help = take the file as it comes and describe it by a source with `form: { $name }`
    .help-layout = take `collect` out of the form, or make the table plain: a header and rows below it

# D153
key-of-source = a form cannot have the key `{ $key }`
    .label = the source says this, not the form
    .help = move `{ $key }` to the source that takes this form

# D175
weak-privacy = groups of fewer than { $min_group } are hidden from the public, which protects nobody
    .label = the smallest group
    .edition = an edition for the public
    .help = let `min_group` be at least { $fewest }: of two people each knows the other

# D176
not-for-public = notes about findings cannot be published
    .label = this edition
    .note = they show cells of the spreadsheets
    .help = leave only the edition `internal` to a report with `only: findings`

# D177
internal-among-public = the internal document `{ $path }` would lie in the folder of the public edition, `{ $folder }`
    .label = path of the internal document
    .public = the public edition
    .note = the folder of the public edition is published as a whole, and beside internal documents lie data with nothing hidden
    .help = give the public edition a folder of its own, such as `reports/${ "{" }period{ "}" }/public/`

# D178
nothing-to-tell = { $kind ->
        [twice] the report names the indicator `{ $name }` twice
       *[members] the indicator `{ $name }` would be in no copy: it is not computed for members of `{ $dimension }`
    }
    .twice = it is named already, or belongs to a direction of `directions`
    .members = the indicator has no such slice in `by`
    .help-twice = take it out here
    .help-members = take it out of `indicators`, or give the indicator a slice, such as `by: { "{" } { $dimension }: [{ $dimension }] { "}" }`

# D170
wrong-literal = an argument of the function `{ $function }` is not the number it needs
    .label = a number that is written in the formula is needed here: { $wanted ->
        [fraction] from 0 to 1
        [percent] above 0 and up to 100
        [weight] 0 or more
       *[factor] a whole one from 0 to { $count }
    }
    .label-range = here may stand { $wanted ->
        [fraction] a number from 0 to 1
        [percent] a number above 0 and up to 100
        [weight] a number of 0 or more
       *[factor] a whole number from 0 to { $count }
    }
    .help = write it like this: `{ $signature }`
# D154
observation-cycle = tables and indicators stand on each other in a circle: `{ $names }`
    .label = the circle begins here
    .help = build one of the tables from a source, or take one of the indicators out of `observations`

# D155
late-table = table `{ $name }` is made of indicators and is not there yet
    .label = checks and registers come before indicators are computed
    .help = name a source here, or a table that is built from sources

# D156
nothing-to-take = { $part ->
        [reference] indicator `{ $id }` has no reference `{ $name }`
       *[other] observations of indicator `{ $id }` have no `{ $part }`
    }
    .label = there is nothing to take here
    .known = there are the references `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help-reference = give the indicator a `reference`, or take its value in another slice: `by`
    .help-n = give the indicator a formula of its size, `n`, or remove the column
    .help-ratio = only `ratio` and `mean` have a numerator and a denominator
    .help-interval = shares (a `ratio` of whole numbers with `scale: 100` and the unit `%`) and simple means (`mean` without `weight`) have an interval, unless it is taken away: `interval: none`
    .help-rank = give the indicator a `rank`, or remove the column
    .help-zone = give the indicator `zones`, or remove the column
    .help-target = give the indicator a `target`, or remove the column
    .help-change = show earlier periods: `previous` of `period`
    .help-answer = the answer of a rule has only a `trend`, and an `info` is not compared with the period before; take the value with `period: -1`

# D157
no-rows-observed = the columns do not say what the rows of the table are
    .label = none of them is of the slice of the rows themselves
    .help = add a column without `by`: its members and periods become the rows

# D158
composite-part = { $kind ->
        [info] the indicator `{ $name }` is information and no number
        [mixed] `z` of the part `{ $name }` does not add up with other scales
       *[whole] the slice `{ $name }` has no members to compare a value with
    }
    .label = this is no part of a composite
    .score = these are standard deviations, mostly from -3 to 3
    .other = and this is another scale
    .whole = the whole is alone in this slice
    .members = the scale of this part comes from the members of the slice
    .help-info = take it out, or compute a number: `value`, `ratio`, `mean`, `rule`
    .help-mixed = give all parts `normalize: { "{" } method: z { "}" }`, or none
    .help-whole = take this slice out of `by`, or give the part fixed bounds: `bounds: [least, greatest]`

# D159
rank-impossible = { $kind ->
        [better] there are no places where nothing is better
        [size] the size of the groups is not known
        [slice] the members of this slice cannot be put in one order
       *[slices] the members of none of the slices can be put in one order
    }
    .label = there are no places here
    .help-better = add `better: higher` or `better: lower` if more or less is better, or take out `rank`
    .help-size = give the indicator a formula of its size, `n`, or take out `min_n`
    .help-slice = name a slice of `by` that has exactly one dimension beside those of `within`
    .help-slices = places are those among the members of one dimension; name the other dimensions of the slice in `within`, and there only dimensions of the slice and their parents

# D160
interval-impossible = this indicator has no such interval
    .label = there is nothing to compute such an interval from
    .help-wilson = a share has `wilson`: a `ratio` of whole numbers, the numerator not above the denominator
    .help-t = a simple mean has `t`: `mean` without `weight`

# D129
column-place =
    { $kind ->
        [several] the place of the column `{ $name }` is said twice
        [outside] the column `{ $name }` stands outside of the `range` of the source
       *[form] the column `{ $name }` has `at`, but the source has no `cells`
    }
    .label = here it is said again
    .first = here for the first time
    .form = only values of a statistical form have an address
    .outside = the source will never see this cell or column
    .help = leave one of `from`, `heading`, `letter`, `at`
    .help-capture = leave one of `cell`, `above`, `sheet`, `heading`, `constant`
    .help-form = add `cells` to the source, or name the heading of the column in `from`
    .help-outside = widen `range`, or correct the address
# D145
check-rule = the check `{ $id }` needs exactly one rule
    .label = this check
    .help-none = add one of: `assert`, `unique`, `complete`, `in`, `range`, `refers`, `sum`, `total`, `fresh`, `rows`
    .help = keep one rule, and give the others checks of their own

# D146
no-supplier = the report `{ $report }` is made of findings, but not for those who supply the data
    .label = `only: findings` stands here
    .help-none = add `quality: { "{" } supplier: … { "}" }`, the dimension of those who supply data
    .help = write `for_each: { $dimension }`, as in `quality`, or take `only` out

## S2xx: sources

# S201
no-files = there is no file `{ $pattern }`
    .label = nothing was found at this path
    .help = put the files into this folder or correct the path: `*` stands for any part of a name, a name in braces becomes a column

# S202
unknown-format = the file `{ $path }` is not a spreadsheet of a known format
    .label = this file cannot be read
    .html = it holds a web page without tables, whatever the ending of its name: portals answer like this when nobody is signed in or the report is not ready
    .xml = it holds XML of another program
    .web-archive = it holds a web archive (`.mht`)
    .sylk = it holds a table in the old text format SYLK
    .pdf = it is a PDF document, which holds the looks of a table and not its numbers
    .image = it is a picture
    .program = it is a program and no table; do not run it
    .database = it is a database
    .code-page = its texts are in an unknown encoding
    .word = it is a text (Word)
    .presentation = it is a presentation
    .old-excel = it is a workbook of Excel 2–4, which hardly any program reads today
    .document = it is a document of another kind: a text, a presentation or a message
    .archive = it is an archive (zip, rar, gz, 7z) and no table, whatever its name
    .binary = it is neither text nor a workbook
    .encoding = the encoding given in `csv` is not known
    .help = open the file in a spreadsheet program and save it as an Excel workbook (`.xlsx`)
    .help-unpack = unpack the archive and put the table from it into the folder
    .help-other = ask the sender for the original table (`.xlsx`)
    .help-portal = sign in to the portal, download the report again and check that a spreadsheet program opens it
    .help-encoding = correct `encoding` in the section `csv`: for example `windows-1251`, `utf-8`, `ibm866`

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
    .entities = it has XML entities of its own, which spreadsheet programs never write and hostile files do
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
        [0] the header was not found: the sheet `{ $sheet }` lacks the row below which to search
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
    .no-after = no cell fits this pattern
    .sheet = { $files ->
        [1] on this sheet
       *[other] on this sheet ({ $files } such sheets)
    }
    .help-after = correct `header.after`, or choose another sheet
    .after = the search began below a row that fits this pattern
    .help = add the spelling of the file to `header.contains` as a second variant, choose another sheet, or raise `header.within`

# S207
column-not-found =
    { $kind ->
        [letter] there is nothing in the column `{ $heading }` below the header{ $files ->
            [1] {""}
           *[other] {" "}({ $files } files)
        }
        [combination] there is no column `{ $heading }` in the groups `{ $combinations }`
       *[table] { $files ->
            [1] the table has no column `{ $heading }`
           *[other] { $files } tables have no column `{ $heading }`
        }
    }
    .label = the header has no such heading
    .letter = the column is named by its letter
    .blank = nothing stands here
    .help-letter = correct the letter, or mark the column as `optional: true`
    .nearest = the heading most like it
    .header = the header begins here
    .combination = the columns of this group begin here
    .known = here are: `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help = add the spelling of the file to `from`, or mark the column as `optional: true`

# S208
column-ambiguous =
    { $kind ->
        [variants] the header has several variants of one column: `{ $heading }`
       *[heading] the heading `{ $heading }` stands { $count } times in the header
    }
    .label = it is not clear which of the columns is meant
    .place = one of them
    .help = name the column together with the upper row of the header (`header.rows`), or rename the other one: { $cells }
    .help-variants = leave only the heading that is meant in `from`

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
    .above = no cell above this row fits
    .help-above = if the row with this value was read as the last one of the table above, end that table by a rule of `stop`
    .heading = no heading fits the pattern
    .headings = the headings that fit give different values
    .sheet = { $files ->
        [1] name of the sheet: `{ $sheet }`
       *[other] name of the sheet in the first of them: `{ $sheet }`
    }
    .help = correct the address of the cell or the pattern `match`

# S210
too-large = the file `{ $path }` is larger than can be read
    .label = this file cannot be read
    .file = the file is larger than 512 MB
    .part = unpacked it would take too much memory
    .cells = its cells and texts would take more than 224 MB of memory, which is about five million cells
    .text = a text in it is longer than 1 MB, more than a cell can hold
    .work = reading it would take too long: the sheets that are wanted are larger than 512 MB, unpacked
    .grid = it has cells outside of a sheet (1 048 576 rows and 16 384 columns)
    .repeats = the same cells with content are repeated more than a million times, perhaps down to the end of the sheet
    .memory = reading it would take more memory than a file of this size is given
    .time = reading it did not end within the time that a file of this size is given
    .help = remove everything but the table from the workbook and save it again

# S211
wrong-type =
    { $count ->
        [one] { $count } value of the column `{ $column }` is not of its type
       *[other] { $count } values of the column `{ $column }` are not of its type
    }
    .not-number = not a number
    .not-whole = not a whole number
    .too-large = too large a number: a spreadsheet keeps 15 digits of it
    .percent = a percent, where a plain number is expected; for percents there is `type: percent`
    .date = a date: the spreadsheet program may have made it of a number or a code
    .not-date = not a date; `31.12.2024` and `2024-12-31` are understood
    .not-boolean = neither yes nor no
    .not-code = not a code
    .path = the value comes from the path of this file or the name of its sheet
    .declared = the column is declared here
    .more = and { $more } more
    .help = correct the cells, or add their text to `missing` of this source
    .rule = the values of `{ $column }` are { $type ->
        [integer] whole numbers
        [number] numbers
        [date] dates
        [boolean] “да” or “нет”
       *[other] of the right kind
    }
    .for-readers = correct the value of the cell

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
    .rule = there are no errors of formulas in `{ $column }`
    .for-readers = correct the formula

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
    .rule = the formulas of `{ $column }` are computed
    .for-readers = open the workbook and save it again

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
    .rule = the values of `{ $column }` are in the list or of the right form
    .for-readers = correct the value of the cell

# S216
extra-fields =
    { $count ->
        [one] { $count } row has more fields than the header
       *[other] { $count } rows have more fields than the header
    }
    .label = there is no heading above this field
    .more = and { $more } more
    .help = if the comma stands inside of numbers, save the file with another separator (semicolon) and declare it in `csv.delimiter`; if this is a column of its own, give it a heading

# S232
personal-key = the column `{ $column }` is a part of the key, but it is personal
    .declared = the column of the key is declared here
    .heading = a personal column: { $evidence ->
        [heading] by its heading
        [name] names of people
        [insurance] insurance numbers
        [phone] telephone numbers
        [mail] addresses of electronic mail
        [passport] numbers of passports
       *[other] by its content
    }
    .help = take a column with a code or a number into `key`; if these are no personal data, write `not_personal: reason` in the column
# S217
hidden-refused =
    { $kind ->
        [sheets] { $count ->
            [1] the workbook `{ $path }` has the hidden sheet `{ $sheets }`
           *[other] the workbook `{ $path }` has the hidden sheets `{ $sheets }`
        }
        [rows] the sheet `{ $sheet }` has hidden rows with data: { $numbers }
       *[columns] the sheet `{ $sheet }` has hidden columns with data: { $numbers }
    }
    .label = { $kind ->
        [sheets] in this workbook
        [rows] the first of the hidden rows
       *[columns] the first of the hidden columns
    }
    .help = show the sheet in the workbook, or allow it in `hidden`
    .help-cells = show the rows and columns (remove the filter), or allow them in `hidden`

# S218
start-not-found = no row below the header of the sheet `{ $sheet }` begins the data
    .label = no row fits this pattern
    .header = the header of the table
    .help = correct `start`, or leave it out if the data begin right below the header

# S219
address-not-found =
    { $kind ->
        [section] the form has no section `{ $wanted }`
        [plain-row] the form has no row `{ $wanted }`
        [row] the section `{ $section }` of the form has no row `{ $wanted }`
       *[column] the row `{ $row }` of the form has no column `{ $wanted }`
    }{ $files ->
        [1] {""}
       *[other] {" "}({ $files } files)
    }
    .label = the form has no such address
    .nearest = the one most like it
    .form = the form begins here
    .known = these are there: `{ $known }`{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
    .help = correct the address, or mark the column as `optional: true`

# S220
address-twice =
    { $kind ->
        [section] section { $section }, row { $row }, column { $number } stands twice in the form
       *[plain] row { $row }, column { $number } stands twice in the form
    }
    .label = which of the two values is meant is not known
    .first = the first
    .second = the second
    .more = and { $more } more
    .help = tell the sections apart by `cells.section`, or limit the sheets and the `range`

# S221
form-not-found =
    { $kind ->
        [row] the file `{ $path }` has no column of row numbers
       *[numbers] no row of column numbers stands below the header on the sheet `{ $path }`
    }
    .label = the heading `{ $heading }` was looked for
    .file = no sheet has such a heading
    .numbers = the header of this table
    .help = write the heading of the column of row numbers in `cells.row` as the file spells it
    .help-numbers = see that a row of column numbers stands below the header: 1, 2, 3 …

## T3xx: tables

# T301
duplicate-key = { $count ->
        [one] { $count } row repeats
       *[other] { $count } rows repeat
    } the key `{ $key }` of the source `{ $source }`
    .label = repeated
    .copy = repeats row { $original }
    .first = first such row
    .value = key: { $value }
    .more = and { $more } more
    .identical = the rows are equal: if this is a copy too many, write `duplicates: drop_identical`
    .withheld = some columns were not read since they are personal, so nobody knows whether the rows are the same; add to `key` a column with a code
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
    .alike = row without partner; a key of `{ $table }` differs only in letters that look alike, in case, or in leading zeros
    .help = correct the key in the sheet, or complete `{ $table }`
    .rule = the row is in `{ $table }` of the same year
    .for-readers = correct the code or login of the row, or complete `{ $table }`

# T303
several-partners = several rows of `{ $table }` have the same `{ $on }`
    .label = joined here
    .partner = one of the rows
    .help = add to `on` a column that tells them apart, or correct the sheet

# T304
key-missing = { $count ->
        [one] { $count } row of the register `{ $table }` has
       *[other] { $count } rows of the register `{ $table }` have
    } no key `{ $key }`
    .label = the key should stand here
    .more = and { $more } more
    .help = if this is a total or a note, leave it out by `exclude`; or else write the key into the sheet

# T305
name-unknown = { $count ->
        [one] { $count } name in `{ $column }` of `{ $source }` is
       *[other] { $count } names in `{ $column }` of `{ $source }` are
    } neither in the register nor among the aliases ({ $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    })
    .label = not found
    .declared = looked up by this rule
    .list = the names and their cells:
        { $list }
    .kept = these rows stay without a key
    .dropped = these rows are left out
    .help = correct the name in the sheet, complete the register, or add a line to `{ $aliases }`
    .help-lines = if one of these is meant, add its line to `{ $aliases }` (without the brackets):
        { $lines }
    .help-aliases = correct the name in the sheet, complete the register, or keep a table of other spellings and name it in `aliases`
    .help-first-lines = if one of these is meant, keep a table of other spellings with its line (without the brackets), and name it in `aliases`:
        { $lines }

# T306
name-ambiguous = the name `{ $name }` in `{ $column }` may mean several members: `{ $keys }` ({ $count ->
        [one] { $count } row
       *[other] { $count } rows
    })
    .name = whom does this mean?
    .member = one of them
    .help = give the members different names in the register; an alias may say which of them is meant, but not take a name away from the member that has it

# T307
member-unknown = { $kind ->
        [alias] an alias leads to the key `{ $key }`, which the register `{ $table }` never had
       *[successor] the successor `{ $key }` is in no row of the register `{ $table }`
    }
    .successor = no such member
    .alias = no such member
    .help = correct the key, or complete the register

# T308
succession-unclear = { $problem ->
        [circle] members follow each other in a circle: `{ $names }`
        [days] `{ $key }` ends before it begins
       *[two] `{ $key }` has two successors: `{ $other }` and `{ $second }`
    }
    .successor = successor
    .from = first day
    .to = last day
    .help = leave the one successor that took over; a member that goes on has none
    .help-days = correct one of the two days

# T309
not-a-member = { $count ->
        [one] { $count } row of `{ $table }` is
       *[other] { $count } rows of `{ $table }` are
    } about members that the register `{ $register }` of their period does not have (dimension `{ $dimension }`)
    .closed = closed before this period
    .unopened = opens only after this period
    .alike = the register has a key that differs only in letters that look alike, in case, or in leading zeros
    .row = not in the register of this period
    .more = and { $more } more
    .kept = these rows count, and the members are shown for the period
    .help = correct the key in the sheet or the days in `{ $register }`, or leave these rows out; `unmatched: warning` in the dimension lets them count
# T310
check-failed = { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } of `{ $table }` { $count ->
        [one] does
       *[other] do
    } not pass the check `{ $check }`
    .rule = { $title }
    .default = `{ $formula }`
    .label = the condition is not true
    .unknown = it is not known whether the condition is true: `{ $column }` has no value
    .help = correct the values in these rows
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T311
not-unique = { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } of `{ $table }` { $count ->
        [one] repeats
       *[other] repeat
    } another one (check `{ $check }`)
    .rule = { $title }
    .default = the values of `{ $columns }` together are unique
    .label = repeated: { $found }; first such row: { $first }
    .help = remove the row too many, or correct the values
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T312
incomplete = { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } of `{ $table }` { $count ->
        [one] lacks
       *[other] lack
    } values (check `{ $check }`)
    .rule = { $title }
    .default = columns are filled in: `{ $columns }`
    .label = { $reason ->
        [empty] `{ $column }` is blank
        [no_data] `{ $column }` has no data
        [not_applicable] `{ $column }` is not applicable
        [suppressed] `{ $column }` is hidden
        [unreadable] `{ $column }` cannot be read
       *[other] `{ $column }` has no value
    }
    .help = fill in the cells
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T313
not-in-list = { $count ->
        [one] { $count } value
       *[other] { $count } values
    } of `{ $table }` { $count ->
        [one] is
       *[other] are
    } not in the list (check `{ $check }`)
    .rule = { $title }
    .default = `{ $columns }` is one of: { $values }
    .label = `{ $found }` is not in the list
    .unknown = there is no value
    .help = write a value of the list
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T314
out-of-range = { $count ->
        [one] { $count } value
       *[other] { $count } values
    } of `{ $table }` { $count ->
        [one] is
       *[other] are
    } out of range (check `{ $check }`)
    .rule = { $title }
    .default = `{ $columns }` lies within { $range }
    .below = { $found } is less than { $expected }
    .above = { $found } is more than { $expected }
    .unknown = there is no value
    .help = correct the value
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T315
dangling-reference = { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } of `{ $table }` { $count ->
        [one] names
       *[other] name
    } what `{ $to }` does not have (check `{ $check }`)
    .rule = { $title }
    .default = `{ $to }` has the values of `{ $columns }`
    .label = `{ $to }` has no row { $found }
    .unknown = the key is not filled in
    .help = correct the key, or complete `{ $to }`
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T316
sum-differs = { $count ->
        [one] { $count } sum
       *[other] { $count } sums
    } over the columns of `{ $table }` { $count ->
        [one] is
       *[other] are
    } wrong (check `{ $check }`)
    .rule = { $title }
    .default = the sum of `{ $columns }` is { $sum } (± { $within })
    .label = the sum is { $found } instead of { $expected }
    .unknown = there is no sum: `{ $column }` has no value
    .help = correct the parts of the sum
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T317
total-differs = { $count ->
        [one] { $count } total
       *[other] { $count } totals
    } of `{ $table }` { $count ->
        [one] differs
       *[other] differ
    } from the sum of the rows (check `{ $check }`)
    .rule = { $title }
    .default = the rows add up to the published total
    .label = the rows (there are { $parts }) add up to { $found }, the total says { $expected }
    .unknown = this cannot be checked: rows without a value: { $missing }; the known ones add up to { $found }, the total says { $expected }
    .no-total = there is no row with the total; the rows add up to { $found }
    .no-value = the total has no value; the rows add up to { $found }
    .help = compare the rows with the total and correct what is wrong
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T318
stale = the data of `{ $table }` are too old (check `{ $check }`)
    .rule = { $title }
    .default = { $kind ->
        [period] there are rows of { $range }
       *[day] `{ $columns }` is later than { $range }
    }
    .label = { $found } is not later than { $expected }
    .unknown = there is no date
    .period = there is no row of { $period }
    .help = replace the data by new ones
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

# T319
row-count = the number of rows of `{ $table }` is wrong (check `{ $check }`)
    .rule = { $title }
    .default = the number of rows: { $range }
    .few = { $found } rows, at least { $expected } are wanted
    .many = { $found } rows, at most { $expected } are wanted
    .few-in-period = { $found } rows of { $period }, at least { $expected } are wanted
    .many-in-period = { $found } rows of { $period }, at most { $expected } are wanted
    .help = see whether all rows are there, and none too many
    .custom = { $message }
    .more = and { $more } more
    .unknown-count = of these it is not known whether the rule is kept: { $unknown }
    .tolerated = there are no more violations than `tolerate` allows, so the severity is one step milder
    .action = { $action }

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
text-failed = the text cannot be made
    .label = here
    .undefined = `{ $expression }` is not defined
    .syntax = this is not MiniJinja: { $message }
    .fuel = the text takes too long
    .unknown = there is no such function or filter: { $message }
    .unknown-value = the value is not known here
    .other = expression `{ $expression }`: { $message }
    .help = correct the text; `at("name")` gives the value of an indicator, `{"{%"} if q.known {"%}"}` asks whether it is missing

# R502
template-failed = { $known ->
        [glyph] the report's fonts lack the sign `{ $quoted }`
        [font] there is no font `{ $quoted }`
        [package] the template needs a package from the network
        [alt] a figure or equation has no description
        [title] the document has no title
        [heading] the levels of headings skip one
       *[other] the template cannot be compiled: { $message }
    }
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
    .help-title = set a title: #set document(title: "…")
    .help-heading = begin with a heading of the first level (=) and skip none

# R503
lookup-failed = nothing to show: `{ $name }`
    .label = looked up here
    .indicator = there is no indicator of this name
    .slice = the indicator has no such slice
    .period = there is no such period: 0 is the current one, -1 the one before
    .dimension = the slice is not cut by this dimension
    .key = this slice needs a member: { $name }="…"
    .member = the slice has no such member

# R504
bad-font = the file `{ $path }` is not a font that can be read
    .help = put a TTF or OTF font into the folder `fonts/`, or take this file away

# R505
parameter-needed = the template needs the parameter `{ $name }`
    .label = this template
    .declared = declared here
    .help = add it to `parameters`

# R506
nothing-to-make = { $kind ->
        [all] there is no document to make
       *[other] the report `{ $report }` has no copies
    }
    .label = this report
    .members = the register has no rows for the period { $period }
    .members-help = check the file of the register for this period and `period.current`
    .help = add a report to `reports`

## O6xx: output

# O601
cannot-read = cannot read `{ $path }`
    .label = { $reason ->
        [not-found] there is no such file
        [permission-denied] access is denied, or the path leaves the project
        [folder] it is a folder, not a file
        [not-folder] a part of the path is not a folder
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [reader] the process that reads such files could not be started: { $detail }
       *[other] { $reason }
    }
    .help-reader = close other programs and run again; if that does not help, install the program anew
    .help = close the file in other programs and check the rights to it

# O602
cannot-write = cannot write `{ $path }`
    .label = { $reason ->
        [not-found] there is no such file
        [permission-denied] access is denied, or the path leaves the project
        [folder] it is a folder, not a file
        [not-folder] a part of the path is not a folder
        [storage-full] the disk is full
        [read-only] the disk is read-only
       *[other] { $reason }
    }
    .help = close the file in other programs, check the space on the disk and the permissions

# O603
standard-not-met = { $known ->
        [glyph] the report's fonts lack the sign `{ $quoted }`
        [font] there is no font `{ $quoted }`
        [package] the template needs a package from the network
        [alt] a figure or equation has no description
        [title] the document has no title
        [heading] the levels of headings skip one
       *[other] the document breaks { $standards }: { $message }
    }
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
    .help-title = set a title: #set document(title: "…")
    .help-heading = begin with a heading of the first level (=) and skip none

## W8xx: notes on data

# W801
duplicate-rows = { $count ->
        [one] { $count } row of the source `{ $source }` is an exact copy of another and counts
       *[other] { $count } rows of the source `{ $source }` are exact copies of others and count
    } once
    .label = copy
    .copy = copy of row { $original }
    .first = row that counts
    .value = key: { $value }
    .more = and { $more } more
    .help = delete the copy from the sheet
    .rule = rows do not repeat
    .for-readers = delete the copy from the sheet

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
        [alternatives] the file `{ $path }` has cells that are written in several variants
       *[shares] every number of the column `{ $column }` is at most one, and none has a percent sign{ $files ->
            [1] {""}
           *[other] {" "}({ $files } such files)
        }
    }
    .alternatives = the variant for older programs was read; the spreadsheet program may show another
    .fraction = read as a percent: 0.5 is 0.5 %, not 50 %
    .declared = the column is declared here
    .help-resave = open the workbook in a spreadsheet program and save it again
    .help-shares = if these are shares, give the cells a percent format or multiply the numbers by 100

# W804
rows-without-member = { $count ->
        [one] { $count } row of the table `{ $table }` counts
       *[other] { $count } rows of the table `{ $table }` count
    } for the whole, but for no member of the dimension `{ $dimension }`
    .row = there is no value here
    .more = and { $more } more
    .help = fill in this column in the sheet, or leave the rows out by a condition in `where`
    .rule = each row says what it belongs to: `{ $dimension }`
    .for-readers = fill in the cell

# W805
unused-text = no template prints the text `{ $name }`
    .label = this text

# W806
no-rows = there is no row of data below the header of the table
    .label = the header of the table is here
    .help = check whether this is the right file and sheet, and whether `stop` or `exclude` cut the table off

# W807
members-alike = two members of the dimension `{ $dimension }` differ in spelling only: `{ $first }` and `{ $second }`
    .help = if they are the same, list the right spellings in `values` of the column, or correct the sheet

# W808
unread-file = { $count ->
        [one] { $count } file lies beside those that are read, but no source reads it
       *[other] { $count } files lie beside those that are read, but no source reads them
    }
    .label = not read
    .more = and { $more } more
    .help = correct the name of the file, complete `files` of the source, or take the file out of the folder
    .rule = each file of the folder is read
    .for-readers = correct the name of the file, or take it out of the folder

# W825
personal-column = { $kind ->
        [column] the column `{ $column }` is personal, its values were not read
       *[cells] some cells of the column `{ $column }` are personal and were not read
    } ({ $count ->
        [one] { $count } value
       *[other] { $count } values
    }{ $files ->
        [1] {""}
       *[other] , sheets: { $files }
    })
    .declared = the column is declared here
    .heading = a personal column: { $evidence ->
        [heading] by its heading
        [name] names of people
        [insurance] insurance numbers
        [phone] telephone numbers
        [mail] addresses of electronic mail
        [passport] numbers of passports
       *[other] by its content
    }
    .cell = the first of them; { $evidence ->
        [heading] personal by the words beside it
        [name] the name of a person
        [insurance] an insurance number
        [phone] a telephone number
        [mail] an address of electronic mail
        [passport] the number of a passport
       *[other] personal by its content
    }
    .help = take the column out of the definition; if these data are needed and may be printed, write `not_personal: reason` in the column, which is logged

# W830
no-group-size = nobody knows how many people the indicator `{ $name }` is about
    .label = its groups have no size
    .note = so all its values are hidden from the public
    .help = add `n`, a formula for the size such as `count(*)`, or say `counts: organizations` or `counts: items` if it is not about people

# W831
secondary-off = hidden values of the public edition can be computed
    .label = secondary suppression is off
    .edition = an edition for the public
    .note = only small groups are hidden; they are the total without the others
    .help = remove `secondary: false` before you publish
# W841
comment-in-text = the text ends at the sign `#`: “{ $value }” is left of it
    .label = to YAML this is a comment
    .help = if it is part of the text, put the whole text in quotes: `"{ $whole }"`; if it is a comment, put a blank behind the `#`

# W840
absent-text = the column `{ $column }` of the table `{ $table }` has no text “{ $text }”
    .label = a formula here compares with this text
    .help = write the text in the formula as it stands in the table: texts are compared exactly

# W826
lost-period = the indicator `{ $id }` lacks the first of the periods shown
    .label = it uses no earlier periods
    .table = but the column `{ $column }` of this table is of an earlier one, so that the first period has no rows
    .help = move the columns with `period` to a table with `observations` of their own, and leave the indicator on a table without them

# W809
hidden-cells =
    { $kind ->
        [rows] hidden rows of the sheet `{ $sheet }` { $policy ->
            [read] were read
           *[skip] were left out
        }
       *[columns] hidden columns of the sheet `{ $sheet }` { $policy ->
            [read] were read
           *[skip] were left out
        }
    }: { $numbers }
    .label = { $kind ->
        [rows] the first of these rows
       *[columns] the first of these columns
    }
    .help = { $policy ->
        [read] see whether they are meant; to leave them out write `hidden: skip`
       *[skip] see whether they are needed; to read them write `hidden: read`
    }

# W810
hidden-sheet-read =
    { $count ->
        [1] the hidden sheet `{ $sheets }` of the workbook `{ $path }` was read
       *[other] the hidden sheets `{ $sheets }` of the workbook `{ $path }` were read
    }
    .label = this workbook has hidden sheets
    .help = see whether the sheet is meant; to leave hidden sheets out remove them from `sheet` and `hidden`

# W811
mixed-shares =
    { $kind ->
        [share] { $count ->
            [one] { $count } number among the percents of the column `{ $column }` looks like a share
           *[other] { $count } numbers among the percents of the column `{ $column }` look like shares
        }
       *[above-one] { $count ->
            [one] { $count } number among the parts of one of the column `{ $column }` is above one
           *[other] { $count } numbers among the parts of one of the column `{ $column }` are above one
        }
    }
    .share = without a sign of percent, and not above one
    .above-one = this is more than 100 %
    .sign = here is a sign of percent
    .percent = this number is a percent
    .declared = the column is declared here
    .help-above = correct the cells, or take out `scale: fraction`
    .help = correct the cells, or say how numbers without a sign are written: `scale: percent` or `scale: fraction`

# W812
repeated-rows =
    { $count ->
        [one] { $count } row of the source `{ $source }` repeats another one exactly
       *[other] { $count } rows of the source `{ $source }` repeat others exactly
    }
    .label = the repeated row
    .first = the same row above
    .value = key: { $value }
    .more = and { $more } more
    .help = name a `key`; if these are copies write `duplicates: drop_identical`, if different records `duplicates: keep`
# W815
other-reader = the workbook `{ $path }` is not written as spreadsheet programs write it
    .label = read in another way: hidden rows and columns are not known, and differently formatted words may be glued
    .help = open the workbook in a spreadsheet program and save it again

# W813
doubtful-header =
    { $kind ->
        [again] { $count ->
            [1] row { $rows } of the sheet `{ $sheet }` could be the header as well
           *[other] rows { $rows } of the sheet `{ $sheet }` could be the header as well
        }
       *[numbers] the column numbers below the header of the sheet `{ $sheet }` were read as data
    }
    .label = this row was taken: the first one with all headings
    .again = the same headings stand here
    .numbers = this row counts the columns
    .help = if there are several tables, write `header.repeat: true`; if only the first is meant, `repeat: false`; another one can be chosen by `header.after` or `range`
    .help-numbers = write `numbered: true` in `header`, and the row is skipped

# W814
stray-cells =
    { $count ->
        [one] { $count } cell beside the table of the sheet `{ $sheet }` has no heading
       *[other] { $count } cells beside the table of the sheet `{ $sheet }` have no heading
    }: { $columns }
    .label = the first one
    .help = if they are data, give the column a heading or name it by its letter (`letter`); if they are notes, bound the table: `range`
# W818
old-results = the formulas of the workbook `{ $path }` were not calculated before it was saved
    .label = results of formulas are read as they are written: they may be old, or were never calculated
    .help = open the workbook in a spreadsheet program, calculate it (F9) and save it
# W820
namesakes = two members in `{ $table }` have one name in { $period }: `{ $first }` and `{ $second }` (`{ $name }`)
    .row = one of them
    .help = if they are one, leave one key; otherwise give them different names, or no file that names them only by name can be read

# W821
member-twice = `{ $table }` has two rows about `{ $key }` in one period, and they { $problem ->
        [name] name it differently
        [parent] make it a part of different things
       *[days] hold at the same time
    }
    .row = one of the rows
    .help = leave one row, or correct the key of the other; the first one counts
    .help-days = end the earlier row on the day before the later one begins; the one that begins later counts, and of two that begin together the first

# W822
member-gone = { $count ->
        [one] { $count } member
       *[other] { $count } members
    } of the dimension `{ $dimension }` { $count ->
        [one] is
       *[other] are
    } no longer in `{ $table }` in { $period }, and nothing says why
    .row = the last row about it
    .more = and { $more } more
    .help = closed, merged or forgotten? Complete the register, or keep the row with its last day (`valid_to`) and, after a merger, its `successor`

# W823
codes-alike = { $count ->
        [one] two codes in `{ $column }` look like one: `{ $first }` and `{ $second }`
       *[other] { $count } pairs of codes in `{ $column }` look like one, the first of them `{ $first }` and `{ $second }`
    }
    .code = one of the spellings
    .declared = the column is declared here
    .more = and { $more } more pairs
    .help = if they are one, write them in one way: letters that look alike are of different alphabets, or their case differs
    .help-width = if they are one, give the column `width: …`, the number of digits: it brings back the zeros that a spreadsheet took away

# W824
stale-copy = { $count ->
        [one] { $count } file is left
       *[other] { $count } files are left
    } from an earlier run: the copies of this period have none like it
    .label = not made any more
    .more = and { $more } more
    .help = if the school was closed or has another code now, remove the file

## X9xx: the program

# W816
doubtful-encoding =
    { $kind ->
        [guessed] the encoding of the file `{ $path }` was told by its letters: { $encoding }
        [malformed] the file `{ $path }` has bytes that mean nothing in { $encoding }
       *[strange] the text of the file `{ $path }` does not read like Russian
    }
    .guessed = read as { $encoding }; if words are garbled, it is another one
    .strange = read as { $encoding }; letters with accents and other rare signs may be garbled
    .malformed = in their place stands the sign �
    .help = name the encoding in the source, for example `csv: {"{"} encoding: ibm866 {"}"}`, or save the file as `CSV UTF-8`

# W817
stray-quotes =
    { $count ->
        [one] the file `{ $path }` has { $count } field with quotes that could be meant otherwise
       *[other] the file `{ $path }` has { $count } fields with quotes that could be meant otherwise
    }
    .label = read like this
    .more =
        { $more ->
            [one] and { $more } more field
           *[other] and { $more } more fields
        }
    .help = double the quotes inside of a field (`"MBOU ""SOSH"""`), or save the table as `.xlsx`

# X901
internal = the program is in a state that should not be possible: { $message }
    .help = tell the developers
