bounces-title = E-mails that have not arrived
bounces-one = An e-mail has not arrived
bounces-lead = These messages came back or did not leave. Find out the right address and send the message again, or mark it as dealt with.
bounces-none = There are no messages to deal with.
bounces-count = { $count ->
    [one] { $count } e-mail has not arrived
   *[other] { $count } e-mails have not arrived
}
bounces-see = Show the messages
bounces-back = Back to the messages
bounces-back-to-tasks = Back to the tasks
bounces-when = Noticed
bounces-written = Written
bounces-subject = Subject
bounces-address = Address
bounces-why = Reason
bounces-came-back = Came back
bounces-given-up = Did not leave
bounces-no-reason = No reason was given
bounces-customer = The customer's data
bounces-case = Case
bounces-resend = Send again
bounces-to = Recipient's address
bounces-to-hint = The address changes in this message only. In the customer's data the customer corrects it.
bounces-to-wrong = Enter the e-mail address in the form name@example.fi
bounces-handle = Mark as dealt with
bounces-handle-text = The message is not sent again. Mark it as dealt with when the customer has been told otherwise or does not need it any more.
bounces-hint = Our message to this address came back on { $day }.
