"""A round on a real window from its opening to its end: list, stages, ballots, ties, what follows."""

from datetime import date

import openpyxl
import pytest

from jdzb.core import clock
from jdzb.core.ledger import Due
from jdzb.gui.kit.gridcells import Typed
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.gui.pages import entry
from jdzb.ledgers.appraisals import (
    service,
    service_notice,
    service_outlook,
    service_schemes,
    service_stages,
    service_standings,
    service_talks,
)
from jdzb.ledgers.appraisals.entries import Help
from jdzb.ledgers.appraisals.page.schemes import SchemesDialog
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.notices import service as notices
from jdzb.ledgers.notices.entries import Notice
from jdzb.ledgers.notices.page import NoticesPage
from tests.gui.driving import in_turn, settle
from tests.ledgers.appraisals import rounds

LIKED = (5, 2, 0)


@pytest.fixture
def village(session):
    """A round of seven with nothing entered."""
    ids = rounds.people(session)
    return ids, rounds.opened(session)


def filled(session, round_id, **points):
    """Every point and every vote entered; all alike unless said otherwise."""
    points = dict.fromkeys(rounds.NAMES, 9) | points
    votes = dict.fromkeys(rounds.NAMES, LIKED)
    for period in ("first", "second"):
        rounds.entered(session, round_id, "view", points, period)
        rounds.voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 7)])


def step(opened, number):
    """A stage, by its number."""
    return service_stages.steps(opened.standings.whole)[number - 1]


def test_a_round_is_opened_and_says_before_who_is_not_graded_and_why(page, session, tk_root):
    rounds.people(session)
    opened = page()

    def fill(form):
        settle(form, until=lambda: form.seen._whole)
        assert not form.unsaved()
        form.form.fill({"scheme": "合格党员评定"})
        form._look()
        assert form.form.read()["title"] == "2026年度合格党员评定"
        form.form.fill({"year": "2028"})
        form.save()
        assert form.form.problems() == {"year": "这一年还早，最多到明年"}
        form.form.fill({"year": "2026"})
        assert "参加但不评定 1 人（预备党员参加评议，不评定等次 1）：严建国" in form.seen._whole
        assert "不参加 1 人（年老体弱免评 1）：何永贵" in form.seen._whole
        form.save()

    in_turn(tk_root, opened.empty.button.invoke, fill)
    settle(opened)
    assert opened.split.winfo_viewable()
    assert opened.header._title["text"] == "2026年度合格党员评定"
    assert len(opened.card.grid_.rows) == 9
    opened.shell.undo()
    settle(opened)
    assert opened.empty.button.winfo_viewable()


def test_somebody_is_excused_with_why_and_a_reason(page, session, village, tk_root):
    opened = page()
    who = rounds.subjects(session, village[1])["吴春生"]
    opened.card.grid_.select(who)
    settle(opened)

    def fill(form):
        form.form.fill({"takes": "不参加"})
        form.save()
        assert set(form.form.problems()) == {"why", "reason"}
        form.form.fill({"why": "长期住院", "reason": "支部大会定的"})
        form.save()

    in_turn(tk_root, opened.person.buttons["是否评定…"].invoke, fill)
    one = service.whole(session, village[1]).subject(who)
    assert (one.takes, one.why) == ("不参加", "长期住院")
    row = next(each for each in opened.card.grid_.rows if each.id == who)
    assert row.cells[-1] == "长期住院"
    assert "长期住院 1" in opened.spread.told._whole


def test_who_has_done_a_stage_is_ticked_and_the_strip_counts(page, session, village, tk_root):
    opened = page()
    assert opened.strip.buttons[0]["text"] == "① 上半年党员自评 0/8"

    def tick(dialog):
        dialog.table.select(*[line.id for line in dialog.table.lines()][:3])
        dialog.mark()
        dialog.cancel()

    in_turn(tk_root, opened.strip.buttons[0].invoke, tick)
    assert opened.strip.buttons[0]["text"] == "① 上半年党员自评 3/8"
    assert opened.strip.buttons[0]["style"] == "Next.Step.TButton"


