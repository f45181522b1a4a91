"""Holding a doubtful figure and approving the rest; lifting the hold before and after."""

import pytest
from django.db import IntegrityError, transaction

from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event
from istmo.people.services import NewUser, add_user
from istmo.review import queries
from istmo.review.held import Place, figures, places
from istmo.review.models import Hold
from istmo.review.services import approve, hold, lift, send_back
from tests.cast import AT, BAD, GOOD, received

WHY = "ten times last year's"


def held(version: Version, by, *named: str) -> list[Hold]:
    return hold(version=version, figures=named or ("2",), reason=WHY, by=by, at=AT)


def lifted(version: Version, by, *named: str) -> list[Hold]:
    return lift(version=version, figures=named or ("2",), reason="confirmed", by=by, at=AT)


def test_hold_then_approve_names_what_was_left_out(cast, submitted) -> None:
    version = submitted()
    (one,) = held(version, cast.diego)
    decision = approve(version=version, by=cast.diego, at=AT)
    one.refresh_from_db()
    assert (one.decision, decision.held_sha256) == (decision, queries.held_hash([one]))
    assert (decision.figures_sha256, str(one), one.reason) == (version.figures_sha256, "row 2", WHY)
    assert [event.verb for event in Event.objects.order_by("seq")][-2:] == ["review.held", "review.approved"]
    assert '"held":["row 2"]' in Event.objects.order_by("seq").last().details
    assert verify_chain() == []


def test_hold_by_cell_holds_that_figure_only(cast, submitted) -> None:
    version = submitted()
    (one,) = held(version, cast.ben, "e3")
    assert (one.row, one.cell) == (3, "E3")
    assert [figure.row for figure in figures(version) if figure.stands_at(Place(one.row, one.cell))] == [3]


@pytest.mark.parametrize(
    ("person", "may"),
    [("ana", False), ("ben", True), ("carla", False), ("diego", True), ("eva", False), ("operator", False)],
)
def test_hold_and_lift_by_each_of_the_cast(cast, submitted, person: str, may: bool) -> None:
    version = submitted()
    by = getattr(cast, person)
    events = Event.objects.count()
    if may:
        held(version, by)
        lifted(version, by)
        assert Event.objects.count() == events + 2
    else:
        with pytest.raises(WrongUse, match=person):
            held(version, by)
        held(version, cast.diego)
        with pytest.raises(WrongUse, match=person):
            lifted(version, by)


def test_hold_by_another_account_of_the_submitter_is_refused(cast, submitted) -> None:
    second = add_user(new=NewUser("ana2", "reviewer", same_as=cast.ana), by=cast.operator, at=AT)
    version = submitted()
    with pytest.raises(WrongUse, match="ana2 belongs to the person who submitted"):
        held(version, second)
    held(version, cast.diego)
    with pytest.raises(WrongUse, match="ana2 belongs to the person who submitted"):
        lifted(version, second)


@pytest.mark.parametrize("wrong", ["person", "lifter"])
def test_four_eyes_on_a_hold_are_kept_by_the_database(cast, submitted, wrong: str) -> None:
    version = submitted()
    (one,) = held(version, cast.diego)
    one.lifted_by, one.lifter, one.lifted_at, one.lifted_because = cast.ben, cast.ben.person, AT, "why"
    setattr(one, wrong, cast.ana.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_unknown_rows_and_cells_are_told_at_once(cast, submitted) -> None:
    version = submitted()
    with pytest.raises(WrongUse, match=r"no figure at 1, 99, Z9. Its figures stand in rows 2 to 3"):
        held(version, cast.diego, "2", "1", "99", "Z9")
    assert not Hold.objects.exists()


def test_held_twice_is_refused_and_held_again_after_a_lift_is_not(cast, submitted) -> None:
    version = submitted()
    held(version, cast.diego)
    for again in ("2", "E2"):
        with pytest.raises(WrongUse, match="held already"):
            held(version, cast.diego, again)
    lifted(version, cast.ben)
    held(version, cast.diego)
    assert Hold.objects.count() == 2


@pytest.mark.parametrize("move", [held, lifted])
def test_hold_and_lift_need_a_reason(cast, submitted, move) -> None:
    version = submitted()
    held(version, cast.diego, "3")
    service = hold if move is held else lift
    with pytest.raises(WrongUse, match="Say why"):
        service(version=version, figures=["3"], reason="  ", by=cast.diego, at=AT)


def test_lift_of_what_is_not_held_names_what_is(cast, submitted) -> None:
    version = submitted()
    with pytest.raises(WrongUse, match=r"3 of c1/usaid/1 is not held. Nothing in it is held"):
        lifted(version, cast.diego, "3")
    held(version, cast.diego)
    with pytest.raises(WrongUse, match=r"3 of c1/usaid/1 is not held. Held are row 2"):
        lifted(version, cast.diego, "2", "3")


def test_hold_of_a_decided_version_is_refused(cast, submitted) -> None:
    version = submitted()
    approve(version=version, by=cast.diego, at=AT)
    with pytest.raises(WrongUse, match="is approved"):
        held(Version.objects.get(), cast.diego)


def test_hold_of_a_draft_is_refused(cast, submitted) -> None:
    with pytest.raises(WrongUse, match="is a draft"):
        held(submitted(BAD), cast.diego)


def test_hold_of_a_superseded_version_is_refused(cast, call, submitted) -> None:
    version = submitted()
    received(call, cast.usaid, cast.ana, digit="b")
    with pytest.raises(WrongUse, match="superseded by c1/usaid/2"):
        held(version, cast.diego)


def test_seal_changes_with_what_is_held(cast, submitted) -> None:
    version = submitted()
    seen = queries.seal(version)
    assert seen == version.seal
    held(version, cast.ben)
    for stale in (seen, version.figures_sha256):
        with pytest.raises(WrongUse, match=f"not “{stale}” but {queries.seal(version)}"):
            approve(version=version, by=cast.diego, at=AT, hash_=stale)
    approve(version=version, by=cast.diego, at=AT, hash_=queries.seal(version)[:12])


def test_seal_is_the_old_one_after_a_lift(cast, submitted) -> None:
    version = submitted()
    held(version, cast.ben)
    lifted(version, cast.diego)
    decision = approve(version=version, by=cast.diego, at=AT, hash_=version.seal)
    assert decision.held_sha256 == ""


def test_everything_held_cannot_be_approved_but_returned(cast, submitted) -> None:
    version = submitted()
    held(version, cast.diego, "2", "E3")
    with pytest.raises(WrongUse, match=r"Everything in c1/usaid/1 is held"):
        approve(version=version, by=cast.diego, at=AT)
    version.refresh_from_db()
    assert version.state == State.SUBMITTED
    send_back(version=version, by=cast.diego, at=AT, comment=WHY)


def test_one_number_in_two_sheets_needs_the_sheet(cast, submitted) -> None:
    sheets = GOOD.replace("source\n", "source,at\n", 1)
    for at in ("Posts!F2", "Results!F2"):
        sheets = sheets.replace("own\n", f"own,{at}\n", 1)
    version = submitted(sheets)
    assert [str(place) for place in places(version, ["results!f2", "Posts!F2"])] == ["Results!F2", "Posts!F2"]
    with pytest.raises(WrongUse, match=r"More than one sheet has F2 \(Posts!F2, Results!F2"):
        places(version, ["F2"])
