"""What pages are made of: theme, widgets, form, table, calendar, dialogs, long work."""
