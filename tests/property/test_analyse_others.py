"""The question others equals its plain-Python oracle, and tells every figure of others and none of ours."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import others
from tests.oracle.others import others as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
THEIRS = INDICATOR | {"framework": None, "time": "none", "over_places": "none", "over_series": "none"}
FIXED: dict[str, list[dict[str, Any]]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "agencies": [{"code": "SE", "name": "Sweden", "own": False}, {"code": "us", "name": "US", "own": True}],
    "activities": [
        {"code": "SE-1", "title": "One", "agency": "SE", "place": "GT+HN"},
        {"code": "SE-2", "title": "Two", "agency": "SE", "place": None},
    ],
    "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
    "indicators": [
        THEIRS | {"code": "SE-1.r1.i1", "agency": "SE", "activity": "SE-1"},
        THEIRS | {"code": "SE-1.r1.i2", "agency": "SE", "activity": "SE-1"},
        THEIRS | {"code": "SE-2.r1.i1", "agency": "SE", "activity": "SE-2"},
        INDICATOR | {"code": "ours"},
    ],
}
PERIODS = [
    (date(2016, 1, 1), date(2016, 12, 31), None),
    (date(2017, 1, 1), date(2017, 12, 31), None),
    (date(2017, 1, 1), None, "since 2017"),
    (None, None, None),
    (None, None, "soon"),
    (None, None, "later"),
]
KEY = (
    "indicator", "place", "period_start", "period_end", "agency", "activity", "role", "breakdown", "as_of", "source",
)  # fmt: skip


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    start, end, words = draw(st.sampled_from(PERIODS))
    activity = draw(st.sampled_from(["SE-1", "SE-2"]))
    value = draw(st.sampled_from([None, *map(Decimal, ("0", "-2", "2.5", "40"))]))
    state = (
        "reported"
        if value is not None
        else draw(st.sampled_from(["reported", "not_available", "not_applicable", "withheld"]))
    )
    return {
        **FIGURE,
        "indicator": draw(st.sampled_from(["SE-1.r1.i1", "SE-1.r1.i2", "SE-2.r1.i1", "ours"])),
        "place": draw(st.sampled_from(["HN", "GT+HN"])),
        "period_start": start,
        "period_end": end,
        "period_as_written": words,
        "agency": "SE",
        "activity": activity,
        "role": draw(st.sampled_from(["baseline", "target", "result"])),
        "breakdown": draw(st.sampled_from(["", "", "sex=f"])),
        "state": state,
        "value": value,
        "value_as_written": draw(st.sampled_from([None, "TBD"])) if state == "reported" else None,
        "as_of": draw(st.sampled_from([None, date(2018, 1, 1)])),
        "stated_on": None,
        "source": "iati",
    }


#: Undated figures of two wordings have one key; the release refuses them, so they are not drawn together.
DRAWN = st.lists(figures(), max_size=12, unique_by=lambda figure: tuple(figure[name] for name in KEY))


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    undated = row["period_start"] is None and row["period_end"] is None
    words = row["period_as_written"] if undated else None
    spot = (row["indicator"], row["agency"], row["activity"], row["place"], row["breakdown"])
    alone = (
        ("baseline",) if row["target_told"] == row["result_told"] == "not stated" and row["figures"] else ()
    )
    return (*spot, row["period_start"], row["period_end"], words, *alone)


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN)
def test_others_equals_its_oracle(drawn: list[dict[str, Any]]) -> None:
    tables = FIXED | {"figures": drawn}
    answer = others.ask(STORE.fill(tables)).dicts()
    expected = oracle(tables)
    assert len(answer) == len(expected)
    shown = {key(row): {name: row[name] for name in next(iter(expected.values()))} for row in answer}
    assert shown == expected


@settings(max_examples=of(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN)
def test_every_number_of_theirs_is_told_and_none_of_ours(drawn: list[dict[str, Any]]) -> None:
    once = [figure | {"as_of": None} for figure in drawn]
    once = list({tuple(figure[name] for name in KEY): figure for figure in once}.values())
    answer = others.ask(STORE.fill(FIXED | {"figures": once})).dicts()
    for role in ("baseline", "target", "result"):
        there = {
            figure["value"] for figure in once if figure["role"] == role and figure["indicator"] != "ours"
        }
        assert {row[role] for row in answer} - {None} == there - {None}
    assert not any(row["indicator"] == "ours" for row in answer)
