/// An organisation as the mandate service names it. The synthetic register of the program holds the same ones.
#[derive(Clone, Copy, Debug)]
pub struct Organisation {
    /// `NNNNNNN-C` with a valid check digit.
    pub business_id: &'static str,
    pub name: &'static str,
}

pub const ORGANISATIONS: &[Organisation] = &[
    // private health care
    Organisation { business_id: "9900100-2", name: "Esimerkkiklinikka Oy" },
    // private social care
    Organisation { business_id: "9900201-3", name: "Esimerkkihoiva Oy" },
    // independent practitioner
    Organisation { business_id: "9900302-4", name: "Mallivastaanotto Elina Esimerkki" },
    // wellbeing services county
    Organisation { business_id: "9900403-5", name: "Esimerkkilän hyvinvointialue" },
    // pharmacist
    Organisation { business_id: "9900504-6", name: "Esimerkkiapteekki" },
    // foundation
    Organisation { business_id: "9900605-7", name: "Mallisäätiö sr" },
    // company that two sign for together
    Organisation { business_id: "9900706-8", name: "Esimerkkikaksikko Oy" },
    // private health care, Swedish
    Organisation { business_id: "9900807-9", name: "Exempelvård Ab" },
    // private dental care
    Organisation { business_id: "9901009-9", name: "Mallihammas Oy" },
];

pub fn organisation(business_id: &str) -> Option<&'static Organisation> {
    ORGANISATIONS.iter().find(|organisation| organisation.business_id == business_id)
}
