//! The day that a draft is of.

use jiff::civil::Date;

use super::Desk;
use crate::story::dates;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoryDay {
    pub day: Date,
    /// Whether the draft gives it; else it is the day on which it is read.
    pub given: bool,
}

impl Desk {
    /// The day of the draft that this is the text of.
    pub fn story_day(&self, text: &str) -> Option<StoryDay> {
        let given = dates::day_of(text).map(|day| StoryDay { day, given: true });
        given.or_else(|| self.today.map(|day| StoryDay { day, given: false }))
    }
}
