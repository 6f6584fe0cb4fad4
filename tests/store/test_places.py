"""A ledger lives on a disk of this PC; where it surely does not, it is not opened."""

from pathlib import Path

import pytest

from jdzb.store import database, places

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share {root}/share cifs rw 0 0
/dev/sdb1 {root}/my\\040stick vfat rw 0 0
/dev/sdc1 {root}/disk ext4 rw 0 0
user@host: {root}/far fuse.sshfs rw 0 0
"""


@pytest.fixture
def tables(tmp_path):
    """The two tables of a Linux with a share, a stick and a disk."""
    mounts, devices = tmp_path / "mounts", tmp_path / "block"
    mounts.write_text(MOUNTS.format(root=tmp_path), "utf-8")
    for drive, removable in (("sda", "0"), ("sdb", "1"), ("sdc", "0")):
        (devices / drive / f"{drive}1").mkdir(parents=True)
        (devices / drive / "removable").write_text(f"{removable}\n")
        (devices / f"{drive}1").symlink_to(devices / drive / f"{drive}1")
    return mounts, devices


@pytest.mark.parametrize(
    ("folder", "told"),
    [("share", "网络"), ("my stick", "U盘"), ("my stick/a/b", "U盘"), ("far", "网络"), ("disk", ""),
     ("share2", ""), ("", "")],
)  # fmt: skip
def test_shares_and_sticks_are_known_by_what_is_mounted(tables, tmp_path, folder, told):
    found = places.mounted(tmp_path / folder / "支部台账.db", *tables)
    assert (told in found) if told else (found == "")


def test_without_the_tables_every_disk_is_good(tmp_path):
    assert places.mounted(tmp_path / "x.db", tmp_path / "no", tmp_path / "no") == ""


def test_cloud_folders_are_known(tmp_path):
    inside = tmp_path / "OneDrive" / "支部" / "支部台账.db"
    assert places.in_cloud(inside, {"OneDrive": str(tmp_path / "OneDrive")})
    assert not places.in_cloud(inside, {"OneDrive": str(tmp_path / "One")})
    assert not places.in_cloud(inside, {"OneDrive": ""})
    (tmp_path / ".dropbox.cache").mkdir()
    assert places.in_cloud(inside, {})


def test_a_share_is_refused_with_what_to_do(home):
    with pytest.raises(database.UnsafePlace, match=r"网络文件夹里.*复制到本机硬盘"):
        database.open_ledger(Path("//server/share/支部台账.db"))


def test_a_ledger_in_a_cloud_folder_is_refused_and_left_alone(home, monkeypatch):
    monkeypatch.setenv("OneDrive", str(home))
    with pytest.raises(database.UnsafePlace, match="网盘"):
        database.open_ledger(home / "支部台账.db")
    assert list(home.iterdir()) == []
