//! Learning the weights from labelled articles: logistic regression with L1 and
//! L2 (follow the proximally regularised leader, McMahan et al. 2013), one
//! sentence after the other; the same articles give the same weights.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde_json::Value;

use super::{COLUMNS, REASONS, Sink, context, sentence};
use crate::{
    paragraph::Format,
    span::Span,
    story::{Status, Story},
    tagger,
    tokens::tokens,
};

/// An article whose sentences are labelled.
pub struct Article {
    pub id: String,
    pub text: String,
    pub sentences: Vec<Label>,
}

#[derive(Deserialize)]
pub struct Label {
    /// Unicode code points of the text, end exclusive.
    pub span: [usize; 2],
    /// "must", "may" or "no".
    pub flag: String,
    #[serde(default)]
    pub why: Vec<String>,
    /// What the readings gave.
    pub status: Vec<String>,
}

impl Label {
    /// The first of the statuses.
    fn status(&self) -> Option<Status> {
        let name = self.status.first()?;
        context::ALL
            .into_iter()
            .find(|it| context::name(*it) == name)
    }
}

/// The labelled articles of several files of JSON objects, one a line. Labels may
/// stand in one file and the text under the same `id` in another.
pub fn articles(files: &[String]) -> Result<Vec<Article>, String> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        text: Option<String>,
        #[serde(default)]
        sentences: Value,
    }
    let mut texts: FxHashMap<String, String> = FxHashMap::default();
    let mut labelled: Vec<(String, Vec<Label>)> = Vec::new();
    for (number, line) in files.iter().flat_map(|it| it.lines()).enumerate() {
        let line: Line =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        if let Some(text) = line.text {
            texts.insert(line.id.clone(), text);
        }
        if let Ok(labels) = serde_json::from_value(line.sentences) {
            labelled.push((line.id, labels));
        }
    }
    let article = |(id, sentences): (String, Vec<Label>)| match texts.get(&id) {
        Some(text) => Ok(Article {
            text: text.clone(),
            id,
            sentences,
        }),
        None => Err(format!("{id}: labels without a text")),
    };
    labelled.into_iter().map(article).collect()
}

/// A sentence as the model learns it.
pub struct Example {
    /// Index into the articles.
    pub article: usize,
    /// Indices into [`Examples::names`].
    pub features: Vec<u32>,
    /// What the status of the sentence before gives it.
    pub follows: Vec<u32>,
    pub must: bool,
    /// Must or may.
    pub asked: bool,
    pub why: Vec<String>,
    pub status: Vec<String>,
}

/// The sentences of all articles.
#[derive(Default)]
pub struct Examples {
    pub list: Vec<Example>,
    /// The names of the features.
    pub names: Vec<String>,
    ids: FxHashMap<String, u32>,
}

struct Names<'a> {
    all: &'a mut Examples,
    own: Vec<u32>,
}

impl Names<'_> {
    fn of(all: &mut Examples) -> Names<'_> {
        let own = Vec::new();
        Names { all, own }
    }
}

impl Sink for Names<'_> {
    fn add(&mut self, template: &str, a: &str, b: &str) {
        let name = format!("{template} {a} {b}").trim_end().to_owned();
        let next = self.all.names.len() as u32;
        let id = *self.all.ids.entry(name.clone()).or_insert(next);
        if id == next {
            self.all.names.push(name);
        }
        self.own.push(id);
    }
}

pub fn examples(articles: &[Article]) -> Examples {
    let mut all = Examples::default();
    for (number, article) in articles.iter().enumerate() {
        let story = Story::read(&article.text, Format::Plain, &Story::default());
        let whole = context::Whole::of(&story);
        let starts = article.text.char_indices().map(|(at, _)| at);
        let bytes: Vec<usize> = starts.chain([article.text.len()]).collect();
        let place = |it: &Label| Span::new(bytes[it.span[0]], bytes[it.span[1]]);
        let mut status = Status::None;
        for (i, read) in story.sentences.iter().enumerate() {
            let before = std::mem::replace(&mut status, read.read);
            let shared = |it: &&Label| place(it).shared(read.span);
            let label = article.sentences.iter().max_by_key(shared);
            let Some(label) = label.filter(|it| read.read != Status::None && shared(it) > 0) else {
                continue;
            };
            status = label.status().unwrap_or(status);
            let features = features(&story, &whole, i, &mut all);
            let mut names = Names::of(&mut all);
            context::follows(&story, i, before, &mut names);
            let follows = names.own;
            all.list.push(Example {
                article: number,
                features,
                follows,
                must: label.flag == "must",
                asked: label.flag != "no",
                why: label.why.clone(),
                status: label.status.clone(),
            });
        }
    }
    all
}

