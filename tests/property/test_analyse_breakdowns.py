"""The question breakdowns equals its plain-Python oracle, and parts with what is unallocated make the total."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import breakdowns
from istmo.kernel.breakdown import canonical
from istmo.kernel.period import Period
from tests.oracle.breakdowns import breakdowns as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of
from tests.property.test_analyse_progress import CELLS, EMPTY, FIXED, KEY

STORE = Store()
INDICATORS = [
    {"code": "people", "counts": "people", "over_series": "range"},
    {"code": "things"},
    {"code": "money", "measure": "amount", "valid_min": Decimal(-100)},
    {"code": "stock", "time": "stock"},
    {"code": "running", "time": "running"},
    {"code": "percent", "measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)},
    {"code": "days", "measure": "quantity", "time": "none", "over_places": "none", "over_series": "none"},
]
DIMENSIONS = {
    "sex": (True, True, ("f", "m", "unknown")),
    "age": (True, True, ("old", "young")),
    "new": (True, True, ("no", "yes")),
    "town": (True, False, ("a", "b")),
    "service": (False, False, ("x", "y")),
}
PLACES = [
    {"code": "CA", "name": "Central America", "kind": "group", "parent": None},
    {"code": "HN", "name": "Honduras", "kind": "country", "parent": None},
    {"code": "HN-1", "name": "One", "kind": "admin1", "parent": "HN"},
    {"code": "SV", "name": "El Salvador", "kind": "country", "parent": None},
]
ALL = FIXED | {
    "places": PLACES,
    "place_members": [
        {"place": "CA", "member": "HN", "since": None, "until": None},
        {"place": "CA", "member": "SV", "since": date(2016, 6, 1), "until": None},
    ],
    "indicators": [dict.fromkeys(EMPTY) | INDICATOR | indicator for indicator in INDICATORS],
    "dimensions": [
        {"code": code, "title": code, "exclusive": exclusive, "complete": complete}
        for code, (exclusive, complete, _) in DIMENSIONS.items()
    ],
    "categories": [
        {"dimension": code, "code": category, "title": category, "position": position}
        for code, (_, _, categories) in DIMENSIONS.items()
        for position, category in enumerate(categories, 1)
    ],
    "indicator_dimensions": [{"indicator": "things", "dimension": code} for code in ("sex", "town")],
    "overlaps": [],
}
YEAR = Period.parse("2016")
PERIODS = [
    Period.parse(code)
    for code in ("2016", "2016", "2016", "2016-H1", "2016-Q1", "2016-Q4", "2015", "2011/..")
]
#: What breakdowns are drawn from: few, so that parts meet their wholes.
BREAKDOWNS = [
    "", "", "", "sex=f", "sex=f", "sex=m", "sex=m", "sex=unknown", "age=old", "age=young", "new=yes", "new=no", "town=a",
    "service=x", "service=y", "age=old;sex=f", "age=old;sex=m", "age=young;sex=f", "age=young;sex=m", "new=yes;sex=f",
]  # fmt: skip
NUMBERS = st.sampled_from([*map(Decimal, ("0", "1", "2", "2.5", "3", "10"))])
COMPARED = (
    "value", "low", "high", "qualifier", "numerator", "denominator", "share", "share_of", "parts", "told", "series",
)  # fmt: skip


@st.composite
def figures(draw: Any, code: str) -> dict[str, Any]:
    period = draw(st.sampled_from(PERIODS))
    state = draw(st.sampled_from(["reported"] * 8 + ["withheld", "not_applicable"]))
    figure = {
        **CELLS, **FIGURE, "indicator": code, "state": state, "unit": "u",
        "place": draw(st.sampled_from(["HN", "HN", "HN", "HN-1", "SV", "CA"])),
        "period_start": period.start, "period_end": period.end, "cohort": None, "period_as_written": None,
        "agency": draw(st.sampled_from(["a", "a", "b", "other"])),
        "activity": draw(st.sampled_from([None, None, "x"])),
        "breakdown": draw(st.sampled_from(BREAKDOWNS)),
        "qualifier": draw(st.sampled_from([None, None, None, "exact", "about", "at_least", "at_most"])),
        "stated_on": draw(st.sampled_from([None, None, None, date(2017, 1, 1)])),
    }  # fmt: skip
    if state == "reported":
        shape = draw(
            st.sampled_from(
                ["value"] * 8 + ["range", "parts", "parts"]
                if code != "percent"
                else ["parts"] * 3 + ["value"]
            )
        )
        low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
        figure["value"] = value if shape != "parts" else None
        if shape == "range":
            figure["low"], figure["high"] = low, high
        if shape == "parts":
            figure["numerator"], figure["denominator"] = value, high
    return figure


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    code = draw(st.sampled_from([i["code"] for i in INDICATORS]))
    drawn = draw(st.lists(figures(code), max_size=12))
    unique = {tuple(f.get(name) for name in KEY): f for f in drawn}
    return ALL | {"figures": list(unique.values())}


WITHIN = st.sampled_from([None, None, "", "CA", "HN"])
ASKED = st.sampled_from([None, YEAR, YEAR, Period.parse("2016-H1")])


def asked(rows: Any, period: Period | None, within: str | None) -> list[dict[str, Any]]:
    where: dict[str, Any] = {} if period is None else {"period": period.code}
    where |= {} if within is None else {"within": within}
    return breakdowns.ask(STORE.fill(rows), **where).dicts()


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    days = (row["period_start"] or date.min, row["period_end"] or date.max, row["period_as_written"] or "")
    return (
        row["indicator"], row["place"], *days, row["cohort"] or "", row["span"], row["under"], row["dimension"],
        row["category"], row["row"],
    )  # fmt: skip


def compared(rows: Any, period: Period | None, within: str | None) -> list[str]:
    answer = asked(rows, period, within)
    told, wanted = {key(row): row for row in answer}, oracle(rows, period, within)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    return [
        f"{at}: {name} is {told[at][name]}, oracle {cells.get(name)}"
        for at, cells in wanted.items()
        for name in COMPARED
        if told[at][name] != cells.get(name)
    ]


@settings(max_examples=of(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), ASKED, WITHIN)
def test_breakdowns_equal_the_oracle(rows: Any, period: Period | None, within: str | None) -> None:
    assert compared(rows, period, within) == []


@pytest.mark.slow
@settings(max_examples=of(1500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), ASKED, WITHIN)
def test_breakdowns_equal_the_oracle_at_length(rows: Any, period: Period | None, within: str | None) -> None:
    assert compared(rows, period, within) == []


@settings(max_examples=of(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), ASKED, WITHIN, st.randoms(use_true_random=False))
def test_breakdowns_are_the_same_in_any_order_and_any_submission(
    rows: Any, period: Period | None, within: str | None, chance: Any
) -> None:
    first = asked(rows, period, within)
    shuffled = list(rows["figures"])
    chance.shuffle(shuffled)
    moved = [f | {"submission": chance.choice("pqr"), "row": n} for n, f in enumerate(shuffled)]
    assert asked(rows | {"figures": moved}, period, within) == first


@settings(max_examples=of(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), ASKED, WITHIN)
def test_parts_and_unallocated_make_the_total(rows: Any, period: Period | None, within: str | None) -> None:
    groups: dict[Any, list[Any]] = {}
    for row in asked(rows, period, within):
        groups.setdefault(key(row)[:-2], []).append(row)
    for sheet in groups.values():
        values = [row["value"] for row in sheet if row["row"] != "total"]
        # Where a part or the total is a range, or somebody's parts exceed the total, there is no sum to compare.
        if (
            "unallocated" in {row["row"] for row in sheet}
            and None not in values
            and sheet[0]["parts"] != "above"
        ):
            (total,) = (row["value"] for row in sheet if row["row"] == "total")
            assert total is None or sum(values, Decimal(0)) == total


def test_breakdowns_of_nothing_are_nothing() -> None:
    assert list(breakdowns.ask(STORE.fill({})).rows) == []


def test_breakdowns_drawn_are_canonical() -> None:
    assert all(
        text == canonical([tuple(p.split("=")) for p in text.split(";")]) for text in BREAKDOWNS if text
    )
