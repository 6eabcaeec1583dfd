//! Cutting a draft into paragraphs, and telling prose from what is not prose:
//! markup, code, front matter, comments, link targets.
//!
//! Paragraphs end at blank lines, and at every newline where a text has one
//! paragraph a line, as text pasted from a content system has. Lines that were
//! wrapped to a width stay together.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Format, Kind, capitals::is_shouted, forms, notes};
use crate::span::Span;

/// A draft cut up.
#[derive(Debug, Default, PartialEq)]
pub struct Cut {
    /// Sorted, apart.
    pub blocks: Vec<Block>,
    /// HTML comments that stand between paragraphs; each speaks of the paragraph behind it.
    pub comments: Vec<Span>,
}

#[derive(Debug, PartialEq)]
pub struct Block {
    /// In the draft.
    pub span: Span,
    pub kind: Kind,
    /// What of it is not prose, in the draft; sorted, apart.
    pub blanks: Vec<Span>,
    /// Links whose words are prose: the words, in the draft, and the target.
    pub links: Vec<(Span, Box<str>)>,
}

pub fn split(text: &str, format: Format) -> Cut {
    let mut cut = match format {
        Format::Plain => plain(text),
        Format::Markdown => markdown(text),
    };
    cut.blocks = cut
        .blocks
        .into_iter()
        .flat_map(|it| lines(text, it))
        .collect();
    forms::mark(text, &mut cut.blocks);
    for block in &mut cut.blocks {
        blank_notes(text, block);
    }
    cut
}

/// The characters of `block` with spaces in the place of its blanks, and a straight
/// quotation mark for two apostrophes: as long as its text.
pub fn prose<'a>(text: &'a str, block: &Block) -> Cow<'a, str> {
    let raw = block.span.of(text);
    let doubled = raw.contains("''") || raw.contains("``");
    if block.blanks.is_empty() && !doubled {
        return Cow::Borrowed(raw);
    }
    let mut bytes = raw.as_bytes().to_vec();
    for blank in &block.blanks {
        bytes[blank.start - block.span.start..blank.end - block.span.start].fill(b' ');
    }
    // Blanks begin and end between characters, so what is left is UTF-8.
    let prose = String::from_utf8(bytes).unwrap_or_default();
    Cow::Owned(if doubled { marked(prose) } else { prose })
}

/// "''Go,'' she said" with a mark and a blank on its outer side for every two apostrophes.
fn marked(prose: String) -> String {
    let mut marked = prose.replace("``", " \"");
    while let Some(at) = marked.find("''") {
        let opens = marked[at + 2..].starts_with(char::is_alphanumeric)
            && !marked[..at].ends_with(|c: char| c.is_alphanumeric() || ",.?!".contains(c));
        marked.replace_range(at..at + 2, if opens { " \"" } else { "\" " });
    }
    marked
}

fn plain(text: &str) -> Cut {
    let mut blocks = Vec::new();
    let mut run: Option<Span> = None;
    for line in line_spans(text) {
        let line = trimmed(text, line);
        match &mut run {
            _ if line.is_empty() => blocks.extend(run.take().map(block)),
            Some(run) => run.end = line.end,
            None => run = Some(line),
        }
    }
    blocks.extend(run.map(block));
    Cut {
        blocks,
        comments: Vec::new(),
    }
}

fn block(span: Span) -> Block {
    Block {
        span,
        kind: Kind::Prose,
        blanks: Vec::new(),
        links: Vec::new(),
    }
}

/// A run of prose inside a Markdown block, as it grows.
struct Leaf {
    kind: Kind,
    pieces: Vec<Span>,
    links: Vec<(Span, Box<str>)>,
}

