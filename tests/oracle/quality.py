"""The question `quality` again, in plain Python: slow and obvious, for comparing."""

from datetime import date
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
QUALITIES = ("validity", "integrity", "precision", "reliability", "timeliness")
FIELDS = ("data_source", "method", "frequency", "responsible", "limitations", "baseline_time", "updated_on")


def known(rows: list[Row], column: str, day: date | None) -> list[Row]:
    return [row for row in rows if day is None or row[column] <= day]


def is_complete(tables: Tables, indicator: Row, sheet: Row) -> bool:
    code = indicator["code"]
    nodes = any(row["indicator"] == code for row in tables["indicator_nodes"])
    broken = any(row["indicator"] == code for row in tables["indicator_dimensions"])
    unit = bool(indicator["unit"]) or indicator["measure"] in ("milestone", "text")
    reason = is_standard(indicator) or bool(indicator["custom_reason"])
    told = bool(indicator["definition"]) and all(sheet[name] for name in FIELDS)
    return nodes and unit and reason and told and (broken or bool(sheet["no_breakdown"]))


def is_standard(indicator: Row) -> bool:
    return bool(indicator["standard_code"]) and "-x" not in indicator["standard_code"]


def three_years_on(day: date) -> date:
    return (
        date(day.year + 3, 3, 1)
        if (day.month, day.day) == (2, 29)
        else date(day.year + 3, day.month, day.day)
    )


def standing(assessed_on: date | None, day: date | None) -> str:
    if assessed_on is None:
        return "not_assessed"
    return "overdue" if day is not None and three_years_on(assessed_on) <= day else "in_time"


def indicators(tables: Tables, day: date | None) -> dict[str, Row]:
    """Of every indicator of a framework: its sheet, its last assessment, whose data nobody assessed."""
    found = {}
    for indicator in tables["indicators"]:
        if indicator["framework"] is None:
            continue
        code = indicator["code"]
        sheets = [row for row in tables["sheets"] if row["indicator"] == code]
        of = [
            row
            for row in known(tables["quality_assessments"], "assessed_on", day)
            if row["indicator"] == code
        ]
        last = max(of, key=lambda row: (row["assessed_on"], row["code"]), default=None)
        assessed_on = last and last["assessed_on"]
        own = {row["code"] for row in tables["agencies"] if row["own"]}
        reporting = {
            row["agency"]
            for row in tables["figures"]
            if row["indicator"] == code
            and row["role"] == "result"
            and row["state"] == "reported"
            and row["agency"] in own
        }
        looked_at = {row["agency"] for row in of}
        unassessed = set() if None in looked_at else reporting - looked_at
        found[code] = {
            "sheet": ("complete" if is_complete(tables, indicator, sheets[0]) else "incomplete") if sheets else "none",
            "standard": is_standard(indicator),
            "standing": standing(assessed_on, day),
            "assessment": last and last["code"],
            "overdue_since": assessed_on and three_years_on(assessed_on),
            "changes": len([r for r in known(tables["sheet_changes"], "on", day) if r["indicator"] == code]),
            "reported_by": ", ".join(sorted(reporting)) or None,
            "unassessed": ", ".join(sorted(unassessed)) or None,
            **{
                name: next(
                    (r["result"] for r in tables["quality_results"] if last and r["assessment"] == last["code"] and r["quality"] == name),
                    None,
                )
                for name in QUALITIES
            },
        }  # fmt: skip
    return found


def superseded(tables: Tables, day: date | None) -> set[str]:
    """Assessments that a later one of the same agency's data stands for."""
    of = known(tables["quality_assessments"], "assessed_on", day)
    return {
        one["code"]
        for one in of
        for other in of
        if (one["indicator"], one["agency"]) == (other["indicator"], other["agency"])
        and (other["assessed_on"], other["code"]) > (one["assessed_on"], one["code"])
    }


def frameworks(tables: Tables, day: date | None) -> dict[str, tuple[int, ...]]:
    """How many performance indicators, standard ones, complete, incomplete and no sheets, in time, overdue, never."""
    told = indicators(tables, day)
    found = {}
    for framework in {row["framework"] for row in tables["indicators"]} - {None}:
        of = [
            told[row["code"]]
            for row in tables["indicators"]
            if row["framework"] == framework and row["kind"] != "context"
        ]
        found[framework] = (
            len(of),
            sum(row["standard"] for row in of),
            *(sum(row["sheet"] == word for row in of) for word in ("complete", "incomplete", "none")),
            *(sum(row["standing"] == word for row in of) for word in ("in_time", "overdue", "not_assessed")),
        )
    return found
