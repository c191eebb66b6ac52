use askama::Template;
use identity::{Answer, Representative, access::log::looked};
use kit_core::Language;
use kit_web::{
    PageError,
    components::{Cell, Column, SummaryList, SummaryRow, Table},
};
use registers::organisations;

use super::{
    rules::{Amount, Basis, Fee, PayerClass, Payers, Source, fees_of, payers},
    store::{self, InForce},
};
use crate::{T, applications::OrganisationOid};

#[derive(Template)]
#[template(path = "fees/page.html")]
struct FeesPage<'a> {
    customer: &'a str,
    payers: Payers,
    tables: Vec<(&'static str, Table<'static>)>,
    /// Some period has a minimum fee.
    has_least: bool,
    billing: Option<SummaryList<'static>>,
    user_fees: &'static str,
    t: T,
}

impl FeesPage<'_> {
    fn is_free(&self) -> bool {
        matches!(self.payers, Payers::Nobody)
    }
}

pub(super) async fn show(representative: Representative) -> Answer {
    let read = representative.world.db.read().await?;
    let oid = &representative.acting.oid;
    let (organisation, in_force) =
        tokio::try_join!(organisations::last_known(&read, oid, representative.now.day()), store::in_force(&read, OrganisationOid(oid)))?;
    let organisation = organisation.ok_or(PageError::Unavailable)?;
    if let Some(in_force) = &in_force {
        looked(&representative.visit, &representative, in_force.customer.about()).await?;
    }
    let t = T::of(representative.language);
    let payers = payers(organisation.kind, organisation.health);
    let classes = if let Payers::Of(classes) = payers { classes } else { &[] };
    let page = FeesPage {
        customer: &organisation.name,
        payers,
        tables: classes.iter().map(|class| (payer_name(&t, *class), table(&t, *class))).collect(),
        has_least: classes.iter().any(|class| fees_of(*class).any(|fee| fee.least.is_some())),
        billing: in_force.map(|in_force| summary(&t, in_force)),
        user_fees: user_fees(t.language()),
        t,
    };
    representative.visit.page(t.fees_title(), page).into()
}

/// The page of the Kanta services on user fees.
const fn user_fees(language: Language) -> &'static str {
    match language {
        Language::Fi => "https://www.kanta.fi/ammattilaiset/kayttomaksut",
        Language::Sv => "https://www.kanta.fi/sv/professionella/anvandningsavgifter",
        Language::En => "https://www.kanta.fi/en/professionals/user-fees",
    }
}

fn payer_name(t: &T, payer: PayerClass) -> &'static str {
    match payer {
        PayerClass::Pharmacies => t.fees_pharmacies(),
        PayerClass::PublicHealth => t.fees_public_health(),
        PayerClass::PrivateHealth => t.fees_private_health(),
        PayerClass::StateHealth => t.fees_state_health(),
    }
}

fn table(t: &T, payer: PayerClass) -> Table<'static> {
    let columns = [t.fees_period(), t.fees_basis(), t.fees_amount(), t.fees_source()].map(Column::new);
    let id = match payer {
        PayerClass::Pharmacies => "pharmacies",
        PayerClass::PublicHealth => "public-health",
        PayerClass::PrivateHealth => "private-health",
        PayerClass::StateHealth => "state-health",
    };
    let table = Table::new(id, payer_name(t, payer), columns.to_vec()).hide_caption();
    fees_of(payer).fold(table, |table, fee| table.row(row(t, fee)))
}

fn row(t: &T, fee: &Fee) -> Vec<Cell<'static>> {
    let (from, to) = fee.years;
    let period = to.map_or_else(|| format!("{from}–"), |to| format!("{from}–{to}"));
    let basis = match fee.basis {
        Basis::DispensedPrescription => t.fees_dispensed(),
        Basis::Resident => t.fees_resident(),
        Basis::IssuedPrescription => t.fees_issued(),
        Basis::Client => t.fees_client(),
    };
    let source = match fee.source {
        Source::UserFees => Cell::link(user_fees(t.language()), t.fees_source_page()),
        Source::Notice => Cell::text(t.fees_source_notice()),
        Source::NotRead => Cell::text("–"),
    };
    vec![Cell::text(period), Cell::text(basis), Cell::text(amount(t, fee)), source]
}

fn amount(t: &T, fee: &Fee) -> String {
    let amount = match fee.amount {
        Amount::Thousandths(thousandths) => euros(thousandths, t.language()),
        Amount::NotKnown => t.fees_not_known().to_owned(),
    };
    match fee.least {
        Some(least) => t.fees_at_least(amount, least),
        None => amount,
    }
}

fn euros(thousandths: i64, language: Language) -> String {
    let mark = if language == Language::En { '.' } else { ',' };
    format!("{}{mark}{:03}\u{a0}€", thousandths / 1000, thousandths % 1000)
}

fn summary(t: &T, in_force: InForce) -> SummaryList<'static> {
    let billing = in_force.billing;
    let invoice_language = if billing.invoice_language == "sv" { t.invoice_swedish() } else { t.invoice_finnish() };
    let (e_invoice, operator) = billing.e_invoice.map(|e_invoice| (e_invoice.address, e_invoice.operator)).unwrap_or_default();
    SummaryList::new(t.billing()).rows(vec![
        SummaryRow::new(t.invoice_language_short(), invoice_language),
        SummaryRow::new(t.e_invoice_address(), e_invoice),
        SummaryRow::new(t.operator(), operator),
        SummaryRow::new(t.invoice_reference(), billing.reference.unwrap_or_default()),
        SummaryRow::new(t.billing_address(), billing.address),
        SummaryRow::new(t.postal_code(), billing.postal_code),
        SummaryRow::new(t.town(), billing.town),
        SummaryRow::new(t.fees_in_force_since(), in_force.changed_at.day().finnish()),
    ])
}
