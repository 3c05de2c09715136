//! What counts as personal: the words, endings and thresholds, all in this file.
//!
//! The lists are short on purpose. The strongest sign of a person in Russian is the patronymic; the
//! endings of surnames and a few given names only serve where there is none. Words are written as
//! [`crate::values::fold`] leaves them: lower case, `е` for `ё`.

/// Of the cells of a column that are not blank, the share with a person's name, address of mail,
/// number of a telephone … from which the whole column is personal. Below it, only those cells are.
pub(super) const COLUMN_SHARE: f64 = 0.5;

/// The share of cells with a weak sign – a lone surname, eleven digits – that makes a column
/// personal, since such cells prove nothing one by one.
pub(super) const WEAK_SHARE: f64 = 0.8;

/// The fewest cells with a weak sign that make a column personal.
pub(super) const WEAK_CELLS: usize = 5;

/// How many rows are looked at to judge a column; of longer tables, rows at equal distances.
pub(super) const SAMPLED_ROWS: usize = 1_000;

/// Words of a heading that make its column personal wherever they stand.
pub(super) const HEADING_WORDS: [&str; 31] = [
    "фамилия",
    "фамилии",
    "фамилию",
    "отчество",
    "отчества",
    "фио",
    "фи",
    "снилс",
    "снилса",
    "загранпаспорт",
    "загранпаспорта",
    "полис",
    "полиса",
    "рождения",
    "рожд",
    "прописка",
    "прописки",
    "жительства",
    "проживания",
    "фото",
    "фотография",
    "фотографии",
    "surname",
    "lastname",
    "firstname",
    "fullname",
    "patronymic",
    "passport",
    "dob",
    "birthday",
    "birthdate",
];

/// Words of a heading that make its column personal, unless it is about an organisation.
pub(super) const CONTACT_WORDS: [&str; 16] = [
    "паспорт",
    "паспорта",
    "паспортные",
    "инн",
    "телефон",
    "телефона",
    "телефоны",
    "тел",
    "моб",
    "мобильный",
    "сотовый",
    "адрес",
    "адреса",
    "email",
    "почта",
    "phone",
];

/// Beginnings of words that turn a contact into one of an organisation or a place.
pub(super) const ORGANISATION_STEMS: [&str; 20] = [
    "оо",
    "оу",
    "доу",
    "ппэ",
    "организац",
    "учрежден",
    "школ",
    "садик",
    "юридич",
    "фактич",
    "сайт",
    "официальн",
    "населен",
    "безопасн",
    "доступн",
    "кабинет",
    "территор",
    "страниц",
    "ссылк",
    "здани",
];

/// Beginnings of words that make it one of a person again.
pub(super) const PERSON_STEMS: [&str; 12] = [
    "директор",
    "руководит",
    "заведующ",
    "учител",
    "педагог",
    "родител",
    "ученик",
    "обучающ",
    "учащ",
    "участник",
    "ребенк",
    "личн",
];

/// Beginnings of words by which a heading counts people instead of naming them.
pub(super) const COUNT_STEMS: [&str; 14] = [
    "кол",
    "количеств",
    "числ",
    "численност",
    "доля",
    "процент",
    "всего",
    "налич",
    "сумм",
    "имеющ",
    "шт",
    "ед",
    "средн",
    "обеспечен",
];

/// Words after `имя` that make it the name of a thing.
pub(super) const NAMED_THINGS: [&str; 12] = [
    "файла",
    "файл",
    "листа",
    "поля",
    "столбца",
    "таблицы",
    "сайта",
    "домена",
    "источника",
    "школы",
    "оо",
    "прилагательное",
];

/// Words beside which `серия`, `номер` and `документ` mean papers of a person.
pub(super) const PAPER_STEMS: [&str; 5] =
    ["документ", "паспорт", "удостоверя", "свидетельств", "личност"];

/// Endings of patronymics.
pub(super) const PATRONYMIC_ENDINGS: [&str; 5] = ["ович", "евич", "овна", "евна", "ична"];

/// Patronymics with other endings, and the words that make one of a father's name.
pub(super) const PATRONYMICS: [&str; 11] = [
    "ильич",
    "лукич",
    "фомич",
    "кузьмич",
    "никитич",
    "саввич",
    "оглы",
    "оглу",
    "углы",
    "кызы",
    "гызы",
];

