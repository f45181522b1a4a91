"""A total in sentences: what counts, what was left out and by which rule, who decided, how it stands to its target."""

from datetime import date
from typing import Any

import pytest

from istmo.analyse import provenance
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, YEAR, figure

PLACES = [
    {"code": "HN", "name": "Honduras", "kind": "country"},
    {"code": "HN-1", "name": "Cortés", "kind": "admin1", "parent": "HN"},
    {"code": "CA", "name": "The region", "kind": "group"},
]
PEOPLE = {"counts": "people", "over_series": "range", "unit": "people"}
RATIO = {
    "measure": "ratio", "counts": None, "time": "none", "over_series": "ratio", "per": 100, "unit": "percent",
}  # fmt: skip


def told(
    *figures: Row, indicator: Row | None = None, tables: Any = None, **where: str
) -> tuple[str, list[str]]:
    """All sentences of the total, and those of its figures with what became of each."""
    filled = REGISTERS | {
        "places": PLACES,
        "place_members": [{"place": "CA", "member": "HN"}],
        "indicators": [INDICATOR | {"code": "i", "title": "Roads", "unit": "km"} | (indicator or {})],
        "figures": list(figures),
        **(tables or {}),
    }
    asked = {"indicator": "i", "period": "FY2017"} | (where or {"place": "HN"})
    rows = provenance.ask(Store().fill(filled), **asked).dicts()
    sentences = " ".join(row["told"] for row in rows if row["kind_of_row"] == "sentence")
    return sentences, [f"{row['fate']}: {row['told']}" for row in rows if row["kind_of_row"] == "figure"]


def test_sum_is_written_out_with_its_target_and_verdict() -> None:
    day = {"stated_on": date(2016, 9, 1)}
    sentences, rows = told(figure("result", 10), figure("result", 15, "inl"), figure("target", 20, **day))
    for sentence in (
        "“Roads”, Honduras, fiscal year 2017 (October 2016 to September 2017): 25 km.",
        "They are added: 15 + 10 = 25.",
        "overlap not examined",
        "2 of 2 expected reports came.",
        "The target is 20 km, stated on 2016-09-01: not later than the first day of its period, so it is on time.",
        "Only results that have a target are compared: 10 of 20 is 50 percent.",
        "15 more was reported without a target",
    ):
        assert sentence in sentences
    assert sum(row.startswith("counts: ") for row in rows) == 3


def test_people_are_a_range_until_somebody_decides() -> None:
    both = (figure("result", 500), figure("result", 400, "inl"))
    sentences, _ = told(*both, indicator=PEOPLE)
    assert "between 500 and 900 people" in sentences
    assert (
        "at least the largest of them (500) and at most all of them together (400 + 500 = 900)" in sentences
    )
    decided = {
        "indicator": "i",
        "place": "HN",
        "period": "FY2017",
        "decision": "max",
        "reason": "Same list.",
        "decided_by": "8",
    }
    sentences, _ = told(*both, indicator=PEOPLE, tables={"overlaps": [decided]})
    assert ": 500 people." in sentences
    assert (
        "Whether the same was counted twice was decided by person 8: the largest figure counts, because the others are "
        "within it. Reason given: “Same list.”."
    ) in sentences


def test_ratios_are_pooled_and_who_lacks_the_cases_is_named() -> None:
    cases = [
        figure("result", None, numerator=45, denominator=50), figure("result", None, "inl", numerator=60, denominator=100),
        figure("result", 70, activity="roads"),
    ]  # fmt: skip
    sentences, _ = told(*cases, indicator=RATIO)
    assert (
        "Percentages are never averaged: the cases of all are put together, and 105 of 150 is 70 percent."
        in sentences
    )
    assert "1 of 3 left out, because numerator and denominator are missing." in sentences


def test_own_value_of_a_place_beats_those_of_the_places_in_it() -> None:
    sentences, rows = told(figure("result", 10), figure("result", 4, place="HN-1"), within="HN")
    assert "nothing is added" in sentences
    assert "so not added on top of it: 1 figure." in sentences
    assert any(
        row.startswith("beaten: ") and "Honduras, which beats those of the places in it." in row
        for row in rows
    )


def test_values_of_several_places_add_up_to_everywhere() -> None:
    sentences, _ = told(figure("result", 10), figure("result", 4, "inl", place="HN-1"), within="everywhere")
    assert "“Roads”, everywhere, fiscal year 2017" in sentences
    assert "10 + 4 = 14" in sentences


