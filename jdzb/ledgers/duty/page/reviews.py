"""评议: not yet built."""

from __future__ import annotations

from jdzb.core.ledger import Changed
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Card, EmptyState


class ReviewsView(View):
    """The empty state."""

    KEY, TITLE = "reviews", "评议"

    def build(self) -> None:
        """One card."""
        card = Card(self.body)
        card.pack(fill="both", expand=True)
        EmptyState(card.body, "还没有三评议记录。").pack(fill="both", expand=True)

    def refresh(self, changed: Changed | None) -> None:
        """The title."""
        del changed
        self.header.show("三评议")
