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

target-others = others
