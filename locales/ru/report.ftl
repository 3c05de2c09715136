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

target-others = остальные
