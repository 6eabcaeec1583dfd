//! The form of our tables of facts: columns set apart by "|", `#` begins a
//! comment, the last column says when the row was checked.

use super::Day;
use crate::lexicon::entries;

/// The rows of `list`, each with `N` columns.
pub fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(list).map(|row| {
        let mut columns = row.split('|').map(str::trim);
        let res = std::array::from_fn(|_| columns.next().unwrap_or(""));
        debug_assert!(row.split('|').count() == N, "columns: {row}");
        res
    })
}

/// The entries of a column, set apart by commas.
pub fn several(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split(',').map(str::trim).filter(|it| !it.is_empty())
}

/// The day in a column that has to hold one.
pub fn day(column: &str) -> Day {
    let day = Day::parse(column);
    debug_assert!(day.is_some(), "no date: {column}");
    day.unwrap_or(Day::from(jiff::civil::date(2000, 1, 1)))
}