def test_a_stage_is_completed_in_the_form_and_not_before_its_turn(
    page, session, village, tk_root, answers
):
    opened = page()

    def complete(dialog):
        answers.append(True)  # eight people are missing
        dialog.complete()

    def write(form):
        assert form.form.read()["done_on"] == "2026-11-21"
        form.save()

    in_turn(tk_root, lambda: opened.deeds.stage(step(opened, 1)), complete, write)
    assert step(opened, 1).over
    assert opened.strip.buttons[0]["style"] == "Done.Step.TButton"
    answers.extend(["退回…", "登记错了"])
    opened.deeds.stage(step(opened, 1))
    assert not step(opened, 1).over


def test_ballots_are_counted_and_what_does_not_add_up_stands_beside(
    page, session, village, tk_root, answers
):
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        assert dialog.said._whole.startswith("先填发出、收回的票数")
        dialog.form.fill({"handed": "9", "returned": "8", "invalid": "1", "blank": "0"})
        dialog.form.fill({"should0": "9", "present0": "8"})
        dialog.save()
        assert "还有 7 个对象没有登记得票" in dialog.said._whole
        for row in range(7):
            cells = [(5, "5"), (2, "2"), (0, "0")]
            typed = [Typed(row, place, text) for place, (_, text) in enumerate(cells)]
            assert dialog._votes(typed)
        assert dialog.grid_.rows[0].cells[-1] == "7"
        assert dialog._votes([Typed(0, 0, "6")])
        assert dialog.grid_.rows[0].cells[-1] == "8 / 7"
        assert dialog.grid_.rows[0].tones[4] == "red"
        assert dialog.said._whole == "“陈志强”的票数对不上。改动还没有保存。"
        dialog._votes([Typed(0, 0, "5")])
        dialog.save()
        assert dialog.said._whole == "票数都对得上。"
        dialog.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count)
    assert len(service.whole(session, village[1]).tallies) == 7
    assert "8票" in opened.strip.buttons[1]["text"]


def _vote(opened):
    return step(opened, 2)


def test_sums_are_not_replaced_by_papers_unasked(page, session, village, tk_root, answers):
    filled(session, village[1])
    opened = page()
    answers.extend(["发票、计票…", False])

    def count(dialog):
        dialog.papers()  # no second window: the answer was no
        assert dialog.said._whole == "票数都对得上。"
        dialog.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count)
    assert answers == []
    assert service.whole(session, village[1]).papers == ()


def test_a_word_where_votes_belong_is_refused(page, session, village, tk_root, answers, said):
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        assert not dialog._votes([Typed(0, 0, "五")])
        dialog.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count)
    assert "应为票数" in said[-1][1]


def test_papers_are_entered_one_by_one_by_digits(page, session, village, tk_root, answers, said):
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        dialog.form.fill({"handed": "2", "returned": "2", "invalid": "0", "blank": "0"})
        dialog.papers()
        assert dialog.grid_.rows[0].cells[:3] == ("1", "1", "0")
        dialog.cancel()

    def enter(paper):
        for digit in ("1", "2"):
            for who in paper.people:
                assert paper._typed([Typed(who, 0, digit)])
            assert paper.grid_.rows[0].cells[0].startswith(digit)
            paper.save()
        assert not paper._typed([Typed(paper.people[0], 0, "4")])
        assert "1 到 3 的数字" in said[-1][1]
        paper.number.delete(0, "end")
        paper.number.insert(0, "3")
        paper.save()
        assert "票号“3”应为 1 到 2 的数" in said[-1][1]
        paper.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count, enter)
    assert len(service.whole(session, village[1]).papers) == 2


def key(window, keysym):
    """A key pressed where the keyboard is."""
    window.focus_get().event_generate("<Key>", keysym=keysym)
    window.update()


def test_a_tick_typed_and_saved_at_once_belongs_to_its_own_paper(
    page, session, village, tk_root, answers, said
):
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        dialog.form.fill({"handed": "2", "returned": "2", "invalid": "0", "blank": "0"})
        dialog.papers()
        dialog.cancel()

    def enter(paper):
        paper.grid_._edge(0, 0)
        key(paper, "2")
        assert paper.unsaved()
        paper.focus_get().event_generate("<Control-s>")
        paper.update()
        assert not paper.unsaved()
        assert paper.number.get() == "2"
        assert paper.grid_.rows[0].cells[0] == ""
        key(paper, "9")
        paper.save()
        assert "1 到 3 的数字" in said[-1][1]
        assert paper.number.get() == "2"
        paper.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count, enter)
    (first,) = service.whole(session, village[1]).papers
    assert [place for _, _, place in first.answers] == [1]


