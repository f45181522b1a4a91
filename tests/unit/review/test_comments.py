"""Comments on a cell, a row or the whole: who speaks, where they stand, and that they find their figure again."""

import pytest

from istmo.collect.models import Version
from istmo.freeze.state import check
from istmo.kernel.problem import WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event
from istmo.review import comments, keys, threads
from istmo.review.keys import Key
from istmo.review.models import Comment, Remark, Standing
from istmo.review.services import send_back
from tests.cast import AT, BAD, GOOD, later

HEAD = GOOD.splitlines()[0]
#: The figure of 2016 stands in row 3, then in row 2 with another source, then nowhere.
MOVED = f"{HEAD}\ntrained,SV,FY2016,result,95,usaid,youth,\ntrained,SV,FY2017,result,120,usaid,youth,own\n"
GONE = f"{HEAD}\ntrained,SV,FY2017,result,120,usaid,youth,own\n"


def say(version: Version, by, *figures: str, text: str = "Is this the whole year?") -> list[Comment]:
    return comments.comment(version=version, figures=figures, text=text, by=by, at=AT)


def reply(one: Comment, by, text: str = "Yes") -> str:
    comments.answer(comment=one, text=text, by=by, at=later())
    return one.standing


def test_a_comment_finds_its_figure_in_later_versions(cast, submitted) -> None:
    first = submitted()
    on_row, on_cell = say(first, cast.diego, "3", "E2")
    (whole,) = say(first, cast.diego)
    assert (on_row.place, on_cell.place, whole.place) == ("row 3", "E2", "")
    second = submitted(MOVED)
    assert [(one.place, one.is_gone) for one in threads.threads(second)] == [
        ("E2", False),
        ("E3", False),
        ("", False),
    ]
    third = submitted(GONE)
    assert [(one.place, one.is_gone) for one in threads.threads(third)] == [
        ("", True),
        ("E2", False),
        ("", False),
    ]


def test_a_key_is_written_and_read(cast, submitted) -> None:
    version = submitted()
    (comment,) = say(version, cast.diego, "2")
    key = Key.read(comment.figures)
    assert (key.text, str(key)) == (comment.figures, "trained SV FY2017 result usaid youth")
    (found,) = keys.where(version, [key]).values()
    assert (found.row, found.said.startswith("reported|120.000000000|")) == (2, True)


def test_two_statements_of_one_figure_are_told_apart_where_both_are_there(cast, submitted) -> None:
    two = f"{HEAD}\ntrained,SV,FY2017,result,120,usaid,youth,own\ntrained,SV,FY2017,result,121,usaid,youth,\n"
    first = submitted(two)
    (one,) = say(first, cast.diego, "3")
    (thread,) = threads.threads(submitted(two.replace("120", "119")))
    assert (thread.comment, thread.now[0].row) == (one, 3)


def test_answers_move_a_comment_and_stay(cast, submitted) -> None:
    (one,) = say(submitted(), cast.diego, "2")
    assert reply(one, cast.ana) == Standing.ANSWERED
    assert reply(one, cast.diego, "Which quarter is missing?") == Standing.OPEN
    assert reply(one, cast.ana, "The fourth") == Standing.ANSWERED
    comments.resolve(comment=one, text="Then it is at least 120", by=cast.diego, at=later())
    assert one.standing == Standing.RESOLVED
    with pytest.raises(WrongUse, match="resolved already"):
        comments.resolve(comment=one, text="again", by=cast.diego, at=later())
    (thread,) = threads.threads(one.version)
    assert [remark.text for remark in thread.remarks][::4] == [
        "Is this the whole year?",
        "Then it is at least 120",
    ]
    assert [event.verb for event in Event.objects.order_by("-seq")[:2]] == [
        "review.resolved",
        "review.answered",
    ]
    assert verify_chain() == []
    assert reply(one, cast.ana, "Here is the fourth") == Standing.ANSWERED


@pytest.mark.parametrize(
    ("person", "speaks", "settles"),
    [
        ("ana", True, False),
        ("ben", True, True),
        ("carla", False, False),
        ("diego", True, True),
        ("eva", False, False),
        ("operator", False, False),
    ],
)
def test_each_of_the_cast(cast, submitted, person: str, speaks: bool, settles: bool) -> None:
    version, by = submitted(), getattr(cast, person)
    (one,) = say(version, cast.diego, "2")
    events = Event.objects.count()
    for may, act in (
        (speaks, lambda: say(version, by)),
        (speaks, lambda: reply(one, by)),
        (settles, lambda: comments.resolve(comment=one, text="settled", by=by, at=AT)),
    ):
        if may:
            act()
            events += 1
        else:
            with pytest.raises(WrongUse, match=person):
                act()
    assert Event.objects.count() == events


def test_what_cannot_be_said_is_refused(cast, submitted) -> None:
    version = submitted()
    with pytest.raises(WrongUse, match="text is empty"):
        say(version, cast.diego, text=" ")
    with pytest.raises(WrongUse, match=r"no figure at 99, Z9"):
        say(version, cast.diego, "2", "99", "Z9")
    with pytest.raises(WrongUse, match="is a draft"):
        say(submitted(BAD), cast.diego)
    assert not Comment.objects.exists()


def test_open_comments_go_with_a_return(cast, submitted) -> None:
    version = submitted()
    one, two = say(version, cast.diego, "2", "3")
    comments.resolve(comment=two, text="settled", by=cast.diego, at=AT)
    send_back(version=version, by=cast.diego, at=AT, comment="See the comment")
    assert f'"comments":[{one.pk}]' in Event.objects.order_by("seq").last().details


def test_a_text_that_was_changed_is_told(cast, submitted) -> None:
    one, two = say(submitted(), cast.diego, "2", "3")
    assert not [told for told in check() if told.code == "comment_other"]
    Remark.objects.filter(comment=one).update(text="Never mind")
    Remark.objects.filter(comment=two).delete()
    told = [told.found for told in check() if told.code == "comment_other"]
    assert ["not what was written" in told[0], "is missing" in told[1]] == [True, True]


def test_an_unknown_comment_is_told(cast, submitted) -> None:
    version = submitted()
    (one,) = say(version, cast.diego)
    assert threads.thread(one.pk, version).comment == one
    with pytest.raises(WrongUse, match=f"no comment 77. It has {one.pk}."):
        threads.thread(77, version)
    with pytest.raises(WrongUse, match="There is no comment 77"):
        threads.comment(77)
