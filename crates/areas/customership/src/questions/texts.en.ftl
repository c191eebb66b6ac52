asked-title = The officer's question
asked-remark = The officer asks: { $question }
asked-hint = Answer the question, and correct the data where needed. The answers go to the officer when you send the application again from the summary.
asked-unanswered = Answer the officer's question
questions-deadline = Answer by { $day } at the latest.
questions-in-places = The officer asks about these points. Answer each where the data are:
