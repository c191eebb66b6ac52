questions-lead = Du kan fråga kunden om varje avsnitt eller fält. Frågorna samlas och sänds på en gång som en begäran om komplettering.
questions-ask = Fråga om det här
questions-field = Vad gäller frågan?
questions-whole-section = Hela avsnittet
questions-text = Fråga till kunden
questions-add = Lägg till frågan
questions-collected = Med begäran om komplettering sänds:
question-collected = Inte sänd ännu
question-asked = Väntar på svar
question-answered = Besvarad
question-accepted = Svaret godkänt
question-asked-again = Frågad på nytt
question-answer = Kundens svar
question-remove = Ta bort frågan
question-accept = Godkänn svaret
question-again = Fråga på nytt
question-again-save = Lägg till en ny fråga
deadline-label = Svar senast
deadline-hint = I formen dd.mm.åååå. Kunden påminns 3 dagar före och på den sista dagen.
deadline-wrong = Ange en dag som ligger framåt i tiden, högst ett år
message-missing = Skriv ett meddelande till kunden
message-too-long = Korta av meddelandet: högst 4000 tecken
messages-unread = { $count ->
    [one] 1 oläst meddelande
   *[other] { $count } olästa meddelanden
}
other-matters = Kundens andra ärenden
timeline-question = Fråga: { $place }
timeline-answer = Svar: { $place }
timeline-answer-accepted = Svar, godkänt: { $place }
timeline-message-to-customer = Meddelande till kunden
timeline-message-from-customer = Meddelande från kunden
timeline-mail = E-post, { $state }
timeline-mail-sent = sänd
timeline-mail-waiting = sänds snart
timeline-mail-failed = kom inte fram
note-time = { $day } kl. { $at }
asked-mail-deadline = Svara senast { $day }.
