bounces-title = E-post som inte har kommit fram
bounces-one = Ett e-postmeddelande kom inte fram
bounces-lead = De här meddelandena kom tillbaka eller gick inte iväg. Ta reda på rätt adress och sänd meddelandet på nytt, eller märk det som skött.
bounces-none = Det finns inga meddelanden att sköta.
bounces-count = { $count ->
    [one] { $count } e-postmeddelande har inte kommit fram
   *[other] { $count } e-postmeddelanden har inte kommit fram
}
bounces-see = Visa meddelandena
bounces-back = Tillbaka till meddelandena
bounces-back-to-tasks = Tillbaka till uppgifterna
bounces-when = Upptäckt
bounces-written = Skrivet
bounces-subject = Ämne
bounces-address = Adress
bounces-why = Orsak
bounces-came-back = Kom tillbaka
bounces-given-up = Gick inte iväg
bounces-no-reason = Ingen orsak angavs
bounces-customer = Kundens uppgifter
bounces-case = Ärende
bounces-resend = Sänd på nytt
bounces-to = Mottagarens adress
bounces-to-hint = Adressen byts bara i det här meddelandet. I kundens uppgifter rättar kunden den.
bounces-to-wrong = Skriv e-postadressen i formatet namn@exempel.fi
bounces-handle = Märk som skött
bounces-handle-text = Meddelandet sänds inte på nytt. Märk det som skött när kunden har fått veta saken på annat sätt eller inte längre behöver den.
bounces-hint = Vårt meddelande till den här adressen kom tillbaka { $day }.
