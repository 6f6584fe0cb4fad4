"""The demo village at its desk: signed in, judged, nothing entered late."""

from datetime import timedelta

from jdzb.cli import demo
from jdzb.handover import findings
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty import service_reviews
from jdzb.ledgers.duty.rules_attendance import UNSIGNED
from jdzb.store import check


def test_the_village_signed_in_for_its_past_days_and_left_today_to_be_signed(session, today):
    demo.village(session)
    week = attendance.places(session, today - timedelta(days=7), today - timedelta(days=1))
    signed = [place for place in week if place.row]
    assert len(signed) > 15
    assert any(place.state == UNSIGNED for place in week)
    assert not any(place.row for place in attendance.places(session, today, today))
    assert all(review.own and review.grp for review in service_reviews.reviews(session))
    assert not any("签到" in one.what for one in findings.late_entries(session, 0))
    assert check.check_ledger(session).ok
