receipt-title = Kvittens på mottagen ansökan
receipt-lead = Ansökan om att ta i bruk tjänsten { $service } har kommit fram. Det här dokumentet innehåller allt som sändes.
document-item = Uppgift
document-content = Innehåll
sample-note = EXEMPEL. Ett dokument från en självständig öppen implementering. Det är inte ett dokument från FPA eller någon annan myndighet.
file-receipt = kvittens
file-commitment = forbindelse
receipt-answer = Svar på begäran om komplettering
