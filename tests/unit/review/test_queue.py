"""What waits for a decision: the largest change first, whose eyes see it, and at what cost."""

from datetime import timedelta

import pytest

from istmo.collect.models import Version
from istmo.collect.services import submit
from istmo.review import comments
from istmo.review.clearance import Step, clear, set_steps
from istmo.review.queue import waiting
from istmo.review.services import approve, hold
from tests.cast import AT, GOOD, RESTATED, later

INL = GOOD.replace("usaid", "inl").replace("youth", "").replace("120", "900")


@pytest.fixture
def two(cast, call, submitted, tmp_path) -> tuple[Version, Version]:
    """USAID's second version, and one of INL that is ten times last year's."""
    submitted()
    file = tmp_path / "inl.csv"
    file.write_text(INL, encoding="utf-8")
    return submitted(RESTATED), submit(call=call, agency=cast.inl, files=[file], by=cast.carla, at=AT)[0]


def test_the_largest_change_comes_first(cast, two) -> None:
    usaid, inl = two
    found = waiting(cast.diego, later(90))
    assert [one.version for one in found] == [inl, usaid]
    assert [one.size for one in found] == [9, pytest.approx(4 / 9)]
    assert [one.is_since_year for one in found] == [True, True]
    assert [one.last and one.last.number for one in found] == [None, 1]
    assert found[0].age == timedelta(minutes=90)
    assert [one.version for one in waiting(cast.diego, later(), by_age=True)] == [usaid, inl]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("ana", "usaid"),
        ("ben", "usaid"),
        ("carla", "inl"),
        ("diego", "inl usaid"),
        ("eva", ""),
        ("operator", "inl usaid"),
    ],
)
def test_each_of_the_cast_sees_its_own(cast, two, person: str, sees: str) -> None:
    found = waiting(getattr(cast, person), AT)
    assert " ".join(one.version.submission.agency.code for one in found) == sees


def test_what_was_said_and_done_is_counted(cast, call, two) -> None:
    usaid, inl = two
    set_steps(
        call=call,
        steps=[Step("bureau", "approver"), Step("secretariat", "reviewer")],
        by=cast.operator,
        at=AT,
    )
    clear(version=usaid, by=cast.ben, at=AT)
    hold(version=usaid, figures=["2"], reason="too high", by=cast.diego, at=AT)
    one, _ = comments.comment(version=usaid, figures=["2", "3"], text="Why?", by=cast.diego, at=AT)
    comments.answer(comment=one, text="More posts", by=cast.ana, at=AT)
    found = {one.version.pk: one for one in waiting(cast.diego, AT)}
    told = found[usaid.pk]
    assert (told.held, told.comments, told.answered, told.waived) == (1, 2, 1, 0)
    assert (told.steps, told.passed, told.next_step) == (2, 1, "secretariat")
    assert (found[inl.pk].held, found[inl.pk].comments, found[inl.pk].next_step) == (0, 0, "bureau")


def test_queries_do_not_grow(cast, call, two, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        waiting(cast.diego, AT)
    approve(version=two[1], by=cast.diego, at=AT)
    with django_assert_max_num_queries(5):
        assert len(waiting(cast.diego, AT)) == 1
