# Слова программы вне диагностик.

severity-bug = ошибка программы
severity-error = ошибка
severity-warning = предупреждение
severity-info = к сведению
severity-note = примечание
severity-help = что делать
did-you-mean = возможно, имелось в виду `{ $suggestion }`{ $alike ->
        [yes] : буквы похожи, но одни из них русские, а другие латинские
       *[no] {""}
    }

in-shipped-form = форма поставляется с программой: измените её ключ в источнике, который её берёт, или положите свою копию в { $own }

found = Найдено: { $errors ->
        [one] { $errors } ошибка
        [few] { $errors } ошибки
       *[many] { $errors } ошибок
    }, { $warnings ->
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }.
written = Готово: { $documents ->
        [one] { $documents } документ
        [few] { $documents } документа
       *[many] { $documents } документов
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    } – в папке { $folder }.
draft = Отчёты помечены ЧЕРНОВИК: в данных есть ошибки, перечисленные выше.
nothing-written = Ничего не записано; прежние отчёты остались на месте.
checked = Проверено: { $sources ->
        [one] { $sources } источник
        [few] { $sources } источника
       *[many] { $sources } источников
    }, { $indicators ->
        [one] { $indicators } показатель
        [few] { $indicators } показателя
       *[many] { $indicators } показателей
    }, { $reports ->
        [one] { $reports } отчёт
        [few] { $reports } отчёта
       *[many] { $reports } отчётов
    }.
progress-documents = Вёрстка документов
form-line = { $name } – { $title }{ $kind ->
        [own] {" "}(своя)
       *[shipped] {""}
    }{ $blank ->
        [yes] {" "}[бланк]
       *[no] {""}
    }
functions-aggregates = Итоговые
functions-scalars = Построчные
function-aliases = То же имя: { $names }.
function-definition = Правило: { $text }.
function-examples = Примеры:
template-written = Бланк записан: { $path }
template-exists = Файл { $path } уже есть; чтобы заменить его, добавьте --force.
no-indicator = Нет показателя «{ $name }».
no-indicator-but = Нет показателя «{ $name }»; может быть, { $nearest }?
sql-lowered = да
sql-not-lowered = Показатель { $name } на SQL не сказать: { $reason }.
sql-composite = составлен из других показателей
sql-observations = таблица { $table } составлена из значений показателей
sql-formula = в формуле или условии { $what }
sql-table = в таблице { $table } есть { $what }
sql-tables = Таблицы записаны в папку { $path }: { $count ->
        [one] { $count } файл
        [few] { $count } файла
       *[many] { $count } файлов
    }
several = «{ $name }» – несколько; назовите одно: { $list }.
no-dimension = Нет разреза «{ $name }».
no-dimension-but = Нет разреза «{ $name }»; может быть, { $nearest }?
no-member = В разрезе { $dimension } нет значения «{ $name }».
no-member-but = В разрезе { $dimension } нет значения «{ $name }»; может быть, «{ $nearest }»?
no-members-together = Такого сочетания значений разрезов в данных нет.
no-slice = В таком срезе показатель не считается. Его срезы:{ $known }
no-reference = У показателя нет сравнения «{ $name }»; есть: { $known }.
no-period = Периода «{ $name }» нет; есть { $known }.
explain-usage = Непонятно: { $option }. После имени показателя пишут разрезы: --school edu053017, а ещё --period, --reference, --format human|json, --lang ru|en, --pipeline.
explain-whole = всё в целом
explain-absent = в этом периоде не было
explain-value = Значение: { $text }
explain-interval = Доверительный интервал 95 %: { $text }
explain-target = Цель: { $text } – { $met ->
        [yes] достигнута
        [no] не достигнута
       *[unknown] неизвестно
    }
explain-zone = Уровень: { $text }
explain-rank = Место: { $text } из { $of }
explain-change-answer = В предыдущем периоде: { $was ->
        [yes] да
        [no] нет
       *[same] то же
    }
explain-change-unknown = К предыдущему периоду: { $trend ->
        [suppressed] скрыто
       *[unknown] неизвестно
    }
