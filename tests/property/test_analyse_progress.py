"""The question progress equals its plain-Python oracle, whatever is reported, in whatever order and submission."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import progress
from tests.oracle.progress import progress as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()

INDICATORS = [
    {"code": "people", "counts": "people", "over_series": "range"},
    {"code": "things"},
    {"code": "fewer", "direction": "down"},
    {"code": "money", "measure": "amount", "valid_min": Decimal(-100)},
    {"code": "stock", "time": "stock"},
    {"code": "percent", "measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)},
    {"code": "rate", "measure": "ratio", "time": "none", "over_series": "none", "direction": "down"},
    {"code": "days", "measure": "quantity", "time": "none", "over_series": "none", "direction": "down"},
    {"code": "score", "measure": "score", "time": "none", "over_series": "none", "preferred_source": "s2"},
    {"code": "change", "measure": "change", "time": "none", "over_series": "none"},
    {"code": "plain", "direction": "none"},
    {"code": "state", "measure": "milestone", "time": "none", "over_series": "none"},
    {"code": "weather", "kind": "context"},
]
PERIODS = [
    (date(2016, 1, 1), date(2016, 12, 31), None),
    (date(2016, 10, 1), date(2017, 9, 30), None),
    (date(2017, 10, 1), date(2018, 9, 30), None),
    (date(2015, 1, 1), date(2015, 12, 31), "last year"),
    (date(2011, 1, 1), None, None),
    (None, None, None),
    (None, None, "recently"),
]
KEY = (
    "indicator", "place", "period_start", "period_end", "cohort", "agency", "activity", "role", "span", "breakdown",
    "as_of", "stated_on", "source", "period_as_written",
)  # fmt: skip
NUMBERS = st.sampled_from([None, *map(Decimal, ("0", "1", "2", "2.5", "3", "10", "0.000000001", "-1"))])
DAYS = st.sampled_from([None, date(2015, 1, 1), date(2016, 6, 1), date(2017, 12, 1)])


@st.composite
def figures(draw: Any, code: str) -> dict[str, Any]:
    start, end, words = draw(st.sampled_from(PERIODS))
    ends = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS).filter(lambda three: None not in three)))
    state = draw(st.sampled_from(["reported"] * 6 + ["withheld", "not_available", "not_applicable"]))
    figure = {
        **FIGURE,
        "indicator": code,
        "place": draw(st.sampled_from(["HN", "HN", "SV"])),
        "period_start": start,
        "period_end": end,
        "period_as_written": words,
        "cohort": draw(st.sampled_from([None, None, None, "FY2016"])),
        "reporting_year": draw(st.sampled_from([None, None, "FY2017"])),
        "agency": draw(st.sampled_from(["a", "a", "b", "other", None])),
        "activity": draw(st.sampled_from([None, "x", "y"])),
        "role": draw(st.sampled_from(["result", "result", "result", "target", "target", "baseline"])),
        "span": draw(st.sampled_from(["period", "period", "period", "life"])),
        "breakdown": draw(st.sampled_from(["", "", "", "", "sex=f"])),
        "state": state,
        "unit": draw(st.sampled_from([None, "u", "u", "u", "v"])),
        "qualifier": draw(st.sampled_from([None, "exact", "exact", "about", "at_least", "at_most"])),
        "maturity": draw(st.sampled_from([None, "preliminary", "revised", "final"])),
        "as_of": draw(DAYS),
        "stated_on": draw(DAYS),
        "source": draw(st.sampled_from([None, "s1", "s2"])),
    }
    if state == "reported":
        shape = draw(
            st.sampled_from(["value"] * 5 + ["range", "open range", "only range", "parts", "parts", "words"])
        )
        figure["value"] = ends[1] if shape in ("value", "range", "open range") else None
        figure["low"] = ends[0] if "range" in shape else None
        figure["high"] = ends[2] if shape in ("range", "only range") else None
        if shape == "parts":
            figure["numerator"], figure["denominator"] = draw(NUMBERS), draw(NUMBERS)
    return figure


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    codes = draw(
        st.lists(st.sampled_from([i["code"] for i in INDICATORS]), min_size=1, max_size=2, unique=True)
    )
    drawn = draw(st.lists(st.sampled_from(codes).flatmap(figures), max_size=9))
    unique = {tuple(f.get(name) for name in KEY): f for f in drawn}
    asked = st.tuples(
        st.just("c"),
        st.sampled_from(["a", "b", "other"]),
        st.sampled_from(codes),
        st.sampled_from(["HN", "SV", ""]),
        st.sampled_from(["", "x", "y"]),
    )
    names = ("call", "agency", "indicator", "place", "activity")
    settled = st.tuples(st.sampled_from(["sum", "max", "custom"]), st.sampled_from(["2016", "FY2017"]))
    decision = draw(st.none() | settled)
    return {
        "expected": [
            dict(zip(names, row, strict=True)) for row in draw(st.lists(asked, max_size=3, unique=True))
        ],
        "overlaps": [decided(*decision)] if decision else [],
        "figures": list(unique.values()),
    }


def decided(decision: str, period: str) -> dict[str, Any]:
    return {"indicator": "people", "place": "HN", "decision": decision, "period": period, "value": Decimal(7)}


EMPTY = ("valid_min", "per", "preferred_source", "statistic", "counts", "states", "bounded")
FIXED: dict[str, list[dict[str, Any]]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "agencies": [
        {"code": "a", "name": "A", "own": True},
        {"code": "b", "name": "B", "own": None},
        {"code": "other", "name": "O", "own": False},
    ],
    "activities": [
        {"code": "x", "title": "X", "starts_on": date(2015, 6, 1), "ends_on": date(2016, 9, 1)},
        {"code": "y", "title": "Y", "starts_on": None, "ends_on": None},
    ],
    "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
    "indicators": [dict.fromkeys(EMPTY) | INDICATOR | indicator for indicator in INDICATORS],
    "calls": [{"code": "c", "title": "C", "reporting_year": "FY2017"}],
}
CELLS = dict.fromkeys(
    (*KEY, "value", "low", "high", "numerator", "denominator", "qualifier", "maturity", "unit")
)


def whole(drawn: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What was drawn, with the registers and every empty cell."""
    return FIXED | drawn | {"figures": [CELLS | figure for figure in drawn["figures"]]}


