//! On a citation key: the record behind it, its terms, and its words. Of a
//! source who is not on the record nothing but the agreed description.

use super::{Hover, lines::escaped};
use crate::{document::Reading, navigation::keys, sources::Record};

/// How many quotations are shown.
const SHOWN: usize = 3;

/// The key at `offset`, if there is a record of it.
pub fn citation(reading: &Reading, offset: usize) -> Option<Hover> {
    let span = keys::at(reading, offset)?;
    let record = reading.desk.record(span.of(&reading.text))?;
    let markdown = about(record);
    Some(Hover { span, markdown })
}

/// A record as a writer may see it.
pub fn about(record: &Record) -> String {
    let mut lines = vec![format!("**{}**", escaped(&record.printable_line()))];
    let date = record.date.map(|it| format!(" · {it}")).unwrap_or_default();
    lines.push(format!(
        "{} · {}{date}",
        record.kind.word(),
        record.terms.words()
    ));
    if record.confidential() {
        return lines.join("  \n");
    }
    lines.extend(record.at.as_deref().map(escaped));
    lines.extend(record.printable_url().map(|it| format!("<{it}>")));
    let mut markdown = lines.join("  \n");
    for quote in record.quotes.iter().take(SHOWN) {
        let at = quote.at.as_deref().map(|it| format!(" ({})", escaped(it)));
        let words = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("\n\n> “{}”{}", escaped(&words), at.unwrap_or_default());
        markdown.push_str(&line);
    }
    markdown
}
