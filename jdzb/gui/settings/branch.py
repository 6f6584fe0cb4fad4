"""支部: the facts that stand on every public sheet."""

from __future__ import annotations

from jdzb.core.branch import FIELDS
from jdzb.core.fields import InvalidForm
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.settings.part import Part
from jdzb.store.branch import read_branch, save_branch

NOTE = (
    "印在每一张公开表上；请填值班室的座机，不要填个人手机。"
    "落款全称空着，就印“中共某某镇某某村支部委员会”。"
)


class BranchPart(Part):
    """A form, saved as a whole."""

    KEY, TITLE = "branch", "支部"

    def build(self) -> None:
        """The form."""
        note = Wrapped(self, NOTE, "Faint.TLabel")
        note.configure(width=1)
        note.pack(fill="x", pady=(0, px(self, 8)))
        self.form = Form(self, FIELDS, on_save=self._save_all, on_cancel=self._cancel)
        for number, spec in enumerate(FIELDS):
            self.form.add(spec.name, number // 2, number % 2)
        self.form.pack(fill="x")
        self.refresh()

    def refresh(self) -> None:
        """What the ledger has now, unless something is typed."""
        if not self.form.dirty:
            branch = read_branch(self.session)
            self.form.show({spec.name: getattr(branch, spec.name) for spec in FIELDS})
        self.form.enable(self.may_change)

    def start(self) -> None:
        """The name."""
        self.form.start()

    def save(self) -> bool:
        """Keep the facts."""
        if not self.form.dirty:
            return True
        try:
            changed = save_branch(self.session, self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return False
        self.form.settle()
        self.host.on_changed(changed)
        return True

    def _save_all(self) -> None:
        self.event_generate("<<Save>>")

    def _cancel(self) -> None:
        self.event_generate("<<Cancel>>")
