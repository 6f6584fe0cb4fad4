"""The command line: the same services as the window, without a screen."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from pathlib import Path

from jdzb.cli import parser
from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError

FAILED = 1


def wants_window(arguments: list[str]) -> bool:
    """True when the arguments hold no command: then the window is meant.

    Raises SystemExit like main.
    """
    _speak_utf8()
    return parser.parse(arguments).command is None


def main(arguments: list[str]) -> int:
    """Do one command; the exit code is 0 only when it was done.

    A JdzbError becomes its one sentence on stderr, any other error one that names the log. Raises
    SystemExit for --help, --version and arguments that cannot be understood.
    """
    _speak_utf8()
    chosen = parser.parse(arguments)
    if chosen.home is not None:
        paths.set_home(Path(chosen.home).expanduser().absolute())
    try:
        done = int(parser.action(chosen)(chosen))
        sys.stdout.flush()
        return done
    except JdzbError as error:
        print(str(error), file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("已中断，没有写进一半的记录。", file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - the last doorway: nobody ever sees a traceback
        print(_unforeseen(error), file=sys.stderr)
    return FAILED


def _unforeseen(error: Exception) -> str:
    """The sentence for an error nobody foresaw; the details go to the log of this home."""
    told = traceback.format_exception_only(error)[-1].strip()
    with suppress(OSError):
        folder = paths.home() / "logs"
        folder.mkdir(exist_ok=True)  # never the home itself
        with (folder / f"jdzb-{clock.today():%Y-%m}.log").open("a", encoding="utf-8") as log:
            log.write(traceback.format_exc())
    return (
        f"没有办成，没有写进一半的记录（{told}）。"
        "请用 check 检查账本；还不行，请把账本旁 logs 里的记录交给维护程序的人。"
    )


def _speak_utf8() -> None:
    """Redirected output is UTF-8 on every system (Windows would take its code page).

    What cannot be shown (a file name in another encoding) is shown escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