def test_votes_typed_and_saved_at_once_are_saved(page, session, village, tk_root, answers):
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        dialog.form.fill({"handed": "9", "returned": "8", "invalid": "1", "blank": "0"})
        dialog.save()
        dialog.grid_.start()
        dialog.grid_._edge(0, 0)
        key(dialog, "7")
        dialog.focus_get().event_generate("<Control-s>")
        dialog.update()
        assert not dialog.unsaved()
        dialog.cancel()

    in_turn(tk_root, lambda: opened.deeds.stage(_vote(opened)), count)
    (tally,) = service.whole(session, village[1]).tallies
    assert tally.counts[0] == 7


def test_equals_are_decided_openly_with_a_reason(page, session, village, tk_root):
    round_id = village[1]
    for period in ("first", "second"):
        rounds.entered(session, round_id, "view", dict.fromkeys(rounds.NAMES, 10), period)
        votes = dict.fromkeys(rounds.NAMES, (7, 0, 0))
        rounds.voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 7)])
    opened = page()
    assert opened.card.buttons["裁定…"]["text"] == "裁定 1…"
    who = rounds.subjects(session, round_id)

    def decide(dialog):
        assert {line.cells[2] for line in dialog.table.lines()} == {"各项都一样"}
        dialog.take()
        assert "应选 2 人" in dialog.said._whole
        dialog.table.select(who["林秀兰"], who["陈志强"])
        dialog.take()
        assert "请写明理由" in dialog.said._whole
        dialog.reason.set("支部大会表决")
        dialog.take()

    in_turn(tk_root, opened.card.buttons["裁定…"].invoke, decide)
    found = service_standings.standings(session, round_id)
    best = {one.subject.name for one in found.lines if one.grade == "优秀"}
    assert best == {"林秀兰", "陈志强"}
    assert opened.card.buttons["裁定…"]["text"] == "裁定…"


def test_help_leads_to_the_first_month_that_is_missing(fallen, session, village, tk_root):
    ids, round_id = village
    who = (ids["陈志强"], ids["林秀兰"], "村医周明")
    help_ = Help(
        ids["吴春生"], *who, since="2026-08-01", until="2027-07-31", plan="谈心。", round=round_id
    )
    service_talks.add_help(session, help_)

    def months(dialog):
        assert "措施：谈心。内部" in dialog.told._whole
        assert dialog.table.selected() == "2026-08"
        dialog.note()
        assert dialog.table.selected() == "2026-09"
        dialog.cancel()

    def note(form):
        form.form.fill({"text": "谈了一次"})
        form.save()

    in_turn(tk_root, fallen.deeds.help, months, note)


