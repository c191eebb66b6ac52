go-on-with-matter = Jatka siitä, mihin jäit
change-notice-lead = Ilmoita tällä, kun palvelun liityntäpiste, järjestelmä tai käyttötapa muuttuu. Käsittelijä valmistelee muutoksen ja hyväksyy sen.
change-line-before = Ilmoita muutos vähintään kolme viikkoa ennen sitä.
change-line-old = Vanhat tiedot ovat voimassa muutospäivään asti.
change-line-access-point = Uusi liityntäpiste on ilmoitettava Kelaan ennen kuin sen kautta voi käyttää palvelua. Sen ilmoittaa liityntäpisteen hallinnoija.
ending-service-lead = Ilmoita tällä, että organisaatiosi lopettaa tämän palvelun käytön.
ending-service-next-day = Palvelu päättyy viimeistä käyttöpäivää seuraavana kalenteripäivänä.
