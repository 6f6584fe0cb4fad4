"""Carrying a package to a stick: whole under its own name or not there at all, and told why."""

import contextlib
import os
import random
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from jdzb.core.errors import Cancelled
from jdzb.handover import package, stick
from tests.handover import villages

NEEDS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to mount a small disk"
)


@pytest.fixture
def built(session, home, tmp_path):
    """A package of three megabytes."""
    villages.fill(session)
    (home / "attachments").mkdir()
    (home / "attachments" / "a.jpg").write_bytes(random.Random(1).randbytes(3 << 20))
    folder = tmp_path / "work"
    folder.mkdir()
    return package.build(session, folder)


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 megabytes; remount it read-only with `mount -o remount,ro`."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_lies_on_the_stick_is_the_package(built, usb):
    copied = stick.copy(built, usb)
    assert copied.path == usb / built.name
    assert package.digest_of(copied.path) == copied.sha256 == built.sha256
    assert names(usb) == [built.name]


def test_progress_goes_from_writing_to_reading_back_to_the_end(built, usb):
    told = []
    stick.copy(built, usb, lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [*dict.fromkeys(words for _, words in told)] == [
        "正在写到U盘", "正在从U盘读回核对", "可以拔出",
    ]  # fmt: skip


def test_a_second_package_of_one_name_gets_a_number_and_the_first_stays(built, usb):
    (usb / built.name).write_bytes(b"the older one")
    copied = stick.copy(built, usb)
    assert copied.path.name == built.name.replace(".jdzb", "-2.jdzb")
    assert (usb / built.name).read_bytes() == b"the older one"
    third = stick.copy(built, usb)
    assert third.path.name == built.name.replace(".jdzb", "-3.jdzb")


def test_only_older_packages_of_this_ledger_give_way(built, usb):
    older = tuple(f"QINGSHAN-ABCDEFGH-2026112{n}-AAAAA.jdzb.zip" for n in range(5))
    for name in (*older, "年终总结.docx", "QINGSHAN-OTHERONE-20200101-AAAAA.jdzb.zip"):
        (usb / name).write_bytes(b"x")
    copied = stick.copy(replace(built, former=older), usb)
    assert copied.removed == older[:3]
    assert names(usb) == sorted(
        (*older[3:], built.name, "年终总结.docx", "QINGSHAN-OTHERONE-20200101-AAAAA.jdzb.zip")
    )


def test_half_a_file_of_an_earlier_attempt_is_cleared_away_and_told(built, usb):
    half = f"~{built.name}.tmp"
    for name in (half, "~$总结.docx", "~notes.tmp"):
        (usb / name).write_bytes(b"half")
    assert [path.name for path in stick.leftovers(usb)] == [half]
    copied = stick.copy(built, usb)
    assert copied.leftovers == (half,)
    assert names(usb) == sorted((built.name, "~$总结.docx", "~notes.tmp"))


@pytest.mark.parametrize("stop_at", [0.0, 0.2, 0.7])
def test_cancelling_leaves_the_stick_as_it_was(built, usb, stop_at):
    (usb / "old.jdzb.zip").write_bytes(b"old")

    def stop(share, words):
        if share >= stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        stick.copy(built, usb, stop)
    assert names(usb) == ["old.jdzb.zip"]


def test_a_stick_that_returns_other_bytes_is_found_out(built, usb):
    def lie(share, words):
        half = usb / f"~{built.name}.tmp"
        if words == "正在从U盘读回核对" and share < 0.7:
            with half.open("r+b") as file:
                file.seek(-10, os.SEEK_END)
                file.write(b"\x00" * 10)

    with pytest.raises(stick.ReadsOtherwise, match="读回来不一样"):
        stick.copy(built, usb, lie)
    assert names(usb) == []


def test_a_stick_that_goes_away_while_it_is_written_is_told_as_such(built, usb):
    def pull(share, words):
        if share > 0.2 and usb.exists():
            shutil.rmtree(usb)

    with pytest.raises(stick.PulledOut, match="可能被拔出"):
        stick.copy(built, usb, pull)


def test_a_folder_that_is_not_there_is_a_sentence(built, usb):
    with pytest.raises(stick.NotCopied, match="没有找到文件夹"):
        stick.copy(built, usb / "nowhere")
    (usb / "file").write_bytes(b"")
    with pytest.raises(stick.NotCopied, match="没有找到文件夹"):
        stick.copy(built, usb / "file")


def test_a_package_larger_than_the_stick_is_refused_before_writing(built, usb):
    with pytest.raises(stick.NoRoom, match="空间不够"):
        stick.copy(replace(built, size=1 << 60), usb)
    assert names(usb) == []


def test_a_package_lost_on_the_own_disk_does_not_blame_the_stick(built, usb):
    built.path.unlink()
    with pytest.raises(package.NotBuilt, match="本机硬盘"):
        stick.copy(built, usb)
    assert names(usb) == []


@NEEDS_ROOT
def test_a_stick_that_fills_up_while_it_is_written_is_told_and_left_clean(built, small_disk):
    def fill(share, words):
        if share > 0.2:
            with contextlib.suppress(OSError), (small_disk / "film.mp4").open("ab") as film:
                while True:
                    film.write(bytes(1 << 20))

    with pytest.raises(stick.NoRoom, match="空间不够"):
        stick.copy(built, small_disk, fill)
    assert names(small_disk) == ["film.mp4"]


@NEEDS_ROOT
def test_a_read_only_stick_is_told_and_its_package_stays(built, small_disk):
    (small_disk / "old.jdzb.zip").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(stick.ReadOnlyStick, match="写保护"):
        stick.copy(built, small_disk)
    assert names(small_disk) == ["old.jdzb.zip"]


@NEEDS_ROOT
def test_the_package_is_read_back_where_there_is_no_direct_reading(built, small_disk):
    copied = stick.copy(built, small_disk)
    assert package.digest_of(copied.path) == built.sha256


def test_the_handover_is_journalled_with_name_head_and_bytes(session, built, usb):
    copied = stick.copy(built, usb)
    stick.record(session, built, copied, "KINGSTON")
    (before,) = package.handed(session)
    (entry,) = session.entries("tbl = 'package'")
    assert (before.name, before.size) == (built.name, built.manifest.size)
    assert entry.what == f"交接：{built.name}"
    assert entry.new["drive"] == "KINGSTON"
    assert entry.new["sha256"] == built.sha256
    with zipfile.ZipFile(copied.path) as archive:
        assert archive.testzip() is None


def test_a_name_in_the_history_removes_nothing_but_packages_of_this_folder(built, usb):
    precious = [usb.parent / f"A-22222222-20260101-{n}.txt" for n in range(4)]
    for path in precious:
        path.write_text("kept")
    former = [f"../{path.name}" for path in precious] + [str(path) for path in precious]
    former += [f"A-22222222-20260101-x/../../{path.name}" for path in precious]
    (usb / "A-22222222-20260101-x").mkdir()
    (usb / "notes.txt").write_text("kept")
    stick.copy(replace(built, former=(*former, "notes.txt", "a", "b")), usb)
    assert all(path.exists() for path in (*precious, usb / "notes.txt"))
