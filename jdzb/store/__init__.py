"""The one SQLite file: open, write through a session, journal every change, check."""
