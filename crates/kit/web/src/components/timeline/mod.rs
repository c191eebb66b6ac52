use askama::Template;

use super::{Example, Text};

/// What has happened to a case, in order.
#[derive(Clone, Debug, Template)]
#[template(path = "components/timeline/timeline.html")]
pub struct Timeline<'a> {
    pub events: Vec<TimelineEvent<'a>>,
}

html_safe!(Timeline);

#[derive(Clone, Debug)]
pub struct TimelineEvent<'a> {
    /// As people read it: «2.3.2026 klo 14.05».
    pub time: Text<'a>,
    /// The same for machines, e.g. `2026-03-02T14:05:00+02:00`.
    pub datetime: Option<Text<'a>>,
    pub title: Text<'a>,
    pub text: Option<Text<'a>>,
    pub actor: Option<Text<'a>>,
}

impl<'a> TimelineEvent<'a> {
    pub fn new(time: impl Into<Text<'a>>, title: impl Into<Text<'a>>) -> Self {
        Self { time: time.into(), datetime: None, title: title.into(), text: None, actor: None }
    }

    pub fn datetime(mut self, machine: impl Into<Text<'a>>) -> Self {
        self.datetime = Some(machine.into());
        self
    }

    pub fn text(mut self, text: impl Into<Text<'a>>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub fn actor(mut self, name: impl Into<Text<'a>>) -> Self {
        self.actor = Some(name.into());
        self
    }
}

impl<'a> Timeline<'a> {
    pub fn new(events: Vec<TimelineEvent<'a>>) -> Self {
        Self { events }
    }
}

pub(crate) fn example() -> Timeline<'static> {
    Timeline::new(vec![
        TimelineEvent::new("4.3.2026 klo 9.12", "Lisätietopyyntö lähetetty").text("Tarkistakaa liityntäpisteen OID.").actor("Kalle Käsittelijä"),
        TimelineEvent::new("3.3.2026 klo 8.00", "Otettu käsittelyyn").actor("Kalle Käsittelijä"),
        TimelineEvent::new("2.3.2026 klo 14.05", "Hakemus saapui").datetime("2026-03-02T14:05:00+02:00").actor("Maija Malli, Esimerkkilääkärit Oy"),
    ])
}

pub(super) fn examples() -> Vec<Example> {
    let hostile = Timeline::new(vec![TimelineEvent::new("<b>", "<i>").text("<script>").actor("\">").datetime("\">")]);
    vec![("timeline/default", example().to_string()), ("timeline/hostile", hostile.to_string())]
}
