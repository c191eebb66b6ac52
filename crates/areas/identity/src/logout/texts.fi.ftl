logged-out-title = Olet kirjautunut ulos
logged-out-text = Istuntosi Ekstranetissa on päättynyt. Keskeneräiset hakemukset ovat tallessa.
