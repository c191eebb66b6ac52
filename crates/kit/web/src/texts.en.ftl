service-name = Kanta Extranet
service-note = Open, independent implementation
skip-to-content = Skip to content
language-menu = Language
main-navigation = Main menu
menu = Menu
signed-in-as = Signed in
acting-for = You are acting for
role = Role
log-out = Log out
footer = About the service
stand-in-banner = Test use: identification, mandates and mail are stand-ins. Do not enter real data.
session-ending = Your session is about to end
session-minutes = The session ends in %n minutes unless you continue.
session-last-minute = The session ends in less than a minute.
session-ended = The session has ended. Log in again: what you have typed comes back when you save.
session-go-on = Continue the session
error-word = Error
error-summary = { $count ->
    [one] check 1 item
   *[other] check { $count } items
}
to-check = Check: { $what }
warning-summary = { $count ->
    [one] Check 1 more item
   *[other] Check { $count } more items
}
warning-summary-text = If the data are right, they can stay as they are. You can go on.
help-for = Help: { $label }
required-note = Mandatory fields are marked with an asterisk (*).
save-and-continue = Save and continue
previous = Previous
edit = Edit
send = Send
open-new-tab = opens in a new tab
day-and-time = { $day } at { $time }
day-hint = In the form dd.mm.yyyy
pick-day = Choose in the calendar
nothing-given = Not given
yes = Yes
no = No
