"""Real dialogs on the screen: what they ask, what Enter and Esc answer."""

import tkinter as tk

import pytest

from jdzb.gui.kit import dialogs, machine
from jdzb.gui.kit.dialog import Dialog
from tests.gui import clipping


@pytest.fixture
def when_open(tk_root):
    """when_open(act): act(dialog) runs once the next dialog stands on the screen."""
    seen = []

    def wait(act, tries=100):
        tops = [w for w in tk_root.winfo_children() if isinstance(w, tk.Toplevel)]
        if tops and tops[-1].winfo_viewable():
            tk_root.after(30, lambda: act(tops[-1]))
            seen.append(tops[-1])
        elif tries:
            tk_root.after(20, wait, act, tries - 1)

    tk_root.update()
    return lambda act: tk_root.after(20, wait, act)


def key(*keys):
    def act(dialog):
        dialog.update()
        for one in keys:
            (dialog.focus_get() or dialog).event_generate(one)

    return act


@pytest.mark.parametrize(("pressed", "answer"), [("<Return>", True), ("<Escape>", False)])
def test_enter_says_yes_and_escape_says_no(tk_root, when_open, pressed, answer):
    when_open(key(pressed))
    assert dialogs.ask_yes_no(tk_root, "作废这条记录吗？") is answer


def test_tab_goes_to_the_other_answer_and_enter_gives_it(tk_root, when_open):
    when_open(key("<Tab>", "<Return>"))
    answer = dialogs.ask_choice(tk_root, "尚未保存。", ("保存", "不保存", "返回继续填写"))
    assert answer == "不保存"


def test_closing_the_window_answers_nothing(tk_root, when_open):
    when_open(lambda dialog: dialog.cancel())
    assert dialogs.ask_choice(tk_root, "哪一个？", ("甲", "乙")) is None


def test_a_reason_must_be_given(tk_root, when_open):
    def fill(dialog):
        dialog.primary.invoke()
        assert dialog.problem["text"] == "请填写原因。"
        dialog.entry.insert(0, "　入党日期抄错　")
        dialog.primary.invoke()

    when_open(fill)
    assert dialogs.ask_reason(tk_root, "修改吴春生的入党日期。") == "入党日期抄错"


def test_the_focus_comes_back_to_where_it_was(tk_root, when_open):
    entry = tk.Entry(tk_root)
    entry.pack()
    entry.focus_force()
    tk_root.update()
    when_open(key("<Escape>"))
    dialogs.inform(tk_root, "已保存。")
    tk_root.update()
    assert tk_root.focus_get() is entry


@pytest.mark.parametrize("percent", [100, 175])
def test_a_long_sentence_is_not_cut_off(tk_root, when_open, percent):
    from jdzb.gui.kit import theme

    theme.set_scale(tk_root, percent)
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.cancel()

    when_open(look)
    dialogs.warn(tk_root, "《12月值班表》要上墙公开，但12月3日有手机号，已停止。" * 4)
    when_open(look)
    dialogs.show_text(tk_root, "说明", "每天两名党员值班。\n" * 60)
    assert found == []


def test_a_dialog_of_ones_own_gives_its_answer(tk_root, when_open):
    class Pick(Dialog[int]):
        def build(self, body):
            self.add_button("三", lambda: self.close(3), primary=True)

    when_open(key("<Return>"))
    assert Pick(tk_root, "选一个").run() == 3


def test_the_file_dialog_speaks_chinese_and_hides_what_is_hidden(tk_root, home):
    (home / ".hidden").mkdir()
    (home / "花名册").mkdir()
    machine.keep("folder", str(home))
    seen = []

    def look(tries=100):
        if not tk_root.tk.call("winfo", "exists", ".__tk_filedialog"):
            assert tries
            tk_root.after(30, look, tries - 1)
            return
        seen.extend(texts(tk_root.tk, ".__tk_filedialog"))
        tk_root.tk.call("event", "generate", ".__tk_filedialog", "<Escape>")

    tk_root.after(30, look)
    assert dialogs.choose_save_file(tk_root, "2026年12月党员值班表.pdf") is None
    assert {"保存", "取消"} <= {text.replace("&", "") for text in seen}
    assert "花名册" in seen
    assert ".hidden" not in seen


def texts(tk, path):
    """Every text of a window Tk made itself: labels, buttons, names on its icon list."""
    kind = tk.call("winfo", "class", path)
    if kind in ("TButton", "TLabel"):
        yield str(tk.call(path, "cget", "-text"))
    if kind == "Canvas":
        items = tk.splitlist(tk.call(path, "find", "all"))
        yield from (
            str(tk.call(path, "itemcget", item, "-text"))
            for item in items
            if tk.call(path, "type", item) == "text"
        )
    for child in tk.splitlist(tk.call("winfo", "children", path)):
        yield from texts(tk, child)
