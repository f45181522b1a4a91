"""The question effect tells exactly the pairs its plain-Python oracle finds, and each by its own numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import effect
from tests.oracle.effect import pairs
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
YEARS = [(date(year, 1, 1), date(year, 12, 31)) for year in (2014, 2015, 2016)]
PERIODS = [*YEARS, *YEARS, (date(2016, 1, 1), None), (None, None)]
RATIO = {
    "measure": "ratio",
    "counts": None,
    "per": Decimal(100),
    "bounded": True,
    "kind": "outcome",
    "time": "none",
}
FIXED: dict[str, list[dict[str, Any]]] = {
    "places": [{"code": code, "name": code, "kind": "country"} for code in ("HN", "SV")],
    "agencies": [{"code": code, "name": code, "own": True} for code in ("one", "two")],
    "indicators": [
        INDICATOR | {"code": "deaths", "kind": "outcome"},
        INDICATOR | RATIO | {"code": "won"},
        INDICATOR | {"code": "killed", "kind": "context", "time": "none", "preferred_source": "un"},
    ],
}
CODES = st.sampled_from(["deaths", "won", "killed"])
PLACES = st.sampled_from(["HN", "HN", "SV"])
AGENCIES = st.sampled_from([None, None, "one", "two"])
NUMBERS = st.sampled_from([None, *map(Decimal, ("0", "7", "25", "60.5"))])


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    start, end = draw(st.sampled_from(PERIODS))
    indicator = draw(CODES)
    context = indicator == "killed"
    return {
        **FIGURE,
        "indicator": indicator,
        "place": draw(PLACES),
        "period_start": start,
        "period_end": end,
        "period_as_written": None,
        "cohort": None,
        "role": "context" if context else draw(st.sampled_from(["result", "result", "baseline", "target"])),
        "agency": None if context else draw(AGENCIES),
        "activity": None,
        "value": draw(NUMBERS),
        "numerator": draw(st.sampled_from([None, Decimal(3), Decimal(20)])),
        "denominator": draw(st.sampled_from([None, Decimal(4), Decimal(40)])),
        "qualifier": draw(st.sampled_from([None, None, "exact", "at_least"])),
        "maturity": None,
        "as_of": draw(st.sampled_from([None, date(2017, 1, 1)])),
        "stated_on": None,
        "source": draw(st.sampled_from(["un", "police", None])),
        "submission": "s",
    }


@st.composite
def comparisons(draw: Any) -> dict[str, Any]:
    start, end = draw(st.sampled_from(PERIODS))
    before, until = draw(st.sampled_from(PERIODS))
    told = {
        "text": "T",
        "indicator": draw(CODES),
        "place": draw(PLACES),
        "period": "p",
        "period_start": start,
        "period_end": end,
        "breakdown": "",
        "agency": draw(AGENCIES),
        "activity": None,
        "against": "baseline",
        "comparator_indicator": None,
        "comparator_place": None,
        "comparator_period": draw(st.sampled_from(["b", "b", None])),
        "comparator_start": before,
        "comparator_end": until,
        "comparator_breakdown": None,
        "comparator_agency": None,
        "comparator_activity": None,
        "design": "before_after",
        "chosen_because": "unknown",
    }
    if draw(st.booleans()):
        group = {
            "against": "group",
            "comparator_indicator": told["indicator"],
            "comparator_place": draw(PLACES),
        }
        group |= {
            "comparator_breakdown": "",
            "comparator_agency": draw(AGENCIES),
            "design": "comparison_group",
        }
        told |= group | {"groups_overlap": draw(st.sampled_from(["no", "yes", "nested", "unknown"]))}
    return told


def asked(drawn: list[dict[str, Any]], registered: list[dict[str, Any]], indicator: str | None) -> Any:
    tables = FIXED | {
        "figures": [figure | {"row": row} for row, figure in enumerate(drawn, 2)],
        "comparisons": [told | {"code": f"c{number}"} for number, told in enumerate(registered)],
    }
    where = {"indicator": indicator} if indicator else {}
    return tables, effect.ask(STORE.fill(tables), **where).dicts()


@settings(max_examples=of(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(figures(), max_size=12),
    st.lists(comparisons(), max_size=3),
    st.sampled_from([None, "deaths", "won", "killed"]),
)
def test_effect_tells_the_pairs_of_the_oracle(
    drawn: list[dict[str, Any]], registered: list[dict[str, Any]], indicator: str | None
) -> None:
    tables, rows = asked(drawn, registered, indicator)
    told = [(row["comparison"], row["against"], row["row"], row["base_row"]) for row in rows]
    expected = pairs(tables, indicator)
    assert sorted(told, key=repr) == sorted((pair[:4] for pair in expected), key=repr)
    fits = {pair[0]: pair[4:] for pair in expected if pair[0]}
    for row in rows:
        many = max(fits.get(row["comparison"], (1, 1))) > 1
        assert not (many and row["low"] is not None)


@settings(max_examples=of(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(figures(), max_size=12),
    st.lists(comparisons(), max_size=3),
    st.sampled_from([None, "deaths", "won", "killed"]),
)
def test_what_has_no_interval_says_why(
    drawn: list[dict[str, Any]], registered: list[dict[str, Any]], indicator: str | None
) -> None:
    for row in asked(drawn, registered, indicator)[1]:
        assert (row["low"] is None) == (row["no_interval"] is not None)
        assert row["sentence"].endswith(".")
        if row["low"] is not None:
            assert row["groups_overlap"] in (None, "no", "nested")
            assert row["method"]
            highest = row["estimate"] if row["high"] is None else row["high"]
            assert row["estimate"] is None or row["low"] <= row["estimate"] <= highest
