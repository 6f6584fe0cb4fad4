"""The steps of a new ledger that concern the members: their roster, and the committee."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from tkinter import ttk

from jdzb.core.fields import Field, InvalidForm, Problem, Value, read_fields
from jdzb.gui.kit.choosebox import named
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.step import Step
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.members import service
from jdzb.ledgers.members.entries import PARTY_POSTS
from jdzb.ledgers.members.page import importing

POSTS = PARTY_POSTS[:5]  # the secretary and the committee
FIELDS = tuple(Field(f"post{n}", title, "member") for n, title in enumerate(POSTS))
FOUNDING = "首次设置"


class RosterStep(Step):
    """The village's own roster, out of Excel or WPS."""

    TITLE = "花名册"
    ABOUT = (
        "村里现成的党员花名册（Excel、WPS 都行）直接导入，表头、日期写法不一样没关系；"
        "导入前先看一遍，认不出的格子会逐个列出来，不会猜。没有文件就跳过，以后在“党员”页添加。"
    )

    def build(self) -> None:
        """A button, and how many there are."""
        self.button = ttk.Button(self, text="选择花名册文件…", command=self.choose)
        self.button.pack(anchor="w")
        self.count = ttk.Label(self, style="Strong.TLabel")
        self.count.pack(anchor="w", pady=(px(self, 12), 0))

    def refresh(self) -> None:
        """How many are registered."""
        found = len(service.browse(self.session))
        self.count.configure(text=f"现在册上有 {found} 人。" if found else "现在册上还没有人。")

    @property
    def first(self) -> tk.Misc:
        """The button."""
        return self.button

    def choose(self) -> None:
        """Ask for the file; the preview decides."""
        importing.start(self, self.session, self.window, self.refresh)


class CommitteeStep(Step):
    """Who is secretary, who sits in the committee."""

    TITLE = "委员"
    ABOUT = "按花名册选支部班子；没有设的职务空着。会议的应到、周末值班都按它算。"
    NOBODY = "花名册还空着，没有人可选。回上一步导入，或者跳过，以后在“党员”页填“党内职务”。"

    def build(self) -> None:
        """A field for each post."""
        self.news = Wrapped(self, self.NOBODY, "Amber.TLabel")
        self.form = Form(self, FIELDS)
        for number, spec in enumerate(FIELDS):
            self.form.add(spec.name, number // 2, number % 2)

    def refresh(self) -> None:
        """Whom one may choose, and who has the posts now."""
        people = service.browse(self.session, kind="党员")
        names = service.names(self.session)
        for spec in FIELDS:
            self.form.offer(spec.name, named({one.id: names[one.id] for one in people}))
        if not self.form.dirty:
            holders = {one.party_post: one.id for one in reversed(people) if one.party_post}
            self.form.show({spec.name: holders.get(spec.label) for spec in FIELDS})
        for widget, on in ((self.form, bool(people)), (self.news, not people)):
            if on:
                widget.pack(fill="x")
            else:
                widget.pack_forget()

    @property
    def first(self) -> tk.Misc:
        """The secretary."""
        return self.form.input(FIELDS[0].name)

    def save(self) -> bool:
        """Give the posts to those chosen and take them from the others, as one act."""
        if not self.form.dirty:
            return True
        try:
            chosen = read_fields(FIELDS, self.form.read())
            self._refuse_double(chosen)
        except InvalidForm as error:
            self.form.tell(error.problems)
            return False
        wanted = {chosen[spec.name]: spec.label for spec in FIELDS if chosen[spec.name]}
        with self.session.together("登记支部班子", FOUNDING) as batch:
            for one in service.browse(self.session, kind="党员"):
                post = wanted.get(one.id) or (None if one.party_post in POSTS else one.party_post)
                if post != one.party_post:
                    service.amend(self.session, one.id, replace(one, party_post=post), FOUNDING)
        self.form.settle()
        if batch.rows:
            self.window.on_changed(batch.changed)
        return True

    def _refuse_double(self, chosen: dict[str, Value]) -> None:
        """Nobody is put down for two posts: the card holds one."""
        taken: dict[Value, str] = {}
        problems = []
        for spec in FIELDS:
            who = chosen[spec.name]
            if who and who in taken:
                told = f"已经选作{taken[who]}；兼职的写在主要的那一个上"
                problems.append(Problem(spec.name, spec.label, "", told))
            taken.setdefault(who, spec.label)
        if problems:
            raise InvalidForm(problems)
