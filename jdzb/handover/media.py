"""What a stick needs of the system: bytes that are on it, read back from it and not from memory.

Nothing here is retried: after a failed sync the file is given up.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

BLOCK = 1 << 20  # bytes of one uncached read; a multiple of every sector


def write(chunks: Iterable[bytes], path: Path) -> None:
    """Write a new file and sync it. OSError passes through, FileExistsError too."""
    with path.open("xb", buffering=0) as file:
        for chunk in chunks:
            rest = memoryview(chunk)
            while rest:
                rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


def settle(path: Path) -> None:
    """Make a renamed file durable under its name. OSError passes through."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Sync a folder where the system can (Windows cannot, some file systems will not)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(path: Path, seen: Callable[[int], None]) -> str:
    """The SHA-256 of what the medium holds, past every cache; ``seen`` gets the bytes so far."""
    found, size = hashlib.sha256(), 0
    for chunk in _uncached(path):
        found.update(chunk)
        size += len(chunk)
        seen(size)
    return found.hexdigest()


if sys.platform == "win32":

    def _uncached(path: Path) -> Iterator[bytes]:
        """Read past the cache of Windows: FILE_FLAG_NO_BUFFERING. Not tested on Windows."""
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        handle = kernel.CreateFileW(str(path), 0x80000000, 1, None, 3, 0x20000000, None)
        if handle == wintypes.HANDLE(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        buffer = mmap.mmap(-1, BLOCK)
        target = (ctypes.c_char * BLOCK).from_buffer(buffer)
        count = wintypes.DWORD()
        try:
            while True:
                given = wintypes.HANDLE(handle), target, BLOCK, ctypes.byref(count), None
                if not kernel.ReadFile(*given):
                    raise ctypes.WinError(ctypes.get_last_error())
                if not count.value:
                    return
                yield buffer[: count.value]
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

else:

    def _uncached(path: Path) -> Iterator[bytes]:
        """Read with O_DIRECT into aligned memory; where there is none, drop the cache first."""
        descriptor = _opened(path)
        try:
            with mmap.mmap(-1, BLOCK) as buffer:
                while count := os.readv(descriptor, [buffer]):
                    yield buffer[:count]
        finally:
            os.close(descriptor)

    def _opened(path: Path) -> int:
        with suppress(OSError):
            return _proved(os.open(path, os.O_RDONLY | getattr(os, "O_DIRECT", 0)))
        descriptor = os.open(path, os.O_RDONLY)
        with suppress(OSError, AttributeError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        return descriptor

    def _proved(descriptor: int) -> int:
        """A descriptor that does read: some file systems take O_DIRECT and then refuse to read."""
        try:
            with mmap.mmap(-1, BLOCK) as buffer:
                os.preadv(descriptor, [buffer], 0)
            return descriptor
        except OSError:
            os.close(descriptor)
            raise
