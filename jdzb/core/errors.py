"""The program's own errors: every class carries the Chinese sentence the user reads."""

from __future__ import annotations

from typing import ClassVar


class JdzbError(Exception):
    """Something the user must be told in one sentence: what happened, what was kept, what to do.

    ``sentence`` is a ``str.format`` template; the keyword arguments of the constructor fill it
    and stay readable as ``facts``.
    """

    sentence: ClassVar[str] = "程序遇到问题，没有改动任何记录。请重试。"

    def __init__(self, **facts: object) -> None:
        """Keep the facts; a missing fact is a programming error (KeyError at once)."""
        self.facts = facts
        super().__init__(self.sentence.format(**facts))


class Cancelled(JdzbError):
    """The user stopped long work; nothing of it was kept."""

    sentence = "已取消，没有改动任何记录。"


class Refused(JdzbError):
    """A rule of a book forbids the act; ``why`` is a whole Chinese sentence."""

    sentence = "{why}"


class ReasonNeeded(JdzbError):
    """A change to an existing record came without a reason."""

    sentence = "修改、作废记录要写明原因；记录没有改动。请填写原因后再保存。"
