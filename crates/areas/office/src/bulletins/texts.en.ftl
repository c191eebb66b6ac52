bulletins-title = Notices
bulletins-new = New notice
bulletins-caption = Notices, newest first
bulletins-search = Search the text or the officer's name
bulletins-search-button = Search
bulletins-none = No notices were found.
bulletins-untitled = (no subject)
bulletins-back = Back to notices
bulletins-back-to-one = Back to the notice
bulletins-pages = Pages
bulletins-page = Page { $page }/{ $pages }
bulletins-page-before = Previous page
bulletins-page-after = Next page
bulletins-changed = Changed
bulletins-by = By
bulletins-kind = Kind of notice
bulletins-choose-kind = Choose the kind of notice
bulletins-go-on-writing = Write the notice
bulletins-kind-disruption = Disruption notice
bulletins-kind-bulletin = Bulletin
bulletins-kind-terms = Change of service description or terms
bulletins-kind-technical = Technical case
bulletins-kind-data-protection = Data protection case
bulletins-kind-billing = Billing bulletin
bulletins-kind-archivists = Archivist bulletin
bulletins-kind-survey = Satisfaction survey
bulletins-help-disruption = To the recipients of disruption notices by e-mail and text message. Leaves before all others.
bulletins-help-bulletin = To the roles that you choose, by e-mail.
bulletins-help-terms = To the customer's e-mail and the administrative contacts.
bulletins-help-technical = To the technical contacts of named customers, when archiving or connections have a fault.
bulletins-help-data-protection = To the data protection officers of named customers.
bulletins-help-billing = To the billing contacts.
bulletins-help-archivists = To the archivists.
bulletins-help-survey = To the administrative contacts.
bulletins-to-whom = To whom
bulletins-services = Services
bulletins-services-hint = The notice goes to customers that use one of the chosen services.
bulletins-roles = Roles
bulletins-role-customer = The customer's e-mail (customer data)
bulletins-customer-kinds = Customer types
bulletins-of-public-health = Public health care
bulletins-of-public-social = Public social welfare
bulletins-of-private-health = Private health care
bulletins-of-private-social = Private social welfare
bulletins-of-practitioner = Independent practitioners
bulletins-of-foundation = Foundations
bulletins-of-association = Associations
bulletins-of-pharmacist = Pharmacists
bulletins-of-hospital-pharmacy = Hospital pharmacies
bulletins-of-other = Other organisations in the register
bulletins-of-outside = Other bodies that do not join the services
bulletins-customers = Only these customers
bulletins-customers-hint = Business IDs, separated by commas or spaces. If the field is empty, the notice goes to all who are chosen above.
bulletins-customers-case = Business IDs, separated by commas or spaces.
bulletins-channels = Ways of sending
bulletins-channel = Way of sending
bulletins-mail = E-mail
bulletins-text-message = Text message
bulletins-languages = Languages
bulletins-languages-help = To each customer in its own language. If there is no English text, customers who use English get the Finnish one.
bulletins-in-finnish = In Finnish
bulletins-in-swedish = In Swedish
bulletins-in-english = In English
bulletins-subject = Subject
bulletins-body = Message
bulletins-text-hint = One message holds 160 characters. If some of them are not ordinary ones, it holds 70.
bulletins-save = Save and preview
bulletins-no-service = Choose at least one service
bulletins-no-role = Choose at least one role
bulletins-no-kind = Choose at least one customer type
bulletins-no-language = Choose at least one language
bulletins-no-channel = Choose at least one way of sending
bulletins-no-customer = Give the business IDs of the customers concerned
bulletins-bad-customer = Give the business IDs in the form 1234567-8
bulletins-no-subject = Write a subject
bulletins-no-body = Write a message
bulletins-unfilled = { $language }: complete the message, it is only the template
bulletins-unfilled-english = In English: complete the message, or empty the subject and the message
bulletins-no-text = Write a text message
bulletins-too-long = Shorten: at most { $most }
bulletins-too-many-parts = Shorten: a text message may have at most { $most } parts
bulletins-preview = Preview
bulletins-recipients = Recipients
bulletins-mails = E-mails
bulletins-text-messages = Text messages
bulletins-without-mobile = Numbers that take no text messages
bulletins-once = An address gets the notice once, whatever number of roles it has. Recipients are fixed when the notice is sent.
bulletins-examples = Examples of recipients
bulletins-name = Name
bulletins-address = Address
bulletins-language = Language
bulletins-nobody = The notice has no recipients
bulletins-nobody-text = Nobody holds the chosen roles at customers of the chosen services.
bulletins-unfinished = The notice is unfinished
bulletins-unfinished-text = It cannot be sent before everything in it is right.
bulletins-send = Send the notice
bulletins-edit = Edit
bulletins-remove = Remove the draft
bulletins-progress-title = Sending of the notice
bulletins-sent-by = Sent by { $by } on { $day } at { $time }
bulletins-done-at = Done { $day } at { $time }
bulletins-progress = { $settled } of { $all } recipients handled
bulletins-states = Recipients by state
bulletins-refresh = Refresh
bulletins-refresh-on = Refresh by itself every 5 seconds
bulletins-refresh-off = Stop refreshing
bulletins-all-recipients = All recipients
bulletins-pause = Pause
bulletins-go-on = Go on sending
bulletins-cancel = Cancel the rest
bulletins-copy = Copy as a new draft
bulletins-uncertain-text = The sending broke off. The message may have arrived. Look for its id in the mail server's log and choose whether to send it again.
bulletins-uncertain-link = Show the uncertain ones
bulletins-why = Reason
bulletins-settle = Choose
bulletins-settle-again = Send again
bulletins-settle-sent = Mark as sent
bulletins-settle-all-again = Send all again
bulletins-settle-all-sent = Mark all as sent
bulletins-no-recipients = There are no such recipients.
bulletins-state-draft = Draft
bulletins-state-sending = Sending
bulletins-state-paused = Paused
bulletins-state-cancelled = Rest cancelled
bulletins-state-done = Sent
bulletins-fate-waiting = Waiting
bulletins-fate-in-flight = On its way
bulletins-fate-sent = Sent
bulletins-fate-delivered = Delivered
bulletins-fate-failed = Failed
bulletins-fate-bounced = Came back
bulletins-fate-uncertain = Uncertain
bulletins-fate-cancelled = Cancelled
bulletins-start-disruption = Disruption in the Kanta services
bulletins-start-disruption-text = Disruption in the Kanta services. We will tell when it is over. Kela, Kanta Services
bulletins-start-terms = The service description or the general terms change
bulletins-start-technical = Request: fault in archiving
bulletins-start-data-protection = Request to the data protection officer
bulletins-start-billing = Bulletin on the billing of the Kanta services
bulletins-start-archivists = Bulletin to archivists
bulletins-start-survey = Survey for customers of the Kanta services
bulletins-start-disruption-body =
    Hello

    There is a disruption in the Kanta services.

    What it concerns:
    Began:
    What you can do:

    We will tell when it is over.
