"""A damaged file gives all that can still be read, and stays as it is."""

import csv
from pathlib import Path

import pytest

from jdzb.core import paths
from jdzb.store import database, readonly, salvage

COUNT = 600


@pytest.fixture
def path(home):
    """A closed ledger whose settings fill many pages."""
    with database.open_ledger(paths.ledger_file()) as session, session.together("填"):
        for number in range(COUNT):
            session.add("settings", {"key": f"k{number}", "value": f"值{number}" * 20}, what="加")
    return paths.ledger_file()


def table(found, name="settings"):
    with (found.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pages_of(path, word):
    """The pages that hold this text in the raw file."""
    data = path.read_bytes()
    return [n for n in range(len(data) // 4096) if word in data[n * 4096 : (n + 1) * 4096]]


def spoil(path, page, junk=b"\xff" * 4096):
    with path.open("rb+") as file:
        file.seek(page * 4096)
        file.write(junk)


def test_of_a_sound_file_everything_is_read(path, tmp_path):
    found = salvage.salvage(path, tmp_path / "out")
    assert found.problems == ()
    assert found.counts["settings"] == COUNT
    rows = table(found)
    assert {row["来源"] for row in rows} == {"数据表"}
    assert rows[7]["value"] == "值7" * 20
    assert (found.folder / "损坏的账本" / path.name).read_bytes() == path.read_bytes()
    assert "600" in salvage.words(found)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_around_a_spoilt_page_every_other_row_is_read_and_the_rest_comes_from_history(
    path, tmp_path, place
):
    pages = pages_of(path, "值3".encode())
    spoil(path, pages[int(len(pages) * place)])
    damaged = path.read_bytes()
    found = salvage.salvage(path, tmp_path / "out")
    rows = table(found)
    assert {row["key"] for row in rows} == {f"k{n}" for n in range(COUNT)}
    assert found.problems
    assert path.read_bytes() == damaged


def test_a_cut_file_gives_what_is_left(path, tmp_path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4 // 4096 * 4096 + 100])
    found = salvage.salvage(path, tmp_path / "out")
    assert found.counts["settings"] > 100
    assert found.problems


@pytest.mark.parametrize("content", [b"", b"x" * 9000])
def test_of_what_is_no_ledger_nothing_is_read_and_that_is_said(path, tmp_path, content):
    path.write_bytes(content)
    found = salvage.salvage(path, tmp_path / "out")
    assert found.counts == {}
    assert "一张表也读不出来" in found.problems[0]


def test_no_single_spoilt_page_stops_it(path, tmp_path):
    sound = path.read_bytes()
    for page in range(0, len(sound) // 4096, 7):
        path.write_bytes(sound)
        spoil(path, page, bytes(range(256)) * 16)
        salvage.salvage(path, tmp_path / "out")


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_what_is_left_can_be_looked_at_but_not_written(path, place):
    pages = pages_of(path, "值3".encode())
    spoil(path, pages[int(len(pages) * place)])
    with salvage.open_readable(path) as session:
        assert len(session.rows("settings")) == COUNT
        assert session.head().size > COUNT
        with pytest.raises(readonly.ReadOnlyLedger):
            session.set_setting("x", "1")
        folder = Path(session.folder.name)
        assert folder.exists()
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 9000])
def test_of_what_is_no_ledger_an_empty_one_is_looked_at(path, content):
    path.write_bytes(content)
    with salvage.open_readable(path) as session:
        assert session.rows("settings") == []


def test_nothing_becomes_a_formula_in_excel(home, tmp_path):
    with database.open_ledger(paths.ledger_file()) as session:
        session.set_setting("x", "=1+1")
    found = salvage.salvage(paths.ledger_file(), tmp_path / "out")
    assert table(found)[0]["value"] == "'=1+1"


def test_a_folder_that_cannot_be_made_is_one_sentence(path, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(salvage.NotSalvaged, match="没有导出"):
        salvage.salvage(path, tmp_path / "file")
