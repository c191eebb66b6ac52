asked-title = Handläggarens fråga
asked-remark = Handläggaren frågar: { $question }
asked-hint = Svara på frågan och rätta uppgifterna vid behov. Svaren går till handläggaren när du sänder ansökan på nytt från sammandraget.
asked-unanswered = Svara på handläggarens fråga
questions-deadline = Svara senast { $day }.
questions-in-places = Handläggaren frågar om de här punkterna. Svara på varje fråga där uppgiften finns:
