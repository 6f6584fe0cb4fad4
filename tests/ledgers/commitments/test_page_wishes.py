"""Wishes and posts on a real window: claimed, fulfilled, taken, left."""

import pytest

from jdzb.core.ledger import Due
from jdzb.gui.kit import scaling
from jdzb.ledgers.commitments import service_outlook, service_wishes
from jdzb.ledgers.commitments.columns import UNNAMED
from jdzb.ledgers.commitments.entries import Post, Wish
from jdzb.ledgers.members import service as members
from tests.gui import clipping
from tests.gui.driving import in_turn, settle


def at(page, open_, *acts):
    in_turn(page.winfo_toplevel(), open_, *acts)
    settle(page)


def key(widget, sequence):
    widget.focus_force()
    settle(widget)
    widget.event_generate(sequence)
    settle(widget)


@pytest.fixture
def wishes(page, session):
    """The wishes in front: one long open, one new."""
    service_wishes.add(session, Wish("2026-09-01", "董阿婆", "一床棉被", "一组"))
    service_wishes.add(session, Wish("2026-11-20", "小石头", "一套绘本", "二组"))
    return page.turn("wishes")


@pytest.fixture
def posts(page, session):
    """The posts in front: one in the catalogue."""
    service_wishes.add_post(session, Post("护林防火岗", "巡山", 2))
    return page.turn("posts")


# -- wishes ----------------------------------------------------------------------------------------


def test_what_waits_longest_stands_first_and_the_tabs_count(wishes):
    assert [line.cells[1] for line in wishes.table.lines()] == ["董阿婆", "小石头"]
    assert [line.cells[6] for line in wishes.table.lines()] == ["▲ 久未认领", "待认领"]
    assert wishes.tabs._tabs["待认领"]["text"] == "待认领 2"
    wishes.page.refresh(None)
    assert wishes.page.tabs._tabs["wishes"]["text"] == "微心愿 1"


def test_a_wish_is_written_with_ctrl_n_its_name_not_for_the_wall(page, wishes, session):
    def write(form):
        assert form.form.read()["naming"] == UNNAMED
        form.save()
        assert set(form.form.problems()) == {"villager", "wish"}
        form.form.fill({"villager": "尤大爷", "wish": "修灯"})
        form.save()

    at(page, lambda: key(page.winfo_toplevel(), "<Control-n>"), write)
    assert wishes.chosen[0].villager == "尤大爷"
    assert not wishes.chosen[0].named


def test_enter_claims_an_open_wish_and_fulfils_a_claimed_one(page, wishes, session, people):
    wishes.start()

    def claim(form):
        form.form.fill({"claimed_by": str(people["周桂芳"])})
        form.save()

    at(page, lambda: key(wishes.table.tree, "<Return>"), claim)
    (one,) = (wish for wish, _ in wishes.every if wish.claimed_by)
    assert (one.villager, one.claimed_on) == ("董阿婆", "2026-11-21")
    wishes.table.select(one.id)
    settle(page)
    assert "实现" in wishes.card.buttons

    def fulfil(form):
        form.form.fill({"how": "送去棉被", "thanks": "暖和"})
        form.save()

    at(page, lambda: key(wishes.table.tree, "<Return>"), fulfil)
    done = service_wishes.get(session, one.id)
    assert (done.how, done.thanks, done.fulfilled_on) == ("送去棉被", "暖和", "2026-11-21")


def test_a_wish_is_put_right_and_put_out_of_force_for_a_reason(page, wishes, session, answers):
    wishes.start()

    def amend(form):
        form.form.fill({"wish": "两床棉被"})
        answers.append("登记错了")
        form.save()

    at(page, lambda: key(wishes.table.tree, "<F2>"), amend)
    assert wishes.chosen[0].wish == "两床棉被"
    answers.append("本人不要了")
    key(wishes.table.tree, "<Delete>")
    assert [one.villager for one, _ in wishes.every] == ["小石头"]


def test_a_due_line_opens_the_wishes_of_its_state(page, wishes):
    wishes.tabs.choose("已实现")
    assert wishes.shown == []
    due = Due("commitments", None, "…", "", service_outlook.WISH, filled=("久未认领",))
    page.open_due(due)
    assert wishes.chosen[0].villager == "董阿婆"


def test_a_wish_is_found_by_the_name_of_who_claimed_it(page, wishes, session, people):
    service_wishes.claim(session, 1, people["周桂芳"], "2026-11-01")
    page.refresh(None)
    wishes.search.insert(0, "zgf")
    settle(page, until=lambda: [one.villager for one, _ in wishes.shown] == ["董阿婆"])


# -- posts -----------------------------------------------------------------------------------------


def test_a_post_is_taken_and_left_and_stands_on_the_card_of_the_member(
    page, posts, session, people, answers
):
    posts.start()

    def claim(form):
        form.save()
        assert set(form.form.problems()) == {"member"}
        form.form.fill({"member": str(people["郑德福"])})
        form.save()

    at(page, lambda: key(posts.table.tree, "<Return>"), claim)
    assert members.get(session, people["郑德福"]).assigned_posts == "护林防火岗"
    assert posts.table.lines()[0].cells[3:] == ("1", "郑德福")
    answers.append("本人提出")
    posts.cards["退岗 郑德福"].invoke()
    assert members.get(session, people["郑德福"]).assigned_posts is None
    page.shell.on_changed(session.undo())
    assert posts.table.lines()[0].cells[4] == "郑德福"


def test_a_post_that_has_all_it_needs_says_so_before_another_takes_it(page, posts, people, session):
    notes = []

    def look(form):
        notes.append(form.note)
        form.close(None)

    for name in ("林秀兰", "周桂芳"):
        at(page, posts.claim, look)
        service_wishes.take_post(session, people[name], "护林防火岗")
        posts.refresh(None)
    at(page, posts.claim, look)
    assert ["已经够了" in note for note in notes] == [False, False, True]


def test_a_post_that_somebody_holds_is_not_taken_away(
    page, posts, session, people, answers, said, callback_errors
):
    service_wishes.take_post(session, people["郑德福"], "护林防火岗")
    page.refresh(None)
    answers.append("不设了")
    key(posts.table.tree, "<Delete>")
    callback_errors.clear()
    assert "郑德福" in said[-1][1]
    assert len(posts.every) == 1


def test_a_post_of_the_cards_alone_goes_into_the_catalogue(page, posts, session, people):
    service_wishes.take_post(session, people["郑德福"], "调解岗")
    page.refresh(None)
    posts.table.select("调解岗")
    settle(page)
    assert "列入目录" in posts.cards

    def write(form):
        form.form.fill({"duties": "调解"})
        form.save()

    at(page, posts.amend, write)
    assert [held.post.duties for held in service_wishes.posts(session)] == ["巡山", "调解"]


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_any_form(page, wishes, posts, percent):
    scaling.set_text_size(page.winfo_toplevel(), percent)
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.close(None)

    page.turn("wishes")
    settle(page)
    for open_ in (wishes.add_, wishes.proceed, wishes.amend):
        at(page, open_, look)
    page.turn("posts")
    settle(page)
    for open_ in (posts.add_, posts.claim, posts.amend):
        at(page, open_, look)
    assert found == []
