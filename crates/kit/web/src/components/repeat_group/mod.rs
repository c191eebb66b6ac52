use askama::Template;

use super::{Button, Example, Html, Text, TextInput};

/// One of several alike, e.g. a contact or an access point: a card with its fields and the button that removes it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/repeat_group/repeat_group.html")]
pub struct RepeatGroup<'a> {
    /// Id of the card, to come back to after adding: `contacts.1`.
    pub id: Text<'a>,
    pub heading: Text<'a>,
    pub content: Html<'a>,
    pub remove: Option<Button<'a>>,
}

html_safe!(RepeatGroup);

impl<'a> RepeatGroup<'a> {
    pub fn new(id: impl Into<Text<'a>>, heading: impl Into<Text<'a>>, content: Html<'a>) -> Self {
        Self { id: id.into(), heading: heading.into(), content, remove: None }
    }

    pub fn remove(mut self, button: Button<'a>) -> Self {
        self.remove = Some(button);
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    let field = Html::of(TextInput::new("points.0.oid", "Syötä liityntäpisteen OID", "1.2.246.10.99999999.14.1").required());
    let remove = Button::danger("Poista liityntäpiste").sends("remove", "0").about("Liityntäpiste 1");
    vec![("repeat_group/default", RepeatGroup::new("points.0", "Liityntäpiste 1", field).remove(remove).to_string())]
}
