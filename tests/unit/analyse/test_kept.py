"""Rows kept as small columns read like a tuple of rows."""

from istmo.analyse.kept import Kept
from istmo.release.column import Coded

ROWS = [(letter, number) for number, letter in enumerate("abcdefg")]
KEPT = Kept(
    [[letter for letter, _ in part], Coded([number for _, number in part])]
    for part in (ROWS[:3], ROWS[3:4], ROWS[4:])
)


def test_rows_come_in_their_order() -> None:
    assert list(KEPT) == ROWS
    assert len(KEPT) == 7


def test_rows_are_found_by_place() -> None:
    assert [KEPT[at] for at in (0, 2, 3, 4, 6, -1)] == [ROWS[at] for at in (0, 2, 3, 4, 6, -1)]


def test_rows_are_found_by_slices() -> None:
    for part in (slice(2), slice(1, 5), slice(None, None, -2), slice(9, 12), slice(-2, None)):
        assert list(KEPT[part]) == ROWS[part]


def test_rows_are_the_same_as_a_tuple_of_them() -> None:
    assert tuple(ROWS) == KEPT
    assert tuple(ROWS) == KEPT
    assert tuple(ROWS[1:]) != KEPT
    assert Kept([]) != KEPT


def test_rows_of_nothing_are_none() -> None:
    assert (len(Kept([])), list(Kept([]))) == (0, [])
