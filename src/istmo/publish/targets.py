"""What became of the targets, as the report tells it: the answer of the question `tally`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """Targets of one line of effort, agency or place; `untargeted` are results nobody had set a target for."""

    title: str
    targets: int
    met: int
    missed: int
    not_reported: int
    too_early: int
    not_judged: int
    late: int
    undated: int
    untargeted: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """The whole, and each way it is told; `shared` takes away what stands under two lines."""

    whole: Line | None
    lines: tuple[Line, ...]
    shared: Line | None
    agencies: tuple[Line, ...]
    places: tuple[Line, ...]


def of(rows: Iterable[_Row], framework: str) -> Tally:
    """The counts of the framework that is reported on."""
    told: dict[str, list[_Row]] = {}
    for row in rows:
        if row["framework"] == framework:
            told.setdefault(row["row"], []).append(row)

    def lines(kind: str, name: str) -> tuple[Line, ...]:
        return tuple(_line(row, name) for row in told.get(kind, []))

    whole, shared = lines("total", ""), lines("shared", "")
    return Tally(
        whole=whole[0] if whole else None,
        lines=lines("line", "line"),
        shared=shared[0] if shared and any(_counts(shared[0])) else None,
        agencies=lines("agency", "agency"),
        places=lines("place", "place"),
    )


def _line(row: _Row, name: str) -> Line:
    named = row.get(f"{name}_name") or row.get(f"{name}_title") or row.get(name) or ""
    return Line(
        title=named,
        targets=row["targets"],
        met=row["met"],
        missed=row["missed"],
        not_reported=row["not_reported"],
        too_early=row["too_early"],
        not_judged=row["not_judged"],
        late=row["late"],
        undated=row["undated"],
        untargeted=row["untargeted"],
        reasons=tuple(part for part in (row["reasons"] or "").split("; ") if part),
    )


def _counts(line: Line) -> tuple[int, ...]:
    return line.targets, line.met, line.missed, line.not_reported, line.untargeted
