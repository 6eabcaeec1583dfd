//! Word lists: data, not code. One entry a line; `#` begins a comment.
