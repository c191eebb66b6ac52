bulletins-title = Tiedotteet
bulletins-new = Uusi tiedote
bulletins-caption = Tiedotteet, uusin ensin
bulletins-search = Hae tekstistä tai käsittelijän nimellä
bulletins-search-button = Hae
bulletins-none = Tiedotteita ei löytynyt.
bulletins-untitled = (ei otsikkoa)
bulletins-back = Takaisin tiedotteisiin
bulletins-back-to-one = Takaisin tiedotteeseen
bulletins-pages = Sivut
bulletins-page = Sivu { $page }/{ $pages }
bulletins-page-before = Edellinen sivu
bulletins-page-after = Seuraava sivu
bulletins-changed = Muutettu
bulletins-by = Tekijä
bulletins-kind = Tiedotteen laji
bulletins-choose-kind = Valitse tiedotteen laji
bulletins-go-on-writing = Kirjoita tiedote
bulletins-kind-disruption = Häiriötiedote
bulletins-kind-bulletin = Tiedote
bulletins-kind-terms = Palvelukuvauksen tai toimitusehtojen muutos
bulletins-kind-technical = Tekninen selvityspyyntö
bulletins-kind-data-protection = Tietosuojaa koskeva selvityspyyntö
bulletins-kind-billing = Laskutustiedote
bulletins-kind-archivists = Arkistonhoitajan tiedote
bulletins-kind-survey = Tyytyväisyyskysely
bulletins-help-disruption = Häiriötiedotteiden vastaanottajille sähköpostilla ja tekstiviestillä. Lähtee ennen muita.
bulletins-help-bulletin = Valitsemiisi rooleihin sähköpostilla.
bulletins-help-terms = Asiakkaan sähköpostiin ja hallinnollisille yhteyshenkilöille.
bulletins-help-technical = Nimettyjen asiakkaiden teknisille yhteyshenkilöille, kun arkistoinnissa tai yhteyksissä on virhe.
bulletins-help-data-protection = Nimettyjen asiakkaiden tietosuojavastaaville.
bulletins-help-billing = Laskutuksen yhteyshenkilöille.
bulletins-help-archivists = Arkistonhoitajille.
bulletins-help-survey = Hallinnollisille yhteyshenkilöille.
bulletins-to-whom = Kenelle
bulletins-services = Palvelut
bulletins-services-hint = Tiedotteen saavat asiakkaat, joilla on jokin valituista palveluista käytössä.
bulletins-roles = Roolit
bulletins-role-customer = Asiakkaan sähköposti (Asiakastiedot)
bulletins-customer-kinds = Asiakastyypit
bulletins-of-public-health = Julkinen terveydenhuolto
bulletins-of-public-social = Julkinen sosiaalihuolto
bulletins-of-private-health = Yksityinen terveydenhuolto
bulletins-of-private-social = Yksityinen sosiaalihuolto
bulletins-of-practitioner = Itsenäiset ammatinharjoittajat
bulletins-of-foundation = Säätiöt
bulletins-of-association = Yhdistykset
bulletins-of-pharmacist = Apteekkarit
bulletins-of-hospital-pharmacy = Sairaala-apteekit
bulletins-of-other = Muut organisaatiot rekisterissä
bulletins-of-outside = Muut tahot, jotka eivät liity palveluihin
bulletins-customers = Vain nämä asiakkaat
bulletins-customers-hint = Y-tunnukset pilkulla tai välilyönnillä erotettuina. Jos kenttä on tyhjä, tiedotteen saavat kaikki edellä valitut.
bulletins-customers-case = Y-tunnukset pilkulla tai välilyönnillä erotettuina.
bulletins-channels = Lähetystavat
bulletins-channel = Lähetystapa
bulletins-mail = Sähköposti
bulletins-text-message = Tekstiviesti
bulletins-languages = Kielet
bulletins-languages-help = Kullekin asiakkaalle sen omalla kielellä. Jos englanninkielistä tekstiä ei ole, englanninkieliset asiakkaat saavat suomenkielisen.
bulletins-in-finnish = Suomeksi
bulletins-in-swedish = Ruotsiksi
bulletins-in-english = Englanniksi
bulletins-subject = Otsikko
bulletins-body = Viesti
bulletins-text-hint = Yhteen viestiin mahtuu 160 merkkiä. Jos joukossa on muita kuin tavallisia merkkejä, mahtuu 70.
bulletins-save = Tallenna ja esikatsele
bulletins-no-service = Valitse vähintään yksi palvelu
bulletins-no-role = Valitse vähintään yksi rooli
bulletins-no-kind = Valitse vähintään yksi asiakastyyppi
bulletins-no-language = Valitse vähintään yksi kieli
bulletins-no-channel = Valitse vähintään yksi lähetystapa
bulletins-no-customer = Anna niiden asiakkaiden Y-tunnukset, joita asia koskee
bulletins-bad-customer = Anna Y-tunnukset muodossa 1234567-8
bulletins-no-subject = Kirjoita otsikko
bulletins-no-body = Kirjoita viesti
bulletins-unfilled = { $language }: täydennä viesti, siinä on vasta pohja
bulletins-unfilled-english = Englanniksi: täydennä viesti tai tyhjennä otsikko ja viesti
bulletins-no-text = Kirjoita tekstiviesti
bulletins-too-long = Lyhennä: enintään { $most }
bulletins-too-many-parts = Lyhennä: tekstiviestissä saa olla enintään { $most } osaa
bulletins-preview = Esikatselu
bulletins-recipients = Vastaanottajat
bulletins-mails = Sähköposteja
bulletins-text-messages = Tekstiviestejä
bulletins-without-mobile = Numeroita, joihin tekstiviesti ei mene
bulletins-once = Sama osoite saa tiedotteen kerran, vaikka sillä olisi monta roolia. Vastaanottajat poimitaan lopullisesti lähetettäessä.
bulletins-examples = Esimerkkejä vastaanottajista
bulletins-name = Nimi
bulletins-address = Osoite
bulletins-language = Kieli
bulletins-nobody = Tiedotteella ei ole vastaanottajia
bulletins-nobody-text = Kukaan ei ole valituissa rooleissa valittujen palvelujen asiakkailla.
bulletins-unfinished = Tiedote on kesken
bulletins-unfinished-text = Sitä ei voi lähettää ennen kuin kaikki kohdat ovat kunnossa.
bulletins-send = Lähetä tiedote
bulletins-edit = Muokkaa
bulletins-remove = Poista luonnos
bulletins-progress-title = Tiedotteen lähetys
bulletins-sent-by = Lähettänyt { $by } { $day } klo { $time }
bulletins-done-at = Valmis { $day } klo { $time }
bulletins-progress = Käsitelty { $settled }/{ $all } vastaanottajaa
bulletins-states = Vastaanottajat tilan mukaan
bulletins-refresh = Päivitä
bulletins-refresh-on = Päivitä itsestään 5 sekunnin välein
bulletins-refresh-off = Lopeta päivittäminen
bulletins-all-recipients = Kaikki vastaanottajat
bulletins-pause = Keskeytä
bulletins-go-on = Jatka lähettämistä
bulletins-cancel = Peru loput
bulletins-copy = Kopioi uudeksi luonnokseksi
bulletins-uncertain-text = Lähetys katkesi kesken. Viesti on voinut mennä perille. Etsi sen tunnus sähköpostipalvelimen lokista ja valitse, lähetetäänkö viesti uudelleen.
bulletins-uncertain-link = Näytä epävarmat
bulletins-why = Syy
bulletins-settle = Valitse
bulletins-settle-again = Lähetä uudelleen
bulletins-settle-sent = Merkitse lähetetyksi
bulletins-settle-all-again = Lähetä kaikki uudelleen
bulletins-settle-all-sent = Merkitse kaikki lähetetyiksi
bulletins-no-recipients = Tällaisia vastaanottajia ei ole.
bulletins-state-draft = Luonnos
bulletins-state-sending = Lähetetään
bulletins-state-paused = Keskeytetty
bulletins-state-cancelled = Loput peruttu
bulletins-state-done = Lähetetty
bulletins-fate-waiting = Odottaa
bulletins-fate-in-flight = Matkalla
bulletins-fate-sent = Lähetetty
bulletins-fate-delivered = Perillä
bulletins-fate-failed = Ei mennyt perille
bulletins-fate-bounced = Palautui
bulletins-fate-uncertain = Epävarma
bulletins-fate-cancelled = Peruttu
bulletins-start-disruption = Häiriö Kanta-palveluissa
bulletins-start-disruption-text = Häiriö Kanta-palveluissa. Ilmoitamme, kun häiriö on ohi. Kela, Kanta-palvelut
bulletins-start-terms = Palvelukuvaus tai yleiset toimitusehdot muuttuvat
bulletins-start-technical = Selvityspyyntö: virhe arkistoinnissa
bulletins-start-data-protection = Selvityspyyntö tietosuojavastaavalle
bulletins-start-billing = Tiedote Kanta-palvelujen laskutuksesta
bulletins-start-archivists = Tiedote arkistonhoitajille
bulletins-start-survey = Kysely Kanta-palvelujen asiakkaille
bulletins-start-disruption-body =
    Hei

    Kanta-palveluissa on häiriö.

    Mitä häiriö koskee:
    Alkoi:
    Mitä teidän kannattaa tehdä:

    Ilmoitamme, kun häiriö on ohi.
