asked-title = Käsittelijän kysymys
asked-remark = Käsittelijä kysyy: { $question }
asked-hint = Vastaa kysymykseen ja korjaa tarvittaessa tiedot. Vastaukset lähtevät käsittelijälle, kun lähetät hakemuksen uudelleen yhteenvedosta.
asked-unanswered = Vastaa käsittelijän kysymykseen
questions-deadline = Vastaa viimeistään { $day }.
questions-in-places = Käsittelijä kysyy näistä kohdista. Vastaa kuhunkin siellä, missä tieto on:
