"""Hand a PDF to the system: open it in the viewer, send it to the printer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from jdzb.core.errors import JdzbError

VIEWERS = ("xdg-open", "gio", "open")
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
        _start(path, "open", NoViewer)
        return
    viewer = next((found for found in map(shutil.which, VIEWERS) if found), None)
    if viewer is None:
        raise NoViewer(path=path)
    verb = ["open"] if Path(viewer).name == "gio" else []
    if _run([viewer, *verb, str(path)]) is not None:
        raise NoViewer(path=path)


def print_pdf(path: Path) -> None:
    """Send the file to the default printer; raises NoPrinter or PrintFailed."""
    if sys.platform == "win32":
        _start(path, "print", NoPrinter)
        return
    command = shutil.which("lp") or shutil.which("lpr")
    if command is None:
        raise NoPrinter(path=path)
    said = _run([command, str(path)])
    if said is not None and ("No default destination" in said or "no default" in said.lower()):
        raise NoPrinter(path=path)
    if said is not None:
        raise PrintFailed(path=path, why=said or "系统没有说明原因")


def _start(path: Path, verb: str, kind: type[JdzbError]) -> None:
    """Windows: the program registered for PDF does it."""
    try:
        getattr(os, "startfile")(str(path), verb)  # noqa: B009 - exists on Windows only
    except OSError as error:
        raise kind(path=path) from error


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