bulletins-start-terms-body =
    Hei

    Kanta-palvelun palvelukuvaus tai yleiset toimitusehdot muuttuvat.

    Mikä muuttuu:
    Voimaan:

    Uusi teksti on luettavissa Ekstranetissa. Sitä ei tarvitse hyväksyä erikseen, ellei tässä viestissä niin sanota.
bulletins-start-technical-body =
    Hei

    Organisaationne arkistoinnissa tai yhteydessä Kanta-palveluihin on virhe.

    Mikä virhe on:
    Missä järjestelmässä tai liityntäpisteessä:
    Mitä pyydämme teitä tekemään ja mihin mennessä:
bulletins-start-data-protection-body =
    Hei

    Pyydämme organisaationne tietosuojavastaavaa selvittämään asian.

    Mitä asia koskee:
    Mihin mennessä pyydämme vastausta:

    Älä lähetä henkilötietoja sähköpostilla.
bulletins-start-billing-body =
    Hei

    Tiedote Kanta-palvelujen käyttömaksuista ja laskutuksesta:
bulletins-start-archivists-body =
    Hei

    Tiedote Arkistonhoitajan käyttöliittymän käyttäjille:
bulletins-start-survey-body =
    Hei

    Pyydämme teitä kertomaan, miten Kanta-palvelut toimivat organisaatiossanne.

    Kyselyn osoite:
    Vastatkaa viimeistään:
