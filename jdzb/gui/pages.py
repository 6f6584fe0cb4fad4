"""The pages in the order of the rail."""

from __future__ import annotations

from jdzb.gui.kit.page import Page

PAGES: tuple[type[Page], ...] = ()
