//! How many marks of each rule were right in published articles, as the command
//! `precision` counted them; the pages tell.

use serde::Deserialize;

use super::Severity;

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub rule: String,
    /// The severity of the marks when they were counted.
    pub severity: Severity,
    pub right: u32,
    pub read: u32,
    pub judge: Judge,
    /// What kind of text was read.
    pub texts: String,
    /// The day, as "2026-03-09".
    pub day: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Judge {
    /// Labels that were given before the marks were known.
    Labels,
    /// Somebody who read each mark in its context.
    Reader,
}

/// Fewer marks prove nothing.
const ENOUGH: u32 = 10;

impl Count {
    /// What the page of the rule says.
    pub fn line(&self) -> String {
        let judge = match self.judge {
            Judge::Labels => "labels given before",
            Judge::Reader => "one reader",
        };
        let Count {
            right, read, texts, ..
        } = self;
        let severity = format!("{:?}", self.severity).to_lowercase();
        let few = match self.is_enough() {
            true => "",
            false => "; too few to say much",
        };
        format!(
            "- {severity}: {right} of {read} marks right ({texts}; by {judge}, {}{few})",
            self.day
        )
    }

    fn is_enough(&self) -> bool {
        ENOUGH <= self.read
    }

    /// The loudest that such marks may be: a warning is right nine times in ten, and
    /// information more often than not.
    pub fn loudest(&self) -> Option<Severity> {
        let share = f64::from(self.right) / f64::from(self.read);
        match share {
            _ if !self.is_enough() => None,
            0.9.. => Some(Severity::Warning),
            0.5.. => Some(Severity::Information),
            _ => Some(Severity::Hint),
        }
    }
}

/// The table, and why it cannot be read where it cannot.
pub fn counts(table: &str) -> Result<Vec<Count>, String> {
    #[derive(Deserialize)]
    struct Table {
        #[serde(default)]
        counted: Vec<Count>,
    }
    let table: Table = toml::from_str(table).map_err(|it| it.to_string())?;
    Ok(table.counted)
}

/// The table as a file.
pub fn file(counts: &[Count]) -> String {
    let mut file =
        "# Right marks of each rule. Written by the command `precision` (src/bin/precision.rs).\n"
            .to_owned();
    for it in counts {
        let severity = format!("{:?}", it.severity).to_lowercase();
        let judge = format!("{:?}", it.judge).to_lowercase();
        file.push_str(&format!(
            "\n[[counted]]\nrule = {:?}\nseverity = {severity:?}\nright = {}\nread = {}\njudge = {judge:?}\ntexts = {:?}\nday = {:?}\n",
            it.rule, it.right, it.read, it.texts, it.day
        ));
    }
    file
}

/// The rule's page with the section that tells of `counts`.
pub fn page(page: &str, counts: &[Count]) -> String {
    const TITLE: &str = "\n## How often it is right\n";
    let rest = page.split(TITLE).next().unwrap_or(page);
    if counts.is_empty() {
        return rest.to_owned();
    }
    let lines: Vec<String> = counts.iter().map(Count::line).collect();
    format!("{rest}{TITLE}\n{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(right: u32, read: u32) -> Count {
        Count {
            rule: "superlative".into(),
            severity: Severity::Information,
            right,
            read,
            judge: Judge::Reader,
            texts: "published \"features\"".into(),
            day: "2026-03-09".into(),
        }
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let list = [count(9, 12), count(0, 3)];
        assert_eq!(counts(&file(&list)), Ok(list.to_vec()));
        assert!(counts("[[counted]]\nrule = 1").is_err());
    }

    #[test]
    fn a_page_has_one_section() {
        let old = "# superlative\n\nOne line.\n";
        let once = page(old, &[count(9, 12)]);
        assert_eq!(
            once,
            "# superlative\n\nOne line.\n\n## How often it is right\n\n- information: 9 of 12 marks right (published \"features\"; by one reader, 2026-03-09)\n"
        );
        assert_eq!(page(&once, &[count(9, 12)]), once);
        assert_eq!(page(&once, &[]), old);
    }

    #[test]
    fn how_loud_a_mark_may_be() {
        assert_eq!(count(9, 10).loudest(), Some(Severity::Warning));
        assert_eq!(count(17, 20).loudest(), Some(Severity::Information));
        assert_eq!(count(4, 10).loudest(), Some(Severity::Hint));
        assert_eq!(count(0, 9).loudest(), None);
    }
}
