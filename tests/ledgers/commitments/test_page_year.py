"""The six steps and the ballots of a year on a real window."""

import pytest

from jdzb.core.ledger import Due
from jdzb.ledgers.commitments import service, service_outlook, service_progress
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import KEPT
from jdzb.ledgers.commitments.entries import Ballot, Progress, Step
from jdzb.ledgers.commitments.page.ballots import sum_words
from tests.gui.driving import in_turn, settle

COUNT = {"handed": "40", "returned": "38", "satisfied": "30", "fairly": "6", "dissatisfied": "2"}


def at(page, open_, *acts):
    in_turn(page.winfo_toplevel(), open_, *acts)
    settle(page)


@pytest.fixture
def view(page, promise):
    """The promises of two people and the branch in front."""
    for name in ("", "林秀兰", "周桂芳"):
        promise(name)
    page.refresh(None)
    return page.front


def key(widget, sequence):
    widget.focus_force()
    settle(widget)
    widget.event_generate(sequence)
    settle(widget)


def looks(view, step):
    button = view.strip.buttons[step]
    return button["text"][2:], str(button["style"]).partition(".")[0]


def test_the_strip_tells_what_is_done_and_what_is_next(view):
    assert looks(view, "提诺") == ("提诺 2 人 3 条", "Done")
    assert looks(view, "审诺")[1] == "Late"
    assert "审诺" in view.strip.line._whole
    assert "已经过了" in view.strip.line._whole


def test_a_step_is_registered_by_a_click_tied_to_a_meeting_and_put_right(
    page, view, session, answers
):
    link = session.add("meetings", {"kind": "支部委员会", "day": "2026-03-02"}, what="会").id

    def register(form):
        (words,) = form.links
        form.form.fill({"day": "2026-03-02", "link": words})
        form.save()

    at(page, view.strip.buttons["审诺"].invoke, register)
    (step,) = campaign.taken(session, 2026)
    assert (step.step, step.day, step.link) == ("审诺", "2026-03-02", f"meetings:{link}")
    assert looks(view, "审诺") == ("审诺 03-02", "Done")
    assert "2026-03-02 支部委员会" in view.strip._tips["审诺"].text

    def amend(form):
        assert form.form.read()["link"] == "2026-03-02 支部委员会"
        form.form.fill({"day": "2026-03-03"})
        answers.append("日期登记错了")
        form.save()

    at(page, view.strip.buttons["审诺"].invoke, amend)
    assert campaign.taken(session, 2026)[0].day == "2026-03-03"

    def void(form):
        answers.append("登记错了")
        form.void()

    at(page, view.strip.buttons["审诺"].invoke, void)
    assert campaign.taken(session, 2026) == []


def test_a_due_line_opens_the_form_of_its_step(page, view, session):
    campaign.take(session, Step(2026, "审诺", "2026-03-02"))
    due = Due("commitments", None, "…", "", service_outlook.STEP, filled=("2026", "公示"))

    def register(form):
        form.save()

    at(page, lambda: page.open_due(due), register)
    assert [one.step for one in campaign.taken(session, 2026)] == ["审诺", "公示"]


def test_what_reached_its_target_is_settled_in_one_go(page, session, promise, answers):
    for name, target in (("林秀兰", 3), ("周桂芳", 3), ("郑德福", 30)):
        id_ = promise(name, target=target)
        service_progress.add(session, Progress(id_, "2026-11-02", "走访", 3))
    page.refresh(None)
    view = page.front
    assert view.strip.settle["text"] == "达标的 2 条评为兑现…"
    answers.append(True)
    view.strip.settle.invoke()
    assert [one.outcome for one in service.of_year(session, 2026)] == [KEPT, KEPT, None]
    assert view.strip.settle.winfo_manager() == ""
    page.shell.on_changed(session.undo())
    assert [one.outcome for one in service.of_year(session, 2026)] == [None] * 3


