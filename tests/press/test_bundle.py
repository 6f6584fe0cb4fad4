"""A year in one PDF: in order, numbered, linked, bookmarked; nothing half written."""

import io
import shutil
import subprocess
from datetime import date, timedelta

import pypdf
import pypdfium2
import pytest

from jdzb.core.errors import Cancelled
from jdzb.core.sheet import A3
from jdzb.press import pdf
from jdzb.press.bundle import NothingToBundle, Part, bundle
from tests.press import samples

TITLE = "2026年公开栏汇编"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A dozen posted sheets of one to four pages, put up from January to December, in disorder."""
    folder = tmp_path_factory.mktemp("sheets")
    made = []
    sheets = [
        samples.roster(),
        samples.notice(30),
        samples.roster(paper=A3),
        samples.commitments(40),
    ]
    contents = [pdf.render(sheet) for sheet in sheets]
    for number in range(12):
        path = folder / f"{number}.pdf"
        path.write_bytes(contents[number % 4])
        made.append(
            Part(f"第{number + 1}张", date(2026, 1, 20) + timedelta(days=29 * number), path)
        )
    return made[::-1]


def build(parts, path, report=lambda share, words: None):
    made = bundle(TITLE, samples.BRANCH, parts, path, report)
    return made, pypdf.PdfReader(io.BytesIO(path.read_bytes()))


def flat(reader, items):
    for item in items:
        if isinstance(item, list):
            yield from flat(reader, item)
        else:
            yield item.title, reader.get_destination_page_number(item)


def test_the_sheets_follow_each_other_by_day_each_with_its_page(kept, tmp_path):
    made, reader = build(kept, tmp_path / "汇编.pdf")
    words = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(tmp_path / "汇编.pdf")
    ]
    assert made.pages == len(reader.pages) == len(words)
    assert not made.missing
    assert TITLE in words[0]
    assert f"{made.pages} 页" in words[0] or f"{made.pages}页" in words[0]
    front = next(n for n, text in enumerate(words) if "汇编第" in text)
    assert all(
        f"汇编第 {n + 1} 页" in words[n] or f"汇编第{n + 1}页" in words[n]
        for n in range(front, len(words))
    )
    titles = [title for title, _ in flat(reader, reader.outline) if "　" in title]
    assert [title.split("　")[1] for title in titles] == [f"第{n + 1}张" for n in range(12)]
    kinds = ["党员值班表", "公示", "党员值班表", "党员公开承诺"]
    for number, (_, page) in enumerate(
        item for item in flat(reader, reader.outline) if "　" in item[0]
    ):
        assert kinds[number % 4] in words[page].replace("公　示", "公示")


def test_bookmarks_are_grouped_by_month(kept, tmp_path):
    _, reader = build(kept, tmp_path / "汇编.pdf")
    top = [item.title for item in reader.outline if not isinstance(item, list)]
    assert top[:3] == ["封面", "目录", "2026年1月"]
    assert top[-1] == "2026年12月"
    assert reader.page_mode == "/UseOutlines"


def test_every_line_of_the_contents_leads_to_its_sheet_and_says_its_page(kept, tmp_path):
    made, reader = build(kept, tmp_path / "汇编.pdf")
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    starts = [page for title, page in flat(reader, reader.outline) if "　" in title]
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert [pages[link["/Dest"][0].idnum] for link in links] == starts
    page = pypdfium2.PdfDocument(tmp_path / "汇编.pdf")[1].get_textpage()
    for number, link in enumerate(links):
        line = page.get_text_bounded(*(float(edge) for edge in link["/Rect"]))
        assert f"第{number + 1}张" in line
        assert line.strip().endswith(str(starts[number] + 1))
    assert made.pages > max(starts)


def test_a_missing_or_damaged_sheet_is_named_in_the_contents(kept, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(kept[0].path.read_bytes()[:20000])
    (tmp_path / "words.pdf").write_text("not a PDF")
    lost = [
        Part("断了一半的表", date(2026, 3, 1), tmp_path / "bad.pdf"),
        Part("不是PDF的表", date(2026, 3, 2), tmp_path / "words.pdf"),
        Part("找不到的表", date(2026, 3, 3), tmp_path / "none.pdf"),
        Part("没有留存的表", date(2026, 3, 4), None),
    ]
    made, reader = build([*kept, *lost], tmp_path / "汇编.pdf")
    assert list(made.missing) == lost
    front = ["".join(page.extract_text().split()) for page in reader.pages]
    for part in lost:
        assert f"{part.title}文件缺失" in "".join(front[1:3])
    assert "4张，目录里已注明" in front[0]


def test_a_year_whose_files_are_all_lost_is_still_told(tmp_path):
    made, reader = build([Part("没有留存的表", date(2026, 3, 4), None)], tmp_path / "汇编.pdf")
    assert made.pages == len(reader.pages) == 2


def test_an_empty_year_is_refused(tmp_path):
    with pytest.raises(NothingToBundle, match="2026年公开栏汇编里没有张贴过的表"):
        bundle(TITLE, samples.BRANCH, [], tmp_path / "汇编.pdf")
    assert not [*tmp_path.glob("*.p*")]


def stopping(after):
    left = iter(range(after))

    def report(share, words):
        if next(left, None) is None:
            raise Cancelled

    return report


def test_stopping_anywhere_leaves_nothing_behind_and_what_was_there_untouched(kept, tmp_path):
    folder, steps = tmp_path / "册", []
    folder.mkdir()
    build(kept, folder / "汇编.pdf", lambda share, words: steps.append((share, words)))
    shares = [share for share, _ in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) > 30
    target = folder / "旧.pdf"
    target.write_bytes(b"old")
    for stop in (0, len(steps) // 3, 2 * len(steps) // 3, len(steps) - 1):
        with pytest.raises(Cancelled):
            bundle(TITLE, samples.BRANCH, kept, target, stopping(stop))
        assert target.read_bytes() == b"old"
        assert sorted(path.name for path in folder.iterdir()) == ["旧.pdf", "汇编.pdf"]


def test_a_folder_that_is_gone_is_explained(kept, tmp_path):
    with pytest.raises(pdf.CannotWrite, match="文件夹不存在"):
        bundle(TITLE, samples.BRANCH, kept[:1], tmp_path / "无" / "汇编.pdf")


def test_the_fonts_of_the_parts_stay_inside(kept, tmp_path):
    _, reader = build(kept, tmp_path / "汇编.pdf")
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_the_file_holds_together(kept, tmp_path):
    build(kept, tmp_path / "汇编.pdf")
    command = ["qpdf", "--check", str(tmp_path / "汇编.pdf")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout, done.stderr)


def test_three_hundred_pages_are_one_file_that_holds_together(kept, tmp_path):
    long = tmp_path / "long.pdf"
    long.write_bytes(pdf.render(samples.notice(200)))
    count = len(pypdfium2.PdfDocument(long))
    parts = [
        Part(f"第{n}张", date(2026, 1, 1) + timedelta(days=n * 9), long)
        for n in range(300 // count + 1)
    ]
    made, reader = build(parts, tmp_path / "汇编.pdf")
    assert made.pages == len(reader.pages) > 300
    last = (
        pypdfium2.PdfDocument(tmp_path / "汇编.pdf")[made.pages - 1].get_textpage().get_text_range()
    )
    assert str(made.pages) in last
