"""Any sequence of acts, restarts, foreign edits and restores leaves what a dict would hold."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from jdzb.core import paths
from jdzb.store import backup, check, database, restore
from jdzb.store.session import NoSuchRow
from jdzb.store.undo import AlreadyUndone, CannotUndo, ChangedSince
from tests.reliability import work

NOTES = st.sampled_from(["", "甲", "乙", "丙𬭎", "一\n二", "x'; --", "9" * 5000])
WHICH = st.integers(0, 9)


def test_the_ledger_is_what_a_dict_would_be(trials, tally):
    examples, steps = trials(small=10, full=300), trials(small=20, full=50)
    run(Ledger, settings=settings(
        max_examples=examples, stateful_step_count=min(steps, 50),
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip
    tally("model", examples, f"lives of up to {min(steps, 50)} steps, each step as the model says")


class Ledger(RuleBasedStateMachine):
    """``rows`` is the model: {id: (note, in force)}; ``acts`` what can be undone."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="jdzb-model-"))
        self.path = self.folder / paths.LEDGER_NAME
        self.rows, self.acts, self.foreign, self.backups = {}, {}, 0, []
        self.head = (0, None)
        self.session = database.open_ledger(self.path)

    # -- what the user does ----------------------------------------------------------------------

    @rule(note=NOTES)
    def add(self, note):
        values = {"name": "陈志强", "note": note}
        changed = self.session.add("members", values, what="登记")
        self._did(changed.txn, changed.id, (note, True))

    @rule(which=WHICH, note=NOTES)
    def amend(self, which, note):
        if not self.rows:
            return
        row = which % len(self.rows) + 1
        try:
            changed = self.session.amend("members", row, {"note": note}, what="更正", reason="误")
        except NoSuchRow:
            assert not self.rows[row][1]
            return
        assert self.rows[row][1]
        assert bool(changed.rows) == (self.rows[row][0] != note)
        if changed.rows:
            self._did(changed.txn, row, (note, True))

    @rule(which=WHICH)
    def void(self, which):
        row = which % (len(self.rows) or 1) + 1
        if row in self.rows and self.rows[row][1]:
            changed = self.session.void("members", row, what="作废", reason="重复")
            self._did(changed.txn, row, (self.rows[row][0], False))

    @rule(which=WHICH)
    def undo_one(self, which):
        """One earlier act, whichever; refused when a later one stands on it."""
        if not self.acts:
            return
        txn = sorted(self.acts)[-1 - which % len(self.acts)]
        row, before, after, _ = self.acts[txn]
        undone = self._is_undone(txn)
        try:
            changed = self.session.undo_txn(txn)
        except (ChangedSince, AlreadyUndone, CannotUndo):
            assert undone or self.rows[row] != after or self._touched_since(txn, row)
            return
        assert not undone
        assert self.rows[row] == after
        self._did(changed.txn, row, before or (after[0], False), undoes=txn)

    # -- what happens to the file ----------------------------------------------------------------

    @rule()
    def reopen(self):
        self.session.close()
        self.session = database.open_ledger(self.path)

    @rule(which=WHICH, note=NOTES)
    def foreign_edit(self, which, note):
        """Another program changes a row while ours is closed."""
        row = which % (len(self.rows) or 1) + 1
        if row not in self.rows or self.rows[row][0] == note:
            return
        self.session.close()
        tool = sqlite3.connect(self.path)
        tool.execute("UPDATE members SET note = ? WHERE id = ?", (note, row))
        tool.commit()
        tool.close()
        self.session = database.open_ledger(self.path)
        self.foreign += 1
        self.rows[row] = (note, self.rows[row][1])

    @rule()
    def back_up(self):
        made = backup.make(self.session)
        assert made.ok == (made.head is not None)
        facts = (dict(self.rows), dict(self.acts), self.foreign, work.state(self.session))
        self.backups.append((made.path, facts))

    @rule(which=WHICH)
    @precondition(lambda self: self.backups)
    def restore(self, which):
        path, facts = self.backups[which % len(self.backups)]
        self.session.close()
        restore.restore(path, self.path, "文书", "试着恢复")
        self.session = database.open_ledger(self.path)
        self.rows, self.acts, self.foreign = dict(facts[0]), dict(facts[1]), facts[2]
        self.head = facts[3]

    # -- what must hold --------------------------------------------------------------------------

    @invariant()
    def the_rows_are_those_of_the_model(self):
        found = self.session.rows("members", voided=True)
        assert {row["id"]: (row["note"], row["void"] is None) for row in found} == self.rows

    @invariant()
    def the_check_finds_the_foreign_edits_and_nothing_else(self):
        report = check.check_ledger(self.session)
        assert report.faults == ()
        assert len(report.foreign) == self.foreign

    @invariant()
    def the_history_extends_what_it_was(self):
        size, root = self.head
        assert root is None or work.root_at(self.session, size)[0] == root
        self.head = work.state(self.session)

    def _did(self, txn, row, after, undoes=0):
        self.acts[txn] = (row, self.rows.get(row), after, undoes)
        self.rows[row] = after

    def _is_undone(self, txn):
        """True when an act in force undoes it; undoing that one does it again."""
        undoing = [other for other, act in self.acts.items() if act[3] == txn]
        return any(not self._is_undone(other) for other in undoing)

    def _touched_since(self, txn, row):
        return any(other > txn and act[0] == row for other, act in self.acts.items())

    def teardown(self):
        self.session.close()
        shutil.rmtree(self.folder)
