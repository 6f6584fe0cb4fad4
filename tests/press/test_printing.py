"""Printing and opening through the system's own commands (stand-ins on PATH, really started)."""

import stat
import sys

import pytest

from jdzb.press import printing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts files itself")


@pytest.fixture
def command(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name, script):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    return make


def test_printing_hands_the_file_to_lp(command, tmp_path):
    command("lp", f'printf %s "$1" > {tmp_path}/said')
    printing.print_pdf(tmp_path / "值班表.pdf")
    assert (tmp_path / "said").read_text("utf-8") == str(tmp_path / "值班表.pdf")


def test_without_a_printing_command_the_user_is_told_where_the_file_is(command, tmp_path):
    with pytest.raises(printing.NoPrinter, match=r"表\.pdf"):
        printing.print_pdf(tmp_path / "表.pdf")


def test_without_a_default_printer_the_user_is_told(command, tmp_path):
    command("lp", "echo 'lp: Error - No default destination available.' >&2; exit 1")
    with pytest.raises(printing.NoPrinter):
        printing.print_pdf(tmp_path / "表.pdf")


def test_a_refusal_of_the_printer_is_repeated(command, tmp_path):
    command("lp", "echo 'paper jam' >&2; exit 1")
    with pytest.raises(printing.PrintFailed, match="paper jam"):
        printing.print_pdf(tmp_path / "表.pdf")


def test_opening_hands_the_file_to_the_viewer(command, tmp_path):
    command("xdg-open", f'printf %s "$1" > {tmp_path}/said')
    printing.open_pdf(tmp_path / "表.pdf")
    assert (tmp_path / "said").read_text("utf-8") == str(tmp_path / "表.pdf")


def test_without_a_viewer_the_user_is_told(command, tmp_path):
    with pytest.raises(printing.NoViewer, match=r"表\.pdf"):
        printing.open_pdf(tmp_path / "表.pdf")
