"""What a call asks of an agency: rows of last year moved on, rows of activities that never told, what may be chosen."""

from dataclasses import replace
from pathlib import Path

import pytest

from istmo.collect.wanted import Parts, Request, Wanted, wanted
from istmo.formats import door
from istmo.kernel.problem import WrongUse
from istmo.release.build import build
from istmo.release.parts import Part
from tests.called import EXERCISE, asked, exercise, last_release


def keys(found: Wanted, part: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(row.indicator, row.place, row.activity, row.breakdown) for row in found.part(part)]


def test_wanted_moves_last_year_on_and_fills_it_in() -> None:
    row = next(row for row in asked("health-alta").part("results") if row.indicator == "people-served")
    assert (row.place, row.activity, row.period.code, row.role) == (
        "alta",
        "clinics-alta",
        "FY2026",
        "result",
    )
    assert (row.last_value, row.last_state, row.unit, row.source) == (900, "reported", "people", "reports")


def test_wanted_asks_the_categories_of_a_dimension_below_the_total() -> None:
    rows = [key for key in keys(asked("works"), "results") if key[0] == "people-served"]
    assert [key[3] for key in rows] == ["", "sex=f", "sex=m"]


def test_wanted_leaves_out_activities_that_ended() -> None:
    assert "wells-cora" not in {key[2] for key in keys(asked("works"), "results")}
    assert "wells-cora" in {key[2] for key in keys(asked("works"), "restatements")}
    assert "wells-cora" not in {activity.code for activity in asked("works").roster}


def test_wanted_leaves_activity_to_the_reporter_where_none_fits() -> None:
    assert ("wells-built", "cora", None, "") in keys(asked("works"), "results")


def test_wanted_without_a_release_asks_by_activity_and_applicability() -> None:
    found = asked("health-bera", last=False)
    assert ("people-served", "bera", "clinics-bera", "sex=f") in keys(found, "results")
    assert not found.part("restatements")
    assert all(row.last_value is None for row in found.rows)


def test_wanted_of_an_agency_is_that_of_its_units_but_not_of_those_asked_themselves() -> None:
    whole = asked("health")
    assert {row.agency for row in whole.part("results")} == {"health-alta", "health-bera"}
    request = replace(whole.request, others=frozenset({"health", "health-alta"}))
    rest = wanted(request, exercise().tables(), last_release())
    assert {row.agency for row in rest.part("results")} == {"health-bera"}


def test_wanted_restatement_keeps_the_key_of_what_was_told() -> None:
    told = [row for row in asked("works").part("restatements") if row.activity == "wells-cora"]
    life, row = sorted(told, key=lambda row: row.span)
    assert (row.period.code, row.role, row.source, row.last_value) == ("FY2025", "result", "reports", 20)
    assert (life.span, life.last_value) == ("life", 88)


def test_wanted_restatement_brings_its_target_and_why_it_was_missed() -> None:
    row = next(row for row in asked("works").part("restatements") if row.reason)
    assert (row.activity, row.target, row.reason) == ("wells-cora", 30, "suspended_funds")
    assert all((row.explanation, row.plan, row.plan_by, row.told))
    assert {other.told for other in asked("works").rows} == {None, row.told}


def test_wanted_asks_the_result_of_a_whole_life_once_it_is_over(tmp_path: Path) -> None:
    """The target for the life of wells-cora, which ended with FY2025, was told in FY2023."""
    came = door.read([EXERCISE / "submissions/2023/illustrative-works.csv"], into=tmp_path / "came")
    assert came.figures is not None
    parts = [Part(came.figures, "exercise-2023/works/1")]
    build(architecture=exercise(), figures=parts, number=1, title="First", out=tmp_path / "first")

    def lives(year: str) -> list[tuple[str, str | None, object]]:
        request = Request("exercise", year, "works")
        found = wanted(request, exercise().tables(), tmp_path / "first").part("results")
        return [(row.period.code, row.activity, row.target) for row in found if row.span == "life"]

    assert lives("FY2024") == []
    assert lives("FY2026") == [("FY2023/FY2025", "wells-cora", 100)]


def test_wanted_targets_are_of_the_years_asked_for() -> None:
    assert {row.period.code for row in asked("works").part("targets")} == {"FY2027"}
    found = asked("works", parts=Parts(targets=("FY2027", "FY2029"))).part("targets")
    assert {row.period.code for row in found} == {"FY2027", "FY2029"}


def test_wanted_baselines_only_of_levels_without_one() -> None:
    found = asked("justice").part("baselines")
    assert {row.indicator for row in found} == {"cases-solved", "trust"}
    assert not asked("works").part("baselines")


def test_wanted_codes_are_unique_and_stable() -> None:
    codes = [row.code for row in asked("works").rows]
    assert len(set(codes)) == len(codes)
    assert codes == [row.code for row in asked("works", lang="es").rows]


def test_wanted_speaks_the_language_asked_for() -> None:
    assert {row.title for row in asked("works", lang="es").rows} & {"Pozos construidos (ilustrativo)"}


def test_wanted_only_the_parts_asked_for() -> None:
    found = asked("works", parts=Parts(False, True, False, False))
    assert {row.part for row in found.rows} == {"results"}
    assert found.roster == ()


def test_wanted_year_that_is_none_is_told() -> None:
    with pytest.raises(WrongUse, match="undated is none"):
        wanted(Request("exercise", "undated", "works"), exercise().tables())
