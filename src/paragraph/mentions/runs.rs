//! Runs of capitals: what may be a name, with its title, in one piece.

use std::ops::Range;

use super::unnamed::{is_calendar, is_compound_adjective};
use super::words::{Shape, Word, known_at};
use crate::{
    knowledge::Kind,
    lexicon::words::{
        ACTING, BODY, CAPITAL, COMMON, COMPANY_END, EVENT, FUNCTION, GIVEN, PARTICLE, PEOPLE,
        PERSON, PLACE, TITLE,
    },
};

/// The runs of `words`, in order, apart.
pub fn runs(prose: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run_end(prose, words, at);
        if end > at {
            list.push(at..end);
        }
        at = end.max(at + 1);
    }
    list
}

fn run_end(prose: &str, words: &[Word], start: usize) -> usize {
    let mut end = match known_at(prose, words, start) {
        Some((it, n)) if n > 1 || it.kind == Kind::Organization => start + n,
        _ if begins(prose, words, start) => start + 1,
        _ => return start,
    };
    while end < words.len() {
        if goes_on(words, start, end) {
            end += known_at(prose, words, end).map_or(1, |(_, n)| n);
        } else if let Some(next) = joined(prose, words, start, end) {
            end = next;
        } else {
            break;
        }
    }
    end
}

/// Whether a name may begin here.
fn begins(prose: &str, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if !word.is_capital() || word.text == "I" {
        return false;
    }
    if is_calendar(words, at) {
        return false;
    }
    if word.low.has(FUNCTION) && !word.own.has(GIVEN) && word.shape != Shape::Capitals {
        return false;
    }
    if word.shape == Shape::Capitals && word.text.bytes().any(|it| it.is_ascii_digit()) {
        return known_at(prose, words, at).is_some();
    }
    if is_compound_adjective(word.text) || is_label(words, at) || is_party(word.text) {
        return false;
    }
    if !word.opens {
        return true;
    }
    opens_with_name(prose, words, at)
}

/// Whether the capital at the start of a sentence is more than that.
fn opens_with_name(prose: &str, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let next = words.get(at + 1);
    // "Mr. van der Oduya"
    if word.own.has(TITLE) && next.is_some_and(|it| it.is_lower() && it.low.has(PARTICLE)) {
        let behind = words[at + 2..].iter().take(2);
        let mut name = behind.skip_while(|it| it.is_lower() && it.low.has(PARTICLE));
        return name.next().is_some_and(Word::is_capital);
    }
    if word.own.has(TITLE.or(GIVEN))
        && (!word.low.has(COMMON) || next.is_some_and(Word::is_capital))
    {
        return word.own.has(GIVEN) || next.is_some_and(|it| it.is_capital() || it.text == "of");
    }
    if known_at(prose, words, at).is_some() || word.shape == Shape::Capitals {
        return true;
    }
    let listed = word.low.has(
        COMMON
            .or(PERSON)
            .or(PEOPLE)
            .or(BODY)
            .or(PLACE)
            .or(EVENT)
            .or(ACTING)
            .or(CAPITAL),
    );
    if !listed {
        return !word.text.ends_with("ly") && !is_counted_noun(word, next);
    }
    let Some(next) = next else { return false };
    // "Hurricane Ida"
    if word.low.has(EVENT) && next.is_capital() && !next.opens {
        return true;
    }
    // "Brown said"
    if next.is_lower() {
        let noun = word.low.has(PERSON.or(PEOPLE).or(BODY).or(PLACE))
            || word.text.ends_with('s')
            || word.text.ends_with("ing");
        return next.low.has(ACTING) && next.text.ends_with("d") && !noun;
    }
    // "Health Ministry", "National Security Council", but not "Yesterday Oduya"
    if !next.is_capital() || word.text.ends_with("ly") || next.opens {
        return false;
    }
    let mut last = at + 1;
    while words
        .get(last + 1)
        .is_some_and(|it| it.is_capital() && !it.opens)
    {
        last += 1;
    }
    let head = &words[last];
    let rest = &words[at + 1];
    if rest.own.has(TITLE) && !rest.own.has(GIVEN) {
        return true;
    }
    let names_body = head.low.has(BODY.or(PLACE)) || head.own.has(COMPANY_END);
    names_body && !rest.own.has(GIVEN) && known_at(prose, words, at + 1).is_none()
}

