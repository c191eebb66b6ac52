//! Practitioners, pharmacies and code lists; a desk goes on working after all of them have come in.

use std::{fs, io::Cursor};

use adapters::registers::{sheet, text};
use kit_core::Language;
use kit_db::{
    on_both_databases,
    testing::{TestDb, migrations},
};
use registers::{
    BusinessId, CodeList, OrganisationKind, PharmacyKind, codes,
    import::{Extent, FaultKind, Register, runs},
    organisations, pharmacies, synthetic,
};
use standins::code_server::{CodeServer, PRACTITIONERS, SERVICE_TASKS, codes as served_codes, pharmacies as invented, practitioners, shapes};

use crate::support::{FILES, Registry, code_server, rest_of};

on_both_databases!(migrations:
    practitioners_are_equal_in_every_shape,
    pharmacies_come_in_with_the_pharmacists_whom_they_name,
    a_pharmacy_goes_from_one_pharmacist_to_another,
    a_list_of_codes_comes_in_with_both_languages,
    a_desk_goes_on_working_after_all_registers_have_come_in);

async fn practitioners_are_equal_in_every_shape(db: TestDb) {
    let registry = Registry::on(&db);
    let made = practitioners::generate(300, 4);
    let mut added = Vec::new();
    for (_, write, read) in FILES {
        added.push(registry.import_as(Register::Practitioners, &mut *read(write(&made)), Extent::Whole).await.unwrap().added);
    }
    let served = CodeServer::default();
    served.put_register(PRACTITIONERS, &made, "2026-11-01");
    let mut source = rest_of(PRACTITIONERS, &code_server(&served).await, None);
    let run = registry.import_as(Register::Practitioners, &mut source, Extent::Whole).await.unwrap();
    assert_eq!((added.as_slice(), run.same), (&[300, 0, 0][..], 300));
    let id = BusinessId::parse(&made[7].business_id).unwrap();
    let read = registry.db.read().await.unwrap();
    let [found] = organisations::find_by_business_id(&read, &id, registry.clock.today()).await.unwrap().try_into().unwrap();
    assert_eq!((found.kind, found.name), (OrganisationKind::Practitioner, made[7].name.clone()));
}

fn as_text(rows: &[invented::Pharmacy]) -> adapters::registers::Feed {
    let mut bytes = Vec::new();
    shapes::table(&invented::COLUMNS, rows.iter().map(invented::Pharmacy::cells), &mut bytes).unwrap();
    text(Cursor::new(bytes))
}

async fn pharmacies_come_in_with_the_pharmacists_whom_they_name(db: TestDb) {
    let registry = Registry::on(&db);
    let mut rows = invented::generate(60, 1);
    let of_nothing = invented::Pharmacy { above: "1.2.246.9".to_owned(), oid: "1.2.246.8".to_owned(), ..rows[2].clone() };
    let odd = invented::Pharmacy { kind: "Kioski".to_owned(), oid: "1.2.246.7".to_owned(), ..rows[0].clone() };
    rows.extend([of_nothing, odd]);
    let run = registry.import_as(Register::Pharmacies, &mut as_text(&rows), Extent::Whole).await.unwrap();
    assert_eq!((run.read, run.skipped, run.added), (82, 2, 140), "80 pharmacies and their 60 pharmacists");
    let mut same = sheet(shapes::sheet_of(&invented::COLUMNS, rows.iter().map(invented::Pharmacy::cells)).unwrap());
    let run = registry.import_as(Register::Pharmacies, &mut same, Extent::Whole).await.unwrap();
    assert_eq!((run.same, run.changed, run.ended), (140, 0, 0), "the sheet says the same");
    let read = registry.db.read().await.unwrap();
    let faults: Vec<_> = runs::faults(&read, run.id).await.unwrap().into_iter().map(|fault| (fault.oid, fault.kind)).collect();
    assert_eq!(faults, [("1.2.246.8".to_owned(), FaultKind::UnknownParent), ("1.2.246.7".to_owned(), FaultKind::WrongKind)], "in the file's order");
    let third = rows.iter().find(|row| row.kind == "Sivuapteekki").unwrap();
    let id = BusinessId::parse(&third.business_id).unwrap();
    let [pharmacist] = organisations::find_by_business_id(&read, &id, registry.clock.today()).await.unwrap().try_into().unwrap();
    assert_eq!((pharmacist.kind, pharmacist.oid.as_str()), (OrganisationKind::Pharmacist, third.pharmacist.as_str()));
    let held = pharmacies::of_pharmacist(&read, &pharmacist.oid, registry.clock.today()).await.unwrap();
    assert_eq!(held.iter().map(|pharmacy| pharmacy.kind).collect::<Vec<_>>(), [PharmacyKind::Main, PharmacyKind::Subsidiary]);
    assert!(held.iter().all(|pharmacy| pharmacy.town == "Malliulu"), "the town stands in the address");
}

