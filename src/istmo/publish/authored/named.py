"""`{{ figure INDICATOR place=HN period=FY2018 }}`: which number of the release an author names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from istmo.kernel.period import Period
from istmo.publish import cells
from istmo.publish.desk import Desk
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Indicator
from istmo.spec.wording import nearest

#: What can be named, and the options that narrow it.
WHAT = ("figure", "result", "target", "baseline", "context", "achievement")
OPTIONS = ("place", "period", "agency", "activity", "breakdown", "source", "cohort", "span")
CALL = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MOST_TOLD = 5


class Refused(Exception):  # noqa: N818  (it is the author's to mend, not an error of ours)
    """What is wrong with a name, and how to mend it."""

    def __init__(self, found: str, fix: str) -> None:
        """Both without a full stop."""
        super().__init__(found)
        self.found, self.fix = found, fix


@dataclass(frozen=True)
class Call:
    """What an author wrote between the braces."""

    what: str
    indicator: str
    where: dict[str, str]


class Named(NamedTuple):
    """The number that was named, and whether it is of a context indicator."""

    cell: Cell
    indicator: Indicator


def call(text: str) -> Call:
    """Read what stands between the braces; Refused if it is no name of a figure."""
    words = text.split()
    if not words or words[0] not in WHAT:
        near = nearest(words[0], list(WHAT)) if words else ""
        found = f"“{' '.join(words)[:60]}” names no figure"
        raise Refused(
            found,
            f"begin with {near}"
            if near
            else f"write {{{{ figure INDICATOR place=… period=… }}}}; it may begin with {', '.join(WHAT)}",
        )
    if len(words) < 2 or "=" in words[1]:
        raise Refused(
            f"“{' '.join(words)[:60]}” names no indicator",
            "write the code of an indicator behind the first word",
        )
    where: dict[str, str] = {}
    for word in words[2:]:
        name, equals, value = word.partition("=")
        if not equals or name not in OPTIONS:
            near = nearest(name, list(OPTIONS))
            raise Refused(
                f"“{word}” is no condition",
                f"write {near}=…" if near else f"conditions are {', '.join(OPTIONS)}, each with =",
            )
        where[name] = value
    return Call(words[0], words[1], where)


class Namer:
    """Finds named figures in a release."""

    def __init__(self, desk: Desk) -> None:
        """The release laid out."""
        self.desk = desk
        told = desk.registers
        self.indicators = {i.code: i for i in (*told.indicators, *told.theirs)}

    def find(self, named: Call) -> Named:
        """The one number an author names. Refused, with near names or with the choices, if there is none or more than one."""
        if named.indicator not in self.indicators:
            near = nearest(named.indicator, list(self.indicators))
            close = [code for code in self.indicators if named.indicator.split("-")[0] in code][:_MOST_TOLD]
            fix = (
                f"did you mean {near}"
                if near
                else f"near it are {', '.join(close)}"
                if close
                else "look it up in the list of indicators of the report"
            )
            raise Refused(f"the release has no indicator {named.indicator}", fix)
        indicator = self.indicators[named.indicator]
        if named.what == "achievement":
            return Named(self._achievement(named, indicator), indicator)
        rows = self._rows(named, indicator)
        self._only(rows, named)
        return Named(cells.of_figure(rows[0], indicator, self.desk.words), indicator)

    def _rows(self, named: Call, indicator: Indicator) -> list[Figure]:
        roles = {named.what} if named.what != "figure" else {"result", "context"}
        period = _period(named.where)
        rows = [
            figure
            for figure in self.desk.figures
            if figure.indicator == indicator.code and figure.role in roles and figure.state == "reported"
            and all((getattr(figure, name) or "") == value for name, value in _same(named.where).items())
            and ("breakdown" in named.where or not figure.breakdown)
            and (period is None or (figure.period_start, figure.period_end) == (period.start, period.end))
        ]  # fmt: skip
        if not rows:
            raise Refused(
                f"the release has no {named.what} of {indicator.code} {_told(named.where)}".rstrip(),
                self._there_are(indicator, roles),
            )
        return rows

    def _only(self, rows: Sequence[Figure], named: Call) -> None:
        if len(rows) > 1:
            raise Refused(
                f"{len(rows)} figures of {named.indicator} are meant by {_told(named.where) or 'this'}",
                f"say which: {_choices(rows)}",
            )

    def _there_are(self, indicator: Indicator, roles: Iterable[str]) -> str:
        rows = [
            f
            for f in self.desk.figures
            if f.indicator == indicator.code and f.role in roles and f.state == "reported"
        ]
        return f"there are {_choices(rows)}" if rows else "none was reported"

    def _achievement(self, named: Call, indicator: Indicator) -> Cell:
        period = _period(named.where)
        told = [
            record
            for record in self.desk.records
            if record.indicator.code == indicator.code and named.where.get("place", record.place) == record.place
            and (period is None or (record.start, record.end) == (period.start, period.end))
        ]  # fmt: skip
        judged = [record for record in told if record.achievement]
        if not judged:
            why = (
                "; ".join(dict.fromkeys(record.status_words for record in told))
                or "nothing was reported there"
            )
            raise Refused(
                f"{indicator.code} {_told(named.where)} has no achievement".replace("  ", " "),
                f"leave it out: {why}",
            )
        if len(judged) > 1:
            places = "; ".join(f"place={r.place} period={r.period}" for r in judged[:_MOST_TOLD])
            raise Refused(f"{len(judged)} totals of {indicator.code} are meant", f"say which: {places}")
        (record,) = judged
        rows = (*record.figures, *(record.target.figures if record.target else ()))
        return Cell(record.achievement, "", record.achievement, rows)


def _same(where: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in where.items() if name != "period"}


def _period(where: dict[str, str]) -> Period | None:
    if "period" not in where:
        return None
    try:
        return Period.parse(where["period"])
    except ValueError as wrong:
        raise Refused(f"{where['period']} is no period", str(wrong)) from None


def _told(where: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in where.items())


def _choices(rows: Sequence[Figure]) -> str:
    told = list(dict.fromkeys(called(row) for row in rows))
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return "; ".join(told[:_MOST_TOLD]) + more


def called(row: Figure) -> str:
    """How an author names a row: what tells it from its neighbours."""
    parts = {
        "place": row.place,
        "period": Period(row.period_start, row.period_end).code,
        "activity": row.activity,
        "source": row.source,
    }
    parts["breakdown"] = row.breakdown
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)


def shown(cell: Cell) -> str:
    """A number with its unit, as one reads it."""
    return f"{cell.shown} {cell.unit}".strip()
