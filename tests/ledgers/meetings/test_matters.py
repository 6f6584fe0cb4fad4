"""四议两公开: six steps, each with its own quorum and base, tied to meetings and postings."""

from dataclasses import replace

import pytest

from jdzb.core import rules as figures
from jdzb.core.rules import WrongFigure
from jdzb.ledgers.meetings import matters, service, service_figures, service_matters
from jdzb.ledgers.meetings.columns import HANDS
from jdzb.ledgers.meetings.entries import Item, Matter, Meeting, Minutes, Step
from jdzb.ledgers.meetings.matters import Taken
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member

TABLE = figures.standard()
MATTER = Matter("修缮南沟水渠", "2026-11-01")


def steps(*taken, table=TABLE):
    return matters.chain(MATTER, taken, table).steps


def marks(step):
    return {line.key: line.mark for line in step.lines}


def test_there_are_six_steps_and_the_next_is_the_first_not_taken():
    chain = matters.chain(MATTER, [Taken(1, "2026-11-02", should=5, present=5, yes=5)], TABLE)
    assert [step.title for step in chain.steps][2:4] == ["党员大会审议", "村民（代表）会议决议"]
    assert chain.next.number == 2
    assert matters.chain(MATTER, [Taken(n, "2026-11-02") for n in range(1, 7)], TABLE).next is None


def test_the_same_numbers_fail_with_the_members_and_pass_with_the_representatives():
    members_, representatives = (
        steps(Taken(step, "2026-11-02", should=30, present=20, yes=11))[step - 1] for step in (3, 4)
    )
    assert (marks(members_)["quorum"], marks(members_)["majority"]) == ("ok", "wrong")
    assert (marks(representatives)["quorum"], marks(representatives)["majority"]) == ("ok", "ok")
    assert "须 16 票（应到 30 人）" in members_.lines[-1].text
    assert "须 11 票（实到 20 人）" in representatives.lines[-1].text


def test_a_local_rule_that_asks_for_more_is_told_beside_the_national_one():
    rule = replace(TABLE.rule(matters.QUORUM), figure=("1/2", "1/2", "2/3", "2/3"))
    table = replace(TABLE, rules={**TABLE.rules, matters.QUORUM: rule})
    view = steps(Taken(3, "2026-11-02", should=30, present=16, yes=16), table=table)[2]
    told = {(line.mark, line.text.split("，")[-1]) for line in view.lines if line.key == "quorum"}
    assert told == {("ok", "国家规定须到 15 人"), ("wrong", "本地规定须到 20 人")}
    assert [line.mark for line in view.lines if line.key == "majority"] == ["ok", "wrong"]


def test_a_spoilt_local_figure_is_named():
    rule = replace(TABLE.rule(matters.QUORUM), figure=("一半", "1/2", "2/3", "2/3"))
    table = replace(TABLE, rules={**TABLE.rules, matters.QUORUM: rule})
    with pytest.raises(WrongFigure, match="四议各步到会人数"):
        steps(Taken(1, "2026-11-02", should=3, present=3), table=table)


def test_steps_out_of_order_or_left_out_are_told():
    late = steps(Taken(1, "2026-11-09"), Taken(2, "2026-11-02"))[1]
    assert marks(late)["order"] == "wrong"
    assert "先后不对" in late.lines[0].text
    skipped = steps(Taken(1, "2026-11-02"), Taken(5, "2026-11-09"))[4]
    assert skipped.lines[0].text == "决议公开之前，第2步、第3步、第4步还没有记录"


def test_missing_numbers_are_asked_for_and_postings_need_none():
    found = steps(*(Taken(n, f"2026-11-0{n}") for n in range(1, 7)))
    assert marks(found[0]) == {"quorum": "warn"}
    assert found[4].lines == found[5].lines == ()


def test_a_step_that_failed_is_the_next_again_until_it_is_carried():
    failed = Taken(3, "2026-11-02", should=16, present=8, yes=8)
    chain = matters.chain(MATTER, [failed], TABLE)
    assert chain.next.number == 3
    assert service_matters.words(chain).startswith("没有通过，须重新进行：党员大会审议")
    again = replace(failed, day="2026-11-09", present=12, yes=9)
    assert matters.chain(MATTER, [failed, again], TABLE).next.number == 4


def test_a_villagers_meeting_has_its_own_national_figure():
    half = Taken(4, "2026-11-02", should=200, present=100, yes=51, villagers=True)
    assert marks(steps(half)[3])["quorum"] == "wrong"
    more = replace(half, present=101)
    assert marks(steps(more)[3]) == {"order": "warn", "quorum": "ok", "majority": "ok"}


def test_the_chain_is_made_of_agenda_items_and_postings(session):
    for n in range(3):
        members.add(session, Member(f"党员{'甲乙丙'[n]}", joined="2001-01", full="2002-01"))
    matter = service_matters.add_matter(session, MATTER).id
    minutes = service.fresh(session, Meeting("支部党员大会", "2026-11-10"))
    came = tuple(replace(one, state="到会") for one in minutes.attendance)
    item = Item("修渠", way=HANDS, yes=2, no=1, abstain=0, matter=matter, step=3)
    held = service.record(session, replace(minutes, attendance=came, items=(item,))).id
    item = Item("修渠", way=HANDS, yes=11, no=9, abstain=0, matter=matter, step=4)
    meeting = Meeting("村民代表会议", "2026-11-12", should=30, present=20)
    service.record(session, Minutes(meeting, items=(item,)))
    service_matters.add_step(session, Step(matter, 5, "2026-11-13", "notices:7"))
    chain = service_matters.chain(session, matter)
    assert [step.number for step in chain.steps if step.done] == [3, 4, 5]
    assert chain.steps[2].last.link == ("meetings", held)
    assert marks(chain.steps[2])["majority"] == "ok"
    assert chain.steps[4].last.where == "（所附记录已作废）"
    assert service_matters.words(chain) == "下一步：结果公开（上一步决议公开，2026年11月13日）"
    service_matters.close_matter(session, matter, "2026-11-20")
    assert service_matters.browse_matters(session, under_way=True) == []
    service.void(session, held, "记重了")
    assert not service_matters.chain(session, matter).steps[2].done


def test_the_card_of_a_meeting_measures_a_step_by_the_local_rule_too(session, monkeypatch):
    members.add(session, Member("陈志强", joined="2001-01", full="2002-01"))
    rule = replace(TABLE.rule(matters.QUORUM), figure=("1/2", "1/2", "2/3", "3/4"))
    stricter = replace(TABLE, rules={**TABLE.rules, matters.QUORUM: rule})
    monkeypatch.setattr(figures, "standard", lambda: stricter)
    matter = service_matters.add_matter(session, MATTER).id
    item = Item("修渠", decision="同意", way=HANDS, yes=15, no=5, abstain=0, matter=matter, step=4)
    meeting = Meeting("村民代表会议", "2026-11-20", should=30, present=20)
    found = service_figures.check(session, Minutes(meeting, items=(item,)))
    told = [(line.mark, line.text) for line in found if "本地规定" in line.text]
    assert told[0] == (
        "wrong",
        "议题 1（村民（代表）会议决议）：应到 30 人，实到 20 人，本地规定须到 23 人",
    )
    assert [line.mark for line in found if line.key == "quorum"] == ["ok", "wrong"]