def test_a_step_tied_to_a_meeting_is_of_its_day_also_of_the_december_before(page, view, session):
    session.add("meetings", {"kind": "支部委员会", "day": "2025-12-28"}, what="会")

    def write(form):
        link = form.form.input("link")
        link.put(link["values"][-1])
        link.event_generate("<<ComboboxSelected>>")
        settle(form)
        assert form.form.read()["day"] == "2025-12-28"
        form.save()

    at(page, lambda: view.press("审诺"), write)
    (step,) = (one for one in campaign.taken(session, 2026) if one.step == "审诺")
    assert campaign.linked(session, step.link) == ("支部委员会", "2025-12-28")


# -- ballots ---------------------------------------------------------------------------------------


def test_ballots_are_counted_person_by_person_each_saved_by_itself(page, view, session, people):
    def write(dialog):
        assert dialog.who["text"] == "党支部"
        dialog.form.fill(COUNT)
        dialog.save()
        assert dialog.who["text"] == "林秀兰"
        assert dialog.form.read()["handed"] == "40"  # as many were handed out as for the last
        dialog.form.fill(COUNT)
        dialog.save()
        dialog.close(None)

    at(page, view.strip.tally.invoke, write)
    counted = campaign.ballots(session, 2026)
    assert [one.member for one in counted] == [None, people["林秀兰"]]
    assert [one.kept_back for one in counted] == [2, 2]


def test_what_is_typed_replaces_the_number_offered_for_the_next_person(page, view, session):
    def write(dialog):
        dialog.form.fill(COUNT)
        dialog.save()
        handed = dialog.form.input("handed")
        assert (handed.get(), handed.selection_get()) == ("40", "40")
        handed.event_generate("<Key-5>")
        settle(dialog)
        assert dialog.form.read()["handed"] == "5"
        dialog.form.fill({"returned": "38"})
        key(handed, "<Return>")  # to the next number, chosen whole too
        assert dialog.focus_get().selection_get() == "38"
        dialog.form.settle()
        dialog.close(None)

    at(page, view.strip.tally.invoke, write)


def test_a_sum_that_is_not_what_came_back_is_said_and_not_saved(page, view, session):
    def write(dialog):
        dialog.form.fill({**COUNT, "dissatisfied": "5"})
        dialog._add_up()
        assert "多 3 张" in dialog.sum._whole
        dialog.save()
        assert "41 张" in dialog.form.problems()["returned"]
        dialog.table.select(dialog.people[1])  # the line stays until it is right
        settle(dialog)
        assert dialog.chosen is None
        dialog.form.settle()
        dialog.close(None)

    at(page, view.strip.tally.invoke, write)
    assert campaign.ballots(session, 2026) == []


def test_a_count_is_put_right_for_a_reason_and_put_out_of_force(page, view, session, answers):
    campaign.count(session, [Ballot(2026, "2026-11-20", 40, 38, None, 30, 6, 2)])

    def write(dialog):
        assert dialog.who["text"] == "林秀兰"  # the branch is counted
        dialog.table.select(0)
        settle(dialog)
        assert dialog.form.read()["satisfied"] == "30"
        answers.append("数错了")
        dialog.form.fill({"satisfied": "31", "fairly": "5"})
        dialog.save()
        dialog.table.select(0)
        settle(dialog)
        answers.append("重新测评")
        dialog.void()
        dialog.close(None)

    at(page, view.strip.tally.invoke, write)
    assert campaign.ballots(session, 2026) == []
    assert len(session.rows(campaign.BALLOTS, voided=True)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "✔ 各项合计 38 张，等于收回的，没有收回 2 张。"),
        ({"fairly": "5"}, "▲ 各项合计 37 张，比收回的 38 张少 1 张，没有收回 2 张。"),
        ({"returned": "41"}, "▲ 收回 41 张，比发出的 40 张多。"),
        ({"returned": ""}, "各项合计 38 张。"),
        ({"fairly": "六"}, "张数填整数。"),
    ],
)
def test_the_sum_beside_the_fields_says_how_it_adds_up(typed, says):
    raw = {**COUNT, "abstain": "", "invalid": "", **typed}
    assert sum_words(raw)[0] == says
