use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{FileLink, SummaryList, SummaryRow},
};
use serde_json::Value;

use super::rules::{Acceptance, AcceptanceError, CommitmentPolicy, ServiceDescriptionPolicy, check, shown};
use crate::{
    T,
    documents::{self, PublishedText, TextKind},
    sections::{Facts, Problems, Section, SectionKey},
};

const TICK: &str = "accepted";

#[derive(Template)]
#[template(path = "sections/acceptance/service_description.html")]
struct ServiceDescriptionPage<'a> {
    text: &'a PublishedText,
    tick: &'static str,
    shown: String,
    view: &'a FormView<'a>,
    t: T,
}

#[derive(Template)]
#[template(path = "sections/acceptance/commitment.html")]
struct CommitmentPage<'a> {
    facts: &'a Facts,
    terms: &'a PublishedText,
    shown: String,
    view: &'a FormView<'a>,
    t: T,
}

impl ServiceDescriptionPage<'_> {
    fn file(&self) -> FileLink<'_> {
        file(&self.t, self.text, self.t.service_description_pdf())
    }
}

impl CommitmentPage<'_> {
    fn tick(&self) -> &'static str {
        if self.facts.on_paper { self.t.commitment_on_paper() } else { self.t.commitment_tick() }
    }

    fn commitment(&self) -> FileLink<'_> {
        let address = format!("/applications/{}/commitment.pdf", self.facts.application);
        FileLink::pdf(address, self.t.commitment_pdf(), self.t.open_new_tab())
    }

    fn general_terms(&self) -> FileLink<'_> {
        file(&self.t, self.terms, self.t.general_terms_pdf())
    }
}

fn file<'a>(t: &'a T, text: &PublishedText, name: &str) -> FileLink<'a> {
    let label = t.text_with_version(text.effective.finnish(), name, &text.version);
    FileLink::pdf(documents::address(text), label, t.open_new_tab())
}

impl Section for ServiceDescriptionPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::ServiceDescription
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).service_description()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_service_description()
    }

    fn keeps(&self, field: &str) -> bool {
        [TICK, "shown"].contains(&field)
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::default()
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        gather(read, fields, facts, std::slice::from_ref(&self.text)).boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        checked(check(fields, TICK, &texts(facts, &[self.text])), |error| match error {
            AcceptanceError::NotTicked => T::of(language).service_description_not_accepted(),
            AcceptanceError::NewVersion => T::of(language).text_new_version(),
        })
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        let text = facts.text(self.text).ok_or(PageError::Unavailable)?;
        let t = T::of(language);
        let tick = if facts.on_paper { t.service_description_on_paper() } else { t.service_description_tick() };
        Ok(ServiceDescriptionPage { text, tick, shown: shown(&[text]), view, t }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        summary(&t, t.service_description(), t.service_description_tick(), fields, &texts(facts, &[self.text]))
    }
}

/// The commitment and the general terms that it refers to.
const COMMITMENT: [TextKind; 2] = [TextKind::Commitment, TextKind::GeneralTerms];

impl Section for CommitmentPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::Commitment
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).commitment()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_commitment()
    }

    fn keeps(&self, field: &str) -> bool {
        [TICK, "shown"].contains(&field)
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::default()
    }

    fn is_asked(&self, facts: &Facts) -> bool {
        facts.commitment_needed
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        gather(read, fields, facts, &COMMITMENT).boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        checked(check(fields, TICK, &texts(facts, &COMMITMENT)), |error| match error {
            AcceptanceError::NotTicked => T::of(language).commitment_not_signed(),
            AcceptanceError::NewVersion => T::of(language).text_new_version(),
        })
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        let terms = facts.text(TextKind::GeneralTerms).ok_or(PageError::Unavailable)?;
        let shown = shown(&texts(facts, &COMMITMENT));
        Ok(CommitmentPage { facts, terms, shown, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        summary(&t, t.commitment(), t.commitment_tick(), fields, &texts(facts, &COMMITMENT))
    }
}

/// What was ticked in one language stays ticked when the reader changes to another.
async fn gather(read: &Read, fields: &Fields, facts: &mut Facts, kinds: &[TextKind]) -> Result<(), DbError> {
    let ticked_in = fields.get("shown").rsplit(':').next().and_then(Language::from_code).filter(|_| fields.has(TICK, "yes"));
    for kind in kinds {
        if let Some(text) = documents::in_force(read, *kind, ticked_in.unwrap_or(facts.documents), facts.today).await? {
            facts.texts.insert(*kind, text);
        }
    }
    Ok(())
}

fn texts<'a>(facts: &'a Facts, kinds: &[TextKind]) -> Vec<&'a PublishedText> {
    kinds.iter().filter_map(|kind| facts.text(*kind)).collect()
}

fn checked(
    result: Result<Acceptance, kit_core::FieldErrors<AcceptanceError>>,
    text: impl Fn(AcceptanceError) -> &'static str,
) -> Result<Value, Problems> {
    let value = result.map_err(|errors| errors.map(|error| text(error).into()))?;
    Ok(serde_json::to_value(value).unwrap_or_default())
}

fn summary(t: &T, title: &'static str, tick: &'static str, fields: &Fields, texts: &[&PublishedText]) -> SummaryList<'static> {
    let ticked = if fields.has(TICK, "yes") { t.yes() } else { t.no() };
    let versions = texts.iter().map(|text| t.text_with_version(text.effective.finnish(), documents::name(t, text.kind), &text.version).into());
    SummaryList::new(title).rows(vec![SummaryRow::new(tick, ticked), SummaryRow::lines(t.texts_accepted(), versions.collect())])
}
