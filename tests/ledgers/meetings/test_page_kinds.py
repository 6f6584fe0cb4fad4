"""The branch's own kinds of meeting on a real window: added, changed, retired, by keys."""

import pytest

from jdzb.gui.kit import scaling
from jdzb.ledgers.meetings import parsing, service, service_kinds
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.page.own_kinds import KindForm, KindsDialog
from tests.gui import clipping
from tests.gui.driving import in_turn, press, settle
from tests.ledgers.meetings.test_page import page  # noqa: F401 - the fixture

NIGHT = {"name": "红色夜校", "who": "党员", "period": "月", "quorum": "2/3", "majority": "1/2"}


def night_school(session, **values):
    return service_kinds.add_kind(session, parsing.parse_kind(NIGHT | values)).id


def fill(form, **values):
    for name, text in values.items():
        form.form.input(name).put(text)
    form.save()


def lines(dialog):
    return {line.cells[0]: line.cells[1:] for line in dialog.table.lines()}


@pytest.fixture
def plan(page):  # noqa: F811 - the fixture
    """The view of the plan, from where the kinds are reached."""
    return page().page.turn("plan")


def test_insert_adds_a_kind_and_it_is_offered_for_a_new_meeting(plan, session, tk_root):
    seen = {}

    def add(dialog):
        dialog.table.start()
        press(dialog, "<Insert>")
        seen.update(lines(dialog))
        dialog.cancel()

    in_turn(tk_root, plan.kinds, add, lambda form: fill(form, **NIGHT))
    assert seen["红色夜校"] == ("党员", "每月 1 次", "2/3", "超过应到的 1/2", "本支部")
    assert next(iter(seen)) == "红色夜校"
    assert seen["村民会议"][2:4] == ("超过1/2", "超过实到的 1/2")
    assert "红色夜校" in service_kinds.offered(session)
    assert plan.shell.status.text.startswith("已添加会议种类 红色夜校（Ctrl+Z 撤销）")
    plan.shell.undo()
    assert "红色夜校" not in service_kinds.offered(session)


def test_a_new_line_of_the_plan_is_offered_meetings_alone(plan, tk_root):
    offered = []

    def look(form):
        offered.extend(form.form.input("kind")["values"])
        form.cancel()

    in_turn(tk_root, plan.add_, look)
    assert offered[0] == "支部党员大会"
    assert "" not in offered


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(plan, session, tk_root, said):
    def wrong(form):
        fill(form, name="夜校", quorum="一半", times="2")
        problems = form.form.problems()
        assert "应为不大于 1 的分数，例如 2/3" in problems["quorum"]
        assert "还要选多久一次" in problems["times"]
        assert form.form.read()["name"] == "夜校"
        fill(form, quorum="1/2", times="", name="党课")

    def add(dialog):
        dialog.add_()
        dialog.cancel()

    with pytest.raises(Exception, match="本来就有的会议，没有添加。请换一个名称"):
        in_turn(tk_root, plan.kinds, add, wrong)
    assert service_kinds.own_kinds(session) == []


def test_f2_changes_for_a_reason_and_delete_retires(plan, session, tk_root, answers):
    night_school(session)
    service.add(session, Meeting("红色夜校", "2026-11-10"))
    answers += ["支委会定的", "不开了"]
    seen = []

    def change(dialog):
        dialog.table.start()
        assert dialog.table.selected() == "红色夜校"
        press(dialog, "<F2>")
        seen.append(lines(dialog)["红色夜校"][2])
        press(dialog, "<Delete>")
        seen.append((lines(dialog)["红色夜校"][-1], dialog.told._whole))
        dialog.table.select("红色夜校")
        dialog._enable()
        seen.append([str(one.instate(["disabled"])) for one in dialog.acts])
        dialog.cancel()

    def form(window):
        assert isinstance(window, KindForm)
        assert "以前开过的这种会也按新的核对" in window.note
        fill(window, quorum="1/2")

    in_turn(tk_root, plan.kinds, change, form)
    assert seen == ["1/2", ("已停用", "已停用会议种类 红色夜校。"), ["True", "True"]]
    reasons = [one.reason for one in session.entries("tbl = 'meeting_kinds'")]
    assert reasons == [None, "支委会定的", "不开了"]
    assert service.kind_of(session, "红色夜校").retired


def test_the_kinds_of_the_program_are_only_looked_at(plan, tk_root):
    def look(dialog):
        dialog.table.select("支部党员大会")
        settle(tk_root)
        assert all(button.instate(["disabled"]) for button in dialog.acts)
        dialog.amend()
        assert "这里不能改" in dialog.told._whole
        dialog.cancel()

    in_turn(tk_root, plan.kinds, look)


def test_the_question_for_the_kind_leads_to_the_kinds_and_back(plan, session, tk_root):
    view = plan.page.minutes()
    asked = []

    def ask(dialog):
        asked.append([button["text"] for button in dialog.buttons])
        dialog.close("会议种类…" if len(asked) == 1 else "红色夜校")

    def add(dialog):
        assert isinstance(dialog, KindsDialog)
        night_school(session)
        dialog.cancel()

    in_turn(tk_root, view.add_, ask, add, ask)
    assert not any("红色夜校" in text for text in asked[0])
    assert any("红色夜校" in text for text in asked[1])
    assert (view.saved.head["kind"], view.saved.meeting) == ("红色夜校", 0)


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_of_the_kinds_is_cut_off(plan, session, tk_root, percent):
    night_school(session)
    tk_root.geometry("1366x708")
    scaling.set_text_size(tk_root, percent)
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.amend()
        dialog.cancel()

    def form(window):
        found.extend(clipping.offences(window))
        window.close(None)

    in_turn(tk_root, plan.kinds, look, form)
    assert found == []