bulletins-start-bulletin-body =
    Hei
bulletins-mail-end =
    Saatte tämän viestin, koska osoite on ilmoitettu Kanta-palvelujen asiakkaan yhteystiedoksi. Yhteystiedot voi tarkistaa ja muuttaa Ekstranetissa: { $address }

    Tähän viestiin ei voi vastata.
bulletins-uncertain = { $count ->
    [one] { $count } vastaanottajasta ei tiedetä, saiko hän viestin
   *[other] { $count } vastaanottajasta ei tiedetä, saivatko he viestin
}
bulletins-resend = { $count ->
    [one] Lähetä uudelleen { $count } vastaanottajalle, jolle viesti ei mennyt perille
   *[other] Lähetä uudelleen { $count } vastaanottajalle, joille viesti ei mennyt perille
}
bulletins-length = { $parts ->
    [0] –
    [one] Nyt { $units } merkkiä, { $parts } viesti.
   *[other] Nyt { $units } merkkiä, { $parts } viestiä.
}
bulletins-length-ucs2 = { $parts ->
    [one] Merkin «{ $character }» takia viestiin mahtuu vain 70 merkkiä: nyt { $units }, { $parts } viesti.
   *[other] Merkin «{ $character }» takia viestiin mahtuu vain 70 merkkiä: nyt { $units }, { $parts } viestiä.
}
bulletins-all = Kaikki