explain-change = К предыдущему периоду: { $text } – { $trend ->
        [up] рост
        [down] снижение
        [same] без изменений
        [within_error] в пределах погрешности
        [suppressed] скрыто
       *[unknown] неизвестно
    }
explain-small = Группа мала: выводов не делать
explain-partial = Часть строк не вошла: в них пропущены значения
explain-merged = С данными присоединённых
explain-reference = Сравнение «{ $title }»: { $text }; ниже – его строки
explain-formula = Формула: { $text }
explain-method = Методика: { $text }
explain-rows = Таблица { $table }: { $count ->
        [one] { $count } строка
        [few] { $count } строки
       *[many] { $count } строк
    }
explain-step = Её строки – из { $table }
explain-step-where = , где { $text }
explain-step-joined = ; присоединено: { $text }
explain-condition = Условие: { $text }
explain-left-out = Не вошли ({ $count ->
        [one] { $count } строка
        [few] { $count } строки
       *[many] { $count } строк
    }): часть формулы в них неизвестна
explain-of-member = (строка о { $text })
explain-inputs = Из показателей:
explain-part = {"  "}{ $name } = { $value } → на шкале { $scaled }; вес { $weight }; вклад { $contribution }  ({ $place })
explain-parts-sum = {"  "}Сумма вкладов: { $text }
yes = да
no = нет
diff-title = Что изменилось: { $old } → { $new }
diff-nothing = Значения не изменились.
diff-summary = { $indicators ->
        [one] Изменился { $indicators } показатель
        [few] Изменились { $indicators } показателя
       *[many] Изменились { $indicators } показателей
    }: значений – { $observations }, из них пересекли границу уровня или цели – { $crossed }.
diff-new-indicator = { $text } – новый показатель
diff-gone-indicator = { $text } – показателя больше нет
diff-fact-formula = формула
diff-fact-method = методика
diff-fact-unit = единица
diff-fact-where = условие
diff-fact-zones = уровни
diff-absent = не было строки
diff-same = то же значение
diff-counts = только численности
diff-zone = уровень: { $text }
diff-target = цель: { $text }
diff-target-met = цель достигнута
diff-target-missed = цель больше не достигнута
diff-place = Где
diff-old = Было
diff-new = Стало
diff-change = Разность
diff-crossing = Граница
diff-more = И ещё { $count }.
diff-cells = Изменившиеся ячейки: { $count }
diff-cells-unknown = Какие ячейки изменились, по готовым значениям не узнать: дайте папки проектов.
diff-reaches = входит в { $text }
diff-and-more = и ещё { $count }
diff-reaches-nothing = ни в один показатель не входит
diff-no-values = В файле { $path } нет значений показателей.
own-form = Вместо поставляемой формы взята своя: { $path }
no-folder = Нет папки { $path }.
no-pipeline = Нет файла определения: укажите его или положите один файл .yaml в папку pipelines.
several-pipelines = В папке pipelines несколько определений, укажите одно из них: { $names }.

# msoko inspect
inspect-exists = Файл { $path } уже есть; чтобы записать поверх него, добавьте --force.
inspect-written = Определение записано в { $path }.
inspect-nothing = Ни одной таблицы, которую можно прочитать, не нашлось.
inspect-proposal = Определение, которое читает эти таблицы (msoko inspect --yaml печатает только его):
inspect-left-out = Таблиц без предложения: { $count }: их не отличить от других таблиц листа или не прочитать без правки.
inspect-file = { $path }: { $format }, { $size } КБ, листов: { $sheets }
inspect-sheet = { $kind ->
        [text] Текст
       *[other] Лист «{ $name }»
    }{ $hidden ->
        [yes] {" "}(скрытый)
       *[no] {""}
    }: строк { $rows }, столбцов { $columns }
inspect-hidden = Скрыто строк: { $rows }, столбцов: { $columns }
inspect-personal-cells = Ячеек с персональными данными: { $count }, их содержимое не показано
inspect-no-table = Таблиц не найдено
inspect-table = Таблица { $number }: шапка { $levels ->
        [1] в строке { $bottom }
       *[other] в строках { $top }–{ $bottom }
    }, данные в строках { $first }–{ $last }: { $rows ->
        [one] { $rows } строка
        [few] { $rows } строки
       *[many] { $rows } строк
    }
