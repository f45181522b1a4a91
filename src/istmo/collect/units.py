"""The units and partners that an answer comes from: which part a file is, which came, and what each still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from istmo.collect import assigned, matched, queries, split
from istmo.collect.deposit import Reading
from istmo.collect.grid import Grid, grid
from istmo.collect.models import Assignment, DataCall, UnitPart, Version
from istmo.collect.split import Handed
from istmo.collect.workbooks.signing import is_ours
from istmo.formats import door
from istmo.formats.door import Origin
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.framework.queries import unpack
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, User
from istmo.spec import architecture as spec

_BOOKS = (".xlsx", ".xlsm")
#: So many rows of a unit must be in a workbook without a manifest for it to be known by them.
_KNOWN = 3
#: Of a longer workbook only so many rows are looked at: it is not known by them alone.
_LOOKED_AT = 200
_USUAL = Reading()


@dataclass(frozen=True)
class Unit:
    """What came of one unit. part: its last file, if it sent one of its own; asked, came: its results."""

    code: str
    name: str
    part: UnitPart | None
    asked: int
    came: int

    @property
    def lacks(self) -> int:
        """How many of its results have not come."""
        return self.asked - self.came


@dataclass(frozen=True)
class _Asked:
    """What a call asks of an agency that has units: the codes of the rows of each."""

    call: DataCall
    agency: Agency
    rows: Mapping[str, frozenset[str]]

    def handed(self, files: Sequence[Path], reading: Reading) -> Handed:
        """The files by unit; in one where somebody said so, or where none says it is of a unit."""
        if reading.unit is not None:
            return Handed(((self._known(reading.unit), tuple(files)),))
        books = [file for file in files if file.suffix.lower() in _BOOKS]
        origins = dict(zip(books, door.read_origins(books, limits=reading.limits), strict=True))
        groups: dict[str, list[Path]] = {}
        for file in files:
            groups.setdefault(self._unit(origins.get(file)), []).append(file)
        return Handed(tuple((unit, tuple(some)) for unit, some in groups.items()))

    def _unit(self, origin: Origin | None) -> str:
        """The unit whose part a file is; empty for the whole, and for what is of another call or agency."""
        if origin is None:
            return ""
        told = origin.manifest
        if told and told.call and is_ours(told):
            own = (told.call, told.agency) == (self.call.code, self.agency.code)
            return told.unit if own and told.unit in self.rows else ""
        return self.by_content(origin)

    def by_content(self, origin: Origin) -> str:
        """The one unit that all its known rows belong to; empty for several, for few rows and for very many."""
        codes = frozenset(origin.codes)
        known = frozenset(code for rows in self.rows.values() for code in rows & codes)
        if len(known) < _KNOWN or len(codes) >= _LOOKED_AT:
            return ""
        return next((unit for unit, rows in self.rows.items() if known <= rows), "")

    def _known(self, unit: str) -> str:
        if unit and unit not in self.rows:
            raise WrongUse(
                _(
                    "Nothing of what %(agency)s is asked belongs to %(unit)s. What it is asked belongs to: %(known)s."
                )
                % {"agency": self.agency.code, "unit": unit, "known": ", ".join(sorted(self.rows))}
            )
        return unit


def submit(
    *,
    call: DataCall,
    agency: Agency,
    files: Sequence[Path],
    by: User,
    at: datetime,
    reading: Reading = _USUAL,
) -> tuple[Version, bool]:
    """Submit what a person hands in, by whatever door: whose part it is, its workbooks say, or `Reading.unit`.

    As :func:`istmo.collect.split.submit`. WrongUse for a unit that the call asks nothing of.
    """
    handed = Handed((("", tuple(files)),))
    if not reading.plan and (reading.unit or any(file.suffix.lower() in _BOOKS for file in files)):
        rows = _rows(call, agency, reading)
        handed = (
            _Asked(call, agency, rows).handed(files, reading) if reading.unit or len(rows) > 1 else handed
        )
    return split.submit(call=call, agency=agency, handed=handed, by=by, at=at, reading=reading)


def by_content(call: DataCall, agency: Agency, origin: Origin, reading: Reading) -> str:
    """The unit of an agency whose part a workbook without a manifest is; empty for the whole."""
    return _Asked(call, agency, _rows(call, agency, reading)).by_content(origin)


def units(assignment: Assignment, version: Version | None, reading: Reading, lang: str) -> list[Unit]:
    """Every unit with what came of it, the agency's own rest too; empty where the agency answers as a whole.

    version: the one that is looked at.
    """
    if not may_part(assignment):
        return []
    made, code = grid(assignment, reading.last, lang), assignment.agency.code
    rows = _by_unit(made, code)
    if len(rows) < 2:
        return []
    names = assigned.called(made.architecture, lang)
    there = matched.codes((row for _part, row in made.rows.values()), version) if version else frozenset()
    parts = UnitPart.objects.filter(submission__call=assignment.call, submission__agency=assignment.agency)
    sent = {part.unit: part for part in split.standing(parts)}
    found = []
    for code, every in sorted(rows.items()):
        results = {one for one in every if made.rows[one][0].name == "results"}
        found.append(Unit(code, names.get(code, code), sent.get(code), len(results), len(results & there)))
    return found


def may_part(assignment: Assignment) -> bool:
    """Whether the answer may come in parts: the agency has units, or others carry out its activities. Asks no database."""
    architecture = assignment.call.framework.architecture
    return assignment.agency.code in _parted(_Known(architecture.sha256, stored.workspace(), architecture))


def _rows(call: DataCall, agency: Agency, reading: Reading) -> dict[str, frozenset[str]]:
    """By unit, the agency itself among them: the codes of the rows it is asked. Nothing is read where it has no units."""
    asked = queries.assignment(call, agency.code)
    if asked is None:
        return {}
    asked.call = call
    return _by_unit(grid(asked, reading.last, "en"), agency.code) if may_part(asked) else {}


def _by_unit(made: Grid, agency: str) -> dict[str, frozenset[str]]:
    whose, found = assigned.belongs(made.architecture, agency), dict[str, set[str]]()
    for code, (_part, row) in made.rows.items():
        found.setdefault(whose(row), set()).add(code)
    return {unit: frozenset(codes) for unit, codes in found.items()}


@dataclass(frozen=True)
class _Known:
    """An architecture, known by its hash."""

    sha256: str
    workspace: Path
    architecture: Architecture = field(compare=False)


@lru_cache(maxsize=8)
def _parted(known: _Known) -> frozenset[str]:
    """Agencies whose answer may come in parts: they have units, or others carry out their activities."""
    with stored.scratch() as work:
        read = spec.load(unpack(known.architecture, work))
    parents = {row["code"]: row["parent"] for row in read.records("agencies")}
    of = {row["code"]: row["agency"] for row in read.records("activities")}
    parted = {of.get(row["activity"]) for row in read.records("activity_parties") if row["agency"]}
    found = {one for one in (*parents.values(), *parted) if one}
    return frozenset(found | {parents[one] for one in found if parents.get(one)})
