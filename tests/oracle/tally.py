"""`tally` as slow, obvious Python: take every series alone, ask the oracle of progress for it, and count."""

from collections import Counter
from typing import Any

from tests.oracle.cell import Board
from tests.oracle.figures import Row, Tables, is_own, standing, target_of
from tests.oracle.periods import timed
from tests.oracle.progress import added_up, gathered, last_day, performance
from tests.oracle.series import ALWAYS, Clock
from tests.oracle.wholes import with_wholes

SAID = {"met": "met", "not_met": "missed", "not_reported": "not_reported", "too_early": "too_early"}
At = tuple[str, str]


def tally(tables: Tables) -> dict[At, Counter[str]]:
    """Counts by (row, code): every agency, place and line, and all together under `total`."""
    indicators = performance(tables)
    horizon = last_day(tables, with_wholes(tables, indicators), indicators, [])
    found: dict[At, Counter[str]] = {}
    for key in {_series(figure) for figure in tables["figures"]}:
        if not is_own(tables, key[2]):
            continue
        alone = {
            **tables,
            "expected": [],
            "overlaps": [],
            "figures": [f for f in tables["figures"] if _series(f) == key],
        }
        rows = timed(Clock(alone, ALWAYS, horizon, None, []), with_wholes(alone, indicators), indicators)
        targets = _targets(alone, rows, indicators)
        for at, row in added_up(Board(alone, rows, indicators, horizon, {})).items():
            if at not in targets and not row["reported"]:
                continue
            kind = SAID.get(row["status"], "not_judged") if at in targets else "untargeted"
            counted = Counter({kind: 1, "targets": int(at in targets)})
            for place in (
                ("agency", key[2] or ""),
                ("place", key[1]),
                ("total", ""),
                *_lines(tables, key[0]),
            ):
                found.setdefault(place, Counter()).update(counted)
    return found


def _series(figure: Row) -> tuple[Any, ...]:
    return tuple(figure[name] for name in ("indicator", "place", "agency", "activity"))


def _targets(tables: Tables, rows: list[Row], indicators: dict[str, Row]) -> set[Any]:
    """The totals of one series for which a target stands."""
    found = set()
    for at, cell in gathered(tables, rows).items():
        for statements in cell.values():
            if target_of({"target": standing(statements, "target", indicators[at[0]])}):
                found.add(at)
    return found


def _lines(tables: Tables, indicator: str) -> list[At]:
    """Every top node above a node the indicator measures."""
    parents: dict[str, list[str]] = {}
    for row in tables["node_parents"]:
        parents.setdefault(row["node"], []).append(row["parent"])
    tops = set()
    waiting = [row["node"] for row in tables["indicator_nodes"] if row["indicator"] == indicator]
    while waiting:
        node = waiting.pop()
        waiting += parents.get(node, [])
        if node not in parents:
            tops.add(node)
    return [("line", top) for top in tops]
