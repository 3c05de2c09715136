### Help and mistakes of the command line.

program = Отчёты МСОКО из электронных таблиц

usage = Вызов:
heading-commands = Команды
heading-arguments = Что указать
heading-options = Параметры
placeholder-options = ПАРАМЕТРЫ
placeholder-command = КОМАНДА

command-run = Прочитать таблицы, посчитать показатели и сделать отчёты
command-check = Проверить определение и таблицы, ничего не записывая
command-inspect = Показать, что в таблицах, и предложить определение, которое их читает
command-explain = Объяснить число: формула, суммы и каждая ячейка, из которой оно получено
command-diff = Сравнить значения двух запусков: что изменилось, что пересекло границу, какие ячейки
command-sql = Сказать показатель на SQL: срезы, соединения, условия и суммы, для больших данных
command-schema = Напечатать JSON Schema языка определений
command-forms = Перечислить готовые формы: поставляемые и свои, из папки forms
command-functions = Напечатать справочник функций формул или описание одной из них
command-template = Сделать пустую книгу для сбора данных по форме; без имени – перечислить формы
command-read-apart = Прочитать одну таблицу для другого процесса этой программы

argument-help = Показать эту справку
argument-version = Показать версию
argument-pipeline = Файл определения; без него – единственный файл в папке pipelines
argument-lang = Язык; по умолчанию – язык системы
argument-format = Вид сообщений: для людей, по строке на каждое, JSON
argument-deny-warnings = Считать предупреждения ошибками
argument-quiet = Печатать только ошибки
argument-threads = Сколько документов верстать одновременно
argument-files = Таблицы: xlsx, xls, xlsb, ods, csv – где угодно
argument-yaml = Напечатать только определение
argument-output = Записать определение в файл
argument-force = Записать поверх файла, который уже есть
argument-inspect-format = Вид: для людей или для программ
argument-explain-indicator = Имя показателя или его код, например КП-03
argument-rest =
    Какое число: разрезы и их значения, например --school edu053017 --subject Математика; без них – весь район.
    Ещё: --period ПЕРИОД, --reference СРАВНЕНИЕ, --format human|json, --lang ru|en, --pipeline ФАЙЛ
argument-old = Что было: папка проекта, файл определения или indicators.json
argument-new = Что стало
argument-diff-format = Вид: текст, Markdown для запроса на слияние, JSON
argument-exit-code = Закончить с кодом 1, если что-то изменилось
argument-indicator = Имя показателя; без него – перечислить, какие можно сказать и почему другие нельзя
argument-values = Напечатать вместо запроса то, что он должен вернуть (csv)
argument-tables = Записать таблицы в папку: csv и schema.sql
argument-name = Имя функции
argument-functions-format = Вид: справочник, одни записи вызова или JSON
argument-form = Имя формы, как его показывает msoko forms
argument-template-output = Куда записать книгу; по умолчанию – в эту папку, по имени формы
argument-example = Заполнить первую строку примером
argument-memory = Байты памяти
argument-seconds = Секунды

default-value = ; по умолчанию { $value }

usage-no-value = После { $argument } нужно значение.
usage-value = Значение «{ $value }» не подходит для { $argument }.
usage-argument = Неизвестный параметр { $argument }.
usage-extra = Лишнее: { $argument }.
usage-command = Нет команды { $command }.
usage-missing = Не указано: { $argument }.
usage-twice = { $argument } здесь лишнее: указано дважды или вместе с тем, что его исключает.
usage-nearest = Может быть, { $names }?
usage-known = Можно: { $names }.
usage-more = Подробнее: --help