fn markdown(text: &str) -> Cut {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut cut = Cut::default();
    let mut around: Vec<Kind> = Vec::new();
    let mut leaf = Leaf {
        kind: Kind::Prose,
        pieces: Vec::new(),
        links: Vec::new(),
    };
    let mut silent = 0; // inside code, front matter, an image
    let mut link: Option<(usize, Box<str>)> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Text(_) if silent == 0 => leaf.pieces.push(span),
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Image { .. }) => {
                silent += 1
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image) => silent -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some((leaf.pieces.len(), dest_url.as_ref().into()))
            }
            Event::End(TagEnd::Link) => {
                if let Some((first, target)) = link.take()
                    && let (Some(from), Some(to)) = (leaf.pieces.get(first), leaf.pieces.last())
                {
                    leaf.links.push((Span::new(from.start, to.end), target));
                }
            }
            Event::Html(_) => {
                flush(text, &mut leaf, &mut cut);
                cut.comments.extend(
                    notes::comments(span.of(text))
                        .into_iter()
                        .map(|it| it.shifted(span.start)),
                );
            }
            Event::Start(tag) => {
                if let Some(kind) = kind_of(&tag) {
                    flush(text, &mut leaf, &mut cut);
                    let kind = around
                        .iter()
                        .copied()
                        .find(|it| matches!(it, Kind::BlockQuote | Kind::Footnote))
                        .unwrap_or(kind);
                    let kind = if kind == Kind::Prose {
                        around.last().copied().unwrap_or(kind)
                    } else {
                        kind
                    };
                    leaf.kind = kind;
                    around.push(kind);
                }
            }
            Event::End(tag) if ends_block(tag) => {
                flush(text, &mut leaf, &mut cut);
                around.pop();
                leaf.kind = around.last().copied().unwrap_or(Kind::Prose);
            }
            _ => (),
        }
    }
    flush(text, &mut leaf, &mut cut);
    cut
}

/// `None` for what stands inside a line, and for what only holds other blocks.
fn kind_of(tag: &Tag) -> Option<Kind> {
    match tag {
        Tag::Paragraph => Some(Kind::Prose),
        Tag::Heading { .. } => Some(Kind::Heading),
        Tag::BlockQuote(_) => Some(Kind::BlockQuote),
        Tag::Item => Some(Kind::ListItem),
        Tag::TableCell => Some(Kind::TableCell),
        Tag::FootnoteDefinition(_) => Some(Kind::Footnote),
        _ => None,
    }
}

fn ends_block(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition
    )
}

fn flush(text: &str, leaf: &mut Leaf, cut: &mut Cut) {
    let pieces = std::mem::take(&mut leaf.pieces);
    let links = std::mem::take(&mut leaf.links);
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    let span = trimmed(text, Span::new(first.start, last.end.max(first.start)));
    if span.is_empty() {
        return;
    }
    let mut blanks = Vec::new();
    let mut at = span.start;
    for piece in &pieces {
        if at < piece.start {
            blanks.push(Span::new(at, piece.start.min(span.end)));
        }
        at = at.max(piece.end);
    }
    // What closes the last words (emphasis, a comment, a key) belongs to the paragraph.
    let cell = leaf.kind == Kind::TableCell;
    let bar = |at: usize| cell && !text[..at].ends_with('\\');
    let rest = text[span.end..]
        .match_indices(['\n', '|'])
        .find(|(at, end)| *end == "\n" || bar(span.end + at))
        .map_or(text.len(), |(at, _)| span.end + at);
    let rest = span.end + text[span.end..rest].trim_end().len();
    if span.end < rest {
        blanks.push(Span::new(span.end, rest));
    }
    // A newline between two pieces is white space, not markup.
    blanks.retain(|it| !it.of(text).trim().is_empty());
    cut.blocks.push(Block {
        span: Span::new(span.start, rest),
        kind: leaf.kind,
        blanks,
        links,
    });
}

