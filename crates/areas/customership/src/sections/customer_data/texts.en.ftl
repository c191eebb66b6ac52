customer-data-lead = These data are common to all Kanta services that your organisation uses.
customer-data-own = Contact details of the organisation
from-register-hint = Name, business ID and OID come from the register of the national code service. If they are wrong, ask the keeper of the register to correct them.
customer-data-street-help = The address to which post about the customership is sent. It is prefilled from the register, and you can change it.
customer-data-email-help = The receipt, a copy of the commitment and the decision are sent to this address. A shared mailbox is better than one person's address. Enter one address without a name, for example name@example.fi.
customer-data-phone-help = The number at which the organisation is reached in matters of the customership. A landline or a service number will do, too. Put the country code before a foreign number, for example +46.
instructions-customer-data = Some of the data come from the register. You give the organisation's address, e-mail address and phone number yourself.
