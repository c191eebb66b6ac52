mail-received-subject = { $case }: ansökan mottagen, { $service }
mail-received-body =
    Hej

    FPA:s Kanta-tjänster har tagit emot ansökan om att ta i bruk tjänsten { $service } och handlägger den i ankomstordning.

    Kund: { $customer }
    Ärendenummer: { $case }
    Mottagen: { $accepted }
    Inkommen för handläggning: { $arrived }
    Kontrollsumma för de sända uppgifterna: { $digest }

    Bifogat finns en kvittens med alla uppgifter som sändes, och den undertecknade förbindelsen om en sådan gavs med den här ansökan. Spara dokumenten.

    Om vi behöver mer information kontaktar vi den administrativa kontaktpersonen. Ansökans status ser ni på Extranätet.

    Det går inte att svara på det här meddelandet.
mail-answered-subject = { $case }: kompletteringen mottagen, { $service }
mail-answered-body =
    Hej

    Kompletteringen av ansökan har kommit fram, och handläggningen fortsätter.

    Tjänst: { $service }
    Kund: { $customer }
    Ärendenummer: { $case }
    Mottagen: { $accepted }
    Inkommen för handläggning: { $arrived }
    Kontrollsumma för de sända uppgifterna: { $digest }

    Bifogat finns en kvittens med alla uppgifter så som de nu sändes.

    Det går inte att svara på det här meddelandet.
mail-draft-reminded-subject = Osänt utkast: { $what }
mail-draft-reminded-body =
    Hej

    { $customer } har på Extranätet ett utkast som inte har sänts.

    Ärende: { $what }
    Senast ändrat: { $changed }

    Fortsätt här: { $address }

    Om utkastet inte ändras raderas det { $removed }. Behöver ni det inte, behöver ni inte göra någonting.

    Det går inte att svara på det här meddelandet.
mail-draft-removed-subject = Utkastet har raderats: { $what }
mail-draft-removed-body =
    Hej

    Ett utkast för { $customer } som inte hade sänts har raderats från Extranätet, eftersom det inte har ändrats på länge.

    Ärende: { $what }
    Senast ändrat: { $changed }

    Ni kan börja på nytt när som helst. Kunduppgifterna, kontaktpersonerna och faktureringsuppgifterna finns kvar så som de hade sparats.

    Det går inte att svara på det här meddelandet.
mail-question-subject = { $case }: vi behöver mer information, { $service }
mail-question-body =
    Hej

    Ett ärende som gäller { $customer } är under handläggning. Vi behöver mer information.

    Ärende: { $what }
    Ärendenummer: { $case }

    { $question }

    Svara på Extranätet: { $address }
    Samtidigt kan ni rätta de uppgifter som har sänts. Ärendet väntar på ert svar.

    Det går inte att svara på det här meddelandet.
mail-approved-subject = { $case }: ansökan godkänd, { $service }
mail-approved-body =
    Hej

    { $customer } har godkänts som användare av tjänsten { $service } (ärendenummer { $case }). Användningen börjar inte ännu.

    { $note }Härnäst öppnar vi de tekniska förbindelserna. Därefter registrerar vi ibruktagningsprovet, om det behövs, och att användningen har börjat. Ni får ett meddelande om varje steg, och stegen syns i Extranätet bland uppgifterna om tjänsten. Användningen kan börja när förbindelserna är öppna och ett eventuellt prov är godkänt.

    Det går inte att svara på det här meddelandet.
mail-rejected-subject = { $case }: godkändes inte, { $what }
mail-rejected-body =
    Hej

    Ärendet godkändes inte.

    Ärende: { $what }
    Kund: { $customer }
    Ärendenummer: { $case }

    Motivering:
    { $reason }

    Bifogat finns beslutet, där det står hur man söker ändring i det. Ni kan göra en ny ansökan eller anmälan på Extranätet. En förbindelse som undertecknades med ansökan gäller endast om er organisation har en annan ansökan som godkänts eller handläggs. Mer information ger kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-change-received-subject = { $case }: ändringsanmälan har tagits emot, { $service }
mail-change-received-body =
    Hej

    FPA:s Kanta-tjänster har tagit emot en anmälan om ändring av tekniska uppgifter.

    Tjänst: { $service }
    Kund: { $customer }
    Ärendenummer: { $case }
    Mottagen: { $accepted }
    Inkommen för handläggning: { $arrived }
    Kontrollsumma för de sända uppgifterna: { $digest }

    De gamla uppgifterna gäller till dagen för ändringen. Bifogat finns ett kvitto med alla uppgifter som sändes.

    Det går inte att svara på det här meddelandet.
