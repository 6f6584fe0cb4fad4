"""The command line: the same services as the window, without a screen."""

from __future__ import annotations

import sys
from pathlib import Path

from jdzb.cli import parser
from jdzb.core import paths
from jdzb.core.errors import JdzbError

FAILED, MISUSED = 1, 2


def wants_window(arguments: list[str]) -> bool:
    """True when the arguments hold no command: then the window is meant."""
    return parser.parse(arguments).command is None


def main(arguments: list[str]) -> int:
    """Do one command; the exit code is 0 only when it was done.

    A JdzbError becomes its one sentence on stderr. Raises SystemExit for --help, --version and
    arguments that cannot be understood.
    """
    chosen = parser.parse(arguments)
    if chosen.home is not None:
        paths.set_home(Path(chosen.home).expanduser().absolute())
    _speak_utf8()
    try:
        return int(parser.action(chosen)(chosen))
    except JdzbError as error:
        print(str(error), file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("已中断，没有写进一半的记录。", file=sys.stderr)
    return FAILED


def _speak_utf8() -> None:
    """Redirected output is UTF-8 on every system (Windows would take its code page)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
