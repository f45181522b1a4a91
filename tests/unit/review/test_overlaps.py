"""Settling how several agencies count together."""

import pytest
from django.db import IntegrityError, transaction

from istmo.kernel.problem import WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event
from istmo.review.models import Settlement
from istmo.review.queries import settlements
from istmo.review.services import Overlap, settle
from tests.cast import AT


def settled(by, decision: str = "max", value: str = "", **about: str) -> Settlement:
    told = {"indicator": "trained", "place": "SV", "period": "FY2017"} | about
    return settle(
        overlap=Overlap(**told, decision=decision, value=value), reason="one training", by=by, at=AT
    )


def test_settle_keeps_who_decided_what_and_why(cast, call) -> None:
    one = settled(cast.diego, period="2016-10-01/2017-09-30")
    assert (str(one), one.decision, one.person, one.reason) == (
        "trained SV FY2017",
        "max",
        cast.diego.person,
        "one training",
    )
    assert Event.objects.order_by("seq").last().verb == "review.settled"
    assert verify_chain() == []


def test_settle_again_the_last_stands(cast, call) -> None:
    settled(cast.diego)
    settled(cast.diego, place="HN")
    settled(cast.diego, "custom", "150.50")
    assert [(s.place, s.decision, s.value) for s in settlements()] == [
        ("HN", "max", ""),
        ("SV", "custom", "150.5"),
    ]
    assert Settlement.objects.count() == 3


@pytest.mark.parametrize(
    ("person", "may"),
    [("ana", False), ("ben", False), ("carla", False), ("diego", True), ("eva", False), ("operator", False)],
)
def test_settle_by_each_of_the_cast(cast, call, person: str, may: bool) -> None:
    if may:
        settled(getattr(cast, person))
    else:
        with pytest.raises(WrongUse, match=f"{person} .*may not settle an overlap"):
            settled(getattr(cast, person))


def test_all_that_is_wrong_is_told_at_once(cast, call) -> None:
    with pytest.raises(WrongUse, match=r"no indicator “jobs”.*no place “ZZ”.*period cannot be read"):
        settled(cast.diego, indicator="jobs", place="ZZ", period="soon")


def test_settle_of_what_is_never_added_up_is_refused(cast, call) -> None:
    with pytest.raises(WrongUse, match="homicide is never added up"):
        settled(cast.diego, indicator="homicide")


@pytest.mark.parametrize(
    ("decision", "value", "told"),
    [
        ("mean", "", "no decision. Choose sum, max, custom"),
        ("max", "12", "Only a custom decision"),
        ("custom", "", "no exact number"),
        ("custom", "12O", "no exact number"),
        ("custom", "NaN", "no exact number"),
        ("custom", "0.0000000001", "no exact number"),
        ("custom", "1e20", "no exact number"),
    ],
)
def test_settle_of_no_decision_or_number_is_refused(cast, call, decision: str, value: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        settled(cast.diego, decision, value)


def test_settle_needs_a_reason(cast, call) -> None:
    with pytest.raises(WrongUse, match="Say why"):
        settle(overlap=Overlap("trained", "SV", "FY2017", "max"), reason=" ", by=cast.diego, at=AT)


def test_custom_without_a_value_is_refused_by_the_database(cast, call) -> None:
    one = settled(cast.diego)
    one.decision = "custom"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
