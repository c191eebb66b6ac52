//! Access points and information systems, so that each service can be used.

use kit_db::{Sql, values};

use super::{Line, oid_of};

/// OID, name, who runs it and their business ID if the register has them, codes of the systems that work through it.
type Point = (&'static str, &'static str, &'static str, Option<&'static str>, &'static [&'static str]);

const SUPPLIER: &str = "Mallijärjestelmät Oy";
const INTERMEDIARY: &str = "Esimerkkivälittäjä Oy";
const SOFTWARE: &str = "Esimerkkiohjelmat Oy";

#[rustfmt::skip]
pub(super) const ACCESS_POINTS: &[Point] = &[
    ("1.2.246.10.99015033.10.0.13.1", "Mallilinkki 1", SUPPLIER, None, &["mallipotilas", "malliarkisto"]),
    ("1.2.246.10.99015033.10.0.13.2", "Mallilinkki 2", SUPPLIER, None, &["mallipotilas", "mallihammas", "mallikuva"]),
    ("1.2.246.10.99015033.10.0.13.3", "Mallilinkki 3", SUPPLIER, None, &["mallisosiaali", "mallirontgen", "mallikuva"]),
    ("1.2.246.10.99016044.10.0.13.1", "Esimerkkivälitys", INTERMEDIARY, None, &["esimerkkihoito", "esimerkkisosiaali"]),
    ("1.2.246.10.99016044.10.0.13.2", "Esimerkkivälitys, apteekit", INTERMEDIARY, None, &["malliapteekki"]),
    (
        "1.2.246.10.99004035.10.0.13.1", "Hyvinvointialueen liityntäpiste", "Esimerkkilän hyvinvointialue", Some("9900403-5"),
        &["esimerkkihoito", "mallikuva", "esimerkkisosiaali", "esimerkkikuva"],
    ),
];

/// Key of a service, and what the system can do there.
type Approval = (&'static str, Can);

/// Renewal requests; viewing images.
type Can = (bool, bool);
const PLAIN: Can = (false, false);
const RENEWALS: Can = (true, false);
const VIEWER: Can = (false, true);

/// Code, name, manufacturer, services for which it is approved.
type System = (&'static str, &'static str, &'static str, &'static [Approval]);

#[rustfmt::skip]
pub(super) const SYSTEMS: &[System] = &[
    ("esimerkkihoito", "Esimerkkihoito 4", SOFTWARE, &[("patient-data", PLAIN), ("prescription", RENEWALS)]),
    ("esimerkkikuva", "Esimerkkikuva-arkisto", SOFTWARE, &[("imaging", PLAIN)]),
    ("esimerkkisosiaali", "Esimerkkisosiaali 2", SOFTWARE, &[("social-care", PLAIN)]),
    ("malliapteekki", "Malliapteekki", SUPPLIER, &[("prescription", PLAIN)]),
    ("malliarkisto", "Malliarkisto", SUPPLIER, &[("patient-data", PLAIN)]),
    ("mallihammas", "Mallihammas Pro", SUPPLIER, &[("patient-data", PLAIN), ("prescription", PLAIN)]),
    ("mallikuva", "Mallikuva-katselin", SUPPLIER, &[("imaging", VIEWER)]),
    ("mallipotilas", "Mallipotilas", SUPPLIER, &[("patient-data", PLAIN), ("prescription", RENEWALS)]),
    ("mallirontgen", "Malliröntgen", SUPPLIER, &[("imaging", PLAIN)]),
    ("mallisosiaali", "Mallisosiaali", SUPPLIER, &[("social-care", PLAIN)]),
];

// What a row from before could not say is added to it.
const ACCESS_POINT: Sql = Sql("INSERT INTO access_point (oid, name, manager_name, manager_oid) VALUES ($1, $2, $3, $4)
     ON CONFLICT (oid) DO UPDATE SET manager_oid = excluded.manager_oid
     WHERE access_point.manager_oid IS NULL AND excluded.manager_oid IS NOT NULL");
const THROUGH: Sql = Sql("INSERT INTO access_point_system (access_point, system) VALUES ($1, $2) ON CONFLICT (access_point, system) DO NOTHING");
const SYSTEM: Sql = Sql("INSERT INTO information_system (code, name, manufacturer) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING");
const APPROVED: Sql = Sql("INSERT INTO information_system_service (system, service, renewals, viewer) VALUES ($1, $2, $3, $4)
     ON CONFLICT (system, service) DO UPDATE SET renewals = excluded.renewals, viewer = excluded.viewer
     WHERE information_system_service.renewals <> excluded.renewals OR information_system_service.viewer <> excluded.viewer");

pub(super) fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for (code, name, manufacturer, services) in SYSTEMS {
        lines.push((SYSTEM, values![*code, *name, *manufacturer].to_vec()));
        lines.extend(services.iter().map(|(service, (renewals, viewer))| (APPROVED, values![*code, *service, *renewals, *viewer].to_vec())));
    }
    for (oid, name, manager, business_id, systems) in ACCESS_POINTS {
        lines.push((ACCESS_POINT, values![*oid, *name, *manager, business_id.map(oid_of)].to_vec()));
        lines.extend(systems.iter().map(|system| (THROUGH, values![*oid, *system].to_vec())));
    }
    lines
}