fn features(story: &Story, whole: &context::Whole, i: usize, all: &mut Examples) -> Vec<u32> {
    let mut names = Names::of(all);
    let read = &story.sentences[i];
    let (start, paragraph) = &story.paragraphs[read.paragraph];
    let tokens = tokens(&paragraph.prose);
    let words = tagger::words(&paragraph.prose, &tokens, &paragraph.sentences);
    let own = sentence::Read {
        kind: paragraph.kind,
        prose: &paragraph.prose,
        words: &words,
        quotations: &paragraph.quotations,
        mentions: &paragraph.mentions,
        figures: &paragraph.figures,
        signals: &paragraph.signals,
        attributions: &paragraph.attributions,
    };
    let span = Span::new(read.span.start - start, read.span.end - start);
    sentence::features(&own, span, &mut names);
    whole.features(&mut names);
    context::features(story, i, &mut names);
    let mut features = names.own;
    features.sort_unstable();
    features.dedup();
    features
}

/// How it learns.
#[derive(Clone)]
pub struct Options {
    pub rounds: usize,
    pub rate: f32,
    pub l1: f32,
    pub l2: f32,
    /// In how many articles a feature must be.
    pub at_least: usize,
    /// What a "may" counts against a "must".
    pub may: f32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            rounds: 8,
            rate: 0.03,
            l1: 1.5,
            l2: 20.0,
            at_least: 8,
            may: 0.6,
        }
    }
}

impl Options {
    /// Sets the option that `setting` ("l1=2") names.
    pub fn set(&mut self, setting: &str) -> Result<(), String> {
        let (name, value) = setting.split_once('=').ok_or("a setting is name=value")?;
        let value: f32 = value
            .parse()
            .map_err(|_| format!("{value}: not a number"))?;
        match name {
            "rounds" => self.rounds = value as usize,
            "rate" => self.rate = value,
            "l1" => self.l1 = value,
            "l2" => self.l2 = value,
            "at_least" => self.at_least = value as usize,
            "may" => self.may = value,
            _ => return Err(format!("{name}: no such setting")),
        }
        Ok(())
    }
}

struct Learner<'a> {
    options: &'a Options,
    sums: Vec<f32>,
    squares: Vec<f32>,
}

impl Learner<'_> {
    fn weight(&self, i: usize) -> f32 {
        let sum = self.sums[i];
        if sum.abs() <= self.options.l1 {
            return 0.0;
        }
        let slope = (1.0 + self.squares[i].sqrt()) / self.options.rate + self.options.l2;
        -(sum - sum.signum() * self.options.l1) / slope
    }

    fn score(&self, features: &[usize]) -> f32 {
        features.iter().map(|it| self.weight(*it)).sum()
    }

    fn step(&mut self, features: &[usize], gradient: f32) {
        for &i in features {
            let more = (self.squares[i] + gradient * gradient).sqrt() - self.squares[i].sqrt();
            self.sums[i] += gradient - more / self.options.rate * self.weight(i);
            self.squares[i] += gradient * gradient;
        }
    }
}

