"""A text is read by libyaml as Python reads it, is composed once, and cannot run us out of stack or memory."""

import random
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from istmo.spec import composed
from istmo.spec.kept import Kept

EXAMPLES = sorted(Path(__file__).parents[3].joinpath("examples").rglob("*.yaml"))
MARKS = [*" \n\t:-[]{},'\"#&*!|>%@?~", "\n  ", "\n- ", " #", ": ", "\u2028", "é", "\x85"]
Said = list[tuple[object, ...]] | str | None


def _said(node: Node | None) -> Said:
    """What matters of nodes: what they are, say and where. An empty value says nothing of its place."""
    if node is None:
        return None
    told: list[tuple[object, ...]] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ScalarNode):
            is_null = one.tag == "tag:yaml.org,2002:null"
            place = (one.start_mark.index, one.start_mark.line, one.end_mark.index) if one.value else ()
            told.append((is_null, one.value, one.style, *place))
            continue
        start = one.start_mark
        told.append((type(one), bool(one.flow_style), start.index, start.line, start.column))
        assert isinstance(one, MappingNode | SequenceNode)
        for below in one.value:
            waiting += below if isinstance(below, tuple) else [below]
    return told


def _read(text: str, read: object) -> Said:
    try:
        return _said(read(text))  # type: ignore[operator]
    except YAMLError as wrong:
        return str(wrong)


def _pure(text: str) -> Node | None:
    return YAML(typ="safe", pure=True).compose(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: "/".join(path.parts[-2:]))
def test_examples_say_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _read(text, composed.compose) == _read(text, _pure)


def test_damaged_texts_say_the_same_or_break_the_same_way() -> None:
    rng = random.Random(4)  # noqa: S311
    texts = [path.read_text(encoding="utf-8")[:4000] for path in EXAMPLES]
    for _ in range(400):
        text = rng.choice(texts)
        begin = text.rfind("\n", 0, rng.randrange(len(text))) + 1
        text = text[begin : begin + 500] or "a: 1"
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(MARKS) + text[at + rng.randint(0, 2) :]
        assert _read(text, composed._composed) == _read(text, _pure), text


@pytest.mark.parametrize("deep", ["a: " + "[" * 100_000, "- " * 100_000 + "a", "? " * 100_000])
def test_what_is_nested_without_end_does_not_end_the_process(deep: str) -> None:
    with pytest.raises((YAMLError, RecursionError)):
        composed.compose(deep)


def test_text_is_composed_once_and_what_is_kept_is_bounded() -> None:
    kept: Kept[list[str]] = Kept(100)

    def get(text: str) -> list[str]:
        return kept.get(text, len(text), lambda: [text])

    first = get("a: 1")
    assert get("a: 1") is first
    for number in range(50):
        get(f"number: {number}")
    assert 80 < kept.size <= 100
    assert get("a: 1") is not first
    long = "b: " + "x" * 200
    assert get(long) is get(long)
    assert composed.compose("c: 1") is composed.compose("c: 1")