mail-change-approved-subject = { $case }: ändringen har godkänts, { $service }
mail-change-approved-body =
    Hej

    Ändringsanmälan från { $customer } har godkänts (ärendenummer { $case }).

    Tjänst: { $service }
    De nya uppgifterna träder i kraft: { $day }

    Det går inte att svara på det här meddelandet.
mail-ending-received-subject = { $case }: uppsägningsanmälan har tagits emot
mail-ending-received-body =
    Hej

    FPA:s Kanta-tjänster har tagit emot en uppsägningsanmälan.

    Vad som sägs upp: { $what }
    Kund: { $customer }
    Ärendenummer: { $case }
    Mottagen: { $accepted }
    Inkommen för handläggning: { $arrived }
    Sista giltighetsdag: { $day }

    Anmälan kan återtas på Extranätet till och med den sista giltighetsdagen. Du får ett meddelande när uppsägningen har trätt i kraft. Bifogat finns den undertecknade uppsägningsanmälan.

    Det går inte att svara på det här meddelandet.
mail-ended-subject = { $case }: { $what } har upphört
mail-ended-body =
    Hej

    Uppsägningen har trätt i kraft.

    Vad som har upphört: { $what }
    Kund: { $customer }
    Sista giltighetsdag: { $last }
    Upphörde: { $day }
    De tekniska förbindelserna stängs tidigast: { $connections }

    { $fee }Det går inte att svara på det här meddelandet.
mail-closed-subject = { $case }: ärendet har stängts, { $service }
mail-closed-body =
    Hej

    Ett ärende för { $customer } har stängts eftersom tjänsten eller kundrelationen har upphört.

    Ärende: { $what }
    Ärendenummer: { $case }

    Det går inte att svara på det här meddelandet.
mail-withdrawn-subject = { $case }: ärendet har återtagits
mail-withdrawn-body =
    Hej

    { $name }, som företräder { $customer }, har återtagit ärendet.

    Ärende: { $what }
    Ärendenummer: { $case }
    Återtaget: { $at }

    { $more }Det går inte att svara på det här meddelandet.
mail-data-changed-subject = Uppgifter om en Kanta-kund har ändrats: { $section }
mail-data-changed-body =
    Hej

    Uppgifterna om { $customer } har ändrats på Kanta Extranätet.

    Vad som ändrades: { $section }
    Ändrat av: { $name }
    När: { $at }

    Uppgifterna är gemensamma för kundens alla Kanta-tjänster. Om ändringen är fel, kontakta den som sköter Kanta-ärenden i din organisation eller kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-question-reminded-subject = { $case }: svara på begäran om komplettering senast { $day }
mail-question-reminded-body =
    Hej

    I ett ärende för kunden { $customer } väntar en begäran om komplettering som ingen har svarat på ännu.

    Ärende: { $what }
    Ärendenummer: { $case }
    Svara senast: { $deadline }

    Du läser frågorna och svarar på dem på Extranätet: { $address }

    Det går inte att svara på det här meddelandet.
mail-question-overdue-subject = { $case }: tidsfristen för kompletteringen går ut i dag
mail-question-overdue-body =
    Hej

    I ett ärende för kunden { $customer } finns en begäran om komplettering som ingen har svarat på. Sista dagen är { $deadline }. Om inget svar kommer kan ärendet avgöras med de uppgifter som har sänts.

    Ärende: { $what }
    Ärendenummer: { $case }

    Du läser frågorna och svarar på dem på Extranätet: { $address }

    Det går inte att svara på det här meddelandet.
mail-message-waiting-subject = { $case }: du har ett meddelande på Extranätet
mail-message-waiting-body =
    Hej

    Handläggaren har skrivit ett meddelande i ett ärende för kunden { $customer }.

    Ärende: { $what }
    Ärendenummer: { $case }

    Du läser meddelandet och svarar på det på Extranätet: { $address }
