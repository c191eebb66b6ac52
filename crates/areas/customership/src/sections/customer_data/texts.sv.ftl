customer-data-lead = De här uppgifterna är gemensamma för alla Kanta-tjänster som din organisation använder.
customer-data-own = Organisationens kontaktuppgifter
from-register-hint = Namn, FO-nummer och OID kommer från den nationella kodtjänstens register. Om de är felaktiga, be registerföraren rätta dem.
customer-data-street-help = Adressen dit post om kundrelationen skickas. Den är förifylld från registret, och du kan ändra den.
customer-data-email-help = Till den här adressen sänds meddelandet om att ansökan har kommit fram, en kopia av förbindelsen och beslutet. En gemensam postlåda är bättre än en enskild persons adress. Skriv en enda adress utan namn, till exempel namn@exempel.fi.
customer-data-phone-help = Numret där organisationen nås i ärenden som gäller kundrelationen. Också fasta nummer och servicenummer duger. Skriv landskoden framför ett utländskt nummer, till exempel +46.
instructions-customer-data = En del av uppgifterna kommer från registret. Själv anger du organisationens adress, e-postadress och telefonnummer.
