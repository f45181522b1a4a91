"""A version beside the version before, last year, its target and what is approved: what each figure is told as."""

from decimal import Decimal

import pytest

from istmo.collect.models import Version
from istmo.collect.services import submit
from istmo.review.differences import CHANGES, Difference, Kind, Wanted, differences, largest
from istmo.review.held import Place
from istmo.review.queue import with_all
from istmo.review.services import approve, hold
from istmo.review.sides import pairs
from tests.cast import AT

HEAD = "indicator,place,period,role,value,agency,activity,source,breakdown,note\n"


def line(
    value: object, period: str = "FY2017", role: str = "result", breakdown: str = "", note: str = ""
) -> str:
    return f"trained,SV,{period},{role},{value},usaid,youth,own,{breakdown},{note}\n"


FIRST = HEAD + line(90, "FY2016") + line(120) + line(70, breakdown="sex=f") + line(50, breakdown="sex=m")
#: The total higher, women gone, a target new, a note beside the men's.
SECOND = (
    HEAD
    + line(90, "FY2016")
    + line(360)
    + line(50, breakdown="sex=m", note="counted")
    + line(400, role="target")
)


def told(version: Version, **wanted: object) -> dict[tuple[str, ...], Difference]:
    rows = differences(version, Wanted(**wanted)).figures
    return {(one.key.period, one.key.role, one.key.breakdown): one for one in rows}


def test_a_first_version_has_nothing_before_it(submitted) -> None:
    found = differences(submitted(FIRST))
    assert (found.last, found.count, found.kinds) == (None, 4, {Kind.FIRST: 4})
    total = next(one for one in found.figures if one.key.period == "FY2017" and not one.key.breakdown)
    assert total.year is not None
    assert (total.last, total.year.value, total.year_from, total.size, total.is_since_year) == (
        None, Decimal(90), "file", pytest.approx(1 / 3), True,
    )  # fmt: skip


def test_a_second_version_beside_the_first(submitted) -> None:
    first = submitted(FIRST)
    second = submitted(SECOND)
    found = differences(second)
    assert found.last == first
    assert found.kinds == {Kind.ADDED: 1, Kind.BESIDE: 1, Kind.CHANGED: 1, Kind.GONE: 1, Kind.SAME: 1}
    by_key = told(second)
    total = by_key["FY2017", "result", ""]
    assert total.last is not None
    assert total.target is not None
    assert (total.kind, total.last.value, total.size, total.is_since_year, total.differs) == (
        Kind.CHANGED, Decimal(120), 3, True, ("value",),
    )  # fmt: skip
    assert (total.target.value, total.place) == (Decimal(400), Place(3, "E3"))
    gone = by_key["FY2017", "result", "sex=f"]
    assert (gone.kind, gone.now, gone.place, gone.last_at) == (Kind.GONE, None, None, "E4")
    men = by_key["FY2017", "result", "sex=m"]
    assert (men.kind, men.differs, men.size) == (Kind.BESIDE, ("note",), None)
    assert [one.kind for one in found.figures[:2]] == [Kind.CHANGED, Kind.GONE]


def test_wanted_are_kinds_places_and_pages(submitted) -> None:
    submitted(FIRST)
    second = submitted(SECOND)
    assert {one.kind for one in told(second, kinds=CHANGES).values()} == set(CHANGES) - {Kind.STATE}
    assert list(told(second, places=[Place(3), Place(4, "E4")])) == [
        ("FY2017", "result", ""),
        ("FY2017", "result", "sex=m"),
    ]
    in_file = differences(second, Wanted(by_size=False, first=1, most=2))
    assert ([one.row for one in in_file.figures], in_file.count) == ([3, 4], 5)


def test_last_year_and_the_same_figure_are_what_is_approved(cast, call, submitted, tmp_path) -> None:
    file = tmp_path / "inl.csv"
    file.write_text(HEAD + line(80, "FY2016") + line(150), encoding="utf-8")
    other, _ = submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
    approve(version=other, by=cast.diego, at=AT)
    version = submitted(FIRST)
    total, year = (told(version)[period, "result", ""] for period in ("FY2017", "FY2016"))
    assert total.year is not None
    assert total.approved is not None
    assert year.approved is not None
    assert (total.year.value, total.year_from, total.approved.value) == (
        Decimal(80),
        "approved",
        Decimal(150),
    )
    assert (year.approved.value, year.year) == (Decimal(80), None)


def test_what_is_held_of_an_approval_is_not_approved(cast, submitted) -> None:
    first = submitted(FIRST)
    hold(version=first, figures=["2"], reason="in doubt", by=cast.diego, at=AT)
    approve(version=first, by=cast.diego, at=AT)
    total = told(submitted(SECOND.replace(line(90, "FY2016"), "")))["FY2017", "result", ""]
    assert total.year is None


def test_a_value_that_is_not_available_any_more_is_told(submitted) -> None:
    submitted(FIRST)
    state = "indicator,place,period,role,value,agency,activity,source,breakdown,note,state\n"
    rows = FIRST.splitlines()[1:]
    second = submitted(state + rows[0] + ",reported\n" + line("").strip() + ",not_available\n")
    total = told(second)["FY2017", "result", ""]
    assert (total.kind, total.differs[0], total.size) == (Kind.STATE, "state", 1)


def test_largest_of_many_versions(cast, submitted) -> None:
    submitted(FIRST)
    second = submitted(SECOND)
    found = largest(pairs([second]))
    assert found[second.pk].key.text == told(second)["FY2017", "result", ""].key.text
    small = submitted(HEAD + line(2) + line(8, "FY2016"))
    assert found.keys() != largest(pairs([small])).keys()


@pytest.mark.parametrize("versions", [1, 3])
def test_queries_do_not_grow_with_the_versions(submitted, django_assert_num_queries, versions: int) -> None:
    made = [submitted(FIRST.replace("120", str(121 + one))).pk for one in range(versions)]
    found = list(with_all(made))
    with django_assert_num_queries(2):
        largest(pairs(found))
