logged-out-title = Du har loggat ut
logged-out-text = Din session på Extranätet är avslutad. Halvfärdiga ansökningar finns kvar.
