"""Versions of records in plain words: labels instead of columns, names instead of numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jdzb import ledgers
from jdzb.core import clock
from jdzb.core.fields import Field, show_date, shown
from jdzb.store.history import Part, Version
from jdzb.store.session import Session

EMPTY, NEW, VOID, ERASED = "（空）", "（还没有）", "作废", "（内容已按规定清除）"
STATE = "状态"
_SETTING = "设置 "  # how the store names an act on one setting


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a record: its label, what it was, what it became, whether that differs."""

    label: str
    before: str
    after: str
    changed: bool


class Wording:
    """Knows the labels of every book and the names of everybody, as they are when it is made."""

    def __init__(self, session: Session) -> None:
        self._labels, self._titles = ledgers.labels(), ledgers.titles()
        self._people = ledgers.people(session)

    def record(self, part: Part) -> str:
        """Which record it is: 值班 2026年12月3日 林秀兰."""
        values = part.after or part.before or {}
        title = self._titles.get(part.table, "") or part.table
        if part.table == ledgers.SETTINGS:
            return f"{title} {ledgers.setting(str(values.get('key', ''))).label}"
        specs = [spec for (table, _), spec in self._labels.items() if table == part.table]
        heads = [self._shown(spec, values.get(spec.name)) for spec in specs if spec.required]
        name = " ".join(head for head in heads[:3] if head != EMPTY)
        return f"{title} {name or f'第 {part.row} 条'}"

    def told(self, part: Part, whole: bool = False) -> list[Told]:
        """The fields that changed, with ``whole`` all of them."""
        if part.table == ledgers.SETTINGS:
            found = self._told_setting(part)
        else:
            found = [self._told(part, spec) for spec in self._fields(part)]
        state = Told(STATE, _state(part.before), _state(part.after), False)
        differs = bool(part.before) and state.before != state.after
        found.append(Told(STATE, state.before, state.after, differs))
        if whole:
            return found
        return [one for one in found if one.changed]

    def what(self, version: Version) -> str:
        """What was done; a setting by its label."""
        head, mark, key = version.what.rpartition(_SETTING)
        if mark and (not head or head.endswith("：")) and " " not in key:
            return f"{head}{_SETTING}{ledgers.setting(key).label}"
        return version.what

    def search_text(self, version: Version) -> str:
        """Everything by which a version may be looked for."""
        texts = [when(version.at), version.actor, self.what(version), version.reason or ""]
        for part in version.parts:
            texts.append(self.record(part))
            texts += [
                text for one in self.told(part) for text in (one.label, one.before, one.after)
            ]
        return "\n".join(texts)

    def names(self, version: Version) -> set[str]:
        """Who did it, and everybody it is about; found by pinyin too."""
        found = {version.actor}
        for part in version.parts:
            for spec in self._fields(part):
                if spec.kind in ("member", "name"):
                    sides = (part.before or {}, part.after or {})
                    found |= {self._shown(spec, side.get(spec.name)) for side in sides}
        return found - {EMPTY}

    def _fields(self, part: Part) -> list[Field]:
        """The fields in the order of the form, then columns no book knows, by their names."""
        known = {name: spec for (table, name), spec in self._labels.items() if table == part.table}
        columns = [*(part.after or {}), *(part.before or {})]
        others = dict.fromkeys(name for name in columns if name not in (*known, "id", "void"))
        return [*known.values(), *(Field(name, name) for name in others)]

    def _told(self, part: Part, spec: Field) -> Told:
        before = self._side(part.before, spec, NEW)
        after = self._side(part.after, spec, ERASED)
        old, new = (part.before or {}).get(spec.name), (part.after or {}).get(spec.name)
        return Told(spec.label, before, after, old != new)

    def _side(self, values: dict[str, Any] | None, spec: Field, missing: str) -> str:
        return missing if values is None else self._shown(spec, values.get(spec.name))

    def _told_setting(self, part: Part) -> list[Told]:
        key = str((part.after or part.before or {}).get("key", ""))
        return [self._told(part, replace(ledgers.setting(key), name="value"))]

    def _shown(self, spec: Field, value: Any) -> str:
        if value is None or value == "":
            return EMPTY
        if spec.kind == "member" and isinstance(value, int):
            return self._people.get(value, f"第 {value} 号党员（没有这个人）")
        if spec.kind in ("day", "month"):
            return _date(str(value))
        return shown(spec, value)


def when(stamp: str) -> str:
    """A stamp of the journal as local time, to the minute: 2026年3月5日 09:12."""
    try:
        moment = clock.local(stamp)
    except ValueError:
        return stamp
    return f"{show_date(moment.date().isoformat())} {moment:%H:%M}"


def _date(value: str) -> str:
    """A date in words; what a foreign hand wrote instead of one as it is."""
    try:
        return show_date(value)
    except (ValueError, IndexError):
        return value


def _state(values: dict[str, Any] | None) -> str:
    """In force, or 作废 with the reason."""
    if values is None:
        return NEW
    reason = values.get("void")
    return "有效" if reason is None else f"{VOID}：{reason}"
