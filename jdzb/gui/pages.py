"""The pages in the order of the rail; each is read from disk when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.step import Step


@dataclass(frozen=True, slots=True)
class Entry:
    """A page on the rail: its key, its title, and how its class is had."""

    key: str
    title: str
    load: Callable[[], type[Page]]


def entry(kind: type[Page]) -> Entry:
    """The entry of a page that is there already."""
    return Entry(kind.KEY, kind.TITLE, lambda: kind)


def _today() -> type[Page]:
    from jdzb.gui.today import TodayPage

    return TodayPage


def _members() -> type[Page]:
    from jdzb.ledgers.members.page import MembersPage

    return MembersPage


def _duty() -> type[Page]:
    from jdzb.ledgers.duty.page import DutyPage

    return DutyPage


def _meetings() -> type[Page]:
    from jdzb.ledgers.meetings.page import MeetingsPage

    return MeetingsPage


def _commitments() -> type[Page]:
    from jdzb.ledgers.commitments.page import CommitmentsPage

    return CommitmentsPage


def _appraisals() -> type[Page]:
    from jdzb.ledgers.appraisals.page import AppraisalsPage

    return AppraisalsPage


def _notices() -> type[Page]:
    from jdzb.ledgers.notices.page import NoticesPage

    return NoticesPage


def _audit() -> type[Page]:
    from jdzb.gui.audit import AuditPage

    return AuditPage


def founding() -> tuple[type[Step], ...]:
    """The steps of the books through a new ledger."""
    from jdzb.ledgers.duty.page.founding import DutyStep
    from jdzb.ledgers.members.page.founding import CommitteeStep, RosterStep

    return RosterStep, CommitteeStep, DutyStep


def schemes() -> Callable[..., Dialog[None]]:
    """The list of the schemes of appraisal, for the settings."""
    from jdzb.ledgers.appraisals.page.schemes import SchemesDialog

    return SchemesDialog


def left_unsaved(folder: Path) -> list[str]:
    """The keys of the pages that kept what was typed when the program ended without saving it.

    They keep it in ``drafts/KEY.json`` beside the ledger, and show it again when they are opened.
    """
    return [page.key for page in PAGES if (folder / "drafts" / f"{page.key}.json").is_file()]


# The window must stand before the books are read: 70 ms of the first draw for the second alone.
PAGES = (
    Entry("today", "今日", _today),
    Entry("members", "党员", _members),
    Entry("duty", "值班", _duty),
    Entry("meetings", "会议", _meetings),
    Entry("commitments", "承诺", _commitments),
    Entry("appraisals", "评议", _appraisals),
    Entry("notices", "公开栏", _notices),
    Entry("audit", "审计", _audit),
)
