"""The question horizons equals its plain-Python oracle."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import horizons
from tests.oracle.horizons import horizons as oracle
from tests.oracle.store import INDICATOR, Store
from tests.property import of

STORE = Store()
CODES = ("short", "medium", "long")
UNDERTAKING = {"kind": "commitment", "text": "T", "states": "made|kept", "horizon": None}


@st.composite
def plans(draw: Any) -> dict[str, list[dict[str, Any]]]:
    zero = draw(st.sampled_from([None, "2015-10-01", "2016-02-29"]))
    nodes = [
        {
            "framework": "f",
            "code": f"n{n}",
            "level": "objective",
            "title": f"N{n}",
            "position": n,
            "horizon": draw(st.sampled_from([None, None, *CODES])),
        }
        for n in range(draw(st.integers(0, 5)))
    ]
    parents = [
        {"framework": "f", "node": f"n{below}", "parent": f"n{above}", "position": 1}
        for below in range(len(nodes))
        for above in range(below)
        if draw(st.booleans())
    ]
    years = st.sampled_from([None, 0, 1, 3, 5])
    terms = [
        {
            "framework": "f",
            "code": code,
            "title": code.title(),
            "years_from": draw(years),
            "years_to": draw(st.sampled_from([None, 5, 7, 10])),
            "open_ended": draw(st.sampled_from([None, False, True])),
        }
        for code in CODES
    ]
    indicators = [
        INDICATOR | {"code": code, "horizon": draw(st.sampled_from([None, None, *CODES]))}
        for code in ("i", "j")
    ]
    undertakings = [
        UNDERTAKING | {"code": code, "due_by": day, "due": day and day.isoformat()}
        for code in ("u", "v")
        for day in [
            draw(
                st.sampled_from(
                    [
                        None,
                        date(2014, 1, 1),
                        date(2016, 2, 29),
                        date(2018, 9, 30),
                        date(2018, 10, 1),
                        date(2040, 1, 1),
                    ]
                )
            )
        ]
    ]
    some = st.lists(st.sampled_from([node["code"] for node in nodes]), unique=True) if nodes else st.just([])
    return {
        "frameworks": [{"code": "f", "title": "F", "version": "1", "zero_date": zero}],
        "horizons": terms,
        "nodes": nodes,
        "node_parents": parents,
        "indicators": indicators,
        "indicator_nodes": [
            {"indicator": code, "framework": "f", "node": node} for code in ("i", "j") for node in draw(some)
        ],
        "undertakings": undertakings,
        "undertaking_nodes": [
            {"undertaking": code, "framework": "f", "node": node}
            for code in ("u", "v")
            for node in draw(some)
        ],
    }


@settings(max_examples=of(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_horizons_equal_the_oracle(filled: dict[str, list[dict[str, Any]]]) -> None:
    zero = filled["frameworks"][0]["zero_date"]
    answer = horizons.ask(STORE.fill(filled), as_of="2018-06-30").dicts()
    wanted = oracle(filled, date.fromisoformat(zero) if zero else None)
    told = {
        (row["framework"], row["kind"], row["code"]): set((row["horizon"] or "").split(", "))
        for row in answer
        if row["kind"] != "horizon"
    }
    assert told == {key: found for key, found in wanted.items() if found}
    counted = sum(row[f"{kind}s"] for row in answer if row["kind"] == "horizon" for kind in horizons.KINDS)
    between = sum("," in (row["horizon"] or "") for row in answer)
    assert counted + between == len(wanted)
