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
    // pharmacist who takes over soon
    Organisation { business_id: "9900504-6", name: "Esimerkkiapteekkari Aapo Apteekkari" },
    // foundation
    Organisation { business_id: "9900605-7", name: "Mallisäätiö sr" },
    // company that two sign for together
    Organisation { business_id: "9900706-8", name: "Esimerkkikaksikko Oy" },
    // private health care, Swedish
    Organisation { business_id: "9900807-9", name: "Exempelvård Ab" },
    // private dental care
    Organisation { business_id: "9901009-9", name: "Mallihammas Oy" },
    // association, social care
    Organisation { business_id: "9901108-3", name: "Esimerkkiyhdistys ry" },
    // public social care
    Organisation { business_id: "9901209-4", name: "Mallikunnan sosiaalikuntayhtymä" },
    // hospital pharmacy
    Organisation { business_id: "9901402-2", name: "Esimerkkisairaalan sairaala-apteekki" },
    // private health and social care
    Organisation { business_id: "9901705-5", name: "Esimerkin Hoivaklinikka Oy" },
    // association, health care, Swedish
    Organisation { business_id: "9901806-6", name: "Exempelföreningen rf" },
    // pharmacist who takes over much later
    Organisation { business_id: "9901907-7", name: "Malliapteekkari Tuomas Tuleva" },
    // pharmacist without a day of takeover, Swedish
    Organisation { business_id: "9902008-6", name: "Exempelapotekare Stina Apotekare" },
    // pharmacist for years, with subsidiary pharmacies
    Organisation { business_id: "9902109-7", name: "Esimerkkiapteekkari Pirkko Pitkäaikainen" },
    // in the register, but neither in health nor in social care
    Organisation { business_id: "9902210-2", name: "Esimerkkipalvelu Oy" },
    // private health care, soon no more in the register
    Organisation { business_id: "9902311-3", name: "Mallilääkärit Oy" },
];

pub fn organisation(business_id: &str) -> Option<&'static Organisation> {
    ORGANISATIONS.iter().find(|organisation| organisation.business_id == business_id)
}
