receipt-title = Receipt of the application
receipt-lead = The application to take the service { $service } into use has arrived. This document holds everything that was sent.
document-item = Item
document-content = Content
sample-note = SAMPLE. A document of an independent open implementation. It is not a document of Kela or any other authority.
file-receipt = receipt
file-commitment = commitment
receipt-answer = Answer to the request for information
