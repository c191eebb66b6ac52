service-name = Kanta Extranätet
service-note = Öppen, oberoende implementering
skip-to-content = Gå till innehållet
language-menu = Språk
main-navigation = Huvudmeny
menu = Meny
signed-in-as = Inloggad
acting-for = Du uträttar ärenden för
role = Roll
log-out = Logga ut
footer = Om tjänsten
stand-in-banner = Testbruk: identifikation, fullmakter och e-post är testversioner. Ange inga riktiga uppgifter.
session-ending = Din session upphör snart
session-minutes = Sessionen upphör om %n minuter om du inte fortsätter.
session-last-minute = Sessionen upphör om mindre än en minut.
session-ended = Sessionen har upphört. Logga in på nytt: det du har skrivit återställs när du sparar.
session-go-on = Fortsätt sessionen
error-word = Fel
error-summary = { $count ->
    [one] kontrollera 1 punkt
   *[other] kontrollera { $count } punkter
}
to-check = Kontrollera: { $what }
warning-summary = { $count ->
    [one] Kontrollera ännu 1 punkt
   *[other] Kontrollera ännu { $count } punkter
}
warning-summary-text = Om uppgifterna är rätt kan de stå kvar. Du kan fortsätta.
help-for = Hjälp: { $label }
required-note = Obligatoriska fält är markerade med asterisk (*).
save-and-continue = Spara och fortsätt
previous = Föregående
edit = Ändra
send = Sänd
open-new-tab = öppnas i en ny flik
day-and-time = { $day } kl. { $time }
day-hint = I formen dd.mm.åååå
pick-day = Välj i kalendern
nothing-given = Inte angett
yes = Ja
no = Nej
