questions-lead = You can ask the customer about each section or a field of it. The questions are collected and sent in one go as a request for more information.
questions-ask = Ask about this
questions-field = What is asked about?
questions-whole-section = The whole section
questions-text = Question to the customer
questions-add = Add the question
questions-collected = Sent with the request for more information:
question-collected = Not sent yet
question-asked = Waits for an answer
question-answered = Answered
question-accepted = Answer accepted
question-asked-again = Asked again
question-answer = The customer's answer
question-remove = Remove the question
question-accept = Accept the answer
question-again = Ask again
question-again-save = Add a new question
deadline-label = Answer by
deadline-hint = In the form dd.mm.yyyy. The customer is reminded 3 days before and on the last day.
deadline-wrong = Give a day that is ahead, at most a year
message-missing = Write a message to the customer
message-too-long = Shorten the message: at most 4000 characters
messages-unread = { $count ->
    [one] 1 unread message
   *[other] { $count } unread messages
}
other-matters = The customer's other matters
timeline-question = Question: { $place }
timeline-answer = Answer: { $place }
timeline-answer-accepted = Answer, accepted: { $place }
timeline-message-to-customer = Message to the customer
timeline-message-from-customer = Message from the customer
timeline-mail = E-mail, { $state }
timeline-mail-sent = sent
timeline-mail-waiting = leaves soon
timeline-mail-failed = not delivered
note-time = { $day } at { $at }
asked-mail-deadline = Please answer by { $day }.