/// "Polaroids were", "Homeopathy is": a plural or mass noun, not a person, where
/// a plural verb follows.
fn is_counted_noun(word: &Word, next: Option<&Word>) -> bool {
    let plural_verb = next.is_some_and(|it| matches!(it.text, "are" | "were" | "have" | "do"));
    word.text.ends_with('s') && plural_verb
}

/// Whether the word at `end` simply goes on with the run.
fn goes_on(words: &[Word], start: usize, end: usize) -> bool {
    let word = &words[end];
    if !word.is_capital()
        || word.opens && !words[start].opens
        || is_calendar(words, end)
        || word.text == "I"
    {
        return false;
    }
    if word.opens && !words[end - 1].is_capital() {
        return false;
    }
    // In a headline only what no list calls common goes on.
    if word.opens && word.low.has(COMMON.or(FUNCTION).or(ACTING)) && !word.own.has(GIVEN.or(TITLE))
    {
        return false;
    }
    if is_compound_adjective(word.text) || is_label(words, end) {
        return false;
    }
    let function = word.low.has(FUNCTION) && word.shape != Shape::Capitals && !word.own.has(GIVEN);
    // "Wilson Or", but no article and no preposition of a headline
    !function || !word.opens && words[end - 1].own.has(GIVEN) && word.text.len() == 2
}

/// "Photo:", "Image:".
fn is_label(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|it| it.text == ":")
        && matches!(
            words[at].text,
            "Audio" | "Credit" | "Illustration" | "Image" | "Photo" | "Picture" | "Video"
        )
}

/// "R-Texas" behind the name of a senator.
fn is_party(text: &str) -> bool {
    let cut = text.split_once('-');
    cut.is_some_and(|(party, state)| {
        matches!(party, "D" | "R" | "I") && state.starts_with(char::is_uppercase)
    })
}

