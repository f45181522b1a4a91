"""Changing one item of a framework's file; everything else stays as it is, character for character.

Each function takes the text of a file and gives the text it becomes. What is written is read again before it is given:
an edit that would change anything but its item is our fault and raises RuntimeError.
"""

from collections.abc import Collection, Mapping
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from istmo.kernel.problem import WrongUse
from istmo.spec import register_edits
from istmo.spec.export import Representer
from istmo.spec.pieces import (
    CHILDREN,
    HEAD,
    LISTS,
    MARK,
    Place,
    compose,
    end_of,
    items,
    pair_of,
    place_of,
    plain_value,
    rest_of_line,
)

Fields = Mapping[str, Any]
_WIDTH = 110


def set_fields(path: str, text: str, name: str, fields: Fields) -> str:
    """The item with these fields in place of what it said of them; None takes a field away, others stay untouched."""
    opened = _Opened(text)
    body = opened.body
    if path.endswith(".csv"):
        return opened.closed(register_edits.set_cells(path, body, name, fields))
    told = {key: value for key, value in fields.items() if value is not None}
    if told:
        body = _with_told(path, body, name, told)
    for key in fields.keys() - told.keys():
        body = _without(path, body, name, key)
    return opened.closed(body)


def set_text(path: str, text: str, name: str, own: str) -> str:
    """The item with another text of its own, as its author typed it; WrongUse if that is not one item."""
    opened = _Opened(text)
    body = opened.body
    if name == HEAD:
        raise WrongUse("What stands at the top of a file is changed field by field.")
    place = place_of(path, body, name)
    if path.endswith(".csv"):
        register_edits.must_be_one_row(path, body, own)
        return opened.closed(body[: place.start] + own.strip("\r\n") + body[place.end :])
    node = compose(path, own)
    if not isinstance(node, MappingNode) or pair_of(node, CHILDREN) is not None:
        raise WrongUse(
            "An item is keys with values, each in its line, such as code: A1. Children are items of their own."
        )
    below = pair_of(place.node, CHILDREN)
    if (
        below is not None
        and end_of(below[1], body) < len(body[: place.whole_end].rstrip())
        and not place.is_flow
    ):
        rest = body[end_of(below[1], body) : place.whole_end].strip()
        if rest and not rest.startswith("#"):
            raise WrongUse(f"Keys of {name} stand behind its children. Change it field by field.")
    if place.is_flow or below is None:
        new = body[: place.start] + _indented(own.strip(), place.column) + body[place.whole_end :]
    else:
        new = body[: place.start] + _indented(own.strip(), place.column) + body[place.end :]
    return opened.closed(_read_again(path, body, new, name))


def add(path: str, text: str, into: str, fields: Fields, after: str = "") -> str:
    """One more item: `into` is a list such as nodes, or an item for a child of it; after: the sibling before it, else last.

    A file that is empty begins with it. WrongUse if there is no such list or item.
    """
    opened = _Opened(text)
    body = opened.body
    if path.endswith(".csv"):
        return opened.closed(register_edits.add_row(path, body, fields))
    return opened.closed(_added(path, body, into, _block(fields), after))


def remove(path: str, text: str, name: str) -> str:
    """The file without the item, and without its children."""
    opened = _Opened(text)
    body = opened.body
    place = place_of(path, body, name)
    if path.endswith(".csv"):
        return opened.closed(register_edits.without_line(body, place.start, place.end))
    return opened.closed(_removed(path, body, place))


def move(path: str, text: str, name: str, into: str, after: str = "") -> str:
    """The item with its children at another place: under another node, or behind another sibling."""
    opened = _Opened(text)
    body = opened.body
    place = place_of(path, body, name)
    if _is_below(path, body, into, name) or _is_below(path, body, after, name):
        raise WrongUse(f"{name} cannot stand under itself.")
    if place.is_flow:
        whole = _block(plain_value(place.node) if place.node else {})
    else:
        lines = body[place.start : place.whole_end].split("\n")
        whole = "\n".join([lines[0], *(line[place.column :] for line in lines[1:])])
    return opened.closed(_added(path, _removed(path, body, place), into, whole, after))


class _Opened:
    """A text without byte order mark and with plain line ends; `closed` puts back what it had."""

    def __init__(self, text: str) -> None:
        self.mark = MARK if text.startswith(MARK) else ""
        body = text.removeprefix(MARK)
        # A file in which both kinds of line end stand keeps them as they are.
        self.crlf = "\r\n" in body and body.count("\r\n") == body.count("\n")
        self.body = body.replace("\r\n", "\n") if self.crlf else body

    def closed(self, body: str) -> str:
        return self.mark + (body.replace("\n", "\r\n") if self.crlf else body)


