//! Counts how many marks of each rule are right, for the rules' pages.
//!
//!     precision marks [--rule RULE]… [--most 30] ARTICLES.jsonl… > MARKS.jsonl
//!     precision count --texts "what was read" MARKS.jsonl…
//!
//! An article is one JSON object a line: `{"id": "…", "text": "…", "sentences":
//! [{"span": [0, 61], "flag": "must"}]}`. The flags are optional: would an editor ask
//! for a source at this sentence, `must`, `may` or `no`? Offsets count code points.
//!
//! `marks` prints one object a line for each mark. Where a flag settles it, `right`
//! is there; to the others a reader adds `"right": true` or `false`, with the
//! sentence and what stands around it in view. `count` puts what has been judged into
//! `src/rules/precision.toml`, and `cargo test` then writes the pages.

use std::{error::Error, fs, io::Write, path::PathBuf, sync::Arc};

use clap::{Parser, Subcommand};
use copydesk::{
    desk::Desk,
    document::Reading,
    rules::{
        self, Finding, Severity,
        precision::{self, Count, Judge},
    },
    span::Span,
    story::Format,
};
use serde::{Deserialize, Serialize};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the marks in articles, one JSON object a line
    Marks {
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        /// Only this rule's; may be given more than once
        #[arg(long = "rule")]
        rules: Vec<String>,
        /// Not more of a rule than this, evenly from all
        #[arg(long, default_value_t = usize::MAX)]
        most: usize,
    },
    /// Count the judged marks, and put them into the table
    Count {
        #[arg(required = true)]
        marks: Vec<PathBuf>,
        /// What was read, such as "court reports"
        #[arg(long)]
        texts: String,
        #[arg(long, default_value = "src/rules/precision.toml")]
        table: PathBuf,
    },
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    #[serde(default)]
    sentences: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    span: [usize; 2],
    flag: String,
}

#[derive(Deserialize, Serialize)]
struct Mark {
    id: String,
    rule: String,
    severity: Severity,
    message: String,
    /// With the marked words in ⟦ ⟧.
    sentence: String,
    before: String,
    behind: String,
    #[serde(default)]
    right: Option<bool>,
    #[serde(default)]
    labelled: bool,
}

/// The rules that ask for a source where there is none: what the flags speak of.
const ASKING: [&str; 8] = [
    "unattributed-quote",
    "hedge-without-source",
    "vague-source",
    "anonymous-no-reason",
    "unattributed-figure",
    "superlative",
    "unattributed-claim",
    "attribution-lapsed",
];

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().command {
        Command::Marks {
            articles,
            rules,
            most,
        } => {
            if let Some(unknown) = rules.iter().find(|it| rules::named(it).is_none()) {
                return Err(format!("no rule is called {unknown}").into());
            }
            let mut list = Vec::new();
            for article in lines::<Article>(&articles)? {
                list.extend(marks(article));
            }
            list.retain(|it| rules.is_empty() || rules.contains(&it.rule));
            let mut out = std::io::stdout().lock();
            for rule in rules::ALL {
                let of: Vec<&Mark> = list.iter().filter(|it| it.rule == rule.name).collect();
                let step = (of.len() as f64 / most as f64).max(1.0);
                let mut next = 0.0;
                for (i, mark) in of.into_iter().enumerate() {
                    if next <= i as f64 {
                        writeln!(out, "{}", serde_json::to_string(mark)?)?;
                        next += step;
                    }
                }
            }
        }
        Command::Count {
            marks,
            texts,
            table,
        } => {
            let old = fs::read_to_string(&table).unwrap_or_default();
            let old = precision::counts(&old).map_err(|it| format!("{}: {it}", table.display()))?;
            let new = counted(&lines::<Mark>(&marks)?, &texts);
            let counts: Vec<Count> = rules::ALL
                .iter()
                .flat_map(|rule| {
                    let of = |list: &[Count]| -> Vec<Count> {
                        let of = list.iter().filter(|it| it.rule == rule.name);
                        of.cloned().collect()
                    };
                    Some(of(&new))
                        .filter(|it| !it.is_empty())
                        .unwrap_or(of(&old))
                })
                .collect();
            fs::write(&table, precision::file(&counts))?;
        }
    }
    Ok(())
}

