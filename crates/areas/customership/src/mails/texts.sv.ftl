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
mail-question-subject = { $case }: vi behöver mer information, { $service }
mail-question-body =
    Hej

    Ansökan från { $customer } om att ta i bruk tjänsten { $service } är under handläggning (ärendenummer { $case }). Vi behöver mer information:

    { $question }

    Svara på Extranätet: { $address }
    Samtidigt kan ni rätta uppgifterna i ansökan. Ansökan väntar på ert svar.

    Det går inte att svara på det här meddelandet.
mail-approved-subject = { $case }: ansökan godkänd, { $service }
mail-approved-body =
    Hej

    { $customer } har godkänts som användare av tjänsten { $service } (ärendenummer { $case }). För Kanta-tjänsternas del kan tjänsten nu tas i bruk.

    Gör före användningen ett ibruktagningsprov med systemleverantören om ni tar tjänsten i bruk för första gången med det här systemet.

    Det går inte att svara på det här meddelandet.
mail-rejected-subject = { $case }: ansökan godkändes inte, { $service }
mail-rejected-body =
    Hej

    Ansökan från { $customer } om att ta i bruk tjänsten { $service } godkändes inte (ärendenummer { $case }).

    Motivering:
    { $reason }

    Om ni anser att avgörandet är fel eller vill veta mer om det, kontakta oss: kanta@kanta.fi. Ni kan göra en ny ansökan på Extranätet. Om en förbindelse undertecknades med ansökan trädde den inte i kraft.

    Det går inte att svara på det här meddelandet.