def test_the_notice_waits_for_what_is_missing_then_is_written_and_printed(
    page, session, village, tk_root, said
):
    opened = page()
    opened.deeds.post()
    assert "没有填完" in said[-1][1]
    assert "还不能公示" in said[-1][1]
    filled(session, village[1], 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    opened.refresh(None)
    with pytest.raises(Exception, match="还没有"):
        opened.deeds.post()
    rounds.stages_done(session, village[1])
    opened.refresh(None)
    seen = []

    def write(form):
        assert form.form.read()["until"] == "2026-11-28"
        form.form.fill({"until": "2026-11-20"})
        form.save()
        assert form.form.problems() == {"until": "早于开始的 2026-11-21"}
        form.form.fill({"until": "2026-11-28"})
        form.save()

    in_turn(
        tk_root, opened.deeds.post, write,
        lambda window: (seen.append(type(window)), window.cancel()),
    )  # fmt: skip
    assert seen == [PrintDialog]
    assert opened.standings.whole.notice.until == "2026-11-28"
    assert "11-21 至 11-28" in opened.strip.buttons[4]["text"]


def test_an_objection_is_entered_on_the_board_one_key_away(page, session, village, answers):
    round_id = village[1]
    filled(session, round_id, 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    rounds.stages_done(session, round_id)
    rounds.posted(session, round_id)
    opened = page(entry(NoticesPage))
    answers.append("登记意见…")
    opened.deeds.stage(step(opened, 5))
    assert isinstance(opened.shell.page, NoticesPage)


def test_the_notice_that_hangs_is_entered_with_the_round(page, session, village, tk_root, answers):
    round_id = village[1]
    filled(session, round_id, 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    rounds.stages_done(session, round_id)
    whole = service.whole(session, round_id)
    service_notice.post(session, round_id, service_notice.notice_entry(whole, date(2026, 11, 13)))
    opened = page(entry(NoticesPage))
    opened.deeds.press.link_notice()
    assert opened.standings.whole.notice.link is None
    source = f"appraisals:{opened.deeds.press.notice_title(whole)}"
    hanging = Notice(
        "评定结果", source=source, body="结果", place="公开栏", posted_by="林秀兰",
        posted_on="2026-11-13", **dict.fromkeys(("checked_on", "approved_on"), "2026-11-12"),
        **dict.fromkeys(("checked_by", "approved_by"), "陈志强"),
    )  # fmt: skip
    row = notices.add(session, hanging).id
    answers.append("再打印")
    in_turn(tk_root, opened.deeds.post, lambda window: window.cancel())
    assert opened.standings.whole.notice.link == f"notices:{row}"
    answers.append("登记意见…")
    opened.deeds.stage(step(opened, 5))
    assert isinstance(opened.shell.page, NoticesPage)


def test_the_end_freezes_and_says_so_when_somebody_types(
    page, session, village, answers, said, monkeypatch
):
    round_id = village[1]
    filled(session, round_id, 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    rounds.stages_done(session, round_id)
    rounds.posted(session, round_id)
    opened = page()
    board = opened.shell.board
    monkeypatch.setattr(board, "unanswered", lambda *_: ["村民问扣分"], raising=False)
    with pytest.raises(Exception, match="有 1 条意见没有答复（村民问扣分），没有定档"):
        opened.deeds.stage(step(opened, 6))
    monkeypatch.setattr(board, "unanswered", lambda *_: [], raising=False)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 20))
    with pytest.raises(Exception, match="公示到2026年11月20日，还没有结束"):
        opened.deeds.stage(step(opened, 6))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))
    answers.append(True)
    opened.deeds.stage(step(opened, 6))
    assert opened.standings.whole.round.closed
    who = rounds.subjects(session, round_id)["吴春生"]
    opened.card.tabs.choose("second/")
    assert not opened.card._typed([Typed(who, 2, "9")])
    assert "已经定档，结果不能再改" in said[-1][1]


@pytest.fixture
def fallen(page, session, village):
    """The page with somebody chosen who fell below the line."""
    _, round_id = village
    filled(session, round_id)
    for period in ("first", "second"):
        rounds.entered(session, round_id, "task", {"吴春生": 50}, period)
    opened = page()
    opened.card.grid_.select(rounds.subjects(session, round_id)["吴春生"])
    settle(opened)
    return opened


def red(opened):
    """The buttons of the card that say: this comes next."""
    buttons = opened.person.buttons.items()
    return [text for text, one in buttons if str(one["style"]) == "SmallPrimary.TButton"]


def test_below_the_line_a_talk_is_recorded_with_who_talked_and_what_was_said(
    fallen, session, village, tk_root
):
    ids, round_id = village
    assert fallen.person.buttons["登记谈话"].winfo_viewable()
    assert red(fallen) == ["登记谈话"]
    assert "应谈话" in fallen.person.fallen._whole

    def talk(form):
        form.save()
        assert sorted(form.form.problems()) == ["talker", "text"]
        form.form.fill({"talker": str(ids["陈志强"]), "text": "指出值班脱岗的问题"})
        form.save()

    in_turn(tk_root, fallen.person.buttons["登记谈话"].invoke, talk)
    assert red(fallen) == ["2+1 帮教"]
    assert [one.member for one in service_talks.talks(session, round_id)] == [ids["吴春生"]]
    assert "2026-11-21 已谈话" in fallen.person.known._whole
    assert "应谈话" not in fallen.person.fallen._whole
    assert "应帮教" in fallen.person.fallen._whole


