"""Real dialogs on the screen: what they ask, what Enter and Esc answer."""

import tkinter as tk

import pytest

from jdzb.core.fields import Field
from jdzb.gui.kit import dialogs, machine, scroll
from jdzb.gui.kit.dialog import Dialog, held_by
from jdzb.gui.kit.form import Form
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


def test_arrows_go_from_answer_to_answer(tk_root, when_open):
    when_open(key("<Right>", "<Right>", "<Left>", "<space>"))
    assert dialogs.ask_choice(tk_root, "打印哪一张？", ("值班表", "值班牌", "签到表")) == "值班牌"


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


def test_closing_a_dialog_under_a_question_asks_only_once(tk_root, when_open):
    asked = []

    class Asking(Dialog[None]):
        def build(self, body):
            self.add_button("关闭", self.cancel)

        def cancel(self):
            asked.append(dialogs.ask_yes_no(self, "还没有保存。", "不保存", "返回"))
            self.close(None)

    def close_by_its_frame(dialog):
        dialog.after(100, again, dialog)
        dialog.tk.call(*dialog.tk.splitlist(dialog.protocol("WM_DELETE_WINDOW")))

    def again(dialog):
        command = dialog.tk.splitlist(dialog.protocol("WM_DELETE_WINDOW"))
        dialog.tk.call(*command)
        dialog.tk.call(*command)
        (question,) = [w for w in dialog.winfo_children() if isinstance(w, tk.Toplevel)]
        question.primary.invoke()

    when_open(close_by_its_frame)
    Asking(tk_root, "表单").run()
    assert asked == [True]


def test_the_file_dialog_speaks_chinese_and_hides_what_is_hidden(tk_root, home):
    (home / ".hidden").mkdir()
    (home / "花名册").mkdir()
    machine.keep("folder", str(home))
    seen = []

    def look():
        seen.extend(texts(tk_root.tk, ".__tk_filedialog"))
        tk_root.tk.call("event", "generate", ".__tk_filedialog", "<Escape>")

    tk_root.after(30, file_dialog, tk_root, look)
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


@pytest.mark.parametrize("percent", [100, 150])
def test_a_dialog_grows_with_its_text_up_to_the_screen(tk_root, when_open, percent):
    from jdzb.gui.kit import theme
    from jdzb.gui.kit.widgets import Wrapped

    theme.set_scale(tk_root, percent)

    class Growing(Dialog[None]):
        def build(self, body):
            tk.Frame(body, width=400, height=1).pack()
            self.words = Wrapped(body, "填写原因。")
            self.words.pack(fill="x")
            self.add_button("确定", self.cancel, primary=True)

    heights, found = [], []

    def look(dialog):
        for count in (1, 6, 200):
            dialog.words.show("请填写原因，原因会记入台账历史。" * count)
            for _ in range(3):
                dialog.update()
            heights.append(dialog.winfo_height())
            found.extend(clipping.offences(dialog))
        assert dialog.winfo_y() + heights[-1] <= dialog.winfo_screenheight()
        dialog.cancel()

    when_open(look)
    Growing(tk_root, "原因").run()
    assert heights[0] < heights[1] < heights[2] <= tk_root.winfo_screenheight()
    assert found == []


def file_dialog(tk_root, act, tries=200):
    """Run act() once Tk's own file dialog waits for an answer: earlier, Escape would be lost."""
    if held_by(tk_root) == ".__tk_filedialog":
        tk_root.after(50, act)
    else:
        assert tries
        tk_root.after(30, file_dialog, tk_root, act, tries - 1)


def inside(tk, path, kind):
    """The paths of every widget of a class inside a window Tk made itself."""
    if tk.call("winfo", "class", path) == kind:
        yield path
    for child in tk.splitlist(tk.call("winfo", "children", path)):
        yield from inside(tk, child, kind)


def test_a_file_that_is_not_there_is_named_in_chinese(tk_root, home):
    machine.keep("folder", str(home))
    seen = []
    message = ".__tk_filedialog.__tk__messagebox"

    def look():
        entry = ".__tk_filedialog.contents.f2.ent"
        tk_root.tk.call(entry, "insert", "0", "花名册.xlsx")
        tk_root.after(300, answer)
        tk_root.after(2000, leave)
        tk_root.tk.call(".__tk_filedialog.contents.f2.ok", "invoke")

    def answer():
        labels = inside(tk_root.tk, message, "TLabel")
        seen.extend(str(tk_root.tk.call(label, "cget", "-text")) for label in labels)
        tk_root.tk.call(next(inside(tk_root.tk, message, "TButton")), "invoke")
        tk_root.after(50, leave)

    def leave():
        if tk_root.tk.call("winfo", "exists", ".__tk_filedialog"):
            tk_root.tk.call("event", "generate", ".__tk_filedialog", "<Escape>")

    tk_root.after(30, file_dialog, tk_root, look)
    assert dialogs.choose_open_file(tk_root) is None
    assert [text for text in seen if "没有“" in text and "花名册.xlsx" in text]


