# Words of reports.

missing-empty = blank
missing-empty-mark = n/a
missing-no-data = no data
missing-no-data-mark = n/a
missing-not-applicable = not applicable
missing-not-applicable-mark = x
missing-suppressed = hidden
missing-suppressed-mark = hidden
missing-absent = was absent
missing-absent-mark = abs.
missing-unreadable = unreadable
missing-unreadable-mark = n/a
missing-zero-denominator = the denominator is zero
missing-zero-denominator-mark = n/a
missing-too-few = too few values
missing-too-few-mark = n/a
missing-no-rows = no rows
missing-no-rows-mark = n/a
missing-unknown = a part of the formula is unknown
missing-unknown-mark = n/a

personal-dropped = values not read
personal-cells-dropped = a part of the values not read
personal-unread = column not read
personal-kept = read
evidence-heading = by the heading
evidence-name = names of people
evidence-insurance = insurance numbers
evidence-phone = telephone numbers
evidence-mail = addresses of electronic mail
evidence-passport = numbers of passports
blank-guide = How to fill it in
blank-hint = Fill in the rows below the header, one for each record; see the sheet "{ $sheet }".
blank-rules = Do not change the header, the order of columns or the name of the sheet; add no rows of totals; cells hold values, not formulas.
blank-empty = Leave the cell blank if there are no data: blank is not zero.
blank-missing = Where there are no data, write a word, not zero: { $words }. Blank is not zero.
blank-zero = zero
blank-column = Column
blank-expected = What to write
blank-about = Explanation
blank-example = Example
blank-refused = This cannot be written here
blank-unit = Unit: { $unit }
blank-integer = A whole number, 0 or more.
blank-number = A number.
blank-percent = A number from 0 to 100, without the sign %.
blank-code = A code; leading zeros are kept.
blank-code-of-width = A code of { $width } characters; leading zeros are kept.
blank-choice = One of: { $values }.
blank-text = Text.
blank-date = A date such as 31.12.2025.
blank-boolean = Yes or no.

period-calendar = { $period }
period-academic-year = school year { $period }
date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

answer-was = was: { $answer }
target-other-periods = other years
target-others = others

column-period = period
finding-check = check
finding-cell = unreadable cell
finding-duplicate = repeated row
finding-row = row without partner
finding-hidden = hidden in the workbook
finding-file = file
finding-read = read
finding-rows = rows of the table
finding-excluded = rows left out
finding-missing = missing values
finding-register = register
finding-personal = personal data
finding-other = other
exclusion = { $kind ->
        [cell] rows whose column “{ $heading }” reads: { $pattern }
        [first] rows that begin with: { $pattern }
       *[blank] blank rows
    }
pattern-or = or
exclusion-start = rows above the first row of data (`start`)
exclusion-stop = { $kind ->
        [cell] below the end of the table, where the column “{ $heading }” reads: { $pattern }
        [first] below the end of the table, a row that begins with: { $pattern }
       *[blank] below the blank rows that end the table
    }
