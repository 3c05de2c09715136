//! Web pages whose tables are sheets. Portals export such pages under the ending `.xls`, and Excel
//! saves workbooks as them.
//!
//! `token` cuts a page into tags and text, `style` reads what style sheets hide, `cell` and `table`
//! make a grid of one table, `page` finds the tables and names them.

mod cell;
mod page;
mod style;
mod table;
mod token;

pub(super) use page::read;
