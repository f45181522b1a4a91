"""The question quality equals its plain-Python oracle."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import quality
from istmo.kernel.tables import TABLES
from tests.oracle import quality as oracle
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
DAYS = st.sampled_from(
    [date(2020, 2, 29), date(2021, 6, 30), date(2023, 3, 1), date(2024, 6, 29), date(2024, 6, 30)]
)
WORD = st.sampled_from(["told", "told", "told", None])
CODES = ("x", "y", "z")


def rows(table: str, *made: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict.fromkeys(TABLES[table].names) | row for row in made]


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    indicators = [
        INDICATOR
        | {
            "code": code,
            "framework": draw(st.sampled_from(["f", "f", "g", None])),
            "kind": draw(st.sampled_from(["output", "outcome", "context"])),
            "measure": draw(st.sampled_from(["count", "milestone"])),
            "unit": draw(WORD),
            "definition": draw(WORD),
            "custom_reason": draw(WORD),
            **draw(
                st.sampled_from(
                    [
                        {},
                        {"vocabulary": "US-F", "standard_code": "ES.1-3"},
                        {"vocabulary": "US-F", "standard_code": "ES.1-x3"},
                    ]
                )
            ),
        }
        for code in CODES
    ]
    sheets = [
        {
            "indicator": code,
            "no_breakdown": draw(WORD),
            "updated_on": draw(DAYS),
            **{n: draw(WORD) for n in oracle.FIELDS[:-1]},
        }
        for code in draw(st.lists(st.sampled_from(CODES), unique=True))
    ]
    assessments = [
        {
            "code": code,
            "indicator": draw(st.sampled_from(CODES)),
            "agency": draw(st.sampled_from([None, "a", "b"])),
            "assessed_on": draw(DAYS),
            "office": "o",
        }
        for code in draw(st.lists(st.sampled_from("pqrs"), unique=True))
    ]
    results = [
        {
            "assessment": one["code"],
            "quality": name,
            "result": draw(st.sampled_from(["met", "partly", "not_met"])),
        }
        for one in assessments
        for name in oracle.QUALITIES
    ]
    changes = [
        {"indicator": draw(st.sampled_from(CODES)), "position": at, "on": draw(DAYS), "what": "w", "why": "y"}
        for at in range(draw(st.integers(0, 3)))
    ]
    figures = [
        FIGURE
        | {
            "indicator": draw(st.sampled_from(CODES)),
            "place": "p",
            "agency": draw(st.sampled_from(["a", "b", "other", None])),
            "role": draw(st.sampled_from(["result", "result", "target"])),
            "state": draw(st.sampled_from(["reported", "withheld"])),
            "row": at,
        }
        for at in range(draw(st.integers(0, 4)))
    ]
    return {
        "frameworks": rows("frameworks", {"code": "f", "title": "F", "version": "1"}, {"code": "g", "title": "G", "version": "1"}),
        "agencies": rows("agencies", *({"code": c, "name": c, "own": c != "other"} for c in ("a", "b", "other"))),
        "indicators": rows("indicators", *indicators),
        "indicator_nodes": rows("indicator_nodes", *({"indicator": c, "framework": "f", "node": "N"} for c in draw(st.lists(st.sampled_from(CODES), unique=True)))),
        "indicator_dimensions": rows("indicator_dimensions", *({"indicator": c, "dimension": "sex"} for c in draw(st.lists(st.sampled_from(CODES), unique=True)))),
        "sheets": rows("sheets", *sheets),
        "sheet_changes": rows("sheet_changes", *changes),
        "quality_assessments": rows("quality_assessments", *assessments),
        "quality_results": rows("quality_results", *results),
        "figures": rows("figures", *figures),
    }  # fmt: skip


@given(tables(), DAYS)
@settings(max_examples=of(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_quality_equals_its_oracle(filled: dict[str, list[dict[str, Any]]], day: date) -> None:
    told = quality.ask(STORE.fill(filled), as_of=day).dicts()
    expected = oracle.indicators(filled, day)
    found = {
        row["indicator"]: {name: row[name] for name in next(iter(expected.values()))}
        for row in told
        if row["row"] == "indicator"
    }
    assert found == expected
    assert {row["assessment"] for row in told if row["standing"] == "superseded"} == {
        code
        for code in oracle.superseded(filled, day)
        if any(a["code"] == code and a["indicator"] in expected for a in filled["quality_assessments"])
    }
    counted = (
        "indicators",
        "standards",
        "complete",
        "incomplete",
        "without_sheet",
        "in_time",
        "overdue",
        "not_assessed",
    )
    assert {
        row["framework"]: tuple(row[name] for name in counted) for row in told if row["row"] == "framework"
    } == (oracle.frameworks(filled, day))
