"""The manual: what is read of its Markdown, and what of it stands on paper."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from jdzb.core import paths
from jdzb.press import manual
from jdzb.press.fonts import MissingGlyphs
from jdzb.press.markdown import chapters, read

SHORT = """# 手册

开头。

<!-- 不印 -->
## 值班

第一段，**要紧**的话
接着写，按 `Ctrl+N`。

### 签到

1. 先点**签到**
2. 再看一看
   - 里面一层

> 提醒一句

| 键 | 做什么 |
|---|---|
| F1 | 手册 |

```sh
make run
make test
```
![一张图](duty.png)

## 会议

写完了。
"""


def kinds(chapter):
    return [piece.kind for piece in chapter.pieces]


def test_chapters_begin_at_headings_of_the_second_level():
    duty, meetings = chapters(read(SHORT))
    assert (duty.title, meetings.title) == ("值班", "会议")
    assert kinds(duty) == [
        "text", "heading", "item", "item", "item", "quote", "table", "code", "picture",
    ]  # fmt: skip
    assert kinds(meetings) == ["text"]


def test_words_keep_their_emphasis_and_lines_of_the_source_join():
    (first, *_), _ = (chapter.pieces for chapter in chapters(read(SHORT)))
    assert first.text == "第一段，要紧的话接着写，按 Ctrl+N。"
    assert [span for span in first.spans if span[1]] == [("要紧", "strong"), ("Ctrl+N", "code")]


def test_items_know_their_number_and_how_deep_they_lie():
    pieces = [piece for piece in read(SHORT) if piece.kind == "item"]
    assert [(one.mark, one.level, one.text) for one in pieces] == [
        ("1.", 1, "先点签到"), ("2.", 1, "再看一看"), ("·", 2, "里面一层"),
    ]  # fmt: skip


def test_a_table_has_its_header_first():
    (table,) = (piece for piece in read(SHORT) if piece.kind == "table")
    assert table.rows == (("键", "做什么"), ("F1", "手册"))


def pages_of(content):
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_every_chapter_begins_a_page_and_the_contents_say_which():
    pages = pages_of(manual.render(SHORT, manual.folder(), "0.1 版"))
    contents, *rest = pages
    assert "0.1 版" in contents
    for title in ("值班", "会议"):
        number = int(re.search(rf"{title}…+(\d+)", re.sub(r"\s", "", contents))[1])
        assert pages[number - 1].strip().startswith(title)
    assert len(rest) == 2


def test_the_outline_leads_to_chapters_and_their_parts():
    reader = PdfReader(BytesIO(manual.render(SHORT, manual.folder(), "")))
    titles = [one.title if not isinstance(one, list) else [two.title for two in one]
              for one in reader.outline]  # fmt: skip
    assert titles == ["目录", "值班", ["签到"], "会议"]


def test_pictures_stand_on_the_page():
    reader = PdfReader(BytesIO(manual.render(SHORT, manual.folder(), "")))
    assert sum(len(page.images) for page in reader.pages) == 1


def test_a_character_no_font_has_is_named():
    with pytest.raises(MissingGlyphs, match="U\\+2715"):
        manual.render("# 手册\n\n## 一\n\n✕\n", manual.folder(), "")


def test_the_manual_of_the_program_prints_whole(tmp_path):
    written = manual.write(tmp_path / "手册.pdf", "0.1 版")
    told = "".join(pages_of(written.read_bytes())).replace(" ", "").replace("\n", "")
    for chapter in chapters(read(manual.source())):
        assert chapter.title.replace(" ", "") in told


def test_everything_meant_to_be_bold_is_bold():
    plain = re.sub(r"```.*?```", "", manual.source(), flags=re.DOTALL)
    meant = re.findall(r"\*\*([^*\n]+)\*\*", plain)
    assert len(meant) > 50
    assert meant == [
        words for one in read(manual.source()) for words, how in one.spans if how == "strong"
    ]


def test_every_picture_of_the_manual_is_there():
    sources = [one.source for one in read(manual.source()) if one.kind == "picture"]
    assert sources
    assert [
        one for one in sources if not (paths.resources() / "assets/manual" / one).is_file()
    ] == []
