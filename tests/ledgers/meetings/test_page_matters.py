"""What of 四议两公开 is printed from the window."""

from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.meetings import service_matters
from jdzb.ledgers.meetings.entries import Matter
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
