bulletins-title = Utskick
bulletins-new = Nytt utskick
bulletins-caption = Utskick, det nyaste först
bulletins-search = Sök i texten eller med handläggarens namn
bulletins-search-button = Sök
bulletins-none = Inga utskick hittades.
bulletins-untitled = (ingen rubrik)
bulletins-back = Tillbaka till utskicken
bulletins-back-to-one = Tillbaka till utskicket
bulletins-pages = Sidor
bulletins-page = Sida { $page }/{ $pages }
bulletins-page-before = Föregående sida
bulletins-page-after = Nästa sida
bulletins-changed = Ändrat
bulletins-by = Upphovsperson
bulletins-kind = Typ av meddelande
bulletins-choose-kind = Välj typ av meddelande
bulletins-go-on-writing = Skriv meddelandet
bulletins-kind-disruption = Störningsmeddelande
bulletins-kind-bulletin = Meddelande
bulletins-kind-terms = Ändring av tjänstebeskrivning eller leveransvillkor
bulletins-kind-technical = Teknisk utredningsbegäran
bulletins-kind-data-protection = Utredningsbegäran om dataskydd
bulletins-kind-billing = Faktureringsmeddelande
bulletins-kind-archivists = Meddelande till arkivarier
bulletins-kind-survey = Nöjdhetsenkät
bulletins-help-disruption = Till mottagarna av störningsmeddelanden per e-post och textmeddelande. Sänds före alla andra.
bulletins-help-bulletin = Till de roller som du väljer, per e-post.
bulletins-help-terms = Till kundens e-post och de administrativa kontaktpersonerna.
bulletins-help-technical = Till de tekniska kontaktpersonerna hos namngivna kunder, när arkiveringen eller förbindelserna har ett fel.
bulletins-help-data-protection = Till dataskyddsombuden hos namngivna kunder.
bulletins-help-billing = Till kontaktpersonerna i faktureringsärenden.
bulletins-help-archivists = Till arkivarierna.
bulletins-help-survey = Till de administrativa kontaktpersonerna.
bulletins-to-whom = Till vem
bulletins-services = Tjänster
bulletins-services-hint = Meddelandet går till kunder som använder någon av de valda tjänsterna.
bulletins-roles = Roller
bulletins-role-customer = Kundens e-post (Kunduppgifter)
bulletins-customer-kinds = Kundtyper
bulletins-of-public-health = Offentlig hälso- och sjukvård
bulletins-of-public-social = Offentlig socialvård
bulletins-of-private-health = Privat hälso- och sjukvård
bulletins-of-private-social = Privat socialvård
bulletins-of-practitioner = Självständiga yrkesutövare
bulletins-of-foundation = Stiftelser
bulletins-of-association = Föreningar
bulletins-of-pharmacist = Apotekare
bulletins-of-hospital-pharmacy = Sjukhusapotek
bulletins-of-other = Övriga organisationer i registret
bulletins-of-outside = Andra aktörer som inte ansluter sig till tjänsterna
bulletins-customers = Endast dessa kunder
bulletins-customers-hint = FO-nummer åtskilda med kommatecken eller mellanslag. Om fältet är tomt går meddelandet till alla som valts ovan.
bulletins-customers-case = FO-nummer åtskilda med kommatecken eller mellanslag.
bulletins-channels = Sändningssätt
bulletins-channel = Sändningssätt
bulletins-mail = E-post
bulletins-text-message = Textmeddelande
bulletins-languages = Språk
bulletins-languages-help = Till varje kund på kundens eget språk. Om det inte finns någon engelsk text får engelskspråkiga kunder den finska.
bulletins-in-finnish = På finska
bulletins-in-swedish = På svenska
bulletins-in-english = På engelska
bulletins-subject = Rubrik
bulletins-body = Meddelande
bulletins-text-hint = Ett meddelande rymmer 160 tecken. Om det finns andra än vanliga tecken ryms 70.
bulletins-save = Spara och förhandsgranska
bulletins-no-service = Välj minst en tjänst
bulletins-no-role = Välj minst en roll
bulletins-no-kind = Välj minst en kundtyp
bulletins-no-language = Välj minst ett språk
bulletins-no-channel = Välj minst ett sändningssätt
bulletins-no-customer = Ange FO-numren för de kunder som saken gäller
bulletins-bad-customer = Ange FO-numren i formen 1234567-8
bulletins-no-subject = Skriv en rubrik
bulletins-no-body = Skriv ett meddelande
bulletins-unfilled = { $language }: komplettera meddelandet, det innehåller bara mallen
bulletins-unfilled-english = På engelska: komplettera meddelandet eller töm rubriken och meddelandet
bulletins-no-text = Skriv ett textmeddelande
bulletins-too-long = Förkorta: högst { $most }
bulletins-too-many-parts = Förkorta: ett textmeddelande får ha högst { $most } delar
bulletins-preview = Förhandsgranskning
bulletins-recipients = Mottagare
bulletins-mails = E-postmeddelanden
bulletins-text-messages = Textmeddelanden
bulletins-without-mobile = Nummer som inte tar emot textmeddelanden
bulletins-once = Samma adress får meddelandet en gång, även om den har flera roller. Mottagarna fastställs när meddelandet sänds.
bulletins-examples = Exempel på mottagare
bulletins-name = Namn
bulletins-address = Adress
bulletins-language = Språk
bulletins-nobody = Meddelandet har inga mottagare
bulletins-nobody-text = Ingen har de valda rollerna hos kunderna i de valda tjänsterna.
bulletins-unfinished = Meddelandet är inte klart
bulletins-unfinished-text = Det kan inte sändas innan alla punkter är i ordning.
bulletins-send = Sänd meddelandet
bulletins-edit = Ändra
bulletins-remove = Radera utkastet
bulletins-progress-title = Sändning av meddelandet
bulletins-sent-by = Sänt av { $by } { $day } kl. { $time }
bulletins-done-at = Klart { $day } kl. { $time }
bulletins-progress = Behandlade { $settled }/{ $all } mottagare
bulletins-states = Mottagare enligt status
bulletins-refresh = Uppdatera
bulletins-refresh-on = Uppdatera automatiskt var femte sekund
bulletins-refresh-off = Sluta uppdatera
bulletins-all-recipients = Alla mottagare
bulletins-pause = Avbryt tillfälligt
bulletins-go-on = Fortsätt sända
bulletins-cancel = Stoppa resten
bulletins-copy = Kopiera till ett nytt utkast
bulletins-uncertain-text = Sändningen bröts. Meddelandet kan ha kommit fram. Sök dess kod i e-postserverns logg och välj om meddelandet ska sändas på nytt.
bulletins-uncertain-link = Visa de ovissa
bulletins-why = Orsak
bulletins-settle = Välj
bulletins-settle-again = Sänd på nytt
bulletins-settle-sent = Markera som sänt
bulletins-settle-all-again = Sänd alla på nytt
bulletins-settle-all-sent = Markera alla som sända
bulletins-no-recipients = Det finns inga sådana mottagare.
bulletins-state-draft = Utkast
bulletins-state-sending = Sänds
bulletins-state-paused = Tillfälligt avbrutet
bulletins-state-cancelled = Resten stoppat
bulletins-state-done = Sänt
bulletins-fate-waiting = Väntar
bulletins-fate-in-flight = På väg
bulletins-fate-sent = Sänt
bulletins-fate-delivered = Framme
bulletins-fate-failed = Kom inte fram
bulletins-fate-bounced = Kom tillbaka
bulletins-fate-uncertain = Ovisst
bulletins-fate-cancelled = Stoppat
bulletins-start-disruption = Störning i Kanta-tjänsterna
bulletins-start-disruption-text = Störning i Kanta-tjänsterna. Vi meddelar när störningen är över. FPA, Kanta-tjänsterna
bulletins-start-terms = Tjänstebeskrivningen eller de allmänna leveransvillkoren ändras
bulletins-start-technical = Utredningsbegäran: fel i arkiveringen
bulletins-start-data-protection = Utredningsbegäran till dataskyddsombudet
bulletins-start-billing = Meddelande om faktureringen av Kanta-tjänsterna
bulletins-start-archivists = Meddelande till arkivarierna
bulletins-start-survey = Enkät till Kanta-tjänsternas kunder
bulletins-start-disruption-body =
    Hej

    Det finns en störning i Kanta-tjänsterna.

    Vad störningen gäller:
    Började:
    Vad ni kan göra:

    Vi meddelar när störningen är över.