def test_every_figure_says_why_it_is_left_out() -> None:
    _, rows = told(
        figure("result", 10, source="s2", submission="c/usaid/2", row=7, at="Results!F7", value_as_written="ten", as_of=date(2017, 1, 1)),
        figure("result", 9, source="s1", as_of=date(2016, 1, 1)),
        figure("result", 25, "idb"),
        figure("result", 4, breakdown="sex=f"),
        figure("result", None, "inl", state="withheld"),
        figure("baseline", 1, period_start=date(2010, 1, 1), period_end=date(2010, 12, 31), unit="miles"),
        tables={
            "revisions": [figure("result", 8, restated_by="c/usaid/2")],
            "submissions": [{"code": "c/usaid/2", "file": "answer.xlsx", "submitted_by": "1", "approved_by": "2"}],
            "holds": [
                {"submission": "c/usaid/2", "row": 9, "indicator": "i", "place": "HN", **YEAR, "agency": "inl",
                 "role": "target", "reason": "too high"}
            ],
        },
    )  # fmt: skip
    kinds = {row.partition(": ")[0] for row in rows}
    assert kinds == {"counts", "other_source", "beside", "part", "hole", "restated", "held"}
    (counts,) = [row for row in rows if row.startswith("counts: USAID: result")]
    assert "USAID: result 10 (written “ten”) for Honduras" in counts
    assert "row 7 (cell Results!F7) of answer.xlsx, submission c/usaid/2:7; source Two." in counts
    (held,) = [row for row in rows if row.startswith("held")]
    assert "a target whose value the release does not carry" in held
    assert "reason given: “too high”" in held


def test_holes_late_targets_and_the_base_are_told() -> None:
    level = {
        "measure": "score",
        "counts": None,
        "time": "none",
        "over_places": "none",
        "over_series": "none",
        "unit": "points",
    }
    base = {"period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31)}
    sentences, rows = told(
        figure("result", 80),
        figure("target", 85, stated_on=date(2017, 2, 1)),
        figure("baseline", 80, **base),
        indicator=level,
    )
    assert "stated on 2017-02-01: after its period had begun, so it is called late." in sentences
    assert "The base is 80 points, for 2015." in sentences
    assert "Progress is the way gone from the base: 0 of 5 is 0 percent." in sentences
    assert "So the target is not met." in sentences
    assert any("counts as the base" in row.lower() for row in rows)


def test_who_was_expected_and_is_silent_is_named() -> None:
    tables = {
        "calls": [{"code": "c", "title": "C", "reporting_year": "FY2017"}],
        "expected": [{"call": "c", "agency": "inl", "indicator": "i", "place": "HN", "activity": "roads"}],
    }
    sentences, _ = told(figure("result", 10), tables=tables)
    assert "INL, activity “Roads” was expected to report and has not." in sentences
    assert "What is missing could only add, so the total is at least what is known." in sentences
    assert "1 of 2 expected reports came." in sentences


def test_milestones_are_told_by_the_name_of_their_state() -> None:
    law = {"measure": "milestone", "counts": None, "time": "none", "over_places": "none", "over_series": "none", "unit": None,
           "states": "drafted|adopted|in force"}  # fmt: skip
    sentences, rows = told(figure("result", 2), figure("target", 3), indicator=law)
    assert "state 2 of 3, “adopted”." in sentences
    assert "The target is state 3 of 3, “in force”" in sentences
    assert any("result state 2 of 3, “adopted”" in row for row in rows)


def test_context_is_credited_to_nobody() -> None:
    sentences, rows = told(figure("context", 5, None, source="s1"), indicator={"kind": "context"})
    assert (
        "credited to no agency, and is never added to results. What stands: 1 figure, from One." in sentences
    )
    assert rows[0].startswith("context: One: value 5")


@pytest.mark.parametrize("silent", ["approved_by", "submitted_by"])
def test_approval_is_told_only_where_the_release_carries_it(silent: str) -> None:
    sent = {"code": "c/1", "submitted_by": "1", "approved_by": "2"}
    whole = figure("result", 10, submission="c/1", row=2)
    sentences, _ = told(whole, tables={"submissions": [sent]})
    assert "approved by another person than the one who sent it (number 2)" in sentences
    sentences, _ = told(whole, tables={"submissions": [sent | {silent: None}]})
    assert "approved" not in sentences
