"""Editing one item leaves every other as it is, character for character; typing an item's own text changes nothing."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.kernel.problem import WrongUse
from istmo.spec import edits
from istmo.spec.pieces import HEAD, Item, items
from tests.property import of
from tests.unit.spec.small import FILES

EXAMPLE = Path(__file__).parents[2] / "examples/central-america"
WORDS = st.text(alphabet="aB é:#-'\"{[,&*!|>%@`0\n\tض", min_size=1, max_size=40).filter(
    lambda text: text.strip()
)


@cache
def texts() -> dict[str, str]:
    """Files of people, with comments, braces, folded texts and lists of all kinds, with both line ends."""
    home = EXAMPLE / "frameworks/strategy-2017"
    real = {name: (home / name).read_text(encoding="utf-8") for name in ("strategy.yaml", "indicators.yaml")}
    shared = {
        name: (EXAMPLE / name).read_text(encoding="utf-8") for name in ("places.csv", "benchmarks.yaml")
    }
    small = {f"small/{name}": text for name, text in FILES.items()}
    dos = {f"dos/{name}": "\ufeff" + text.replace("\n", "\r\n") for name, text in FILES.items()}
    return real | shared | small | dos


@cache
def there(path: str) -> list[Item]:
    return items(path, texts()[path])


@st.composite
def places(draw: st.DrawFn) -> tuple[str, Item]:
    path = draw(st.sampled_from(sorted(texts())))
    return path, draw(st.sampled_from(there(path)))


def others(path: str, text: str, *without: str) -> list[tuple[str, str]]:
    return [(item.name, item.text) for item in items(path, text) if item.name not in without]


@given(places())
@settings(max_examples=of(120), deadline=None)
def test_an_items_own_text_typed_again_changes_nothing(place: tuple[str, Item]) -> None:
    path, item = place
    if item.name != HEAD:
        assert edits.set_text(path, texts()[path], item.name, item.text) == texts()[path]


@given(places(), WORDS)
@settings(max_examples=of(120), deadline=None)
def test_a_field_says_what_was_written_and_nothing_else_changes(place: tuple[str, Item], words: str) -> None:
    path, item = place
    key = (
        "note" if "note" in item.fields or path.endswith("places.csv") else next(reversed(item.fields), "zz")
    )
    new = edits.set_fields(path, texts()[path], item.name, {key: words})
    found = {one.name: one for one in items(path, new)}
    same = [name for name in found if name not in {one.name for one in there(path)}]
    changed = found[same[0]] if same else found[item.name]
    assert changed.fields[key] == words or path.endswith(".csv")
    assert {k: v for k, v in changed.fields.items() if k != key} == {
        k: v for k, v in item.fields.items() if k != key
    }
    assert others(path, new, item.name, changed.name) == others(path, texts()[path], item.name)


@given(places(), WORDS)
@settings(max_examples=of(60), deadline=None)
def test_a_new_field_taken_away_again_leaves_the_file(place: tuple[str, Item], words: str) -> None:
    path, item = place
    if path.endswith(".yaml") and "zz" not in item.fields:
        new = edits.set_fields(path, texts()[path], item.name, {"zz": words})
        assert {one.name: one for one in items(path, new)}[item.name].fields["zz"] == words
        back = edits.set_fields(path, new, item.name, {"zz": None})
        assert [one.fields for one in items(path, back)] == [one.fields for one in there(path)]


@given(places(), WORDS)
@settings(max_examples=of(60), deadline=None)
def test_fields_written_at_once_stand_as_if_one_after_another(place: tuple[str, Item], words: str) -> None:
    path, item = place
    if path.endswith(".csv"):
        return
    known = [key for key in item.fields if key in ("title", "text", "note", "unit", "source", "definition")]
    fields: dict[str, object] = dict.fromkeys(known, words) | {"zy": "a", "zz": words}
    new = texts()[path]
    for key, value in fields.items():
        new = edits.set_fields(path, new, item.name, {key: value})
    assert edits.set_fields(path, texts()[path], item.name, fields) == new


@given(places())
@settings(max_examples=of(80), deadline=None)
def test_removing_takes_the_item_and_what_is_below(place: tuple[str, Item]) -> None:
    path, item = place
    if item.name == HEAD:
        return
    below, gone = {one.name: one.under for one in there(path)}, {item.name}
    for name, under in below.items():
        gone |= {name} if under in gone else set()
    new = edits.remove(path, texts()[path], item.name)
    left = [one.text for one in there(path) if one.name not in gone]
    assert (
        [one.text for one in items(path, new)] == left
        or "#" in "".join(below)
        or item.list.startswith("sections")
    )


@given(places())
@settings(max_examples=of(80), deadline=None)
def test_an_item_added_stands_last_and_the_others_stay(place: tuple[str, Item]) -> None:
    path, item = place
    if item.name == HEAD or item.list.startswith("sections") or item.list == "links":
        return
    name = "name" if path.endswith(("places.csv", "agencies.csv")) else "title"
    new = edits.add(path, texts()[path], item.list, {"code": "ZZ9", name: "Ünew: # one"})
    assert others(path, new, f"{item.list}:ZZ9") == others(path, texts()[path])
    assert {one.name: one for one in items(path, new)}[f"{item.list}:ZZ9"].fields[name] == "Ünew: # one"


@given(places(), st.data())
@settings(max_examples=of(80), deadline=None)
def test_a_node_moved_takes_its_children_along(place: tuple[str, Item], data: st.DataObject) -> None:
    path, item = place
    if item.list != "nodes":
        return
    into = data.draw(st.sampled_from(["nodes", *(one.name for one in there(path) if one.list == "nodes")]))
    above, at = {one.name: one.under for one in there(path)}, into
    while at not in ("", "nodes", item.name):
        at = above[at]
    if at == item.name:
        with pytest.raises(WrongUse, match="under itself"):
            edits.move(path, texts()[path], item.name, into)
        return
    new = edits.move(path, texts()[path], item.name, into)
    found = {one.name: one for one in items(path, new)}
    assert found[item.name].under == ("" if into == "nodes" else into)
    assert {name: one.fields for name, one in found.items()} == {one.name: one.fields for one in there(path)}


def test_lines_typed_into_a_cell_of_a_register_are_one_cell() -> None:
    [path] = [name for name in texts() if name == "small/activities.csv"]
    [item, *_more] = there(path)
    new = edits.set_fields(path, texts()[path], item.name, {"title": "First\n\nsecond"})
    assert [one.name for one in items(path, new)] == [one.name for one in there(path)]
    assert items(path, new)[0].fields["title"] == "First\n\nsecond"
