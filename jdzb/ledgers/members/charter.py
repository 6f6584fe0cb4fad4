"""The figures of the Party constitution the register reckons with, from the rule table."""

from __future__ import annotations

from jdzb.core import rules


def adult_age() -> int:
    """The age in years from which one may apply to join (党章第一条)."""
    return rules.standard().whole("members.adult_age")


def probation_years() -> int:
    """How long probation is, in years (党章第七条)."""
    return rules.standard().whole("members.probation.years")


def longest_probation() -> int:
    """How long probation can be when it was extended, in years (党章第七条)."""
    return rules.standard().whole("members.probation.longest")