mail-archivist-subject = { $case }: adressen till arkivariens användargränssnitt, { $service }
mail-archivist-body =
    Hej

    { $customer } har godkänts som användare av tjänsten { $service } (ärendenummer { $case }).

    Arkivariens användargränssnitt finns här: { $address }

    Arkivarien loggar in med sin egen Suomi.fi-fullmakt. Att arkivarien har namngetts på Extranätet ger ännu ingen rätt till gränssnittet. Förmedla adressen till arkivarien.

    Det går inte att svara på det här meddelandet.
mail-returned-subject = { $case }: återsänt för komplettering, { $what }
mail-returned-body =
    Hej

    Ärendet har återsänts till er utan beslut.

    Ärende: { $what }
    Kund: { $customer }
    Ärendenummer: { $case }

    Gör så här:
    { $todo }

    Rätta uppgifterna på Extranätet och sänd på nytt: { $address }
    Ärendet handläggs först när ni har sänt det. Ärendenumret är detsamma.

    Det går inte att svara på det här meddelandet.
mail-undone-subject = { $case }: godkännandet har återtagits, { $what }
mail-undone-body =
    Hej

    Det godkännande beslutet har återtagits, och ärendet handläggs på nytt.

    Ärende: { $what }
    Kund: { $customer }
    Ärendenummer: { $case }

    Orsak:
    { $reason }

    Det som godkändes genom beslutet gäller inte längre. Förbindelsen och dokumenten finns kvar. Ni får ett nytt beslut när ärendet har handlagts. Mer information ger kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-withdrawn-on-request-body =
    Hej

    Ärendet har återtagits på begäran av { $customer }.

    Ärende: { $what }
    Ärendenummer: { $case }
    Återtaget: { $at }
    Begäran: { $request }

    Om ni inte har begärt detta, kontakta genast kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-step-subject = { $case }: { $step }, { $outcome }
mail-step-body =
    Hej

    Ibruktagandet av tjänsten har gått framåt.

    Tjänst: { $service }
    Kund: { $customer }
    Ärendenummer: { $case }
    Steg: { $step }
    Resultat: { $outcome }
    Dag: { $day }

    { $note }Alla steg ser ni på Extranätet på tjänstens sida.

    Det går inte att svara på det här meddelandet.
mail-contact-added-subject = Du har lagts till som kontaktperson: { $customer }
mail-contact-added-body =
    Hej

    Du har lagts till som kontaktperson för kunden { $customer } på Kanta Extranätet.

    Gjord av: { $name }
    Tidpunkt: { $at }

    Kontaktpersonerna är gemensamma för alla kundens Kanta-tjänster. Om tillägget är fel, kontakta den som sköter Kanta-ärenden i din organisation eller kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-contact-removed-subject = Du har tagits bort som kontaktperson: { $customer }
mail-contact-removed-body =
    Hej

    Du har tagits bort som kontaktperson för kunden { $customer } på Kanta Extranätet.

    Gjord av: { $name }
    Tidpunkt: { $at }

    Om borttagningen är fel, kontakta den som sköter Kanta-ärenden i din organisation eller kundsupporten: kanta@kanta.fi.

    Det går inte att svara på det här meddelandet.
mail-ended-fee = Användningsavgiften tas ut för hela användningstiden, också för den sista tiden. Fakturan sänds inte per e-post.
mail-register-renamed-subject = Ert namn har ändrats i registret: { $after }
mail-register-renamed-body =
    Hej

    Organisationens namn har ändrats i det nationella registret. Det nya namnet finns nu också i Kanta-tjänsternas kunduppgifter.

    Före: { $before }
    Nu: { $after }

    Undertecknade handlingar förblir som de var. Ni behöver inte göra något. Om namnet är fel, anmäl det till den som för registret.

    Det här meddelandet kan inte besvaras.
mail-register-left-subject = { $customer }: organisationen har lämnat registret
mail-register-left-body =
    Hej

    Organisationen finns inte längre i det nationella registret.

    Kund: { $customer }

    Bara en organisation som finns i registret kan använda Kanta-tjänsterna. Om verksamheten fortsätter, anmäl det till den som för registret. Om verksamheten har upphört, anmäl det till kundsupporten: kanta@kanta.fi. Det går inte längre att logga in i Extranätet för organisationen. En handläggare vid FPA utreder ärendet.

    Det här meddelandet kan inte besvaras.
mail-register-returned-subject = { $customer }: organisationen finns åter i registret
mail-register-returned-body =
    Hej

    Organisationen finns åter i det nationella registret. Ni behöver inte göra något.

    Kund: { $customer }

    Det här meddelandet kan inte besvaras.
