receipt-title = Kvittens på mottagen ansökan
receipt-lead = Ansökan om att ta i bruk tjänsten { $service } har kommit fram. Det här dokumentet innehåller allt som sändes.
document-item = Uppgift
document-content = Innehåll
sample-note = EXEMPEL. Ett dokument från ett självständigt öppet genomförande. Det är inte ett dokument från FPA eller någon annan myndighet.
