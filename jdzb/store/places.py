"""Where a ledger must not live: behind a link, on a network share, on a stick, in a cloud folder.

Only what can be known for sure is refused: a wrong refusal would lock the user out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_SHARES = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "davfs", "fuse.davfs2"}
_CLOUDS = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
MOUNTS, DEVICES = Path("/proc/self/mounts"), Path("/sys/class/block")


def why_unsafe(path: Path) -> str:
    """Where a ledger lies that must not lie there, as a Chinese phrase; '' for a good place."""
    if path.is_symlink():
        return "一个链接后面"
    if str(path).startswith(("\\\\", "//")):
        return "网络文件夹里"
    if in_cloud(path, os.environ):
        return "网盘同步的文件夹里"
    return _drive_on_windows(path) if sys.platform == "win32" else mounted(path, MOUNTS, DEVICES)


def in_cloud(path: Path, environment: Mapping[str, str]) -> bool:
    """True inside a folder that OneDrive or Dropbox keeps in step (WIN-UNTESTED)."""
    roots = [Path(environment[name]) for name in _CLOUDS if environment.get(name)]
    parents = path.absolute().parents
    return any(root in parents for root in roots) or any(
        (folder / ".dropbox.cache").is_dir() for folder in parents
    )


def mounted(path: Path, mounts: Path, devices: Path) -> str:
    """The same for Linux, by the tables ``/proc/self/mounts`` and ``/sys/class/block``."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        real = path.parent.resolve()
    except OSError:
        return ""
    best = ("", "", "")
    for line in lines:
        device, point, kind, *_ = [*line.split(), "", "", ""]
        folder = Path(_unescaped(point))
        if (folder == real or folder in real.parents) and len(str(folder)) >= len(best[1]):
            best = (device, str(folder), kind)
    if best[2] in _SHARES:
        return "网络文件夹里"
    return "U盘等可移动磁盘上" if _removable(best[0], devices) else ""


def _unescaped(text: str) -> str:
    for octal, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(octal, character)
    return text


def _removable(device: str, devices: Path) -> bool:
    if not device.startswith("/dev/"):
        return False
    try:
        entry = (devices / Path(device).name).resolve()
        flags = [folder / "removable" for folder in (entry, entry.parent)]
        return any(flag.read_text().strip() == "1" for flag in flags if flag.is_file())
    except OSError:
        return False


def _drive_on_windows(path: Path) -> str:
    """By the kind Windows gives to the drive (WIN-UNTESTED)."""
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor)  # type: ignore[attr-defined,unused-ignore]
    return {_DRIVE_REMOVABLE: "U盘等可移动磁盘上", _DRIVE_REMOTE: "网络文件夹里"}.get(kind, "")
