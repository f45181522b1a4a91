"""What a call asks of an agency: rows of last year moved on, rows of activities that never told, what may be chosen."""

from dataclasses import replace

import pytest

from istmo.collect.wanted import Parts, Request, Wanted, wanted
from istmo.kernel.problem import WrongUse
from tests.called import asked, exercise, last_release


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
    row = next(row for row in asked("works").part("restatements") if row.activity == "wells-cora")
    assert (row.period.code, row.role, row.source, row.last_value) == ("FY2025", "result", "reports", 20)


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
