//! Trains and judges the weights of the tagger; see `src/tagger/README.md`.
//!
//!     train learn --out src/tagger/weights.bin [--seed 1] ARTICLES.jsonl…
//!     train read [--weights FILE] ARTICLES.jsonl > READ.jsonl

use std::{error::Error, fs, io::Write, path::PathBuf, time::Instant};

use clap::{Parser, Subcommand};
use copydesk::{
    span::Span,
    tagger::{
        training::{self, Options, gold},
        weights::Weights,
    },
};
use serde_json::{Value, json};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learn weights from annotated articles
    Learn {
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        #[arg(long, default_value = "src/tagger/weights.bin")]
        out: PathBuf,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Settings for experiments, such as rounds=12
        #[arg(long = "set")]
        settings: Vec<String>,
    },
    /// Print the attributions read in each article, one JSON object a line
    Read {
        articles: PathBuf,
        #[arg(long, default_value = "src/tagger/weights.bin")]
        weights: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().command {
        Command::Learn {
            articles,
            out,
            seed,
            settings,
        } => {
            let mut options = Options {
                seed,
                ..Options::default()
            };
            for setting in settings {
                options.set(&setting)?;
            }
            let begun = Instant::now();
            let mut list = Vec::new();
            for path in articles {
                let text = fs::read_to_string(&path)?;
                list.extend(
                    gold::articles(&text)
                        .map_err(|error| format!("{}: {error}", path.display()))?,
                );
            }
            let mut told =
                |step: &str| eprintln!("{:6.1} s  {step}", begun.elapsed().as_secs_f64());
            let bytes = training::weights(&list, &options, &mut told);
            told(&format!("{} bytes written", bytes.len()));
            fs::write(out, bytes)?;
        }
        Command::Read { articles, weights } => {
            let bytes = fs::read(weights)?;
            let weights = Weights::new(&bytes).ok_or("not a weights file of this version")?;
            let mut out = std::io::stdout().lock();
            for article in gold::articles(&fs::read_to_string(articles)?)? {
                let read = training::reading(&weights, &article);
                let points = Points::new(&article.text);
                let rows: Vec<Value> = read
                    .iter()
                    .map(|it| json!({"source": points.of(&it.source), "cue": points.of(&it.cue), "content": points.of(&it.content), "confidence": it.confidence, "kind": format!("{:?}", it.kind)}))
                    .collect();
                writeln!(out, "{}", json!({"id": article.id, "attributions": rows}))?;
            }
        }
    }
    Ok(())
}

/// Code points before each byte of a text.
struct Points(Vec<usize>);

impl Points {
    fn new(text: &str) -> Points {
        let mut list = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            list[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        list[text.len()] = count;
        Points(list)
    }

    fn of(&self, spans: &[Span]) -> Vec<[usize; 2]> {
        spans
            .iter()
            .map(|it| [self.0[it.start], self.0[it.end]])
            .collect()
    }
}
