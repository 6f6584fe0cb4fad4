"""A form gives back what it shows, and says beside each field what is wrong."""

import pytest

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, read_fields
from jdzb.gui.kit import dialog
from jdzb.gui.kit.choosebox import Option
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot

FIELDS = (
    Field("name", "姓名", "name", required=True),
    Field("sex", "性别", "choice", choices=("男", "女")),
    Field("birth", "出生日期", "month"),
    Field("joined", "入党日期", "day"),
    Field("phone", "联系电话", "phone"),
    Field("pair", "搭档", "member"),
    Field("note", "备注", "note"),
)
STORED = {
    "name": "李𬭎", "sex": "女", "birth": "1985-06", "joined": "2001-07-01",
    "phone": "0000-2560000", "pair": 7, "note": "两行\n备注",
}  # fmt: skip
PEOPLE = (Option(7, "陈志强", "chenzhiqiang czq"), Option(9, "陈志刚", "chenzhigang czg"))


@pytest.fixture
def form(tk_root):
    made = Form(tk_root, FIELDS)
    for row, spec in enumerate(FIELDS):
        made.add(spec.name, row // 2, row % 2)
    made.offer("pair", PEOPLE)
    made.pack(fill="x")
    tk_root.focus_force()
    tk_root.update()
    return made


def key(form, name, *keys):
    form.input(name).focus_set()
    form.update()
    for one in keys:
        form.focus_get().event_generate(f"<{one}>")
        form.update()


def test_what_is_shown_is_read_back_as_it_was_stored(form):
    form.show(STORED)
    assert read_fields(FIELDS, form.read()) == STORED
    assert not form.dirty


def test_every_problem_stands_beside_its_field_and_the_first_has_the_focus(form):
    form.fill({"birth": "去年", "phone": "12"})
    with pytest.raises(InvalidForm) as caught:
        read_fields(FIELDS, form.read())
    form.tell(caught.value.problems)
    form.update()
    assert set(form.problems()) == {"name", "birth", "phone"}
    assert form.focus_get() is form.input("name")
    form.show(STORED)
    assert form.problems() == {}


@pytest.mark.parametrize("typed", ["1985.6", "1985年6月", "198506", "１９８５－６"])
def test_a_date_is_written_in_its_usual_form_when_the_focus_goes(form, typed):
    key(form, "birth")
    form.input("birth").put(typed)
    key(form, "phone")
    assert form.read()["birth"] == "1985-06"


def test_a_date_that_cannot_be_read_stays_and_says_so(form):
    key(form, "birth")
    form.input("birth").put("85年")
    key(form, "phone")
    assert form.read()["birth"] == "85年"
    assert "日期" in form.problems()["birth"]


def test_a_form_knows_when_it_holds_something_unsaved(tk_root):
    told = []
    form = Form(tk_root, FIELDS[:1], on_dirty=told.append)
    form.add("name", 0)
    form.show({"name": "陈志强"})
    form.input("name").put("陈志刚")
    form.input("name").put("陈志强")
    form.input("name").put("陈志刚")
    form.settle()
    assert told == [True, False, True, False]


def test_enter_moves_on_and_tab_goes_in_the_order_of_adding(form):
    key(form, "name", "Return")
    assert form.focus_get() is form.input("sex")
    key(form, "sex", "Tab")
    assert form.focus_get() is form.input("birth")
    key(form, "note", "Shift-Tab")
    assert form.focus_get() is form.input("pair")


def test_tab_out_of_a_note_takes_what_stands_in_the_next_field(tk_root):
    fields = (Field("note", "事由", "note"), Field("day", "日期", "day"))
    made = Form(tk_root, fields)
    for row, spec in enumerate(fields):
        made.add(spec.name, row)
    made.pack(fill="x")
    made.show({"note": "看病", "day": "2026-11-21"})
    tk_root.focus_force()
    tk_root.update()
    made.start()
    made.input("note").area.event_generate("<Tab>")
    made.update()
    assert made.focus_get() is made.input("day")
    assert made.input("day").selection_get() == "2026-11-21"


def test_the_keys_of_saving_and_leaving_reach_the_page(tk_root):
    done = []
    form = Form(
        tk_root,
        FIELDS,
        on_save=lambda: done.append(form.read()),
        on_cancel=lambda: done.append("esc"),
    )
    form.add("birth", 0)
    form.add("note", 1)
    form.pack()
    tk_root.update()
    form.input("birth").put("1985.6")
    key(form, "birth", "Control-s")
    key(form, "note", "Escape")
    assert done == [{"birth": "1985-06", "note": ""}, "esc"]


@pytest.mark.parametrize(("typed", "id_"), [("czq", "7"), ("陈志刚", "9"), ("chenzhig", "9")])
def test_a_member_is_found_by_name_pinyin_or_initials(form, typed, id_):
    key(form, "pair")
    form.input("pair").put(typed)
    key(form, "phone")
    assert form.read()["pair"] == id_


def test_a_name_that_may_mean_two_people_is_asked_about(form):
    key(form, "pair")
    form.input("pair").put("陈")
    key(form, "phone")
    assert "不止一人" in form.problems()["pair"]


def test_down_and_enter_choose_a_member_from_the_list(form):
    key(form, "pair")
    form.input("pair").put("陈")
    key(form, "pair", "Down", "Down")
    assert form.focus_get() is form.input("pair")
    key(form, "pair", "Return")
    assert form.read()["pair"] == "9"
    assert form.input("pair").list is None


def offered(form):
    """The lines of the list below the field."""
    form.update()
    return form.input("pair").list.box.get(0, "end")


def test_typing_a_member_shows_whom_it_may_mean(form):
    key(form, "pair", "c", "z")
    assert offered(form) == ("陈志强", "陈志刚")
    assert form.focus_get() is form.input("pair")
    key(form, "pair", "g")
    assert offered(form) == ("陈志刚",)
    key(form, "pair", "x")
    assert offered(form) == ("没有找到",)
    key(form, "pair", "BackSpace", "Return")
    assert form.read()["pair"] == "9"


def test_who_begins_with_what_is_typed_comes_first(form):
    form.offer("pair", (*PEOPLE, Option(11, "周志明", "zhouzhiming zzm")))
    key(form, "pair", "z")
    assert offered(form) == ("周志明", "陈志强", "陈志刚")


def test_escape_takes_only_the_list_away(tk_root):
    left = []
    form = Form(tk_root, FIELDS, on_cancel=lambda: left.append("left"))
    form.add("pair", 0)
    form.offer("pair", PEOPLE)
    form.pack()
    tk_root.focus_force()
    key(form, "pair", "c", "Escape")
    assert form.input("pair").list is None
    assert left == []
    key(form, "pair", "Escape")
    assert left == ["left"]


def click(widget, x, y):
    widget.event_generate("<Button-1>", x=x, y=y)
    widget.update()


def test_a_member_is_chosen_with_the_mouse_alone(form):
    field = form.input("pair")
    (sign,) = field.winfo_children()
    click(sign, 3, 3)
    assert offered(form) == ("陈志强", "陈志刚")
    box = field.list.box
    x, y, _, height = box.bbox(1)
    click(box, x + 2, y + height // 2)
    assert form.read()["pair"] == "9"
    assert field.list is None
    click(sign, 3, 3)
    click(field.list, -5, -5)
    assert field.list is None


def test_a_field_keeps_the_keyboard_while_its_list_is_open(form):
    dialog.keep_keys(form)
    key(form, "pair", "c")
    assert offered(form)
    form.input("pair").focus_force()
    form.update()
    assert form.focus_get() is form.input("pair")


def test_the_list_goes_when_the_focus_goes(form):
    key(form, "pair", "c")
    assert offered(form)
    key(form, "phone")
    assert form.input("pair").list is None
    assert form.focus_get() is form.input("phone")


def test_a_problem_that_comes_or_goes_moves_nothing(form):
    before = [box.winfo_geometry() for box in form.winfo_children()]
    key(form, "birth")
    form.input("birth").put("85年")
    key(form, "phone")
    assert form.problems()
    assert [box.winfo_geometry() for box in form.winfo_children()] == before
    form.show(STORED)
    form.update()
    assert [box.winfo_geometry() for box in form.winfo_children()] == before


def test_the_list_of_a_choice_opens_at_its_field_when_a_problem_comes_by_the_same_click(tk_root):
    form = Form(tk_root, FIELDS)
    for row, name in enumerate(("birth", "sex")):
        form.add(name, row)
    form.pack(fill="x")
    tk_root.focus_force()
    key(form, "birth")
    form.input("birth").put("85年")
    choice = form.input("sex")
    click(choice, 20, 5)
    assert form.problems()
    posted = choice.tk.call("ttk::combobox::PopdownWindow", choice)
    y = choice.tk.getint(choice.tk.call("winfo", "rooty", posted))
    choice.tk.call("ttk::combobox::Unpost", choice)
    assert abs(y - choice.winfo_rooty() - choice.winfo_height()) <= 2


def test_two_people_of_one_name_are_told_from_nobody(form):
    form.offer("pair", (Option(7, "张伟（1985）", "zhangwei zw"), Option(9, "张伟（1960）", "zw")))
    for typed, said in (("张伟", "有两个张伟，请点 ▾ 选定"), ("李四", "没有找到这个人")):
        form.fill({"name": "陈志强", "pair": typed})
        with pytest.raises(InvalidForm) as caught:
            read_fields(FIELDS, form.read())
        form.tell(caught.value.problems)
        assert form.problems()["pair"].startswith(said)


def test_what_is_pasted_takes_the_place_of_what_is_selected(form):
    form.show(STORED)
    area = form.input("note").area
    area.focus_force()
    form.clipboard_clear()
    form.clipboard_append("新的一段")
    area.tag_add("sel", "1.0", "end-1c")
    area.event_generate("<<Paste>>")
    form.update()
    assert form.read()["note"] == "新的一段"
    area.event_generate("<<Paste>>")
    form.update()
    assert form.read()["note"] == "新的一段新的一段"


def test_what_is_refused_after_ctrl_s_is_told_once(tk_root, monkeypatch):
    told, tried = [], []

    def refuse(raw):
        tried.append(raw)
        raise JdzbError

    monkeypatch.setattr(tk_root, "report_callback_exception", lambda *error: told.append(error[0]))
    dialog = FormDialog(tk_root, "党员", Layout((FIELDS[0],), (Spot("name", 0),)), refuse)

    def press():
        key(dialog.form, "name", "Control-s")
        dialog.close(None)

    dialog.after(100, press)
    dialog.run()
    assert (told, len(tried)) == ([JdzbError], 1)
