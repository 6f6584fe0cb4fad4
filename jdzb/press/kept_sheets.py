"""Every stamped public sheet is kept as a file, so that the next handover can carry it."""

from __future__ import annotations

import logging
from pathlib import Path

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import Sheet

FOLDER = "sheets"


def path_of(seq: int) -> Path:
    """Where the sheet of a print entry is kept, whether or not it is there."""
    return paths.home() / FOLDER / f"{seq}.pdf"


def keep(sheet: Sheet, content: bytes) -> None:
    """Keep the PDF of a public sheet by the number of its journal entry.

    A sheet that is not public or not stamped is left out. What cannot be kept is only logged: the
    print must not fail for it, and the package says what is missing.
    """
    from jdzb.press import pdf

    seq = entry_of(sheet)
    if not (sheet.public and seq):
        return
    path = path_of(seq)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pdf.save(content, path)
    except (OSError, JdzbError):
        logging.getLogger(__name__).warning("sheet %s not kept", seq, exc_info=True)


def entry_of(sheet: Sheet) -> int:
    """The number of the print entry of a stamped sheet, 0 of any other.

    It is the size of the log in the QR code: the log ends with that entry.
    """
    parts = sheet.footer.qr.split("/")
    return int(parts[2]) if len(parts) == 4 and parts[2].isdecimal() else 0
