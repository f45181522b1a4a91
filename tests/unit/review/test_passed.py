"""Warnings let pass and versions taken back: who may, how long it holds, what a release tells of it."""

import pytest
from django.db import IntegrityError, transaction

from istmo.collect.models import State, Version
from istmo.freeze.queries import folder
from istmo.freeze.services import freeze
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.release.reader import open_release
from istmo.review import comments, waivers
from istmo.review.models import Recall, Waiver
from istmo.review.recall import recall
from istmo.review.services import approve, send_back
from istmo.review.waivers import let_pass, waive, withdraw
from tests.cast import AT, GOOD, later, received

#: A unit that is not the indicator's, in both rows: a warning of `unit_differs`.
WARNED = "".join(
    f"{line},{unit}\n" for line, unit in zip(GOOD.splitlines(), ("unit", "houses", "houses"), strict=True)
)
CODE = "unit_differs"
WHY = "The post counts households"


def passing(version: Version, by, *figures: str, code: str = CODE) -> list[Waiver]:
    return waive(version=version, code=code, figures=figures, reason=WHY, by=by, at=AT)


def holding(version: Version) -> list[tuple[str, str]]:
    return [(one.waiver.code, one.place) for one in let_pass([version])[version.pk]]


def test_a_waiver_of_a_figure_holds_as_long_as_it_says_the_same(cast, submitted) -> None:
    first = submitted(WARNED)
    assert first.warnings == 2
    passing(first, cast.diego, "2", "3")
    assert holding(first) == [(CODE, "E2"), (CODE, "E3")]
    assert '"check":"unit_differs"' in Event.objects.order_by("seq").last().details
    second = submitted(WARNED.replace("120", "121"))
    assert holding(second) == [(CODE, "E3")]


def test_a_waiver_of_everything_is_of_one_version(cast, submitted) -> None:
    first = submitted(WARNED)
    passing(first, cast.diego)
    assert holding(first) == [(CODE, "")]
    assert holding(submitted(WARNED.replace("120", "121"))) == []


@pytest.mark.parametrize(
    ("person", "may"),
    [("ana", False), ("ben", True), ("carla", False), ("diego", True), ("eva", False), ("operator", False)],
)
def test_waive_by_each_of_the_cast(cast, submitted, person: str, may: bool) -> None:
    version, by = submitted(WARNED), getattr(cast, person)
    if may:
        assert len(passing(version, by)) == 1
    else:
        with pytest.raises(WrongUse, match=person):
            passing(version, by)


def test_a_waiver_is_withdrawn_with_a_reason_and_stays_where_it_was_approved(cast, submitted) -> None:
    first = submitted(WARNED)
    passing(first, cast.diego, "2", "3")
    about = {"code": CODE, "reason": "It counts people after all", "at": later()}
    for person in ("ana", "carla", "eva", "operator"):
        with pytest.raises(WrongUse, match=person):
            withdraw(version=first, by=getattr(cast, person), **about)
    with pytest.raises(WrongUse, match="Say why"):
        withdraw(version=first, by=cast.diego, **{**about, "reason": " "})
    withdraw(version=first, by=cast.diego, figures=["2"], **about)
    assert holding(first) == [(CODE, "E3")]
    assert Waiver.objects.count() == 2
    assert '"reason":"It counts people after all"' in Event.objects.order_by("seq").last().details
    with pytest.raises(WrongUse, match="no waiver to withdraw"):
        withdraw(version=first, by=cast.diego, figures=["2"], **about)
    passing(first, cast.diego, "2")
    assert sorted(holding(first)) == [(CODE, "E2"), (CODE, "E3")]
    approve(version=first, by=cast.diego, at=later(2))
    second = submitted(WARNED.replace("120", "121"))
    withdraw(version=second, by=cast.ben, **{**about, "at": later(3)})
    assert (sorted(holding(first)), holding(second)) == ([(CODE, "E2"), (CODE, "E3")], [])


def test_waive_refuses_what_is_not_there(cast, submitted) -> None:
    version = submitted(WARNED)
    with pytest.raises(WrongUse, match=r"no warning of “nothing”. It has warnings of unit_differs"):
        passing(version, cast.diego, code="nothing")
    with pytest.raises(WrongUse, match="no figure at 99"):
        passing(version, cast.diego, "99")
    passing(version, cast.diego, "2")
    with pytest.raises(WrongUse, match="let pass already"):
        passing(version, cast.diego, "2")
    with pytest.raises(WrongUse, match="Say why"):
        waive(version=version, code=CODE, reason=" ", by=cast.diego, at=AT)
    approve(version=version, by=cast.diego, at=AT)
    with pytest.raises(WrongUse, match="is approved"):
        passing(version, cast.diego)


def test_four_eyes_on_a_waiver_are_kept_by_the_database(cast, submitted) -> None:
    (one,) = passing(submitted(WARNED), cast.diego)
    one.person = cast.ana.person
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_a_release_tells_what_was_let_pass(cast, submitted) -> None:
    version = submitted(WARNED)
    passing(version, cast.diego, "2")
    approve(version=version, by=cast.diego, at=AT)
    release, new = freeze(title="First", by=cast.operator, at=AT)
    assert freeze(title="First", by=cast.operator, at=AT) == (release, False)
    assert new
    with open_release(folder(release.number)) as opened:
        told = opened.query("select submission, code, reason, granted_by from waivers")
    assert told == [("c1/usaid/1", CODE, f"E2: {WHY}", str(cast.diego.person_id))]


def test_recall_keeps_everything_and_the_same_file_may_come_again(cast, submitted) -> None:
    first = submitted()
    recall(version=first, reason="The wrong file", by=cast.ana, at=later())
    first.refresh_from_db()
    assert (first.state, Recall.objects.get().reason) == (State.RECALLED, "The wrong file")
    assert Event.objects.order_by("seq").last().verb == "review.recalled"
    with pytest.raises(WrongUse, match="was recalled by its agency"):
        approve(version=first, by=cast.diego, at=later())
    again = submitted()
    assert (again.number, again.state, again.hashes) == (2, State.SUBMITTED, first.hashes)
    approve(version=again, by=cast.diego, at=later())


@pytest.mark.parametrize(
    ("person", "may"),
    [("ana", True), ("ben", True), ("carla", False), ("diego", False), ("eva", False), ("operator", False)],
)
def test_recall_by_each_of_the_cast(cast, submitted, person: str, may: bool) -> None:
    version, by = submitted(), getattr(cast, person)
    if may:
        recall(version=version, reason="The wrong file", by=by, at=AT)
    else:
        with pytest.raises(WrongUse, match=person):
            recall(version=version, reason="The wrong file", by=by, at=AT)


def test_recall_says_why_and_only_what_waits(cast, submitted) -> None:
    version = submitted()
    with pytest.raises(WrongUse, match="Say why"):
        recall(version=version, reason="", by=cast.ana, at=AT)
    send_back(version=version, by=cast.diego, at=AT, comment="mend it")
    with pytest.raises(WrongUse, match="was returned"):
        recall(version=version, reason="The wrong file", by=cast.ana, at=AT)


def test_a_version_without_figures_has_nothing_to_find(cast, call) -> None:
    version = received(call, cast.usaid, cast.ana)
    version.figures_sha256 = ""
    assert let_pass([version]) == {version.pk: []}
    assert waivers.keys.where(version, []) == {}
    with pytest.raises(WrongUse, match="has no figures"):
        comments.comment(version=version, text="x", figures=["2"], by=cast.diego, at=AT)
