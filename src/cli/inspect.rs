//! `copydesk inspect`: all that is read in a draft, for programs that build on
//! it. Offsets are Unicode code points, ends exclusive.

use std::{path::PathBuf, process::ExitCode};

use serde::Serialize;

use super::check::{self, Checked};
use crate::{
    desk::masked,
    document::Reading,
    paragraph::{ActorKind, Bound, CueKind, FigureKind},
    rules::{Family, Severity},
    span::Span,
    story::{ContentForm, Status},
};

/// What the objects look like; in step with the types below by a test.
pub const SCHEMA: &str = include_str!("inspect.schema.json");

pub fn inspect(files: &[PathBuf]) -> ExitCode {
    let mut failed = false;
    for path in files {
        match check::read(path) {
            Ok((draft, _)) => {
                let line = serde_json::to_string(&object(&draft)).unwrap_or_default();
                // Taken apart again, so that a number stays as it is written.
                let mut line = serde_json::from_str(&line).unwrap_or_default();
                super::mask(&mut line);
                super::print_as_it_is(&format!("{line}\n"));
            }
            Err(error) => {
                failed = true;
                super::complain(&format!("{}: {error}", path.display()));
            }
        }
    }
    ExitCode::from(if failed { super::COULD_NOT_RUN } else { 0 })
}

/// Begin and end in code points of the draft; the end is exclusive.
type Place = [usize; 2];

/// What copydesk reads in a draft. All places are [begin, end] in Unicode code points, end exclusive.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Draft"))]
struct Object {
    /// As it was given on the command line.
    file: String,
    sentences: Vec<Place>,
    attributions: Vec<Attribution>,
    actors: Vec<Actor>,
    figures: Vec<Figure>,
    /// One for each sentence that could need a source.
    claims: Vec<Claim>,
    findings: Vec<Finding>,
}

/// Who (source) says (cue) what (content).
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Attribution {
    source: Vec<Place>,
    cue: Vec<Place>,
    content: Vec<Place>,
    /// Whom the source goes by for it, where it says so; else null.
    citing: Option<Place>,
    r#type: ContentForm,
    kind: CueKind,
    /// 0 to 1.
    confidence: f32,
    /// Index into `actors`; null where it is unclear whose words they are.
    actor: Option<usize>,
}

/// Somebody or something that the draft speaks of.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Actor {
    /// The fullest form in the draft.
    name: String,
    kind: ActorKind,
    /// By a name or a pronoun. Empty for one that has no name in the draft.
    mentions: Vec<Place>,
    /// By a description, such as "the defense secretary".
    described: Vec<Place>,
    /// Role or description at first mention.
    description: Option<String>,
}

/// A quantity, date or time.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Figure {
    span: Place,
    text: String,
    /// In `unit`s; null where the words give none.
    value: Option<f64>,
    /// The upper end of a range.
    high: Option<f64>,
    bound: Bound,
    /// USD, %, km, or the thing counted as it stands; empty if none.
    unit: String,
    kind: FigureKind,
    /// Index into `attributions`: who states it.
    attribution: Option<usize>,
}

/// Where a sentence says it is from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Claim {
    /// Index into `sentences`.
    sentence: usize,
    status: Status,
    /// How likely an editor would ask for a source, 0 to 1; null where none could be given.
    chance: Option<f32>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Finding {
    rule: &'static str,
    family: Family,
    severity: Severity,
    span: Place,
    message: String,
    related: Vec<Related>,
    fixes: Vec<Fix>,
}

/// Another place that matters.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Related {
    span: Place,
    message: String,
}

/// A change that settles a finding.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Fix {
    title: String,
    edits: Vec<Edit>,
}

/// Replaces what stands at `span`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Edit {
    span: Place,
    text: String,
}

fn object(draft: &Checked) -> Object {
    let Reading {
        text,
        story,
        findings,
        ..
    } = &draft.reading;
    let points = code_points(text);
    let breaches = super::breaches(draft);
    let place = |it: Span| [points[it.start], points[it.end]];
    let places = |list: &[Span]| list.iter().map(|it| place(*it)).collect::<Vec<_>>();
    Object {
        file: draft.name.clone(),
        sentences: story.sentences.iter().map(|it| place(it.span)).collect(),
        attributions: story
            .attributions
            .iter()
            .map(|it| Attribution {
                source: places(&it.source),
                cue: places(&it.cue),
                content: places(&it.content),
                citing: it.citing.map(place),
                r#type: it.form,
                kind: it.kind,
                confidence: it.confidence,
                actor: it.actor,
            })
            .collect(),
        actors: story
            .actors
            .iter()
            .map(|it| Actor {
                name: it.name.clone(),
                kind: it.kind,
                mentions: places(&it.mentions),
                described: places(&it.described),
                description: it.description.clone(),
            })
            .collect(),
        figures: story
            .figures
            .iter()
            .map(|it| Figure {
                span: place(it.figure.span),
                text: masked(text, it.figure.span, &breaches).into_owned(),
                value: it.figure.value,
                high: it.figure.high,
                bound: it.figure.bound,
                unit: it.figure.unit.to_string(),
                kind: it.figure.kind,
                attribution: it.attribution,
            })
            .collect(),
        claims: story
            .sentences
            .iter()
            .enumerate()
            .map(|(sentence, it)| Claim {
                sentence,
                status: it.status,
                chance: it.doubt.map(|it| it.chance),
            })
            .collect(),
        findings: findings
            .iter()
            .map(|it| Finding {
                rule: it.rule,
                family: it.family,
                severity: it.severity,
                span: place(it.span),
                message: it.message.clone(),
                related: it
                    .related
                    .iter()
                    .map(|(span, what)| Related {
                        span: place(*span),
                        message: what.clone(),
                    })
                    .collect(),
                fixes: it
                    .fixes
                    .iter()
                    .map(|it| Fix {
                        title: it.title.clone(),
                        edits: it
                            .edits
                            .iter()
                            .map(|it| Edit {
                                span: place(it.span),
                                text: it.text.clone(),
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// For every byte of `text`, and for its end, how many code points begin before it.
fn code_points(text: &str) -> Vec<usize> {
    let mut points = Vec::with_capacity(text.len() + 1);
    for (n, c) in text.chars().enumerate() {
        points.resize(points.len() + c.len_utf8(), n);
    }
    points.push(text.chars().count());
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_in_step() {
        let schema = format!("{:#}\n", schemars::schema_for!(Object).to_value());
        if schema != SCHEMA {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/inspect.schema.json");
            std::fs::write(path, schema).unwrap();
            panic!(
                "src/cli/inspect.schema.json was behind and has been written anew; run the test again"
            );
        }
    }

    #[test]
    fn places_count_code_points() {
        let text = "É 🦭 x";
        let points = code_points(text);
        let at = text.find('x').unwrap();
        assert_eq!(
            (points[at], points[at + 1], points.len()),
            (4, 5, text.len() + 1)
        );
    }
}
