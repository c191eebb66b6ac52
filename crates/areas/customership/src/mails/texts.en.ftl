mail-received-subject = { $case }: application received, { $service }
mail-received-body =
    Hello

    Kela's Kanta services have received the application to take the service { $service } into use and handle it in the order of arrival.

    Customer: { $customer }
    Case number: { $case }
    Accepted: { $accepted }
    Arrived for processing: { $arrived }
    Digest of the data sent: { $digest }

    Attached are a receipt with all the data sent, and the signed commitment if one was given with this application. Keep the documents.

    If we need more information, we contact the administrative contact. You see the state of the application in the Extranet.

    This message cannot be answered.
mail-answered-subject = { $case }: more information received, { $service }
mail-answered-body =
    Hello

    The further information on the application has arrived, and processing goes on.

    Service: { $service }
    Customer: { $customer }
    Case number: { $case }
    Accepted: { $accepted }
    Arrived for processing: { $arrived }
    Digest of the data sent: { $digest }

    Attached is a receipt with all the data as they were now sent.

    This message cannot be answered.
mail-draft-reminded-subject = Draft not sent: { $what }
mail-draft-reminded-body =
    Hello

    { $customer } has a draft in the Extranet that has not been sent.

    Matter: { $what }
    Last changed: { $changed }

    Go on here: { $address }

    Unless the draft is changed, it is removed on { $removed }. If you do not need it, you need not do anything.

    This message cannot be answered.
mail-draft-removed-subject = Draft removed: { $what }
mail-draft-removed-body =
    Hello

    A draft of { $customer } that had not been sent has been removed from the Extranet, as it has not been changed for a long time.

    Matter: { $what }
    Last changed: { $changed }

    You can begin anew at any time. The customer data, contacts and billing data remain as they were saved.

    This message cannot be answered.
mail-question-subject = { $case }: we need more information, { $service }
mail-question-body =
    Hello

    A matter of { $customer } is being processed. We need more information.

    Matter: { $what }
    Case number: { $case }

    { $question }

    Answer in the Extranet: { $address }
    You can correct what was sent at the same time. The matter waits for your answer.

    This message cannot be answered.
mail-approved-subject = { $case }: application approved, { $service }
mail-approved-body =
    Hello

    { $customer } has been approved as a user of the service { $service } (case number { $case }). Use does not begin yet.

    { $note }Next we open the technical connections. After that we record the commissioning test, if one is needed, and the beginning of use. You get a message about each step, and the steps are shown in the Extranet with the data of the service. Use may begin when the connections are open and a test, if needed, has passed.

    This message cannot be answered.
mail-rejected-subject = { $case }: not approved, { $what }
mail-rejected-body =
    Hello

    The matter was not approved.

    Matter: { $what }
    Customer: { $customer }
    Case number: { $case }

    Reason:
    { $reason }

    The decision is attached. It says how to appeal against it. You can make a new application or notice in the Extranet. A commitment that was signed with the application is in force only if your organisation has another application that has been approved or is being processed. For more information contact the customer support: kanta@kanta.fi.

    You cannot reply to this message.
mail-change-received-subject = { $case }: notice of change received, { $service }
mail-change-received-body =
    Hello

    Kela's Kanta services have received a notice of change in technical data.

    Service: { $service }
    Customer: { $customer }
    Case number: { $case }
    Accepted: { $accepted }
    Arrived for processing: { $arrived }
    Digest of the data sent: { $digest }

    The old data hold until the day of the change. Attached is a receipt with all the data sent.

    This message cannot be answered.
mail-change-approved-subject = { $case }: change approved, { $service }
mail-change-approved-body =
    Hello

    The notice of change of { $customer } has been approved (case number { $case }).

    Service: { $service }
    The new data come into force: { $day }

    This message cannot be answered.
mail-ending-received-subject = { $case }: notice of termination received
mail-ending-received-body =
    Hello

    Kela's Kanta services have received a notice of termination.

    What is terminated: { $what }
    Customer: { $customer }
    Case number: { $case }
    Accepted: { $accepted }
    Arrived for processing: { $arrived }
    Last validity day: { $day }

    The notice can be withdrawn in the Extranet until the last validity day. You get a message when the end has come into force. Attached is the signed notice of termination.

    This message cannot be answered.
mail-ended-subject = { $case }: { $what } has ended
mail-ended-body =
    Hello

    The termination has come into force.

    What has ended: { $what }
    Customer: { $customer }
    Last validity day: { $last }
    Ended: { $day }
    The technical connections are closed at the earliest: { $connections }

    { $fee }This message cannot be answered.
mail-closed-subject = { $case }: matter closed, { $service }
mail-closed-body =
    Hello

    A matter of { $customer } has been closed because the service or the customership has ended.

    Matter: { $what }
    Case number: { $case }

    This message cannot be answered.
mail-withdrawn-subject = { $case }: matter withdrawn
mail-withdrawn-body =
    Hello

    { $name }, acting for { $customer }, has withdrawn the matter.

    Matter: { $what }
    Case number: { $case }
    Withdrawn: { $at }

    { $more }This message cannot be answered.
