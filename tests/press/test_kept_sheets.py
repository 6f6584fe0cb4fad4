"""Every public sheet that leaves the program is kept for the next handover."""

import pytest

from jdzb.core.sheet import Paragraph, Sheet
from jdzb.press import kept_sheets, pdf
from jdzb.store import printout

PUBLIC = Sheet("公示", (Paragraph("拟确定为发展对象。"),))
INTERNAL = Sheet("名册", (Paragraph("内部使用。"),), public=False)


def kept(home):
    folder = home / "sheets"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_a_stamped_public_sheet_is_kept_by_its_journal_entry(session, home):
    path = pdf.write(printout.stamp(session, PUBLIC), home / "a.pdf")
    (entry,) = session.entries("tbl = 'print'")
    assert kept(home) == {f"{entry.seq}.pdf": path.read_bytes()}


@pytest.mark.parametrize("stamped", [False, True])
def test_an_internal_sheet_or_one_without_stamp_is_not_kept(session, home, stamped):
    page = printout.stamp(session, INTERNAL) if stamped else PUBLIC
    pdf.write(page, home / "a.pdf")
    assert kept(home) == {}


def test_a_sheet_prints_though_it_cannot_be_kept(session, home, caplog):
    (home / "sheets").write_text("a file where the folder should be")
    path = pdf.write(printout.stamp(session, PUBLIC), home / "a.pdf")
    assert path.stat().st_size > 1000
    assert "not kept" in caplog.text
    assert not kept_sheets.path_of(session.head().size).exists()
