"""What the village says to a finding of its own check: an event of the journal, so it travels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jdzb.core import clock
from jdzb.core.ledger import Changed
from jdzb.core.visible import flowing, visible
from jdzb.handover.audit import Finding
from jdzb.store.session import Session

EVENT = "explanation"
LABEL = "村里的说明"
_SAID = 40  # characters of a finding in the name of the act


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who explained what, and when (UTC)."""

    text: str
    actor: str
    at: str


Known = Mapping[tuple[str, str], Explanation]


def explain(session: Session, finding: Finding, text: str) -> Changed:
    """Keep an explanation; a later one to the same finding takes its place. Raises WriteFailed."""
    facts = {"kind": finding.kind, "what": finding.what, "text": text.strip()}
    return session.event(EVENT, facts, what=f"写说明：{_short(finding.what)}")


def known(session: Session) -> Known:
    """The explanations in force, by kind and words of their finding."""
    found = {}
    for entry in session.entries("op = 'X' AND tbl = ?", (EVENT,)):
        facts = entry.new or {}
        key = str(facts.get("kind", "")), str(facts.get("what", ""))
        found[key] = Explanation(str(facts.get("text", "")), entry.actor, entry.at)
    return found


def attached(session: Session, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, each with the village's explanation as its first evidence."""
    told = known(session)
    return [_with(one, told.get((one.kind, one.what))) for one in findings]


def explained(finding: Finding) -> bool:
    """True when the village has said something to it."""
    return any(label == LABEL for row in finding.evidence[:1] for label, _ in row[:1])


def _with(finding: Finding, told: Explanation | None) -> Finding:
    if told is None:
        return finding
    row = (
        (LABEL, flowing(told.text, 300)),
        ("谁", visible(told.actor, 40)),
        ("时间", visible(clock.told(told.at), 40)),
    )
    return replace(finding, evidence=(row, *finding.evidence))


def _short(text: str) -> str:
    return text if len(text) <= _SAID else text[: _SAID - 1] + "…"
