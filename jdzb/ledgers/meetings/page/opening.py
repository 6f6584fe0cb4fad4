"""What the button of a due line opens on the page of the meetings, filled as far as is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.ledger import Due
from jdzb.ledgers.meetings import framing, kinds, service_matters, service_outlook
from jdzb.ledgers.meetings.columns import ABSENCE_TALK, PUBLIC
from jdzb.ledgers.meetings.entries import Item, Talk
from jdzb.ledgers.meetings.matters import VOTED
from jdzb.ledgers.members import service as members

if TYPE_CHECKING:
    from jdzb.ledgers.meetings.page.screen import MeetingsPage

NEW = "记一次会议"  # the button of the first page
STEP_KINDS = ("支部委员会", "村“两委”会", kinds.GENERAL, "村民代表会议")


def open_due(page: MeetingsPage, due: Due) -> None:
    """Do it; nothing when what is typed on the page may not be left."""
    acts: Mapping[str, Callable[[MeetingsPage, Due], None]] = {
        service_outlook.WRITE: _write, service_outlook.HOLD: _hold,
        service_outlook.PUBLISHED: _publish, service_outlook.TALK: _talk,
        service_outlook.STEP: _step, service_outlook.PLAN: _plan, NEW: _new,
    }  # fmt: skip
    if due.button in acts and page.can_leave():
        acts[due.button](page, due)


def _new(page: MeetingsPage, _: Due) -> None:
    page.minutes().add_()


def _write(page: MeetingsPage, due: Due) -> None:
    view = page.minutes()
    if view.show_meeting(due.subject or 0):
        view.editor.start()


def _hold(page: MeetingsPage, due: Due) -> None:
    kind, group, theme = due.filled
    page.minutes().begin(kind, theme=theme or None, group=group)


def _publish(page: MeetingsPage, due: Due) -> None:
    """The form of the first decision that waits."""
    view = page.minutes()
    if view.show_meeting(due.subject or 0):
        waiting = [
            block
            for block in view.editor.agenda.blocks
            if block.kept.publish == PUBLIC and not block.kept.published_on
        ]
        if waiting:
            view.deeds.publish(waiting[0])


def _talk(page: MeetingsPage, due: Due) -> None:
    from jdzb.ledgers.meetings.page.talks import TalksView

    view = page.turn("talks")
    if isinstance(view, TalksView):
        view.begin(Talk(clock.today().isoformat(), due.subject or 0, ABSENCE_TALK))


def _step(page: MeetingsPage, due: Due) -> None:
    """The meeting of the step with the matter on its agenda; a posting in the form of the step."""
    from jdzb.ledgers.meetings.page.matters import MattersView

    chain = service_matters.chain(page.session, due.subject or 0)
    if chain.next is not None and chain.next.number <= VOTED:
        number = chain.next.number
        item = Item(chain.matter.title, matter=chain.matter.id, step=number, publish=PUBLIC)
        page.minutes().begin(_kind(page, number), items=(item,))
        return
    view = page.turn("matters")
    if isinstance(view, MattersView):
        view.table.select(chain.matter.id)
        view.step()


def _kind(page: MeetingsPage, step: int) -> str:
    """The kind of meeting that takes a step; a branch without a committee meets whole."""
    register = members.register(page.session)
    if step == 1 and not framing.has_committee(register, clock.today()):
        return kinds.GENERAL
    return STEP_KINDS[step - 1]


def _plan(page: MeetingsPage, due: Due) -> None:
    from jdzb.ledgers.meetings.page.plan import PlanView

    view = page.turn("plan")
    if isinstance(view, PlanView):
        view.show_year(int(due.filled[0]))
