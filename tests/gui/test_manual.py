"""F1: the manual beside the work, at the chapter of the page; searched, turned, saved as PDF."""

import pytest

from jdzb.gui import manual, pages
from jdzb.gui.kit import dialogs, scaling
from jdzb.gui.kit.reader import broken
from jdzb.press import manual as press
from jdzb.press.markdown import chapters, read
from tests.gui import clipping


@pytest.fixture
def opened(tk_root):
    """A function that opens the manual; it is closed afterwards."""
    tk_root.deiconify()
    windows = []

    def open_(title="值班", about=""):
        window = manual.show(tk_root, title, about)
        windows.append(window)
        window.update()
        return window

    yield open_
    for window in windows:
        if window.winfo_exists():
            window.destroy()


def words(window):
    return window.reader.text.get("1.0", "end")


def chosen(window):
    return [window.contents.get(place) for place in window.contents.curselection()]


def test_every_page_of_the_rail_has_its_chapter():
    titles = [chapter.title for chapter in chapters(read(press.source()))]
    assert [entry.title for entry in pages.PAGES if entry.title not in titles] == []


def test_it_opens_at_the_chapter_with_what_the_page_says_of_itself(opened):
    window = opened("会议", "记会议的地方。\n\n按 Ctrl+N 记一次会。")
    assert words(window).startswith("会议\n记会议的地方。")
    assert chosen(window) == ["会议"]


def test_a_second_f1_turns_the_window_that_is_open(opened, tk_root):
    assert opened("会议") is opened("公开栏")
    assert (
        len([one for one in tk_root.winfo_children() if isinstance(one, manual.ManualWindow)]) == 1
    )


def test_the_contents_turn_to_a_chapter_and_to_a_heading_in_it(opened):
    window = opened()
    lines = window.contents.get(0, "end")
    window.contents.selection_clear(0, "end")
    window.contents.selection_set(lines.index("　签到，来访"))
    window.contents.event_generate("<<ListboxSelect>>")
    window.update()
    assert words(window).startswith("值班\n")
    first = window.reader.text.index("@0,40")
    heading = window.reader.text.search("签到，来访\n", "1.0")
    assert int(first.split(".")[0]) <= int(heading.split(".")[0]) + 1
    assert window.reader.text.bbox(heading) is not None


def test_the_text_is_turned_by_keys_wherever_the_keyboard_is(opened):
    window = opened("会议")
    window.contents.focus_force()
    window.update()
    window.contents.event_generate("<Next>")
    window.update()
    assert window.reader.text.yview()[0] > 0
    assert chosen(window) == ["会议"]
    window.contents.event_generate("<End>")
    window.update()
    assert chosen(window) == [manual.KEYS]
    assert window.contents.xview()[0] == 0
    window.contents.event_generate("<Home>")
    window.search.event_generate("<Next>")
    window.update()
    assert chosen(window) == [window.contents.get(0)]


def test_words_are_found_over_all_chapters_and_marked(opened):
    window = opened()
    window.search.insert(0, "校验码")
    window.find_next()
    assert window.found.whole.startswith("第 1 处，共 ")
    window.find_next()
    assert window.found.whole.startswith("第 2 处")
    start, end = window.reader.text.tag_ranges("found")
    assert window.reader.text.get(start, end).replace("\n", "") == "校验码"


def test_the_last_place_is_followed_by_the_first(opened):
    window = opened()
    window.search.insert(0, "校验码")
    window.find_next()
    total = int(window.found.whole.partition("共 ")[2].partition(" ")[0])
    for _ in range(total):
        window.find_next()
        start, end = window.reader.text.tag_ranges("found")
        assert window.reader.text.get(start, end).replace("\n", "") == "校验码"
    assert window.found.whole.startswith("第 1 处")


@pytest.mark.parametrize("hostile", ["没有这个词", "[a-z]*", "\\n?", "%s(", "长" * 300])
def test_what_is_not_there_is_said(opened, hostile):
    window = opened()
    window.search.insert(0, hostile)
    window.find_next()
    assert window.found.whole.startswith("手册里没有")


def test_escape_closes_it_and_the_program_goes_on(opened):
    window = opened()
    window.event_generate("<Escape>")
    window.update()
    assert not window.winfo_exists()


def test_it_is_saved_as_pdf(opened, monkeypatch, tmp_path):
    target = tmp_path / "手册.pdf"
    monkeypatch.setattr(dialogs, "choose_save_file", lambda *_, **__: target)
    window = opened()
    window.save()
    while "已存成" not in window.found.whole:
        window.update()
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off(opened, tk_root, percent):
    scaling.set_text_size(tk_root, percent)
    window = opened("值班")
    window.geometry("1000x640")
    window.update()
    assert clipping.offences(window) == []
    scaling.set_text_size(tk_root, 100)


def test_the_size_of_the_letters_changes_while_it_is_open(opened, tk_root):
    window = opened("会议")
    before = words(window).replace("\n", "")
    scaling.set_text_size(tk_root, 150)
    window.update()
    assert words(window).replace("\n", "") == before
    scaling.set_text_size(tk_root, 100)


def test_lines_are_broken_without_a_letter_lost():
    spans = (("按 ", ""), ("Ctrl+N", "code"), (" 再按", ""), ("数字", "strong"))
    assert list(broken(spans, "按 Ctrl+N\n再按数\n字")) == [
        ("按 ", ""), ("Ctrl+N", "code"), ("\n再按", ""), ("数\n字", "strong"),
    ]  # fmt: skip
    whole = "一行写完"
    assert list(broken(((whole, ""),), whole)) == [(whole, "")]


def test_every_chapter_is_shown_with_its_pictures(opened):
    window = opened()
    for number, chapter in enumerate(window.chapters):
        window.turn(number)
        window.update()
        pictures = [one for one in chapter.pieces if one.kind == "picture"]
        assert len(window.reader.text.image_names()) == len(pictures)
