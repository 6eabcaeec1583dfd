//! Numbers for words and for features. The weights are stored under them, so a
//! change here makes the weights file useless until it is trained again.

/// The number of a word, the same for capitals and small letters and for both
/// forms of the apostrophe.
pub fn word(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut step = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    for c in word.chars() {
        match c {
            '’' => step(b'\''),
            _ if c.is_ascii() => step(c.to_ascii_lowercase() as u8),
            _ => {
                for lower in c.to_lowercase() {
                    (lower as u32).to_le_bytes()[..3]
                        .iter()
                        .for_each(|b| step(*b));
                }
            }
        }
    }
    hash
}

/// The number of the feature that `template` has the value `value`.
pub fn feature(template: u32, value: u32) -> u32 {
    pair(template, value, 0x5bd1)
}

/// The number of the feature that `template` has the values `a` and `b`.
pub fn pair(template: u32, a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) << 32 | u64::from(b))
        ^ u64::from(template).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}