async fn a_pharmacy_goes_from_one_pharmacist_to_another(db: TestDb) {
    let registry = Registry::on(&db);
    let mut rows = invented::generate(2, 1);
    registry.import_as(Register::Pharmacies, &mut as_text(&rows), Extent::Whole).await.unwrap();
    let (first, second) = (rows[0].pharmacist.clone(), rows[1].pharmacist.clone());
    let taken_over =
        invented::Pharmacy { pharmacist: second.clone(), business_id: rows[1].business_id.clone(), begins: "20270101".to_owned(), ..rows[0].clone() };
    "20261231".clone_into(&mut rows[0].ends);
    rows.push(taken_over);
    let run = registry.import_as(Register::Pharmacies, &mut as_text(&rows), Extent::Whole).await.unwrap();
    assert_eq!((run.added, run.skipped), (1, 0));
    let read = registry.db.read().await.unwrap();
    let (today, new_year) = (registry.clock.today(), kit_core::Day::new(2027, 1, 1).unwrap());
    let held = |oid: String, day| {
        let read = &read;
        async move { pharmacies::of_pharmacist(read, &oid, day).await.unwrap().len() }
    };
    assert_eq!((held(first.clone(), today).await, held(first, new_year).await), (1, 0));
    let of_second = pharmacies::of_pharmacist(&read, &second, today).await.unwrap();
    assert!(of_second.iter().any(|pharmacy| pharmacy.takeover == Some(new_year)), "{of_second:?}");
}

async fn a_list_of_codes_comes_in_with_both_languages(db: TestDb) {
    let registry = Registry::on(&db);
    let served = CodeServer::default();
    served.put_set(SERVICE_TASKS, &served_codes::ATTRIBUTES, served_codes::service_tasks(), "2026-11-01");
    let mut source = rest_of(SERVICE_TASKS, &code_server(&served).await, None);
    let run = registry.list(CodeList::ServiceTask, &mut source).await.unwrap();
    assert_eq!((run.added, run.skipped), (7, 0));
    let as_text = |list: &[_]| {
        let (header, lines) = served_codes::as_table(list);
        let mut bytes = Vec::new();
        shapes::table(&header, lines.into_iter(), &mut bytes).unwrap();
        text(Cursor::new(bytes))
    };
    let mut list = served_codes::service_tasks();
    assert_eq!(registry.list(CodeList::ServiceTask, &mut as_text(&list)).await.unwrap().same, 7, "the text says the same");
    list.remove(0);
    "Mallitehtävä".clone_into(&mut list[0].values[1]);
    list[0].values[2].clear();
    let run = registry.list(CodeList::ServiceTask, &mut as_text(&list)).await.unwrap();
    assert_eq!((run.changed, run.ended, run.same), (1, 1, 5));
    let read = registry.db.read().await.unwrap();
    let all = codes::all(&read, CodeList::ServiceTask).await.unwrap();
    assert_eq!((all.len(), all[0].is_valid_on(registry.clock.today())), (7, false), "applications keep codes that have ended");
    let names = [Language::Fi, Language::Sv].map(|language| all[1].name(language));
    assert_eq!(names, ["Mallitehtävä", "Service för barnfamiljer"], "without a Swedish name it keeps the one that it had");
    let stopped = registry.list(CodeList::ServiceTask, &mut as_text(&list[..2])).await.unwrap_err();
    assert_eq!(stopped.key(), "shrinks");
}

async fn a_desk_goes_on_working_after_all_registers_have_come_in(db: TestDb) {
    let registry = Registry::on(&db);
    let folder = std::env::temp_dir().join(format!("ekstranet-registers-{}", registry.ids.secret().expose()));
    synthetic::load(&db, registry.clock.now()).await.unwrap();
    let all = || async {
        let read = registry.db.read().await.unwrap();
        let mut found = Vec::new();
        for unit in synthetic::published(registry.clock.now()).into_iter().filter(|unit| unit.parent.is_none()) {
            let id = BusinessId::parse(unit.business_id).unwrap();
            let organisations = organisations::find_by_business_id(&read, &id, registry.clock.today()).await.unwrap();
            let kinds: Vec<_> = organisations.iter().map(|organisation| (organisation.kind, organisation.name.clone())).collect();
            let held = pharmacies::of_pharmacist(&read, &unit.oid, registry.clock.today()).await.unwrap();
            found.push((kinds, held.into_iter().map(|pharmacy| (pharmacy.name, pharmacy.kind, pharmacy.town)).collect::<Vec<_>>()));
        }
        found
    };
    let before = all().await;
    app::register::made::write(900, 1, &folder).unwrap();
    for (register, name) in
        [(Register::Providers, "providers.txt"), (Register::Practitioners, "practitioners.txt"), (Register::Pharmacies, "pharmacies.txt")]
    {
        let run = registry.import_as(register, &mut text(Cursor::new(fs::read(folder.join(name)).unwrap())), Extent::Whole).await.unwrap();
        assert!(run.added > 5, "{run:?}");
    }
    assert_eq!(all().await, before);
    synthetic::load(&db, registry.clock.now()).await.unwrap();
    assert_eq!(all().await, before, "a start later, too");
    fs::remove_dir_all(folder).ok();
}
