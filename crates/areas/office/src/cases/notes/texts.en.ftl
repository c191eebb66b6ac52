notes-title = Internal notes
notes-lead = Only officers see these. The customer does not.
notes-none = There are no notes.
note-label = New note
note-save = Save the internal note
note-by = { $by }, { $day } at { $at }
note-missing = Write a note
note-too-long = Shorten the note: at most 2000 characters
