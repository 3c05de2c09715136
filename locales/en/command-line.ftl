### Help and mistakes of the command line.

program = Annual quality reports from spreadsheets

usage = Usage:
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
placeholder-options = OPTIONS
placeholder-command = COMMAND

command-run = Read the tables, compute the indicators and make the reports
command-check = Check the definition and the tables, and write nothing
command-inspect = Show what is in tables, and propose a definition that reads them
command-explain = Explain a number: the formula, the sums, and every cell it comes from
command-diff = Compare the values of two runs: what changed, what crossed a border, which cells
command-sql = Say an indicator in SQL: slices, joins, conditions and sums, for large data
command-schema = Print the JSON Schema of the definition language
command-forms = List the ready-made forms: those shipped, and your own in the folder forms
command-functions = Print the reference of the functions of formulas, or what one of them does
command-template = Make a blank workbook that collects data for a form; without a name, list the forms
command-read-apart = Read one table for another process of this program

argument-help = Print this help
argument-version = Print the version
argument-pipeline = File of the definition; without it, the only file in the folder pipelines
argument-lang = Language; by default that of the system
argument-format = Form of messages: for people, a line each, JSON
argument-deny-warnings = Take warnings for errors
argument-quiet = Print errors only
argument-threads = How many documents are set at once
argument-files = Tables: xlsx, xls, xlsb, ods, csv, wherever they are
argument-yaml = Print the definition alone
argument-output = Write the definition to a file
argument-force = Write over a file that is there already
argument-inspect-format = Form: for people or for programs
argument-explain-indicator = Name of the indicator, or its code, such as КП-03
argument-rest =
    Which number: dimensions with their members, such as --school edu053017 --subject Математика; without them, the whole district.
    Also: --period PERIOD, --reference REFERENCE, --format human|json, --lang ru|en, --pipeline FILE
argument-old = What was: the folder of a project, the file of a definition, or indicators.json
argument-new = What is
argument-diff-format = Form: text, Markdown for a pull request, JSON
argument-exit-code = End with the code 1 if anything has changed
argument-indicator = Name of the indicator; without it, list which can be said, and why others cannot
argument-values = Print what the statement has to return instead of the statement (csv)
argument-tables = Write the tables to a folder: csv and schema.sql
argument-name = Name of a function
argument-functions-format = Form: the reference, the calls alone, or JSON
argument-form = Name of a form, as msoko forms shows it
argument-template-output = Where the workbook goes; by default to this folder, named after the form
argument-example = Fill in the first row as an example
argument-memory = Bytes of memory
argument-seconds = Seconds

default-value = ; by default { $value }

usage-no-value = { $argument } needs a value.
usage-value = The value “{ $value }” does not fit { $argument }.
usage-argument = Unknown option { $argument }.
usage-extra = Too much: { $argument }.
usage-command = There is no command { $command }.
usage-missing = Missing: { $argument }.
usage-twice = { $argument } is too much here: it is given twice, or beside what excludes it.
usage-nearest = Did you mean { $names }?
usage-known = Possible: { $names }.
usage-more = More: --help
