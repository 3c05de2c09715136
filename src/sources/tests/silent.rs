//! Values that would be read wrongly without a word: each is an error or a warning.

use rust_xlsxwriter::Format as CellFormat;

use crate::definition::ColumnKind::{Integer, Number, Percent, Text};
use crate::definition::{RowRule, Source};
use crate::diagnostics::{Argument, Code, Diagnostic, Location};
use crate::sources::read;
use crate::system::MemorySystem;

use super::fixture::{FILE, column, fill, pattern, read_one, source, values, workbook, xlsx};
use super::parts::{package, package_with_texts, sheet};

/// Reads a source of one file and returns all findings, errors or warnings.
fn findings(source: &Source, bytes: impl Into<Vec<u8>>) -> Vec<Diagnostic> {
    let system = MemorySystem::default().with(FILE, bytes);
    match read(std::slice::from_ref(source), &system) {
        Ok(rows) => rows.warnings.into_iter().collect(),
        Err(findings) => findings.into_iter().collect(),
    }
}

#[track_caller]
fn only(source: &Source, bytes: impl Into<Vec<u8>>) -> Diagnostic {
    let mut findings = findings(source, bytes);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

/// The cells of a finding, and whether what they hold is shown.
fn cells(finding: &Diagnostic) -> Vec<(String, bool)> {
    let cells = finding.labels.iter().filter_map(|label| match &label.location {
        Location::Cell(cell, excerpt) => Some((cell.address(), excerpt.is_some())),
        _ => None,
    });
    cells.collect()
}

fn has(finding: &Diagnostic, name: &'static str, text: &str) -> bool {
    finding.arguments.contains(&(name, Argument::Text(text.to_owned())))
}

#[test]
fn fields_beyond_the_header_of_a_text_file() {
    let mut source = source(&["Код"], vec![column(Text, "Код"), column(Number, "n")]);
    source.exclude = vec![RowRule::First(pattern("^Итого"))];
    let found = only(&source, "Код,n\n1,12,5\n2,13\n\n3,1,5\n4,1,5\n5,1,5\n");
    assert_eq!(found.code, Code::ExtraFields);
    let hidden = |cell: &str| (cell.to_owned(), false);
    assert_eq!(cells(&found), [hidden("C2"), hidden("C5"), hidden("C6")]);
    assert!(found.arguments.contains(&("count", Argument::Count(4))));
    assert_eq!(found.notes, ["more"]);
    // Blank fields, rows left out, remarks beside no data and the lines above the header are none.
    let text = "Отчёт,за,2024,год\nКод,n\n1,12,,\nИтого,12,5\n,,, легенда\n";
    assert_eq!(values(&source, &read_one(&source, text)), ["1|12"]);
    // In a workbook a cell beside the table is a remark.
    assert_eq!(findings(&source, xlsx(&["Код|n", "1|12|5"])), []);
}

/// A column of percents with numbers, of which those with a sign are shown as percents.
fn percents(numbers: &[(f64, bool)]) -> Vec<u8> {
    workbook(|workbook| {
        let sheet = fill(workbook.add_worksheet(), &["Код|p"])?;
        let percent = CellFormat::new().set_num_format("0.0%");
        for (row, (number, has_sign)) in (1..).zip(numbers) {
            sheet.write(row, 0, row)?;
            match has_sign {
                true => sheet.write_with_format(row, 1, *number, &percent)?,
                false => sheet.write(row, 1, *number)?,
            };
        }
        Ok(())
    })
}

#[test]
fn percents_that_look_like_shares() {
    let source = source(&["Код"], vec![column(Text, "Код"), column(Percent, "p")]);
    let plain = |numbers: &[f64]| -> Vec<(f64, bool)> {
        numbers.iter().map(|number| (*number, false)).collect()
    };
    let found = only(&source, percents(&plain(&[0.0, 1.0, 0.53])));
    assert_eq!(found.code, Code::LossyFormat);
    assert!(has(&found, "kind", "shares") && has(&found, "column", "p"));
    assert_eq!(cells(&found), [("B4".to_owned(), true)]);
    assert_eq!(found.help, ["help-shares"]);
    let found = only(&source, "Код;p\n1;0,53\n2;0,25\n3;0,1\n");
    assert_eq!(cells(&found), [("B2".to_owned(), true)]);
    let silent: [&[(f64, bool)]; 4] = [
        &plain(&[0.53, 0.25]),
        &plain(&[0.0, 1.0, 1.0]),
        &plain(&[0.53, 0.25, 0.1, 1.5]),
        &[(0.53, true), (0.25, false), (0.1, false)],
    ];
    for numbers in silent {
        assert_eq!(findings(&source, percents(numbers)), [], "{numbers:?}");
    }
    assert_eq!(findings(&source, "Код;p\n1;0,53%\n2;0,25%\n3;0,1%\n"), []);
}

#[test]
fn a_time_of_day_is_no_number() {
    let bytes = workbook(|workbook| {
        let sheet = fill(workbook.add_worksheet(), &["а|б|в|г"])?;
        let format = |code| CellFormat::new().set_num_format(code);
        sheet.write_with_format(1, 0, 0.4375, &format("h:mm"))?;
        sheet.write_with_format(1, 1, 0.4375, &format("h:mm"))?;
        sheet.write_with_format(1, 2, 1.25 + 5.0 / 86_400.0, &format("[h]:mm:ss"))?;
        sheet.write_with_format(1, 3, 0.5, &format("0.0"))?;
        Ok(())
    });
    let columns =
        vec![column(Number, "а"), column(Text, "б"), column(Text, "в"), column(Number, "г")];
    let source = source(&["а"], columns);
    assert_eq!(values(&source, &read_one(&source, bytes)), ["!not-number|10:30|30:00:05|0.5"]);
}

fn shared_texts(texts: &str) -> Vec<u8> {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
                 <row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    package_with_texts(cells, texts)
}

#[test]
fn parts_of_a_text_keep_the_blank_between_them() {
    let whole = source(&["Код ОО"], vec![column(Integer, "Код ОО")]);
    for texts in [
        "<si><r><t>Код</t></r><r><rPr><b/></rPr><t> ОО</t></r></si>",
        "<si><r><t>Код </t></r><r><t>ОО</t></r></si>",
        "<x:si><x:r><x:t>Код</x:t></x:r><x:r><x:t>\nОО</x:t></x:r></x:si>",
        "<si><r><t>Код</t></r><r><t xml:space=\"preserve\"> ОО</t></r></si>",
        "<si><t> Код ОО </t></si><si><t> а</t></si>",
        "<si>\n <r>\n <t>Код ОО </t>\n </r>\n </si>",
        "<si><t>Код ОО</t><rPh sb=\"0\" eb=\"1\"><t> а</t></rPh></si>",
    ] {
        assert_eq!(findings(&whole, shared_texts(texts)), [], "{texts}");
    }
}

#[test]
fn cells_that_are_written_in_variants() {
    let source = source(&["а"], vec![column(Integer, "а")]);
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>а</t></is></c></row>";
    let variants = "<mc:AlternateContent><mc:Choice><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>\
                    </mc:Choice></mc:AlternateContent>";
    let among_cells = sheet(&format!("{rows}{variants}"));
    let found = only(&source, package(&[("xl/worksheets/sheet1.xml", &among_cells)]));
    assert!(found.code == Code::LossyFormat && has(&found, "kind", "alternatives"));
    let below = sheet(rows).replace("</worksheet>", "<mc:AlternateContent/></worksheet>");
    assert_eq!(findings(&source, package(&[("xl/worksheets/sheet1.xml", &below)])), []);
}
