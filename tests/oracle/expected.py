"""What was asked of whom, and what was not answered at all."""

from collections import defaultdict
from datetime import date
from typing import Any

from istmo.kernel.period import Period
from tests.oracle.figures import Key, Row, Tables, is_own
from tests.oracle.series import Time


def year_days(code: str) -> tuple[date, date]:
    period = Period.parse(code)
    assert period.start
    assert period.end
    return period.start, period.end


Asked = tuple[Row, date, date, str]


def asked_for(tables: Tables, indicators: dict[str, Row]) -> list[Asked]:
    """What own agencies were asked for one place: the row of `expected`, and the days of its year."""
    calls = {call["code"]: call["reporting_year"] for call in tables["calls"]}
    found = []
    for row in tables["expected"]:
        if row["indicator"] in indicators and row["place"] and is_own(tables, row["agency"]):
            year = calls[row["call"]]
            found.append((row, *year_days(year), year))
    return found


def of_the_time(asked: list[Asked], time: Time) -> list[Asked]:
    """What was asked for the time: for that reporting year, or for a year within those days."""
    if time.since is None:
        return asked
    assert time.until
    if time.year:
        return [one for one in asked if one[3] == time.year]
    return [one for one in asked if time.since <= one[1] and one[2] <= time.until]


def missed(tables: Tables, cells: Any, asked: list[Asked], time: Time) -> dict[Key, list[Row]]:
    """cell -> what was asked of own agencies and not answered at all."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row, first, last, year in of_the_time(asked, time):
        start, end = time.since or first, time.until or last
        ends = [a["ends_on"] for a in tables["activities"] if a["code"] == row["activity"]]
        if any(day and day < first for day in ends):
            continue
        answered = any(
            key[0] == row["indicator"]
            and key[1] == row["place"]
            and series[0] == row["agency"]
            and row["activity"] in ("", series[1])
            and (
                (key[2], key[3]) == (start, end)
                or latest_year(rows) == (year if time.since is None else time.year)
            )
            for key, cell in cells.items()
            for series, rows in cell.items()
        )
        rows = found[row["indicator"], row["place"], start, end, "", "", "period"]
        who = [(other["agency"], other["activity"]) for other in rows]
        if not answered and (row["agency"], row["activity"]) not in who:
            rows.append(row)
    return {key: rows for key, rows in found.items() if rows}


def latest_year(rows: list[Row]) -> str | None:
    return max((row["reporting_year"] for row in rows if row["reporting_year"]), default=None)
