"""The text of a YAML file as nodes with their places, composed once for each text that was read lately.

libyaml parses a large file many times as fast as Python does. It is given only what both read alike: no tags, anchors,
directives, tabs or line ends of other scripts. All else, and every fault with its sentence, is Python's to read. Its own
composer goes as deep as a file says, beyond the end of the stack; ours does not. One thing differs: a value that is not
there stands behind its key, for Python before what follows.
"""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from istmo.spec.kept import Kept

try:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # a machine for which there is no libyaml: slower, and the same
    CParser = None

#: Characters of all texts of which the nodes are kept: a file of ten thousand indicators before and after an edit.
MOST = 4_000_000
_DEEPEST = 60
_ODD = re.compile("[\t\r\x85\u2028\u2029\ufeff]")
_TAG = "tag:yaml.org,2002:"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class _OddError(Exception):
    """What is left to Python's own reading."""


_texts: Kept[Node | None] = Kept(MOST)


def compose(text: str) -> Node | None:
    """The nodes of a text, which nobody may change; None if it says nothing. YAMLError or RecursionError if it is no YAML."""
    return _texts.get(text, len(text), lambda: _composed(text))


def _composed(text: str) -> Node | None:
    if CParser is not None and not _ODD.search(text):
        try:
            return _Composer(text).whole()
        except (_OddError, YAMLError):
            pass
    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    return node


class _Composer:
    """One document out of libyaml's events."""

    def __init__(self, text: str) -> None:
        self.parser = CParser(text)

    def whole(self) -> Node:
        if not isinstance(self.next(), StreamStartEvent):
            raise _OddError
        begun = self.next()
        if not isinstance(begun, DocumentStartEvent) or begun.version or begun.tags:
            raise _OddError
        node = self.node(self.next(), 0)
        if not isinstance(self.next(), DocumentEndEvent) or isinstance(self.next(), DocumentStartEvent):
            raise _OddError
        return node

    def next(self) -> Any:
        return self.parser.get_event()

    def node(self, event: Any, depth: int) -> Node:
        if depth > _DEEPEST or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _OddError
        if isinstance(event, ScalarEvent):
            return ScalarNode(
                _tag(event), event.value, event.start_mark, event.end_mark, style=event.style or None
            )
        if isinstance(event, CollectionStartEvent):
            return self.collection(event, depth)
        raise _OddError

    def collection(self, event: Any, depth: int) -> Node:
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(one := self.next(), SequenceEndEvent):
                items.append(self.node(one, depth + 1))
            return SequenceNode(
                f"{_TAG}seq", items, event.start_mark, one.end_mark, flow_style=event.flow_style
            )
        if not isinstance(event, MappingStartEvent):
            raise _OddError
        pairs = []
        while not isinstance(one := self.next(), MappingEndEvent):
            key = self.node(one, depth + 1)
            pairs.append((key, self.node(self.next(), depth + 1)))
        return MappingNode(f"{_TAG}map", pairs, event.start_mark, one.end_mark, flow_style=event.flow_style)


def _tag(event: Any) -> str:
    """What is read of a scalar's tag: whether it is nothing, or asks for a merge."""
    plain = not event.style
    if plain and event.value in _NULL:
        return f"{_TAG}null"
    return f"{_TAG}merge" if plain and event.value == "<<" else f"{_TAG}str"
