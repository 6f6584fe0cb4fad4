"""The receipt: one A4 page, whatever happened since the last handover."""

from dataclasses import replace
from datetime import datetime

import pypdf
import pytest

from jdzb.handover import receipt
from jdzb.handover.manifest import Handed, Manifest, Printed, Stored, Verdict
from jdzb.press import pdf

CODE = "AX48V-PCWVG-VERN9-T8S2R-EEDEA"
PLAIN = Manifest(
    program="0.1.0", sqlite="3.40.1", branch="青山村党支部", township="柳河镇", origin="STJZANX6",
    size=16000, root="47" * 32, code=CODE, previous=None, version=4, schema="ab" * 8,
    counts={"members": 58, "duty_turns": 70}, created="2026-11-21T01:12:00Z", clock_suspect=False,
    operator="文书", check=Verdict(True), sheets=(), files={},
)  # fmt: skip
NAME, AT = "QINGSHAN-STJZANX6-20261121-AX48V.jdzb.zip.age", datetime(2026, 11, 21, 9, 12)


def sheets(number, title="2026年12月党员值班表"):
    return tuple(
        Printed(n, title, "2026-11-21T01:00:00Z", f"sheets/{n}.pdf") for n in range(number)
    )


def printed(manifest):
    return receipt.sheet(manifest, NAME, "用密码加密", AT)


@pytest.mark.parametrize("number", [0, 1, 4, 5, 60, 500])
def test_it_is_one_page(number, tmp_path):
    longest = "青山村" * 40
    busy = replace(
        PLAIN,
        sheets=sheets(number, longest),
        branch="中共柳河镇青山村支部委员会第一党支部",
        previous=Handed(NAME, 15000, "47" * 32, "2026-08-21T01:00:00Z"),
        check=Verdict(False, 12, ("x",)),
        clock_suspect=True,
        files={f"attachments/{n:04}.jpg": Stored(1, "00") for n in range(400)},
    )
    for one in (busy, replace(PLAIN, sheets=sheets(number))):
        path = pdf.write(printed(one), tmp_path / "receipt.pdf")
        assert len(pypdf.PdfReader(path).pages) == 1


def test_it_says_what_when_who_and_leaves_room_to_sign():
    text = printed(replace(PLAIN, sheets=sheets(60))).text()
    for words in ("2026年11月21日 09:12", "文书", NAME, "党员 58 人", "值班 70 条", "共 60 张",
                  "全部见包内", "第一次", "交出人", "接收人", "签名", "备注"):  # fmt: skip
        assert words in text
    assert CODE.replace("-", "  ") in text


def test_it_tells_how_much_came_since_the_last_handover():
    before = Handed("x", 15000, "47" * 32, "2026-08-21T01:00:00Z")
    text = printed(replace(PLAIN, previous=before)).text()
    assert "2026-08-21，历史 15000 条；此后增加 1000 条" in text


def test_it_is_no_public_sheet_and_carries_the_code_of_the_package():
    page = printed(PLAIN)
    assert not page.public
    assert page.footer.qr.startswith("JDZB1/STJZANX6/16000/")


def test_a_character_that_no_font_has_does_not_stop_it(tmp_path):
    odd = replace(PLAIN, branch="青山🙂村党支部", operator="王🙂")
    text = pypdf.PdfReader(pdf.write(printed(odd), tmp_path / "a.pdf")).pages[0].extract_text()
    assert "王〓" in text
