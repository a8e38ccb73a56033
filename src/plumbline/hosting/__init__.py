"""What gives the browser page to people: a folder for any host, one file for a shared drive, a server on this computer."""
