"""Every due line of the village, by its button: the right page, and its form filled."""

import pytest

from jdzb.core.ledger import Due
from jdzb.ledgers import LEDGERS
from jdzb.ledgers.commitments import service_progress
from jdzb.ledgers.commitments.rules import AMISS
from jdzb.ledgers.members import service as members
from tests.gui.driving import settle, windows
from tests.gui.test_pages import window  # noqa: F401 - fixture


def due_lines(session):
    return [due for book in LEDGERS for due in book.due(session)]


@pytest.fixture
def pressed(window):  # noqa: F811 - the fixture
    """pressed(due): opens it (or does what is given); the title of the window that came up and what
    its form says.
    """

    def press(due, act=None):
        seen = []

        def look(tries=100):
            up = [one for one in windows(window.root) if one.winfo_viewable()]
            if up:
                form = getattr(up[-1], "form", None)
                seen.append((up[-1].title(), form.read() if form else {}))
                up[-1].close(None)
            elif tries:
                timer.append(window.root.after(20, look, tries - 1))

        timer = [window.root.after(20, look)]
        act() if act else window.open_due(due)
        settle(window.root)
        window.root.after_cancel(timer[-1])
        assert due.ledger == window.page.KEY
        return seen[0] if seen else ("", {})

    return press


def test_the_due_lines_of_a_village_open_their_forms(window, pressed):  # noqa: F811
    lines = due_lines(window.session)
    books = {"duty", "meetings", "commitments", "appraisals", "notices"}
    assert {due.ledger for due in lines} == books
    asked = set()
    for due in lines:
        title, form = pressed(due)
        asked.add(due.button)
        check = CHECKS[due.button]
        assert check(window, due, title, form), (due, title, form)
    assert asked >= set(CHECKS) - {"去排班"}


def minutes(window):  # noqa: F811
    return window.page.views["minutes"]


def meeting_begun(window, due, title, form):  # noqa: F811
    saved = minutes(window).saved
    assert (saved.meeting, title, form) == (0, "", {})
    return (saved.head["kind"], saved.head["party_group"]) == due.filled[:2]


def step_begun(window, due, title, form):  # noqa: F811
    saved = minutes(window).editor.typed()
    (item,) = saved.items
    assert (item.raw["title"], item.kept.matter, item.kept.step) == ("修缮南沟水渠", due.subject, 4)
    return (saved.head["kind"], saved.meeting, title) == ("村民代表会议", 0, "")


def answering(window, due, title, form):  # noqa: F811
    view = window.page.front
    return view._case.visit.id == due.subject and title.startswith("答复")


def publishing(window, due, title, form):  # noqa: F811
    assert minutes(window).saved.meeting == due.subject
    return (title, form["published_on"]) == ("登记决议公开", "2026-11-21")


def of_notice(words):
    def check(window, due, title, form):  # noqa: F811
        return window.page.notice.id == due.subject and title.startswith(words)

    return check


def promises(window, due, title, form):  # noqa: F811
    view, (year, state) = window.page.front, due.filled
    known = service_progress.standings(window.session, int(year))
    states = {str(one.commitment.id): one.state for one in known}
    assert (view.KEY, view.year, title) == ("promises", int(year), "")
    if state in AMISS:
        return states[view.list.table.selected()] == state
    return {states[str(line.id)] for line in view.list.table.lines()} <= {"进行中", "落后"}


def wishing(window, due, title, form):  # noqa: F811
    view = window.page.front
    return (view.KEY, title) == ("wishes", "")


CHECKS = {
    "去签到": lambda w, _, title, __: (w.page.front.KEY, title) == ("signing", ""),
    "去排班": lambda w, *_: w.page.front.month.number == 12,
    "去答复": answering,
    "去记录": lambda w, due, *_: minutes(w).saved.meeting == due.subject,
    "去开会": meeting_begun,
    "去公开": publishing,
    "去办这一步": step_begun,
    "去看承诺": promises,
    "去看微心愿": wishing,
    "去评议": lambda w, due, title, _: w.page.standings.whole.round.id == due.subject and title,
    "撤下": of_notice("撤下《"),
    "张贴": of_notice("张贴《"),
    "答复": of_notice("答复意见"),
    "更正": of_notice("新增公示"),
}


def test_a_talk_is_begun_with_the_member_it_is_about(window, pressed):  # noqa: F811
    member = next(one.id for one in members.browse(window.session) if one.name == "袁小龙")
    title, form = pressed(Due("meetings", None, "", "", "登记谈话", member))
    assert (title, form["member"], form["kind"]) == ("登记谈话", str(member), "缺席谈话")


def test_the_plan_of_the_coming_year_is_opened(window, pressed):  # noqa: F811
    pressed(Due("meetings", None, "", "", "去做计划", filled=("2027",)))
    assert (window.page.front.KEY, window.page.front.year) == ("plan", 2027)


def test_next_months_roster_is_opened(window, pressed):  # noqa: F811
    pressed(Due("duty", None, "", "", "去排班"))
    assert window.page.front.month.words == "2026年12月"


def test_a_due_line_waits_for_what_is_typed(window, answers):  # noqa: F811
    view = window.open_page("meetings").front
    view.editor.facts.inputs["place"].put("村委会二楼")
    before = view.saved.meeting
    answers.append("返回继续填写")
    due = next(one for one in due_lines(window.session) if one.button == "去开会")
    window.open_due(due)
    assert view.saved.meeting == before
    assert view.editor.typed().head["place"] == "村委会二楼"
    view.discard()