def test_help_of_two_and_one_begins_for_a_year_and_is_noted_by_the_month(
    fallen, session, village, tk_root
):
    ids, _ = village

    def begin(form):
        assert form.form.read()["until"] == "2027-11-20"
        people = {"first": str(ids["陈志强"]), "second": str(ids["陈志强"]), "third": "亲属吴大"}
        form.form.fill(people)
        form.save()
        assert "second" in form.form.problems()
        form.form.fill({"second": str(ids["林秀兰"])})
        form.save()

    in_turn(tk_root, fallen.person.buttons["2+1 帮教"].invoke, begin)
    (helped,) = service_talks.helps(session, ids["吴春生"])
    assert helped.help.second == ids["林秀兰"]
    assert "已帮教" in fallen.person.fallen._whole

    def months(dialog):
        dialog.note()
        assert dialog.table.lines()[-1].cells[3] == "开始谈心"
        dialog.cancel()

    def note(form):
        form.form.fill({"month": "2026-11", "text": "开始谈心"})
        form.save()

    in_turn(tk_root, fallen.person.buttons["2+1 帮教"].invoke, months, note)


def test_a_wrong_scheme_is_told_by_line_and_a_right_one_shown_before_it_is_taken(
    page, session, tk_root, said
):
    rounds.people(session)
    opened = page()
    text = rounds.OWN.read_text(encoding="utf-8")

    def paste(dialog):
        dialog.clipboard_clear()
        dialog.clipboard_append(text.replace("weight = 40", "wieght = 40"))
        dialog.paste()
        assert said[-1][0] == "show_text"
        assert "wieght" in said[-1][1]
        assert said[-1][1].startswith("评议办法有误 “粘贴的办法”有 ")
        scheme = dialog.schemes[dialog.table.selected()]
        assert dialog.source._whole == f"出处：{scheme.source}"
        assert "行" in said[-1][1]
        assert service_schemes.own(session) == []
        dialog.clipboard_clear()
        dialog.clipboard_append(text)
        dialog.paste()
        assert "青山村评定办法" in [line.cells[0] for line in dialog.table.lines()]
        dialog.cancel()

    def picture(dialog):
        words = dialog.body.winfo_children()[-1]._whole
        assert "分几次：上半年 40%，下半年 60%" in words
        assert "组织生活（20分）每次 2分，依据：无故缺席会议" in words
        assert "优秀 90分以上 不超过 1/3" in words
        dialog.primary.invoke()

    in_turn(tk_root, opened.deeds.schemes, paste, picture)
    assert [one.title for one in service_schemes.own(session)] == ["青山村评定办法"]


def test_every_shipped_scheme_opens_and_says_what_it_is(page, session, tk_root, said):
    rounds.people(session)
    chief = Member(
        "罗建军",
        joined="2001-03",
        full="2002-03",
        village_post="村委会主任",
        party_group="第一党小组",
    )
    members.add(session, chief)
    branchless = page()
    for scheme in service.schemes(session):
        rounds.opened(session, scheme.title, title=f"2026{scheme.title}")
    branchless.refresh(None)
    told, totals = {}, {}
    for place, one in enumerate(branchless.rounds):
        branchless._turn(place)
        settle(branchless)
        assert branchless.header._title["text"] == one.title
        told[one.scheme] = branchless.header._subtitle.whole
        totals[one.scheme] = branchless.card.grid_.columns[-2].title
        for sight in branchless.card.sights:
            if branchless.card.tabs:
                branchless.card.tabs.choose(sight.key)
            settle(branchless)

    assert "一季度至四季度" in told["星级支部"]
    assert "年中 年末" in told["党员两个指数"]
    assert totals["民主评议党员"] == "优秀率%"
    assert totals["合格党员评定"] == "总分"

    def look(dialog):
        assert isinstance(dialog, SchemesDialog)
        for key in dialog.schemes:
            dialog.table.select(key)
            dialog.look()
        dialog.cancel()

    in_turn(tk_root, branchless.deeds.schemes, look)
    assert len([one for one in said if one[0] == "show_text"]) == len(branchless.rounds)