/// Where the run goes on behind a word or mark that is not a capital.
fn joined(prose: &str, words: &[Word], start: usize, end: usize) -> Option<usize> {
    let link = words.get(end)?;
    let capital = |at: usize| {
        let word = words.get(at)?;
        (word.is_capital() && !word.opens && !is_calendar(words, at) && !word.low.has(FUNCTION))
            .then_some(at + 1)
    };
    let before = &words[end - 1];
    match link.text {
        // "J. Pell"
        "." if before.text.chars().count() == 1 => capital(end + 1),
        "&" | "/" => capital(end + 1),
        "," => {
            let next = words.get(end + 1)?;
            let ends =
                next.own.has(COMPANY_END) || matches!(next.text, "Jr." | "Sr." | "Jr" | "III");
            // "Ana Oduya, QC", not "Charleston, SC"
            let counsel = matches!(next.text, "KC" | "QC" | "SC") && words[start].own.has(GIVEN);
            (ends || counsel).then_some(end + 2)
        }
        "." if matches!(before.text, "Jr" | "Sr" | "St" | "Mt") => capital(end + 1),
        "of" | "for" | "on" | "at" | "against" => {
            let heads = heads_phrase(prose, words, start, end, link.text);
            if !heads {
                return None;
            }
            let article = usize::from(words.get(end + 1).is_some_and(|it| it.text == "the"));
            capital(end + 1 + article)
        }
        "and" => {
            let next = words.get(end + 1)?;
            let right = capital(end + 1)?;
            let plain = |it: &Word| it.low.has(COMMON.or(BODY)) && !it.own.has(GIVEN);
            if !plain(before) || next.own.has(GIVEN) || known_at(prose, words, end + 1).is_some() {
                return None;
            }
            let mut last = right - 1;
            let given = |at: usize| words.get(at).is_some_and(|it| it.own.has(GIVEN));
            while capital(last + 1).is_some() && !given(last + 1) {
                last += 1;
            }
            // "Food and Drug Administration", "Securities and Shipping Commission"
            let open = !before.low.has(BODY) || before.text.ends_with('s');
            // "Ministry of Trade and Industry"
            let of = words[start..end].iter().position(|it| it.text == "of");
            let held =
                of.is_some_and(|of| words[start..start + of].iter().any(|it| it.low.has(BODY)));
            let joins = words[last].low.has(BODY) && open || held && next.low.has(COMMON.or(BODY));
            joins.then_some(right)
        }
        _ if link.is_genitive() => {
            // "New People's Party", not "Ashdown's Council"
            let many = matches!(link.text, "'" | "’") && before.text.ends_with('s');
            let owner = (before.low.has(COMMON.or(PEOPLE)) || many) && !before.own.has(GIVEN);
            let right = capital(end + 1)?;
            let mut last = right - 1;
            while capital(last + 1).is_some() {
                last += 1;
            }
            let body = words[last].low.has(BODY) && !words[end + 1].own.has(GIVEN);
            (owner && body && known_at(prose, words, start).is_none_or(|(_, n)| start + n < end))
                .then_some(right)
        }
        _ if link.low.has(PARTICLE) && link.is_lower() => {
            let second = words.get(end + 1)?;
            if second.low.has(PARTICLE) && second.is_lower() {
                return capital(end + 2);
            }
            let surname = !before.low.has(BODY.or(PLACE)) && !matches!(link.text, "y" | "e");
            surname.then(|| capital(end + 1)).flatten()
        }
        _ if is_arabic_surname(link.text) => Some(end + 1),
        _ => None,
    }
}

/// "al-Assad", "el-Sissi", "d'Estaing" behind a capital.
fn is_arabic_surname(text: &str) -> bool {
    let cut = text.split_once(['-', '\'', '’']);
    cut.is_some_and(|(article, rest)| {
        matches!(
            article,
            "al" | "el" | "as" | "ad" | "an" | "ar" | "ul" | "d"
        ) && rest.starts_with(char::is_uppercase)
    })
}

/// Whether what stands before "of" may take it into its name.
fn heads_phrase(prose: &str, words: &[Word], start: usize, end: usize, link: &str) -> bool {
    let head = &words[end - 1];
    let body = |it: &Word| it.low.has(BODY.or(PLACE)) && !it.own.has(GIVEN);
    let whole =
        known_at(prose, words, start).is_some_and(|(_, n)| start + n >= end && n == end - start);
    let phrase = words[start..end]
        .iter()
        .position(|it| matches!(it.text, "of" | "for"))
        .is_some_and(|link| link > 0 && body(&words[start + link - 1]));
    match link {
        "of" => {
            body(head) && !whole
                || phrase && head.low.has(COMMON)
                || matches!(
                    head.text,
                    "Secretary"
                        | "Minister"
                        | "Speaker"
                        | "Undersecretary"
                        | "Chief"
                        | "Bank"
                        | "House"
                        | "Isle"
                        | "Republic"
                        | "Kingdom"
                        | "Knights"
                        | "Daughters"
                        | "Friends"
                )
        }
        "at" => words[start..end].iter().any(|it| it.text == "University"),
        "for" => {
            body(head) && !head.low.has(PLACE)
                || matches!(head.text, "Centers" | "Center" | "Centre")
        }
        "on" | "against" => matches!(
            head.text,
            "Committee"
                | "Subcommittee"
                | "Commission"
                | "Conference"
                | "Council"
                | "Panel"
                | "Campaign"
                | "Coalition"
        ),
        _ => false,
    }
}
