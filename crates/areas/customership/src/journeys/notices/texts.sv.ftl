go-on-with-matter = Fortsätt där du slutade
change-notice-lead = Anmäl här när anslutningspunkten, systemet eller sättet att använda tjänsten ändras. Handläggaren förbereder ändringen och godkänner den.
change-line-before = Anmäl ändringen minst tre veckor i förväg.
change-line-old = De gamla uppgifterna gäller till dagen för ändringen.
change-line-access-point = En ny anslutningspunkt ska anmälas till FPA innan tjänsten kan användas via den. Anmälan görs av den som administrerar anslutningspunkten.
ending-service-lead = Anmäl här att din organisation slutar använda den här tjänsten.
ending-service-next-day = Tjänsten upphör kalenderdagen efter den sista användningsdagen.
