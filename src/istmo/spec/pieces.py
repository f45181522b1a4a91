"""The items of a framework's file with their places in its text: a node, an indicator, a row of a register.

An item is named by its list and its code, such as `nodes:PRO1`, `indicators:lamps`, `places:SV`; what stands at the top
of a YAML file beside its lists is the item `head`. A node's own text leaves out its children. Everything outside an
item's place stays as it is, character for character, when the item is changed (`spec.edits`).
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from istmo.kernel.problem import WrongUse
from istmo.spec import composed
from istmo.spec.kept import Kept

HEAD = "head"
#: The byte order mark that some editors put first.
MARK = "\ufeff"
#: Lists of a YAML file that holds a map; of others the file is one list, named as the file.
LISTS = {
    "strategy": ("nodes", "horizons", "sections", "links"),
    "indicators": ("dimensions", "indicators"),
    "changes": ("nodes", "indicators", "changes"),
}
CHILDREN = "children"
_REST_OF_LINE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\r?\n|\Z)")


@dataclass(frozen=True)
class Item:
    """One item. name: list and code; under: the name of the node above; text: its own, as its file has it.

    fields: what it says, as texts, lists and maps, without children. depth: 0 at the top.
    """

    name: str
    list: str
    code: str
    under: str
    depth: int
    line: int
    text: str
    fields: Mapping[str, Any] = field(hash=False)

    @property
    def hash(self) -> str:
        """SHA-256 of its own text: what an editor has seen."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Place:
    """Where an item stands in the text: itself, and with its children; `node` is None for a row of a register."""

    item: Item
    start: int
    end: int
    whole_end: int
    column: int
    node: Node | None = None
    sequence: SequenceNode | None = None

    @property
    def is_flow(self) -> bool:
        """Whether it is written in braces."""
        return isinstance(self.node, CollectionNode) and bool(self.node.flow_style)


_places: Kept[tuple[Place, ...]] = Kept(composed.MOST)


def items(path: str, text: str) -> list[Item]:
    """Every item of a file in its order. WrongUse if the file cannot be read at all."""
    return [place.item for place in places(path, text.removeprefix(MARK).replace("\r\n", "\n"))]


def places(path: str, text: str) -> tuple[Place, ...]:
    """Every item with its place in a text without byte order mark. WrongUse if the file cannot be read at all."""
    # An edit looks at the same text several times, and a page shows what it writes.
    return _places.get((path, text), len(text), lambda: _found(path, text))


def _found(path: str, text: str) -> tuple[Place, ...]:
    if path.endswith(".csv"):
        return tuple(_rows(PurePosixPath(path).stem, text))
    return tuple(_Finder(path, text).find())


def place_of(path: str, text: str, name: str) -> Place:
    """The item of that name; WrongUse if the file has none."""
    for place in places(path, text):
        if place.item.name == name:
            return place
    raise WrongUse(f"{path} has no item {name} any more. Open the page again to see what there is.")