inspect-numbered = под шапкой строка с номерами столбцов
inspect-totals = строк с итогами: { $count }
inspect-notes = строк с примечаниями под таблицей: { $count }
inspect-blank-rows = пустых строк внутри: { $count }
inspect-equal-rows = строк, равных другой строке целиком: { $count }
inspect-nameless = столбцов с данными без заголовка: { $count }
inspect-labels = в первом столбце смешаны уровни (страна, регион, район, школа)
inspect-title = над таблицей, { $cell }: { $name } = { $value }
inspect-personal = персональный столбец ({ $evidence ->
        [heading] по заголовку
        [name] имена людей
        [insurance] СНИЛС
        [phone] телефоны
        [mail] адреса почты
        [passport] паспорта
       *[other] по содержанию
    }), не читается
inspect-type = { $type ->
        [integer] целое
        [number] число
        [percent] процент
        [code] код
        [category] категория
        [date] дата
        [boolean] да/нет
       *[text] текст
    }
inspect-evidence = { $known } из { $all }, разных { $distinct }
inspect-range = от { $least } до { $greatest }
inspect-oddity = { $oddity ->
        [text-number] числа записаны текстом: { $count }
        [decimal-comma] десятичная запятая в тексте: { $count }
        [leading-zero] ведущие нули: { $count }
        [percent-format] формат процента: { $count }
        [percent-text] знак % в тексте: { $count }
        [share] похоже на доли (от 0 до 1) вместо процентов: { $count }
        [blanks] лишние пробелы: { $count }
        [mixed-letters] латинские буквы среди русских: { $count }
        [error-value] ошибки формул: { $count }
        [not-calculated] формулы без результата: { $count }
        [personal] ячейки с персональными данными: { $count }
        [stray] почти все числа, но не все: { $count }, первая в { $cell }
        [same-heading] такой же заголовок есть у другого столбца
       *[hidden] столбец скрыт
    }
inspect-yaml-title = Предложено командой msoko inspect.
inspect-yaml-check = Проверьте названия, типы, слова для пропусков и какие строки не берутся; лишние столбцы уберите.
inspect-yaml-no-year = Год в названии файла не найден: впишите свой в period.
inspect-yaml-outside = Файл лежит вне проекта: скопируйте его в { $path }.
inspect-yaml-hidden = Скрытый лист «{ $sheet }» не предложен: если он нужен, назовите его в sheet.
inspect-yaml-report = Отчёт
inspect-yaml-tried = Проверено чтением: { $rows ->
        [one] { $rows } строка
        [few] { $rows } строки
       *[many] { $rows } строк
    } без ошибок.
inspect-yaml-form = Узнана готовая форма: { $title }. Что в ней, показывает msoko forms.
inspect-yaml-period = Период можно брать из пути: files: "inputs/{"{"}period{"}"}/…"; тогда уберите эту строку.
inspect-yaml-letter = Такой же заголовок есть у другого столбца, поэтому столбец назван буквой.
inspect-yaml-range = На листе есть похожая таблица, поэтому назван прямоугольник ячеек: в другом файле он может быть иным.
inspect-yaml-key = Эти столбцы вместе не повторяются; верно ли это для других файлов?
inspect-yaml-lenient = В таблице есть ошибки формул или формулы без результата: такие ячейки – пропуски с предупреждением.
inspect-yaml-stop = Здесь таблица кончается: ниже примечания или другая таблица.
inspect-yaml-exclude = Строки с итогами не берутся.
inspect-yaml-fill-down = Пустая ячейка повторяет верхнюю: так ли это?
inspect-yaml-levels = Уровни угаданы по названиям: проверьте выражения.
inspect-yaml-missing = Что означают эти слова, угадано: no_data – нет данных, not_applicable – не применимо, suppressed – скрыто.
inspect-yaml-capture = Значения над таблицей.
inspect-yaml-left-out = { $reason ->
        [personal] Персональные столбцы не читаются
        [heading] Заголовок называет человека
       *[unreadable] Эти столбцы прочитать не удалось
    }: «{ $headings }».
inspect-yaml-stray = Почти все значения – числа; текст, потому что не все.
