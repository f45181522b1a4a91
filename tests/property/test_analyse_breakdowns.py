"""The question breakdowns equals its plain-Python oracle; parts and what is unallocated make the total."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import breakdowns
from tests.oracle.breakdowns import breakdowns as oracle
from tests.oracle.figures import key_of
from tests.oracle.store import FIGURE, INDICATOR, Store

STORE = Store()
TEXTS = (
    "", "", "sex=f", "sex=m", "sex=unknown", "age=0-17", "age=18+", "age=0-17;sex=f", "age=18+;sex=f", "age=0-17;sex=m",
    "service=advice", "service=craft", "service=advice;sex=f",
)  # fmt: skip
CATEGORIES = {"sex": ("f", "m", "unknown"), "age": ("0-17", "18+"), "service": ("advice", "craft")}
FIXED: dict[str, list[dict[str, Any]]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "places": [{"code": code, "name": code, "kind": "country"} for code in ("alta", "bera")],
    "agencies": [{"code": "works", "name": "W", "own": True}, {"code": "friends", "name": "F", "own": False}],
    "activities": [{"code": code, "title": code} for code in ("house", "field")],
    "indicators": [
        INDICATOR | {"code": "visits"},
        INDICATOR | {"code": "youth", "counts": "people", "over_series": "range"},
    ],
    "dimensions": [
        {"code": code, "title": code, "exclusive": code != "service", "complete": code != "service"}
        for code in CATEGORIES
    ],
    "categories": [
        {"dimension": dimension, "code": code, "title": code, "position": at}
        for dimension, codes in CATEGORIES.items()
        for at, code in enumerate(codes, 1)
    ],
}


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    value = draw(st.sampled_from([None, *map(Decimal, (0, 1, 2, 5, 10, 40))]))
    year = draw(st.sampled_from([2017, 2017, 2018]))
    return FIGURE | {
        "indicator": draw(st.sampled_from(["visits", "youth"])),
        "place": draw(st.sampled_from(["alta", "alta", "bera"])),
        "period_start": date(year - 1, 10, 1),
        "period_end": date(year, 9, 30),
        "period_as_written": None,
        "cohort": None,
        "agency": draw(st.sampled_from(["works", "works", "works", "friends", None])),
        "activity": draw(st.sampled_from(["house", "field"])),
        "breakdown": draw(st.sampled_from(TEXTS)),
        "state": "reported" if value is not None or draw(st.booleans()) else "withheld",
        "value": value,
        "maturity": draw(st.sampled_from([None, "preliminary", "final"])),
        "as_of": draw(st.sampled_from([None, date(2018, 1, 1)])),
        "stated_on": None,
        "source": draw(st.sampled_from([None, "letter"])),
        "submission": "s",
    }


def _asked(drawn: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    tables = FIXED | {"figures": [figure | {"row": row} for row, figure in enumerate(drawn, 2)]}
    return breakdowns.ask(STORE.fill(tables)).dicts(), tables


def _told(row: dict[str, Any]) -> tuple[Any, ...]:
    key = key_of(row) if "key" not in row else row["key"]
    return (key, row["dimension"], row["category"] or "", row["value"], row["low"], row["high"])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(figures(), max_size=14))
def test_breakdowns_equal_the_oracle(drawn: list[dict[str, Any]]) -> None:
    answer, tables = _asked(drawn)
    came = [_told(row) for row in answer if row["row"] != "total"]
    assert sorted(came, key=str) == sorted(map(_told, oracle(tables)), key=str)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(figures(), max_size=14))
def test_parts_and_what_is_unallocated_make_the_total(drawn: list[dict[str, Any]]) -> None:
    answer, _ = _asked(drawn)
    sheets: dict[Any, list[dict[str, Any]]] = {}
    for row in answer:
        sheets.setdefault((key_of(row), row["dimension"]), []).append(row)
    for *parts, rest, total in (rows for rows in sheets.values() if rows[0]["exclusive"]):
        whole = [rest, *parts]
        open_ = any(row["value"] is None for row in whole) or total["value"] is None
        odd = rest["notes"] and ("above the total" in rest["notes"] or "no total from" in rest["notes"])
        if not open_ and not odd:
            assert sum(row["value"] for row in whole) == total["value"]
