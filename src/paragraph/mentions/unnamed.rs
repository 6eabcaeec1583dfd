//! Capitals that are no names: the calendar, and words made of names.

use super::words::Word;
use crate::lexicon::words::{ACTING, CAPITAL, GIVEN, TITLE};

/// "Monday", "March 3", but not "Theresa May".
pub fn is_calendar(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if !word.own.has(CAPITAL) || !is_date_word(word.text) {
        return false;
    }
    if !word.own.has(GIVEN) && !matches!(word.text, "March" | "Mar." | "Sun." | "Sat.") {
        return true;
    }
    let before = at.checked_sub(1).map(|it| &words[it]);
    let next = words.get(at + 1);
    let title = before.is_some_and(|it| it.own.has(TITLE.or(GIVEN)) && it.is_capital());
    let named = next.is_some_and(|it| it.is_capital() && !it.opens);
    let said = next.is_some_and(|it| it.low.has(ACTING) && it.is_lower());
    !(title || named || said)
}

fn is_date_word(text: &str) -> bool {
    let stem = text.trim_end_matches('.').trim_end_matches('s');
    stem.ends_with("day") && stem != "Holiday"
        || matches!(
            stem,
            "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
                | "Jan"
                | "Feb"
                | "Mar"
                | "Apr"
                | "Aug"
                | "Sept"
                | "Sep"
                | "Oct"
                | "Nov"
                | "Dec"
                | "Mon"
                | "Tue"
                | "Wed"
                | "Thu"
                | "Fri"
                | "Sat"
                | "Sun"
                | "Christma"
                | "Easter"
                | "Ramadan"
                | "Thanksgiving"
        )
}

/// "U.S.-led", "Moscow-backed", "Paris-based".
pub fn is_compound_adjective(text: &str) -> bool {
    if [
        "Pro-", "Anti-", "Non-", "Ex-", "Pan-", "Post-", "Pre-", "Mid-",
    ]
    .iter()
    .any(|it| text.starts_with(it))
    {
        return true;
    }
    let Some((_, last)) = text.rsplit_once('-') else {
        return false;
    };
    last.ends_with("ed") && last.starts_with(char::is_lowercase)
        || matches!(
            last,
            "led"
                | "made"
                | "born"
                | "style"
                | "owned"
                | "run"
                | "era"
                | "wide"
                | "speaking"
                | "area"
                | "friendly"
                | "held"
                | "built"
                | "trained"
                | "educated"
                | "like"
                | "bound"
                | "related"
        )
}
