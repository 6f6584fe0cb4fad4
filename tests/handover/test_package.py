"""A package: one ZIP that any tool opens, whole, proving itself, with what was posted."""

import json
import shutil
import sqlite3
import subprocess
import zipfile

import pypdf
import pytest

from jdzb.cli import demo
from jdzb.core import paths, sheet
from jdzb.core.errors import Cancelled
from jdzb.handover import manifest, naming, package, stick
from jdzb.handover.stick import Copied
from jdzb.ledgers.duty import service_month, service_outlook
from jdzb.ledgers.duty.entries import read_month
from jdzb.ledgers.notices import service as notices
from jdzb.ledgers.notices import service_voices
from jdzb.ledgers.notices.entries import Notice
from jdzb.press import kept_sheets, pdf
from jdzb.store import check, copyout, database, printout


@pytest.fixture
def village(session):
    demo.village(session)
    return session


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "work"
    made.mkdir()
    return made


def post(session, home, month="2026-12"):
    """Print a month's roster as the program does; the file it went to."""
    view = service_month.view(session, read_month(month))
    page = service_outlook.view_sheet(session, view, sheet.A4)
    return pdf.write(printout.stamp(session, page), home / "out.pdf")


def unpacked(built, folder):
    subprocess.run(["unzip", "-q", built.path, "-d", folder], check=True)
    return folder


def test_any_zip_tool_opens_it_and_the_sums_hold(village, home, folder, tmp_path):
    post(village, home)
    built = package.build(village, folder)
    tested = subprocess.run(["unzip", "-t", built.path], capture_output=True, text=True, check=True)
    assert "No errors detected" in tested.stdout
    inside = unpacked(built, tmp_path / "inside")
    sums = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    checked = subprocess.run(sums, cwd=inside, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    there = {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()}
    summed = {line.split("  ", 1)[1] for line in (inside / "SHA256SUMS").read_text().splitlines()}
    assert summed == there - {"SHA256SUMS"}


def test_the_members_stand_in_order_with_plain_names(village, home, folder):
    post(village, home)
    built = package.build(village, folder)
    with zipfile.ZipFile(built.path) as archive:
        names = archive.namelist()
    fixed = ["manifest.json", "SHA256SUMS", "ledger.db", "README.txt", "receipt.pdf"]
    assert names[:5] == fixed
    assert names[5:] == [f"sheets/{village.head().size}.pdf"]
    assert all(name.isascii() for name in names)


def test_the_manifest_tells_head_counts_and_verdict_and_is_read_back_the_same(village, folder):
    built = package.build(village, folder)
    with zipfile.ZipFile(built.path) as archive:
        stated = manifest.from_json(archive.read("manifest.json"))
    assert stated == built.manifest
    head = village.head()
    assert (stated.origin, stated.size, stated.root) == (head.origin, head.size, head.root.hex())
    assert stated.code == head.code
    assert stated.counts["members"] == len(village.rows("members")) == 58
    assert (stated.branch, stated.township) == ("青山村党支部", "柳河镇")
    assert stated.check == manifest.Verdict(True)
    assert stated.previous is None
    assert not stated.clock_suspect


def test_the_ledger_inside_is_whole_and_stands_at_the_same_head(village, folder, tmp_path):
    built = package.build(village, folder)
    inside = unpacked(built, tmp_path / "inside")
    with database.open_ledger(inside / "ledger.db") as copied:
        assert check.check_ledger(copied).ok
        assert copied.head() == village.head()


def test_nothing_but_the_package_is_left_in_the_work_folder(village, folder):
    built = package.build(village, folder)
    assert list(folder.iterdir()) == [built.path]
    assert built.size == built.path.stat().st_size
    assert built.sha256 == package.digest_of(built.path)


def test_what_was_overwritten_in_the_ledger_is_not_in_the_copy(village, tmp_path):
    target = tmp_path / "copy.db"
    village.connection.execute("PRAGMA secure_delete = OFF").fetchall()
    village.connection.execute("CREATE TABLE scrap (id INTEGER PRIMARY KEY, text TEXT)")
    village.connection.execute("INSERT INTO scrap VALUES (1, 'SECRETSECRET')")
    village.connection.execute("DROP TABLE scrap")
    copyout.vacuum_into(village, target)
    assert b"SECRETSECRET" in village.path.read_bytes()
    assert b"SECRETSECRET" not in target.read_bytes()


def test_the_name_is_the_village_in_latin_letters(village, folder):
    name = package.build(village, folder).name
    origin, code = village.head().origin, village.code()
    assert name == f"QINGSHAN-{origin}-20261121-{code[:5]}.jdzb.zip"


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("青山村党支部", "QINGSHAN"),
        ("中共柳河镇青山村支部委员会", "QINGSHAN"),
        ("重庆路社区党总支", "ZHONGQINGLUSHEQU"),
        ("𬭎村", "HONG"),
        ("", "CUN"),
        ("☆☆☆", "CUN"),
    ],
)
def test_a_name_for_every_branch(branch, expected):
    assert naming.village(branch, "柳河镇") == expected


