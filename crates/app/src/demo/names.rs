//! What invented customers and contacts are called: every name says that it is an example.

pub const FIRST: [&str; 40] = [
    "Aino", "Eero", "Helmi", "Oskari", "Maija", "Väinö", "Liisa", "Kalle", "Päivi", "Jyrki", "Sirkka", "Timo", "Anneli", "Juhani", "Ritva", "Pekka",
    "Kaisa", "Matti", "Outi", "Sami", "Åsa", "Göran", "Ulla", "Sven", "Birgitta", "Lars", "Märta", "Nils", "Ebba", "Östen", "Noora", "Ville", "Sari",
    "Antti", "Hanna", "Jussi", "Tiina", "Risto", "Elsa", "Toivo",
];

pub const LAST: [&str; 36] = [
    "Mallinen", "Mallila", "Mallivirta", "Malliniemi", "Mallimäki", "Mallijärvi", "Mallikoski", "Mallisalo", "Mallikangas", "Malliaho", "Mallipelto",
    "Mallisaari", "Esimerkkinen", "Esimerkkilä", "Esimerkkivirta", "Esimerkkiniemi", "Esimerkkimäki", "Esimerkkijärvi", "Esimerkkikoski",
    "Esimerkkisalo", "Esimerkkikangas", "Esimerkkiaho", "Esimerkkipelto", "Esimerkkisaari", "Exempelström", "Exempellund", "Exempelberg", "Exempelkvist",
    "Exempelgren", "Exempelholm", "Exempelfors", "Exempeldahl", "Exempelstrand", "Exempelvik", "Exempelsund", "Exempelås",
];

pub const BUSINESS: [&str; 30] = [
    "klinikka", "hammas", "hoiva", "lääkärit", "fysioterapia", "apteekki", "vastaanotto", "kuntoutus", "sairaala", "kotihoito", "psykologit", "silmä",
    "työterveys", "laboratorio", "kuvantaminen", "vanhustyö", "lastensuojelu", "päiväkirurgia", "ensihoito", "neuvola", "vård", "tandvård", "omsorg",
    "hälsa", "terapi", "apotek", "klinik", "rehabilitering", "barnskydd", "hemvård",
];

pub const PLACES: [&str; 24] = [
    "Malliturku", "Mallipere", "Malliulu", "Mallikylä", "Mallila", "Mallihamina", "Mallikallio", "Mallisuo", "Mallilahti", "Mallikoski", "Malliharju",
    "Malliranta", "Esimerkkilä", "Esimerkkikylä", "Esimerkkiranta", "Esimerkkilahti", "Esimerkkisuo", "Esimerkkiharju", "Modellvasa", "Exempelby",
    "Exempelnäs", "Exempelvik", "Exempelstad", "Exempelö",
];

/// Kind of the customer, register, sector, legal form, health care, social care, how its name ends.
pub type Form = (&'static str, &'static str, i64, &'static str, bool, bool, &'static str);

/// As often as they are here.
pub const FORMS: [Form; 16] = [
    ("private-health", "providers", 2, "limited-company", true, false, "Oy"),
    ("private-health", "providers", 2, "limited-company", true, false, "Oy"),
    ("private-health", "providers", 2, "limited-company", true, false, "Ab"),
    ("private-health", "providers", 2, "limited-company", true, false, "Ky"),
    ("private-social", "providers", 2, "limited-company", false, true, "Oy"),
    ("private-social", "providers", 2, "limited-company", false, true, "Oy"),
    ("private-social", "providers", 2, "limited-company", false, true, "Ab"),
    ("practitioner", "practitioners", 2, "sole-trader", true, false, "tmi"),
    ("practitioner", "practitioners", 2, "sole-trader", true, false, "tmi"),
    ("practitioner", "practitioners", 2, "sole-trader", true, false, "fma"),
    ("pharmacist", "pharmacies", 2, "sole-trader", false, false, "apteekkari"),
    ("foundation", "providers", 2, "foundation", true, true, "säätiö sr"),
    ("association", "providers", 2, "association", false, true, "ry"),
    ("public-health", "providers", 1, "county", true, true, "hyvinvointialue"),
    ("public-social", "providers", 1, "municipal", false, true, "kuntayhtymä"),
    ("hospital-pharmacy", "pharmacies", 1, "hospital-pharmacy", false, false, "sairaala-apteekki"),
];
