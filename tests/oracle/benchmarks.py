"""The question `benchmarks` again, in plain Python: slow and obvious, for comparing."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import quotient

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Key = tuple[Any, ...]

MATURITIES = ["", "preliminary", "revised", "final"]


def benchmarks(tables: Tables, ended_by: date | None = None) -> dict[Key, Row]:
    """Each comparison by (indicator, place, start, end, wording, source, benchmark or None)."""
    values = editions(tables)
    answer = {}
    for value in values:
        if ended_by and value is not as_of(values, value, ended_by):
            continue
        beside = [b for b in tables["benchmarks"] if is_beside(tables, values, value, b)]
        for benchmark in beside or [None]:
            key = (*key_of(value), benchmark["code"] if benchmark else None)
            answer[key] = compared(tables, values, value, benchmark)
    return answer


def key_of(figure: Row) -> Key:
    undated = figure["period_start"] is None and figure["period_end"] is None
    words = (figure["period_as_written"] or "") if undated else ""
    return (
        *(figure[n] for n in ("indicator", "place", "period_start", "period_end")),
        words,
        figure["source"],
    )


def editions(tables: Tables) -> list[Row]:
    """One figure per indicator, place, period and source: the latest edition."""
    context = {i["code"] for i in tables["indicators"] if i["kind"] == "context"}
    best: dict[Key, Row] = {}
    for figure in tables["figures"]:
        if figure["indicator"] in context and figure["role"] == "context" and figure["breakdown"] == "":
            key = key_of(figure)
            if key not in best or age(figure) > age(best[key]):
                best[key] = figure
    return list(best.values())


def age(figure: Row) -> tuple[Any, ...]:
    maturity = MATURITIES.index(figure["maturity"] or "")
    return (figure["as_of"] or date.min, figure["stated_on"] or date.min, maturity)


def same_series(values: list[Row], value: Row) -> list[Row]:
    """Values that are numbers, of the same indicator, place and source."""
    alike = ("indicator", "place", "source")
    return [v for v in values if all(v[n] == value[n] for n in alike) and v["value"] is not None]


def as_of(values: list[Row], value: Row, day: date) -> Row | None:
    ended = [v for v in same_series(values, value) if v["period_end"] and v["period_end"] <= day]
    return max(ended, key=lambda v: (v["period_end"], v["period_start"] or date.max), default=None)


def year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def previous_of(values: list[Row], value: Row) -> Row | None:
    if not value["period_start"] or not value["period_end"]:
        return None
    start = year_before(value["period_start"])
    end = year_before(value["period_end"] + timedelta(days=1)) - timedelta(days=1)
    days = (start, end)
    return next((v for v in same_series(values, value) if (v["period_start"], v["period_end"]) == days), None)


def is_beside(tables: Tables, values: list[Row], value: Row, benchmark: Row) -> bool:
    """A benchmark stands beside what is no region itself, if it has any value of that indicator and source."""
    kinds = [p["kind"] for p in tables["places"] if p["code"] == value["place"]]
    if kinds and kinds[0] in ("world", "region", "group"):
        return False
    same = [v for v in values if (v["indicator"], v["source"]) == (value["indicator"], value["source"])]
    return any(worth(tables, values, v, benchmark)["benchmark_value"] is not None for v in same)


def worth(tables: Tables, values: list[Row], value: Row, benchmark: Row) -> Row:
    """The benchmark's value for the indicator, period and source of a value, and how many members it rests on."""
    found: Row = {"benchmark_value": None, "members_with_value": None, "members": None}
    if not value["period_start"] or not value["period_end"]:
        return found
    alike = [v for v in values if same_question(v, value) and v["value"] is not None]
    if benchmark["method"] == "publisher":
        published = [v["value"] for v in alike if v["place"] == benchmark["place"]]
        return found | {"benchmark_value": published[0] if published else None}
    members = members_on(tables, benchmark["place"], value["period_end"])
    numbers = sorted(v["value"] for v in alike if v["place"] in members)
    if not numbers:
        return found
    middle = numbers[(len(numbers) - 1) // 2 : len(numbers) // 2 + 1]
    chosen = numbers if benchmark["method"] == "mean" else middle
    made = quotient(sum(chosen, Decimal(0)), Decimal(len(chosen)))
    return {"benchmark_value": made, "members_with_value": len(numbers), "members": len(members)}


def same_question(one: Row, other: Row) -> bool:
    return all(one[n] == other[n] for n in ("indicator", "period_start", "period_end", "source"))


def members_on(tables: Tables, group: str, day: date) -> set[str]:
    kinds = {p["code"]: p["kind"] for p in tables["places"]}
    return {
        m["member"]
        for m in tables["place_members"]
        if m["place"] == group
        and kinds.get(m["member"], "unattributed") != "unattributed"
        and (m["since"] or date.min) <= day <= (m["until"] or date.max)
    }


def compared(tables: Tables, values: list[Row], value: Row, benchmark: Row | None) -> Row:
    previous = previous_of(values, value)
    number = value["value"]
    before = previous["value"] if previous else None
    change = number - before if number is not None and before is not None else None
    told: Row = {
        "value": number,
        "previous": before,
        "change": change,
        "change_percent": quotient(change, before, Decimal(100))
        if before is not None and before > 0
        else None,
        "benchmark_value": None,
        "difference": None,
    }
    if benchmark:
        told |= worth(tables, values, value, benchmark)
        made = told["benchmark_value"]
        told["difference"] = number - made if number is not None and made is not None else None
    return told
