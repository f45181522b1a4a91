import pytest

from istmo.kernel.breakdown import canonical, dimensions, normal, parse, within


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", ()),
        ("sex=f", (("sex", "f"),)),
        (" sex = f ; age=15-24; ", (("age", "15-24"), ("sex", "f"))),
        ("origin=HN;destination=US", (("destination", "US"), ("origin", "HN"))),
    ],
)
def test_parse_in_any_order(text, pairs):
    assert parse(text) == pairs


@pytest.mark.parametrize("text", ["sex", "sex=", "=f", "sex=f=m", "sex=f,m", 'sex="f"', "sex=f|m"])
def test_parse_refuses_what_is_none(text):
    with pytest.raises(ValueError, match="is not a breakdown; write it like age=15-24;sex=f"):
        parse(text)


def test_parse_refuses_a_dimension_twice():
    with pytest.raises(ValueError, match="the breakdown gives sex more than once"):
        parse("sex=f;sex=m")


def test_canonical_sorts_by_dimension():
    assert (
        canonical({"sex": "f", "age": "15-24"})
        == canonical([("age", "15-24"), ("sex", "f")])
        == "age=15-24;sex=f"
    )
    assert canonical(()) == ""
    assert normal("sex=f; age = 15-24") == "age=15-24;sex=f"


def test_canonical_refuses_marks_with_a_meaning():
    with pytest.raises(ValueError, match="cannot be a code in a breakdown"):
        canonical({"sex": "f;age=1"})


def test_within_says_what_is_a_part_of_what():
    assert within("age=15-24;sex=f", "sex=f")
    assert within("sex=f", "")
    assert within("sex=f", "sex=f")
    assert not within("sex=f", "sex=m")
    assert not within("", "sex=f")
    assert dimensions("age=15-24;sex=f") == {"age", "sex"}
