"""The question overlaps equals its plain-Python oracle, and tells no other total than progress does."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import overlaps, progress
from istmo.kernel.period import Period
from tests.oracle.overlaps import overlaps as oracle
from tests.oracle.store import INDICATOR, Store
from tests.property import of
from tests.property.test_analyse_progress import CELLS, EMPTY, FIXED, KEY, figures, key
from tests.property.test_analyse_upward import MEMBERS, PLACES

STORE = Store()
INDICATORS = [
    {"code": "people", "counts": "people", "over_series": "range"},
    {"code": "things"},
    {"code": "money", "measure": "amount", "preferred_source": "s2"},
    {"code": "flat", "over_places": "none"},
    {"code": "percent", "measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)},
]
ALL = FIXED | {
    "places": PLACES,
    "place_members": MEMBERS,
    "indicators": [dict.fromkeys(EMPTY) | INDICATOR | indicator for indicator in INDICATORS],
}
COMPARED = ("state", "if_max", "if_sum", "now", "now_low", "now_high", "adjustment", "parts")


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    code = draw(st.sampled_from([i["code"] for i in INDICATORS]))
    drawn = []
    for figure in draw(st.lists(figures(code), max_size=8)):
        told = (
            CELLS | figure | {"place": draw(st.sampled_from([p["code"] for p in PLACES])), "role": "result"}
        )
        there = [name for name in ("low", "value", "high") if told[name] is not None]
        # Nobody serves less than nobody.
        told |= dict(zip(there, sorted(abs(told[name]) for name in there), strict=True))
        if draw(st.integers(0, 4)):
            told |= {"period_start": date(2016, 10, 1), "period_end": date(2017, 9, 30), "cohort": None}
            told |= {"period_as_written": None, "breakdown": "", "span": "period", "unit": "u"}
        drawn.append(told)
    unique = {tuple(f.get(name) for name in KEY): f for f in drawn}
    about = st.tuples(
        st.sampled_from([p["code"] for p in PLACES]), st.sampled_from(["FY2017"] * 3 + ["2016", "undated"])
    )
    made = st.sampled_from(["sum", "max", "custom"])
    return ALL | {
        "figures": list(unique.values()),
        "overlaps": [
            {
                "indicator": code,
                "place": place,
                "period": period,
                "decision": decision,
                "value": draw(st.sampled_from([Decimal(3), Decimal(8)])) if decision == "custom" else None,
                "reason": "looked",
                "decided_by": "7",
            }
            for (place, period), decision in draw(
                st.dictionaries(about, made, max_size=2).map(lambda d: sorted(d.items()))
            )
        ],
    }


def differences(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Every cell in which the question and the oracle differ."""
    answer = [row for row in overlaps.ask(STORE.fill(rows)).dicts() if row["parts"]]
    told = {key(row): row for row in answer}
    wanted = oracle(rows)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    wrong = [
        f"{at}: {name} is {told[at][name]}, oracle {cells.get(name)}"
        for at, cells in wanted.items()
        for name in COMPARED
        if told[at][name] != cells.get(name)
    ]
    wrong += [f"{at}: due" for at, cells in wanted.items() if told[at]["due_before_freeze"] != cells["due"]]
    return wrong


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_overlaps_equal_the_oracle(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert differences(rows) == []


@pytest.mark.slow
@settings(max_examples=of(2500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_overlaps_equal_the_oracle_at_length(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert differences(rows) == []


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_overlaps_are_the_same_in_any_order(rows: dict[str, list[dict[str, Any]]], chance: Any) -> None:
    first = list(overlaps.ask(STORE.fill(rows)).rows)
    shuffled = {name: chance.sample(listed, len(listed)) for name, listed in rows.items()}
    assert list(overlaps.ask(STORE.fill(shuffled)).rows) == first


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from(["CA", "HN", "HN-1"]))
def test_one_place_asked_alone_is_the_same(rows: dict[str, list[dict[str, Any]]], place: str) -> None:
    every = list(overlaps.ask(STORE.fill(rows)).where({"place": place}).rows)
    assert list(overlaps.ask(STORE, place=place).rows) == every


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_every_decision_is_told(rows: dict[str, list[dict[str, Any]]]) -> None:
    told = {
        (row["indicator"], row["place"], row["period"], row["method"])
        for row in overlaps.ask(STORE.fill(rows)).dicts()
        if row["state"] == "decided"
    }
    assert told == {
        (o["indicator"], o["place"], Period.parse(o["period"]).code, o["decision"]) for o in rows["overlaps"]
    }


@settings(max_examples=of(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_people_of_one_place_stand_as_progress_tells_them(rows: dict[str, list[dict[str, Any]]]) -> None:
    totals = {key(row): row for row in progress.ask(STORE.fill(rows)).dicts()}
    for row in overlaps.ask(STORE, indicator="people").dicts():
        exact = all(entry.partition(": ")[2].isdecimal() for entry in row["series"].split("; "))
        if row["places"] == 1 and exact and row["parts"] > 1 and "more not told" not in (row["notes"] or ""):
            total = totals[key(row)]
            ends = (total["result"], total["result_low"], total["result_high"])
            assert ends == (row["now"], row["now_low"], row["now_high"])