/// Endings of patronymics in other cases, as in «для Магомедова Али Омаровича».
pub(super) const OBLIQUE_ENDINGS: [&str; 16] = [
    "овича",
    "евича",
    "овичу",
    "евичу",
    "овичем",
    "евичем",
    "ильича",
    "ильичу",
    "овны",
    "евны",
    "овне",
    "евне",
    "овной",
    "евной",
    "ичны",
    "ичной",
];

/// Endings of surnames that are hardly anything else.
pub(super) const SURNAME_ENDINGS: [&str; 12] =
    ["ов", "ова", "ев", "ева", "ин", "ина", "ын", "ына", "енко", "швили", "дзе", "ян"];

/// Endings of surnames that districts and languages have as well: «Акушинский», «Аварский». They
/// count only beside a given name or initials.
pub(super) const ADJECTIVE_ENDINGS: [&str; 5] = ["ский", "ская", "цкий", "цкая", "их"];

/// Words of tables that end as surnames do.
pub(super) const NO_SURNAMES: [&str; 16] = [
    "логин",
    "термин",
    "причина",
    "величина",
    "половина",
    "единица",
    "основа",
    "слова",
    "магазин",
    "машина",
    "медицина",
    "дисциплина",
    "группа",
    "один",
    "родина",
    "картина",
];

/// Given names frequent in Russia and Dagestan; they decide only about names without patronymic.
pub(super) const GIVEN_NAMES: [&str; 96] = [
    "абдул",
    "абдула",
    "абдулла",
    "абдурахман",
    "айша",
    "александр",
    "александра",
    "алексей",
    "али",
    "алина",
    "амина",
    "амир",
    "анастасия",
    "анатолий",
    "андрей",
    "анна",
    "антон",
    "арсен",
    "артем",
    "асият",
    "ахмед",
    "багаудин",
    "барият",
    "борис",
    "валентина",
    "виктор",
    "виктория",
    "владимир",
    "гаджи",
    "гаджимурад",
    "галина",
    "гамзат",
    "дарья",
    "денис",
    "джамиля",
    "дмитрий",
    "евгений",
    "евгения",
    "екатерина",
    "елена",
    "заира",
    "залина",
    "зарема",
    "заур",
    "зухра",
    "ибрагим",
    "иван",
    "игорь",
    "ильяс",
    "ирина",
    "ислам",
    "камиль",
    "камила",
    "карина",
    "кирилл",
    "ксения",
    "курбан",
    "лариса",
    "лейла",
    "людмила",
    "магомед",
    "мадина",
    "максим",
    "малика",
    "марина",
    "мария",
    "марьям",
    "михаил",
    "мурад",
    "муслим",
    "наида",
    "наталья",
    "никита",
    "николай",
    "ольга",
    "омар",
    "патимат",
    "павел",
    "петр",
    "расул",
    "рашид",
    "рустам",
    "саид",
    "салман",
    "светлана",
    "сергей",
    "софия",
    "сулейман",
    "татьяна",
    "умар",
    "фатима",
    "хадижат",
    "шамиль",
    "эльдар",
    "юлия",
    "юрий",
];

/// Words after which a name is that of a school or a street, not of a person who is meant.
pub(super) const NAMED_AFTER: [&str; 3] = ["им", "имени", "памяти"];

/// Beginnings of words by which a text names an organisation or a place. Such a text may have a
/// surname with initials in it, since schools are named after people.
pub(super) const INSTITUTION_STEMS: [&str; 36] = [
    "школ",
    "гимнази",
    "лице",
    "интернат",
    "колледж",
    "училищ",
    "академи",
    "университет",
    "институт",
    "центр",
    "музе",
    "сад",
    "детсад",
    "сош",
    "су",
    "оош",
    "нош",
    "мкоу",
    "мбоу",
    "маоу",
    "гбоу",
    "гкоу",
    "гаоу",
    "гоу",
    "моу",
    "чоу",
    "ано",
    "мкдоу",
    "мбдоу",
    "доу",
    "дюсш",
    "прогимнази",
    "ул",
    "улиц",
    "пр-кт",
    "площад",
];
