"""A call's workbook as it comes back: its figures, what it says of the roster, and where it comes from."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from istmo.formats import _engine, _union
from istmo.formats._called import figures, keys, origin, roster, sheets
from istmo.formats._called.figures import Sheeted
from istmo.formats._called.quick import Quick
from istmo.formats._called.sheets import Called
from istmo.formats._manifest import Manifest, Origin
from istmo.formats._shared import Limits, Read, error
from istmo.formats._workbook import outline, package, styles, table
from istmo.formats._workbook.cells import Reader
from istmo.formats._workbook.outline import Outline
from istmo.kernel.problem import InputProblem, Severity, Where


def read(reader: Reader | Quick, book: Outline, found: Sequence[Called], into: Path, limits: Limits) -> Read:
    """Read the sheets of a call. Where nothing at all was filled in, that is the one error.

    Beside `into` may lie the rows that were asked, for a workbook that lost its hidden keys (`door.read`, `asked`).
    """
    file = reader.package.file
    manifest = origin.manifest(reader, book)
    known = into.parent / keys.KNOWN
    came, codes, agencies = [], [], set()
    for number, called in enumerate(found):
        folder = into / f"called{number}"
        folder.mkdir()
        if isinstance(reader, Quick):
            raw = reader.table(called.found, folder, limits.places)
        else:
            raw = table.table(reader, called.found, folder, limits.places, book.stale)
        raw = replace(raw, problems=tuple(p for p in raw.problems if p.code != "blank_header"))
        sheeted = Sheeted(raw, called, manifest or Manifest(), known if known.is_file() else None)
        with _engine.connect(folder, limits, threads=1) as connection:
            if not called.counted:
                came.append(roster.read(connection, sheeted, folder))
                continue
            came.append(figures.read(connection, sheeted, folder))
            some, whose = figures.known_rows(connection)
        codes += some
        agencies |= set(whose)
    told = Origin(file, manifest, tuple(codes), tuple(sorted(agencies)), _years(found))
    united = _union.union(came, into, limits)
    problems = united.problems
    if not (united.figures or united.registers or any(p.severity is Severity.ERROR for p in problems)):
        fix = "fill in the yellow cells, or choose there why there is no value"
        problems = (
            *problems,
            error("nothing_filled", "no cell of the workbook is filled in", Where(file=file), fix=fix),
        )
    return replace(united, problems=problems, origins=(told,))


def origin_of(path: Path, limits: Limits) -> Origin | None:
    """Where a file says that it comes from, by its hidden notes and first rows alone; None for what is no call's workbook.

    What is wrong with the file is for reading to tell: here it only comes from nowhere.
    """
    try:
        with package.opened(path, limits) as parts:
            book = outline.outline(parts)
            texts = outline.strings(parts, book.strings, limits)
            reader = Reader(parts, texts, styles.shown(parts, book.styles), book.from_1904)
            found = sheets.called(reader, book)
            if not found:
                return None
            codes, agencies = sheets.first_rows(reader, found)
            return Origin(path.name, origin.manifest(reader, book), codes, agencies, _years(found))
    except InputProblem:
        return None


def _years(found: Sequence[Called]) -> tuple[str, ...]:
    named = (called.period for called in found if called.counted == "result" and called.period)
    return tuple(dict.fromkeys(named))
