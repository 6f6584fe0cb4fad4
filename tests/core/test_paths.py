"""Where the living files of a packaged program are; `make package` tries the same with a real one."""

import sys

import pytest

from jdzb.core import paths


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The folder of a packaged program, with nobody saying where the ledger is."""
    folder = tmp_path / "program"
    folder.mkdir()
    monkeypatch.delenv("JDZB_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "支部台账"))
    paths._can_write.cache_clear()
    yield folder
    paths._can_write.cache_clear()


def test_the_ledger_lies_in_data_beside_a_program_whose_folder_can_be_written(program):
    assert paths.home() == program / "data"
    (program / "data").mkdir()
    assert paths.home() == program / "data"
    assert not list((program / "data").iterdir())


def test_where_no_file_can_be_made_it_lies_with_the_user(program, tmp_path):
    program.rmdir()  # also root cannot write into what is not there
    assert paths.home() == tmp_path / "user" / "jdzb"


def test_a_file_named_data_is_no_folder_for_a_ledger(program, tmp_path):
    (program / "data").touch()
    assert paths.home() == tmp_path / "user" / "jdzb"


def test_the_environment_and_the_command_line_come_first(program, tmp_path, monkeypatch):
    monkeypatch.setenv("JDZB_HOME", str(tmp_path / "a"))
    assert paths.home() == tmp_path / "a"
    paths.set_home(tmp_path / "b")
    assert paths.home() == tmp_path / "b"
