notes-title = Sisäiset muistiinpanot
notes-lead = Vain käsittelijät näkevät nämä. Asiakas ei näe.
notes-none = Muistiinpanoja ei ole.
note-label = Uusi muistiinpano
note-save = Tallenna muistiinpano
note-by = { $by }, { $day } klo { $at }
note-missing = Kirjoita muistiinpano
note-too-long = Lyhennä muistiinpanoa: enintään 2000 merkkiä