bulletins-start-terms-body =
    Hello

    The service description of a Kanta service or the general terms change.

    What changes:
    In force from:

    The new text can be read on the Extranet. You need not accept it separately unless this message says so.
bulletins-start-technical-body =
    Hello

    There is a fault in your organisation's archiving or connection to the Kanta services.

    What the fault is:
    In which system or access point:
    What we ask you to do, and by when:
bulletins-start-data-protection-body =
    Hello

    We ask your organisation's data protection officer to look into a matter.

    What it concerns:
    By when we ask for an answer:

    Do not send personal data by e-mail.
bulletins-start-billing-body =
    Hello

    On the user fees and the billing of the Kanta services:
bulletins-start-archivists-body =
    Hello

    To the users of the archivist's interface:
bulletins-start-survey-body =
    Hello

    We ask you to tell how the Kanta services work in your organisation.

    Address of the survey:
    Please answer by:
bulletins-start-bulletin-body =
    Hello
bulletins-mail-end =
    You get this message because the address has been given as a contact of a customer of the Kanta services. The contacts can be checked and changed on the Extranet: { $address }

    It is not possible to reply to this message.
bulletins-uncertain = { $count ->
    [one] Of { $count } recipient it is not known whether the message arrived
   *[other] Of { $count } recipients it is not known whether the message arrived
}
bulletins-resend = { $count ->
    [one] Send again to { $count } recipient whom the message did not reach
   *[other] Send again to { $count } recipients whom the message did not reach
}
bulletins-length = { $parts ->
    [0] –
    [one] Now { $units } characters, { $parts } message.
   *[other] Now { $units } characters, { $parts } messages.
}
bulletins-length-ucs2 = { $parts ->
    [one] Because of the character “{ $character }” one message holds only 70 characters: now { $units }, { $parts } message.
   *[other] Because of the character “{ $character }” one message holds only 70 characters: now { $units }, { $parts } messages.
}
bulletins-all = All
