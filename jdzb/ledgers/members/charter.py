"""The figures of the Party constitution the register reckons with, from the rule table.

The table is read when first asked for: most days the first page needs none of them.
"""

from __future__ import annotations


def adult_age() -> int:
    """The age in years from which one may apply to join (党章第一条)."""
    return _whole("members.adult_age")


def probation_years() -> int:
    """How long probation is, in years (党章第七条)."""
    return _whole("members.probation.years")


def longest_probation() -> int:
    """How long probation can be when it was extended, in years (党章第七条)."""
    return _whole("members.probation.longest")


def _whole(key: str) -> int:
    from jdzb.core import rules

    return rules.standard().whole(key)
