"""What the title of a roster tells of the branch: 柳河镇青山村党支部党员花名册. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdzb.core.cells import Workbook, cell_words

_TITLE = re.compile(
    r"(?:中共|中国共产党)?(?P<place>[\u4e00-\u9fff]{2,40}?)(?P<kind>党支部|支部委员会|党总支|支部)"
    r"(?:委员会)?(?:\d{4}年度?)?(?:全体|在册)?(?:党员|人员|组织关系).{0,12}"
)
_ABOVE = re.compile(
    r"^(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?(?:市|自治州|盟))?"
    r"(?:.{1,8}?(?:县|旗|(?<!社)区(?!.?党)))?"
)
_TOWNSHIP = re.compile(r"(.{1,8}?(?:镇|乡|街道))(.{2,})")


@dataclass(frozen=True, slots=True)
class BranchTitle:
    """The branch and the township as the title writes them; ``township`` may be empty."""

    name: str
    township: str = ""


def branch_in(workbook: Workbook, sheet: str, header_row: int) -> BranchTitle | None:
    """The branch named by a title above the header (``header_row`` as shown); None when none is."""
    found = next((one for one in workbook.sheets if one.name == sheet), None)
    for row in found.rows[: max(header_row - 1, 0)] if found else ():
        for cell in row:
            title = re.sub(r"\s", "", cell_words(cell))
            match = _TITLE.fullmatch(re.sub(r"^\d{4}年度?", "", title))
            if match:
                return _parted(match["place"], match["kind"])
    return None


def _parted(place: str, kind: str) -> BranchTitle:
    """The place without province, city and county, parted into township and village."""
    rest = _ABOVE.sub("", place) or place
    if match := _TOWNSHIP.fullmatch(rest):
        return BranchTitle(match[2] + kind, match[1])
    return BranchTitle(rest + kind)
