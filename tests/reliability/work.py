"""Real work, at random but repeatable: what a secretary does in a day, through the services.

Every act is one transaction. ``acts`` names them; ``one`` makes one of them at random.
"""

import contextlib
from datetime import timedelta
from functools import cache
from pathlib import Path

from jdzb.core import clock
from jdzb.core.blocks import Paragraph
from jdzb.core.errors import Refused
from jdzb.core.sheet import Sheet
from jdzb.ledgers.appraisals import service as appraisals
from jdzb.ledgers.appraisals import service_scores
from jdzb.ledgers.appraisals.entries import Round
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty import service_month
from jdzb.ledgers.duty.entries import Leave, month_of
from jdzb.ledgers.members import roster, service_import
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import MOBILE, Mark, Member
from jdzb.ledgers.members.service_standing import mark
from jdzb.press import xlsx
from jdzb.store import printout, transparency
from jdzb.store.branch import save_branch
from jdzb.store.session import NothingToUndo

DATA = Path(__file__).resolve().parents[1] / "data"
SURNAMES, GIVEN = "陈林黄郑吴周徐马", "志强秀兰桂芳春生美玉建国"


def person(rng):
    """A card with a name that is a name."""
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))
    year = rng.randrange(1980, 2023)
    return Member(name, rng.choice("男女"), joined=f"{year}-0{rng.randrange(1, 10)}",
                  full=f"{year + 1}-1{rng.randrange(3)}", note="备注" * rng.randrange(60))  # fmt: skip


def anyone(session, rng):
    """The id of a member in force."""
    return rng.choice([row["id"] for row in session.rows("members")])


def add(session, rng):
    """One new member."""
    members.add(session, person(rng))


def add_several(session, rng):
    """Some new members as one act."""
    with session.together("登记几名党员"):
        for _ in range(rng.randrange(2, 9)):
            members.add(session, person(rng))


def amend(session, rng):
    """A card corrected."""
    members.amend(session, anyone(session, rng), person(rng), "登记有误")


def mark_mobile(session, rng):
    """A mark on a member, with a note of some length."""
    months = [f"20{rng.randrange(10, 26)}-0{rng.randrange(1, 10)}" for _ in range(2)]
    mark(session, Mark(anyone(session, rng), MOBILE, min(months), max(months), "广东" * 9))


def rosters(session, rng):
    """A month of duty, forty rows or so."""
    month = month_of(clock.today() + timedelta(days=rng.randrange(15, 300)))
    service_month.make_roster(session, month, keep_hand=rng.random() < 0.5)


def leave(session, rng):
    """A leave."""
    day = clock.today() + timedelta(days=rng.randrange(900))
    member = anyone(session, rng)
    duty.add_leave(session, Leave(member, day, day + timedelta(days=3), "外出看病"))


def imports(session, rng):
    """The sample roster: fifty cards as one act."""
    plan = _sample()
    for person in plan.people:
        plan = roster.decide(plan, person.key, rng.choice(("new", "new", "auto", "skip")))
    service_import.apply(session, plan)


@cache
def _sample():
    return roster.plan(xlsx.read_workbook(DATA / "党员花名册.xlsx"))


def appraises(session, rng):
    """A round opened with everybody on its list, or a block of its cells typed as one act."""
    rounds = appraisals.browse(session)
    if not rounds or rng.random() < 0.2:
        title, day = f"第{rng.randrange(999)}次评议", clock.today().isoformat()
        appraisals.add(session, Round(title, "清单台阶", clock.today().year, day))
        return
    whole = appraisals.whole(session, rounds[0].id)
    people = rng.sample(whole.assessed, min(len(whole.assessed), 20))
    items = [item.key for part in whole.scheme.parts[:2] for item in part.items]
    choices = [choice.title for choice in whole.scheme.parts[0].choices]
    cells = [
        service_scores.Cell(one.id, "year", item, rng.choice([*choices, ""]))
        for one in people
        for item in items
    ]
    service_scores.write(session, whole.id, cells)


def settle(session, rng):
    """The facts of the branch."""
    save_branch(session, {"name": f"青山村第{rng.randrange(99)}党支部", "township": "柳河镇"})


def stamp(session, rng):
    """A sheet printed."""
    printout.stamp(session, Sheet("公开栏", (Paragraph("内容" * rng.randrange(1, 40)),)))


def undo(session, rng):
    """The last act taken back."""
    with contextlib.suppress(NothingToUndo):
        session.undo()


ACTS = (add, add_several, amend, amend, mark_mobile, rosters, leave, imports, appraises, settle,
        stamp, undo)  # fmt: skip


def one(session, rng, acts=ACTS):
    """One act at random; its name. A refusal of the books counts as an act that wrote nothing."""
    act = rng.choice(acts) if session.rows("members") else add
    with contextlib.suppress(Refused):
        act(session, rng)
    return act.__name__


def state(session):
    """What an acknowledgement says: how long the history is, and its root."""
    head = session.head()
    return head.size, head.root.hex()


def roots(session):
    """The roots after one entry, after two, and so on."""
    size, peaks, found = 0, [], []
    for row in session.query("SELECT leaf FROM journal ORDER BY seq"):
        size, peaks = transparency.append(size, peaks, [row["leaf"]])
        found.append(transparency.root_of(peaks).hex())
    return found


def root_at(session, size):
    """The root of the first ``size`` entries in the file, and how many acts come after them."""
    rows = session.query("SELECT leaf, txn FROM journal ORDER BY seq")
    _, peaks = transparency.append(0, [], [row["leaf"] for row in rows[:size]])
    after = {row["txn"] for row in rows[size:]}
    return transparency.root_of(peaks).hex(), len(after)