/// What stands on the lines of files; the error says which line is wrong.
fn lines<T: for<'a> Deserialize<'a>>(paths: &[PathBuf]) -> Result<Vec<T>, String> {
    let mut list = Vec::new();
    for path in paths {
        let name = path.display();
        let text = fs::read_to_string(path).map_err(|it| format!("{name}: {it}"))?;
        for (i, line) in text.lines().enumerate() {
            if !line.trim().is_empty() {
                let read = serde_json::from_str(line);
                list.push(read.map_err(|it| format!("{name}, line {}: {it}", i + 1))?);
            }
        }
    }
    Ok(list)
}

fn marks(article: Article) -> Vec<Mark> {
    let starts: Vec<usize> = article.text.char_indices().map(|it| it.0).collect();
    let byte = |point: usize| starts.get(point).copied().unwrap_or(article.text.len());
    let labels: Vec<(Span, &str)> = article
        .sentences
        .iter()
        .map(|it| (Span::new(byte(it.span[0]), byte(it.span[1])), &*it.flag))
        .collect();
    let desk = Arc::new(Desk::default());
    let nothing = Reading::default();
    let reading = Reading::new(article.text, Format::Plain, desk, &nothing);
    let findings = reading.findings.iter();
    findings
        .map(|it| mark(&article.id, &reading, it, &labels))
        .collect()
}

fn mark(id: &str, reading: &Reading, finding: &Finding, labels: &[(Span, &str)]) -> Mark {
    const AROUND: usize = 300;
    let text = &reading.text;
    let sentences = &reading.story.sentences[reading.story.sentences_in(finding.span)];
    let around = sentences.iter().fold(finding.span, |a, b| {
        Span::new(a.start.min(b.span.start), a.end.max(b.span.end))
    });
    let mut flags = labels
        .iter()
        .filter(|it| it.0.overlaps(finding.span))
        .map(|it| it.1)
        .peekable();
    let labelled = ASKING.contains(&finding.rule) && flags.peek().is_some();
    let before = text[..around.start].chars().rev().take(AROUND);
    let before: Vec<char> = before.collect();
    Mark {
        id: id.to_owned(),
        rule: finding.rule.to_owned(),
        severity: finding.severity,
        message: finding.message.clone(),
        sentence: format!(
            "{}⟦{}⟧{}",
            &text[around.start..finding.span.start],
            finding.span.of(text),
            &text[finding.span.end..around.end]
        ),
        before: before.into_iter().rev().collect(),
        behind: text[around.end..].chars().take(AROUND).collect(),
        right: labelled.then(|| flags.any(|it| it != "no")),
        labelled,
    }
}

/// The judged marks by rule and severity, the loudest first.
fn counted(marks: &[Mark], texts: &str) -> Vec<Count> {
    let day = jiff::Zoned::now().date().to_string();
    let mut list: Vec<Count> = Vec::new();
    for mark in marks {
        let Some(right) = mark.right else { continue };
        let same = |it: &Count| it.rule == mark.rule && it.severity == mark.severity;
        let at = list.iter().position(same).unwrap_or_else(|| {
            list.push(Count {
                rule: mark.rule.clone(),
                severity: mark.severity,
                right: 0,
                read: 0,
                judge: Judge::Labels,
                texts: texts.to_owned(),
                day: day.clone(),
            });
            list.len() - 1
        });
        list[at].read += 1;
        list[at].right += u32::from(right);
        if !mark.labelled {
            list[at].judge = Judge::Reader;
        }
    }
    list.sort_by_key(|it| std::cmp::Reverse(it.severity));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_judge_the_rules_that_ask_for_a_source() {
        let article = r#"{"id": "a", "text": "“É” costs $9 million. The fee is $3 million. Brandt claimed that it is not.",
            "sentences": [{"span": [0, 21], "flag": "must"}, {"span": [22, 43], "flag": "no"}, {"span": [44, 75], "flag": "no"}]}"#;
        let marks = marks(serde_json::from_str(article).unwrap());
        let judged: Vec<(&str, Option<bool>)> =
            marks.iter().map(|it| (&*it.rule, it.right)).collect();
        assert_eq!(
            judged,
            [
                ("unattributed-figure", Some(true)),
                ("unattributed-figure", Some(false)),
                ("loaded-verb", None)
            ]
        );
        assert_eq!(marks[0].sentence, "“É” costs ⟦$9 million⟧.");
        let counts = counted(&marks, "invented lines");
        let [figure] = &counts[..] else {
            panic!("{counts:?}")
        };
        assert_eq!((figure.right, figure.read), (1, 2));
        assert_eq!(figure.judge, Judge::Labels);
    }
}
