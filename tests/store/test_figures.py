"""Figures and holidays that the branch changed: in force while its ledger is open, journalled."""

import contextlib
from fractions import Fraction

import pytest

from jdzb.core import inforce, paths, rules, workdays
from jdzb.core.errors import ReasonNeeded
from jdzb.core.fields import Unreadable
from jdzb.ledgers.appraisals import reading
from jdzb.ledgers.meetings import kinds
from jdzb.store import check, database, figures, readonly

TERM, QUORUM = "duty.answer_workdays", "meetings.general.quorum"


def term():
    return rules.standard().whole(TERM)


def test_a_change_is_in_force_at_once_undone_done_again_and_put_back(session):
    figures.change_rules(session, {TERM: "3"}, "柳政〔2026〕3号", "镇里规定更短")
    assert term() == 3
    assert session.can_undo() == "改规则：来访事项答复期限 3"
    session.undo()
    assert term() == 5
    figures.change_rules(session, {TERM: "4"}, "支部大会", "再改")
    assert (term(), rules.standard().rule(TERM).basis) == (4, "支部大会")
    figures.change_rules(session, {TERM: "6"}, "支部大会", "改长")
    session.undo()
    assert term() == 4
    figures.restore_rules(session, (TERM,), "按标准")
    assert rules.standard() is rules.shipped()
    session.undo()
    assert term() == 4
    assert not check.check_ledger(session).faults


def test_what_is_the_same_writes_nothing(session):
    figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
    size = session.head().size
    assert figures.change_rules(session, {TERM: " ３ "}, "镇里", "又写一遍").rows == ()
    assert session.head().size == size


def test_a_change_without_reason_or_of_another_kind_changes_nothing(session):
    size = session.head().size
    with pytest.raises(ReasonNeeded):
        figures.change_rules(session, {TERM: "3"}, "镇里", " ")
    with pytest.raises(Unreadable, match="应为 1 到 9999 的整数"):
        figures.change_rules(session, {TERM: "三天"}, "镇里", "更短")
    assert (term(), session.head().size) == (5, size)


def test_an_act_that_fails_leaves_the_figures_in_force(session):
    with contextlib.suppress(ZeroDivisionError), session.together("两件事"):
        figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
        raise ZeroDivisionError
    assert term() == 5


def test_it_counts_again_when_the_ledger_is_opened_again_and_not_in_another(home):
    with database.open_ledger(paths.ledger_file()) as session:
        figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
    inforce.use_figures({})
    with readonly.open_readonly(paths.ledger_file()):
        assert term() == 5
    with database.open_ledger(paths.ledger_file()):
        assert term() == 3
    with database.open_ledger(home / "另一本.db"):
        assert term() == 5


def test_who_when_and_why_are_known(session):
    session.actor = "林秀兰"
    figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
    year = workdays.shipped().years[2027]
    figures.change_year(session, year, "通知还没来，先照抄")
    told = [(one.key, one.actor, one.why, one.year) for one in figures.changes(session)]
    assert told == [
        (TERM, "林秀兰", "更短", 0), ("2027", "林秀兰", "通知还没来，先照抄", 2027),
    ]  # fmt: skip
    figures.restore_year(session, 2027, "用自带的")
    assert [one.key for one in figures.changes(session)] == [TERM]


def test_what_is_made_of_the_figures_once_is_made_anew(session):
    def quorum():
        return next(one for one in kinds.standard() if one.name == "支部党员大会").quorum.figure

    def passing():
        return {one.key: one for one in reading.standard().values()}["standard"]

    before = passing()
    assert quorum() == Fraction(1, 2)
    figures.change_rules(session, {QUORUM: "2/3"}, "县里", "从严")
    figures.change_rules(session, {"appraisals.score.passing": "65"}, "县里", "从严")
    assert quorum() == Fraction(2, 3)
    assert passing() != before
    session.undo()
    session.undo()
    assert (quorum(), passing()) == (Fraction(1, 2), before)


def test_a_foreign_hand_that_spoils_a_figure_spoils_nothing_else(home):
    with database.open_ledger(paths.ledger_file()) as session:
        figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
        session.set_setting("rules.duty.least_gap", "很多天")
        session.set_setting("holidays.2027", "]")
        session.set_setting("holidays.明年", "]")
    with database.open_ledger(paths.ledger_file()):
        assert (term(), rules.standard().whole("duty.least_gap")) == (3, 0)
        assert workdays.standard().years[2027] == workdays.shipped().years[2027]