def test_an_empty_ledger_without_a_branch_can_be_handed_over(session, folder):
    built = package.build(session, folder)
    assert built.name.startswith("CUN-")
    assert built.manifest.counts["members"] == 0
    assert built.manifest.sheets == ()


def test_only_the_sheets_since_the_last_handover_are_carried(village, home, tmp_path):
    post(village, home, "2026-11")
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
    first = package.build(village, tmp_path / "1")
    stick.record(village, first, Copied(first.path, first.sha256))
    post(village, home, "2026-12")
    second = package.build(village, tmp_path / "2")
    assert [one.title for one in first.manifest.sheets] == ["2026年11月党员值班表"]
    assert [one.title for one in second.manifest.sheets] == ["2026年12月党员值班表"]
    before = second.manifest.previous
    assert (before.name, before.size) == (first.name, first.manifest.size)
    assert before.root == first.manifest.root
    assert second.former == (first.name,)


def test_the_sheet_carried_is_the_paper_that_was_posted(village, home, folder):
    posted = post(village, home).read_bytes()
    built = package.build(village, folder)
    (printed,) = built.manifest.sheets
    with zipfile.ZipFile(built.path) as archive:
        assert archive.read(printed.file) == posted


def test_a_sheet_whose_file_is_gone_is_told_and_no_error(village, home, folder):
    post(village, home)
    kept_sheets.path_of(village.head().size).unlink()
    built = package.build(village, folder)
    (printed,) = built.manifest.sheets
    assert (printed.title, printed.file) == ("2026年12月党员值班表", "")
    assert "没有留存文件" in built.receipt.text()


def test_a_photo_of_the_board_travels_under_its_hash_and_its_own_name(village, folder, tmp_path):
    file = tmp_path / "公开栏.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0 photo")
    notice = notices.add(village, Notice("关于水渠的公示")).id
    service_voices.add_photo(village, notice, file)
    built = package.build(village, folder)
    carried = {
        name: stored.original
        for name, stored in built.manifest.files.items()
        if name.startswith("attachments/")
    }
    (photo,) = service_voices.photos(village, notice)
    assert carried == {f"attachments/{photo.sha256}.jpg": "公开栏.jpg"}


def test_attachments_travel_under_plain_names_and_keep_their_own(village, home, folder, tmp_path):
    below = home / "attachments" / "会议"
    below.mkdir(parents=True)
    (home / "attachments" / "scan-1.pdf").write_bytes(b"scan")
    (home / "attachments" / "合影.jpg").write_bytes(b"photo")
    (below / "a b.txt").write_bytes(b"text")
    (home / "attachments" / "link").symlink_to("/etc/hostname")
    built = package.build(village, folder)
    inside = unpacked(built, tmp_path / "inside")
    carried = {
        stored.original or name.split("/")[1]: (inside / name).read_bytes()
        for name, stored in built.manifest.files.items()
        if name.startswith("attachments/")
    }
    assert carried == {"scan-1.pdf": b"scan", "合影.jpg": b"photo", "会议/a b.txt": b"text"}


