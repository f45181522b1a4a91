"""`python -m benchmarks.workbooks [ROWS]`: a call's workbook through door and checks, beside calamine's bare reading of it.

Processor time of this process and its children, the cheapest of three; imports of the parent are not timed on either
side. Once as a server does it, whose children are at hand, and once as a command does it, where the start of the child
and its imports are timed. The most it may be is 3.
"""

import os
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.conf import settings

from istmo.kernel.tables import TABLES

MOST = 3.0
_TIMES = 3
_INDICATORS, _PLACES = 200, 25


class Told:
    """The rows of an architecture, as far as checks and workbooks care."""

    def __init__(self, rows: int) -> None:
        """So many activities that so many rows are asked."""
        each = rows // (_INDICATORS * _PLACES)
        measured = {
            "kind": "output",
            "preset": "people_reached",
            "measure": "count",
            "counts": "people",
            "time": "flow",
        }
        measured |= {"over_places": "sum", "over_series": "sum", "direction": "up", "unit": "people"}
        places = range(_PLACES)
        self._rows = {
            "frameworks": [_row("frameworks", code="f", title="F", version="1")],
            "nodes": [_row("nodes", framework="f", code="n", level="objective", title="N", position=1)],
            "agencies": [_row("agencies", code="a", name="A", own=True)],
            "places": [_row("places", code=f"p{p}", name=f"Place {p}", kind="country") for p in places],
            "indicators": [
                _row(
                    "indicators",
                    code=f"i{i}",
                    framework="f",
                    title=f"People reached by service {i}",
                    **measured,
                )
                for i in range(_INDICATORS)
            ],
            "indicator_nodes": [
                _row("indicator_nodes", indicator=f"i{i}", framework="f", node="n")
                for i in range(_INDICATORS)
            ],
            "activities": [
                _row(
                    "activities",
                    code=f"a{p}-{n}",
                    title=f"Activity {p} {n}",
                    agency="a",
                    place=f"p{p}",
                    node="n",
                )
                for p in places
                for n in range(each)
            ],
        }

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Rows by table."""
        return {name: list(self._rows.get(name, ())) for name in TABLES}


def _row(table: str, **cells: Any) -> tuple[Any, ...]:
    return tuple(cells.get(name) for name in TABLES[table].names)


def filled(told: Told, out: Path) -> int:
    """A workbook of a call with a result in every row; how many there are."""
    from istmo.collect.wanted import Parts, Request, wanted
    from istmo.collect.workbooks import figures
    from istmo.collect.workbooks.template import Template
    from istmo.collect.workbooks.write import write
    from istmo.formats._manifest import Manifest

    asked = wanted(
        Request("f", "FY2026", "a", parts=Parts(restatements=False, baselines=False)), told.tables()
    )
    usual = figures._blank

    def typed(sheet: Any, place: tuple[int, int], column: Any, style: Any) -> None:
        if column.name == "result" and place[0] < figures.FIRST + len(asked.rows):
            sheet.write_number(*place, Decimal(place[0]), style.open)
        else:
            usual(sheet, place, column, style)

    figures._blank = typed  # type: ignore[assignment]
    write(Template(asked, Manifest("c", "a"), "Call", "A", datetime(2026, 11, 1, tzinfo=UTC)), out)
    return len(asked.rows)


def _worked() -> float:
    """Seconds of processor time until now: of this process, of children that ended, of those the door has at hand."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who)) + _at_hand()


def _at_hand() -> float:
    """The same of the process from which the door forks, and of its children that ended."""
    from istmo.formats import door

    processes = [ready._process for ready in door._ready if ready._process]
    ticks = 0
    for process in processes:
        told = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, told[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def cheapest(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    taken = []
    for _ in range(_TIMES):
        before = _worked()
        work()
        taken.append(_worked() - before)
    return min(taken)


def bare(path: Path) -> None:
    """What calamine needs to read every sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def problems(path: Path, told: Told) -> None:
    """Door, names and every check: all problems of the workbook."""
    from istmo.collect import intake

    with TemporaryDirectory() as into:
        came = intake.read([path], architecture=told, into=Path(into), call="FY2026")  # type: ignore[arg-type]
        assert came.figures is not None, came.problems


def main() -> None:
    """Measure and tell."""
    from istmo.formats import door

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    settings.configure(USE_I18N=False)
    django.setup()
    told = Told(rows)
    with TemporaryDirectory() as folder:
        path = Path(folder, "workbook.xlsx")
        count = filled(told, path)
        beside, command = cheapest(lambda: bare(path)), cheapest(lambda: problems(path, told))
        door.be_ready()
        server = cheapest(lambda: problems(path, told))
    print(f"{count:,} rows: calamine {beside:.2f} s; at most {MOST:g} times that")
    for what, ours in (("in a server", server), ("as a command", command)):
        kept = "kept" if ours <= MOST * beside else "not kept"
        print(f"problems {what} {ours:.2f} s: {ours / beside:.2f} times, {kept}")


if __name__ == "__main__":
    main()
