//! What the desk brings to a draft besides its text: settings and source records.

use crate::config::Config;

#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub config: Config,
}
