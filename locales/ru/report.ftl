# Слова отчётов.

missing-empty = пусто
missing-empty-mark = н/д
missing-no-data = нет данных
missing-no-data-mark = н/д
missing-not-applicable = неприменимо
missing-not-applicable-mark = х
missing-suppressed = скрыто
missing-suppressed-mark = скрыто
missing-absent = отсутствовал
missing-absent-mark = отс.
missing-unreadable = не читается
missing-unreadable-mark = н/д
missing-zero-denominator = знаменатель равен нулю
missing-zero-denominator-mark = н/д
missing-too-few = слишком мало данных
missing-too-few-mark = н/д
missing-no-rows = нет строк
missing-no-rows-mark = н/д
missing-unknown = неизвестна часть формулы
missing-unknown-mark = н/д

personal-dropped = значения не прочитаны
personal-cells-dropped = часть значений не прочитана
personal-unread = столбец не читается
personal-kept = прочитано
evidence-heading = по заголовку
evidence-name = имена людей
evidence-insurance = номера СНИЛС
evidence-phone = телефоны
evidence-mail = адреса электронной почты
evidence-passport = номера паспортов
blank-guide = Как заполнять
blank-hint = Заполняйте строки под шапкой, по одной на запись; пояснения – на листе «{ $sheet }».
blank-rules = Шапку, порядок столбцов и название листа не меняйте; строк «Итого» не добавляйте; в ячейках – значения, не формулы.
blank-empty = Если данных нет, оставьте ячейку пустой: пусто – это не ноль.
blank-missing = Если данных нет, пишите словом, а не нулём: { $words }. Пусто – это не ноль.
blank-zero = ноль
blank-column = Столбец
blank-expected = Что писать
blank-about = Пояснение
blank-example = Пример
blank-refused = Так записать нельзя
blank-unit = Единица: { $unit }
blank-integer = Целое число, 0 или больше.
blank-number = Число.
blank-percent = Число от 0 до 100, без знака %.
blank-code = Код; нули впереди сохраняются.
blank-code-of-width = Код, знаков: { $width }; нули впереди сохраняются.
blank-choice = Одно из списка: { $values }.
blank-text = Текст.
blank-date = Дата вида 31.12.2025.
blank-boolean = Да или нет.

period-calendar = { $period } год
period-academic-year = { $period } учебный год
date = { $day } { $month } { $year } г.
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря

answer-was = было: { $answer }
target-other-periods = другие годы
target-others = остальные

column-period = период
finding-check = проверка
finding-cell = нечитаемая ячейка
finding-duplicate = повтор строки
finding-row = строка без пары
finding-hidden = скрытое в книге
finding-file = файл
finding-read = прочитано
finding-rows = строк в таблице
finding-excluded = исключённые строки
finding-missing = пропуски
finding-register = реестр
finding-personal = персональные данные
finding-other = прочее
exclusion = { $kind ->
        [cell] исключены строки, где в столбце «{ $heading }» стоит: { $pattern }
        [first] исключены строки, которые начинаются с: { $pattern }
       *[blank] исключены пустые строки
    }
pattern-or = или
exclusion-start = строки над первой строкой данных (`start`)
exclusion-stop = { $kind ->
        [cell] ниже конца таблицы: в столбце «{ $heading }» стоит: { $pattern }
        [first] ниже конца таблицы – строки, которая начинается с: { $pattern }
       *[blank] ниже пустых строк, на которых кончается таблица
    }
