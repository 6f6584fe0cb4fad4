"""来访: not yet built."""

from __future__ import annotations

from jdzb.core.ledger import Changed
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Card, EmptyState


class VisitsView(View):
    """The empty state."""

    KEY, TITLE = "visits", "来访"

    def build(self) -> None:
        """One card."""
        card = Card(self.body)
        card.pack(fill="both", expand=True)
        EmptyState(card.body, "还没有来访登记记录。").pack(fill="both", expand=True)

    def refresh(self, changed: Changed | None) -> None:
        """The title."""
        del changed
        self.header.show("来访登记")
