"""The question trend equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import trend
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.oracle.trend import trend as oracle
from tests.property import of

STORE = Store()
PERIODS = [
    *((date(year, 1, 1), date(year, 12, 31)) for year in (2014, 2015, 2016, 2017)),
    *((date(year - 1, 10, 1), date(year, 9, 30)) for year in (2016, 2017)),
    (date(2015, 2, 1), date(2015, 2, 28)),
    (date(2016, 2, 1), date(2016, 2, 29)),
    (date(2016, 1, 1), None),
    (None, None),
]
FIXED: dict[str, list[dict[str, Any]]] = {
    "places": [{"code": code, "name": code, "kind": "country"} for code in ("HN", "SV")],
    "agencies": [
        {"code": "usaid", "name": "USAID", "own": True},
        {"code": "idb", "name": "IDB", "own": False},
    ],
    "indicators": [
        INDICATOR | {"code": "wells"},
        INDICATOR | {"code": "homicide", "kind": "context", "unit": "per 100,000"},
        INDICATOR | {"code": "solved", "measure": "ratio", "counts": None, "per": Decimal(100)},
        INDICATOR | {"code": "law", "measure": "milestone", "counts": None},
        INDICATOR | {"code": "theirs", "framework": None},
    ],
}
COMPARED = ("value", "previous", "change", "change_percent", "restatements")
KEY = ("indicator", "place", "agency", "activity", "source", "period_start", "period_end")


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    start, end = draw(st.sampled_from(PERIODS))
    indicator = draw(st.sampled_from(["wells", "wells", "homicide", "homicide", "solved", "law", "theirs"]))
    context = indicator == "homicide"
    value = draw(st.sampled_from([None, *map(Decimal, ("0", "-2", "1", "2.5", "10"))]))
    return {
        **FIGURE,
        "indicator": indicator,
        "place": draw(st.sampled_from(["HN", "SV"])),
        "period_start": start,
        "period_end": end,
        "period_as_written": None,
        "cohort": None,
        "role": "context" if context else "result",
        "agency": None if context else draw(st.sampled_from(["usaid", "idb"])),
        "activity": None,
        "state": "reported" if value is not None else "not_available",
        "value": value,
        "numerator": draw(st.sampled_from([None, Decimal(3)])),
        "denominator": draw(st.sampled_from([None, Decimal(0), Decimal(4)])),
        "unit": draw(st.sampled_from([None, None, "per 100,000", "wells"])),
        "maturity": draw(st.sampled_from([None, "preliminary", "final"])),
        "as_of": draw(st.sampled_from([None, date(2017, 1, 1), date(2018, 1, 1)])),
        "stated_on": None,
        "source": draw(st.sampled_from(["un", "un", "police", None])),
        "submission": "s",
    }


def numbered(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [figure | {"row": row} for row, figure in enumerate(drawn, 2)]


@settings(max_examples=of(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(figures(), max_size=14), st.lists(figures(), max_size=5))
def test_trend_equals_the_oracle(drawn: list[dict[str, Any]], gone: list[dict[str, Any]]) -> None:
    revisions = [figure | {"restated_by": "t"} for figure in numbered(gone)]
    tables = FIXED | {"figures": numbered(drawn), "revisions": revisions}
    answer = trend.ask(STORE.fill(tables)).dicts()
    told = sorted(tuple(map(str, (row[name] for name in (*KEY, *COMPARED)))) for row in answer)
    wanted = sorted(tuple(map(str, (row[name] for name in (*KEY, *COMPARED)))) for row in oracle(tables))
    assert [tuple(map(_exact, row)) for row in told] == [tuple(map(_exact, row)) for row in wanted]


def _exact(cell: str) -> Any:
    """Numbers by their value, whatever noughts they end in."""
    try:
        return Decimal(cell)
    except ArithmeticError:
        return cell


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(figures(), max_size=12), st.randoms(use_true_random=False))
def test_trend_is_the_same_in_any_order(drawn: list[dict[str, Any]], chance: Any) -> None:
    rows = numbered(drawn)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    first = trend.ask(STORE.fill(FIXED | {"figures": rows})).rows
    assert trend.ask(STORE.fill(FIXED | {"figures": shuffled})).rows == first
