"""What of 四议两公开 is printed from the window."""

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.formdialog import FormDialog
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.meetings import parsing, service_matters
from jdzb.ledgers.meetings.entries import Matter, Step
from tests.gui.driving import settle, windows
from tests.ledgers.meetings.test_page import page  # noqa: F401 - the fixture


def test_the_seventh_choice_shows_all_six_pages_as_one(page, session, tk_root):  # noqa: F811
    service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01"))
    matters = page().page.turn("matters")
    settle(tk_root)
    chosen, seen = [], []

    def look():
        for window in list(windows(tk_root)):
            if isinstance(window, ChoiceDialog) and window.winfo_viewable():
                chosen.append(window.buttons[-1]["text"])
                window.buttons[-1].invoke()
            elif isinstance(window, PrintDialog) and window.view.pages:
                seen.append((window.sheet.name, window.view.pages))
                window.cancel()
                return
        tk_root.after(30, look)

    tk_root.after(30, look)
    matters.print_()
    assert chosen == ["7  六张一起"]
    assert seen == [("四议两公开记录修缮南沟水渠", 6)]


def fill(root, **values):
    """Fill the next form that comes up and save it; its note and what is read of it are kept."""
    seen = []

    def look():
        forms = [one for one in windows(root) if isinstance(one, FormDialog)]
        if not forms or not forms[0].winfo_viewable():
            root.after(20, look)
            return
        seen.append(texts(forms[0]))
        for name, text in values.items():
            forms[0].form.input(name).put(text)
        forms[0].save()

    root.after(20, look)
    return seen


def texts(widget):
    own = str(widget["text"]) if "text" in set(widget.keys()) else ""
    return own + "".join(texts(child) for child in widget.winfo_children())


def test_what_is_done_after_a_new_matter_is_done_with_the_new_one(page, session, tk_root):  # noqa: F811
    old = service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01")).id
    matters = page().page.turn("matters")
    fill(tk_root, title="村东路灯安装")
    matters.add_()
    seen = fill(tk_root, step="1", should="4", present="4", yes="4", no="0", abstain="0")
    matters.step()
    assert "村东路灯安装" in seen[0]
    assert service_matters.steps_of(session, old) == []
    (new,) = [one for one in service_matters.browse_matters(session) if one.id != old]
    assert [one.yes for one in service_matters.steps_of(session, new.id)] == [4]
    assert "路灯" in matters.table.lines()[0].cells[0]


def test_a_step_that_carried_nothing_is_neither_ticked_nor_counted(page, session):  # noqa: F811
    matter = service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01")).id
    service_matters.add_step(session, Step(matter, 1, "2026-11-02", None, 4, 4, 1, 3, 0))
    matters = page().page.turn("matters")
    assert matters.table.lines()[0].cells[2].startswith("0/6")
    assert "✘ ①" in texts(matters.card)


def test_more_present_than_expected_or_more_votes_than_present_is_no_step():
    raw = {"matter": "1", "step": "1", "day": "2026-11-02", "should": "4", "present": "5"}
    with pytest.raises(InvalidForm, match="多于应到 4 人"):
        parsing.parse_step(raw)
    votes = {"present": "4", "yes": "3", "no": "2", "abstain": ""}
    with pytest.raises(InvalidForm, match="三样共 5 票，多于实到 4 人"):
        parsing.parse_step({**raw, **votes})
    assert parsing.parse_step({**raw, **votes, "no": "1"}).yes == 3
