"""The question `progress` again, in plain Python: slow, one loop after another, for comparing.

It shares with the SQL only the kernel's one implementation of sums, achievement and lateness; how rows find one
another is written here a second time.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from tests.oracle.cell import Board, Cell
from tests.oracle.expected import asked_for, missed, year_days
from tests.oracle.figures import Key, Row, Tables, is_own, key_of, standing
from tests.oracle.periods import timed
from tests.oracle.series import ALWAYS, Clock, Time
from tests.oracle.wholes import with_wholes


def progress(tables: Tables, time: Time = ALWAYS) -> dict[Key, Row]:
    """Each total by (indicator, place, start, end, wording, cohort, span); of the time asked for, if one is."""
    indicators = performance(tables)
    figures = with_wholes(tables, indicators)
    asked = asked_for(tables, indicators)
    horizon = last_day(tables, figures, indicators, asked)
    clock = Clock(tables, time, horizon, None, [(row, first, last) for row, first, last, _ in asked])
    rows = timed(clock, figures, indicators)
    return added_up(
        Board(tables, rows, indicators, horizon, missed(tables, gathered(tables, rows), asked, time))
    )


def performance(tables: Tables) -> dict[str, Row]:
    return {i["code"]: i for i in tables["indicators"] if i["kind"] != "context"}


def added_up(board: Board) -> dict[Key, Row]:
    """Agencies and activities together."""
    cells = gathered(board.tables, board.rows)
    heard = {(key[0], key[1]) for key in cells}
    answer = {key: Cell(board, key, cells.get(key, {})).told() for key in {*cells, *board.unanswered}}
    for key, rows in baselines_alone(board, heard).items():
        if key not in answer:
            values = [row["value"] for row in rows if row["value"] is not None]
            answer[key] = {
                "baseline": values[0] if len(values) == 1 else None,
                "status": "not_reported",
                "reported": 0,
                "expected": 0,
            }
    return answer


def last_day(tables: Tables, figures: list[Row], indicators: dict[str, Row], asked: Any) -> date | None:
    """The end of the last period that anybody reported for or was asked about."""
    days = [year_days(year)[1] for *_, year in asked]
    for key, cell in gathered(tables, figures).items():
        for statements in cell.values():
            reported = standing(statements, "result", indicators[key[0]]).get("state") == "reported"
            if reported and key[6] == "period" and key[3]:
                days.append(key[3])
    return max(days, default=None)


def gathered(tables: Tables, figures: list[Row]) -> dict[Key, dict[Key, list[Row]]]:
    """cell -> series -> every statement of its result and target; others' results keep only the cell alive."""
    cells: dict[Key, dict[Key, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        own = is_own(tables, figure["agency"])
        if figure["role"] == "result" or (figure["role"] in ("target", "waiting") and own):
            series = (figure["agency"] or "", figure["activity"] or "")
            cells[key_of(figure)][series].append(figure)
    return cells


def baselines_alone(board: Board, heard: set[Key]) -> dict[Key, list[Row]]:
    """Baselines of indicators and places that have nothing else."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in board.rows:
        if figure["role"] == "baseline":
            pair = (figure["indicator"], figure["place"])
            if pair not in heard and is_own(board.tables, figure["agency"]):
                groups[(*key_of(figure), figure["agency"], figure["activity"])].append(figure)
    found: dict[Key, list[Row]] = defaultdict(list)
    for group, rows in groups.items():
        stands = standing(rows, "baseline", board.indicators[group[0]])
        if stands["state"] == "reported":
            found[group[:7]].append(stands)
    return found
