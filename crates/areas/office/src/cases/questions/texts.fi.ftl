questions-lead = Voit kysyä asiakkaalta kustakin osiosta tai sen kentästä. Kysymykset kootaan ja lähetetään yhdellä kertaa lisätietopyyntönä.
questions-ask = Kysy tästä
questions-field = Mistä kysytään?
questions-whole-section = Koko osio
questions-text = Kysymys asiakkaalle
questions-add = Lisää kysymys
questions-collected = Lisätietopyynnön mukana lähtevät:
question-collected = Ei vielä lähetetty
question-asked = Odottaa vastausta
question-answered = Vastattu
question-accepted = Vastaus hyväksytty
question-asked-again = Kysytty uudelleen
question-answer = Asiakkaan vastaus
question-remove = Poista kysymys
question-accept = Hyväksy vastaus
question-again = Kysy uudelleen
question-again-save = Lisää uusi kysymys
deadline-label = Vastaus viimeistään
deadline-hint = Muodossa pp.kk.vvvv. Asiakasta muistutetaan 3 päivää ennen ja määräpäivänä.
deadline-wrong = Anna päivä, joka on edessäpäin ja enintään vuoden päässä
message-missing = Kirjoita viesti asiakkaalle
message-too-long = Lyhennä viestiä: enintään 4000 merkkiä
messages-unread = { $count ->
    [one] 1 lukematon viesti
   *[other] { $count } lukematonta viestiä
}
other-matters = Asiakkaan muut asiat
timeline-question = Kysymys: { $place }
timeline-answer = Vastaus: { $place }
timeline-answer-accepted = Vastaus, hyväksytty: { $place }
timeline-message-to-customer = Viesti asiakkaalle
timeline-message-from-customer = Viesti asiakkaalta
timeline-mail = Sähköposti, { $state }
timeline-mail-sent = lähetetty
timeline-mail-waiting = lähtee kohta
timeline-mail-failed = ei mennyt perille
note-time = { $day } klo { $at }
asked-mail-deadline = Vastatkaa viimeistään { $day }.
