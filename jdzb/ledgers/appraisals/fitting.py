"""Do figures of the rule table fit the schemes that come with the program."""

from __future__ import annotations

from jdzb.core.rules import RuleTable
from jdzb.ledgers.appraisals import reading


def refuse_unfit(table: RuleTable) -> None:
    """Raises BadScheme for figures by which one of the schemes makes no sense: bands of 110 %."""
    _, wrong = reading.by(table)
    for error in wrong.values():
        raise error