bulletins-start-terms-body =
    Hej

    En Kanta-tjänsts tjänstebeskrivning eller de allmänna leveransvillkoren ändras.

    Vad ändras:
    Träder i kraft:

    Den nya texten finns på Extranätet. Den behöver inte godkännas särskilt, om inget annat sägs i det här meddelandet.
bulletins-start-technical-body =
    Hej

    Det finns ett fel i er organisations arkivering eller förbindelse till Kanta-tjänsterna.

    Vilket felet är:
    I vilket system eller vilken anslutningspunkt:
    Vad vi ber er göra och senast när:
bulletins-start-data-protection-body =
    Hej

    Vi ber er organisations dataskyddsombud utreda en sak.

    Vad saken gäller:
    När vi ber om svar senast:

    Sänd inga personuppgifter per e-post.
bulletins-start-billing-body =
    Hej

    Meddelande om Kanta-tjänsternas användningsavgifter och fakturering:
bulletins-start-archivists-body =
    Hej

    Meddelande till användarna av arkivariens användargränssnitt:
bulletins-start-survey-body =
    Hej

    Vi ber er berätta hur Kanta-tjänsterna fungerar i er organisation.

    Enkätens adress:
    Svara senast:
bulletins-start-bulletin-body =
    Hej
bulletins-mail-end =
    Ni får det här meddelandet eftersom adressen har angetts som kontaktuppgift för en kund hos Kanta-tjänsterna. Kontaktuppgifterna kan kontrolleras och ändras på Extranätet: { $address }

    Det går inte att svara på det här meddelandet.
bulletins-uncertain = { $count ->
    [one] Om { $count } mottagare är det ovisst om meddelandet kom fram
   *[other] Om { $count } mottagare är det ovisst om meddelandet kom fram
}
bulletins-resend = { $count ->
    [one] Sänd på nytt till { $count } mottagare som meddelandet inte nådde
   *[other] Sänd på nytt till { $count } mottagare som meddelandet inte nådde
}
bulletins-length = { $parts ->
    [0] –
    [one] Nu { $units } tecken, { $parts } meddelande.
   *[other] Nu { $units } tecken, { $parts } meddelanden.
}
bulletins-length-ucs2 = { $parts ->
    [one] På grund av tecknet ”{ $character }” ryms bara 70 tecken: nu { $units }, { $parts } meddelande.
   *[other] På grund av tecknet ”{ $character }” ryms bara 70 tecken: nu { $units }, { $parts } meddelanden.
}
bulletins-all = Alla
