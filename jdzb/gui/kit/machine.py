"""What belongs to this PC and not to the ledger: ``machine.json`` in the home folder."""

from __future__ import annotations

import json
import logging

from jdzb.core import paths


def recall(key: str, default: str = "") -> str:
    """A value of this machine; the default when it is not there or the file cannot be read."""
    value = _read().get(key, default)
    return value if isinstance(value, str) else default


def keep(key: str, value: str) -> None:
    """Keep a value for this machine; where nothing can be written it holds until the end."""
    file = paths.home() / "machine.json"
    known = _read() | {key: value}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        logging.getLogger(__name__).warning("%s not kept", key, exc_info=True)


def _read() -> dict[str, object]:
    try:
        found = json.loads((paths.home() / "machine.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
