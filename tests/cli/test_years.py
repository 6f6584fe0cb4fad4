"""The village that lived for years: seven weeks of it, through the same doors."""

from datetime import datetime, timedelta

import pytest

from jdzb.cli import years
from jdzb.core import clock, paths
from jdzb.store import check, database

WEEKS = timedelta(weeks=7)


@pytest.fixture
def lived(home, today):
    """The ledger after seven weeks; the session is open, and today is today again."""
    start = datetime.combine(today - WEEKS, years.OPENS)
    with clock.pretended(start):
        session = database.open_ledger(paths.ledger_file())
    with session:
        years.live(session, start, lambda year: None)
        yield session


def rows_of(session):
    tables = ("members", "member_statuses", "member_marks", "duty_turns", "duty_leaves")
    return {table: session.rows(table, voided=True) for table in tables}


def test_the_history_is_in_order_of_time_and_ends_yesterday(lived, today):
    stamps = [entry.at for entry in lived.entries()]
    assert len(stamps) > 1_500
    assert stamps == sorted(stamps)
    assert stamps[0] == f"{today - WEEKS}T08:30:00Z"
    assert stamps[-1][:10] == (today - timedelta(days=1)).isoformat()
    assert clock.today() == today


def test_the_ledger_is_sound_and_everything_a_branch_does_is_in_it(lived):
    assert check.findings(check.check_ledger(lived)) == []
    whats = " ".join(entry.what for entry in lived.entries())
    for words in ("排", "换成", "换班", "请假", "取消请假", "打印《", "撤销：", "联系", "标记",
                  "去世", "换届", "登记全体党员"):  # fmt: skip
        assert words in whats


def test_the_same_days_give_the_same_rows(lived, home, today):
    start = datetime.combine(today - WEEKS, years.OPENS)
    with clock.pretended(start):
        again = database.open_ledger(home / "again" / "支部台账.db")
    with again:
        years.live(again, start, lambda year: None)
        assert rows_of(again) == rows_of(lived)


def test_a_ledger_that_exists_gets_no_history_of_years(jdzb, session):
    session.close()
    process = jdzb("demo", "--years", "1")
    assert process.returncode != 0
    assert "已经有账本" in process.stderr
