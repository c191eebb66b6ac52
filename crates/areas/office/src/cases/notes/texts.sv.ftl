notes-title = Interna anteckningar
notes-lead = Bara handläggarna ser de här. Kunden ser dem inte.
notes-none = Det finns inga anteckningar.
note-label = Ny anteckning
note-save = Spara den interna anteckningen
note-by = { $by }, { $day } kl. { $at }
note-missing = Skriv en anteckning
note-too-long = Korta av anteckningen: högst 2000 tecken
