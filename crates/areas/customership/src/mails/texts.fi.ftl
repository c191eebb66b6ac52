mail-received-subject = { $case }: hakemus vastaanotettu, { $service }
mail-received-body =
    Hei

    Kelan Kanta-palvelut on vastaanottanut hakemuksen palvelun { $service } käyttöönotosta ja käsittelee sen saapumisjärjestyksessä.

    Asiakas: { $customer }
    Asianumero: { $case }
    Otettu vastaan: { $accepted }
    Saapunut käsiteltäväksi: { $arrived }
    Lähetettyjen tietojen tarkiste: { $digest }

    Liitteenä on kuittaus, jossa on kaikki lähetetyt tiedot, ja allekirjoitettu sitoumus, jos sellainen annettiin tämän hakemuksen mukana. Säilyttäkää asiakirjat.

    Jos tarvitsemme lisätietoja, otamme yhteyttä hallinnolliseen yhteyshenkilöön. Hakemuksen tilan näette Ekstranetista.

    Tähän viestiin ei voi vastata.
mail-answered-subject = { $case }: lisätiedot vastaanotettu, { $service }
mail-answered-body =
    Hei

    Hakemuksen lisätiedot ovat saapuneet, ja käsittely jatkuu.

    Palvelu: { $service }
    Asiakas: { $customer }
    Asianumero: { $case }
    Otettu vastaan: { $accepted }
    Saapunut käsiteltäväksi: { $arrived }
    Lähetettyjen tietojen tarkiste: { $digest }

    Liitteenä on kuittaus, jossa on kaikki tiedot sellaisina kuin ne nyt lähetettiin.

    Tähän viestiin ei voi vastata.
mail-draft-reminded-subject = Lähettämätön luonnos: { $what }
mail-draft-reminded-body =
    Hei

    Asiakkaalla { $customer } on Ekstranetissa luonnos, jota ei ole lähetetty.

    Asia: { $what }
    Viimeksi muutettu: { $changed }

    Jatkakaa täällä: { $address }

    Jos luonnosta ei muuteta, se poistetaan { $removed }. Jos ette tarvitse sitä, teidän ei tarvitse tehdä mitään.

    Tähän viestiin ei voi vastata.
mail-draft-removed-subject = Luonnos on poistettu: { $what }
mail-draft-removed-body =
    Hei

    Asiakkaan { $customer } lähettämätön luonnos on poistettu Ekstranetista, koska sitä ei ole muutettu pitkään aikaan.

    Asia: { $what }
    Viimeksi muutettu: { $changed }

    Voitte aloittaa uuden milloin tahansa. Asiakastiedot, yhteyshenkilöt ja laskutustiedot säilyivät sellaisina kuin ne oli tallennettu.

    Tähän viestiin ei voi vastata.
mail-question-subject = { $case }: tarvitsemme lisätietoja, { $service }
mail-question-body =
    Hei

    Asiakkaan { $customer } asia on käsittelyssä. Tarvitsemme lisätietoja.

    Asia: { $what }
    Asianumero: { $case }

    { $question }

    Vastatkaa Ekstranetissa: { $address }
    Samalla voitte korjata lähetettyjä tietoja. Asia odottaa vastaustanne.

    Tähän viestiin ei voi vastata.
mail-approved-subject = { $case }: hakemus hyväksytty, { $service }
mail-approved-body =
    Hei

    Asiakas { $customer } on hyväksytty palvelun { $service } käyttäjäksi (asianumero { $case }). Käyttö ei ala vielä.

    { $note }Seuraavaksi avaamme tekniset yhteydet. Sen jälkeen kirjaamme käyttöönottokokeen, jos se tarvitaan, ja käytön aloituksen. Saatte viestin jokaisesta vaiheesta, ja vaiheet näkyvät Ekstranetissa palvelun tiedoissa. Käyttö voi alkaa, kun tekniset yhteydet ovat auki ja mahdollinen koe on hyväksytty.

    Tähän viestiin ei voi vastata.
mail-rejected-subject = { $case }: ei hyväksytty, { $what }
mail-rejected-body =
    Hei

    Asiaa ei hyväksytty.

    Asia: { $what }
    Asiakas: { $customer }
    Asianumero: { $case }

    Perustelu:
    { $reason }

    Liitteenä on päätös, jossa kerrotaan, miten siihen haetaan muutosta. Voitte tehdä uuden hakemuksen tai ilmoituksen Ekstranetissa. Hakemuksen mukana allekirjoitettu sitoumus on voimassa vain, jos organisaatiollanne on muu hyväksytty tai käsiteltävä hakemus. Lisätietoja antaa asiakastuki: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-change-received-subject = { $case }: muutosilmoitus on vastaanotettu, { $service }
