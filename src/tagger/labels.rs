//! What a word is in an attribution. Source and content carry an arrow that
//! says on which side their cue is; that is all the linking needs to know.

pub const LABELS: usize = 11;

/// Rows of weights are padded to this length.
pub const ROW: usize = 12;

pub const OUTSIDE: u8 = 0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Cue,
    /// Its cue is on the right.
    SourceBefore,
    /// Its cue is on the left.
    SourceAfter,
    ContentBefore,
    ContentAfter,
}

pub const ROLES: [Role; 5] = [
    Role::Cue,
    Role::SourceBefore,
    Role::SourceAfter,
    Role::ContentBefore,
    Role::ContentAfter,
];

/// The label of the first word of a span.
pub fn begin(role: Role) -> u8 {
    1 + 2 * role as u8
}

/// The label of each further word.
pub fn inside(role: Role) -> u8 {
    2 + 2 * role as u8
}

pub fn role(label: u8) -> Option<Role> {
    (label != OUTSIDE).then(|| ROLES[(label as usize - 1) / 2])
}

pub fn is_begin(label: u8) -> bool {
    label % 2 == 1
}

/// Whether `next` may stand behind `label`; [`OUTSIDE`] stands before the first word.
pub fn may_follow(label: u8, next: u8) -> bool {
    next == OUTSIDE || is_begin(next) || label == next || label + 1 == next
}

/// A run of words with one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub role: Role,
    /// Indices of words, the last one included.
    pub first: usize,
    pub last: usize,
}

/// The segments of a labelled paragraph, in order.
pub fn segments(labels: &[u8]) -> Vec<Segment> {
    let mut list: Vec<Segment> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let Some(role) = role(label) else { continue };
        match list.last_mut() {
            Some(open) if !is_begin(label) && open.role == role && open.last + 1 == at => {
                open.last = at
            }
            _ => list.push(Segment {
                role,
                first: at,
                last: at,
            }),
        }
    }
    list
}
