//! Trains and judges the weights of the tagger and of the claims; see the pages in
//! `src/tagger` and `src/claims`.
//!
//!     train learn --out src/tagger/weights.bin [--seed 1] ARTICLES.jsonl…
//!     train read [--weights FILE] ARTICLES.jsonl > READ.jsonl
//!     train claims [--out src/claims/weights.tsv] LABELLED.jsonl…
//!     train cross LABELLED.jsonl…

use std::{error::Error, fs, io::Write, path::PathBuf, time::Instant};

use clap::{Parser, Subcommand};
use copydesk::{
    claims::training as claims,
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
    /// Learn from labelled sentences where an editor asks for a source
    Claims {
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        #[arg(long, default_value = "src/claims/weights.tsv")]
        out: PathBuf,
        #[arg(long = "set")]
        settings: Vec<String>,
    },
    /// Judge what would be learned, on articles left out of the learning
    Cross {
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        #[arg(long, default_value_t = 5)]
        folds: usize,
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

fn labelled(
    paths: &[PathBuf],
    settings: &[String],
) -> Result<(claims::Examples, claims::Options), Box<dyn Error>> {
    let mut options = claims::Options::default();
    settings.iter().try_for_each(|it| options.set(it))?;
    let files: Vec<String> = paths
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<_, _>>()?;
    Ok((claims::examples(&claims::articles(&files)?), options))
}

/// Prints recall of "must" and precision at each threshold, with their mean and
/// standard deviation over the folds.
fn cross(all: &claims::Examples, options: &claims::Options, folds: usize) {
    const THRESHOLDS: [f32; 10] = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8];
    let tallies = claims::cross(all, options, folds, &THRESHOLDS);
    let spread = |list: &[f64]| {
        let mean = list.iter().sum::<f64>() / list.len() as f64;
        let square = list.iter().map(|it| (it - mean).powi(2)).sum::<f64>();
        format!("{mean:.3} ±{:.3}", (square / list.len() as f64).sqrt())
    };
    for (i, threshold) in THRESHOLDS.iter().enumerate() {
        let share = |of: fn(&claims::Tally) -> (usize, usize)| -> Vec<f64> {
            let shares = tallies.iter().map(|it| of(&it[i]));
            shares
                .map(|(part, all)| part as f64 / all.max(1) as f64)
                .collect()
        };
        println!(
            "{threshold:.2}  recall {}  precision {}",
            spread(&share(|it| (it.found, it.must))),
            spread(&share(|it| (it.right, it.marks)))
        );
    }
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
        Command::Claims {
            articles,
            out,
            settings,
        } => {
            let (all, options) = labelled(&articles, &settings)?;
            let every: Vec<usize> = (0..all.list.len()).collect();
            let columns = claims::columns(&all, &options, &every);
            fs::write(out, claims::file(&all, &columns))?;
        }
        Command::Cross {
            articles,
            folds,
            settings,
        } => {
            let (all, options) = labelled(&articles, &settings)?;
            cross(&all, &options, folds);
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