mail-data-changed-subject = Data of a Kanta customer have been changed: { $section }
mail-data-changed-body =
    Hello

    Data of { $customer } have been changed in the Kanta Extranet.

    What was changed: { $section }
    Changed by: { $name }
    When: { $at }

    The data are common to all Kanta services of the customer. If the change is wrong, contact whoever sees to Kanta matters in your organisation, or customer support: kanta@kanta.fi.

    This message cannot be answered.
mail-question-reminded-subject = { $case }: answer the request for more information by { $day }
mail-question-reminded-body =
    Hello

    In a matter of the customer { $customer } a request for more information waits, and nobody has answered it yet.

    Matter: { $what }
    Case number: { $case }
    Answer by: { $deadline }

    You read the questions and answer them in Kanta Ekstranet: { $address }

    This message cannot be replied to.
mail-question-overdue-subject = { $case }: the time to answer ends today
mail-question-overdue-body =
    Hello

    In a matter of the customer { $customer } there is a request for more information that nobody has answered. Its last day is { $deadline }. Without an answer the matter may be decided with what has been sent.

    Matter: { $what }
    Case number: { $case }

    You read the questions and answer them in Kanta Ekstranet: { $address }

    This message cannot be replied to.
mail-message-waiting-subject = { $case }: there is a message for you in Kanta Ekstranet
mail-message-waiting-body =
    Hello

    The officer has written a message in a matter of the customer { $customer }.

    Matter: { $what }
    Case number: { $case }

    You read the message and answer it in Kanta Ekstranet: { $address }

    This message cannot be replied to.
mail-archivist-subject = { $case }: address of the archivist's user interface, { $service }
mail-archivist-body =
    Hello

    { $customer } has been approved as a user of the service { $service } (case number { $case }).

    The archivist's user interface is here: { $address }

    The archivist logs in with a Suomi.fi mandate of their own. Being named in the Extranet does not yet give access to the interface. Please pass the address on to the archivist.

    You cannot reply to this message.
mail-returned-subject = { $case }: returned to be completed, { $what }
mail-returned-body =
    Hello

    The matter has been returned to you without a decision.

    Matter: { $what }
    Customer: { $customer }
    Case number: { $case }

    Do this:
    { $todo }

    Correct the data in the Extranet and send again: { $address }
    The matter is handled only after you have sent it. The case number stays the same.

    You cannot reply to this message.
mail-undone-subject = { $case }: the approval has been undone, { $what }
mail-undone-body =
    Hello

    The approval has been undone, and the matter is handled again.

    Matter: { $what }
    Customer: { $customer }
    Case number: { $case }

    Reason:
    { $reason }

    What was approved is not in force any more. The commitment and the documents stay. You will get a new decision when the matter has been handled. For more information contact the customer support: kanta@kanta.fi.

    You cannot reply to this message.
mail-withdrawn-on-request-body =
    Hello

    The matter has been withdrawn at the request of { $customer }.

    Matter: { $what }
    Case number: { $case }
    Withdrawn: { $at }
    Request: { $request }

    If you have not asked for this, contact the customer support at once: kanta@kanta.fi.

    You cannot reply to this message.
mail-step-subject = { $case }: { $step }, { $outcome }
mail-step-body =
    Hello

    The service is one step closer to use.

    Service: { $service }
    Customer: { $customer }
    Case number: { $case }
    Step: { $step }
    Outcome: { $outcome }
    Day: { $day }

    { $note }You see all steps on the page of the service in the Extranet.

    You cannot reply to this message.
mail-contact-added-subject = You are now a contact: { $customer }
mail-contact-added-body =
    Hello

    You have been added to the contacts of the customer { $customer } in the Kanta Extranet.

    Done by: { $name }
    When: { $at }

    The contacts are common to all Kanta services of the customer. If this is wrong, turn to those who take care of Kanta matters in your organisation or to customer support: kanta@kanta.fi.

    This message cannot be answered.
mail-contact-removed-subject = You are no longer a contact: { $customer }
mail-contact-removed-body =
    Hello

    You have been removed from the contacts of the customer { $customer } in the Kanta Extranet.

    Done by: { $name }
    When: { $at }

    If this is wrong, turn to those who take care of Kanta matters in your organisation or to customer support: kanta@kanta.fi.

    This message cannot be answered.
mail-ended-fee = The user fee is invoiced for the time of use. The invoice is not sent by e-mail.
mail-register-renamed-subject = Your name has changed in the register: { $after }
mail-register-renamed-body =
    Hello

    The name of the organisation has changed in the national register. The new name is now in the customer data of the Kanta services too.

    Before: { $before }
    Now: { $after }

    Signed documents stay as they were. You need not do anything. If the name is wrong, tell the keeper of the register.

    This message cannot be answered.
mail-register-left-subject = { $customer }: the organisation has left the register
mail-register-left-body =
    Hello

    The organisation is not in the national register any more.

    Customer: { $customer }

    Only an organisation in the register can use the Kanta services. If you go on, tell the keeper of the register. If you have stopped, tell customer support: kanta@kanta.fi. It is no longer possible to log in to the Extranet for the organisation. An officer of Kela looks into the matter.

    This message cannot be answered.
mail-register-returned-subject = { $customer }: the organisation is in the register again
mail-register-returned-body =
    Hello

    The organisation is in the national register again. You need not do anything.

    Customer: { $customer }

    This message cannot be answered.