def _is_below(path: str, text: str, name: str, top: str) -> bool:
    under = {item.name: item.under for item in items(path, text)}
    while name:
        if name == top:
            return True
        name = under.get(name, "")
    return False


# ---------------------------------------------------------------- fields


def _with_told(path: str, text: str, name: str, told: Fields) -> str:
    """The text with all these fields of an item, read again once."""
    place, node = _fielded(path, text, name, told)
    if place.is_flow:
        said = {key: value for key, value in (plain_value(node) | told).items() if value is not None}
        new = text[: place.start] + _flow(said) + text[end_of(node, text) :]
    else:
        apart = LISTS.get(PurePosixPath(path).stem, ()) if name == HEAD else (CHILDREN,)
        new = _with_fields(text, node, told, apart)
    return _read_again(path, text, new, name)


def _without(path: str, text: str, name: str, key: str) -> str:
    """The text without a field of an item."""
    place, node = _fielded(path, text, name, (key,))
    if place.is_flow:
        left = {one: what for one, what in plain_value(node).items() if one != key and what is not None}
        new = text[: place.start] + _flow(left) + text[end_of(node, text) :]
    else:
        new = _without_field(text, node, key)
    return _read_again(path, text, new, name)


def _fielded(path: str, text: str, name: str, keys: Collection[str]) -> tuple[Place, MappingNode]:
    """The place of an item that has fields, and its map; WrongUse if it has none, or one of the keys holds items of their own."""
    place = _home(path, text, name)
    for key in keys:
        if key == CHILDREN or (name == HEAD and key in LISTS.get(PurePosixPath(path).stem, ())):
            raise WrongUse(f"{key} are items of their own.")
    if not isinstance(place.node, MappingNode):
        raise WrongUse(f"{name} of {path} has no fields.")
    return place, place.node


def _with_fields(text: str, node: MappingNode, told: Fields, apart: Collection[str]) -> str:
    """Keys with other values in their places, new ones behind the others; `apart` are keys of items of their own."""
    column = int(node.start_mark.column)
    there = {key: pair for key in told if (pair := pair_of(node, key)) is not None}
    blocks = {key: _indented(_block({key: value}), column) for key, value in told.items()}
    pieces = [(int(k.start_mark.index), end_of(v, text), blocks[key]) for key, (k, v) in there.items()]
    new = f"\n{' ' * column}".join(block for key, block in blocks.items() if key not in there)
    if new:
        own = [v for k, v in node.value if str(k.value) not in apart]
        at = rest_of_line(text, end_of(own[-1], text)) if own else int(node.start_mark.index)
        pieces.append((at, at, f"\n{' ' * column}{new}" if own else f"{new}\n{' ' * column}"))
    for start, end, block in sorted(pieces, reverse=True):
        text = text[:start] + block + text[end:]
    return text


def _without_field(text: str, node: MappingNode, key: str) -> str:
    """The text without a key; where it stands behind the dash, the next one takes its place."""
    pair = pair_of(node, key)
    if pair is None:
        return text
    start, rest = int(pair[0].start_mark.index), rest_of_line(text, end_of(pair[1], text))
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        return text[:line] + text[rest + 1 :]
    following = [int(k.start_mark.index) for k, _ in node.value if int(k.start_mark.index) > start]
    if not following:
        raise WrongUse("The item would be empty. Remove it instead.")
    return text[:start] + text[following[0] :]


def _home(path: str, text: str, name: str) -> Place:
    if name == HEAD and not text.strip():
        raise WrongUse(f"{path} is empty. Add an item first.")
    return place_of(path, text, name)


# ---------------------------------------------------------------- lists


def _added(path: str, text: str, into: str, whole: str, after: str) -> str:
    if not compose(path, text):
        key = into if PurePosixPath(path).stem in LISTS else ""
        return _joined(text, f"{key}:\n  {_dashed(whole, 2)}\n" if key else f"{_dashed(whole, 0)}\n")
    sequence, column = _sequence(path, text, into)
    if sequence is None:
        return _new_list(path, text, into, whole)
    if not sequence.value:
        start, end = int(sequence.start_mark.index), int(sequence.end_mark.index)
        spaces = column + 2
        return f"{text[:start].rstrip(' ')}\n{' ' * spaces}{_dashed(whole, spaces)}{text[end:]}"
    if sequence.flow_style:
        end = int(sequence.end_mark.index) - 1
        return f"{text[:end].rstrip()}, {_flow(_value_of(whole))}{text[end:]}"
    anchor = place_of(path, text, after) if after else None
    if anchor is not None and (
        anchor.sequence is None or anchor.sequence.start_mark.index != sequence.start_mark.index
    ):
        raise WrongUse(f"{after} does not stand in {into}.")
    at = anchor.whole_end if anchor is not None else end_of(sequence, text)
    at = rest_of_line(text, at)
    spaces = int(sequence.start_mark.column)
    return f"{text[:at]}\n{' ' * spaces}{_dashed(whole, spaces)}{text[at:]}"


