//! The list of schools with signs of doubtful results that ФИОКО publishes for a region. Schools
//! without a marker are not in it; those of other districts are.

use crate::bias::markers;
use crate::district::{DISTRICT, District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const COLUMNS: [&str; 9] =
    ["Год", "Логин", "Муниципалитет", "ОО", "4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров"];

/// Returns the list of a year. In 2022-23 a cell without a marker is empty, later it is 0; from
/// 2023-24 on the heading is a row lower.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let name = ["Приложение 1", "Список ОО 2024", "Лист1"][usize::from(year.0 - 2022)];
    let mut sheet = Sheet::new(name, &[6, 12, 34, 70, 7, 7, 7, 7, 12]);
    sheet.push_line("Список ОО с признаками необъективных результатов ВПР");
    if year.0 > 2022 {
        sheet.push_line("Республика Нагорная");
    }
    sheet.push_line("");
    let top = sheet.rows.len();
    let mut upper = COLUMNS;
    upper[4..8].copy_from_slice(&["Маркеры необъективности", "", "", ""]);
    sheet.push_heading(&upper);
    let mut lower = [""; 9];
    lower[4..8].copy_from_slice(&COLUMNS[4..8]);
    sheet.push_heading(&lower);
    for column in [0, 1, 2, 3, 8] {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 4), (top, 7));
    for school in district.schools_by_login(year) {
        let own = markers(district, school, year);
        if own.contains(&true) {
            sheet.push(row(year, &school.login(), DISTRICT, &school.full_name(year), own));
        }
    }
    for (login, district, name) in OTHERS {
        let mut random = Random::stream(&[&"stranger", &login, &year.0]);
        let mut own = [(); 4].map(|()| random.chance(0.4));
        own[0] |= own == [false; 4];
        sheet.push(row(year, login, district, name, own));
    }
    sheet
}

/// Schools of other districts of the region.
const OTHERS: [(&str, &str, &str); 4] = [
    ("edu050021", "Приозёрный муниципальный район", "МКОУ «Камышовская СОШ»"),
    ("edu050044", "Приозёрный муниципальный район", "МКОУ «Рыбачинская ООШ»"),
    ("edu052207", "город Нагорск", "МБОУ «СОШ № 7»"),
    ("edu052219", "город Нагорск", "МБОУ «СОШ № 19»"),
];

fn row(year: Year, login: &str, district: &str, name: &str, markers: [bool; 4]) -> Vec<Cell> {
    let count = markers.into_iter().map(u32::from).sum::<u32>();
    let mut row = vec![u32::from(year.spring()).into(), login.into(), district.into(), name.into()];
    row.extend(markers.map(|has| match (has, year.0) {
        (true, _) => Cell::Integer(1),
        (false, 2022) => Cell::Blank,
        (false, _) => Cell::Integer(0),
    }));
    row.push(count.into());
    row
}
