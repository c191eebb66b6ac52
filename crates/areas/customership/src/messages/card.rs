use askama::Template;
use kit_core::Language;
use kit_web::{
    FormView,
    components::{Html, Textarea, Timeline, TimelineEvent},
};

use super::{LONGEST, Message};
use crate::{T, applications::Application};

/// Who reads the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Customer,
    /// An officer, who may write or only look.
    Officer {
        may_write: bool,
    },
}

/// The messages of a case with the form for the next one.
#[derive(Template)]
#[template(path = "messages/card.html")]
pub struct Messages<'a> {
    application: &'a Application,
    messages: Vec<Message>,
    view: &'a FormView<'a>,
    reader: Reader,
    t: T,
}

impl<'a> Messages<'a> {
    pub fn for_customer(application: &'a Application, messages: Vec<Message>, view: &'a FormView<'a>, language: Language) -> Self {
        Self { application, messages, view, reader: Reader::Customer, t: T::of(language) }
    }

    pub fn for_officer(application: &'a Application, messages: Vec<Message>, view: &'a FormView<'a>, language: Language, may_write: bool) -> Self {
        Self { application, messages, view, reader: Reader::Officer { may_write }, t: T::of(language) }
    }

    pub fn render(&self) -> askama::Result<Html<'static>> {
        Template::render(self).map(Html::rendered)
    }

    fn may_write(&self) -> bool {
        matches!(self.reader, Reader::Customer | Reader::Officer { may_write: true })
    }

    fn action(&self) -> String {
        let office = if self.reader == Reader::Customer { "" } else { "/office" };
        format!("{office}/applications/{}/messages", self.application.id)
    }

    /// How many of the customer's messages wait for an officer.
    fn unread(&self) -> usize {
        if self.reader == Reader::Customer { 0 } else { self.messages.iter().filter(|message| message.is_unread()).count() }
    }

    /// The moment of the newest message: what was not on the page is not marked as read.
    fn newest(&self) -> i64 {
        self.messages.last().map_or(0, |message| message.at.micros())
    }

    fn list(&self) -> Timeline<'_> {
        let t = &self.t;
        let event = |message: &'_ Message| {
            let time = t.day_and_time(message.at.day().finnish(), message.at.clock_time());
            let from = if message.by_officer { t.messages_from_officer() } else { t.messages_from_customer() };
            let unread = message.is_unread() && self.reader != Reader::Customer;
            let title = if unread { format!("{from} – {}", t.messages_unread_one()) } else { from.to_owned() };
            TimelineEvent::new(time, title).text(message.text.clone()).actor(message.actor_name.clone())
        };
        Timeline::new(self.messages.iter().map(event).collect())
    }

    fn area(&self) -> Textarea<'_> {
        let t = &self.t;
        let label = if self.reader == Reader::Customer { t.messages_to_officer() } else { t.messages_to_customer() };
        let area = self.view.area("message", label).rows(4).count(LONGEST, t.characters_left(), t.characters_over()).required();
        if self.reader == Reader::Customer { area.hint(t.messages_hint()) } else { area.hint(t.messages_hint_officer(self.language_of_customer())) }
    }

    fn language_of_customer(&self) -> &'static str {
        self.application.language.own_name()
    }
}
