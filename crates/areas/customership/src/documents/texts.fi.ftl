receipt-title = Kuittaus hakemuksen saapumisesta
receipt-lead = Hakemus palvelun { $service } käyttöönotosta on saapunut. Tässä asiakirjassa on kaikki, mitä lähetettiin.
document-item = Tieto
document-content = Sisältö
sample-note = MALLI. Itsenäisen avoimen toteutuksen asiakirja. Ei ole Kelan eikä muun viranomaisen asiakirja.
file-receipt = kuittaus
file-commitment = sitoumus
receipt-answer = Vastaus lisätietopyyntöön
