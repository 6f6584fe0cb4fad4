"""One piece of work on a ledger in a process of its own: `ledger_work.py NAME FILE COUNT`.

It prints the seconds by the clock on the wall and the seconds of processor time.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jdzb.store import check, database, locking

MEMBER, SINCE, UNTIL, REASON = 3, "2026-11-02", "2026-11-05", "外出看病"


def measured(work):
    """Do it and print what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    print(time.perf_counter() - wall, time.process_time() - processor)


def append(path, count):
    """One leave to a transaction, as the program writes it: row, journal entry, seal."""
    values = {"member": MEMBER, "since": SINCE, "until": UNTIL, "reason": REASON}
    with database.open_ledger(path) as session:
        session.add("duty_leaves", values, what="登记请假")  # reads sqlite-utils
        measured(
            lambda: [session.add("duty_leaves", values, what="登记请假") for _ in range(count)]
        )


def append_bare(path, count):
    """The same rows by the same settings into the same file without triggers and seal."""
    insert = "INSERT INTO duty_leaves (member, since, until, reason) VALUES (?, ?, ?, ?)"
    row = (MEMBER, SINCE, UNTIL, REASON)
    with closing(locking.connect(path)) as connection:
        triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')

        def one():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(insert, row)
            connection.execute("COMMIT")

        one()
        measured(lambda: [one() for _ in range(count)])


def examine(path, _):
    """The whole check."""
    with database.open_ledger(path) as session:
        measured(lambda: _sound(session))


def _sound(session):
    report = check.check_ledger(session)
    if not report.ok:
        sys.exit(f"the ledger is not sound: {check.findings(report)[:3]}")


def read(path, _):
    """The file read and hashed."""

    def work():
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    measured(work)


def backup(path, _):
    """A copy, opened and checked."""
    from jdzb.store import backup as backups

    with tempfile.TemporaryDirectory() as folder, database.open_ledger(path) as session:
        measured(lambda: backups.make(session, Path(folder)))


def package(path, _):
    """The package for the township, not encrypted."""
    from jdzb.handover import package as packages

    with tempfile.TemporaryDirectory() as folder, database.open_ledger(path) as session:
        measured(lambda: packages.build(session, Path(folder)))


def copy(path, _):
    """The bytes of the file copied and synced."""

    def work():
        with path.open("rb") as source, Path(f"{path}.copy").open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            os.fsync(target.fileno())

    measured(work)


def verify(path, _):
    """What the township does with the package: a process of its own reads and examines it."""
    from jdzb.handover import package as packages
    from jdzb.handover import verify as verifying

    with tempfile.TemporaryDirectory() as folder:
        with database.open_ledger(path) as session:
            built = packages.build(session, Path(folder))

        def work():
            register = Path(folder) / "register.json"
            found = verifying.verify(built.path, register, keep=False)
            if faults := [one.what for one in found.findings if one.severity == "fault"]:
                sys.exit(f"the package is not sound: {faults[0]}")

        measured(work)


def main():
    """Do what was asked for."""
    name, path, count = sys.argv[1:]
    known = (append, append_bare, examine, read, backup, package, copy, verify)
    works = {work.__name__: work for work in known}
    works[name](Path(path), int(count))


if __name__ == "__main__":
    main()