/// Parts a block at its newlines where each line is a paragraph, and finds the
/// headings among lines that carry no mark of one.
fn lines(text: &str, block: Block) -> Vec<Block> {
    if block.kind != Kind::Prose {
        return vec![block];
    }
    let all: Vec<Span> = line_spans(block.span.of(text))
        .map(|it| trimmed(text, it.shifted(block.span.start)))
        .filter(|it| !it.is_empty())
        .collect();
    if is_wrapped(text, &all) {
        let kind = if all.len() == 1 {
            kind_of_line(all[0].of(text))
        } else {
            Kind::Prose
        };
        return vec![Block { kind, ..block }];
    }
    let inside = |line: Span, it: Span| Span::new(it.start.max(line.start), it.end.min(line.end));
    all.into_iter()
        .map(|line| Block {
            span: line,
            kind: kind_of_line(line.of(text)),
            blanks: block
                .blanks
                .iter()
                .map(|&it| inside(line, it))
                .filter(|it| it.start < it.end)
                .collect(),
            links: block
                .links
                .iter()
                .filter(|(it, _)| line.contains(*it))
                .cloned()
                .collect(),
        })
        .collect()
}

/// Whether these lines are one paragraph, wrapped to a width: wherever a line
/// ends, the next word would not have fitted.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    const WIDEST: usize = 120;
    let width = |it: &Span| it.of(text).chars().count();
    let widest = lines.iter().map(width).max().unwrap_or(0);
    if lines.len() < 2 {
        return true;
    }
    if WIDEST < widest {
        return false;
    }
    let full = lines.windows(2).filter(|it| {
        let word = it[1].of(text).split_whitespace().next().unwrap_or("");
        widest < width(&it[0]) + 1 + word.chars().count()
    });
    let full = full.count();
    let ended = lines.iter().filter(|it| ends_sentence(it.of(text))).count();
    let goes_on = lines
        .windows(2)
        .any(|it| !ends_sentence(it[0].of(text)) && it[1].of(text).starts_with(char::is_lowercase));
    if ended == lines.len() {
        return lines.len() == 2 && full == 1 && 60 <= width(&lines[0]) && widest <= 100;
    }
    goes_on || (lines.len() - 1) * 4 <= full * 5
}

fn ends_sentence(line: &str) -> bool {
    unclosed(line).ends_with(['.', '?', '!', '…', ':'])
}

/// Without the marks that close what ends there.
fn unclosed(line: &str) -> &str {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '*', '_', ' '])
}

/// A short line that does not end as a sentence does is a heading, and so is one in
/// capitals unless it is a sentence with its stop.
fn kind_of_line(line: &str) -> Kind {
    const LONGEST: usize = 14;
    const FEWEST: usize = 5;
    let words = line.split_whitespace().count();
    let bare = line.trim_end_matches(['*', '_', ' ']);
    if is_shouted(bare) {
        let sentence = FEWEST <= words && unclosed(bare).ends_with(['.', '…']);
        return if sentence { Kind::Prose } else { Kind::Heading };
    }
    let question = bare.ends_with('?') && words <= 8 && !line.contains(['"', '“']);
    let unended = !ends_sentence(bare)
        && !bare.ends_with([',', ';', '”', '"', '>', ']', '}'])
        && words <= LONGEST;
    let title = words <= 24 && is_title(line);
    if question || title || (unended && !line.starts_with(char::is_lowercase)) {
        Kind::Heading
    } else {
        Kind::Prose
    }
}

/// Whether nearly every long word begins with a capital, as in a headline.
fn is_title(line: &str) -> bool {
    let long = || {
        line.split_whitespace()
            .filter(|it| 4 <= it.chars().filter(|c| c.is_alphabetic()).count())
    };
    let capital = long()
        .filter(|it| {
            it.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
        })
        .count();
    4 <= capital && long().count() * 9 <= capital * 10
}

/// Adds what a writer put beside the prose to the blanks.
fn blank_notes(text: &str, block: &mut Block) {
    let found = notes::blanks(block.span.of(text));
    if found.is_empty() {
        return;
    }
    block
        .blanks
        .extend(found.into_iter().map(|it| it.shifted(block.span.start)));
    block.blanks.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(block.blanks.len());
    for &blank in &block.blanks {
        match merged.last_mut() {
            Some(last) if blank.start <= last.end => last.end = last.end.max(blank.end),
            _ => merged.push(blank),
        }
    }
    block.blanks = merged;
}