def test_the_wheel_moves_the_list_of_the_file_dialog(tk_root, home):
    for number in range(120):
        (home / f"花名册{number}").mkdir()
    machine.keep("folder", str(home))
    seen = []

    def look():
        canvas = ".__tk_filedialog.contents.icons.cHull.canvas"
        for _ in range(3):
            seen.append(float(tk_root.tk.call(canvas, "xview")[0]))
            tk_root.tk.call("event", "generate", canvas, "<Button-5>")
            tk_root.tk.call("event", "generate", canvas, "<ButtonRelease-5>")
        tk_root.tk.call("event", "generate", ".__tk_filedialog", "<Escape>")

    scroll.install(tk_root)
    tk_root.after(30, file_dialog, tk_root, look)
    dialogs.choose_open_file(tk_root)
    assert seen[0] < seen[1] < seen[2]


class Noting(Dialog[str]):
    """A form with one field, as many dialogs have one."""

    def build(self, body):
        self.form = Form(body, (Field("note", "说明", "note"),), on_save=self.keep)
        self.form.add("note", 0)
        self.form.show({})
        self.form.pack()
        self.add_button("记下", self.keep, primary=True)
        self.add_button("取消", self.cancel)
        self.first = self.form.input("note")

    def keep(self):
        self.close(self.form.read()["note"])


@pytest.mark.parametrize(
    ("told", "answer"), [("保存", "已经补签"), ("不保存", None), ("返回继续填写", "stays")]
)
def test_escape_does_not_lose_what_is_typed(tk_root, when_open, answers, told, answer):
    def leave(dialog):
        dialog.form.fill({"note": "已经补签"})
        dialog.update()
        dialog.cancel()
        if dialog.winfo_exists():
            dialog.close("stays")

    answers.append(told)
    when_open(leave)
    assert Noting(tk_root, "写说明").run() == answer


def test_ctrl_a_takes_all_of_the_note_that_a_dialog_begins_with(tk_root, when_open):
    taken = []

    def write(dialog):
        area = dialog.focus_get()
        area.insert("1.0", "第一行\n第二行")
        area.event_generate("<Control-a>")
        taken.append(area.get("sel.first", "sel.last").rstrip())
        dialog.close(None)

    when_open(write)
    Noting(tk_root, "写说明").run()
    assert taken == ["第一行\n第二行"]


def test_escape_in_an_empty_form_asks_nothing(tk_root, when_open):
    when_open(key("<Escape>"))
    assert Noting(tk_root, "写说明").run() is None


def test_a_line_typed_for_a_question_is_not_lost_unasked(tk_root, when_open):
    def leave(dialog):
        dialog.entry.insert(0, "入党日期抄错")
        dialog.after(150, answer, dialog, "<Escape>")
        dialog.cancel()
        assert dialog.winfo_exists()
        dialog.primary.invoke()

    def answer(dialog, pressed):
        (question,) = [w for w in dialog.winfo_children() if isinstance(w, tk.Toplevel)]
        question.event_generate(pressed)

    when_open(leave)
    assert dialogs.ask_reason(tk_root, "修改吴春生的入党日期。") == "入党日期抄错"


def test_the_second_of_two_quick_clicks_presses_nothing_in_what_came_up(tk_root, when_open):
    seen = []
    tk_root.event_generate("<Button-1>")

    def click(dialog):
        dialog.update()
        for calm in (True, False):
            if not calm:
                tk_root.setvar("::jdzb_calm", "0")
            for event in ("<Button-1>", "<Enter>", "<ButtonRelease-1>"):
                dialog.primary.event_generate(event, x=5, y=5)
            seen.append(bool(dialog.winfo_exists()))

    when_open(click)
    dialogs.inform(tk_root, "已保存。")
    assert seen == [True, False]


def test_a_click_on_the_frame_of_the_window_below_leaves_a_dialog_the_keyboard(tk_root, when_open):
    elsewhere = tk.Entry(tk_root)
    elsewhere.pack()
    found = []

    def click(dialog):
        elsewhere.focus_force()  # what the window manager does for such a click
        dialog.update()
        found.append(dialog.focus_get() is dialog.form.input("note").area)
        dialog.close(None)

    when_open(click)
    Noting(tk_root, "写说明").run()
    elsewhere.focus_force()
    tk_root.update()
    assert found == [True]
    assert tk_root.focus_get() is elsewhere


def test_what_a_question_begins_with_is_replaced_by_typing(tk_root, when_open):
    when_open(key("<Key-7>", "<Return>"))
    assert dialogs.ask_text(tk_root, "几份？", value="1") == "7"


def test_a_click_beside_a_dialog_leaves_it_the_keyboard(tk_root, when_open):
    elsewhere = tk.Entry(tk_root)
    elsewhere.pack()
    found = []

    def click(dialog):
        elsewhere.focus_force()
        dialog.update()
        dialog.event_generate("<Button-1>", x=-40, y=-40)
        dialog.update()
        found.append(dialog.focus_get() is dialog.form.input("note").area)
        dialog.close(None)

    when_open(click)
    Noting(tk_root, "写说明").run()
    assert found == [True]


def test_a_sentence_of_the_window_comes_up_over_the_dialog_in_front_of_it(tk_root, when_open):
    seen = []

    def told(message):
        seen.append(message.wm_transient())
        message.close(None)

    def ask(box):
        tk_root.after(40, lambda: deeper(box, told))
        dialogs.warn(tk_root, "程序里至少留一位书记。")
        seen.append(held_by(tk_root) == str(box))
        box.close(None)

    def deeper(box, act):
        (message,) = [w for w in tk_root.winfo_children() if isinstance(w, Dialog) and w is not box]
        seen.append(str(box))
        act(message)

    when_open(ask)
    Noting(tk_root, "写说明").run()
    path, over, held = seen
    assert str(over) == path
    assert held
