"""Totals up to a place equal their plain-Python oracle, whatever is reported for which places by whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse.totals import totals
from istmo.analyse.wanted import Wanted
from tests.oracle.store import INDICATOR, Store
from tests.oracle.upward import upward
from tests.property import of
from tests.property.test_analyse_progress import CELLS, EMPTY, FIXED, KEY, figures, key

STORE = Store()

PLACES = [
    {"code": "CA", "name": "Central America", "kind": "group", "parent": None},
    {"code": "CA-all", "name": "Not split", "kind": "unattributed", "parent": "CA"},
    {"code": "HN", "name": "Honduras", "kind": "country", "parent": None},
    {"code": "HN-1", "name": "One", "kind": "admin1", "parent": "HN"},
    {"code": "HN-2", "name": "Two", "kind": "admin1", "parent": "HN"},
    {"code": "HN-1-a", "name": "A", "kind": "municipality", "parent": "HN-1"},
    {"code": "SV", "name": "El Salvador", "kind": "country", "parent": None},
    {"code": "MX", "name": "Mexico", "kind": "country", "parent": None},
]
MEMBERS = [
    {"place": "CA", "member": "HN", "since": None, "until": None},
    {"place": "CA", "member": "SV", "since": date(2016, 6, 1), "until": None},
]
INDICATORS = [
    {"code": "people", "counts": "people", "over_series": "range"},
    {"code": "things"},
    {"code": "money", "measure": "amount", "valid_min": Decimal(-100)},
    {"code": "stock", "time": "stock"},
    {"code": "percent", "measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)},
    {"code": "days", "measure": "quantity", "time": "none", "over_places": "none", "over_series": "none"},
]
ALL = FIXED | {
    "places": PLACES,
    "place_members": MEMBERS,
    "indicators": [dict.fromkeys(EMPTY) | INDICATOR | indicator for indicator in INDICATORS],
}
COMPARED = (
    "result", "result_low", "result_high", "qualifier", "maturity", "target", "status", "achievement", "reported",
    "expected", "untargeted_result", "unreported_target", "target_status",
)  # fmt: skip


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    code = draw(st.sampled_from([i["code"] for i in INDICATORS]))
    drawn = [
        CELLS | figure | {"place": draw(st.sampled_from([p["code"] for p in PLACES]))}
        for figure in draw(st.lists(figures(code), max_size=7))
    ]
    for figure in drawn:
        if draw(st.integers(0, 3)):
            figure |= {"period_start": date(2016, 10, 1), "period_end": date(2017, 9, 30), "cohort": None}
            figure |= {"period_as_written": None, "breakdown": "", "span": "period", "unit": "u"}
    unique = {tuple(f.get(name) for name in KEY): f for f in drawn}
    asked = st.tuples(
        st.just("c"),
        st.sampled_from(["a", "b", "other"]),
        st.just(code),
        st.sampled_from(["HN", "HN-1", "SV", "CA-all", ""]),
        st.sampled_from(["", "x"]),
    )
    names = ("call", "agency", "indicator", "place", "activity")
    return ALL | {
        "figures": list(unique.values()),
        "expected": [
            dict(zip(names, row, strict=True)) for row in draw(st.lists(asked, max_size=2, unique=True))
        ],
        "overlaps": [],
    }


def compared(rows: dict[str, list[dict[str, Any]]], within: str) -> list[str]:
    """Every cell in which the totals and the oracle differ."""
    columns = totals(STORE.fill(rows), Wanted(within=within))
    names = [
        *COMPARED,
        "indicator",
        "place",
        "period_start",
        "period_end",
        "period_as_written",
        "cohort",
        "span",
    ]
    answer = [
        dict(zip(names, cells, strict=True)) for cells in zip(*(columns[n] for n in names), strict=True)
    ]
    told = {key(row): row for row in answer}
    wanted = upward(rows, within)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    return [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, cells in wanted.items()
        for name, value in cells.items()
        if name in COMPARED and told[at][name] != value
    ]


WITHIN = st.sampled_from(["", "CA", "CA", "HN", "SV"])


@settings(max_examples=of(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), WITHIN)
def test_totals_up_to_a_place_equal_the_oracle(rows: dict[str, list[dict[str, Any]]], within: str) -> None:
    assert compared(rows, within) == []


@pytest.mark.slow
@settings(max_examples=of(1500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), WITHIN)
def test_totals_up_to_a_place_equal_the_oracle_at_length(
    rows: dict[str, list[dict[str, Any]]], within: str
) -> None:
    assert compared(rows, within) == []
