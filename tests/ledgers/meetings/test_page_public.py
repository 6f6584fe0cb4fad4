"""A decision made public on a real window: its state on the item, the day, the notice, taken back."""

from dataclasses import replace

import pytest

from jdzb.core.errors import Refused
from jdzb.gui.kit import scaling
from jdzb.ledgers.meetings import service, service_outlook, service_sheets
from jdzb.ledgers.meetings.columns import INTERNAL, PUBLIC
from jdzb.ledgers.meetings.entries import Item, Meeting
from jdzb.ledgers.notices.entries import Notice, values_of
from tests.gui import clipping
from tests.gui.driving import in_turn, settle
from tests.ledgers.meetings.test_page import (  # noqa: F401 - the fixture
    GENERAL,
    begun,
    enrol_many,
    page,
    vote,
)

DECIDED = (
    Item("修渠", decision="同意", publish=PUBLIC),
    Item("购买桌椅", decision="同意", publish=PUBLIC),
    Item("谈心安排", decision="同意", publish=INTERNAL),
)


def held(session, *items, day="2026-11-16", complete=True):
    enrol_many(session, 3)
    minutes = service.fresh(session, Meeting(GENERAL, day))
    meeting = service.record(session, replace(minutes, items=items)).id
    if complete:
        service.complete(session, meeting)
    return meeting


def hung(session, title, day, **values):
    """A notice on the wall."""
    notice = Notice(title, category="党务公开", posted_on=day, posted_by="林秀兰", **values)
    return session.add("notices", values_of(notice), what="登记").id


def told(view, number=0):
    block = view.editor.agenda.blocks[number]
    return block.public._whole if block.foot.winfo_manager() else None


def publish(view, root, act, number=0):
    in_turn(root, view.editor.agenda.blocks[number].publish.invoke, act)
    settle(root)


def test_the_state_stands_on_every_item_that_is_to_be_public(page, session):  # noqa: F811
    held(session, *DECIDED)
    view = page()
    assert told(view) == "▲ 未公开，最迟2026年11月23日公开"
    assert told(view, 2) is None


def test_the_resolution_that_hangs_is_proposed_for_all_decisions(page, session, tk_root):  # noqa: F811
    meeting = held(session, *DECIDED)
    title = service_sheets.resolution(session, service.minutes(session, meeting)).title
    hung(session, "财务收支公示", "2026-11-19")
    hung(session, "去年的公示", "2026-10-10")
    number = hung(session, title, "2026-11-18", source=f"meetings:{title}")
    view = page()

    def agree(dialog):
        assert len(dialog.notices) == 2  # what hung before the meeting is not offered
        assert dialog.form.read()["published_on"] == "2026-11-18"
        dialog.save()

    publish(view, tk_root, agree)
    items = service.minutes(session, meeting).items
    assert [(one.published_on, one.notice) for one in items] == [
        ("2026-11-18", number), ("2026-11-18", number), (None, None),
    ]  # fmt: skip
    assert told(view) == f"✔ 已公开　2026年11月18日　《{title}》"
    assert not any(due.button == "去公开" for due in service_outlook.due(session))
    assert service.get(session, meeting).locked
    view.shell.undo()
    assert told(view, 1).startswith("▲ 未公开")


def test_one_decision_is_published_by_a_day_alone_and_taken_back(page, session, tk_root, answers):  # noqa: F811
    meeting = held(session, *DECIDED)
    view = page()

    def by_day(dialog):
        dialog.all.set(False)
        dialog.form.input("published_on").put("2026-11-20")
        dialog.save()

    publish(view, tk_root, by_day, 1)
    assert told(view, 1) == "✔ 已公开　2026年11月20日　"
    assert told(view).startswith("▲ 未公开")
    answers.append("没有张贴")
    publish(view, tk_root, lambda dialog: dialog._take_back(), 1)
    assert told(view, 1).startswith("▲ 未公开")
    last = session.entries("tbl = 'meeting_items'")[-1]
    assert (last.reason, last.new["published_on"]) == ("没有张贴", None)
    assert service.minutes(session, meeting).items[1].publish == PUBLIC


def test_what_is_typed_is_saved_before_and_stays(page, session, tk_root):  # noqa: F811
    enrol_many(session, 2)
    view = begun(page())
    vote(view, 2)
    view.editor.agenda.blocks[0].fields.inputs["publish"].put(PUBLIC)
    settle(tk_root)
    assert told(view).startswith("▲ 未公开")
    publish(view, tk_root, lambda dialog: dialog.save())
    (item,) = service.minutes(session, service.browse(session)[0].id).items
    assert (item.title, item.published_on) == ("修缮水渠", "2026-11-21")
    view.editor.agenda.blocks[0].fields.inputs["decision"].put("同意，开春动工")
    assert view.save()
    (item,) = service.minutes(session, service.browse(session)[0].id).items
    assert (item.decision, item.published_on) == ("同意，开春动工", "2026-11-21")


@pytest.mark.parametrize("day", ["2026-11-15", "2026-11-22"])
def test_a_day_before_the_meeting_or_to_come_is_refused(session, day):
    meeting = held(session, *DECIDED)
    with pytest.raises(Refused, match="公开日期应在开会（2026-11-16）以后、今天以前"):
        service.published(session, service.minutes(session, meeting).items[0].id, day)


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_of_the_publication_is_cut_off(page, session, tk_root, percent):  # noqa: F811
    held(session, *DECIDED)
    hung(session, "关于党员大会通过修缮南沟水渠资金筹措方案等两项决议的公示", "2026-11-18")
    view = page()
    tk_root.geometry("1366x708")
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)
    found = clipping.offences(tk_root)

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.close(None)

    publish(view, tk_root, look)
    assert found == []