def _sequence(path: str, text: str, into: str) -> tuple[SequenceNode | None, int]:
    """The list an item is to go into, and the column of its key; None where the key is missing or empty."""
    root = compose(path, text)
    if ":" in into:
        place = place_of(path, text, into)
        below = pair_of(place.node, CHILDREN)
        column = place.column
    elif isinstance(root, SequenceNode):
        return root, -2
    else:
        head, _, part = into.partition(".")
        if head not in LISTS.get(PurePosixPath(path).stem, ()):
            raise WrongUse(f"{path} has no list {into}.")
        below, column = pair_of(root, head), 0
        if part and below is not None:
            column = int(below[1].start_mark.column)
            below = pair_of(below[1], part)
    if below is None or not isinstance(below[1], SequenceNode):
        return None, column
    return below[1], column


def _new_list(path: str, text: str, into: str, whole: str) -> str:
    """The list with its first item, where the key was missing."""
    if ":" not in into:
        head, _, part = into.partition(".")
        if pair_of(compose(path, text), head) is not None:
            raise WrongUse(f"{head} of {path} is there without items. Remove the key, then add.")
        nested = (
            f"{head}:\n  {part}:\n    {_dashed(whole, 4)}\n" if part else f"{head}:\n  {_dashed(whole, 2)}\n"
        )
        return _joined(text, nested)
    place = place_of(path, text, into)
    if place.is_flow and isinstance(place.node, MappingNode):
        own = _indented(_block(plain_value(place.node)), place.column)
        text = text[: place.start] + own + text[place.whole_end :]
        place = place_of(path, text, into)
    at, spaces = rest_of_line(text, place.end), place.column
    return (
        f"{text[:at]}\n{' ' * spaces}{CHILDREN}:\n{' ' * (spaces + 2)}{_dashed(whole, spaces + 2)}{text[at:]}"
    )


def _removed(path: str, text: str, place: Place) -> str:
    sequence = place.sequence
    if sequence is None:
        raise WrongUse(f"{place.item.name} cannot be removed.")
    if sequence.flow_style:
        kept = [plain_value(node) for node in sequence.value if node is not place.node]
        start, end = int(sequence.start_mark.index), int(sequence.end_mark.index)
        return text[:start] + _flow(kept) + text[end:]
    if len(sequence.value) == 1:
        start = int(sequence.start_mark.index)
        before = text[:start].rstrip()
        return f"{before}{' ' if before.endswith(':') else ''}[]{text[rest_of_line(text, place.whole_end) :]}"
    line = text.rfind("\n", 0, place.start) + 1
    end = rest_of_line(text, place.whole_end)
    after = text.find("\n", end)
    return text[:line] + (text[after + 1 :] if after >= 0 else "")


# ---------------------------------------------------------------- writing


def _value_of(whole: str) -> Any:
    node = compose("", whole)
    return plain_value(node) if node is not None else None


def _joined(text: str, more: str) -> str:
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{more}"


def _dashed(block: str, spaces: int) -> str:
    return f"- {_indented(block, spaces + 2)}"


def _indented(block: str, spaces: int) -> str:
    """Lines after the first moved to the right."""
    first, *rest = block.split("\n")
    return "\n".join([first, *(f"{' ' * spaces}{line}" if line.strip() else line for line in rest)])


def _block(fields: Fields) -> str:
    """Keys with their values, each in a line of its own; short lists and maps of texts in braces, as people write them."""
    return "\n".join(_pair(key, value) for key, value in fields.items() if value is not None)


def _pair(key: str, value: Any) -> str:
    held = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    if held is None:
        return _dumped({key: value}, flow=False)
    if any(isinstance(one, Mapping | list) for one in held):
        return _dumped({key: value}, flow=None)
    line = f"{_dumped({key: ''}, flow=False).removesuffix(chr(39) * 2)}{_flow(value)}"
    return line if len(line) <= _WIDTH else _dumped({key: value}, flow=False)


def _flow(value: Any) -> str:
    return _dumped(value, flow=True)


def _dumped(value: Any, *, flow: bool | None) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = Representer
    yaml.default_flow_style = flow
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.allow_unicode = True
    yaml.width = 1 << 30 if flow else _WIDTH
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue().rstrip("\n")


def _read_again(path: str, old: str, new: str, name: str) -> str:
    """The new text, if all other items say and look what they did; RuntimeError if not, WrongUse if it is no YAML."""
    before = {item.name: item for item in items(path, old) if item.name != name}
    after = {item.name: item for item in items(path, new)}
    lost = [other for other, item in before.items() if other not in after or after[other].text != item.text]
    if lost:
        raise RuntimeError(f"changing {name} of {path} would change {', '.join(lost[:5])}")
    return new
