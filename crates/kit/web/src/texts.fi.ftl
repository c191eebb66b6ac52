# Words of the layout and of all forms.
service-name = Kanta Ekstranet
service-note = Avoin, riippumaton toteutus
skip-to-content = Siirry sisältöön
language-menu = Kieli
main-navigation = Päävalikko
menu = Valikko
signed-in-as = Kirjautunut
acting-for = Asioit organisaation puolesta
role = Rooli
log-out = Kirjaudu ulos
footer = Tietoa palvelusta
stand-in-banner = Testikäyttö: tunnistus, valtuudet ja sähköposti ovat testiversioita. Älä anna oikeita tietoja.
session-ending = Istuntosi päättyy pian
session-minutes = Istunto päättyy %n minuutin kuluttua, ellet jatka.
session-last-minute = Istunto päättyy alle minuutin kuluttua.
session-ended = Istunto on päättynyt. Kirjaudu uudelleen: kirjoittamasi tiedot palautuvat, kun tallennat.
session-go-on = Jatka istuntoa
error-word = Virhe
error-summary = { $count ->
    [one] tarkista 1 kohta
   *[other] tarkista { $count } kohtaa
}
to-check = Tarkista: { $what }
warning-summary = { $count ->
    [one] Tarkista vielä 1 kohta
   *[other] Tarkista vielä { $count } kohtaa
}
warning-summary-text = Jos tiedot ovat oikein, ne voivat jäädä näin. Voit jatkaa.
help-for = Ohje: { $label }
required-note = Pakolliset kentät on merkitty tähdellä (*).
save-and-continue = Tallenna ja jatka
previous = Edellinen
edit = Muokkaa
send = Lähetä
open-new-tab = avautuu uuteen välilehteen
day-and-time = { $day } klo { $time }
day-hint = Muodossa pp.kk.vvvv
pick-day = Valitse kalenterista
nothing-given = Ei annettu
yes = Kyllä
no = Ei
