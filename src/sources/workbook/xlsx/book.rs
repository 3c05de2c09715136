//! The part that lists the sheets, and the relationships by which parts find each other.

use std::collections::{BTreeMap, HashMap};

use crate::sources::problem::Damage;
use crate::sources::workbook::SheetInfo;

use super::Trouble;
use super::parts::{PartXml, Parts, resolved};
use super::tag::{Tag, is_true};
use super::xml::{Event, XmlError};

/// Sheets, relationships and declared types a workbook can have.
const ENTRIES_MAX: usize = 20_000;

/// What the workbook says of its parts.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets with cells, in order, with the names of their parts.
    pub(super) sheets: Vec<(SheetInfo, Option<String>)>,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    /// The part with the shared texts.
    pub(super) texts: String,
    /// The part with the formats.
    pub(super) styles: String,
}

/// What a part refers to: kind and name of other parts, by identifier.
type Relations = BTreeMap<String, (String, String)>;

impl Book {
    /// Reads the list of sheets.
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, Trouble> {
        let root = relations(parts, "")?;
        let documents = root.into_values().filter(|(kind, _)| kind == "officeDocument");
        let name = documents.map(|(_, name)| name).find(|name| parts.has(name));
        let name = name.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let relations = relations(parts, &name)?;
        let related = |wanted: &str, usual: &str| {
            let found = relations.values().find(|(kind, _)| kind == wanted);
            found.map_or_else(|| resolved(&name, usual), |(_, name)| name.clone())
        };
        let mut book = Self {
            texts: related("sharedStrings", "sharedStrings.xml"),
            styles: related("styles", "styles.xml"),
            ..Self::default()
        };
        let types = declared_types(parts)?;
        let Some(mut xml) = parts.xml(&name, &Damage::Workbook)? else {
            return Err(Trouble::NotUnderstood);
        };
        let found = book.sheets(&mut xml, &relations, &types);
        found.map_err(|error| Trouble::from_xml(error, &Damage::Workbook))?;
        Ok(book)
    }

    fn sheets(
        &mut self,
        xml: &mut PartXml<'_, '_>,
        relations: &Relations,
        types: &HashMap<String, String>,
    ) -> Result<(), XmlError> {
        let mut is_list = false;
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"sheets" => is_list = !tag.is_empty,
                    b"sheet" if is_list => self.sheet(&tag, relations, types)?,
                    // Another element of this name, in the extensions, never says it.
                    b"workbookPr" => {
                        if let Some(value) = tag.attribute(b"date1904")? {
                            self.epoch_1904 = is_true(value);
                        }
                    }
                    _ => {}
                },
                Event::End(b"sheets") => is_list = false,
                Event::End(b"workbook") | Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn sheet(
        &mut self,
        tag: &Tag<'_>,
        relations: &Relations,
        types: &HashMap<String, String>,
    ) -> Result<(), XmlError> {
        let name = tag.text(b"name")?.unwrap_or_default();
        let state = tag.attribute(b"state")?.unwrap_or_default();
        let is_hidden = matches!(state, b"hidden" | b"veryHidden");
        let mut identifier = None;
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            if key.ends_with(b":id") {
                identifier = std::str::from_utf8(value).ok();
            }
        }
        // Modules of old programs are listed as sheets without a part.
        let Some(identifier) = identifier.filter(|identifier| !identifier.is_empty()) else {
            return Ok(());
        };
        let part = relations.get(identifier);
        let has_cells = part.is_none_or(|(kind, name)| match kind.as_str() {
            "worksheet" => true,
            "chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet" => false,
            _ => {
                types.get(&name.to_lowercase()).is_some_and(|kind| kind.ends_with(".worksheet+xml"))
            }
        });
        if has_cells {
            let info = SheetInfo { name: name.into(), is_hidden };
            self.sheets.push((info, part.map(|(_, name)| name.clone())));
        }
        if self.sheets.len() > ENTRIES_MAX { Err(XmlError::TooLong) } else { Ok(()) }
    }
}

/// Reads what a part refers to. The last piece of a kind is the same in all editions of the
/// format.
fn relations(parts: &mut Parts<'_>, from: &str) -> Result<Relations, Trouble> {
    let name = match from.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{from}.rels"),
    };
    let mut relations = Relations::new();
    let add = |tag: &Tag<'_>| -> Result<(), XmlError> {
        let texts = [tag.text(b"Id")?, tag.text(b"Type")?, tag.text(b"Target")?];
        if let [Some(id), Some(kind), Some(target)] = texts
            && tag.attribute(b"TargetMode")? != Some(b"External")
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.insert(id, (kind, resolved(from, &target)));
        }
        if relations.len() > ENTRIES_MAX { Err(XmlError::TooLong) } else { Ok(()) }
    };
    each(parts, &name, b"Relationship", add)?;
    Ok(relations)
}

/// Reads the declared types of single parts, by name in lower case.
fn declared_types(parts: &mut Parts<'_>) -> Result<HashMap<String, String>, Trouble> {
    let mut types = HashMap::new();
    let add = |tag: &Tag<'_>| -> Result<(), XmlError> {
        if let (Some(name), Some(kind)) = (tag.text(b"PartName")?, tag.text(b"ContentType")?) {
            types.insert(resolved("", &name).to_lowercase(), kind);
        }
        if types.len() > ENTRIES_MAX { Err(XmlError::TooLong) } else { Ok(()) }
    };
    each(parts, "[Content_Types].xml", b"Override", add)?;
    Ok(types)
}

/// Looks at each element of a name in a part, if there is one.
fn each(
    parts: &mut Parts<'_>,
    part: &str,
    name: &[u8],
    mut look: impl FnMut(&Tag<'_>) -> Result<(), XmlError>,
) -> Result<(), Trouble> {
    let trouble = |error| Trouble::from_xml(error, &Damage::Workbook);
    let Some(mut xml) = parts.xml(part, &Damage::Workbook)? else { return Ok(()) };
    loop {
        match xml.next().map_err(trouble)? {
            Event::Start(tag) if tag.name == name => look(&tag).map_err(trouble)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