def asked(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return progress.ask(STORE.fill(rows)).dicts()


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    undated = row["period_start"] is None and row["period_end"] is None
    words = (row["period_as_written"] or "") if undated else ""
    return (
        row["indicator"], row["place"], row["period_start"], row["period_end"], words, row["cohort"] or "", row["span"],
    )  # fmt: skip


def compared(drawn: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Every cell in which the question and the oracle differ."""
    rows = whole(drawn)
    told = {key(row): row for row in asked(rows)}
    wanted = oracle(rows)
    assert set(told) == set(wanted)
    return [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, columns in wanted.items()
        for name, value in columns.items()
        if name != "missing" and told[at][name] != value
    ]


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_progress_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    assert compared(drawn) == []


@pytest.mark.slow
@settings(max_examples=of(1500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_progress_equals_the_oracle_at_length(drawn: dict[str, list[dict[str, Any]]]) -> None:
    assert compared(drawn) == []


@settings(max_examples=of(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_progress_is_the_same_in_any_order_and_any_submission(drawn: Any, chance: Any) -> None:
    rows = whole(drawn)
    first = asked(rows)
    shuffled = list(rows["figures"])
    chance.shuffle(shuffled)
    moved = [f | {"submission": chance.choice("pqr"), "row": n} for n, f in enumerate(shuffled)]
    assert asked({**rows, "figures": moved}) == first


def test_progress_of_nothing_is_nothing() -> None:
    assert list(progress.ask(STORE.fill({})).rows) == []
