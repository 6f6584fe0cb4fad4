"""Trying a folder: can something be written there and read back."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.store import disk, reasons

_WORDS = "支部台账试写，可以删除。\n".encode()


class CannotKeep(JdzbError):
    """The folder takes nothing."""

    sentence = "“{folder}”写不进去：{why}。没有改设置，原来的备份都在。请换一个文件夹或盘。"


def write_and_read(folder: Path) -> None:
    """Write a small file into the folder, read it back and take it away. Raises CannotKeep."""
    file = folder / f"~支部台账试写-{os.getpid()}.tmp"
    try:
        file.write_bytes(_WORDS)
        disk.sync_file(file)
        if file.read_bytes() != _WORDS:
            raise OSError("写进去的和读出来的不一样")
    except OSError as error:
        raise CannotKeep(folder=folder, why=reasons.of_system(error)) from error
    finally:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
