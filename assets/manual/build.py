"""`make manual`: the secretary's part of README.md from the manual, which is its only source.

The part is what stands in the manual before its first chapter, and every chapter under the comment
<!-- README -->. Pictures lie beside the manual, so their links get its folder.
"""

import re
from pathlib import Path

MANUAL = Path(__file__).with_name("manual.md")
README = MANUAL.parents[2] / "README.md"
MARK = "<!-- README -->\n"
BEGIN, END = "<!-- assets/manual/manual.md: make manual -->\n", "<!-- -->\n"


def part(manual: str) -> str:
    """The secretary's part of the README."""
    front, *chapters = re.split(r"(?m)^(?=\0?## )", manual.replace(f"{MARK}## ", "\0## "))
    chosen = [text[1:] for text in chapters if text.startswith("\0")]
    text = "".join([front.split("\n", 1)[1].lstrip(), *chosen])
    return re.sub(r"\]\((?=[\w-]+\.png\))", "](assets/manual/", text)


def readme(old: str, manual: str) -> str:
    """The README with that part new."""
    before, rest = old.split(BEGIN)
    return before + BEGIN + part(manual) + END + rest.split(END, 1)[1]


def main() -> None:
    """Write the README anew."""
    old = README.read_text(encoding="utf-8")
    README.write_text(readme(old, MANUAL.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
