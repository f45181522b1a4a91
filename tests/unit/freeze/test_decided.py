"""What was held and what was settled reaches the release, and changes make a new one."""

import pytest

from istmo.analyse import coverage
from istmo.collect.models import Version
from istmo.collect.said import declare_nothing
from istmo.freeze import queries
from istmo.freeze.services import freeze
from istmo.freeze.state import check
from istmo.release.reader import open_release
from istmo.review.models import Hold
from istmo.review.services import Overlap, approve, hold, lift, settle
from tests.cast import AT, GOOD, RESTATED, received


@pytest.fixture
def held(cast, submitted):
    """Ana's figures, the one in row 2 held, the rest approved."""

    def given(text: str | None = None, figure: str = "2"):
        version = submitted(text) if text else submitted()
        hold(version=version, figures=[figure], reason="too high", by=cast.diego, at=AT)
        return approve(version=version, by=cast.diego, at=AT)

    return given


def frozen(cast):
    release, new = freeze(title="One", by=cast.operator, at=AT)
    return open_release(queries.folder(release.number)), new


@pytest.mark.parametrize(("figure", "cell"), [("2", None), ("E2", "E2")])
def test_held_figure_is_named_in_the_release_without_its_value(
    cast, held, figure: str, cell: str | None
) -> None:
    held(figure=figure)
    release, _ = frozen(cast)
    assert release.query('SELECT "row", value::INTEGER FROM figures') == [(3, 90)]
    assert release.query(
        "SELECT submission, row, holds.at, indicator, place, period_end::VARCHAR, agency, activity, role, breakdown, reason "
        "FROM holds"
    ) == [
        ("c1/usaid/1", 2, cell, "trained", "SV", "2017-09-30", "usaid", "youth", "result", None, "too high")
    ]
    assert check() == []


def test_lift_after_the_approval_makes_a_new_release_with_the_figure(cast, held) -> None:
    decision = held()
    first, _ = frozen(cast)
    lift(version=decision.version, figures=["2"], reason="confirmed", by=cast.ben, at=AT)
    second, new = frozen(cast)
    assert new
    assert first.query('SELECT "row" FROM figures') == [(3,)]
    assert second.query('SELECT "row" FROM figures ORDER BY 1') == [(2,), (3,)]
    assert second.query("SELECT * FROM holds") == []
    assert frozen(cast)[1] is False
    assert check() == []


def test_a_later_version_stands_instead_of_what_is_held(cast, held, submitted) -> None:
    held()
    approve(version=submitted(RESTATED), by=cast.diego, at=AT)
    release, _ = frozen(cast)
    assert release.query("SELECT value::INTEGER, submission FROM figures ORDER BY row") == [
        (130, "c1/usaid/2"),
        (90, "c1/usaid/2"),
    ]


@pytest.mark.parametrize("figure", ["2", "3"])
def test_what_was_found_in_a_held_row_is_held_with_it(cast, held, figure: str) -> None:
    held(GOOD + "trained,SV,FY2017,target,300,usaid,youth,own\n", figure)
    release, _ = frozen(cast)
    (told,) = release.query("SELECT text FROM submission_problems WHERE code = 'target_missed'")
    assert "figures.csv, E2" in told[0]
    assert ("120" in told[0]) is (figure != "2")
    assert ("held with it" in told[0]) is (figure == "2")


def test_what_was_settled_reaches_the_release(cast, held) -> None:
    held(GOOD + "trained,SV,FY2016,result,60,usaid,,own\n")
    frozen(cast)
    settle(
        overlap=Overlap("trained", "SV", "FY2016", "custom", "125"),
        reason="two funders",
        by=cast.diego,
        at=AT,
    )
    release, new = frozen(cast)
    told = (
        "SELECT indicator, place, period, decision, value::INTEGER, low::INTEGER, high::INTEGER, reason, decided_by "
        'FROM "overlaps"'
    )
    assert release.query(told) == [
        ("trained", "SV", "FY2016", "custom", 125, 90, 150, "two funders", str(cast.diego.person_id))
    ]
    assert new
    assert frozen(cast)[1] is False


def test_check_names_holds_changed_after_the_decision(cast, held) -> None:
    held()
    Hold.objects.update(row=3)
    assert [problem.code for problem in check()] == ["decision_other_holds"]


def test_check_names_a_hold_that_was_added_after_the_decision(cast, held) -> None:
    decision = held()
    Hold.objects.create(
        version=Version.objects.get(),
        row=3,
        reason="late",
        by=cast.ben,
        person=cast.ben.person,
        submitter=cast.ana.person,
        at=AT,
        decision=decision,
    )
    assert [problem.code for problem in check()] == ["decision_other_holds"]


def test_nothing_to_report_is_told_apart_from_silence_until_something_comes(
    cast, call, approved, submitted
) -> None:
    approved()
    first, _new = frozen(cast)
    with first:
        assert not first.query("SELECT * FROM declarations")
    reason = "Our work there begins next year; nothing was spent."
    declare_nothing(call=call, agency=cast.inl, reason=reason, by=cast.carla, at=AT)
    release, new = frozen(cast)
    assert new
    with release:
        assert release.query("SELECT call, agency, reason FROM declarations") == [("c1", "inl", reason)]
        rows = {row["agency"]: row["gaps"] for row in coverage.ask(release, scope="agency").dicts()}
    assert f"nothing to report, because c1: {reason}" in rows["inl"]
    assert "nothing to report" not in rows["usaid"]
    assert frozen(cast)[1] is False
    received(call, cast.inl, cast.carla)
    release, new = frozen(cast)
    with release:
        assert new
        assert not release.query("SELECT * FROM declarations")
