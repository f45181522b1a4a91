"""Sheets and assessments as a reader meets them: counts, what is missing, since when an assessment is overdue."""

from datetime import date

import pytest

from istmo.analyse import assessed, progress, provenance, quality
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

WHOLE = {
    "data_source": "d", "method": "m", "frequency": "f", "responsible": "r", "limitations": "l", "baseline_time": "b",
    "no_breakdown": "n", "updated_on": date(2020, 1, 1),
}  # fmt: skip
TABLES: dict[str, list[Row]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1", "sheets": "required"}],
    "agencies": [{"code": "a", "name": "Aid", "own": True}, {"code": "b", "name": "Others", "own": True}],
    "places": [{"code": "p", "name": "P", "kind": "country"}],
    "indicators": [
        INDICATOR | {"code": "x", "unit": "u", "definition": "d", "vocabulary": "US-F", "standard_code": "ES.1-3"},
        INDICATOR | {"code": "y", "custom_reason": "c"},
        INDICATOR | {"code": "z", "kind": "context"},
    ],
    "indicator_nodes": [{"indicator": "x", "framework": "f", "node": "N"}],
    "standards": [{"vocabulary": "US-F", "standard_code": "ES.1-3", "title": "Learners reached"}],
    "sheets": [{"indicator": "x", **WHOLE}, {"indicator": "y", "method": "m"}],
    "sheet_changes": [{"indicator": "x", "position": 1, "on": date(2020, 1, 1), "what": "w", "why": "y"}],
    "quality_assessments": [
        {"code": "old", "indicator": "x", "agency": "a", "assessed_on": date(2016, 5, 1), "office": "O"},
        {"code": "new", "indicator": "x", "agency": "a", "assessed_on": date(2020, 5, 1), "office": "O", "limitations": "few"},
    ],
    "quality_results": [
        {"assessment": "new", "quality": "validity", "result": "met"},
        {"assessment": "new", "quality": "integrity", "result": "partly", "comment": "in pencil"},
    ],
    "figures": [
        FIGURE | {"indicator": code, "place": "p", "agency": agency, "value": 5, "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "submission": "s", "row": at}
        for at, (code, agency) in enumerate([("x", "a"), ("x", "b"), ("y", "a")])
    ],
}  # fmt: skip


def asked(changed: dict[str, list[Row]] | None = None, **where: object) -> list[Row]:
    return quality.ask(Store().fill(TABLES | (changed or {})), **where).dicts()


def test_a_framework_tells_its_counts_and_the_share_of_standard_indicators() -> None:
    [row] = asked(row="framework")
    assert (row["indicators"], row["standards"]) == (2, 1)
    assert row["notes"] == "1 of 2 performance indicators are standard"
    assert (row["complete"], row["incomplete"], row["without_sheet"]) == (1, 1, 0)
    assert (row["in_time"], row["overdue"], row["not_assessed"]) == (0, 1, 1)


def test_an_indicator_tells_its_sheet_and_its_last_assessment() -> None:
    [row] = asked(row="indicator", indicator="x")
    assert (row["sheet"], row["missing"], row["required"], row["changes"]) == ("complete", None, True, 1)
    assert row["standard_title"] == "Learners reached"
    assert (row["assessment"], row["standing"], row["overdue_since"]) == ("new", "overdue", date(2023, 5, 1))
    assert (row["integrity"], row["comments"], row["limitations"]) == (
        "partly",
        "integrity: in pencil",
        "few",
    )
    assert (row["reported_by"], row["unassessed"]) == ("a, b", "b")
    assert row["notes"] == (
        "data last assessed on 2020-05-01; overdue since 2023-05-01; data of b never assessed; "
        "last assessment: integrity partly met"
    )


def test_what_is_missing_is_told_all_at_once() -> None:
    [row] = asked(row="indicator", indicator="y")
    assert row["sheet"] == "incomplete"
    assert row["missing"] == (
        "objective it measures; unit; breakdowns, or why there are none; definition; data source; frequency; "
        "responsible office; known limitations; time of the baseline; day of the last update"
    )


def test_only_what_was_known_by_the_day_counts() -> None:
    [row] = asked(row="indicator", indicator="x", as_of="2018-01-01")
    assert (row["assessment"], row["standing"], row["changes"]) == ("old", "in_time", 0)
    [row] = asked(row="indicator", indicator="x", as_of="2016-04-30")
    assert row["standing"] == "not_assessed"


def test_assessments_and_changes_have_rows_of_their_own() -> None:
    told = [(row["assessment"], row["standing"]) for row in asked(row="assessment")]
    assert told == [("new", "overdue"), ("old", "superseded")]
    [change] = asked(row="change")
    assert (change["on"], change["what"], change["why"]) == (date(2020, 1, 1), "w", "y")


def test_the_day_is_the_latest_that_the_release_knows() -> None:
    assert {row["as_of"] for row in asked()} == {date(2023, 12, 31)}
    answer = quality.ask(Store().fill(TABLES))
    assert answer.notes[0].startswith("As of 2023-12-31")
    assert "f: 1 of 2 performance indicators are standard." in answer.notes


@pytest.mark.parametrize("where", [{"as_of": "soon"}, {"size": 3}])
def test_wrong_use(where: dict[str, object]) -> None:
    with pytest.raises(WrongUse):
        asked(None, **where)


def test_the_age_stands_beside_published_numbers() -> None:
    release = Store().fill(TABLES)
    beside = [note for note in progress.ask(release).notes if "assessed too long ago" in note]
    assert beside == [
        "As of 2023-12-31 the data of these were last assessed too long ago: x on 2020-05-01, overdue since 2023-05-01."
    ]
    told = [
        row["told"]
        for row in provenance.ask(release, indicator="x", place="p", period="2023").dicts()
        if row["step"] == "data"
    ]
    assert told == [
        "Its data were last assessed on 2020-05-01; the next assessment is overdue since 2023-05-01."
    ]
    told = [
        row["told"]
        for row in provenance.ask(release, indicator="y", place="p", period="2023").dicts()
        if row["step"] == "data"
    ]
    assert told == ["No assessment of its data is known."]


def test_a_release_without_assessments_says_nothing_beside_its_numbers() -> None:
    release = Store().fill(TABLES | {"quality_assessments": [], "quality_results": []})
    assert assessed.read(release).sentence("x") == ""
    assert not any("assessed" in note for note in progress.ask(release).notes)
    rows = provenance.ask(release, indicator="x", place="p", period="2023").dicts()
    assert not any(row["step"] == "data" for row in rows)


def test_many_that_are_overdue_are_counted() -> None:
    last = {f"i{n}": date(2010, 1, 1) for n in range(8)}
    [note] = assessed.Assessed(date(2020, 1, 1), last).notes(last)
    assert note.count("overdue since 2013-01-01") == 5
    assert note.endswith("; and 3 more.")