def test_the_lines_of_the_day_open_what_they_promise(page, session, village, tk_root, answers):
    ids, round_id = village
    opened = page()
    seen = []

    def close(window):
        seen.append(window.title())
        window.cancel()

    today = clock.today()
    go = Due("appraisals", today, "", "", service_outlook.GO, round_id)
    in_turn(tk_root, lambda: opened.open_due(go), close)
    talk = Due(
        "appraisals", today, "", "", service_outlook.TALKING, ids["吴春生"], (str(round_id),)
    )
    in_turn(tk_root, lambda: opened.open_due(talk), close)
    help_ = Help(ids["吴春生"], ids["陈志强"], ids["林秀兰"], "亲属", "2026-09-01", "2027-08-31")
    helped = service_talks.add_help(session, help_).id
    note = Due("appraisals", today, "", "", service_outlook.NOTING, helped, ("2026-09",))
    in_turn(tk_root, lambda: opened.open_due(note), close)
    assert seen == ["上半年党员自评", "登记谈话", "一个月的帮教情况"]
    finish = Due("appraisals", today, "", "", service_outlook.FINISH, round_id)
    with pytest.raises(Exception, match="没有定档"):  # and nothing was asked before
        opened.open_due(finish)


def test_a_round_is_corrected_and_voided_with_reasons(page, session, village, tk_root, answers):
    opened = page()
    answers.append("更正…")

    def write(form):
        form.form.fill({"title": "2026年度党员评定", "why": "名称写错了"})
        form.save()

    in_turn(tk_root, opened.deeds.head, write)
    assert opened.header._title["text"] == "2026年度党员评定"
    answers.extend(["作废…", "开错了"])
    opened.deeds.head()
    settle(opened)
    assert opened.empty.button.winfo_viewable()


def test_the_years_stand_beside_each_other(page, session, village, tk_root):
    filled(session, village[1], 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    rounds.stages_done(session, village[1])
    rounds.posted(session, village[1])
    service_notice.finish(session, village[1])
    opened = page()
    seen = []

    def look(dialog):
        seen.extend(line.cells for line in dialog.table.lines())
        dialog.cancel()

    in_turn(tk_root, opened.deeds.years, look)
    assert ("林秀兰", "优秀 98.3（第 1）") in [one[:2] for one in seen]
    assert len(seen) == 7


def test_the_grid_goes_to_excel_and_comes_back_filled(page, session, village, answers, tmp_path):
    opened = page()
    file = tmp_path / "打分表.xlsx"
    answers.append(file)
    opened.deeds.press.export()
    settle(opened, until=file.is_file)
    book = openpyxl.load_workbook(file)
    sheet = book.active
    heads = {str(one.value): one.column for row in sheet.iter_rows() for one in row if one.value}
    place = next(column for title, column in heads.items() if "支部评价" in title)
    row = next(one.row for line in sheet.iter_rows() for one in line if one.value == "吴春生")
    sheet.cell(row, place).value = "8.5"
    book.save(file)
    answers.extend([file, True])
    opened.deeds.press.bring()
    (score,) = service.whole(session, village[1]).scores
    assert score.points == 850


def test_every_sheet_of_a_round_is_shown_as_it_will_print(page, session, village, tk_root):
    filled(session, village[1], 吴春生=8, 徐海燕=7, 林秀兰=10, 陈志强=9.5)
    opened = page()
    jobs = opened.deeds.press._jobs(opened.standings.whole)
    seen = []

    def look(window):
        settle(window, until=lambda: window.sheet is not None)
        seen.append(window.sheet.title)
        window.cancel()

    with pytest.raises(Exception, match="还没有完成"):  # nothing hangs before its turn
        jobs["结果公示（公开）"]()
    rounds.stages_done(session, village[1])
    rounds.posted(session, village[1])
    opened.refresh(None)
    for name, job in jobs.items():
        if name != "测评票":
            in_turn(tk_root, job, look)
    opened.card.grid_.select(rounds.subjects(session, village[1])["吴春生"])
    in_turn(tk_root, opened.person.buttons["打分表"].invoke, look)
    assert len(seen) == len(jobs)
