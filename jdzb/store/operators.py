"""Who works in the ledger: registered, changed, retired; with reasons, and with passwords."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jdzb.core import clock, operators, roles, rules
from jdzb.core.errors import JdzbError
from jdzb.core.fields import InvalidForm, Problem, Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.store import journal, occupant, passwords
from jdzb.store.session import Session

TABLE = roles.TABLE
ASKED, DROPPED, RESET = "password_asked", "password_dropped", "password_reset"
RESET_REASON = "重设密码（未用原密码）"
OUTSIDE = "未登录"  # the actor of what is done before anybody has said who he is
RESET_HOURS = "operators.reset_hours"
FIELDS = tuple(spec for spec in operators.FIELDS if spec.name in ("name", "role", "member"))


class SecretaryNeeded(JdzbError):
    """Operators without anybody who may manage them."""

    sentence = (
        "操作人里至少要有一位书记，不然以后没有人能管操作人；没有改动。"
        "请先登记书记，其他人在后；停用时书记在最后。"
    )


class WrongPassword(JdzbError):
    """The password is not the one."""

    sentence = "密码不对。请看大小写和输入法，再输一次。"


class TooEarly(JdzbError):
    """A reset without the old password before its waiting time is over, or without being asked."""

    sentence = "还不能重设{name}的密码：申请后要等满 {hours} 小时；没有改动。"


@dataclass(frozen=True, slots=True)
class Operator:
    """One who works at this PC; ``password`` is the mark of his hash, None without a password."""

    id: int
    name: str
    role: str
    member: int | None
    since: str
    password: str | None
    retired: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """A password asked to be set anew without the old one: when, and from when it may be."""

    at: datetime
    ready: datetime

    @property
    def due(self) -> bool:
        """True when the waiting time is over."""
        return clock.now() >= self.ready


def working(session: Session) -> list[Operator]:
    """Those who may log in, the secretaries first, each role in the order of registering."""
    found = [_operator(row) for row in session.rows(TABLE, "retired IS NULL")]
    return sorted(found, key=lambda one: (roles.ROLES.index(one.role), one.id))


def get(session: Session, operator: int) -> Operator:
    """One in force, retired or not; raises NoSuchRow."""
    return _operator(session.row(TABLE, operator))


def register(session: Session, raw: Mapping[str, str], password: str = "") -> Changed:
    """Enter somebody, with a password if there is one. The first is a secretary.

    Raises InvalidForm, SecretaryNeeded, WeakPassword, PasswordsUnwritable.
    """
    values = _read(session, raw, 0)
    _keep_secretary(session, {0: str(values["role"])})
    if password:
        values["password"] = _prepared(session, password, str(values["name"]))
    values["since"] = clock.today().isoformat()
    return session.add(TABLE, values, what=f"登记操作人 {values['name']}（{values['role']}）")


def amend(session: Session, operator: int, raw: Mapping[str, str], reason: str) -> Changed:
    """Change name, role or the member meant, for a reason. Raises like ``register``."""
    values = _read(session, raw, operator)
    _keep_secretary(session, {operator: str(values["role"])})
    what = f"修改操作人 {get(session, operator).name}"
    return session.amend(TABLE, operator, values, what=what, reason=reason)


def retire(session: Session, operator: int, reason: str) -> Changed:
    """Let somebody log in no more, for a reason; what he wrote stays his. The last secretary goes
    last. Raises SecretaryNeeded.
    """
    _keep_secretary(session, {operator: ""})
    values: dict[str, Value] = {"retired": clock.today().isoformat()}
    what = f"停用操作人 {get(session, operator).name}"
    return session.amend(TABLE, operator, values, what=what, reason=reason)


def set_password(session: Session, operator: int, password: str, reason: str) -> Changed:
    """A new password for somebody, by who may manage operators; '' takes it away, for a reason.

    Raises ReasonNeeded, WeakPassword, PasswordsUnwritable, NotAllowed.
    """
    one = get(session, operator)
    roles.require(session.role, session.actor, [roles.Touched(TABLE, "U")])
    done = "重设" if one.password else "设"
    return _keep(session, one, password, f"{done}{one.name}的密码", reason)


def change_own(session: Session, operator: int, old: str, new: str) -> Changed:
    """Somebody's own new password, whatever his role. Raises WrongPassword, WeakPassword,
    PasswordsUnwritable.
    """
    one = get(session, operator)
    if one.password and not passwords.fits(session.path, one.password, old):
        raise WrongPassword
    with _acting(session, session.actor):
        return _keep(session, one, new, f"{one.name}改了自己的密码", "本人改密码")


def admit(session: Session, operator: Operator, password: str) -> int:
    """Let somebody in when the password fits; else the seconds to wait before the next try."""
    wait = check(session, operator, password)
    if not wait:
        take_over(session, operator)
    return wait


def check(session: Session, operator: Operator, password: str) -> int:
    """0 when the password fits (or there is none), else the seconds to wait before the next try."""
    if not operator.password:
        return 0
    right = passwords.fits(session.path, operator.password, password)
    return passwords.wait_after(session.path, operator.id, right=right)


def acting(session: Session) -> Operator | None:
    """Who works now; None when nobody is registered, or not he."""
    return next((one for one in working(session) if one.name == session.actor), None)


def take_over(session: Session, operator: Operator) -> None:
    """From now on it is he who acts, as far as his role goes."""
    session.actor, session.role = operator.name, operator.role
    occupant.enter(session.path, operator.name)


def least_length() -> int:
    """The least length of a password, by the rule table."""
    return rules.standard().whole(passwords.LENGTH)


def refuse_weak(password: str, name: str = "") -> None:
    """Raise WeakPassword for one that anybody at the desk would guess."""
    passwords.refuse_weak(password, name)


def unknown_here(session: Session, operator: Operator) -> bool:
    """True when the ledger speaks of a password that this PC does not have."""
    return bool(operator.password) and not passwords.known(session.path, operator.password or "")


# -- forgotten ------------------------------------------------------------------------------------


def ask_reset(session: Session, operator: Operator) -> Request:
    """Ask for a new password without the old one: written down at once, done after the wait."""
    with _acting(session, OUTSIDE):
        _record(session, ASKED, operator, f"申请重设{operator.name}的密码（忘了原密码）")
    request = pending(session, operator)
    if request is None:
        raise TooEarly(name=operator.name, hours=reset_hours())
    return request


def pending(session: Session, operator: Operator) -> Request | None:
    """The request that nobody has called back, and that has not been fulfilled."""
    last = None
    where = "pk = ? AND (tbl IN (?, ?, ?) AND op = 'X' OR tbl = ? AND op = 'U')"
    for entry in session.entries(where, (operator.id, ASKED, DROPPED, RESET, TABLE)):
        if entry.table == ASKED:
            last = entry
        elif entry.op == "X" or _password(entry.old) != _password(entry.new):
            last = None
    if last is None:
        return None
    at = clock.local(last.at)
    return Request(at, at + timedelta(hours=reset_hours()))


def drop_reset(session: Session, operator: Operator) -> Changed:
    """Call a request back: he who is meant is there, with his password."""
    with _acting(session, session.actor):
        return _record(session, DROPPED, operator, f"撤回重设{operator.name}密码的申请")


def reset(session: Session, operator: Operator, password: str) -> Changed:
    """The new password after the wait; the history says that the old one was not used.

    Raises TooEarly, WeakPassword, PasswordsUnwritable.
    """
    request = pending(session, operator)
    if request is None or not request.due:
        raise TooEarly(name=operator.name, hours=reset_hours())
    what = f"重设{operator.name}的密码（未用原密码）"
    with _acting(session, OUTSIDE), session.together(what, RESET_REASON) as batch:
        _keep(session, operator, password, what, RESET_REASON)
        _record(session, RESET, operator, what)
    return batch.changed


def _record(session: Session, kind: str, operator: Operator, what: str) -> Changed:
    with session.together(what) as batch:
        facts = {"operator": operator.id, "name": operator.name, "role": operator.role}
        journal.record_event(session.connection, kind, facts, about=operator.id)
    return batch.changed


@contextlib.contextmanager
def _acting(session: Session, actor: str) -> Iterator[None]:
    """What the program does for somebody whose role would not go so far."""
    before = session.actor, session.role
    session.actor, session.role = actor, roles.NOBODY
    try:
        yield
    finally:
        session.actor, session.role = before


# -- what is read and kept ------------------------------------------------------------------------


def _keep(session: Session, one: Operator, password: str, what: str, reason: str) -> Changed:
    mark = _prepared(session, password, one.name) if password else None
    return session.amend(TABLE, one.id, {"password": mark}, what=what, reason=reason)


def _prepared(session: Session, password: str, name: str) -> str:
    """The mark of a new hash that lies in the file already, beside all that still count."""
    passwords.refuse_weak(password, name)
    rows = session.rows(TABLE, "password IS NOT NULL", voided=True)
    return passwords.prepare(session.path, password, {str(row["password"]) for row in rows})


def _read(session: Session, raw: Mapping[str, str], own: int) -> dict[str, Value]:
    values: dict[str, Value] = dict(read_fields(FIELDS, raw))
    if any(one.name == values["name"] and one.id != own for one in working(session)):
        taken = "已经有叫这个名字的操作人，请加上称呼区分"
        raise InvalidForm([Problem("name", "姓名", str(values["name"]), taken)])
    return values


def _keep_secretary(session: Session, change: Mapping[int, str]) -> None:
    """Refuse a change after which nobody could manage operators; '' is who goes."""
    left = {one.id: one.role for one in working(session)} | dict(change)
    if roles.missing([role for role in left.values() if role]):
        raise SecretaryNeeded


def _operator(row: Mapping[str, object]) -> Operator:
    return Operator(**{name: value for name, value in row.items() if name != "void"})  # type: ignore[arg-type]


def _password(row: Mapping[str, object] | None) -> object:
    return (row or {}).get("password")


def reset_hours() -> int:
    """How long a reset without the old password waits, by the rule table."""
    return rules.standard().whole(RESET_HOURS)
