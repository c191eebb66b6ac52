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
mail-question-subject = { $case }: tarvitsemme lisätietoja, { $service }
mail-question-body =
    Hei

    Asiakkaan { $customer } hakemus palvelun { $service } käyttöönotosta on käsittelyssä (asianumero { $case }). Tarvitsemme lisätietoja:

    { $question }

    Vastatkaa Ekstranetissa: { $address }
    Samalla voitte korjata hakemuksen tietoja. Hakemus odottaa vastaustanne.

    Tähän viestiin ei voi vastata.
mail-approved-subject = { $case }: hakemus hyväksytty, { $service }
mail-approved-body =
    Hei

    Asiakas { $customer } on hyväksytty palvelun { $service } käyttäjäksi (asianumero { $case }). Kanta-palvelujen puolesta palvelun käyttö voi alkaa.

    Tehkää ennen käytön aloitusta käyttöönottokoe järjestelmätoimittajan kanssa, jos otatte palvelun käyttöön ensimmäistä kertaa tällä järjestelmällä.

    Tähän viestiin ei voi vastata.
mail-rejected-subject = { $case }: hakemusta ei hyväksytty, { $service }
mail-rejected-body =
    Hei

    Asiakkaan { $customer } hakemusta palvelun { $service } käyttöönotosta ei hyväksytty (asianumero { $case }).

    Perustelu:
    { $reason }

    Jos ratkaisu on mielestänne väärä tai haluatte siitä lisätietoja, ottakaa yhteyttä: kanta@kanta.fi. Voitte tehdä uuden hakemuksen Ekstranetissa. Jos hakemuksen mukana allekirjoitettiin sitoumus, se ei tullut voimaan.

    Tähän viestiin ei voi vastata.
