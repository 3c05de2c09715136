# Слова программы вне диагностик.

severity-bug = ошибка программы
severity-error = ошибка
severity-warning = предупреждение
severity-info = к сведению
severity-note = примечание
severity-help = что делать
did-you-mean = возможно, имелось в виду `{ $suggestion }`

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
template-written = Бланк записан: { $path }
template-exists = Файл { $path } уже есть; чтобы заменить его, добавьте --force.
own-form = Вместо поставляемой формы взята своя: { $path }
no-folder = Нет папки { $path }.
no-pipeline = Нет файла определения: укажите его или положите один файл .yaml в папку pipelines.
several-pipelines = В папке pipelines несколько определений, укажите одно из них: { $names }.
