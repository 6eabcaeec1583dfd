//! Annotated articles, one JSON object a line, as words with labels.

use serde::Deserialize;

use crate::{
    sentences::sentences_of,
    span::Span,
    tagger::{
        labels::{OUTSIDE, Role, begin, inside, is_begin, role},
        quotes::{Quoted, quoted},
        words::sentence_of,
    },
    tokens::{Token, tokens},
};

/// A line of the file. Offsets count Unicode code points of `text`, ends exclusive.
#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub attributions: Vec<Annotation>,
}

#[derive(Deserialize)]
pub struct Annotation {
    #[serde(default)]
    pub source: Vec<[usize; 2]>,
    pub cue: Vec<[usize; 2]>,
    pub content: Vec<[usize; 2]>,
}

/// A line of an article's text, cut and labelled.
#[derive(Clone)]
pub struct Line {
    /// Where it begins in the article, in bytes and in code points.
    pub start: usize,
    pub start_points: usize,
    pub prose: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Span>,
    pub opens_quoted: bool,
    pub labels: Vec<u8>,
}

impl Line {
    pub fn in_capitals(&self) -> Line {
        Line {
            prose: self.prose.to_ascii_uppercase(),
            ..self.clone()
        }
    }
}

/// The articles of a file's lines; the error says which line is not one.
pub fn articles(jsonl: &str) -> Result<Vec<Article>, String> {
    jsonl
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
        })
        .collect()
}

/// The articles of a text in which `{…}` stands round a source, `<…>` round its
/// cue and `[…]` round its content, one attribution a line at most. A blank line
/// ends an article, `#` begins a comment.
pub fn marked(text: &str) -> Vec<Article> {
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    let lines: Vec<&str> = lines.collect();
    let parts = lines
        .split(|it| it.trim().is_empty())
        .filter(|it| !it.is_empty());
    parts
        .enumerate()
        .map(|(at, lines)| unmarked(format!("marked-{at}"), lines))
        .collect()
}

fn unmarked(id: String, lines: &[&str]) -> Article {
    let (mut text, mut points) = (String::new(), 0);
    let mut attributions = Vec::new();
    for line in lines {
        let mut spans: [Vec<[usize; 2]>; 3] = Default::default();
        for c in line.chars() {
            match "{<[}>]".find(c) {
                Some(mark) if mark < 3 => spans[mark].push([points, points]),
                Some(mark) => spans[mark - 3]
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|it| it[1] = points),
                None => {
                    text.push(c);
                    points += 1;
                }
            }
        }
        text.push('\n');
        points += 1;
        let [source, cue, content] = spans;
        if !cue.is_empty() {
            attributions.push(Annotation {
                source,
                cue,
                content,
            });
        }
    }
    Article {
        id,
        text,
        attributions,
    }
}

/// The paragraphs of an article: its lines that are not blank.
pub fn lines(article: &Article) -> Vec<Line> {
    let mut list: Vec<Line> = Vec::new();
    let (mut start, mut start_points) = (0, 0);
    let mut open = false;
    for prose in article.text.split('\n') {
        if !prose.trim().is_empty() {
            let tokens = tokens(prose);
            let sentences = sentences_of(prose, &tokens);
            let opens_quoted = open;
            let marks = quoted(prose, &tokens, &sentence_of(&tokens, &sentences));
            open = marks.last() == Some(&Quoted::Open);
            let labels = vec![OUTSIDE; tokens.len()];
            let prose = prose.to_string();
            list.push(Line {
                start,
                start_points,
                prose,
                tokens,
                sentences,
                opens_quoted,
                labels,
            });
        }
        start += prose.len() + 1;
        start_points += prose.chars().count() + 1;
    }
    label(article, &mut list);
    list
}

/// Where a token is: its line, and its index there.
type Place = (usize, usize);

fn label(article: &Article, lines: &mut [Line]) {
    let places = places(article, lines);
    let at = |[from, to]: [usize; 2]| {
        let mut found: Vec<Place> = places[from.min(places.len())..to.min(places.len())]
            .iter()
            .flatten()
            .copied()
            .collect();
        found.dedup();
        found
    };
    // how far a source's word is from the cue it was last taken for
    let mut taken: Vec<Vec<usize>> = lines
        .iter()
        .map(|it| vec![usize::MAX; it.tokens.len()])
        .collect();
    let counts: Vec<usize> = lines
        .iter()
        .scan(0, |sum, it| {
            let before = *sum;
            *sum += it.tokens.len();
            Some(before)
        })
        .collect();
    let running = |place: Place| counts[place.0] + place.1;
    for annotation in &article.attributions {
        let Some(cue) = annotation.cue.iter().flat_map(|it| at(*it)).min() else {
            continue;
        };
        let fragments = annotation.content.iter().map(|it| (true, *it));
        for (is_content, fragment) in fragments {
            let run = at(fragment);
            let Some(&first) = run.first() else { continue };
            mark(lines, &run, arrow(is_content, first < cue));
        }
        annotation
            .cue
            .iter()
            .for_each(|it| mark(lines, &at(*it), Role::Cue));
        for fragment in &annotation.source {
            let run = at(*fragment);
            let Some(&first) = run.first() else { continue };
            let role = arrow(false, first < cue);
            let mut free = Vec::new();
            for &place in &run {
                let distance = running(place).abs_diff(running(cue));
                let held = crate::tagger::labels::role(lines[place.0].labels[place.1]);
                let is_source = matches!(held, Some(Role::SourceBefore | Role::SourceAfter));
                if is_source && taken[place.0][place.1] <= distance {
                    continue;
                }
                taken[place.0][place.1] = distance;
                free.push(place);
            }
            let whole = free.first() == run.first();
            mark(lines, &free, role);
            if let (false, Some(place)) = (whole, free.first()) {
                lines[place.0].labels[place.1] = inside(role);
            }
        }
    }
    lines.iter_mut().for_each(|it| mend(&mut it.labels));
}

fn arrow(is_content: bool, cue_is_behind: bool) -> Role {
    match (is_content, cue_is_behind) {
        (true, true) => Role::ContentBefore,
        (true, false) => Role::ContentAfter,
        (false, true) => Role::SourceBefore,
        (false, false) => Role::SourceAfter,
    }
}

fn mark(lines: &mut [Line], run: &[Place], role: Role) {
    for (i, place) in run.iter().enumerate() {
        let first = i == 0 || run[i - 1].0 != place.0;
        lines[place.0].labels[place.1] = if first { begin(role) } else { inside(role) };
    }
}

/// An inside label with nothing of its kind before it becomes a beginning.
fn mend(labels: &mut [u8]) {
    let mut before = OUTSIDE;
    for label in labels {
        if *label != OUTSIDE && !is_begin(*label) && role(*label) != role(before) {
            *label -= 1;
        }
        before = *label;
    }
}

/// For each code point of the article the token it is part of.
fn places(article: &Article, lines: &[Line]) -> Vec<Option<Place>> {
    let mut list = vec![None; article.text.chars().count()];
    for (at, line) in lines.iter().enumerate() {
        let mut token = 0;
        for (point, (byte, _)) in line.prose.char_indices().enumerate() {
            while token < line.tokens.len() && line.tokens[token].span.end <= byte {
                token += 1;
            }
            if line
                .tokens
                .get(token)
                .is_some_and(|it| it.span.start <= byte)
            {
                list[line.start_points + point] = Some((at, token));
            }
        }
    }
    list
}
