"""Settling how several agencies count together."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from istmo.collect.services import submit
from istmo.freeze.state import check
from istmo.kernel.problem import WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event, User
from istmo.people.permissions import NotAllowed
from istmo.people.services import NewUser, add_user
from istmo.review.models import Settlement
from istmo.review.overlaps import waiting
from istmo.review.queries import settlements
from istmo.review.services import Overlap, approve, hold, settle
from tests.cast import AT, GOOD

INL = """indicator,place,period,role,value,agency,source
trained,SV,FY2017,result,80,inl,own
"""


def settled(by, decision: str = "max", value: str = "", **about: str) -> Settlement:
    told = {"indicator": "trained", "place": "SV", "period": "FY2017"} | about
    return settle(
        overlap=Overlap(**told, decision=decision, value=value), reason="one training", by=by, at=AT
    )


@pytest.fixture
def both(cast, call, submitted, tmp_path: Path) -> None:
    """USAID reports 120 people trained, INL 80 at the same place; both are approved."""
    approve(version=submitted(), by=cast.diego, at=AT)
    file = tmp_path / "inl.csv"
    file.write_text(INL, encoding="utf-8")
    version, _ = submit(call=call, agency=cast.inl, files=[file], by=cast.carla, at=AT)
    approve(version=version, by=cast.diego, at=AT)


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


def test_settle_again_the_last_stands(cast, both) -> None:
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


def test_reviewer_of_one_agency_settles_no_overlap_with_another(cast, both) -> None:
    def limited(name: str, *codes: str) -> User:
        scopes = tuple(("agency", code) for code in codes)
        return add_user(new=NewUser(name, "reviewer", name.title(), scopes=scopes), by=cast.operator, at=AT)

    one = limited("rita", "usaid")
    with pytest.raises(NotAllowed, match=r"rita acts for usaid and may not settle an overlap of inl"):
        settled(one)
    with pytest.raises(
        NotAllowed, match=r"nothing approved shows yet whose figures of trained overlap at HN"
    ):
        settled(one, place="HN")
    assert settled(limited("rosa", "usaid", "inl")).decision == "max"


def test_all_that_is_wrong_is_told_at_once(cast, call) -> None:
    with pytest.raises(WrongUse, match=r"no indicator “jobs”.*no place “ZZ”.*period cannot be read"):
        settled(cast.diego, indicator="jobs", place="ZZ", period="soon")


def test_settle_of_what_is_never_added_up_is_refused(cast, call) -> None:
    with pytest.raises(WrongUse, match="homicide is never added up"):
        settled(cast.diego, indicator="homicide")


@pytest.mark.parametrize(
    ("decision", "value", "told"),
    [
        ("mean", "", "no decision. Choose sum, max, custom, open"),
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


@pytest.mark.parametrize("value", ["119.999999999", "200.000000001", "0", "-1"])
def test_custom_outside_of_its_ends_is_refused_and_both_are_named(cast, both, value: str) -> None:
    told = f"{value} cannot be the total. It is at least 120, the largest part, and at most 200, the sum"
    with pytest.raises(WrongUse, match=told):
        settled(cast.diego, "custom", value)
    assert Settlement.objects.count() == 0


@pytest.mark.parametrize("value", ["120", "200", "150"])
def test_custom_between_its_ends_keeps_what_it_was_made_on(cast, both, value: str) -> None:
    one = settled(cast.diego, "custom", value)
    assert (one.value, one.low, one.high) == (value, "120", "200")
    details = Event.objects.order_by("seq").last().details
    assert '"high":"200","low":"120","reason":"one training"' in details


def test_custom_where_nothing_overlaps_is_refused(cast, call, submitted) -> None:
    approve(version=submitted(), by=cast.diego, at=AT)
    with pytest.raises(WrongUse, match="no two series report trained at SV"):
        settled(cast.diego, "custom", "120")


def test_what_is_held_is_no_part_of_an_overlap(cast, call, submitted, tmp_path: Path) -> None:
    version = submitted(GOOD + INL.splitlines()[1].replace("80,inl,", "80,usaid,,") + "\n")
    hold(version=version, figures=["4"], reason="who was it?", by=cast.diego, at=AT)
    approve(version=version, by=cast.diego, at=AT)
    assert waiting().rows == ()


def test_what_waits_is_told_before_any_release(cast, both) -> None:
    [row] = waiting(state="open").dicts()
    assert (row["place"], row["if_max"], row["if_sum"]) == ("SV", 120, 200)
    assert row["series"] == "inl at SV: 80; usaid youth at SV: 120"
    settled(cast.diego, "custom", "150")
    [row] = waiting().dicts()
    assert (row["state"], row["now"], row["decided_by"]) == (
        "decided",
        Decimal(150),
        str(cast.diego.person_id),
    )


def test_withdrawn_decision_leaves_the_overlap_open_and_stays_on_record(cast, both) -> None:
    settled(cast.diego)
    settled(cast.diego, "open")
    assert (settlements(), Settlement.objects.count()) == ([], 2)
    assert [row["state"] for row in waiting().dicts()] == ["open"]
    assert [event.verb for event in Event.objects.order_by("seq")][-2:] == ["review.settled"] * 2


def test_withdrawing_what_was_never_decided_is_refused(cast, call) -> None:
    with pytest.raises(WrongUse, match="no decision to withdraw"):
        settled(cast.diego, "open")


def test_edited_decision_is_found_out(cast, both) -> None:
    settled(cast.diego)
    assert check() == []
    Settlement.objects.update(reason="because")
    assert [problem.code for problem in check()] == ["settlement_other"]
    Settlement.objects.all().delete()
    assert [problem.code for problem in check()] == ["settlement_other"]


def test_custom_without_a_value_is_refused_by_the_database(cast, call) -> None:
    one = settled(cast.diego)
    one.decision = "custom"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
