from datetime import date

from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places, climb, rings

PARENTS = {
    "world": None,
    "HN": "world",
    "HN-cortes": "HN",
    "HN-sps": "HN-cortes",
    "SV": "world",
    "north": None,
}
PLACES = Places(
    PARENTS,
    (
        Membership("north", "HN"),
        Membership("north", "SV", since=date(2014, 1, 1), until=date(2016, 12, 31)),
    ),
)


def test_tree_up_and_down():
    assert PLACES.children("world") == ("HN", "SV")
    assert PLACES.ancestors("HN-sps") == ("HN-cortes", "HN", "world")
    assert PLACES.parts("HN") == {"HN-cortes", "HN-sps"}
    assert "HN" in PLACES
    assert "XX" not in PLACES


def test_members_hold_by_the_last_day_of_the_period():
    assert PLACES.members("north") == ("HN", "SV")
    assert PLACES.members("north", Period.parse("2016")) == ("HN", "SV")
    assert PLACES.members("north", Period.parse("2017")) == ("HN",)
    assert PLACES.members("north", Period.parse("2013")) == ("HN",)
    assert PLACES.members("north", Period.parse("2015/..")) == ("HN", "SV")
    assert PLACES.members("north", Period.parse("undated")) == ("HN", "SV")


def test_contains_through_groups_and_parents():
    assert PLACES.contains("north", "HN-sps")
    assert PLACES.contains("HN", "HN")
    assert not PLACES.contains("HN-sps", "HN")
    assert not PLACES.contains("north", "SV", Period.parse("2017"))


def test_rings_are_told_once_and_do_not_hang():
    assert rings({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["d"], "e": ["a", "x"]}) == [
        ("a", "b", "c"),
        ("d",),
    ]
    assert rings({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == []
    assert list(climb("a", {"a": "b", "b": "a"})) == ["b"]
    ringed = Places({"a": "b", "b": "a"})
    assert ringed.parts("a") == {"b"}


def test_rings_of_a_long_chain_need_no_recursion():
    chain = {str(n): [str(n + 1)] for n in range(3000)}
    assert rings(chain) == []