/// The lines of `text` without their ends; `\n`, `\r\n` and `\r` end a line.
fn line_spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if text.len() <= start {
            return None;
        }
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = Span::new(start, start + end);
        start += end
            + if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
        Some(line)
    })
}

fn trimmed(text: &str, span: Span) -> Span {
    let piece = span.of(text);
    let start = span.start + (piece.len() - piece.trim_start().len());
    Span::new(start, start + piece.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, format: Format) -> Vec<String> {
        let cut = split(text, format);
        cut.blocks
            .iter()
            .map(|it| {
                format!(
                    "{:?}: {}",
                    it.kind,
                    prose(text, it)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn markup_is_blanked_in_place() {
        let text = "---\ndate: 2026-02-03\n---\n# The ferry\n\nIt **sank** near [Holm](https://x.example/y_z), `code` and all [@log; @cox].[^1]\n\n- One man\n- two\n\n> Quoted act.\n\n```\nfn x\n```\n\n[^1]: The log.\n";
        assert_eq!(
            shown(text, Format::Markdown),
            [
                "Heading: The ferry",
                "Prose: It sank near Holm , and all .",
                "ListItem: One man",
                "ListItem: two",
                "BlockQuote: Quoted act.",
                "Footnote: The log."
            ]
        );
        for block in split(text, Format::Markdown).blocks {
            assert_eq!(prose(text, &block).len(), block.span.len());
        }
    }

    #[test]
    fn pasted_lines_are_paragraphs_and_wrapped_lines_are_not() {
        let pasted = "Council votes on the bridge\nThe council voted on Tuesday to close the Ley bridge for a year, after two inspections found rust.\n\"It was time,\" said Mayor Ann Holt.\nWhat happens now?\nWork begins in May.";
        let expected = [
            "Heading: Council votes on the bridge",
            "Prose: The council",
            "Prose: \"It was time,\"",
            "Heading: What happens now?",
            "Prose: Work begins",
        ];
        for format in [Format::Plain, Format::Markdown] {
            let shown = shown(pasted, format);
            assert_eq!(shown.len(), expected.len(), "{shown:?}");
            assert!(
                shown
                    .iter()
                    .zip(expected)
                    .all(|(it, start)| it.starts_with(start)),
                "{shown:?}"
            );
        }
        let wrapped = "The council voted on Tuesday to close the Ley bridge\nfor a year, after two inspections found rust in the\nhangers. Work begins in May.";
        assert_eq!(shown(wrapped, Format::Markdown).len(), 1);
        assert_eq!(
            shown(&wrapped.replace('\n', "\r\n"), Format::Plain).len(),
            1
        );
    }

    #[test]
    fn two_apostrophes_are_a_quotation_mark() {
        for (text, expected) in [
            (
                "''Go,'' she said (''now'').",
                " \"Go,\"  she said ( \"now\" ).",
            ),
            ("``Go,'' she said.", " \"Go,\"  she said."),
        ] {
            let blocks = split(text, Format::Plain).blocks;
            assert_eq!(prose(text, &blocks[0]), expected);
        }
    }

    #[test]
    fn capitals_with_a_stop_are_prose() {
        let text = "FERRY SINKS OFF ALDER\n\nTHE FERRY SANK ON TUESDAY, MS. ODUYA SAID.\n\nFERRY SINKS.\n\n“FAST, CHEAP AND WRONG”";
        let kinds: Vec<Kind> = split(text, Format::Plain)
            .blocks
            .iter()
            .map(|it| it.kind)
            .collect();
        use Kind::{Heading, Prose};
        assert_eq!(kinds, [Heading, Prose, Heading, Heading]);
    }

    #[test]
    fn comments_between_paragraphs_are_kept() {
        let text = "One sentence here.\n\n<!-- copydesk: ok superlative: checked -->\n\nIt is the largest.\n";
        let cut = split(text, Format::Markdown);
        assert_eq!(
            cut.comments
                .iter()
                .map(|it| it.of(text))
                .collect::<Vec<_>>(),
            ["<!-- copydesk: ok superlative: checked -->"]
        );
        assert_eq!(cut.blocks.len(), 2);
    }
}
