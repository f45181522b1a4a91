"""The question benchmarks equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import benchmarks
from tests.oracle.benchmarks import benchmarks as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()

YEARS = [(date(year, 1, 1), date(year, 12, 31)) for year in (2012, 2013, 2014, 2015, 2016)]
PERIODS = [
    *YEARS,
    *YEARS,
    (date(2015, 2, 1), date(2015, 2, 28)),
    (date(2016, 2, 1), date(2016, 2, 29)),
    (None, None),
]
KEY = ("indicator", "place", "period_start", "period_end", "as_of", "stated_on", "source")
FIXED: dict[str, list[dict[str, Any]]] = {
    "places": [
        {"code": "HN", "name": "Honduras", "kind": "country"},
        {"code": "SV", "name": "El Salvador", "kind": "country"},
        {"code": "GT", "name": "Guatemala", "kind": "country"},
        {"code": "shared", "name": "Not attributed", "kind": "unattributed"},
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "LAC", "name": "Latin America", "kind": "region"},
    ],
    "place_members": [
        {"place": "CA", "member": "HN", "since": None, "until": None},
        {"place": "CA", "member": "SV", "since": date(2014, 6, 1), "until": None},
        {"place": "CA", "member": "GT", "since": None, "until": date(2015, 12, 31)},
        {"place": "CA", "member": "shared", "since": None, "until": None},
    ],
    "indicators": [
        INDICATOR | {"code": "homicide", "kind": "context", "preferred_source": "un"},
        INDICATOR | {"code": "output"},
    ],
    "benchmarks": [
        {"code": "lac", "title": "LAC", "scope": "regional", "method": "publisher", "place": "LAC"},
        {"code": "mean", "title": "Mean", "scope": "regional", "method": "mean", "place": "CA"},
        {"code": "median", "title": "Median", "scope": "regional", "method": "median", "place": "CA"},
    ],
    "sources": [{"code": "un", "title": "UN", "kind": "third_party"}],
}


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    start, end = draw(st.sampled_from(PERIODS))
    value = draw(st.sampled_from([None, *map(Decimal, ("0", "-2", "1", "2.5", "3", "10", "40"))]))
    return {
        **FIGURE,
        "indicator": draw(st.sampled_from(["homicide"] * 6 + ["output"])),
        "place": draw(st.sampled_from(["HN", "SV", "GT", "LAC", "shared"])),
        "period_start": start,
        "period_end": end,
        "period_as_written": None,
        "role": draw(st.sampled_from(["context"] * 6 + ["result"])),
        "state": "reported" if value is not None else "not_available",
        "value": value,
        "maturity": draw(st.sampled_from([None, "preliminary", "final"])),
        "as_of": draw(st.sampled_from([None, date(2017, 1, 1), date(2018, 1, 1)])),
        "stated_on": None,
        "source": draw(st.sampled_from(["un", "un", "police", None])),
    }


DRAWN = st.lists(figures(), max_size=14, unique_by=lambda figure: tuple(figure[name] for name in KEY))


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    undated = row["period_start"] is None and row["period_end"] is None
    words = (row["period_as_written"] or "") if undated else ""
    period = (row["period_start"], row["period_end"])
    return (row["indicator"], row["place"], *period, words, row["source"], row["benchmark"])


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, st.sampled_from([None, None, date(2015, 12, 31), date(2015, 9, 30)]))
def test_benchmarks_equal_the_oracle(drawn: list[dict[str, Any]], day: date | None) -> None:
    rows = FIXED | {"figures": drawn}
    conditions = {"ended_by": day} if day else {}
    answer = benchmarks.ask(STORE.fill(rows), **conditions).dicts()
    told = {key(row): row for row in answer}
    wanted = oracle(rows, day)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    wrong = [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, columns in wanted.items()
        for name, value in columns.items()
        if told[at][name] != value
    ]
    assert wrong == []


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, st.randoms(use_true_random=False))
def test_benchmarks_are_the_same_in_any_order(drawn: list[dict[str, Any]], chance: Any) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    first = benchmarks.ask(STORE.fill(FIXED | {"figures": drawn})).rows
    assert benchmarks.ask(STORE.fill(FIXED | {"figures": shuffled})).rows == first
