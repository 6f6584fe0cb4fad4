"""The meetings page on a real window: recorded by keys, checked, kept across a kill, corrected."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from jdzb.core import paths
from jdzb.gui.kit import theme
from jdzb.gui.pages import entry, left_unsaved
from jdzb.gui.shell import Shell
from jdzb.ledgers.meetings import service, service_matters, service_plan
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Criticism, Item, Matter, Meeting, Plan
from jdzb.ledgers.meetings.page import MeetingsPage, drafts
from jdzb.ledgers.meetings.page.choosing import KindDialog
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import Mark, Member
from tests.gui.driving import settle

GENERAL, BOTH, LECTURE = "支部党员大会", "村“两委”会", "党课"
ROOT = Path(__file__).resolve().parents[3]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋"
GIVEN = ("国强", "春梅", "建军", "玉兰")


def enrol(session, name, joined="2010-07-01", full="2011-07-01", **values):
    """A full member, or with ``full`` None one on probation."""
    return members.add(session, Member(name, joined=joined, full=full, **values)).id


def enrol_many(session, count):
    """So many full members with names of their own."""
    with session.together("登记"):
        return [
            enrol(session, SURNAMES[n % len(SURNAMES)] + GIVEN[n // len(SURNAMES)])
            for n in range(count)
        ]


@pytest.fixture
def page(tk_root, session):
    """open_() gives the minutes in the window, over what the test has put into the file before."""

    def open_():
        shell = Shell(tk_root, session, (entry(MeetingsPage),))
        tk_root.focus_force()
        settle(tk_root)
        return shell.page.front

    return open_


class Hand:
    """Types and clicks on the real window, and counts what is no text."""

    def __init__(self, root):
        self.root, self.strokes, self.initials = root, 0, 0

    def press(self, *keys):
        """Keys, each of them counted."""
        for key in keys:
            self._send(key)
            self.strokes += 1

    def write(self, text):
        """Text into the field that has the focus."""
        widget = self.root.focus_get()
        for char in text:
            widget.insert("insert", char)
        settle(self.root)

    def name(self, initials):
        """The initials of a name, on the chips."""
        for char in initials:
            self._send(char)
        self.initials += len(initials)

    def click(self, widget, x, y):
        """A click, counted."""
        widget.event_generate("<Button-1>", x=x, y=y)
        widget.event_generate("<ButtonRelease-1>", x=x, y=y)
        self.strokes += 1
        settle(self.root)

    def _send(self, key):
        self.root.update()
        (self.root.focus_get() or self.root).event_generate(
            f"<Key-{key}>" if key.isdigit() else f"<{key}>"
        )
        self.root.update()


def choose_kind(root, hand, key):
    """Press a digit as soon as the question for the kind has come up."""

    def look():
        found = [w for w in _windows(root) if isinstance(w, KindDialog) and w.winfo_viewable()]
        if found:
            found[0].event_generate(f"<Key-{key}>")
            hand.strokes += 1
        else:
            root.after(20, look)

    root.after(20, look)


def _windows(widget):
    for child in widget.winfo_children():
        yield child
        yield from _windows(child)


def marks(view):
    """The check card as it stands now."""
    view._check()
    return view.card.texts()


def begun(view, kind=GENERAL):
    view.begin(kind)
    settle(view)
    return view


def vote(view, yes, title="修缮水渠"):
    """The first item put to the vote."""
    block = view.editor.agenda.blocks[0]
    block.title.inputs["title"].put(title)
    for name, text in {
        "yes": yes,
        "no": 0,
        "abstain": 0,
        "way": "举手",
        "decision": "同意",
    }.items():
        block.fields.inputs[name].put(str(text))


# -- 52 members in a few keys --------------------------------------------------------------------


def test_a_meeting_of_52_members_is_recorded_with_at_most_25_keys(page, session, tk_root):
    enrol_many(session, 52)
    last = Meeting(GENERAL, "2026-10-20", "19:30", "21:00", "支部活动室", "赵国强", "钱国强")
    service.record(session, service.fresh(session, last))
    view, hand = page(), Hand(tk_root)
    choose_kind(tk_root, hand, 1)
    hand.press("Control-n")
    settle(tk_root, lambda: view.saved is not None and not view.saved.meeting)
    hand.press("Tab")
    hand.write("21:10")
    hand.press("F8")
    for initials, key in (
        ("zgq", "2"), ("qgq", "3"), ("sgq", "4"), ("lgq", "5"), ("fgq", "6"), ("cgq", "2"),
        ("wcm", "4"), ("jyl", "9"),
    ):  # fmt: skip
        hand.name(initials)
        hand.press(key)
        view.editor.attending.chips._forget()
    hand.press("F7")
    hand.write("修缮南沟水渠资金筹措方案")
    hand.press("Return")
    hand.write("赵国强介绍方案：总长 1.2 公里，预算 4.6 万元。")
    hand.press("Tab")
    hand.write("同意。")
    hand.press("Tab")
    hand.write("40")
    hand.press("Tab")
    hand.write("2")
    hand.press("Tab")
    hand.write("1")
    hand.press("Tab", "j", "Control-s")
    settle(tk_root)
    assert hand.strokes <= 25, hand.strokes
    stored = service.minutes(session, service.browse(session)[0].id)
    assert (stored.meeting.day, stored.meeting.since) == ("2026-11-21", "19:30")
    assert (stored.meeting.until, stored.meeting.chair) == ("21:10", "赵国强")
    states = [one.state for one in stored.attendance]
    assert len(states) == 52
    assert (states.count(EXCUSED) + states.count(ABSENT), states.count(CAME)) == (8, 44)
    (item,) = stored.items
    assert (item.yes, item.no, item.abstain, item.way) == (40, 2, 1, "举手")
    assert not stored.meeting.locked


# -- the check card ------------------------------------------------------------------------------


def test_half_of_sixteen_may_meet_but_eight_votes_carry_nothing(page, session):
    enrol_many(session, 16)
    view = begun(page())
    for place in range(8):
        view.editor.attending.digit(place, "1")
    for place in range(8, 16):
        view.editor.attending.digit(place, "2")
    vote(view, 8)
    found = marks(view)
    assert any(one.startswith("✔ 实到 8 人，有表决权应到 16 人") for one in found)
    assert any(one.startswith("✘ 议题 1：赞成 8") and "没有通过，须 9 票" in one for one in found)


def test_who_joined_later_is_not_expected_and_a_probationer_has_no_vote(page, session):
    enrol(session, "陈志强")
    enrol(session, "李小燕", "2026-03-01", None)
    enrol(session, "王新来", "2026-11-25", None)
    view = begun(page())
    attending = view.editor.attending
    assert [chip.text for chip in attending.chips.chips] == ["陈志强", "李小燕（预备）"]
    assert "王新来（会后入党（2026-11-25））" in attending.told._whole
    attending.all_present()
    view._check()
    numbers = view.editor.agenda.blocks[0].fields.read()
    assert (numbers["base"], numbers["present"]) == ("1", "1")


# -- attendance ----------------------------------------------------------------------------------


def test_a_click_walks_through_the_three_states_and_backspace_clears(page, session, tk_root):
    enrol_many(session, 3)
    view, hand = begun(page()), Hand(tk_root)
    chips = view.editor.attending.chips
    seen = []
    for _ in range(4):
        left, top, right, bottom = chips.box(1)
        hand.click(chips, (left + right) // 2, (top + bottom) // 2)
        seen.append(view.editor.attending.attendance[1].state)
    assert seen == [CAME, EXCUSED, ABSENT, CAME]
    chips.focus_force()
    hand.press("BackSpace")
    assert view.editor.attending.attendance[1].state is None


def test_letters_of_nobody_let_no_key_act_on_a_neighbour(page, session, tk_root):
    for name in ("陈志强", "林秀兰", "袁小龙"):
        enrol(session, name)
    view, hand = begun(page()), Hand(tk_root)
    attending = view.editor.attending
    attending.chips.focus_force()
    hand.name("czz")
    hand.press("9", "space", "BackSpace")
    assert [one.state for one in attending.attendance] == [None, None, None]
    assert "czz" in attending.told._whole
    attending.chips._forget()
    hand.name("yxl")
    hand.press("9")
    states = {one.name: one.state for one in attending.attendance}
    assert states == {"陈志强": None, "林秀兰": None, "袁小龙": ABSENT}


def test_clicks_on_one_spot_stay_with_one_person_as_the_chips_move(page, session, tk_root):
    enrol_many(session, 30)
    view, hand = begun(page()), Hand(tk_root)
    attending, chips = view.editor.attending, view.editor.attending.chips
    last = next(n for n in range(30) if chips.box(n + 1)[1] > chips.box(n)[1])  # of its row
    left, top, right, bottom = chips.box(last)
    seen = []
    for _ in range(4):
        hand.click(chips, right - 3, (top + bottom) // 2)
        seen.append(attending.attendance[last].state)
    assert seen == [CAME, EXCUSED, ABSENT, CAME]
    assert sum(one.state is not None for one in attending.attendance) == 1
    left, top, right, bottom = chips.box(0)
    hand.click(chips, (left + right) // 2, (top + bottom) // 2)
    assert attending.attendance[0].state == CAME


def test_who_does_not_count_is_counted_when_he_comes_and_not_when_taken_back(
    page, session, some_left_out
):
    enrol(session, "陈志强")
    away = enrol(session, "罗四海")
    service_standing.mark(session, Mark(away, "流动党员", "2020-01-01"))
    view = begun(page())
    attending = view.editor.attending
    attending._unfold()
    assert [chip.text for chip in attending.chips.chips] == ["陈志强", "罗四海·流动党员"]
    attending.toggle(1)
    assert [(one.name, one.state) for one in attending.attendance][1] == ("罗四海", CAME)
    attending.digit(1, "BackSpace")
    assert [one.name for one in attending.attendance] == ["陈志强"]


def test_another_reason_is_asked_for(page, session, answers):
    enrol_many(session, 2)
    view = begun(page())
    answers += ["照看孙子", ""]
    view.editor.attending.digit(0, "7")
    view.editor.attending.digit(1, "9")
    view.editor.attending.digit(1, "9")
    found = [(one.state, one.reason) for one in view.editor.attending.attendance]
    assert found == [(EXCUSED, "照看孙子"), (ABSENT, None)]


def test_another_day_works_out_anew_who_should_attend(page, session):
    enrol(session, "陈志强")
    enrol(session, "李小燕", "2026-03-01", None)
    view = begun(page())
    view.editor.attending.all_present()
    view.editor.facts.inputs["day"].put("2026-02-10")
    view._day_left()
    assert [(one.name, one.state) for one in view.editor.attending.attendance] == [("陈志强", CAME)]


# -- saved, completed, corrected -----------------------------------------------------------------


def test_saving_writes_a_draft_and_completing_locks_it(page, session, answers):
    enrol_many(session, 3)
    view = begun(page())
    view.editor.attending.all_present()
    vote(view, 3)
    assert view.unsaved()
    assert view.save()
    assert not view.unsaved()
    meeting = service.browse(session)[0]
    assert meeting.state == "草稿"
    answers.append(True)
    view.deeds.complete()
    assert service.get(session, meeting.id).locked
    assert view.locked
    view.editor.attending.chips.focus_set()
    view.editor.attending.chips._press()
    assert not view.unsaved()
    assert str(view.editor.facts.inputs["place"]["state"]) == "readonly"


def test_a_correction_asks_for_its_reason_and_keeps_before_and_after(page, session, answers):
    enrol_many(session, 3)
    added = service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-20"))).id
    service.complete(session, added)
    view = page()
    answers.append("写错了")
    view.deeds.correct()
    view.editor.facts.inputs["place"].put("村委会二楼")
    assert view.save()
    assert service.get(session, added).place == "村委会二楼"
    assert view.locked
    change = session.entries("tbl = 'meetings' AND pk = ? AND op = 'U'", (added,))[-1]
    assert (change.reason, change.old["place"], change.new["place"]) == (
        "写错了", None, "村委会二楼",
    )  # fmt: skip


def test_f2_corrects_from_wherever_completing_left_the_keyboard(page, session, tk_root, answers):
    enrol_many(session, 2)
    view, hand = begun(page()), Hand(tk_root)
    vote(view, 2)
    answers += [True, "写错了"]
    view.deeds.complete()
    settle(tk_root)
    hand.press("F2")
    assert not view.locked
    assert view.save()
    view.editor.agenda.blocks[0].fields.inputs["yes"].focus_force()
    answers.append(None)
    hand.press("F2")
    assert view.locked


def test_another_meeting_is_shown_from_its_top(page, session, tk_root):
    enrol_many(session, 40)
    items = tuple(Item(f"第{n}件事") for n in range(6))
    for day in ("2026-11-02", "2026-11-03"):
        minutes = service.fresh(session, Meeting(GENERAL, day))
        service.record(session, replace(minutes, items=items))
    view = page()
    canvas = view.editor.scroll.canvas
    canvas.yview_moveto(1)
    settle(tk_root)
    assert canvas.yview()[0] > 0
    view._chosen(str(view.table.lines()[1].id))
    settle(tk_root)
    assert canvas.yview()[0] == 0


def test_a_meeting_to_come_is_not_completed(page, session, said):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.facts.inputs["day"].put("2027-01-04")
    view._check()
    view.deeds.complete()
    assert [kind for kind, _ in said] == ["warn"]
    assert "还没有到开会的日子" in said[0][1]
    assert service.browse(session) == []


def test_the_wall_gets_no_sheet_without_a_public_decision(page, session, said):
    enrol_many(session, 2)
    view = begun(page())
    vote(view, 2)
    assert view.save()
    dict(view.deeds.press._jobs())["决议公开（公开）"]()
    assert [kind for kind, _ in said] == ["inform"]
    assert "是否公开" in said[0][1]


def test_two_records_of_a_kind_on_a_day_are_pointed_out(page, session):
    enrol_many(session, 2)
    service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-21")))
    view = begun(page())
    view.editor.facts.inputs["day"].put("2026-11-21")
    assert any("登记了两遍" in one for one in marks(view))
    view.editor.facts.inputs["day"].put("2026-11-20")
    assert not any("登记了两遍" in one for one in marks(view))


def test_completing_new_minutes_is_one_act_that_one_undo_takes_back(page, session, answers):
    enrol_many(session, 2)
    view = begun(page())
    vote(view, 2)
    answers.append(True)
    view.deeds.complete()
    assert view.locked
    session.undo()
    assert service.browse(session) == []


def test_what_is_wrong_is_marked_and_nothing_is_lost(page, session):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.facts.inputs["since"].put("昨天")
    vote(view, "很多")
    assert not view.save()
    assert "议题 1" in view.editor.news._whole
    assert view.editor.facts.inputs["since"].instate(["invalid"])
    assert view.editor.agenda.blocks[0].fields.inputs["yes"].text() == "很多"
    assert service.browse(session) == []


def test_the_word_of_what_is_wrong_goes_when_it_is_mended(page, session):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.facts.inputs["since"].put("昨天")
    view.editor.facts.inputs["until"].put("明天")
    assert not view.save()
    view.editor.facts.inputs["since"].put("19:30")
    view._check()
    assert "没有保存" in view.editor.news._whole
    view.editor.facts.inputs["until"].put("21:00")
    view._check()
    assert "没有保存" not in view.editor.news._whole
    assert not view.editor.news.winfo_manager()


def test_every_kind_has_its_name_whole_in_the_list(page, session):
    enrol_many(session, 2)
    for kind in service.kinds_of(session):
        service.record(session, service.fresh(session, Meeting(kind, "2026-11-20")))
    names = [line.cells[1] for line in page().table.lines()]
    assert "组织生活" in names
    assert not any("…" in name for name in names)


def test_unsaved_text_is_asked_for_before_another_meeting_is_shown(page, session, answers):
    enrol_many(session, 2)
    for day in ("2026-10-20", "2026-11-20"):
        service.record(session, service.fresh(session, Meeting(GENERAL, day)))
    view = page()
    view.editor.facts.inputs["place"].put("村委会")
    other = str(service.browse(session)[1].id)
    answers.append("返回继续填写")
    view.table.select(other)
    settle(view)
    assert view.saved.head["day"] == "2026-11-20"
    answers.append("不保存")
    view.table.select(other)
    settle(view)
    assert view.saved.head["day"] == "2026-10-20"
    assert service.browse(session)[0].place is None


def test_guests_are_read_from_one_line_and_keep_their_rows(page, session):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.guests.inputs["guests"].put("尤建业（镇党建办、驻村干部）、李四")
    assert view.save()
    first = service.minutes(session, service.browse(session)[0].id).guests
    assert [(one.name, one.capacity) for one in first] == [
        ("尤建业", "镇党建办、驻村干部"), ("李四", None),
    ]  # fmt: skip
    view.editor.facts.inputs["place"].put("村委会")
    assert view.save()
    assert service.minutes(session, first[0].meeting).guests == first


def test_every_kind_can_be_begun_filled_and_saved(page, session):
    enrol(session, "陈志强", party_post="书记", party_group="第一党小组")
    enrol(session, "林秀兰", party_post="组织委员", party_group="第一党小组")
    view = page()
    for kind in service.kinds_of(session):
        begun(view, kind)
        vote(view, 1)
        assert view.save(), view.editor.news._whole
        assert not view.unsaved()
    assert {one.kind for one in service.browse(session)} == set(service.kinds_of(session))


# -- nothing typed is lost -----------------------------------------------------------------------

CHILD = """
import sys
from jdzb.core import paths
from jdzb.gui import start
from jdzb.gui.pages import entry, left_unsaved
from jdzb.gui.shell import Shell
from jdzb.ledgers.meetings.page import MeetingsPage
from jdzb.store.database import open_ledger