def compose(path: str, text: str) -> Node | None:
    """The file as YAML nodes with their places; None if it is empty. WrongUse, with the line, if it is not YAML."""
    try:
        return composed.compose(text)
    except (YAMLError, RecursionError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f" near line {mark.line + 1}" if mark is not None else ""
        raise WrongUse(f"{path} is not YAML{line}: {getattr(wrong, 'problem', None) or wrong}.") from None


def end_of(node: Node, text: str) -> int:
    """The place after the last character that says something."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1], text) if isinstance(node, MappingNode) else end_of(last, text)
    end = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def rest_of_line(text: str, end: int) -> int:
    """The end of a line, if nothing but spaces and a comment follow."""
    rest = _REST_OF_LINE.match(text, end)
    return rest.end() if rest else end


def pair_of(node: Node | None, key: str) -> tuple[ScalarNode, Node] | None:
    """The key and value nodes of a map by the key's text; None if there is none."""
    if not isinstance(node, MappingNode):
        return None
    return next(((k, v) for k, v in node.value if str(k.value) == key), None)


def plain_value(node: Node) -> Any:
    """What a node says, as texts, lists and maps; an empty scalar is None."""
    if isinstance(node, MappingNode):
        return {str(k.value): plain_value(v) for k, v in node.value}
    if isinstance(node, SequenceNode):
        return [plain_value(one) for one in node.value]
    is_null = str(node.tag) == "tag:yaml.org,2002:null"
    return None if is_null else str(node.value)


class _Finder:
    """Finds the items of one YAML file."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.stem = PurePosixPath(path).stem
        self.seen: dict[str, int] = {}

    def find(self) -> Iterator[Place]:
        root = compose(self.path, self.text)
        if isinstance(root, SequenceNode):
            yield from self._list(root, self.stem, "", 0)
        elif isinstance(root, MappingNode):
            yield self._head(root)
            for key, value in root.value:
                if str(key.value) in LISTS.get(self.stem, ()):
                    yield from self._member(str(key.value), value)

    def _member(self, name: str, value: Node) -> Iterator[Place]:
        if isinstance(value, SequenceNode):
            yield from self._list(value, name, "", 0)
        elif isinstance(value, MappingNode):  # the sections, part by part
            for key, part in value.value:
                if isinstance(part, SequenceNode):
                    yield from self._list(part, f"{name}.{key.value}", "", 0)

    def _head(self, root: MappingNode) -> Place:
        """All that is no list; its text is made of those keys, in their order."""
        lists = LISTS.get(self.stem, ())
        own = [(k, v) for k, v in root.value if str(k.value) not in lists]
        texts = [self.text[k.start_mark.index : end_of(v, self.text)] for k, v in own]
        fields = {str(k.value): plain_value(v) for k, v in own}
        item = Item(HEAD, HEAD, "", "", 0, 1, "\n".join(texts), fields)
        start = root.start_mark.index
        return Place(item, start, start, start, 0, root)

    def _list(self, of: SequenceNode, name: str, under: str, depth: int) -> Iterator[Place]:
        for number, node in enumerate(of.value, 1):
            if isinstance(node, MappingNode):
                code = _code(node, number)
                again = self.seen[f"{name}:{code}"] = self.seen.get(f"{name}:{code}", 0) + 1
                told = f"{name}:{code}" if again == 1 else f"{name}:{code}#{again}"
                place = self._place(node, (told, name, code), under, depth)
                yield Place(**{**vars(place), "sequence": of})
                below = pair_of(node, CHILDREN)
                if below is not None and isinstance(below[1], SequenceNode):
                    yield from self._list(below[1], name, told, depth + 1)

    def _place(self, node: MappingNode, named: tuple[str, str, str], under: str, depth: int) -> Place:
        start, column = int(node.start_mark.index), int(node.start_mark.column)
        whole = end_of(node, self.text)
        below = pair_of(node, CHILDREN)
        end = whole
        pieces = [(start, whole)]
        if below is not None and not node.flow_style:
            cut = int(below[0].start_mark.index), end_of(below[1], self.text)
            end = len(self.text[start : cut[0]].rstrip()) + start
            pieces = [(start, end), (cut[1], whole)]
        if not node.flow_style:
            whole = rest_of_line(self.text, whole)
            end = whole if below is None else end
            pieces[-1 if below is None else 1] = (pieces[-1][0], whole)
        own = "".join(self.text[a:b] for a, b in pieces)
        fields = {str(k.value): plain_value(v) for k, v in node.value if str(k.value) != CHILDREN}
        text = own if node.flow_style else _dedent(own, column)
        item = Item(*named, under, depth, int(node.start_mark.line) + 1, text.rstrip(), fields)
        return Place(item, start, end, whole, column, node)


def _dedent(text: str, column: int) -> str:
    """Lines after the first without the item's indentation."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(line[column:] if not line[:column].strip() else line for line in rest)])


def _code(node: MappingNode, number: int) -> str:
    """What tells an item from its siblings: its code, of a link both ends, of a mapping the old code, else its number."""
    said = {str(k.value): str(v.value) for k, v in node.value if isinstance(v, ScalarNode)}
    if "code" in said:
        return said["code"]
    if "node" in said and "to" in said:
        return f"{said['node']}>{said['to']}"
    if "old" in said:
        return said["old"]
    if "kind" in said and "of" in said:
        return "/".join(part for part in (said["kind"], said["of"], said.get("field", "")) if part)
    return str(number)


def _rows(stem: str, text: str) -> Iterator[Place]:
    """The rows of a register after its header; the first column that is a key names them."""
    starts = [0]
    for line in StringIO(text, newline=""):
        starts.append(starts[-1] + len(line))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text))
    headers: list[str] = []
    seen: dict[str, int] = {}
    begins = 0
    for number, cells in enumerate(_read(reader, stem)):
        first, begins = begins, reader.line_num
        if not number:
            headers = [header.strip() for header in cells]
            continue
        start, end = starts[first], starts[begins]
        said = text[start:end].rstrip("\r\n")
        fields = dict(zip(headers, cells, strict=False))
        code = fields.get("code") or "/".join(cells[:2])
        again = seen[code] = seen.get(code, 0) + 1
        name = f"{stem}:{code}" if again == 1 else f"{stem}:{code}#{again}"
        if said.strip():
            item = Item(name, stem, code, "", 0, first + 1, said, fields)
            yield Place(item, start, start + len(said), start + len(said), 0)


def _read(reader: Any, stem: str) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as wrong:
        raise WrongUse(f"{stem}.csv cannot be read in line {reader.line_num}: {wrong}.") from None


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab, whichever the header has most of, as the register is read."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
