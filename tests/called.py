"""Workbooks of a call of the exercise's next year, for tests: made as the coordinator makes them, filled as reporters do."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl

from istmo.collect.wanted import Parts, Request, Wanted, wanted
from istmo.collect.workbooks.template import Template
from istmo.collect.workbooks.write import write
from istmo.formats import door
from istmo.formats._manifest import Manifest
from istmo.release.build import build
from istmo.release.parts import Part
from istmo.spec.architecture import Architecture, load

EXERCISE = Path(__file__).parents[1] / "examples" / "exercise"
#: Everything that a call may ask for.
PARTS = Parts(targets=("FY2027",))
MADE = datetime(2026, 11, 26, 10, tzinfo=UTC)
#: Where a workbook's rows begin, and where its header is.
HEADER, FIRST = 4, 5
_TOLD = ("health-alta", "health-bera", "works")


@cache
def exercise() -> Architecture:
    """The exercise's architecture."""
    return load(EXERCISE)


@cache
def last_release() -> Path:
    """A release of what the agencies told of FY2025."""
    folder = Path(mkdtemp(prefix="istmo-called-"))
    parts = []
    for agency in _TOLD:
        came = door.read([EXERCISE / f"submissions/2025/illustrative-{agency}.csv"], into=folder / agency)
        assert came.figures is not None
        parts.append(Part(came.figures, f"exercise-2025/{agency}/1"))
    build(architecture=exercise(), figures=parts, number=1, title="Exercise", out=folder / "release")
    return folder / "release"


def asked(
    agency: str = "works", *, lang: str = "en", parts: Parts | None = None, last: bool = True
) -> Wanted:
    """What a call of FY2026 asks of an agency."""
    request = Request("exercise", "FY2026", agency, lang=lang, parts=parts or PARTS)
    return wanted(request, exercise().tables(), last_release() if last else None)


def template(agency: str = "works", *, lang: str = "en", unit: str = "") -> Template:
    """The same as a workbook to be written."""
    manifest = Manifest(
        "exercise-2026", agency, unit, "exercise", "0" * 64, "FY2026", lang, MADE.isoformat(), "none"
    )
    return Template(asked(agency, lang=lang), manifest, "Data call of FY2026", agency, MADE)


def workbook(path: Path, agency: str = "works", *, lang: str = "en") -> Path:
    """The workbook of an agency, as it goes out."""
    write(template(agency, lang=lang), path)
    return path


def headers(sheet: Any) -> dict[str, int]:
    """The columns of a sheet by their headers."""
    return {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}


def fill(path: Path, out: Path, cells: Mapping[tuple[str, str, int], Any]) -> Path:
    """Type into cells: (sheet, beginning of the header, row) -> value."""
    book = openpyxl.load_workbook(path)
    for (name, header, row), value in cells.items():
        sheet = book[name]
        column = next(place for said, place in headers(sheet).items() if said.startswith(header))
        sheet.cell(row, column).value = value
    book.save(out)
    return out
