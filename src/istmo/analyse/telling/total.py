"""One total, as sentences need it: its cells, the rows behind it with what became of each, and who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.analyse.telling.fates import Fate, Kind, Stated
from istmo.analyse.telling.spoken import series

#: So many parts of a sum are written out.
MOST = 12


@dataclass(frozen=True)
class Decided:
    """How a person settled an overlap, and why."""

    decision: str
    value: Decimal | None
    reason: str | None
    by: str | None


@dataclass(frozen=True)
class Total:
    """One total: its cells as `totals` tells them, the rows behind it with what became of each, and who is who."""

    cells: Mapping[str, Any]
    rows: Sequence[tuple[Stated, Fate]]
    agencies: Mapping[str, str]
    activities: Mapping[str, str]
    places: Mapping[str, str]
    decided: Mapping[str, Decided]
    states: Sequence[str] = ()
    everywhere: bool = False

    @property
    def counted(self) -> list[Stated]:
        """The results that count."""
        return [row for row, fate in self.rows if fate.kind is Kind.COUNTS and row.role == "result"]

    @property
    def remarks(self) -> list[list[str]]:
        """What must be told of it: kind, agency, activity, detail."""
        return remarks(self.cells["remarks"])

    def details(self, kind: str) -> list[str]:
        """The details of the remarks of one kind."""
        return [remark[3] for remark in self.remarks if remark[0] == kind]

    def named(self, kind: str) -> list[str]:
        """The series of the remarks of one kind, in words."""
        return [self._series(agency, told) for what, agency, told, _ in self.remarks if what == kind]

    def _series(self, agency: str, told: str) -> str:
        """A series as a remark tells it: `usaid`, and `roads`, `roads at HN` or `at HN`."""
        activity, at, place = parted(told)
        name = series(self.agencies.get(agency, agency), self.activities.get(activity, activity))
        return f"{name} in {self.places.get(place, place)}" if at else name


def parted(told: str) -> tuple[str, str, str]:
    """An activity and a place as a remark tells them: `roads at HN`, `at HN` or `roads`."""
    activity, at, place = f" {told}".rpartition(" at ")
    return (activity.strip(), at, place) if at else (told, "", "")


def remarks(text: str) -> list[list[str]]:
    """What must be told of a total, each once: what was done over time stands in one remark, `kind~detail` parted by ^."""
    found: dict[tuple[str, ...], None] = {}
    for entry in text.split(";") if text else ():
        kind, agency, told, detail = entry.split("|", 3)
        for done in detail.split("^") if kind == "how" else (f"{kind}~{detail}",):
            what, _, more = done.partition("~")
            found[what, agency, told, more] = None
    return [list(remark) for remark in found]


def who(row: Stated) -> str:
    """The series of a figure, by names where there are any."""
    return series(row.agency_name or row.agency, row.activity_title or row.activity)
