"""The window: shell, pages in sidebar order, and the kit the pages are made of."""
