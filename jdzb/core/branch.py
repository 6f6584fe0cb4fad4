"""The facts of the branch that head and foot every sheet."""

from __future__ import annotations

from dataclasses import dataclass

from jdzb.core.fields import Field
from jdzb.core.sheet import MISSING, Footer, Phone

FIELDS = (
    Field("name", "支部名称", "words", required=True, hint="例如 青山村党支部", width=14),
    Field("township", "所属乡镇", "words", hint="例如 柳河镇", width=8),
    Field(
        "full_name",
        "落款全称",
        "words",
        hint="不填则为 中共柳河镇青山村支部委员会 的样子",
        width=20,
    ),
    Field("phone", "服务电话", "office", width=10),
    Field("complaint_phone", "监督电话", "office", width=10),
    Field("township_phone", "乡镇举报电话", "office", width=10),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """Name, township and telephones; what is not filled in yet is empty."""

    name: str = ""
    township: str = ""
    full_name: str = ""
    phone: str = ""
    complaint_phone: str = ""
    township_phone: str = ""

    @property
    def title(self) -> str:
        """The name above the title of a sheet: 中共柳河镇青山村支部委员会; empty without a name."""
        if self.full_name or not self.name:
            return self.full_name
        return f"中共{self.organ('支部委员会')}"

    def organ(self, body: str) -> str:
        """A body of the place by its name: 柳河镇青山村村民委员会; empty without a name."""
        place = self.name.removeprefix("中共").removeprefix(self.township)
        for ending in ("支部委员会", "党支部", "支部"):
            if place.endswith(ending):
                place = place.removesuffix(ending)
                break
        return f"{self.township}{place}{body}" if self.name else ""

    def phones(self) -> tuple[Phone, ...]:
        """The telephones for complaints as printed; 监督电话：待补充 when it is unknown."""
        own = Phone("监督电话", self.complaint_phone or MISSING, "村务监督委员会")
        township = Phone("乡镇举报", self.township_phone)
        return (own, township) if self.township_phone else (own,)

    def footer(self, content: str) -> Footer:
        """A footer with the telephones, still without dates, code and print time."""
        return Footer(content=content, phones=self.phones())
