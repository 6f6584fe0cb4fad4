"""A year of meetings of the demo village, written by the services."""

from jdzb.cli import demo, demo_meetings
from jdzb.ledgers.meetings import service, service_figures, service_matters, service_outlook
from jdzb.store import check


def test_the_village_has_a_year_of_meetings_with_one_still_being_written(session):
    count = demo_meetings.meet(session, demo.village(session))
    found = service.browse(session)
    assert len(found) == count > 40
    drafts = [meeting for meeting in found if not meeting.locked]
    assert [(one.kind, one.day) for one in drafts] == [("支部党员大会", "2026-11-20")]
    assert (found[-1].day, found[0].day) == ("2025-11-05", "2026-11-20")
    assert check.check_ledger(session).ok
    chain = service_matters.chain(session, 1)
    assert [step.number for step in chain.steps if step.done] == [1, 2, 3]
    assert not any(step.failed for step in chain.steps)
    away = {one.name: one for one in service.minutes(session, found[0].id).attendance}
    assert (away["罗四海"].state, away["罗四海"].reason) == ("请假", "外出务工")
    assert (away["董老根"].state, away["董老根"].reason) == ("请假", "年老体弱")
    keys = {one.key for one in service_outlook.findings(session)}
    assert keys == set()
    told = [
        one.text for one in service_figures.check(session, service.minutes(session, found[0].id))
    ]
    assert "袁小龙连续无故缺席已 2 次，第 3 次须给予处理" in told
