"""Random damage to ledgers and packages, examined one after the other in this process.

    python -m tests.reliability.fuzzing SEED COUNT LEDGER PACKAGE WORK

prints one line of JSON for each trial before it begins and one when it ends, so that the process
that started this one knows which trial a crash or a hang belongs to. A trial that takes ten
seconds ends the process.
"""

import faulthandler
import json
import os
import random
import shutil
import struct
import sys
import time
from pathlib import Path

from jdzb.handover import examination
from tests.handover.villages import content

SECONDS = 10
PAGE = 4096
_VALUES = (0, 1, 2, 0x7F, 0x80, 0xFF, 5, 13, 10)


def damage(raw, rng):
    """A few changes to a ledger: in its header, in page headers, anywhere, or of whole pages."""
    for _ in range(rng.choice((1, 1, 1, 2, 4, 16))):
        rng.choice(_WAYS)(raw, rng)


def _value(rng):
    return rng.choice(_VALUES) if rng.random() < 0.5 else rng.randrange(256)


def _page(raw, rng):
    return rng.randrange(max(1, len(raw) // PAGE)) * PAGE


def _in_header(raw, rng):
    raw[rng.randrange(100)] = _value(rng)


def _in_page_header(raw, rng):
    start = _page(raw, rng)
    raw[start + (100 if start == 0 else 0) + rng.randrange(12)] = _value(rng)


def _in_cell_pointers(raw, rng):
    start = _page(raw, rng) + 8
    struct.pack_into(">H", raw, start + 2 * rng.randrange(40), rng.randrange(PAGE + 8))


def _in_first_page(raw, rng):
    raw[rng.randrange(min(len(raw), PAGE))] = _value(rng)


def _a_bit(raw, rng):
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def _a_byte(raw, rng):
    raw[rng.randrange(len(raw))] = _value(rng)


def _pages_exchanged(raw, rng):
    one, other = _page(raw, rng), _page(raw, rng)
    first, second = raw[one : one + PAGE], raw[other : other + PAGE]
    raw[one : one + PAGE], raw[other : other + PAGE] = second, first


def _page_copied(raw, rng):
    one, other = _page(raw, rng), _page(raw, rng)
    raw[one : one + PAGE] = raw[other : other + PAGE]


def _piece_copied(raw, rng):
    length, source = rng.randrange(1, 64), rng.randrange(len(raw) - 64)
    target = rng.randrange(len(raw) - 64)
    raw[target : target + length] = raw[source : source + length]


def _page_number(raw, rng):
    """A child pointer, or a pointer of a chain, that leads to any page."""
    start = _page(raw, rng)
    struct.pack_into(">I", raw, start + rng.choice((0, 8)), rng.randrange(len(raw) // PAGE + 3))


def _zeros(raw, rng):
    start, length = rng.randrange(len(raw)), rng.choice((8, 64, 512, PAGE))
    end = min(len(raw), start + length)
    raw[start:end] = bytes(end - start)


_WAYS = (
    _in_header, _in_page_header, _in_page_header, _in_cell_pointers, _in_first_page, _a_bit, _a_byte,
    _pages_exchanged, _page_copied, _piece_copied, _page_number, _zeros,
)  # fmt: skip


def damage_package(raw, rng):
    """Changes to a package, most of them where the ZIP says what lies where."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        way = rng.randrange(5)
        if way == 0:
            raw[-1 - rng.randrange(min(len(raw), 600))] = _value(rng)
        elif way == 1:
            raw[rng.randrange(60)] = _value(rng)
        elif way == 2:
            del raw[rng.randrange(len(raw) // 2, len(raw)) :]
        elif way == 3:
            place = raw.find(b"PK", rng.randrange(len(raw) // 2))
            raw[min(max(place, 0) + rng.randrange(40), len(raw) - 1)] = _value(rng)
        else:
            raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


# --- one trial ----------------------------------------------------------------------------------


def trial(number, seed, ledger, package, work):
    """What came of one damaged file: "refused", "found", "clean", or "WRONG" with the reason."""
    rng = random.Random(f"{seed}-{number}")
    packed = rng.random() < 0.25
    source = package if packed else ledger
    raw = bytearray(source.read_bytes())
    (damage_package if packed else damage)(raw, rng)
    path = work / "in" / source.name
    path.write_bytes(raw)
    inside = work / "out"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir()
    audit = examination.examine(examination.Request(str(path), str(inside)))
    if not audit.ok:
        return "refused" if audit.verdict == "unreadable" else "found"
    own = inside / "from-package.db" if packed else path
    return "clean" if content(own) == content(ledger) else "WRONG: passed with other content"


def _watch_files(work, foreign):
    """Note every file opened for writing, made or moved outside the work folder."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

    def hook(event, args):
        if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & writing:
            name = os.fsdecode(args[0])
        elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove"):
            inside = args[-1] != -1  # beside an open folder: how rmtree clears the work folder
            name = "" if inside else os.fsdecode(args[0])
        else:
            return
        elsewhere = not str(Path(name).absolute()).startswith(str(work))
        if name and elsewhere and "__pycache__" not in name:
            foreign.append(f"{event} {name}")

    sys.addaudithook(hook)


def main(seed, count, ledger, package, work):
    """Do the trials and report each."""
    work, foreign = Path(work), []
    (work / "in").mkdir(parents=True)
    for begin in (0, 1):  # reads what is read once, before the watch begins
        trial(f"warm {begin}", seed, Path(ledger), Path(package), work)
    _watch_files(work, foreign)
    for number in range(int(count)):
        _say({"begins": number})
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        start = time.monotonic()
        try:
            outcome = trial(number, seed, Path(ledger), Path(package), work)
        except Exception as error:  # noqa: BLE001 - any exception is what is looked for
            outcome = f"WRONG: {type(error).__name__}: {error}"
        faulthandler.cancel_dump_traceback_later()
        outcome = f"WRONG: wrote {foreign[0]}" if foreign else outcome
        _say({"ends": number, "outcome": outcome, "seconds": round(time.monotonic() - start, 3)})
        foreign.clear()


def _say(facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
