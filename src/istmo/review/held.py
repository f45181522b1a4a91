"""Which figures of a version a person means who names rows or cells of the reporter's file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
from django.utils.translation import gettext as _

from istmo.collect.models import Version
from istmo.framework import stored
from istmo.kernel.problem import WrongUse
from istmo.release.sql import literal
from istmo.review.models import Hold
from istmo.review.rows import all_told, told


@dataclass(frozen=True)
class Place:
    """A row, or with `cell` one cell of it, of the file of a version."""

    row: int
    cell: str = ""

    def __str__(self) -> str:
        """As the reporter sees it, in English, as it is kept; `told` says it in the reader's language."""
        return self.cell or f"row {self.row}"

    @property
    def told(self) -> str:
        """The same in the language of whoever reads."""
        return told(str(self))


@dataclass(frozen=True)
class Figure:
    """What a figure is about and where it stands; its value stays in the vault."""

    row: int
    at: str | None
    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    agency: str | None
    activity: str | None
    role: str
    breakdown: str

    @property
    def sheet(self) -> str:
        """The sheet of its cell; empty where the file has none."""
        return (self.at or "").rpartition("!")[0]

    def stands_at(self, place: Place) -> bool:
        """Whether a hold at that place holds it."""
        return place.row == self.row and place.cell in ("", self.at)


_COLUMNS = '"row", "at", indicator, place, period_start, period_end, agency, activity, "role", breakdown'  # as `Figure`


def figures(version: Version, rows: Sequence[int] | None = None) -> list[Figure]:
    """The figures of a version in those rows, or all of them; none where it has no figures."""
    if not version.figures_sha256:
        return []
    wanted = 'where list_contains(?, "row")' if rows is not None else ""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select {_COLUMNS} from read_parquet({literal(stored.vault().path(version.figures_sha256))}) {wanted} "
            "order by all",
            [list(rows)] if rows is not None else [],
        ).fetchall()
    return [Figure(*row) for row in found]


def free_places(version: Version, holds: Sequence[Hold], names: Sequence[str]) -> list[Place]:
    """As :func:`places`; WrongUse too where one of them is held already."""
    wanted = places(version, names)
    there = {(hold.row, hold.cell) for hold in holds}
    again = [place for place in wanted if {(place.row, place.cell), (place.row, "")} & there]
    if again:
        raise WrongUse(
            _("%(places)s of %(version)s is held already.")
            % {"places": all_told(again), "version": version.code}
        )
    return wanted


def named(version: Version, holds: Sequence[Hold], names: Sequence[str]) -> list[Hold]:
    """The holds that `names` name by row or cell; WrongUse, naming those there are, where a name fits none."""
    strange = [name for name in names if not any(_names(name.strip(), hold.row, hold.cell) for hold in holds)]
    if strange or not names:
        known = _("Held are %(places)s.") % {"places": all_told(holds)}
        raise WrongUse(
            _("%(places)s of %(version)s is not held. %(told)s")
            % {
                "places": ", ".join(strange) or _("Nothing"),
                "version": version.code,
                "told": known if holds else _("Nothing in it is held."),
            }
        )
    return [hold for hold in holds if any(_names(name.strip(), hold.row, hold.cell) for name in names)]


def places(version: Version, names: Sequence[str]) -> list[Place]:
    """Where the figures stand that `names` name: row numbers, or cells such as `Results!F12`.

    WrongUse, with all that cannot be found at once, where a name fits no figure, or figures of several sheets.
    """
    every = figures(version)
    if not every:
        raise WrongUse(
            _("%(version)s has no figures, and only figures can be held. Return it instead.")
            % {"version": version.code}
        )
    found, strange, several = [], [], []
    for name in dict.fromkeys(name.strip() for name in names):
        there = [figure for figure in every if _names(name, figure.row, figure.at or "")]
        if not there:
            strange.append(name)
        elif len({(figure.sheet, figure.row) for figure in there}) > 1:
            several.append(f"{name} ({', '.join(sorted({figure.at or '' for figure in there})[:3])} …)")
        else:
            found.append(Place(there[0].row, "" if name.isdecimal() else there[0].at or ""))
    _refuse(version, every, strange, several)
    return found


def all_held(version: Version, holds: Iterable[Hold]) -> bool:
    """Whether the holds leave no figure and no transaction of a version to approve."""
    held = [Place(hold.row, hold.cell) for hold in holds]
    if not held or version.transactions:
        return False
    return all(any(figure.stands_at(place) for place in held) for figure in figures(version))


def _names(name: str, row: int, cell: str) -> bool:
    """Whether a person who says `name` means this: a row's number, or a cell with or without its sheet."""
    if name.isdecimal():
        return row == int(name)
    return bool(cell) and name.casefold() in (cell.casefold(), cell.rpartition("!")[2].casefold())


def _refuse(
    version: Version, every: Sequence[Figure], strange: Sequence[str], several: Sequence[str]
) -> None:
    problems = []
    if strange:
        rows = sorted(figure.row for figure in every)
        problems.append(
            _(
                "%(version)s has no figure at %(places)s. Its figures stand in rows %(first)d to %(last)d; "
                "name a row, or a cell such as F12."
            )
            % {"version": version.code, "places": ", ".join(strange), "first": rows[0], "last": rows[-1]}
        )
    if several:
        problems.append(
            _("More than one sheet has %(places)s: name the cell with its sheet.")
            % {"places": "; ".join(several)}
        )
    if problems:
        raise WrongUse(" ".join(problems))