mail-change-received-body =
    Hei

    Kelan Kanta-palvelut on vastaanottanut teknisten tietojen muutosilmoituksen.

    Palvelu: { $service }
    Asiakas: { $customer }
    Asianumero: { $case }
    Vastaanotettu: { $accepted }
    Saapunut käsiteltäväksi: { $arrived }
    Lähetettyjen tietojen tiiviste: { $digest }

    Vanhat tiedot ovat voimassa muutospäivään asti. Liitteenä on kuittaus, jossa ovat kaikki lähetetyt tiedot.

    Tähän viestiin ei voi vastata.
mail-change-approved-subject = { $case }: muutos on hyväksytty, { $service }
mail-change-approved-body =
    Hei

    Asiakkaan { $customer } muutosilmoitus on hyväksytty (asianumero { $case }).

    Palvelu: { $service }
    Uudet tiedot tulevat voimaan: { $day }

    Tähän viestiin ei voi vastata.
mail-ending-received-subject = { $case }: irtisanomisilmoitus on vastaanotettu
mail-ending-received-body =
    Hei

    Kelan Kanta-palvelut on vastaanottanut irtisanomisilmoituksen.

    Mitä irtisanotaan: { $what }
    Asiakas: { $customer }
    Asianumero: { $case }
    Vastaanotettu: { $accepted }
    Saapunut käsiteltäväksi: { $arrived }
    Viimeinen voimassaolopäivä: { $day }

    Ilmoituksen voi peruuttaa Ekstranetissa viimeiseen voimassaolopäivään asti. Saat viestin, kun päättyminen on tullut voimaan. Liitteenä on allekirjoitettu irtisanomisilmoitus.

    Tähän viestiin ei voi vastata.
mail-ended-subject = { $case }: { $what } on päättynyt
mail-ended-body =
    Hei

    Irtisanominen on tullut voimaan.

    Mikä on päättynyt: { $what }
    Asiakas: { $customer }
    Viimeinen voimassaolopäivä: { $last }
    Päättynyt: { $day }
    Tekniset yhteydet suljetaan aikaisintaan: { $connections }

    { $fee }Tähän viestiin ei voi vastata.
mail-closed-subject = { $case }: asia on suljettu, { $service }
mail-closed-body =
    Hei

    Asiakkaan { $customer } asia on suljettu, koska palvelu tai asiakkuus on päättynyt.

    Asia: { $what }
    Asianumero: { $case }

    Tähän viestiin ei voi vastata.
mail-withdrawn-subject = { $case }: asia on peruttu
mail-withdrawn-body =
    Hei

    Asiakkaan { $customer } edustaja { $name } on perunut asian.

    Asia: { $what }
    Asianumero: { $case }
    Peruttu: { $at }

    { $more }Tähän viestiin ei voi vastata.
mail-data-changed-subject = Kanta-asiakkaan tietoja on muutettu: { $section }
mail-data-changed-body =
    Hei

    Asiakkaan { $customer } tietoja on muutettu Kanta Ekstranetissa.

    Mitä muutettiin: { $section }
    Muuttaja: { $name }
    Milloin: { $at }

    Tiedot ovat yhteiset kaikille asiakkaan Kanta-palveluille. Jos muutos on väärä, ota yhteyttä organisaatiosi Kanta-asioiden hoitajaan tai asiakastukeen: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-question-reminded-subject = { $case }: vastaa lisätietopyyntöön viimeistään { $day }
mail-question-reminded-body =
    Hei

    Asiakkaan { $customer } asiassa odottaa lisätietopyyntö, johon ei ole vielä vastattu.

    Asia: { $what }
    Asianumero: { $case }
    Vastaa viimeistään: { $deadline }

    Kysymykset näet ja vastaat niihin Kanta Ekstranetissa: { $address }

    Tähän viestiin ei voi vastata.
mail-question-overdue-subject = { $case }: lisätietopyynnön määräaika päättyy tänään
mail-question-overdue-body =
    Hei

    Asiakkaan { $customer } asiassa on lisätietopyyntö, johon ei ole vastattu. Sen määräpäivä on { $deadline }. Jos vastausta ei tule, asia voidaan ratkaista niillä tiedoilla, jotka on lähetetty.

    Asia: { $what }
    Asianumero: { $case }

    Kysymykset näet ja vastaat niihin Kanta Ekstranetissa: { $address }

    Tähän viestiin ei voi vastata.
mail-message-waiting-subject = { $case }: sinulle on viesti Kanta Ekstranetissa
mail-message-waiting-body =
    Hei

    Käsittelijä on kirjoittanut viestin asiakkaan { $customer } asiaan.

    Asia: { $what }
    Asianumero: { $case }

    Viestin luet ja vastaat siihen Kanta Ekstranetissa: { $address }
mail-archivist-subject = { $case }: arkistonhoitajan käyttöliittymän osoite, { $service }
mail-archivist-body =
    Hei

    Asiakas { $customer } on hyväksytty palvelun { $service } käyttäjäksi (asianumero { $case }).

    Arkistonhoitajan käyttöliittymä on täällä: { $address }

    Arkistonhoitaja kirjautuu sinne omalla Suomi.fi-valtuudellaan. Se, että hänet on nimetty Ekstranetissa, ei vielä anna oikeutta käyttöliittymään. Välittäkää osoite arkistonhoitajalle.

    Tähän viestiin ei voi vastata.
