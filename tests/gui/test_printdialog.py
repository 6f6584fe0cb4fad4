"""The print dialog with a real sheet: seen first, stamped when it leaves, refused in words."""

import tkinter as tk

import pytest

from jdzb.core import paths
from jdzb.core.fields import Field
from jdzb.core.sheet import A3, A4, Footer, Paragraph, Sheet
from jdzb.gui.kit import dialogs, scaling
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.inputs import DateInput
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.press import printing
from tests.gui import clipping


class Host:
    """The status bar."""

    said = ""

    def say(self, sentence):
        self.said = sentence


@pytest.fixture
def opened(tk_root):
    """opened(text): a print dialog on the screen with a sheet of that text."""
    made = []

    def make(text, papers=(A4,), public=True):
        stamped = []

        def stamp(sheet):
            stamped.append(sheet)
            return sheet

        dialog = PrintDialog(
            tk_root, Host(),
            lambda paper: Sheet("值班表", (Paragraph(text),), paper=paper, public=public, footer=Footer()),
            stamp, papers,
        )  # fmt: skip
        dialog.stamped = stamped
        dialog.fit()
        dialog.deiconify()
        made.append(dialog)
        settle(dialog, dialog.view.canvas.find_all)
        return dialog

    yield make
    for dialog in made:
        if dialog.winfo_exists():
            dialog.destroy()


def settle(widget, until):
    root = widget.nametowidget(".")
    stop = []
    timer = root.after(8000, stop.append, 1)
    while not until():
        assert not stop, "it never came to pass"
        root.update()
    root.after_cancel(timer)
    root.update()


def test_the_page_is_seen_and_nothing_is_stamped_by_looking(opened):
    dialog = opened("上午八时三十分到十二时。")
    assert dialog.view.count["text"] == "第 1 页，共 1 页"
    assert dialog.stamped == []
    assert clipping.offences(dialog) == []


def test_a_sheet_that_may_not_be_printed_says_why_and_cannot_be_printed(opened):
    dialog = opened("请拨 13812341027。")
    (item,) = dialog.view.canvas.find_all()
    assert "手机号" in dialog.view.canvas.itemcget(item, "text")
    assert all(button.instate(["disabled"]) for button in dialog.acts)


def test_another_paper_makes_the_sheet_anew(opened):
    dialog = opened("上午值班。", (A4, A3))
    assert dialog.sheet.paper is A4
    dialog.choice.choose("a3")
    settle(dialog, lambda: dialog.acts[0].instate(["!disabled"]))
    assert dialog.sheet.paper is A3


def test_saved_where_the_user_wants_it_and_stamped_once(opened, answers, tmp_path):
    dialog = opened("上午值班。")
    target = tmp_path / "值班表.pdf"
    answers.append(target)
    dialog.save()
    settle(dialog, lambda: not dialog.winfo_exists())
    assert target.read_bytes().startswith(b"%PDF")
    assert len(dialog.stamped) == 1
    assert dialog.host.said == f"已保存：{target}"


def test_without_a_printer_the_file_is_kept_and_the_dialog_stays(opened, said, monkeypatch):
    monkeypatch.setenv("PATH", "")
    dialog = opened("上午值班。")
    dialog.print_()
    settle(dialog, lambda: said)
    (path,) = (paths.home() / "打印").iterdir()
    assert said == [("warn", str(printing.NoPrinter(path=path)))]
    assert dialog.winfo_exists()


def test_one_page_cannot_be_turned_and_several_are_turned_by_keys(opened):
    dialog = opened("上午值班。")
    assert dialog.view.back.instate(["disabled"])
    assert dialog.view.forth.instate(["disabled"])
    dialog = opened("上午值班。" * 900)
    view = dialog.view
    dialog.acts[0].focus_force()
    dialog.update()
    for key, page in (("<Next>", 1), ("<Next>", 2), ("<Prior>", 1)):
        dialog.acts[0].event_generate(key)
        assert view.page == page
    assert view.back.instate(["!disabled"])


def test_the_page_is_enlarged_by_keys_and_wheel_and_then_scrolls(opened):
    view = opened("上午值班。").view
    whole = view._image.width()
    view.canvas.event_generate("<Button-4>", state=4, x=30, y=30)
    view.canvas.event_generate("<Button-4>", state=4, x=30, y=30)
    assert view._image.width() > 1.5 * whole
    first, last = view.canvas.yview()
    assert last - first < 0.9
    view.canvas.event_generate("<Button-5>", x=30, y=30)
    assert view.canvas.yview()[0] > first
    view.whole.invoke()
    assert view._image.width() == whole
    view.master.focus_force()
    view.update()
    view.master.event_generate("<plus>")
    assert view._image.width() > 1.2 * whole


@pytest.mark.parametrize("percent", [100, 150])
def test_the_page_takes_most_of_the_screen_at_any_text_size(opened, tk_root, percent):
    scaling.set_text_size(tk_root, percent)
    dialog = opened("上午值班。", (A4, A3))
    dialog.update()
    assert dialog.view._image.height() > 0.55 * dialog.winfo_screenheight()
    assert clipping.offences(dialog) == []


class Asking(Dialog[None]):
    """A dialog with a date in it."""

    def build(self, body):
        self.input = DateInput(body, Field("day", "日期", "day"), lambda: None)
        self.input.pack()
        self.add_button("关闭", self.cancel)


def test_a_picker_and_a_question_give_the_hold_back_to_their_dialog(tk_root):
    found = []

    def act():
        dialog = next(w for w in tk_root.winfo_children() if isinstance(w, Asking))
        dialog.input.open().pick("2026-12-05")
        found.append(dialog.grab_current())
        dialog.after(100, answer, dialog)
        dialogs.ask_yes_no(dialog, "还没有保存。")
        found.append(dialog.grab_current())
        dialog.cancel()

    def answer(dialog):
        question = next(w for w in dialog.winfo_children() if isinstance(w, tk.Toplevel))
        question.cancel()

    tk_root.after(150, act)
    asking = Asking(tk_root, "日期")
    asking.run()
    assert found == [asking, asking]
