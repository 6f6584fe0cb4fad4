"""The sticks that are plugged in: where, how full, whether they can be written."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOUNTS, BLOCKS = Path("/proc/mounts"), Path("/sys/block")
MEDIA = (Path("/media"), Path("/run/media"))
FAT = frozenset({"vfat", "msdos", "fat", "fat16", "fat32"})
_READ_ONLY = "U盘是只读的：请拨开写保护开关，或换一个U盘"


@dataclass(frozen=True, slots=True)
class Drive:
    """A removable drive: its folder, label and file system, free bytes; ``why`` not writable."""

    path: Path
    label: str
    system: str
    free: int
    writable: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str
    path: Path
    system: str
    options: tuple[str, ...]


def removable(
    mounts: Path = MOUNTS, blocks: Path = BLOCKS, media: tuple[Path, ...] = MEDIA
) -> list[Drive]:
    """The removable drives with a file system, by path; empty where the system tells nothing."""
    if os.name == "nt":
        return _windows()
    found = {
        mount.path: mount
        for mount in _mounts(mounts)
        if _is_removable(mount, blocks) or any(root in mount.path.parents for root in media)
    }
    with_room = (_drive(found[path]) for path in sorted(found))
    return [drive for drive in with_room if drive]


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system a folder lies on, in small letters; empty when nobody says."""
    if os.name == "nt":
        return _volume(folder.absolute().anchor)[1].lower()
    whole = folder.absolute()
    above = [one for one in _mounts(mounts) if one.path == whole or one.path in whole.parents]
    deepest = sorted(above, key=lambda one: len(one.path.parts))
    return deepest[-1].system if deepest else ""


def _mounts(table: Path) -> list[_Mount]:
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    parts = [line.split() for line in lines]
    return [
        _Mount(_plain(one[0]), Path(_plain(one[1])), one[2].lower(), tuple(one[3].split(",")))
        for one in parts
        if len(one) >= 4
    ]


def _plain(text: str) -> str:
    """A word of the mount table, where a blank is written as an octal number, Chinese as itself."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _is_removable(mount: _Mount, blocks: Path) -> bool:
    """A disk that says it can be removed, or hangs on USB: large sticks say they are fixed."""
    name = mount.device.removeprefix("/dev/")
    if name == mount.device or name.startswith("sr"):
        return False
    with suppress(OSError):
        disks = [disk for disk in blocks.iterdir() if name.startswith(disk.name)]
        for disk in sorted(disks, key=lambda one: len(one.name))[-1:]:
            said = (disk / "removable").read_text(encoding="ascii").strip()
            return said == "1" or "/usb" in str(disk.resolve())
    return False


def _drive(mount: _Mount) -> Drive | None:
    try:
        free = shutil.disk_usage(mount.path).free
    except OSError:
        return None
    writable = "rw" in mount.options and os.access(mount.path, os.W_OK)
    why = "" if writable else _READ_ONLY
    return Drive(mount.path, mount.path.name, mount.system, free, writable, why)


def _volume(root: str) -> tuple[str, str, bool]:
    """Label, file system and read-only flag of a Windows volume. Not tested on Windows."""
    if sys.platform == "win32":
        import ctypes

        label, system = (ctypes.create_unicode_buffer(261) for _ in range(2))
        flags = ctypes.c_ulong()
        known = ctypes.windll.kernel32.GetVolumeInformationW(
            root, label, 261, None, None, ctypes.byref(flags), system, 261
        )
        if known:
            return label.value, system.value, bool(flags.value & 0x00080000)
    return "", "", False


def _windows() -> list[Drive]:
    """Drives that Windows calls removable. Not tested on Windows."""
    found: list[Drive] = []
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        bits = kernel.GetLogicalDrives()
        roots = [f"{chr(65 + n)}:\\" for n in range(26) if bits >> n & 1]
        for root in (one for one in roots if kernel.GetDriveTypeW(one) == 2):
            label, system, read_only = _volume(root)
            with suppress(OSError):
                free = shutil.disk_usage(root).free
                why = _READ_ONLY if read_only else ""
                found.append(Drive(Path(root), label or root, system.lower(), free, not why, why))
    return found