mail-returned-subject = { $case }: palautettu täydennettäväksi, { $what }
mail-returned-body =
    Hei

    Asia on palautettu teille ilman päätöstä.

    Asia: { $what }
    Asiakas: { $customer }
    Asianumero: { $case }

    Tehkää näin:
    { $todo }

    Korjatkaa tiedot Ekstranetissa ja lähettäkää uudelleen: { $address }
    Asiaa käsitellään vasta, kun olette lähettäneet sen. Asianumero säilyy.

    Tähän viestiin ei voi vastata.
mail-undone-subject = { $case }: hyväksyminen on peruttu, { $what }
mail-undone-body =
    Hei

    Hyväksyvä päätös on peruttu, ja asia käsitellään uudelleen.

    Asia: { $what }
    Asiakas: { $customer }
    Asianumero: { $case }

    Syy:
    { $reason }

    Se, mitä päätöksellä hyväksyttiin, ei ole enää voimassa. Sitoumus ja asiakirjat säilyvät. Saatte uuden päätöksen, kun asia on käsitelty. Lisätietoja antaa asiakastuki: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-withdrawn-on-request-body =
    Hei

    Asia on peruttu asiakkaan { $customer } pyynnöstä.

    Asia: { $what }
    Asianumero: { $case }
    Peruttu: { $at }
    Pyyntö: { $request }

    Jos ette ole pyytäneet tätä, ottakaa heti yhteyttä asiakastukeen: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-step-subject = { $case }: { $step }, { $outcome }
mail-step-body =
    Hei

    Palvelun käyttöönotto on edennyt.

    Palvelu: { $service }
    Asiakas: { $customer }
    Asianumero: { $case }
    Vaihe: { $step }
    Tulos: { $outcome }
    Päivä: { $day }

    { $note }Kaikki vaiheet näette Ekstranetista palvelun sivulta.

    Tähän viestiin ei voi vastata.
mail-contact-added-subject = Sinut on lisätty yhteyshenkilöksi: { $customer }
mail-contact-added-body =
    Hei

    Sinut on lisätty asiakkaan { $customer } yhteyshenkilöksi Kanta Ekstranetissa.

    Lisääjä: { $name }
    Milloin: { $at }

    Yhteyshenkilöt ovat yhteiset kaikille asiakkaan Kanta-palveluille. Jos lisäys on väärä, ota yhteyttä organisaatiosi Kanta-asioiden hoitajaan tai asiakastukeen: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-contact-removed-subject = Sinut on poistettu yhteyshenkilöistä: { $customer }
mail-contact-removed-body =
    Hei

    Sinut on poistettu asiakkaan { $customer } yhteyshenkilöistä Kanta Ekstranetissa.

    Poistaja: { $name }
    Milloin: { $at }

    Jos poisto on väärä, ota yhteyttä organisaatiosi Kanta-asioiden hoitajaan tai asiakastukeen: kanta@kanta.fi.

    Tähän viestiin ei voi vastata.
mail-ended-fee = Käyttömaksu laskutetaan käyttöajalta. Laskua ei lähetetä sähköpostilla.
mail-register-renamed-subject = Nimenne on vaihtunut rekisterissä: { $after }
mail-register-renamed-body =
    Hei

    Organisaation nimi on vaihtunut kansallisessa rekisterissä. Uusi nimi on nyt myös Kanta-palvelujen asiakastiedoissa.

    Ennen: { $before }
    Nyt: { $after }

    Allekirjoitetut asiakirjat pysyvät sellaisina kuin ne olivat. Teidän ei tarvitse tehdä mitään. Jos nimi on väärin, ilmoittakaa siitä rekisterin ylläpitäjälle.

    Tähän viestiin ei voi vastata.
mail-register-left-subject = { $customer }: organisaatio on poistunut rekisteristä
mail-register-left-body =
    Hei

    Organisaatiota ei ole enää kansallisessa rekisterissä.

    Asiakas: { $customer }

    Kanta-palveluja voi käyttää vain rekisterissä oleva organisaatio. Jos toiminta jatkuu, ilmoittakaa asiasta rekisterin ylläpitäjälle. Jos toiminta on päättynyt, ilmoittakaa siitä asiakastukeen: kanta@kanta.fi. Ekstranetiin ei voi enää kirjautua organisaation puolesta. Kelan käsittelijä selvittää asian.

    Tähän viestiin ei voi vastata.
mail-register-returned-subject = { $customer }: organisaatio on taas rekisterissä
mail-register-returned-body =
    Hei

    Organisaatio on taas kansallisessa rekisterissä. Teidän ei tarvitse tehdä mitään.

    Asiakas: { $customer }

    Tähän viestiin ei voi vastata.
