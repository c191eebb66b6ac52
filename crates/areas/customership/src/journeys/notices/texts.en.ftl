go-on-with-matter = Go on where you stopped
change-notice-lead = Report here when the access point, the system or the use of the service changes. The officer prepares the change and approves it.
change-line-before = Report the change at least three weeks ahead.
change-line-old = The old data hold until the day of the change.
change-line-access-point = A new access point has to be reported to Kela before the service can be used through it. Its manager reports it.
ending-service-lead = Report here that your organisation stops using this service.
ending-service-next-day = The service ends on the calendar day after the last day of use.
