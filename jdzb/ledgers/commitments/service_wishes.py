"""微心愿 and 设岗定责 in the file: wishes claimed and fulfilled; posts, and who holds them.

Who holds a post stands on the member's card alone (岗位): claiming one amends the card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.commitments import columns
from jdzb.ledgers.commitments.entries import Post, Wish
from jdzb.ledgers.commitments.rules import WISH_STATES, wish_state
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.session import Session

TABLE, POSTS = "commitment_wishes", "commitment_posts"
LEAST, MOST = "members.posts.least", "members.posts.most"


def add(session: Session, wish: Wish) -> Changed:
    """Enter a wish."""
    values = columns_of(columns.WISH_FIELDS, wish)
    return session.add(TABLE, values, what=f"登记{wish.villager}的微心愿")


def amend(session: Session, wish_id: int, wish: Wish, reason: str) -> Changed:
    """Change a wish, for a reason."""
    what = f"更正{wish.villager}的微心愿"
    values = columns_of(columns.WISH_FIELDS, wish)
    return session.amend(TABLE, wish_id, values, what=what, reason=reason)


def void(session: Session, wish_id: int, reason: str) -> Changed:
    """Put a wish out of force, for a reason."""
    what = f"作废{get(session, wish_id).villager}的微心愿"
    return session.void(TABLE, wish_id, what=what, reason=reason)


def claim(session: Session, wish_id: int, member: int, day: str) -> Changed:
    """A member takes a wish on himself. Raises Refused for a day before it, or a fulfilled one."""
    wish = get(session, wish_id)
    if wish.fulfilled_on:
        raise Refused(why=f"{wish.villager}的微心愿已经实现，没有改动。")
    _refuse_before(day, wish.day, "认领")
    what = f"登记{members.name_of(session, member)}认领{wish.villager}的微心愿"
    values: dict[str, Value] = {"claimed_by": member, "claimed_on": day}
    return session.amend(TABLE, wish_id, values, what=what, reason="认领")


def fulfil(
    session: Session, wish_id: int, day: str, how: str | None = None, thanks: str | None = None
) -> Changed:
    """A claimed wish came true. Raises Refused for one nobody claimed, or a day before that."""
    wish = get(session, wish_id)
    if wish.claimed_by is None:
        raise Refused(why=f"{wish.villager}的微心愿还没有人认领。请先登记谁认领。")
    _refuse_before(day, wish.claimed_on or wish.day, "实现")
    values = {"fulfilled_on": day, "how": how or wish.how, "thanks": thanks or wish.thanks}
    what = f"登记{wish.villager}的微心愿已实现"
    return session.amend(TABLE, wish_id, values, what=what, reason="实现")


def _refuse_before(day: str, first: str, act: str) -> None:
    if not first <= day <= clock.today().isoformat():
        raise Refused(why=f"{act}日期应在 {first} 以后、今天以前，没有登记。")


def get(session: Session, wish_id: int) -> Wish:
    """One wish in force; raises NoSuchRow."""
    return made(Wish, session.row(TABLE, wish_id))


def wishes(session: Session, year: int | None = None) -> Sequence[tuple[Wish, str]]:
    """The wishes with their states, what wants a hand first, then by day; of a year or all.

    A wish of an earlier year still open belongs to every year after it.
    """
    table, today = rules.standard(), clock.today()
    found = []
    for row in session.rows(TABLE, order="day, id"):
        wish = made(Wish, row)
        until = int((wish.fulfilled_on or today.isoformat())[:4])
        if year is None or int(wish.day[:4]) <= year <= max(until, int(wish.day[:4])):
            found.append((wish, wish_state(wish, table, today)))
    return sorted(found, key=lambda pair: WISH_STATES.index(pair[1]))


# -- posts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """A post with who holds it today; ``post.id`` 0: it stands on cards, not in the catalogue."""

    post: Post
    holders: tuple[Member, ...] = ()

    @property
    def missing(self) -> int:
        """How many are still wanted; 0 where no number is given."""
        return max(0, (self.post.seats or 0) - len(self.holders))


def add_post(session: Session, post: Post) -> Changed:
    """Enter a post into the catalogue. Raises Refused when it is there."""
    if session.rows(POSTS, "name = ?", (post.name,)):
        raise Refused(why=f"岗位“{post.name}”已经有了，没有重复登记。")
    values = columns_of(columns.POST_FIELDS, post)
    return session.add(POSTS, values, what=f"登记岗位 {post.name}")


def amend_post(session: Session, post_id: int, post: Post, reason: str) -> Changed:
    """Change a post, for a reason; a new name also on the cards of its holders, as one act."""
    old = made(Post, session.row(POSTS, post_id))
    with session.together(f"更正岗位 {old.name}", reason) as batch:
        values = columns_of(columns.POST_FIELDS, post)
        session.amend(POSTS, post_id, values, what=batch.act.what, reason=reason)
        if post.name != old.name:
            for member in _holders(session).get(old.name, ()):
                names = [post.name if one == old.name else one for one in posts_of(member)]
                _write(session, member, names, reason)
    return batch.changed


def void_post(session: Session, post_id: int, reason: str) -> Changed:
    """Take a post out of the catalogue, for a reason. Raises Refused while somebody holds it."""
    post = made(Post, session.row(POSTS, post_id))
    if held := _holders(session).get(post.name):
        names = "、".join(one.name for one in held)
        raise Refused(why=f"岗位“{post.name}”还有人：{names}。请先让他们退岗，岗位没有改动。")
    return session.void(POSTS, post_id, what=f"撤销岗位 {post.name}", reason=reason)


def posts(session: Session) -> Sequence[Held]:
    """The catalogue with the holders of today, then what stands on cards alone."""
    holders = _holders(session)
    known = [made(Post, row) for row in session.rows(POSTS)]
    listed = {post.name for post in known}
    return [
        *(Held(post, holders.get(post.name, ())) for post in known),
        *(Held(Post(name), found) for name, found in holders.items() if name not in listed),
    ]


def posts_of(member: Member) -> list[str]:
    """The names of the posts a member holds."""
    return [one for one in (member.assigned_posts or "").split("、") if one]


def take_post(session: Session, member_id: int, name: str) -> Changed:
    """A member takes a post: his card is amended. Raises Refused beyond the most the rules allow,
    or when he holds it.
    """
    member = members.get(session, member_id)
    held, table = posts_of(member), rules.standard()
    if name in held:
        raise Refused(why=f"{member.name}已经在“{name}”，没有改动。")
    if len(held) >= table.whole(MOST):
        rule = table.rule(MOST)
        most = f"每人最多 {rule.figure} 个（{rule.basis}）"
        raise Refused(why=f"{member.name}已有 {len(held)} 个岗，{most}，没有改动。")
    with session.together(f"登记{member.name}认领“{name}”") as batch:
        _write(session, member, [*held, name], f"认领{name}")
    return batch.changed


def leave_post(session: Session, member_id: int, name: str, reason: str) -> Changed:
    """A member leaves a post, for a reason: his card is amended."""
    member = members.get(session, member_id)
    return _write(session, member, [one for one in posts_of(member) if one != name], reason)


def _write(session: Session, member: Member, names: Sequence[str], reason: str) -> Changed:
    new = replace(member, assigned_posts="、".join(names) or None)
    return members.amend(session, member.id, new, reason)


def _holders(session: Session) -> Mapping[str, tuple[Member, ...]]:
    """Who of today's Party members holds which post, in the order of the register."""
    found: dict[str, tuple[Member, ...]] = {}
    for member in members.register(session).party_on(clock.today()):
        for name in posts_of(member):
            found[name] = (*found.get(name, ()), member)
    return found
