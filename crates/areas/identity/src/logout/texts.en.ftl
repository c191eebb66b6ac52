logged-out-title = You have logged out
logged-out-text = Your session in the Extranet has ended. Unfinished applications are safe.
