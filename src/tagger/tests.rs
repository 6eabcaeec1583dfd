//! What the weights that ship read in sentences as reporters write them.

use super::*;
use crate::{paragraph::capitals, sentences::sentences_of, tokens::tokens};

fn read(prose: &str, opens_quoted: bool) -> Vec<Attribution> {
    let tokens = tokens(prose);
    let words = words(prose, &tokens, &sentences_of(prose, &tokens));
    attributions(prose, &words, opens_quoted)
}

/// `[…]` stands round content, `{…}` round its source, `<…>` round the cue.
#[track_caller]
fn check(marked: &str) {
    let prose: String = marked.chars().filter(|c| !"[]{}<>".contains(*c)).collect();
    let mut marks: Vec<(usize, bool, char)> = Vec::new();
    for it in read(&prose, false) {
        for (spans, open, close) in [
            (&it.content, '[', ']'),
            (&it.source, '{', '}'),
            (&it.cue, '<', '>'),
        ] {
            for span in spans {
                marks.push((span.start, true, open));
                marks.push((span.end, false, close));
            }
        }
    }
    // a source that two cues share is drawn once
    marks.sort_unstable();
    marks.dedup();
    let mut drawn = prose.clone();
    for (at, _, mark) in marks.into_iter().rev() {
        drawn.insert(at, mark);
    }
    assert_eq!(drawn, marked);
}

#[test]
fn a_quotation_and_its_speaker() {
    check("[“The bridge will stay closed,”] {Ms. Oduya} <told> reporters.");
    check("[\"The bridge will stay closed,\"] <said> {Marta Pell, a city engineer}.");
    check("[‘The bridge will stay closed,’] {the minister} <said>.");
}

#[test]
fn a_report_without_quotation() {
    check("{The mayor} <said> [the bridge would stay closed].");
    check("[The bridge will stay closed], {officials} <said> on Friday.");
}

#[test]
fn according_to_at_either_end() {
    check("<According to> {the transport ministry}, [the bridge will stay closed].");
    check("[The bridge will stay closed], <according to> {the transport ministry}.");
}

#[test]
fn a_colon_before_a_quotation() {
    check("{He} <added:> [“The bridge will stay closed.”]");
    check("{The ministry} <said>[:]");
}

#[test]
fn two_cues_and_one_speaker() {
    let prose = "Ms. Oduya said the bridge was unsafe, adding that it would be closed in March.";
    let sources: Vec<&str> = read(prose, false)
        .iter()
        .map(|it| it.source[0].of(prose))
        .collect();
    assert_eq!(sources, ["Ms. Oduya", "Ms. Oduya"]);
}

#[test]
fn a_report_that_cites_another() {
    let citing = |prose: &str| {
        let read = read(prose, false);
        read[0].citing.map(|it| it.of(prose).to_string())
    };
    let officials = Some("city engineers".to_string());
    let prose = "Mr. Oduya said that city engineers estimate there are 3,000 cracks.";
    assert_eq!(citing(prose), officials);
    let prose = "Mr. Oduya said city engineers told him the bridge was unsafe.";
    assert_eq!(citing(prose), officials);
    for found in [
        "that city engineers have determined the bridge was unsafe",
        "city engineers had concluded it was unsafe",
        "city engineers have assessed that it will hold",
        "that, according to city engineers, it will hold",
    ] {
        assert_eq!(
            citing(&format!("Mr. Oduya said {found}.")),
            officials,
            "{found}"
        );
    }
    for done in ["determined the cause", "had found three cracks"] {
        assert_eq!(
            citing(&format!("Mr. Oduya said city engineers {done}.")),
            None
        );
    }
    assert_eq!(citing("Mr. Oduya said the bridge was unsafe."), None);
    assert_eq!(
        citing("Mr. Oduya said he believed the bridge was unsafe."),
        None
    );
}

#[test]
fn the_writer_speaks() {
    check("The bridge was closed on Friday after heavy rain.");
    check("Workers put up barriers, and buses took the long way round.");
}

#[test]
fn kinds_of_cues() {
    let kind = |prose: &str| read(prose, false)[0].kind;
    assert_eq!(
        kind("Ms. Oduya said the bridge was unsafe."),
        CueKind::Speech
    );
    assert_eq!(
        kind("According to the transport ministry, the bridge was unsafe."),
        CueKind::Document
    );
    assert_eq!(
        kind("The report said the bridge was unsafe."),
        CueKind::Document
    );
    assert_eq!(
        kind("Ms. Oduya wants to close the bridge."),
        CueKind::Attitude
    );
}

#[test]
fn what_reporters_type() {
    let one = |prose: &str| {
        let read = read(prose, false);
        assert_eq!(read.len(), 1, "{prose}: {read:?}");
        (
            read[0].source[0].of(prose).to_string(),
            read[0].cue[0].of(prose).to_string(),
        )
    };
    let answer = |source: &str, cue: &str| (source.to_string(), cue.to_string());
    // As the paragraph writes "THE BRIDGE IS UNSAFE, MS. ODUYA SAID."
    assert_eq!(
        one(&capitals::calmed("THE BRIDGE IS UNSAFE, MS. ODUYA SAID.")),
        answer("Ms. Oduya", "said")
    );
    assert_eq!(
        one("The bridge is unsafe, officals said."),
        answer("officals", "said")
    );
    assert_eq!(
        one("“The bridge is unsafe, Ms. Oduya said."),
        answer("Ms. Oduya", "said")
    );
}

#[test]
fn odd_text_gives_no_attributions() {
    for prose in ["", " ", "“", "said", "...", "😀😀", "\u{200b}"] {
        assert_eq!(read(prose, true), [], "{prose}");
    }
}

#[test]
fn confidence_is_a_probability() {
    for it in read(
        "Ms. Oduya said the bridge was unsafe, and critics say it always was.",
        false,
    ) {
        assert!((0. ..=1.).contains(&it.confidence), "{it:?}");
    }
}
