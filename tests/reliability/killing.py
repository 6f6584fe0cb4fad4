"""Kill a working program again and again: python -m tests.reliability.killing NUMBER SEED FOLDER.

A process of its own, because it forks: every child opens the ledger as the program does, announces
each act on a pipe, does it, and acknowledges it with the head after it. SIGKILL comes at a random
moment: while opening, raising an old schema, writing, committing or closing. Sometimes the
child that would mend the file is killed as well before anybody looks. Prints what was found as JSON.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from pathlib import Path

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import backup, check, database, journal, migrations, restore
from tests.reliability import work

LIVES = (2, 2, 2, 20)  # kills before a new ledger is begun; the short ones begin as an old ledger


def main(number, seed, folder):
    """Kill ``number`` times; the counts, and what went wrong."""
    rng, count, wrong = random.Random(seed), Counter(), []
    _warm_up(Path(folder) / "warm", rng)
    left = 0
    for round_ in range(number):
        if left == 0:
            left, acknowledged = rng.choice(LIVES), None
            path = _begin(Path(folder) / str(round_), old=left == 2)
        left -= 1
        said = _kill_one(path, rng.random(), rng)
        count["kills"] += 1
        count["acknowledged"] += len(said.acks)
        count["backups"] += said.backups
        count["rollback journal left"] += _journal_left(path)
        count["before the first act"] += not said.begun
        acknowledged = said.acks[-1] if said.acks else acknowledged
        if said.error:
            wrong.append(f"{round_}: {said.error}")
        if left and not said.restoring and rng.random() < 0.15:
            count["killed again before mending"] += 1
            continue
        wrong += [f"{round_}: {fault}" for fault in _look(path, acknowledged, said, count)]
        acknowledged = said.found or acknowledged
    return {**count, "wrong": wrong}


class Said:
    """What a child said before it died.

    The states acknowledged, whether an act was under way, the state of the backup being restored,
    how many backups were made, an error.
    """

    def __init__(self, text):
        lines = [line.split() for line in text.split("\n")[:-1]]  # a line cut off was never said
        self.acks = [_state(line) for line in lines if line[0] == "done"]
        self.begun = bool(lines)
        self.busy = self.begun and lines[-1][0] == "begin"
        self.restoring = _state(lines[-1]) if self.begun and lines[-1][0] == "restore" else None
        self.found = None  # the state of the ledger when it was looked at
        self.backups = sum(line[0] == "backed" for line in lines)
        self.error = next((" ".join(line) for line in lines if line[0] == "error"), "")


def _state(line):
    return int(line[1]), line[2]


def _kill_one(path, seed, rng):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_until_killed(path, seed, writing)
    os.close(writing)
    time.sleep(rng.choice((rng.uniform(0, 0.03), rng.uniform(0, 0.5))))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return Said(pipe.read())


def _work_until_killed(path, seed, pipe):
    rng = random.Random(seed)

    def say(*words):
        os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

    try:
        while True:
            _a_day(path, rng, say)
            if rng.random() < 0.4 and (made := backup.good(path.parent)):
                say("restore", made.head.size, made.head.root.hex())
                restore.restore(made.path, path, "文书", "试着恢复")
    except BaseException as error:  # noqa: BLE001 - everything is told to the parent
        say("error", type(error).__name__, error)
    os._exit(1)


def _a_day(path, rng, say):
    """The ledger opened, some acts, sometimes a backup, the ledger closed."""
    with database.open_ledger(path) as session:
        say("done", *work.state(session))
        for _ in range(rng.randrange(10)):
            say("begin")
            work.one(session, rng)
            say("done", *work.state(session))
        if rng.random() < 0.4:
            say("backup")
            backup.make(session)
            say("backed")


def _look(path, acknowledged, said, count):
    """Everything that is wrong with the folder after the kill."""
    if not path.exists():
        if acknowledged:
            yield "the ledger is gone"
        return
    try:
        with database.open_ledger(path) as session:
            yield from check.findings(check.check_ledger(session))
            yield from _look_back(session, acknowledged or (0, None), said, count)
        bad = [made.path.name for made in backup.listing(path.parent) if not made.ok]
    except JdzbError as error:
        yield f"{type(error).__name__}: {error}"
        return
    yield from (f"a backup is not whole: {name}" for name in bad)
    left = {one.name for one in path.parent.iterdir() if not one.name.startswith("恢复中-")}
    if left := left - {path.name, "crash-save", "backups", "kept"}:
        yield f"left lying about: {left}"
    shutil.rmtree(path.parent / "crash-save", ignore_errors=True)


def _look_back(session, acknowledged, said, count):
    """What is wrong with the history, beside what was acknowledged."""
    said.found = work.state(session)
    size, root = acknowledged
    if said.restoring:
        restored = session.entries("tbl = 'restore' AND seq = ?", (said.restoring[0] + 1,))
        count["restores: done" if restored else "restores: not begun"] += 1
        size, root = said.restoring if restored else acknowledged
    if session.head().size < size:
        yield f"lost: {size} entries acknowledged, {session.head().size} there"
    found, acts = work.root_at(session, size)
    if root and found != root:
        yield "the acknowledged history is another one"
    if said.busy:
        count["in flight: whole" if acts else "in flight: absent"] += 1
        if acts > 1:
            yield f"{acts} acts where one was under way"


def _journal_left(path):
    rollback = path.with_name(path.name + "-journal")
    return rollback.exists() and rollback.stat().st_size > 0


def _begin(folder, *, old):
    """The path of a new ledger; one of an old schema waits there, or none."""
    folder.mkdir(parents=True)
    path = folder / paths.LEDGER_NAME
    if old:
        old_ledger(path)
    return path


def old_ledger(path):
    """A ledger as the first migration left it, with a setting in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    migrations.apply(connection, migrations.all_migrations()[:1])
    journal.start_log(connection)
    connection.execute("INSERT INTO settings (key, value) VALUES ('branch.name', '青山村')")
    journal.seal(connection, journal.Act("文书", "写支部名称"))
    connection.close()


def _warm_up(folder, rng):
    """Read every module and the sample, so that the children die at work and not at import."""
    folder.mkdir(parents=True)
    with database.open_ledger(folder / paths.LEDGER_NAME) as session:
        work.add_several(session, rng)
        for act in work.ACTS:
            act(session, rng)
        check.check_ledger(session)


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]), sys.stdout)
