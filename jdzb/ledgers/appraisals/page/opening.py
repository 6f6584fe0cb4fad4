"""What the button of a due line opens on the page of the appraisals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdzb.core.ledger import Due
from jdzb.ledgers.appraisals import service_outlook, service_stages, service_talks
from jdzb.ledgers.appraisals.page import caring, stages

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.screen import AppraisalsPage


def open_due(page: AppraisalsPage, due: Due) -> None:
    """The round at its stage, the end, a talk, a help, a month's note, an outcome."""
    button, deeds = due.button, page.deeds
    if button in (service_outlook.GO, service_outlook.FINISH):
        page.show_round(due.subject or 0)
        _stage(page, finish=button == service_outlook.FINISH)
        return
    if button in (service_outlook.TALKING, service_outlook.HELPING):
        page.show_round(int(due.filled[0]))
        _person(page, due.subject or 0)
        if button == service_outlook.TALKING:
            deeds.talk()
        else:
            caring.help_(deeds, due.subject or 0)
        return
    helped = service_talks.helped(page.session, due.subject or 0)
    if button == service_outlook.NOTING:
        month = due.filled[0]
        deeds.tell(caring.NoteForm(page, page.session, helped.help, month, None).run())
    elif button == service_outlook.ENDING:
        caring.HelpDialog(deeds, helped).run()


def _stage(page: AppraisalsPage, *, finish: bool) -> None:
    standings = page.standings
    if standings is None:
        return
    if finish:
        stages.finish(page.deeds, standings)
        return
    waiting = [one for one in service_stages.steps(standings.whole) if not one.over]
    if waiting:
        page.strip.buttons[waiting[0].number - 1].focus_set()
        stages.take(page.deeds, standings, waiting[0])


def _person(page: AppraisalsPage, member: int) -> None:
    if page.standings is None:
        return
    for one in page.standings.whole.subjects:
        if one.member == member:
            page.card.grid_.select(one.id)
