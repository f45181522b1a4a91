"""What was asked of whom, and what was not answered at all."""

from collections import defaultdict
from datetime import date
from typing import Any

from istmo.kernel.period import Period
from tests.oracle.figures import Key, Row, Tables, is_own


def year_days(code: str) -> tuple[date, date]:
    period = Period.parse(code)
    assert period.start
    assert period.end
    return period.start, period.end


def asked_for(tables: Tables, indicators: dict[str, Row]) -> list[tuple[Row, date, date, str]]:
    """What own agencies were asked for one place: the row of `expected`, and the days of its year."""
    calls = {call["code"]: call["reporting_year"] for call in tables["calls"]}
    found = []
    for row in tables["expected"]:
        if row["indicator"] in indicators and row["place"] and is_own(tables, row["agency"]):
            year = calls[row["call"]]
            found.append((row, *year_days(year), year))
    return found


def missed(tables: Tables, cells: Any, indicators: dict[str, Row]) -> dict[Key, list[Row]]:
    """cell -> what was asked of own agencies and not answered at all."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row, start, end, year in asked_for(tables, indicators):
        ends = [a["ends_on"] for a in tables["activities"] if a["code"] == row["activity"]]
        if any(day and day < start for day in ends):
            continue
        answered = any(
            key[0] == row["indicator"]
            and key[1] == row["place"]
            and series[0] == row["agency"]
            and row["activity"] in ("", series[1])
            and ((key[2], key[3]) == (start, end) or latest_year(rows) == year)
            for key, cell in cells.items()
            for series, rows in cell.items()
        )
        if not answered:
            found[(row["indicator"], row["place"], start, end, "", "", "period")].append(row)
    return found


def latest_year(rows: list[Row]) -> str | None:
    return max((row["reporting_year"] for row in rows if row["reporting_year"]), default=None)
