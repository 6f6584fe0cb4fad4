"""The print dialog with a real sheet: seen first, stamped when it leaves, refused in words."""

import stat
import tkinter as tk
from dataclasses import replace
from functools import partial

import pytest

from jdzb.core import paths
from jdzb.core.fields import Field
from jdzb.core.sheet import A3, A4, A4_PORTRAIT, Footer, Paragraph, Sheet
from jdzb.gui.kit import dialogs, scaling
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.inputs import DateInput
from jdzb.gui.kit.printdialog import HELD, PrintDialog
from jdzb.press import printing
from tests.gui import clipping


class Host:
    """The status bar."""

    said, board = "", None

    def say(self, sentence):
        self.said = sentence


class Board:
    """A register that wants sheets of one title, and remembers what it was told."""

    def __init__(self, title):
        self.title, self.entered = title, []

    def offers(self, sheet):
        return sheet.title == self.title

    def posted(self, sheet, seq):
        self.entered.append((sheet.title, seq))


@pytest.fixture
def opened(tk_root):
    """opened(text): a print dialog on the screen with a sheet of that text."""
    made = []

    def make(text, papers=(A4,), public=True, board=None):
        stamped = []

        def stamp(sheet):
            stamped.append(sheet)
            foot = replace(sheet.footer, check_code="AAAAA", qr=f"JDZB/ABC/{41 + len(stamped)}/Z")
            return replace(sheet, footer=foot)

        host = Host()
        host.board = board
        dialog = PrintDialog(
            tk_root, host,
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


def rest(dialog):
    """Let go of the keys."""
    done = []
    dialog.after(HELD + 50, done.append, 1)
    settle(dialog, lambda: done)


def test_the_page_is_seen_and_nothing_is_stamped_by_looking(opened):
    dialog = opened("上午八时三十分到十二时。")
    assert (dialog.view.number.get(), dialog.view.count["text"]) == ("1", "/ 1 页")
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


@pytest.fixture
def command(tmp_path, monkeypatch):
    """command(name, script): a stand-in for a command of the system, the only ones on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name, script):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    return make


def test_one_key_prints_the_copies_asked_for_on_the_paper_seen_by_the_printer_chosen(
    opened, command, tmp_path
):
    command("lp", f'printf "%s " "$@" > {tmp_path}/said')
    command("lpstat", "echo 'printer Canteen is idle.'; echo 'printer Office is idle.'")
    dialog = opened("上午值班。", (A4, A3))
    settle(dialog, dialog.foot.printer.winfo_manager)
    dialog.choice.choose("a3")
    settle(dialog, lambda: dialog.acts[0].instate(["!disabled"]))
    dialog.foot.printer.current(1)
    dialog.foot.copies.set("2 份")
    rest(dialog)
    dialog.view.canvas.focus_force()
    dialog.update()
    dialog.view.canvas.event_generate("<Control-p>")
    settle(dialog, lambda: not dialog.winfo_exists())
    (path,) = (paths.home() / "打印").iterdir()
    said = (tmp_path / "said").read_text("utf-8")
    assert said == f"-n 2 -o media=A3 -d Office -t 值班表 {path} "
    assert dialog.host.said == f"已送去打印 2 份（Office）：{path}"


@pytest.mark.parametrize("key", ["<Control-p>", "<Return>"])
def test_a_key_still_held_from_opening_the_dialog_prints_nothing(opened, command, tmp_path, key):
    command("lp", f"echo printed > {tmp_path}/said")
    dialog = opened("上午值班。")
    dialog.acts[0].focus_force()
    dialog.update()
    for _ in range(5):
        dialog.acts[0].event_generate(key)
    assert dialog.stamped == []
    rest(dialog)
    dialog.acts[0].event_generate(key)
    assert len(dialog.stamped) == 1
    settle(dialog, lambda: not dialog.winfo_exists())


@pytest.mark.parametrize("typed", ["0", "100", "两", ""])
def test_copies_that_are_no_number_print_nothing_and_are_asked_for_again(opened, typed):
    dialog = opened("上午值班。")
    dialog.foot.copies.set(typed)
    dialog.print_()
    assert dialog.foot.copies.instate(["invalid"])
    assert dialog.stamped == []
    assert "1 到 99" in dialog.foot._note["text"]


def test_a_computer_without_printers_says_so_while_the_page_is_looked_at(opened, command):
    command("lpstat", "true")
    dialog = opened("上午值班。")
    settle(dialog, dialog.foot._note.winfo_manager)
    assert dialog.foot._note["text"] == "没有找到打印机，可以先另存为 PDF"


def test_a_public_sheet_that_was_saved_goes_into_the_register_by_its_print_entry(
    opened, answers, tmp_path
):
    board = Board("值班表")
    dialog = opened("上午值班。", board=board)
    assert dialog.foot.board.winfo_ismapped()
    assert dialog.foot.board["text"] == "✓ 登记到公开栏"
    answers += [tmp_path / "值班表.pdf", True]  # a file alone hangs nowhere: that is asked
    dialog.save()
    settle(dialog, lambda: board.entered)
    assert board.entered == [("值班表", 42)]
    assert not dialog.winfo_exists()
    assert (paths.home() / "sheets" / "42.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_goes_into_the_register_that_the_user_does_not_want_there(
    opened, answers, tmp_path
):
    board = Board("值班表")
    dialog = opened("上午值班。", board=board)
    dialog.foot.board.invoke()
    assert dialog.foot.board["text"] == "不登记到公开栏"
    answers.append(tmp_path / "值班表.pdf")
    dialog.save()
    settle(dialog, lambda: not dialog.winfo_exists())
    assert board.entered == []


def test_a_print_that_failed_is_not_entered(opened, said, monkeypatch):
    monkeypatch.setenv("PATH", "")
    board = Board("值班表")
    dialog = opened("上午值班。", board=board)
    dialog.print_()
    settle(dialog, lambda: said)
    assert board.entered == []


@pytest.mark.parametrize(
    ("public", "board"), [(True, None), (False, Board("值班表")), (True, Board("别的表"))]
)
def test_the_register_is_not_spoken_of_where_it_does_not_want_the_sheet(opened, public, board):
    dialog = opened("上午值班。", public=public, board=board)
    assert not dialog.foot.board.winfo_manager()
    assert not dialog.foot.to_board


def test_a_sheet_that_heeds_no_paper_is_shown_on_its_own_first_and_then_on_any(tk_root):
    fixed = Sheet("名单", (Paragraph("甲"),), paper=A4_PORTRAIT, footer=Footer())
    dialog = PrintDialog(tk_root, Host(), lambda _: fixed, lambda sheet: sheet)
    assert (dialog.choice.value, dialog.sheet.paper) == ("a4-portrait", A4_PORTRAIT)
    dialog.choice.choose("a3")
    assert dialog.sheet.paper is A3
    settle(dialog, lambda: dialog.acts[0].instate(["!disabled"]))
    dialog.destroy()


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


def test_the_number_of_a_page_takes_there_and_a_wrong_one_gives_itself_back(opened):
    dialog = opened("上午值班。" * 900)
    view = dialog.view
    for typed, page in (("2", 1), ("99", 1), ("", 1), ("1", 0)):
        view.number.delete(0, "end")
        view.number.insert(0, typed)
        view.number.focus_force()
        view.update()
        view.number.event_generate("<Return>")
        assert (view.page, view.number.get()) == (page, str(page + 1))
    assert dialog.stamped == []


def test_the_wheel_goes_on_to_the_next_page_at_the_end_and_back_to_the_end_of_the_one_before(
    opened,
):
    view = opened("上午值班。" * 900).view
    wheel = partial(view.canvas.event_generate, x=30, y=30)
    wheel("<Button-5>")
    assert view.page == 1
    wheel("<Button-4>")
    assert view.page == 0
    view.wide.invoke()
    wheel("<Button-5>")
    assert view.page == 0
    for _ in range(60):
        wheel("<Button-5>")
        if view.page:
            break
    assert (view.page, view.canvas.yview()[0]) == (1, 0.0)
    wheel("<Button-4>")
    assert (view.page, view.canvas.yview()[1]) == (0, 1.0)
    while view.canvas.yview()[0] > 0:
        wheel("<Button-4>")
    wheel("<Button-4>")
    assert view.page == 0


def test_the_page_fills_the_width_of_the_room_by_a_key_and_is_seen_whole_by_another(opened):
    dialog = opened("上午值班。", (A4_PORTRAIT,))
    view = dialog.view
    whole = view._image.width()
    dialog.acts[0].focus_force()
    dialog.update()
    dialog.acts[0].event_generate("<Key-1>")
    room = view.canvas.winfo_width()
    assert 0.9 * room < view._image.width() <= room
    assert view.canvas.xview() == (0.0, 1.0)
    dialog.acts[0].event_generate("<Key-0>")
    assert view._image.width() == whole


def test_digits_typed_into_a_field_do_not_move_the_page(opened):
    dialog = opened("上午值班。")
    dialog.foot.copies.focus_force()
    dialog.update()
    dialog.foot.copies.event_generate("<Key-1>")
    assert dialog.view.mode == "whole"


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
