"""Comparing versions: a version against itself has no change; turned round, what came is what went; words add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.kernel.tables import TABLES
from istmo.spec.changes._change import marked
from istmo.spec.compare import Rows, compare
from tests.property import of

TITLES = [
    "Safe streets",
    "Clean water",
    "Fewer robberies",
    "Schools open",
    "Roads",
    "Light and patrols",
    "Light",
    "Patrols",
]


def _row(table: str, **cells: object) -> tuple[object, ...]:
    return tuple(cells.get(name) for name in TABLES[table].names)


@st.composite
def frameworks(draw: st.DrawFn) -> Rows:
    """A tree of nodes with random codes, names and parents, and a few indicators."""
    codes = draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=0, max_size=7, unique=True))
    nodes, parents = [], []
    for position, code in enumerate(codes, 1):
        title = draw(st.sampled_from(TITLES))
        told = {"framework": "f", "code": code, "level": "goal", "title": title, "position": position}
        nodes.append(
            _row("nodes", **told, placement="document", text=draw(st.sampled_from([None, "x y", "y"])))
        )
        if position > 1 and draw(st.booleans()):
            parent = draw(st.sampled_from(codes[: position - 1]))
            parents.append(_row("node_parents", framework="f", node=code, parent=parent, position=1))
    head = _row("frameworks", code="f", title="F", version="1")
    return {"frameworks": [head], "nodes": nodes, "node_parents": parents}


@given(frameworks())
def test_a_version_against_itself_has_no_change(rows: Rows) -> None:
    assert compare(rows, "f", rows, "f").changes == ()


@given(frameworks(), frameworks())
@settings(max_examples=of(200))
def test_turned_round_what_came_is_what_went(old: Rows, new: Rows) -> None:
    there, back = compare(old, "f", new, "f"), compare(new, "f", old, "f")
    assert there.both.nodes.added == back.both.nodes.dropped
    assert there.both.nodes.dropped == back.both.nodes.added
    assert {(p.old, p.new) for p in there.both.nodes.pairs} == {(p.new, p.old) for p in back.both.nodes.pairs}


@given(frameworks(), frameworks())
def test_every_node_has_one_fate(old: Rows, new: Rows) -> None:
    both = compare(old, "f", new, "f").both
    assert set(both.nodes.now) == set(both.old.nodes)
    reached = [code for codes in both.nodes.now.values() for code in codes]
    assert {*reached, *both.nodes.added} == set(both.new.nodes)


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_marked_words_give_both_texts_back(earlier: str, later: str) -> None:
    pieces = marked(earlier, later)
    for side, text in (("in", earlier), ("out", later)):
        assert " ".join(p.text for p in pieces if p.how != side).split() == text.split()