def test_a_ledger_edited_by_another_program_is_packed_and_says_so(home, folder):
    with database.open_ledger(paths.ledger_file()) as session:
        demo.village(session)
    with sqlite3.connect(paths.ledger_file()) as foreign:
        foreign.execute("UPDATE members SET name = '甲乙' WHERE id = 1")
    foreign.close()
    with database.open_ledger(paths.ledger_file()) as session:
        built = package.build(session, folder)
    assert not built.manifest.check.ok
    assert "程序之外" in built.manifest.check.findings[0]
    assert "发现" in built.receipt.text()


def test_a_clock_before_the_last_entry_is_told(village, folder, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-01-05")
    built = package.build(village, folder)
    assert built.manifest.clock_suspect
    assert "时钟" in built.receipt.text()


def test_cancelling_leaves_nothing_behind(village, folder):
    def stop(share, words):
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        package.build(village, folder, progress=stop)
    assert list(folder.iterdir()) == []


def test_more_than_a_plain_zip_holds_is_refused_with_a_sentence(village, home, folder):
    (home / "attachments").mkdir()
    with (home / "attachments" / "film.mp4").open("wb") as film:
        film.truncate(package.LARGEST)
    with pytest.raises(package.TooLarge, match="附件"):
        package.build(village, folder)
    assert list(folder.iterdir()) == []


def test_the_receipt_inside_is_one_page_with_the_check_code(village, folder, tmp_path):
    built = package.build(village, folder)
    inside = unpacked(built, tmp_path / "inside")
    (page,) = pypdf.PdfReader(inside / "receipt.pdf").pages
    text = page.extract_text()
    assert village.code() in text
    assert "党员 58 人" in text
    assert "接收人" in text


def test_the_leaflet_names_the_code_and_every_kind_of_member(village, folder, tmp_path):
    inside = unpacked(package.build(village, folder), tmp_path / "inside")
    text = (inside / "README.txt").read_text(encoding="utf-8-sig")
    assert village.code() in text
    for name in ("ledger.db", "manifest.json", "SHA256SUMS", "receipt.pdf", "sheets/"):
        assert name in text


def _spoilt(built, change):
    stated = json.loads(built.manifest.to_json())
    change(stated)
    return json.dumps(stated).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda stated: stated.pop("root"),
        lambda stated: stated.update(size="12"),
        lambda stated: stated.update(size=-1),
        lambda stated: stated.update(size=1 << 60),
        lambda stated: stated.update(size=True),
        lambda stated: stated.update(counts=[]),
        lambda stated: stated.update(files={"a": 1}),
        lambda stated: stated.update(files={"a" * 300: {"size": 1, "sha256": "", "original": ""}}),
        lambda stated: stated.update(branch="\ud800"),
        lambda stated: stated.update(sheets=[{"seq": 1}]),
        lambda stated: stated.update(check={"ok": 1, "count": 0, "findings": []}),
        lambda stated: stated.update(format=2),
    ],
)
def test_a_spoilt_manifest_is_refused_with_a_sentence(village, folder, change):
    spoilt = _spoilt(package.build(village, folder), change)
    with pytest.raises(manifest.BadManifest):
        manifest.from_json(spoilt)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": 1e999}']
)
def test_what_is_no_manifest_is_refused_with_a_sentence(content):
    with pytest.raises(manifest.BadManifest):
        manifest.from_json(content)


def test_a_work_folder_that_is_full_or_gone_is_a_sentence(village, folder):
    made = package.draft(village, folder)
    shutil.rmtree(folder)
    with pytest.raises((package.NotBuilt, copyout.CopyFailed)):
        package.assemble(made)


def test_an_event_of_a_foreign_hand_stops_no_handover(session, tmp_path):
    for facts in ({"name": 5, "size": "x", "root": None}, {"name": "A", "size": None, "root": ""}):
        session.event("package", facts, what="交接")
    assert package.handed(session) == []
    assert package.build(session, tmp_path).manifest.previous is None
