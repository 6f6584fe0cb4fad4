"""The command that looks a check code up."""

from __future__ import annotations

import argparse

from jdzb.cli import ledger
from jdzb.store import codes


def look_up(chosen: argparse.Namespace) -> int:
    """Say which head a code on paper stands for; 0 only when it is in a sound history."""
    with ledger.opened(existing=True) as session:
        found = codes.find(session, chosen.code)
    if chosen.json:
        ledger.show(_as_json(found))
        return 1 if found.faults else 0
    print(codes.words(found))
    for entry in found.acts:
        print(f"  {codes.change_words(entry)}")
    return 1 if found.faults else 0


def _as_json(found: codes.Found) -> dict[str, object]:
    changes = [
        {"at": one.at, "table": one.table, "row": one.pk, "actor": one.actor, "what": one.what,
         "reason": one.reason}
        for one in found.changes
    ]  # fmt: skip
    return {
        "size": found.size,
        "at": found.at,
        "what": found.what,
        "sheet": found.sheet,
        "later": found.later,
        "unchanged": not (found.changes or found.faults),
        "faults": found.faults,
        "changes": changes,
        "spot": found.spot,
    }
