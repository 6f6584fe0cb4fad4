"""The command that makes the printed manual."""

from __future__ import annotations

import argparse
from pathlib import Path

import jdzb
from jdzb.press import manual


def write(chosen: argparse.Namespace) -> int:
    """Write the manual as PDF. Raises CannotWrite."""
    print(f"手册已写到 {manual.write(Path(chosen.output), f'{jdzb.__version__} 版')}")
    return 0
