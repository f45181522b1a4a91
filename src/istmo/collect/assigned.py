"""The workbooks of a call that is open: what each agency is asked, and the workbook for it or for one of its units."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.utils import translation

from istmo.collect import parts, timing
from istmo.collect import wanted as asking
from istmo.collect.asked import kinds
from istmo.collect.models import Asks, Assignment, DataCall, Piece
from istmo.collect.wanted import Request, Row, Wanted
from istmo.collect.workbooks.signing import signed
from istmo.collect.workbooks.template import Template
from istmo.collect.workbooks.write import write as write_workbook
from istmo.formats._called import words
from istmo.formats._manifest import Manifest
from istmo.framework import stored
from istmo.framework.queries import unpack
from istmo.kernel.problem import WrongUse
from istmo.spec import architecture as spec
from istmo.spec.architecture import Architecture
from istmo.vault.writing import before_write

#: What a name of a file may not hold on some computer or other.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


@dataclass(frozen=True)
class Asking:
    """A call with its architecture, read once for all its agencies. last: the folder of the release before."""

    call: DataCall
    architecture: Architecture
    last: Path | None
    assignments: tuple[Assignment, ...]

    def assignment(self, agency: str) -> Assignment:
        """That of an agency; WrongUse, naming those asked, if it is not asked."""
        found = next((one for one in self.assignments if one.agency.code == agency), None)
        if found is None:
            codes = ", ".join(one.agency.code for one in self.assignments)
            raise WrongUse(f"The data call {self.call} does not ask {agency}. It asks: {codes}.")
        return found

    def wanted(self, assignment: Assignment, lang: str = "en", unit: str = "") -> Wanted:
        """What an agency is asked, or one unit of it."""
        asked = parts.of(self.call)
        request = Request(
            framework=self.call.framework.code,
            year=self.call.reporting_year,
            agency=assignment.agency.code,
            kinds=frozenset(kinds(Asks(assignment.asks))),
            parts=asking.Parts(
                roster=asked.has(Piece.ROSTER),
                results=asked.has(Piece.RESULTS),
                restatements=asked.has(Piece.RESTATEMENTS),
                baselines=asked.has(Piece.BASELINES),
                targets=asked.targets,
            ),
            others=frozenset(one.agency.code for one in self.assignments),
            lang=lang,
        )
        found = asking.wanted(request, self.architecture.tables(), self.last)
        return self.of_unit(found, unit) if unit else found

    def units(self, assignment: Assignment) -> list[str]:
        """Those into which an assignment can be split: units of the agency, and who carries its activities out."""
        whose = belongs(self.architecture, assignment.agency.code)
        return sorted({whose(row) for row in self.wanted(assignment).rows} - {assignment.agency.code})

    def of_unit(self, found: Wanted, unit: str) -> Wanted:
        """The part of one unit: its own rows, and those of activities that it carries out. The agency's own code: the rest."""
        carriers, agency = _carriers(self.architecture), found.request.agency
        whose = belongs(self.architecture, agency)
        rows = tuple(row for row in found.rows if whose(row) == unit)
        roster = tuple(one for one in found.roster if (carriers.get(one.code) or one.agency) == unit)
        if not rows and not roster:
            raise WrongUse(f"Nothing of what {agency} is asked belongs to {unit}.")
        return replace(found, rows=rows, roster=roster)

    def template(self, assignment: Assignment, *, lang: str, unit: str, at: datetime) -> Template:
        """The workbook for an agency or a unit of it, not written yet."""
        manifest = Manifest(
            call=self.call.code,
            agency=assignment.agency.code,
            unit=unit,
            framework=self.call.framework.code,
            architecture=self.call.framework.architecture.sha256,
            year=self.call.reporting_year,
            language=lang,
            made_at=at.isoformat(timespec="seconds"),
        )
        with translation.override(lang):
            due = timing.told(self.call, self.call.due_at)
        whose = called(self.architecture, lang).get(unit or assignment.agency.code, assignment.agency.name)
        return Template(
            self.wanted(assignment, lang, unit), signed(manifest), self.call.title, whose, at, due=due
        )


def belongs(architecture: Architecture, agency: str) -> Callable[[Row], str]:
    """What tells whose a row of an agency is: of who carries its activity out, else of its unit, else of the agency."""
    carriers = _carriers(architecture)

    def whose(row: Row) -> str:
        return carriers.get(row.activity or "") or row.agency or agency

    return whose


def called(architecture: Architecture, lang: str) -> dict[str, str]:
    """The names of agencies and units in a language, as far as they have one, by code."""
    names = {row["code"]: str(row["name"]) for row in architecture.records("agencies")}
    return names | {
        row["code"]: str(row["text"])
        for row in architecture.records("texts")
        if (row["table"], row["field"], row["language"]) == ("agencies", "name", lang)
    }


def _carriers(architecture: Architecture) -> dict[str, str]:
    """Who carries out an activity, where that is one agency known by its code."""
    found: dict[str, str] = {}
    for party in architecture.records("activity_parties"):
        if party["role"] == "implementing" and party["agency"]:
            found.setdefault(party["activity"], party["agency"])
    return found


@contextmanager
def asking_of(call: DataCall, last: Path | None) -> Iterator[Asking]:
    """A call with its architecture at hand."""
    with stored.scratch() as work:
        architecture = spec.load(unpack(call.framework.architecture, work / "architecture"))
    yield Asking(call, architecture, last, tuple(call.assignments.select_related("agency")))


def write(template: Template, folder: Path) -> Path:
    """Write a workbook into a folder, whole or not at all; its name is good on every computer."""
    manifest = template.manifest
    out = folder / file_name(manifest)
    part = out.with_name(f".{out.name}.part")
    before_write()
    write_workbook(template, part)
    part.replace(out)
    return out


def file_name(manifest: Manifest) -> str:
    """`exercise-2026_works_en.xlsx`, or `exercise-2026_works_works-north_en.xlsx` for a unit."""
    told = "_".join(filter(None, (manifest.call, manifest.agency, manifest.unit, manifest.language)))
    bare = _FORBIDDEN.sub("-", told).strip(" .")[:120]
    return f"{'_' if _RESERVED.fullmatch(bare) else ''}{bare}.xlsx"


def language(lang: str) -> str:
    """A language that workbooks are written in; WrongUse, naming them, for another."""
    if lang not in words.LANGUAGES:
        raise WrongUse(f"Workbooks are written in: {', '.join(words.LANGUAGES)}. “{lang}” is not among them.")
    return lang
