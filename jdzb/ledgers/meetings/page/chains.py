"""四议两公开 of the matters on an agenda, as the check card shows them."""

from __future__ import annotations

from jdzb.core import rules
from jdzb.ledgers.meetings import matters, service_matters
from jdzb.ledgers.meetings.entries import Item, Minutes
from jdzb.ledgers.meetings.page.check_card import Chained, StepLine
from jdzb.store.session import NoSuchRow, Session


def steps() -> tuple[str, ...]:
    """The names of the six steps."""
    return tuple(rules.standard().texts(matters.STEPS))


def step_words(item: Item) -> str:
    """党员大会审议; '' for an item that is no step."""
    if item.matter is None or not item.step or item.step > len(steps()):
        return ""
    return steps()[item.step - 1]


def chained(session: Session, minutes: Minutes) -> tuple[Chained, ...]:
    """The chain of every matter on the agenda, this meeting's own step marked."""
    found = []
    for matter in dict.fromkeys(item.matter for item in minutes.items if item.matter):
        own = {item.step for item in minutes.items if item.matter == matter}
        try:
            chain = service_matters.chain(session, matter)
        except NoSuchRow:
            continue
        lines = []
        for step in chain.steps:
            here = step.number in own
            day = minutes.meeting.day if here else step.last.day if step.last else ""
            lines.append(StepLine(step.number, step.title, day, here))
        found.append(Chained(chain.matter.title, tuple(lines)))
    return tuple(found)
