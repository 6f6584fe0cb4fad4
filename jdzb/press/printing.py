"""Hand a PDF to the system: open it in the viewer, send it to a printer, know the printers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.core.sheet import A4_PORTRAIT, Paper

VIEWERS = ("xdg-open", "gio", "open")
MOST_COPIES = 99
NOT_REGISTERED = 1155  # Windows: no program is registered for this kind of file
PATIENCE = 5.0  # seconds to wait for word that it failed; a viewer that keeps running is a success


class NoViewer(JdzbError):
    """Nothing on this computer opens PDF files."""

    sentence = "这台电脑没有能打开 PDF 的程序。文件已保存在：{path}。请装上 PDF 阅读器再打开。"


class NoPrinter(JdzbError):
    """There is no way to print on this computer."""

    sentence = (
        "没有找到打印机，没有打印。请接好打印机再试，或把文件拷到别的电脑上打印。文件在：{path}"
    )


class PrintFailed(JdzbError):
    """The system's printing refused the file."""

    sentence = "打印没有成功：{why}。文件已经保存在：{path}。请检查打印机后再试。"


def open_pdf(path: Path) -> None:
    """Show the file in the system's viewer; raises NoViewer."""
    if sys.platform == "win32":
        _start(path, NoViewer, "open")
        return
    viewer = next((found for found in map(shutil.which, VIEWERS) if found), None)
    if viewer is None:
        raise NoViewer(path=path)
    verb = ["open"] if Path(viewer).name == "gio" else []
    if _run([viewer, *verb, str(path)]) is not None:
        raise NoViewer(path=path)


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this computer: its name, if it is the usual one, if it takes no work."""

    name: str
    usual: bool = False
    stopped: bool = False

    @property
    def label(self) -> str:
        """As the user reads it: 办公室（默认）."""
        notes = [*(["默认"] if self.usual else ()), *(["已停用"] if self.stopped else ())]
        return f"{self.name}（{'，'.join(notes)}）" if notes else self.name


@dataclass(frozen=True, slots=True)
class Order:
    """How a file is printed: copies, printer ('' is the system's usual one), paper, job title."""

    copies: int = 1
    printer: str = ""
    paper: Paper = A4_PORTRAIT
    title: str = ""


def print_pdf(path: Path, order: Order = Order()) -> None:
    """Send the file to a printer; raises NoPrinter, NoViewer (Windows) or PrintFailed.

    Windows has the program registered for PDF print it: copies are sent one by one, and the paper
    is that of the printer's own settings (see ``advice``).
    """
    if sys.platform == "win32":
        for _ in range(order.copies):
            verb = ("printto", f'"{order.printer}"') if order.printer else ("print",)
            _start(path, NoPrinter, *verb)
        return
    command = _command(path, order)
    if command is None:
        raise NoPrinter(path=path)
    said = _run(command)
    if said is not None and ("No default destination" in said or "no default" in said.lower()):
        raise NoPrinter(path=path)
    if said is not None:
        raise PrintFailed(path=path, why=said or "系统没有说明原因")


def _command(path: Path, order: Order) -> list[str] | None:
    """What prints the file; None when nothing here prints. CUPS turns the page by itself."""
    options = ["-o", f"media={media(order.paper)}"]
    if lp := shutil.which("lp"):
        options += ["-d", order.printer] if order.printer else []
        options += ["-t", order.title] if order.title else []
        return [lp, "-n", str(order.copies), *options, str(path)]
    if lpr := shutil.which("lpr"):
        options += ["-P", order.printer] if order.printer else []
        options += ["-T", order.title] if order.title else []
        return [lpr, "-#", str(order.copies), *options, str(path)]
    return None


def media(paper: Paper) -> str:
    """The name that printers know a paper by, whichever way it lies: A4, A3."""
    return paper.name.partition("-")[0].upper()


def advice(paper: Paper) -> str:
    """What the user has to see to because the system does not: on Windows, paper that is not A4."""
    if sys.platform == "win32" and media(paper) != "A4":
        return f"打印前，请在打印机的设置里把纸张选成 {media(paper)}"
    return ""


def printers() -> tuple[Printer, ...] | None:
    """The printers of this computer, the usual one first; None when the system cannot be asked."""
    if sys.platform == "win32":
        return _windows_printers()
    command = shutil.which("lpstat")
    if command is None:
        return None
    try:
        done = subprocess.run(
            [command, "-p", "-d"], capture_output=True, text=True, errors="replace", check=False,
            timeout=PATIENCE, env={**_environment(), "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return None
    usual = re.findall(r"^system default destination: (\S+)", done.stdout, re.MULTILINE)
    found = re.findall(r"^printer (\S+) (.*)$", done.stdout, re.MULTILINE)
    return _sorted(Printer(name, name in usual, "disabled" in state) for name, state in found)


def _windows_printers() -> tuple[Printer, ...] | None:
    """Windows keeps the user's printers and the usual one in the registry."""
    names: list[str] = []
    usual = ""
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Windows NT\CurrentVersion"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{key}\Devices") as devices:
                count = winreg.QueryInfoKey(devices)[1]
                names = [winreg.EnumValue(devices, number)[0] for number in range(count)]
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{key}\Windows") as chosen:
                usual = str(winreg.QueryValueEx(chosen, "Device")[0]).partition(",")[0]
        except OSError:
            return None
    return _sorted(Printer(name, name == usual) for name in names)


def _sorted(found: Iterable[Printer]) -> tuple[Printer, ...]:
    return tuple(sorted(found, key=lambda one: (not one.usual, one.stopped, one.name)))


def _start(path: Path, kind: type[JdzbError], *verb: str) -> None:
    """Windows: the program registered for PDF does it."""
    try:
        getattr(os, "startfile")(str(path), *verb)  # noqa: B009 - exists on Windows only
    except OSError as error:
        nobody = getattr(error, "winerror", 0) == NOT_REGISTERED
        raise (NoViewer if nobody else kind)(path=path) from error


def _run(command: list[str]) -> str | None:
    """None when the command succeeded or keeps running, else what it said."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=_environment(),
            start_new_session=True,
        )
        said = process.communicate(timeout=PATIENCE)[1]
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:
        return str(error)
    return said.strip() if process.returncode else None


def _environment() -> dict[str, str]:
    """The user's own library path: the frozen program points it at its own folder."""
    env = dict(os.environ)
    original = env.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        env["LD_LIBRARY_PATH"] = original
    elif getattr(sys, "frozen", False):
        env.pop("LD_LIBRARY_PATH", None)
    return env
