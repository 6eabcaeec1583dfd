use super::{Draft, Family, Findings, Fix, Ok, OkPlace, Rule, Severity, named, oks};
use crate::span::{Edit, Span};

pub static RULE: Rule = Rule {
    name: "stale-ok",
    family: Family::Style,
    severity: Severity::Hint,
    docs: include_str!("stale_ok.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for ok in oks(draft) {
        let held = findings.list.iter().any(|it| ok.holds(draft, it));
        if held || is_switched_off(draft, &ok) {
            continue;
        }
        let unknown = !ok.rule.is_empty() && named(ok.rule).is_none();
        let nothing = match ok.rule {
            "" => "no mark here any more".to_owned(),
            rule => format!("no {rule} mark here any more"),
        };
        match ok.place {
            OkPlace::Comment { comment, .. } => {
                let message = match unknown {
                    true => "no rule has this name".to_owned(),
                    false => format!("{nothing}; take this ok out"),
                };
                let edits = vec![removed(draft.text, comment)];
                let title = "Remove the comment".to_owned();
                findings.add(comment, message).fixes = vec![Fix { title, edits }];
            }
            OkPlace::Words(words) => {
                if let Some(at) = draft.text.find(words) {
                    let message = format!("{nothing}; take its ok out of copydesk.toml");
                    findings.add(Span::new(at, at + words.len()), message);
                }
            }
        }
    }
}

fn is_switched_off(draft: &Draft, ok: &Ok) -> bool {
    named(ok.rule).is_some_and(|it| !it.is_on(draft.desk))
}

/// Without the comment and the blank before it, or the line that it fills.
fn removed(text: &str, comment: Span) -> Edit {
    let before = &text[..comment.start];
    let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
    let mut span = Span::new(comment.start - blank, comment.end);
    let own_line = text[..span.start].is_empty() || text[..span.start].ends_with('\n');
    if own_line {
        let behind = &text[span.end..];
        span.end += behind.len() - behind.trim_start_matches(['\r', '\n', ' ']).len();
    }
    Edit {
        span,
        text: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, left: &str) {
        let start = text.find("<!--").unwrap();
        let end = text.find("-->").unwrap() + 3;
        let edit = removed(text, Span::new(start, end));
        let after = format!("{}{}", &text[..edit.span.start], &text[edit.span.end..]);
        assert_eq!(after, left);
    }

    #[test]
    fn a_comment_goes_with_its_blank_or_its_line() {
        check("One. <!-- x --> Two.\n", "One. Two.\n");
        check("One. <!-- x -->\n\nTwo.\n", "One.\n\nTwo.\n");
        check("One.\n\n<!-- x -->\n\nTwo.\n", "One.\n\nTwo.\n");
    }
}
