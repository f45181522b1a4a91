"""Steps that a version passes before it is approved: as data, in order, each by the role it names."""

import pytest
from django.db import IntegrityError, transaction

from istmo.collect.models import State
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.people.services import NewUser, add_user
from istmo.review import queries
from istmo.review.clearance import Step, clear, passed, set_steps
from istmo.review.models import ClearanceStep
from istmo.review.services import approve, hold, send_back
from tests.cast import AT


@pytest.fixture
def steps(cast, call):
    told = [Step("bureau", "approver", cast.usaid), Step("secretariat", "reviewer")]
    return set_steps(call=call, steps=told, by=cast.operator, at=AT)


def test_a_version_passes_its_steps_in_order_then_is_approved(cast, submitted, steps) -> None:
    version = submitted()
    with pytest.raises(
        WrongUse, match=r"has to pass bureau \(approver of usaid\), secretariat \(reviewer\) first"
    ):
        approve(version=version, by=cast.diego, at=AT)
    with pytest.raises(
        WrongUse, match=r"The next step is bureau: it is cleared by approver of usaid. diego is reviewer"
    ):
        clear(version=version, by=cast.diego, at=AT)
    clear(version=version, by=cast.ben, at=AT)
    assert version.state == State.IN_REVIEW
    assert '"step":"bureau"' in Event.objects.order_by("seq").last().details
    with pytest.raises(WrongUse, match="The next step is secretariat"):
        clear(version=version, by=cast.ben, at=AT)
    clear(version=version, by=cast.diego, at=AT, hash_=version.seal)
    with pytest.raises(WrongUse, match="passed every step"):
        clear(version=version, by=cast.diego, at=AT)
    assert [(str(one.step), one.by) for one in passed(version)] == [
        ("bureau", "ben"),
        ("secretariat", "diego"),
    ]
    approve(version=version, by=cast.diego, at=AT)


def test_a_call_without_steps_needs_none(cast, submitted) -> None:
    version = submitted()
    with pytest.raises(WrongUse, match="has no steps"):
        clear(version=version, by=cast.diego, at=AT)
    approve(version=version, by=cast.diego, at=AT)


def test_a_return_needs_no_step_and_the_next_version_begins_anew(cast, submitted, steps) -> None:
    first = submitted()
    clear(version=first, by=cast.ben, at=AT)
    send_back(version=first, by=cast.diego, at=AT, comment="mend it")
    with pytest.raises(WrongUse, match="was returned"):
        clear(version=first, by=cast.diego, at=AT)
    second = submitted(
        "indicator,place,period,role,value,agency,activity,source\ntrained,SV,FY2017,result,7,usaid,youth,own\n"
    )
    assert [one.by for one in passed(second)] == [None, None]


def test_a_clearance_is_of_exactly_what_was_seen(cast, submitted, steps) -> None:
    version = submitted()
    hold(version=version, figures=["2"], reason="too high", by=cast.ben, at=AT)
    with pytest.raises(WrongUse, match="is not"):
        clear(version=version, by=cast.ben, at=AT, hash_=version.seal)
    made = clear(version=version, by=cast.ben, at=AT, hash_=queries.seal(version))
    assert made.seal == queries.seal(version)


@pytest.mark.parametrize("person", ["ana", "carla", "eva", "operator"])
def test_who_may_not_decide_may_not_clear(cast, submitted, steps, person: str) -> None:
    with pytest.raises(WrongUse, match=person):
        clear(version=submitted(), by=getattr(cast, person), at=AT)


def test_four_eyes_on_a_clearance(cast, submitted, steps) -> None:
    second = add_user(
        new=NewUser("ana2", "approver", same_as=cast.ana, agency=cast.usaid), by=cast.operator, at=AT
    )
    version = submitted()
    with pytest.raises(WrongUse, match="ana2 belongs to the person who submitted"):
        clear(version=version, by=second, at=AT)
    made = clear(version=version, by=cast.ben, at=AT)
    made.person = cast.ana.person
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_steps_are_set_by_who_opens_calls_until_one_is_passed(cast, call, submitted, steps) -> None:
    with pytest.raises(WrongUse, match="diego"):
        set_steps(call=call, steps=[], by=cast.diego, at=AT)
    for wrong, told in (
        ([Step(" ", "reviewer")], "a name of its own"),
        ([Step("a", "reviewer"), Step("a", "approver")], "a name of its own"),
        ([Step("a", "judge")], "no role judge"),
    ):
        with pytest.raises(WrongUse, match=told):
            set_steps(call=call, steps=wrong, by=cast.operator, at=AT)
    set_steps(call=call, steps=[Step("mission", "approver")], by=cast.operator, at=AT)
    assert [str(one) for one in ClearanceStep.objects.all()] == ["mission"]
    clear(version=submitted(), by=cast.ben, at=AT)
    with pytest.raises(WrongUse, match="its steps stay"):
        set_steps(call=call, steps=[], by=cast.operator, at=AT)
