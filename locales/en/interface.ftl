# Words of the program other than diagnostics.

severity-bug = bug
severity-error = error
severity-warning = warning
severity-info = for information
severity-note = note
severity-help = help
did-you-mean = did you mean `{ $suggestion }`?{ $alike ->
        [yes] {" "}The letters look alike, but some are Cyrillic and others are Latin
       *[no] {""}
    }

in-shipped-form = the form comes with the program: change its key in the source that takes it, or put a copy of your own into { $own }

found = Found: { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
written = Done: { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } in { $folder }.
draft = The reports are marked as a draft (ЧЕРНОВИК): the data have the errors listed above.
nothing-written = Nothing was written; earlier reports are untouched.
checked = Checked: { $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    }, { $indicators ->
        [one] { $indicators } indicator
       *[other] { $indicators } indicators
    }, { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }.
progress-documents = Typesetting
form-line = { $name } – { $title }{ $kind ->
        [own] {" "}(own)
       *[shipped] {""}
    }{ $blank ->
        [yes] {" "}[blank]
       *[no] {""}
    }
functions-aggregates = Over groups of rows
functions-scalars = Row by row
function-aliases = Also named: { $names }.
function-definition = Rule: { $text }.
function-examples = Examples:
template-written = The blank workbook is in { $path }
template-exists = There is a file { $path } already; add --force to replace it.
no-indicator = There is no indicator `{ $name }`.
no-indicator-but = There is no indicator `{ $name }`; did you mean { $nearest }?
sql-lowered = yes
sql-not-lowered = The indicator { $name } cannot be said in SQL: { $reason }.
sql-composite = it is made of other indicators
sql-observations = the table { $table } is made of values of indicators
sql-formula = its formula or condition has { $what }
sql-table = the table { $table } has { $what }
sql-tables = Tables written to { $path }: { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
several = “{ $name }” is several; name one: { $list }.
no-dimension = There is no dimension `{ $name }`.
no-dimension-but = There is no dimension `{ $name }`; did you mean { $nearest }?
no-member = The dimension { $dimension } has no `{ $name }`.
no-member-but = The dimension { $dimension } has no `{ $name }`; did you mean `{ $nearest }`?
no-members-together = The data have no such combination of members.
no-slice = The indicator is not cut like this. Its slices:{ $known }
no-reference = The indicator has no reference `{ $name }`; it has: { $known }.
no-period = There is no period `{ $name }`; there are { $known }.
explain-usage = Not understood: { $option }. Behind the indicator stand dimensions, such as --school edu053017, and --period, --reference, --format human|json, --lang ru|en, --pipeline.
explain-whole = the whole
explain-absent = was not there in this period
explain-value = Value: { $text }
explain-interval = 95 % confidence interval: { $text }
explain-target = Target: { $text } – { $met ->
        [yes] met
        [no] not met
       *[unknown] unknown
    }
explain-zone = Zone: { $text }
explain-rank = Place: { $text } of { $of }
explain-change-answer = In the period before: { $was ->
        [yes] yes
        [no] no
       *[same] the same
    }
explain-change-unknown = From the period before: { $trend ->
        [suppressed] hidden
       *[unknown] unknown
    }
explain-change = From the period before: { $text } – { $trend ->
        [up] growth
        [down] decline
        [same] no change
        [within_error] within error
        [suppressed] hidden
       *[unknown] unknown
    }
explain-small = The group is small: draw no conclusions
explain-partial = Some rows do not count: values are missing in them
explain-merged = With the data of members that were merged into it
explain-reference = Reference “{ $title }”: { $text }; its rows follow
explain-formula = Formula: { $text }
explain-method = Method: { $text }
explain-rows = Table { $table }: { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
explain-step = Its rows are those of { $table }
explain-step-where = {" "}where { $text }
explain-step-joined = ; joined: { $text }
explain-condition = Condition: { $text }
explain-left-out = Left out ({ $count ->
        [one] { $count } row
       *[other] { $count } rows
    }): a part of the formula is not known in them
explain-of-member = (a row about { $text })
explain-inputs = From indicators:
explain-part = {"  "}{ $name } = { $value } → { $scaled } on the scale; weight { $weight }; contribution { $contribution }  ({ $place })
explain-parts-sum = {"  "}Sum of the contributions: { $text }
yes = yes
no = no
diff-title = What changed: { $old } → { $new }
diff-nothing = No value changed.
diff-summary = { $indicators ->
        [one] { $indicators } indicator
       *[other] { $indicators } indicators
    } changed: { $observations } values, { $crossed } of which crossed the border of a zone or a target.
diff-new-indicator = { $text } – a new indicator
diff-gone-indicator = { $text } – the indicator is gone
diff-fact-formula = formula
diff-fact-method = method
diff-fact-unit = unit
diff-fact-where = condition
diff-fact-zones = zones
diff-absent = no row
diff-same = the same value
diff-counts = only counts
diff-zone = zone: { $text }
diff-target = target: { $text }
diff-target-met = the target is met
diff-target-missed = the target is no longer met
diff-place = Where
diff-old = Old
diff-new = New
diff-change = Change
diff-crossing = Border
diff-more = And { $count } more.
diff-cells = Cells that changed: { $count }
diff-cells-unknown = Which cells changed cannot be known from values alone: give folders of projects.
diff-reaches = has a part in { $text }
diff-and-more = and { $count } more
diff-reaches-nothing = has a part in no indicator
diff-no-values = { $path } holds no values of indicators.
own-form = The project's own form is taken instead of the shipped one: { $path }
no-folder = There is no folder { $path }.
no-pipeline = There is no definition: name one, or put a single .yaml file into the folder pipelines.
several-pipelines = The folder pipelines holds several definitions, name one of them: { $names }.

# msoko inspect
inspect-exists = The file { $path } exists; add --force to write over it.
inspect-written = The definition was written to { $path }.
inspect-nothing = There is no table that could be read.
inspect-proposal = A definition that reads these tables (msoko inspect --yaml prints nothing else):
inspect-left-out = Tables without a proposal: { $count }: nothing tells them from another table of the sheet, or they cannot be read as they are.
inspect-file = { $path }: { $format }, { $size } KB, sheets: { $sheets }
inspect-sheet = { $kind ->
        [text] Text
       *[other] Sheet “{ $name }”
    }{ $hidden ->
        [yes] {" "}(hidden)
       *[no] {""}
    }: { $rows } rows, { $columns } columns
inspect-hidden = Hidden rows: { $rows }, columns: { $columns }
inspect-personal-cells = Cells with personal data: { $count }, not shown
inspect-no-table = No table found
inspect-table = Table { $number }: header { $levels ->
        [1] in row { $bottom }
       *[other] in rows { $top }–{ $bottom }
    }, data in rows { $first }–{ $last }: { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
inspect-numbered = a row below the header counts the columns
inspect-totals = rows with totals: { $count }
inspect-notes = rows with notes below the table: { $count }
inspect-blank-rows = blank rows inside: { $count }
inspect-equal-rows = rows equal to another one: { $count }
inspect-nameless = columns of data without a heading: { $count }
inspect-labels = the first column mixes levels (country, region, district, school)
inspect-title = above the table, { $cell }: { $name } = { $value }
inspect-personal = a personal column ({ $evidence ->
        [heading] by its heading
        [name] names of people
        [insurance] insurance numbers
        [phone] telephone numbers
        [mail] addresses of mail
        [passport] passports
       *[other] by its content
    }), not read
inspect-type = { $type ->
        [integer] integer
        [number] number
        [percent] percent
        [code] code
        [category] category
        [date] date
        [boolean] boolean
       *[text] text
    }
inspect-evidence = { $known } of { $all }, { $distinct } different
inspect-range = { $least } to { $greatest }
inspect-oddity = { $oddity ->
        [text-number] numbers typed as text: { $count }
        [decimal-comma] decimal commas in text: { $count }
        [leading-zero] zeros in front: { $count }
        [percent-format] formatted as percents: { $count }
        [percent-text] signs of percent in text: { $count }
        [share] look like shares (0 to 1) instead of percents: { $count }
        [blanks] needless blanks: { $count }
        [mixed-letters] Latin letters among Cyrillic ones: { $count }
        [error-value] errors of formulas: { $count }
        [not-calculated] formulas without a result: { $count }
        [personal] cells with personal data: { $count }
        [stray] nearly all are numbers, but not all: { $count }, the first in { $cell }
        [same-heading] another column has the same heading
       *[hidden] the column is hidden
    }
inspect-yaml-title = Proposed by msoko inspect.
inspect-yaml-check = Check names, types, words for missing values and which rows are left out; remove columns you do not need.
inspect-yaml-no-year = The name of the file says no year: write yours into period.
inspect-yaml-outside = The file lies outside of the project: copy it to { $path }.
inspect-yaml-hidden = The hidden sheet “{ $sheet }” is left out: name it in sheet if it is needed.
inspect-yaml-report = Report
inspect-yaml-tried = Tried by reading: { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } without errors.
inspect-yaml-form = A ready-made form was recognised: { $title }. See msoko forms.
inspect-yaml-period = The period may come from the path: files: "inputs/{"{"}period{"}"}/…"; remove this line then.
inspect-yaml-letter = Another column has the same heading, so this one is named by its letter.
inspect-yaml-range = The sheet has a similar table, so this one is named by its cells: in another file they may be others.
inspect-yaml-key = These columns together do not repeat; is that so in other files?
inspect-yaml-lenient = The table has errors of formulas, or formulas without a result: such cells are missing values with a warning.
inspect-yaml-stop = The table ends here: notes or another table are below.
inspect-yaml-exclude = Rows with totals are left out.
inspect-yaml-fill-down = A blank cell repeats the one above: is that so?
inspect-yaml-levels = The levels were guessed by their names: check the patterns.
inspect-yaml-missing = What these words mean was guessed.
inspect-yaml-capture = Values above the table.
inspect-yaml-left-out = { $reason ->
        [personal] Personal columns are not read
        [heading] The heading names a person
       *[unreadable] These columns could not be read
    }: “{ $headings }”.
inspect-yaml-stray = Nearly all values are numbers; text, since not all are.
