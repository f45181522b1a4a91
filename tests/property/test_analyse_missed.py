"""The question missed equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import missed, tally
from tests.oracle.missed import missed as oracle
from tests.oracle.missed import series
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
YEARS = [(date(y - 1, 10, 1), date(y, 9, 30)) for y in (2016, 2017)]
VALUES = st.sampled_from([Decimal(0), Decimal(4), Decimal(5), Decimal(8), Decimal(10)])
FIXED: dict[str, list[dict[str, Any]]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1", "standing": "main"}],
    "nodes": [{"framework": "f", "code": "L", "level": "line", "title": "L", "position": 1}],
    "indicator_nodes": [{"indicator": code, "framework": "f", "node": "L"} for code in ("more", "less")],
    "agencies": [
        {"code": "a", "name": "A", "own": True},
        {"code": "b", "name": "B", "own": None},
        {"code": "other", "name": "O", "own": False},
    ],
    "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
    "indicators": [
        {**INDICATOR, "code": "more"},
        {**INDICATOR, "code": "less", "direction": "down"},
    ],
    "activities": [{"code": "x", "title": "X"}],
}


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    conditions = [
        {"code": "money", "kind": "funds", "text": "Money", "met_on": None},
        {
            "code": "law",
            "kind": "reform",
            "text": "Law",
            "met_on": draw(st.sampled_from([date(2015, 1, 1), date(2016, 11, 1)])),
        },
    ]
    figures: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in range(draw(st.integers(0, 8))):
        start, end = draw(st.sampled_from(YEARS))
        role = draw(st.sampled_from(["target", "result"]))
        figure = FIGURE | {
            "indicator": draw(st.sampled_from(["more", "less"])),
            "place": "HN",
            "period_start": start,
            "period_end": end,
            "agency": draw(st.sampled_from(["a", "a", "b", "other"])),
            "activity": draw(st.sampled_from([None, "x"])),
            "role": role,
            "value": draw(VALUES),
            "submission": "s",
            "row": row,
        }
        if role == "target":
            figure["basis"] = draw(st.sampled_from([None, None, "money", "law", "planned"]))
        else:
            figure["reason"] = draw(st.sampled_from([None, "security", "infeasible"]))
            figure["explanation"] = draw(st.sampled_from([None, "why"]))
            figure["plan"] = draw(st.sampled_from([None, "how"]))
            figure["plan_by"] = draw(st.sampled_from([None, date(2019, 1, 1)]))
            if draw(st.booleans()):
                figure |= {"state": "not_available", "value": None}
        figures[role, *series(figure)] = figure
    # So that every target's period is over.
    later = FIGURE | {
        "indicator": "more",
        "place": "HN",
        "agency": "b",
        "value": Decimal(1),
        "submission": "s",
    }
    later |= {"period_start": date(2018, 10, 1), "period_end": date(2019, 9, 30), "row": 99}
    figures["later",] = later
    return FIXED | {"conditions": conditions, "figures": list(figures.values())}


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_missed_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    told = missed.ask(STORE.fill(drawn)).dicts()
    assert {series(row): {name: row[name] for name in ("verdict", "lacks")} for row in told} == oracle(drawn)


@settings(max_examples=of(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_counts_have_every_target_once_and_agree_with_tally(drawn: dict[str, list[dict[str, Any]]]) -> None:
    release = STORE.fill(drawn)
    counts = missed.ask(release, view="counts").dicts()
    wanted = oracle(drawn)
    [whole] = [row for row in counts if row["by"] == "all"]
    agencies = [row for row in counts if row["by"] == "agency"]
    for column in ("targets", *missed.VERDICTS, "explained", "unexplained"):
        assert whole[column] == sum(row[column] for row in agencies)
    assert whole["targets"] == len(wanted)
    totals = [row for row in tally.ask(release).dicts() if row["row"] == "total"]
    if totals:
        assert totals[0]["targets"] == whole["targets"]
        assert totals[0]["met"] == whole["met"] + whole["exceeded"]
        for column in ("missed", "not_reported", "too_early"):
            assert totals[0][column] == whole[column]
