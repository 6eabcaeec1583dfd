use super::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Lines that end in every way and one place where none ends, with characters
/// of every length in UTF-8 and UTF-16.
const DRAFT: &str = "Mayor Ilse Brandt 😀 said “no”.\r\nA cafe\u{301}, a family 👩‍👩‍👧.\rOne\u{2028}line\u{b}still.\n\n\r\n\r\rLast 中文 word";

#[test]
fn every_place_in_a_text_comes_back_from_its_position() {
    let rope = Rope::from_str(DRAFT);
    for encoding in ENCODINGS {
        for (at, _) in DRAFT.char_indices().chain([(DRAFT.len(), ' ')]) {
            if DRAFT[..at].ends_with('\r') && DRAFT[at..].starts_with('\n') {
                continue;
            }
            let position = position(DRAFT, at, encoding);
            assert_eq!(
                offset(&rope, position, encoding),
                at,
                "{encoding:?} {position:?}"
            );
        }
    }
}

#[test]
fn one_walk_finds_the_same_positions_as_many() {
    let places: Vec<usize> = DRAFT.char_indices().map(|(at, _)| at).collect();
    for encoding in ENCODINGS {
        let spans = places.iter().rev().map(|at| Span::new(*at, DRAFT.len()));
        let all = Positions::new(DRAFT, encoding, spans);
        for at in &places {
            let range = all.range(Span::new(*at, DRAFT.len()));
            assert_eq!(
                range.start,
                position(DRAFT, *at, encoding),
                "{encoding:?} {at}"
            );
        }
    }
}

#[test]
fn characters_are_counted_as_agreed() {
    let at = DRAFT.find("said").unwrap();
    assert_eq!(position(DRAFT, at, Encoding::Utf8), Position::new(0, 23));
    assert_eq!(position(DRAFT, at, Encoding::Utf16), Position::new(0, 21));
    assert_eq!(position(DRAFT, at, Encoding::Utf32), Position::new(0, 20));
}

#[test]
fn only_lf_crlf_and_cr_end_a_line() {
    let line = |word: &str| position(DRAFT, DRAFT.find(word).unwrap(), Encoding::Utf16).line;
    assert_eq!(
        [
            line("Mayor"),
            line("A cafe"),
            line("One"),
            line("line"),
            line("still")
        ],
        [0, 1, 2, 2, 2]
    );
    assert_eq!(line("Last"), 7);
    assert_eq!(Rope::from_str(DRAFT).len_lines(), 8);
}

#[test]
fn places_outside_the_text_are_moved_into_it() {
    let rope = Rope::from_str("One.\r\nTwo.");
    for encoding in ENCODINGS {
        assert_eq!(offset(&rope, Position::new(0, 9_999), encoding), 4);
        assert_eq!(offset(&rope, Position::new(9_999, 0), encoding), 10);
        assert_eq!(
            offset(&rope, Position::new(u32::MAX, u32::MAX), encoding),
            10
        );
    }
    // Within a character: its start.
    let rope = Rope::from_str("a😀b");
    assert_eq!(offset(&rope, Position::new(0, 2), Encoding::Utf16), 1);
    assert_eq!(offset(&rope, Position::new(0, 3), Encoding::Utf8), 1);
}

#[test]
fn a_character_cut_in_two_keeps_its_length() {
    assert_eq!(edited("a😀b", (2, 2), "x"), "a\u{FFFD}x\u{FFFD}b");
    assert_eq!(edited("a😀b", (2, 3), ""), "a\u{FFFD}b");
    assert_eq!(edited("a😀b", (1, 2), ""), "a\u{FFFD}b");
    assert_eq!(edited("a😀b", (0, 3), ""), "b");
    assert_eq!(edited("😀😀", (1, 3), ""), "\u{FFFD}\u{FFFD}");
}

#[test]
fn a_range_the_wrong_way_round_takes_nothing_away() {
    assert_eq!(edited("abcd", (3, 1), "x"), "abcxd");
    assert_eq!(edited("a😀b", (2, 1), "x"), "ax😀b");
}

#[test]
fn the_editor_names_the_encodings_it_likes_best_first() {
    let offers = |names: &[&'static str]| {
        Encoding::agreed(
            &names
                .iter()
                .map(|it| PositionEncodingKind::new(it))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(offers(&["utf-8", "utf-16"]), Encoding::Utf8);
    assert_eq!(offers(&["utf-7", "utf-32"]), Encoding::Utf32);
    assert_eq!(offers(&[]), Encoding::Utf16);
}

fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let span = Span::new(offset, offset);
    Positions::new(text, encoding, [span]).range(span).start
}

/// `text` after the UTF-16 units from `range.0` to `range.1` of its only line became `new`.
fn edited(text: &str, range: (u32, u32), new: &str) -> String {
    let range = Range::new(Position::new(0, range.0), Position::new(0, range.1));
    let change = TextDocumentContentChangeEvent {
        range: Some(range),
        range_length: None,
        text: new.to_owned(),
    };
    let Edit { span, text: new } = edit(&Rope::from_str(text), change, Encoding::Utf16);
    [&text[..span.start], &new, &text[span.end..]].concat()
}
