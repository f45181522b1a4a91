"""How cells show their numbers: as a number, a percentage, a day, a month, a time. From the number formats of a workbook."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from istmo.formats._workbook import parse
from istmo.formats._workbook.package import Package


class Kind(StrEnum):
    """What is special about a cell; no kind is an ordinary text or number."""

    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MOMENT = "moment"
    TIME = "time"
    ZEROS = "zeros"
    ERROR = "error"
    TRUTH = "truth"
    NOT_CALCULATED = "not calculated"
    CUT = "cut"
    FORMULA = "formula"


#: Kinds of cells that are dates or times to the person who looks at them.
DATES = (Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.MOMENT, Kind.TIME)


@dataclass(frozen=True)
class Shown:
    """How a style shows a number; width: the digits to which zeros are filled up, for the kind ZEROS."""

    kind: Kind
    width: int = 0


#: Formats that files name by number alone (ECMA-376, 18.8.30); East Asian ones are dates as well.
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, *range(27, 32), 34, 35, 36, *range(50, 59)), "yyyy-mm-dd"),
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), "h:mm"),
    22: "m/d/yy h:mm",
}
#: What is text within a format: quoted, escaped, the width of a sign, fill, colours, locales, conditions.
_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


def shown(package: Package, styles: str) -> list[Shown | None]:
    """For every style of the workbook how it shows a number; None: plainly. `styles`: the part, empty if there is none."""
    if not styles:
        return []
    root = parse.tree(package.read(styles), package.file)
    codes = dict(_BUILT_IN)
    for formats in parse.children(root, "numFmts"):
        codes |= {_number(each.get("numFmtId")): each.get("formatCode", "") for each in formats}
    listed: list[Shown | None] = []
    for styled in parse.children(root, "cellXfs"):
        listed += [by_code(codes.get(_number(each.get("numFmtId")), "")) for each in styled]
    return listed


def by_code(code: str) -> Shown | None:
    """How a number format shows a number, by the first of its sections."""
    bare = _TEXT.sub("", code).partition(";")[0].lower()
    if bare in ("", "general", "@"):
        return None
    if "%" in bare:
        return Shown(Kind.PERCENT)
    if re.fullmatch(r"0{2,}", bare):
        return Shown(Kind.ZEROS, len(bare))
    kind = _date(bare)
    return Shown(kind) if kind else None


def _date(bare: str) -> Kind | None:
    timed, dated = bool(re.search(r"[hs]", bare)), bool(re.search(r"[yd]", bare))
    if timed:
        return Kind.MOMENT if dated else Kind.TIME
    if "d" in bare:
        return Kind.DAY
    if "m" in bare:
        return Kind.MONTH
    return Kind.YEAR if "y" in bare else None


def _number(text: Any) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
