//! Word lists: data, not code. One entry a line; `#` begins a comment.

pub mod words;

/// The entries of a list as it stands in its file.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
}
