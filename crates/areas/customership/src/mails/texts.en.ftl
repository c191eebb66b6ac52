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
mail-question-subject = { $case }: we need more information, { $service }
mail-question-body =
    Hello

    The application of { $customer } to take the service { $service } into use is being processed (case number { $case }). We need more information:

    { $question }

    Answer in the Extranet: { $address }
    You can correct the data of the application at the same time. The application waits for your answer.

    This message cannot be answered.
mail-approved-subject = { $case }: application approved, { $service }
mail-approved-body =
    Hello

    { $customer } has been approved as a user of the service { $service } (case number { $case }). As far as Kanta is concerned, the use of the service may begin.

    Before use begins, carry out the commissioning test with your system supplier if you take the service into use for the first time with this system.

    This message cannot be answered.
mail-rejected-subject = { $case }: application not approved, { $service }
mail-rejected-body =
    Hello

    The application of { $customer } to take the service { $service } into use was not approved (case number { $case }).

    Reason:
    { $reason }

    If you think the decision is wrong or want to know more about it, contact kanta@kanta.fi. You can make a new application in the Extranet. If a commitment was signed with the application, it did not come into force.

    This message cannot be answered.
