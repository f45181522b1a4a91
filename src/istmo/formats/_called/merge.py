"""Several workbooks of one assignment as one: its parts, each filled in by another unit.

A figure told alike by two of them is taken once. Told differently, it is an error that shows both places: which one
holds is not ours to say. Places name their file in square brackets, as Excel does: `[north.xlsx]Results!F12`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from istmo.formats import _engine
from istmo.formats._shared import Limits, Read, error, note, quoted, sourced
from istmo.kernel.problem import Problem, Where
from istmo.kernel.sheets import in_sheet, of_sheet, parted, prefix
from istmo.kernel.tables import FIGURES

_SAME = ("value", "numerator", "denominator", "state", "value_as_written", "maturity")
_KEY = ", ".join(FIGURES.key)
_TOLD = 100


def merged(came: Sequence[Read], names: Sequence[str], folder: Path, limits: Limits) -> list[Read]:
    """The same reads, to be united: figures of the later ones without those that an earlier one tells already."""
    labels = _labels(names)
    held = [n for n, read in enumerate(came) if read.figures]
    if len(held) < 2:
        return list(came)
    with _engine.connect(folder, limits) as connection:
        connection.execute(
            f"create view told as {' union all '.join(_told(came[n], n, labels[n]) for n in held)}"
        )
        connection.execute(
            f"create table shared as select {_KEY}, min(nth) as first, "
            f"count(distinct ({', '.join(_SAME)})) > 1 as differs from told group by {_KEY} having count(distinct nth) > 1"
        )
        problems = _problems(connection, names)
        parts = []
        for n in held:
            out = folder / f"part{n}.parquet"
            columns = ", ".join(f'told."{name}"' for name in FIGURES.names)
            connection.execute(
                f"copy (select {columns} from told anti join shared on {_joined()} and shared.first < told.nth "
                f"where told.nth = {n} order by told.place) to {quoted(out)} ({_engine.PARQUET})"
            )
            parts.append(out)
    told = {
        n: replace(came[n], figures=out, headers=_headers(came[n], labels[n]))
        for n, out in zip(held, parts, strict=True)
    }
    reads = [told.get(n, read) for n, read in enumerate(came)]
    return [*reads[:-1], replace(reads[-1], problems=(*reads[-1].problems, *problems))]


def _labels(names: Sequence[str]) -> list[str]:
    """What each file is called within a place; two of one name are numbered."""
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(f"[{name}]" if seen[name] == 1 else f"[{name} ({seen[name]})]")
    return labels


def _told(read: Read, nth: int, label: str) -> str:
    """SQL: the figures of one file, their places naming it."""
    assert read.figures is not None  # noqa: S101  (asked before)
    columns = ", ".join(f'"{name}"' for name in FIGURES.names if name != "at")
    sheets = {sheet for sheet, _ in map(of_sheet, read.headers) if sheet}
    renamed = "".join(
        f' when starts_with("at", {quoted(prefix(sheet))}) then {quoted(prefix(label + sheet))} || '
        f'substr("at", {len(prefix(sheet)) + 1})'
        for sheet in sorted(sheets)
    )
    at = f'case{renamed} else "at" end' if renamed else '"at"'
    return f'(select {columns}, {at} as "at", {nth} as nth, file_row_number as place from read_parquet({sourced(read.figures)}, file_row_number = true))'


def _joined() -> str:
    return " and ".join(f"told.{name} is not distinct from shared.{name}" for name in FIGURES.key)


def _problems(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[Problem]:
    rows = connection.execute(
        'select any_value(indicator), any_value(shared_place), list("at" order by nth), list(nth order by nth), '
        "list(concat(coalesce(value_as_written, value::varchar, numerator::varchar || ' / ' || denominator::varchar, state), "
        "' (' || maturity || ')') order by nth), "
        "any_value(differs), any_value(role) from (select told.*, shared.place as shared_place, shared.differs, "
        f"hash({', '.join(f'told.{name}' for name in FIGURES.key)}) as h from told join shared on {_joined()}) "
        f"group by h order by any_value(nth), any_value(place) limit {_TOLD}"
    ).fetchall()
    found = []
    for indicator, place, cells, files, values, differs, role in rows:
        told = ", ".join(f"{value} in {cell}" for value, cell in zip(values, cells, strict=True))
        sheet, cell = parted(cells[-1])
        where = Where(
            file=names[files[-1]],
            sheet=sheet.partition("]")[2] or sheet,
            column=cell.rstrip("0123456789"),
            row=int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0) or None,
            indicator=indicator,
        )
        said = f"the {role} of {indicator} for {place} is told by {len(cells)} workbooks: {told}"
        if differs:
            fix = "agree on one value, and empty the cell in the other workbook"
            found.append(error("told_differently", said, where, fix=fix))
        else:
            found.append(note("told_twice", said, where, fix="nothing need be done: it is taken once"))
    return found


def _headers(read: Read, label: str) -> dict[str, tuple[str, str]]:
    """The headers, those of sheets under the name of their file too."""
    more = {
        in_sheet(label + sheet, column): told
        for named, told in read.headers.items()
        for sheet, column in [of_sheet(named)]
        if sheet
    }
    return {**read.headers, **more}
