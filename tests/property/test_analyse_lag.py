"""The question lag equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import lag
from istmo.kernel.period import Period
from tests.oracle.lag import lag as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
PERIODS = [
    *(
        Period.parse(code)
        for code in ("FY2015", "FY2016", "FY2017", "FY2017-Q1", "2016", "2011/2016", "FY2017/..")
    ),
    Period(None, None),
]
FIXED: dict[str, list[dict[str, Any]]] = {
    "places": [
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
        {"code": "SV", "name": "El Salvador", "kind": "country"},
    ],
    "place_members": [{"place": "CA", "member": "SV", "since": None, "until": date(2016, 9, 30)}],
    "agencies": [
        {"code": "usaid", "name": "USAID", "own": True},
        {"code": "idb", "name": "IDB", "own": False},
    ],
    "indicators": [
        row | {"lag_months": row.get("lag_months"), "preferred_source": None}
        for row in (
            INDICATOR | {"code": "wells"},
            INDICATOR | {"code": "roads", "lag_months": 24, "framework": "g"},
            INDICATOR | {"code": "people", "counts": "people", "over_series": "range"},
            INDICATOR | {"code": "served", "time": "stock"},
            INDICATOR | {"code": "homicide", "kind": "context"},
        )
    ],
}
COMPARED = ("figures", "without_value", "several_years", "begins_before", "too_early", "value")


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    period = draw(st.sampled_from(PERIODS))
    value = draw(st.sampled_from([None, *map(Decimal, ("0", "1", "2.5", "10", "7", "0.5", "100"))]))
    return {
        **FIGURE,
        "indicator": draw(st.sampled_from(["wells"] * 7 + ["roads", "people", "served", "homicide"])),
        "place": draw(st.sampled_from(["HN", "HN", "SV", "CA"])),
        "period_start": period.start,
        "period_end": period.end,
        "period_as_written": draw(st.sampled_from([None, None, None, "since then"])),
        "cohort": None,
        "role": draw(st.sampled_from(["result"] * 9 + ["target"])),
        "span": draw(st.sampled_from(["period"] * 9 + ["life"])),
        "breakdown": draw(st.sampled_from([""] * 9 + ["sex=f"])),
        "agency": draw(st.sampled_from(["usaid"] * 6 + ["idb", None])),
        "activity": draw(st.sampled_from([None] * 5 + ["a1"])),
        "state": "reported" if value is not None else "withheld",
        "value": value,
        "unit": draw(st.sampled_from([None] * 8 + ["things", "km"])),
        "fund_years": draw(
            st.sampled_from(
                [None, "FY2014", "FY2015", "FY2016", "FY2016/FY2017", "FY2011/FY2016", "2015", "soon"]
            )
        ),
        "maturity": draw(st.sampled_from([None, "preliminary", "final"])),
        "as_of": draw(st.sampled_from([None, date(2017, 12, 31)])),
        "stated_on": None,
        "source": draw(st.sampled_from([None, "s1", "s2"])),
        "submission": "s",
    }


STARTS = st.sampled_from([None, "FY2015", "FY2016", "FY2016"])
LAGS = st.sampled_from([None, 0, 6, 12])
DRAWN = st.lists(figures(), max_size=8)


def tables(
    drawn: list[dict[str, Any]], start: str | None, months: int | None
) -> dict[str, list[dict[str, Any]]]:
    of = {"version": "1", "funds_from": start, "lag_months": months}
    frameworks = [{"code": "f", "title": "F"} | of, {"code": "g", "title": "G"} | of]
    # One row number each, so that of two equal statements the same one stands here and there.
    values = [
        row | {"row": at}
        for at, row in enumerate(sorted(drawn, key=lambda r: (r["value"] is None, r["value"] or 0)), 2)
    ]
    return FIXED | {"frameworks": frameworks, "figures": values}


@settings(max_examples=of(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, STARTS, LAGS)
def test_lag_equals_the_oracle(drawn: list[dict[str, Any]], start: str | None, months: int | None) -> None:
    filled = tables(drawn, start, months)
    answer = lag.ask(STORE.fill(filled)).dicts()
    told = {(row["indicator"], row["agency"], row["bucket"]): row for row in answer}
    wanted = oracle(filled)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    wrong = [
        f"{key}: {name} is {told[key][name]}, oracle {row[name]}"
        for key, row in wanted.items()
        for name in COMPARED
        if told[key][name] != row[name] and not (name == "value" and told[key]["of_all"] == 1)
    ]
    assert wrong == []


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, STARTS)
def test_every_figure_is_in_one_bucket_and_the_buckets_add_up(
    drawn: list[dict[str, Any]], start: str | None
) -> None:
    filled = tables(drawn, start, 12)
    release = STORE.fill(filled)
    each, buckets = lag.ask(release, view="figures").dicts(), lag.ask(release).dicts()
    results = [f for f in filled["figures"] if f["role"] == "result" and f["indicator"] != "homicide"]
    assert sorted(row["trace"] for row in each) == sorted(f"s:{row['row']}" for row in results)
    assert sum(row["figures"] for row in buckets) == len(results)
    for row in buckets:
        alike = [r for r in buckets if (r["indicator"], r["agency"]) == (row["indicator"], row["agency"])]
        assert sum(r["figures"] for r in alike) == row["of_all"]
        values = [r["value"] for r in alike if r["value"] is not None]
        assert sum(values) == (row["of_all_value"] or 0)
