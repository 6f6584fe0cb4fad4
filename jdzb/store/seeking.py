"""Words sought in a table: the file is scanned, so that two characters are enough."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from jdzb.store.session import Row, Session

Known = Callable[[str], Mapping[str, Collection[int | str]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the columns of text, the one that names the record first, and its ``order``.

    A word found in the first one, or in somebody's name, comes before a word of the other texts.
    """

    table: str
    texts: tuple[str, ...]
    order: str


def seek(
    session: Session, place: Place, words: Sequence[str], most: int, known: Known
) -> tuple[int, list[Row]]:
    """How many records in force hold every word, and the first ``most`` of them.

    ``known(word)`` gives, by column, the values that a word means: the ids of people by pinyin.
    """
    texts = " || char(10) || ".join(f"ifnull(\"{name}\", '')" for name in place.texts)
    tests, ranks = [], []
    args: dict[str, object] = {"most": most}
    for number, word in enumerate(words):
        args[f"word{number}"] = word
        meant = [f"instr(lower(ifnull(\"{place.texts[0]}\", '')), :word{number}) > 0"]
        for column, values in known(word).items():
            if values:
                args[f"{column}{number}"] = json.dumps(list(values))
                chosen = f"(SELECT value FROM json_each(:{column}{number}))"
                meant.append(f"ifnull(\"{column}\", '') IN {chosen}")
        ranks.append(f"({' OR '.join(meant)})")
        tests.append(f"({' OR '.join((f'instr(lower({texts}), :word{number}) > 0', *meant))})")
    sql = (
        f'SELECT *, count(*) OVER () AS total_ FROM "{place.table}" WHERE void IS NULL'
        f" AND {' AND '.join(tests)} ORDER BY {' + '.join(ranks)} DESC, {place.order} LIMIT :most"
    )
    found = session.query(sql, args)
    return (found[0]["total_"] if found else 0), found
