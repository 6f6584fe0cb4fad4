"""Printing and opening through the system's own commands (stand-ins on PATH, really started)."""

import stat
import sys

import pytest

from jdzb.core import sheet
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
    command("lp", f'printf "%s\\n" "$@" > {tmp_path}/said')
    printing.print_pdf(tmp_path / "值班表.pdf")
    said = (tmp_path / "said").read_text("utf-8").split("\n")
    assert said == ["-n", "1", "-o", "media=A4", str(tmp_path / "值班表.pdf"), ""]


def test_copies_paper_printer_and_title_reach_the_printing_command(command, tmp_path):
    order = printing.Order(3, "Office", sheet.A3, "2026年12月党员值班表")
    command("lpr", f'printf "%s " "$@" > {tmp_path}/lpr')
    printing.print_pdf(tmp_path / "表.pdf", order)
    command("lp", f'printf "%s " "$@" > {tmp_path}/lp')
    printing.print_pdf(tmp_path / "表.pdf", order)
    rest = f"2026年12月党员值班表 {tmp_path}/表.pdf "
    assert (tmp_path / "lp").read_text("utf-8") == f"-n 3 -o media=A3 -d Office -t {rest}"
    assert (tmp_path / "lpr").read_text("utf-8") == f"-# 3 -o media=A3 -P Office -T {rest}"


@pytest.mark.parametrize(
    ("paper", "name"), [(sheet.A4, "A4"), (sheet.A4_PORTRAIT, "A4"), (sheet.A3, "A3")]
)
def test_a_paper_has_the_name_printers_know_whichever_way_it_lies(paper, name):
    assert printing.media(paper) == name


def test_the_usual_printer_comes_first_and_a_stopped_one_last(command):
    command(
        "lpstat",
        "echo 'printer Archive disabled since Sat 21 Nov 2026 -'; echo '\tPaused'\n"
        "echo 'printer Canteen is idle.  enabled since Sat 21 Nov 2026'\n"
        "echo 'printer Office now printing Office-7.  enabled since Sat 21 Nov 2026'\n"
        "echo 'system default destination: Office'",
    )
    labels = [printer.label for printer in printing.printers()]
    assert labels == ["Office（默认）", "Canteen", "Archive（已停用）"]


def test_no_printer_at_all_is_not_the_same_as_nobody_to_ask(command):
    assert printing.printers() is None
    command("lpstat", "echo 'lpstat: No destinations added.' >&2; echo 'no system default'")
    assert printing.printers() == ()


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
