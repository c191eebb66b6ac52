bounces-title = Perille menemättömät sähköpostit
bounces-one = Sähköposti ei mennyt perille
bounces-lead = Nämä viestit palasivat tai eivät lähteneet. Selvitä oikea osoite ja lähetä viesti uudelleen, tai merkitse viesti hoidetuksi.
bounces-none = Hoidettavia viestejä ei ole.
bounces-count = { $count ->
    [one] { $count } sähköposti ei ole mennyt perille
   *[other] { $count } sähköpostia ei ole mennyt perille
}
bounces-see = Näytä viestit
bounces-back = Takaisin viesteihin
bounces-back-to-tasks = Takaisin tehtäviin
bounces-when = Havaittu
bounces-written = Kirjoitettu
bounces-subject = Aihe
bounces-address = Osoite
bounces-why = Syy
bounces-came-back = Palautui
bounces-given-up = Ei lähtenyt
bounces-no-reason = Syytä ei kerrottu
bounces-customer = Asiakkaan tiedot
bounces-case = Asia
bounces-resend = Lähetä uudelleen
bounces-to = Vastaanottajan osoite
bounces-to-hint = Osoite vaihtuu vain tähän viestiin. Asiakkaan tietoihin sen korjaa asiakas.
bounces-to-wrong = Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi
bounces-handle = Merkitse hoidetuksi
bounces-handle-text = Viestiä ei lähetetä uudelleen. Merkitse se hoidetuksi, kun asiakas on saanut tiedon muuten tai ei enää tarvitse sitä.
bounces-hint = Viestimme tähän osoitteeseen palautui { $day }.