/// The weights of all features for some columns, one or several that exclude each
/// other: what `target` gives each example in them, and how much it counts; `None`
/// leaves it out.
fn learn<const N: usize>(
    all: &Examples,
    options: &Options,
    of: &[usize],
    given: fn(&Example) -> [&[u32]; 2],
    target: impl Fn(&Example) -> Option<([f32; N], f32)>,
) -> Vec<Vec<f32>> {
    let size = all.names.len();
    let mut held: Vec<FxHashSet<usize>> = vec![FxHashSet::default(); size];
    for example in of.iter().map(|it| &all.list[*it]) {
        for id in given(example).into_iter().flatten() {
            held[*id as usize].insert(example.article);
        }
    }
    let mut learners: [Learner; N] = std::array::from_fn(|_| Learner {
        options,
        sums: vec![0.0; size],
        squares: vec![0.0; size],
    });
    let mut order = of.to_vec();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut features = Vec::new();
    for _ in 0..options.rounds {
        for i in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(i, (random % (i as u64 + 1)) as usize);
        }
        for example in order.iter().map(|it| &all.list[*it]) {
            let Some((target, importance)) = target(example) else {
                continue;
            };
            features.clear();
            let ids = given(example).into_iter().flatten().map(|it| *it as usize);
            features.extend(ids.filter(|it| options.at_least <= held[*it].len()));
            let powers = learners.each_ref().map(|it| it.score(&features).exp());
            let other = if N == 1 { 1.0 } else { 0.0 };
            let sum = powers.iter().sum::<f32>() + other;
            for (i, learner) in learners.iter_mut().enumerate() {
                learner.step(&features, (powers[i] / sum - target[i]) * importance);
            }
        }
    }
    let weights = |learner: &Learner| (0..size).map(|i| learner.weight(i)).collect();
    learners.iter().map(weights).collect()
}

fn own(example: &Example) -> [&[u32]; 2] {
    [&example.features, &[]]
}

fn with_before(example: &Example) -> [&[u32]; 2] {
    [&example.features, &example.follows]
}

fn ask(all: &Examples, options: &Options, of: &[usize]) -> Vec<Vec<f32>> {
    learn(all, options, of, own, |it| {
        let importance = if it.asked && !it.must {
            options.may
        } else {
            1.0
        };
        Some(([f32::from(it.asked)], importance))
    })
}

/// All columns, learned from the examples `of`.
pub fn columns(all: &Examples, options: &Options, of: &[usize]) -> Vec<Vec<f32>> {
    let mut list = ask(all, options, of);
    for reason in REASONS {
        let name = format!("{reason:?}").to_lowercase();
        list.extend(learn(all, options, of, own, |it| {
            it.asked.then(|| ([f32::from(it.why.contains(&name))], 1.0))
        }));
    }
    list.extend(learn(all, options, of, with_before, |it| {
        let given = |name: &str| it.status.iter().filter(|it| *it == name).count() as f32;
        let all = it.status.len().max(1) as f32;
        let shares = context::ALL.map(|it| given(context::name(it)) / all);
        Some((shares, 1.0))
    }));
    debug_assert_eq!(list.len(), COLUMNS);
    list
}

/// The file of weights that `columns` make, in hundredths.
pub fn file(all: &Examples, columns: &[Vec<f32>]) -> String {
    let row = |(id, name): (usize, &String)| {
        let row: Vec<i16> = (columns.iter())
            .map(|it| (it[id] * 100.0).round() as i16)
            .collect();
        let cells: Vec<String> = row.iter().map(i16::to_string).collect();
        let any = row.iter().any(|it| *it != 0);
        any.then(|| format!("{name}\t{}\n", cells.join("\t")))
    };
    let mut lines: Vec<String> = all.names.iter().enumerate().filter_map(row).collect();
    lines.sort();
    lines.concat()
}

/// How many marks are right and how many "must" are found, of sentences asked
/// about with at least a certain chance.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub marks: usize,
    pub right: usize,
    pub must: usize,
    pub found: usize,
}

/// The tallies at each of `thresholds`, fold by fold: each fold of articles is
/// judged by what is learned from the others.
pub fn cross(
    all: &Examples,
    options: &Options,
    folds: usize,
    thresholds: &[f32],
) -> Vec<Vec<Tally>> {
    let fold = |kept: usize| {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..all.list.len()).partition(|it| all.list[*it].article % folds == kept);
        let ask = &ask(all, options, &train)[0];
        let chance = |it: &Example| {
            let score: f32 = it.features.iter().map(|id| ask[*id as usize]).sum();
            1.0 / (1.0 + (-score).exp())
        };
        let tally = |threshold: &f32| {
            test.iter().fold(Tally::default(), |mut sum, it| {
                let example = &all.list[*it];
                let marked = *threshold <= chance(example);
                sum.marks += usize::from(marked);
                sum.right += usize::from(marked && example.asked);
                sum.must += usize::from(example.must);
                sum.found += usize::from(marked && example.must);
                sum
            })
        };
        thresholds.iter().map(tally).collect()
    };
    (0..folds).map(fold).collect()
}
