"""What the open ledger goes by instead of the program's own figures and holidays, until it closes.

Apart from ``rules`` and ``workdays``, so that a ledger opens without reading either. Set by the
store alone; text as it was kept: who reads the rule table or the calendar judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """A figure a branch goes by instead of the one that came with the program, and its source."""

    figure: str
    source: str


_figures: list[tuple[tuple[str, Own], ...]] = [()]  # by the key of the rule
_years: list[tuple[tuple[int, str], ...]] = [()]  # by year, as TOML


def use_figures(changes: Mapping[str, Own]) -> None:
    """From now on these figures are in force instead of the program's own; of unknown keys none."""
    _figures[0] = tuple(sorted(changes.items()))


def use_years(years: Mapping[int, str]) -> None:
    """From now on these years (TOML) are in force; one that cannot be read changes nothing."""
    _years[0] = tuple(sorted(years.items()))


def figures() -> tuple[tuple[str, Own], ...]:
    """The figures in force instead of the program's own; the same as long as nothing changes."""
    return _figures[0]


def years() -> tuple[tuple[int, str], ...]:
    """The years in force instead of the program's own."""
    return _years[0]
