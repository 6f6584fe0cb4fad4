"""Kinds of meeting as data: the program's, a branch's own, and a file spoilt by hand."""

import pytest

from jdzb.core import rules as figures
from jdzb.core.errors import Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.meetings import (
    kinds,
    parsing,
    service,
    service_figures,
    service_kinds,
    service_outlook,
    service_plan,
)
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import copyout

TABLE = figures.standard()
WHOLE = """[[kind]]
name = "支部党员大会"
short = "党员大会"
who = "党员"
quorum = "meetings.general.quorum"
form = "会议"

[[kind]]
name = "夜校"
short = "夜校"
who = "党员"
form = "会议"
"""


def test_the_kinds_of_the_program_are_the_three_meetings_and_more():
    names = [kind.name for kind in kinds.standard()]
    assert names[:4] == ["支部党员大会", "支部委员会", "党小组会", "党课"]
    assert {"主题党日", "组织生活会", "民主评议会", "村“两委”会", "村民代表会议"} <= set(names)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('who = "党员"\nq', 'who = "大家"\nq', "第 4 行的“who”有误：应为 党员、支委"),
        ('short = "夜校"\n', "", "第 8 行的“short”有误：缺这一项"),
        ("meetings.general.quorum", "meetings.nothing", "第 5 行的“quorum”有误：规则表里没有"),
        ("general.quorum", "general.per_quarter", "第 5 行的“quorum”有误：“meetings.general.per"),
        ('name = "夜校"', 'name = "支部党员大会"', "第 9 行的“name”有误：这种会议重复出现"),
        ('name = "夜校"', "name = 夜校", "第 9 行的“全文”有误：格式不对"),
        ('form = "会议"\n\n', 'form = "会议"\nover = "是"\n\n', "第 7 行的“over”有误"),
        (
            'form = "会议"\n\n',
            'form = "会议"\ncolour = "红"\n\n',
            "第 7 行的“colour”有误：没有这个",
        ),
        (WHOLE, "title = 1\n", "第 1 行的“全文”有误"),
    ],
)
def test_a_spoilt_file_is_named_with_line_and_key(tmp_path, old, new, said):
    spoilt = WHOLE.replace(old, new, 1)
    assert spoilt != WHOLE
    (tmp_path / "kinds.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(kinds.BadKinds) as caught:
        kinds.load(TABLE, tmp_path)
    assert "会议种类文件 kinds.toml " + said in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "kinds.toml").write_bytes(WHOLE.encode("gb18030"))
    with pytest.raises(kinds.BadKinds, match="UTF-8"):
        kinds.load(TABLE, tmp_path)


def test_a_branch_adds_its_own_kind_with_its_own_figures(session):
    raw = {"name": "红色夜校", "who": "党员", "period": "月", "quorum": "2/3", "hours": "3"}
    service_kinds.add_kind(session, parsing.parse_kind(raw))
    kind = service.kinds_of(session)["红色夜校"]
    assert (kind.quorum.figure_words, kind.hours.figure, kind.own) == ("2/3 以上到会", 3, True)
    assert kind.quorum.basis == "本支部规定"
    assert session.entries("tbl = 'meeting_kinds'")[-1].op == "I"
    with pytest.raises(Refused):
        service_kinds.add_kind(session, parsing.parse_kind(raw))


NIGHT = {"name": "红色夜校", "who": "党员", "period": "月", "quorum": "2/3", "majority": "1/2"}


def night_school(session, **values):
    return service_kinds.add_kind(session, parsing.parse_kind(NIGHT | values)).id


def test_a_retired_kind_is_offered_no_more_and_its_meetings_keep_its_figures(session):
    members.add(session, Member("陈志强", joined="2001-03", full="2002-03"))
    night = night_school(session)
    meeting = service.record(session, service.fresh(session, Meeting("红色夜校", "2026-10-20"))).id
    assert "红色夜校" in service_kinds.offered(session)
    service_kinds.retire_kind(session, night, "不办了")
    assert "红色夜校" not in service_kinds.offered(session)
    kind = service.kind_of(session, "红色夜校")
    assert (kind.retired, kind.quorum.figure_words) == (True, "2/3 以上到会")
    lines = service_figures.check(session, service.minutes(session, meeting))
    assert any("2/3" in line.figure for line in lines)
    asked = [one.what for one in service_outlook.due(session) if one.button == "去开会"]
    assert asked
    assert not any("红色夜校" in what for what in asked)
    assert not any("红色夜校" in one.what for one in service_outlook.findings(session))
    assert session.entries("tbl = 'meeting_kinds'")[-1].reason == "不办了"
    night_school(session, quorum="1/2")
    assert service.kind_of(session, "红色夜校").quorum.figure_words == "1/2 以上到会"
    assert [one.name for one in service_kinds.own_kinds(session, retired=True)] == ["红色夜校"]


def test_a_kind_is_changed_for_a_reason_and_one_undo_takes_it_back(session):
    night = night_school(session)
    changed = parsing.parse_kind(NIGHT | {"name": "党员夜校", "quorum": "1/2"})
    service_kinds.amend_kind(session, night, changed, "支委会定的")
    assert service.kind_of(session, "党员夜校").quorum.figure_words == "1/2 以上到会"
    assert session.entries("tbl = 'meeting_kinds'")[-1].reason == "支委会定的"
    session.undo()
    assert service.kind_of(session, "红色夜校").quorum.figure_words == "2/3 以上到会"


def test_the_name_of_a_kind_that_has_meetings_stays(session):
    night = night_school(session)
    service.add(session, Meeting("红色夜校", "2026-11-20"))
    with pytest.raises(Refused, match="名称不能再改"):
        service_kinds.amend_kind(
            session, night, parsing.parse_kind(NIGHT | {"name": "夜校"}), "改名"
        )
    assert service.kind_of(session, "红色夜校").own


def test_the_statutory_kinds_cannot_be_replaced_by_a_name(session):
    with pytest.raises(Refused, match="本来就有"):
        night_school(session, name="支部党员大会", quorum="1/10")
    night = night_school(session)
    with pytest.raises(Refused, match="本来就有"):
        service_kinds.amend_kind(
            session, night, parsing.parse_kind(NIGHT | {"name": "党课"}), "改名"
        )


def test_an_own_kind_is_the_same_on_a_copy_of_the_ledger(session, tmp_path):
    night_school(session)
    service.add(session, Meeting("红色夜校", "2026-10-20"))
    copy = tmp_path / "copy.db"
    copyout.vacuum_into(session, copy)
    with copyout.opened(copy) as township:
        assert service.kind_of(township, "红色夜校").quorum.figure_words == "2/3 以上到会"
        rows = service_plan.overview(township, 2026)
    (row,) = [row for row in rows if row.kind.name == "红色夜校"]
    assert [len(month) for month in row.months][9:] == [1, 0, 0]


def test_a_kind_with_figures_that_cannot_be_hears_all_of_it():
    raw = {"name": "夜校", "who": "大家", "period": "周", "quorum": "3/2", "majority": "一半"}
    with pytest.raises(InvalidForm) as caught:
        parsing.parse_kind(raw)
    assert {one.field for one in caught.value.problems} == {"who", "period", "quorum", "majority"}


def test_a_number_of_times_needs_how_often(session):
    with pytest.raises(InvalidForm, match="还要选多久一次"):
        parsing.parse_kind({"name": "夜校", "who": "党员", "times": "2"})
    with pytest.raises(InvalidForm, match="1 以上"):
        parsing.parse_kind({"name": "夜校", "who": "党员", "period": "月", "times": "0"})