root = start.make_root()
with open_ledger(paths.ledger_file(), "文书") as session:
    shell = Shell(root, session, (entry(MeetingsPage),))
    start.present(root)
    view = shell.page.front
    view.begin("支部党员大会")
    view.editor.attending.all_present()
    block = view.editor.agenda.blocks[0]
    block.title.inputs["title"].put("修缮南沟水渠")
    area = block.fields.inputs["talk"].area
    written = [0]

    def write():
        written[0] += 1
        area.insert("end", f"第{written[0]}句。")
        print(written[0], flush=True)
        root.after(50, write)

    write()
    root.mainloop()
"""


def test_a_kill_while_typing_loses_at_most_five_seconds(page, session, tk_root, home):
    enrol_many(session, 3)
    session.close()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT,
        env={**os.environ, "JDZB_HOME": str(home)},
    )  # fmt: skip
    file = home / drafts.FOLDER / drafts.NAME
    begun, typed_at = time.monotonic(), {}
    for line in child.stdout:
        typed_at[int(line)] = time.monotonic()
        if time.monotonic() - begun > 6:
            break
    child.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    child.wait()
    kept = json.loads(file.read_text(encoding="utf-8"))["items"][0]["raw"]["talk"]
    last = kept.count("。")
    assert last
    following = typed_at.get(last + 1, killed)
    assert killed - following <= 5


def test_what_a_kill_left_is_shown_said_and_no_record_until_it_is_saved(page, session, home):
    enrol_many(session, 3)
    view = begun(page())
    view.editor.attending.all_present()
    vote(view, 3, "修缮南沟水渠")
    view._keep()
    typed = view.editor.typed()
    view.saved = None  # as if the program had ended here
    again = page()
    assert "已找回上次没有保存的内容" in again.editor.news._whole
    assert again.editor.typed() == typed
    assert again.unsaved()
    assert service.browse(session) == []
    assert again.save()
    assert [one.state for one in service.browse(session)] == ["草稿"]
    assert drafts.found(session) is None


def test_a_draft_of_minutes_completed_meanwhile_becomes_a_correction(page, session):
    enrol_many(session, 2)
    added = service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-20"))).id
    view = page()
    view.editor.facts.inputs["place"].put("村委会")
    view._keep()
    view.saved = None
    service.complete(session, added)
    again = page()
    assert again.editor.typed().reason
    assert service.get(session, added).place is None
    assert again.save()
    assert (service.get(session, added).place, service.get(session, added).locked) == (
        "村委会", True,
    )  # fmt: skip


def test_a_draft_of_a_meeting_voided_meanwhile_becomes_a_new_meeting(page, session):
    enrol_many(session, 2)
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    added = service.record(session, minutes).id
    view = page()
    view.editor.facts.inputs["place"].put("村委会")
    view._keep()
    view.saved = None
    service.void(session, added, "登记错了")
    again = page()
    assert again.save()
    (one,) = service.browse(session)
    assert (one.id != added, one.place) == (True, "村委会")


def test_a_spoilt_draft_file_is_put_aside(page, session, home):
    file = drafts.file_of(session)
    file.parent.mkdir()
    file.write_text("{半个文件", encoding="utf-8")
    view = page()
    assert view.saved is None
    assert file.with_suffix(".spoilt").exists()


def test_throwing_away_what_is_typed_throws_the_draft_away(page, session, answers):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.facts.inputs["place"].put("村委会")
    view._keep()
    assert drafts.found(session)
    answers.append("不保存")
    assert view.can_leave()
    assert drafts.found(session) is None


# -- the other views -----------------------------------------------------------------------------


def test_a_year_is_planned_and_its_line_begins_the_minutes(page, session):
    enrol_many(session, 2)
    plan = page().page.turn("plan")
    plan.outline()
    assert len(plan.lines) > 12
    plan.table.select(next(one.id for one in plan.lines if one.kind == "主题党日"))
    plan.hold()
    view = plan.page.front
    assert view.saved.head["kind"] == "主题党日"
    assert view.saved.head["day"] == "2026-01-05"


def test_a_line_of_the_plan_that_was_held_opens_its_minutes(page, session):
    written = service.add(session, Meeting("主题党日", "2026-11-05")).id
    service.add(session, Meeting("主题党日", "2025-11-05"))
    view = page()
    view.begin("支部委员会")
    plan = view.page.turn("plan")
    plan.outline()
    held = [one for one in plan.lines if one.kind == "主题党日" and one.month == 11]
    plan.table.select(held[0].id)
    plan.hold()
    assert plan.page.front.saved.meeting == written


def test_a_meeting_to_come_is_called_on_the_day_planned(page, session):
    enrol_many(session, 2)
    service_plan.add_plan(session, Plan(2026, 12, LECTURE, "2026-12-05", "冬训"))
    plan = page().page.turn("plan")
    plan.table.select(plan.lines[0].id)
    plan.hold()
    assert plan.page.front.saved.head["day"] == "2026-12-05"
    assert plan.page.front.saved.head["theme"] == "冬训"


def test_what_is_written_of_an_item_is_not_dropped_unasked(page, session, tk_root, answers):
    enrol_many(session, 2)
    view, hand = begun(page()), Hand(tk_root)
    agenda = view.editor.agenda
    vote(view, 2)
    answers += [False, True]
    agenda.blocks[0].drop.invoke()
    assert len(agenda.blocks) == 1
    agenda.blocks[0].drop.invoke()
    assert agenda.blocks == []
    agenda.add_()
    view.editor.guests.inputs["guests"].focus_force()
    hand.press("Tab")
    assert tk_root.focus_get() is agenda.blocks[0].title.inputs["title"]
    agenda.blocks[0].drop.invoke()  # an empty one goes without a question
    assert agenda.blocks == []


def test_an_item_becomes_a_step_and_the_card_shows_the_chain(page, session):
    enrol_many(session, 2)
    matter = service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01")).id
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    item = Item("资金筹措方案", matter=matter, step=3)
    service.record(session, replace(minutes, items=(item,)))
    view = page()
    view._check()
    (chain,) = view.card.shown[1]
    assert [step.here for step in chain.steps] == [False, False, True, False, False, False]
    assert str(view.editor.agenda.blocks[0].step.whole) == "（四议：党员大会审议）"
    matters = view.page.turn("matters")
    assert matters.chains[0].matter.title == "修缮南沟水渠"
    settle(matters)


def test_the_empty_page_offers_a_new_meeting(page, session):
    view = page()
    assert view.editor.empty is not None
    assert [action.text for action in view.buttons()][-1] == "新会议"
    assert theme.percent(view) == 100
    assert not paths.ledger_file().parent.joinpath(drafts.FOLDER).exists()


# -- found, printed ------------------------------------------------------------------------------


def test_words_are_found_in_the_minutes_and_marked(page, session, tk_root):
    enrol_many(session, 2)
    for day, title in (("2026-10-20", "修缮南沟水渠"), ("2026-11-20", "冬季防火")):
        minutes = service.fresh(session, Meeting(GENERAL, day))
        service.record(session, replace(minutes, items=(Item(title),)))
    view = page()
    view.search.insert(0, "水渠")
    settle(tk_root, lambda: len(view.table.lines()) == 1)
    area = view.listing.excerpts.area
    assert "修缮南沟水渠" in area.get("1.0", "end")
    assert area.get(*(str(one) for one in area.tag_ranges("found"))) == "水渠"
    view.table.start()
    settle(tk_root)
    assert view.saved.head["day"] == "2026-10-20"
    view.search.clear()
    settle(tk_root, lambda: len(view.table.lines()) == 2)
    assert not view.listing.excerpts.winfo_manager()


def test_the_minutes_leave_as_text_and_as_a_word_file(page, session, tk_root, answers, tmp_path):
    from docx import Document

    enrol_many(session, 2)
    view = begun(page())
    vote(view, 2, "修缮南沟水渠")
    view.deeds.press.copy_text()
    assert "修缮南沟水渠" not in tk_root.clipboard_get()  # what is typed is not in the ledger
    file = tmp_path / "记录.docx"
    answers.append(file)
    view.deeds.press.export_word()
    settle(tk_root, file.exists)
    assert any("修缮南沟水渠" in one.text for one in Document(str(file)).paragraphs)
    assert [one.state for one in service.browse(session)] == ["草稿"]
    view.deeds.press.copy_text()
    assert "修缮南沟水渠" in tk_root.clipboard_get()


def test_a_criticism_is_written_and_kept_out_of_sight_of_other_kinds(page, session, answers):
    first, second = enrol_many(session, 2)
    view = begun(page(), "组织生活会")
    part = view.editor.criticisms
    part._put((Criticism(first, "相互批评", second, "到组里走得少", "每月一次"),))
    assert view.save()
    stored = service.minutes(session, service.browse(session)[0].id)
    assert [(one.member, one.critic, one.text) for one in stored.criticisms] == [
        (first, second, "到组里走得少")
    ]
    answers += [False, True]
    part._drop(0)
    assert len(part.entries) == 1
    part._drop(0)
    assert part.entries == ()
    assert part.winfo_manager()
    begun(view, LECTURE)
    assert not part.winfo_manager()


def test_a_photo_of_the_signed_sheet_hangs_on_the_meeting(page, session, tk_root, answers):
    enrol_many(session, 2)
    added = service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-20"))).id
    view = page()
    part = view.editor.filing
    answers += [ROOT / "tests" / "data" / "公开栏.jpg", "签到表"]
    part.add_()
    settle(tk_root, lambda: bool(part.images))
    (file,) = service.minutes(session, added).files
    assert (file.name, file.kind) == ("公开栏.jpg", "签到表")
    answers += ["作废…", "加错了"]
    part.open(file)
    assert part.files == []


def test_the_next_start_opens_the_page_that_lost_its_window(page, session, tk_root):
    enrol_many(session, 2)
    assert left_unsaved(session.path.parent) == []
    view = begun(page())
    view.editor.facts.inputs["place"].put("村委会")
    view._keep()
    assert left_unsaved(session.path.parent) == [MeetingsPage.KEY]


def test_escape_in_the_minutes_asks_what_becomes_of_them(page, session, tk_root, answers):
    enrol_many(session, 2)
    view = begun(page())
    view.editor.facts.inputs["place"].put("村委会")
    settle(tk_root)
    answers.append("不保存")
    Hand(tk_root).press("Escape")
    assert view.saved is None


def test_no_text_of_complete_minutes_stays_on_the_page_of_the_next(page, session):
    enrol_many(session, 2)
    for day, talk in (("2026-10-20", "第一次"), ("2026-11-20", "第二次")):
        minutes = service.fresh(session, Meeting(GENERAL, day, note=talk))
        added = service.record(session, replace(minutes, items=(Item("修渠", talk=talk),))).id
        service.complete(session, added)
    view = page()
    view._turn_to(str(service.browse(session)[1].id))
    assert view.editor.typed().items[0].raw["talk"] == "第一次"
    assert view.editor.typed().head["note"] == "第一次"
    begun(view)
    assert view.editor.typed().items[0].raw["talk"] == view.editor.typed().head["note"] == ""
