use crate::{
    applications::{Application, Purpose},
    sections::{Section, SectionKey},
    services::Form,
};

/// A step of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Instructions,
    Section(SectionKey),
    Summary,
    /// The notice is read and signed, and sent.
    Confirmation,
    Thanks,
}

/// The way through an application: which steps, in which order, and how far one has come.
#[derive(Clone)]
pub struct Journey {
    sections: Vec<&'static dyn Section>,
    saved: Vec<SectionKey>,
    complete: Vec<SectionKey>,
    purpose: Purpose,
}

impl Journey {
    pub fn of(application: &Application) -> Self {
        let saved = application.sections.keys().copied().collect();
        let complete = application.sections.iter().filter(|(_, draft)| draft.complete).map(|(key, _)| *key).collect();
        Self::new(application.sections_asked(), !application.committed_before, saved, complete).about(application.purpose)
    }

    /// The journey before an application has begun.
    pub fn ahead(form: &'static Form, commitment_needed: bool) -> Self {
        Self::new(form.sections, commitment_needed, Vec::new(), Vec::new())
    }

    pub fn new(sections: &'static [&'static dyn Section], commitment_needed: bool, saved: Vec<SectionKey>, complete: Vec<SectionKey>) -> Self {
        let is_asked = |section: &&'static dyn Section| commitment_needed || section.key() != SectionKey::Commitment;
        Self { sections: sections.iter().copied().filter(is_asked).collect(), saved, complete, purpose: Purpose::Joining }
    }

    /// The journey of a notice before it has begun.
    pub fn ahead_of(sections: &'static [&'static dyn Section], purpose: Purpose) -> Self {
        Self::new(sections, false, Vec::new(), Vec::new()).about(purpose)
    }

    pub fn about(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    pub fn steps(&self) -> Vec<Step> {
        let sections = self.sections.iter().map(|section| Step::Section(section.key()));
        // An ending is signed in a step of its own.
        let confirmation = (self.purpose == Purpose::Ending).then_some(Step::Confirmation);
        [Step::Instructions].into_iter().chain(sections).chain([Step::Summary]).chain(confirmation).chain([Step::Thanks]).collect()
    }

    pub fn sections(&self) -> &[&'static dyn Section] {
        &self.sections
    }

    pub fn is_saved(&self, section: SectionKey) -> bool {
        self.saved.contains(&section)
    }

    pub fn is_complete(&self, section: SectionKey) -> bool {
        self.complete.contains(&section)
    }

    /// A step may be visited when every section before it has been saved, right or wrong.
    pub fn can_visit(&self, step: Step) -> bool {
        let saved_before =
            |key: SectionKey| self.sections.iter().take_while(|section| section.key() != key).all(|section| self.is_saved(section.key()));
        match step {
            Step::Instructions => true,
            Step::Section(key) => self.sections.iter().any(|section| section.key() == key) && saved_before(key),
            Step::Summary | Step::Confirmation => self.sections.iter().all(|section| self.is_saved(section.key())),
            Step::Thanks => false,
        }
    }

    /// Where one goes on after a pause: the first section that is not right yet, or the summary.
    pub fn resume(&self) -> Step {
        self.sections.iter().find(|section| !self.is_complete(section.key())).map_or(Step::Summary, |section| Step::Section(section.key()))
    }

    /// How far one may go: the first section that has not been saved, or the summary.
    pub fn first_open(&self) -> Step {
        self.sections.iter().find(|section| !self.is_saved(section.key())).map_or(Step::Summary, |section| Step::Section(section.key()))
    }

    pub fn next(&self, step: Step) -> Step {
        self.beside(step, 1)
    }

    pub fn previous(&self, step: Step) -> Step {
        self.beside(step, -1)
    }

    fn beside(&self, step: Step, by: isize) -> Step {
        let steps = self.steps();
        let place = steps.iter().position(|s| *s == step).unwrap_or_default();
        place.checked_add_signed(by).and_then(|place| steps.get(place)).copied().unwrap_or(step)
    }

    /// Place of a step, from 1, and how many there are.
    pub fn place(&self, step: Step) -> (usize, usize) {
        let steps = self.steps();
        (steps.iter().position(|s| *s == step).unwrap_or_default() + 1, steps.len())
    }
}
