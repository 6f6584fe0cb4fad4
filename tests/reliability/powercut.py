"""What a disk may hold after the power fails: everything synced, and of the rest whatever chance left.

Nothing is promised about an operation that was not synced: it is there, or not, or half there in
sectors of 512 bytes, in any order. What is synced is there. As on Linux, the first sync of a new
file and a delete that asks for it make the folder durable, with all that was done in it before.
"""

from itertools import pairwise

SECTOR = 512
VARIANTS = ("nothing unsynced", "some, in order", "torn, in order", "torn, in any order")


class File:
    """The durable bytes of one file, and the operations asked for since its last sync."""

    def __init__(self, data=b""):
        self.durable, self.unsynced = bytearray(data), []

    def sync(self):
        """All that was asked for is there for good."""
        for operation in self.unsynced:
            apply(self.durable, operation)
        self.unsynced = []

    def after_cut(self, variant, rng):
        """The bytes as they are found."""
        image = bytearray(self.durable)
        for operation in _survivors(self.unsynced, variant, rng):
            apply(image, operation)
        return bytes(image)


class Disk:
    """A folder of files: as the system at work sees it, as it is durable, and what lies between."""

    def __init__(self, files):
        self.living = {name: File(data) for name, data in files.items()}
        self.durable = dict(self.living)
        self.unsynced = []  # (name, file) created, (name, None) deleted

    def do(self, kind, name, *what):
        """One operation, as filesystem.Disk tells it."""
        if kind == "open" and name not in self.living:
            self.living[name] = File()
            self.unsynced.append((name, self.living[name]))
        elif kind in ("write", "truncate"):
            self.living[name].unsynced.append((kind, *what))
        elif kind == "sync":
            self.living[name].sync()
            if any(file is self.living[name] for _, file in self.unsynced):
                self._sync_folder()
        elif kind == "delete":
            del self.living[name]
            self.unsynced.append((name, None))
            if what[0]:
                self._sync_folder()

    def _sync_folder(self):
        self.durable, self.unsynced = dict(self.living), []

    def after_cut(self, variant, rng):
        """The files as they are found: {name: bytes}."""
        found = dict(self.durable)
        if variant:
            found.update(change for change in self.unsynced if rng.random() < 0.5)
        return {name: file.after_cut(variant, rng) for name, file in found.items() if file}


def apply(image, operation):
    """One write or truncate on the bytes of a file."""
    kind, *what = operation
    if kind == "truncate":
        (size,) = what
        del image[size:]
        image.extend(bytes(size - len(image)))
        return
    data, offset = what
    image.extend(bytes(max(0, offset + len(data) - len(image))))
    image[offset : offset + len(data)] = data


def _survivors(operations, variant, rng):
    """Which of the operations reached the disk, whole or in part."""
    if variant == 0:
        return []
    if variant == 1:
        return [one for one in operations if rng.random() < 0.5]
    pieces = [piece for one in operations for piece in _sectors(one) if rng.random() < 0.5]
    if variant == 3:
        rng.shuffle(pieces)
    return pieces


def _sectors(operation):
    if operation[0] == "truncate":
        return [operation]
    _, data, offset = operation
    cuts = [0, *range(SECTOR - offset % SECTOR, len(data), SECTOR), len(data)]
    return [("write", data[a:b], offset + a) for a, b in pairwise(cuts)]
