customer-data-lead = Nämä tiedot ovat yhteisiä kaikille Kanta-palveluille, joita organisaatiosi käyttää.
customer-data-own = Organisaation yhteystiedot
from-register-hint = Nimi, Y-tunnus ja OID tulevat Kansallisen koodistopalvelun rekisteristä. Jos niissä on virhe, pyydä korjaus rekisterin pitäjältä.
customer-data-street-help = Osoite, johon asiakkuutta koskeva posti toimitetaan. Osoite on esitäytetty rekisteristä, ja voit muuttaa sitä.
customer-data-email-help = Tähän osoitteeseen lähetetään ilmoitus hakemuksen saapumisesta, kopio sitoumuksesta ja päätös. Yhteinen postilaatikko on parempi kuin yhden henkilön osoite. Kirjoita yksi osoite ilman nimeä, esimerkiksi nimi@esimerkki.fi.
customer-data-phone-help = Numero, josta organisaatio tavoitetaan asiakkuutta koskevissa asioissa. Myös lankanumero ja palvelunumero käyvät. Kirjoita ulkomaisen numeron eteen maatunnus, esimerkiksi +46.
instructions-customer-data = Osa tiedoista tulee rekisteristä. Annat itse organisaation osoitteen, sähköpostiosoitteen ja puhelinnumeron.
