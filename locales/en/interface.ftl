# Words of the program other than diagnostics.

severity-bug = bug
severity-error = error
severity-warning = warning
severity-info = for information
severity-note = note
severity-help = help
did-you-mean = did you mean `{ $suggestion }`?

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
template-written = The blank workbook is in { $path }
template-exists = There is a file { $path } already; add --force to replace it.
own-form = The project's own form is taken instead of the shipped one: { $path }
no-folder = There is no folder { $path }.
no-pipeline = There is no definition: name one, or put a single .yaml file into the folder pipelines.
several-pipelines = The folder pipelines holds several definitions, name one of them: { $names }.
