"""A YAML file as plain lists, maps and *texts*, with the line of everything in it.

Scalars stay the characters their author typed: what is a number, a date or a yes is decided by the model that expects
one. So `NO` is Norway, `2017` may be a version and `0.10` keeps its nought. `composed` composes, we construct.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from istmo.kernel.problem import Problem, Severity, Where
from istmo.spec import composed
from istmo.spec.text_file import read_text

Loc = tuple[str | int, ...]

#: Aliases multiply what a file says. No framework needs this many values; a “billion laughs” file passes it at once.
MOST_VALUES = 200_000
DEEPEST = 60

_TAG = "tag:yaml.org,2002:"
_KNOWN_TAGS = {f"{_TAG}{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


@dataclass(frozen=True)
class Document:
    """What a YAML file says. `value` is made of dict, list, str and None; `lines` gives the line of every path.

    names: what keys are called in a file that calls them otherwise.
    """

    file: str
    value: Any
    lines: Mapping[Loc, int]
    names: Mapping[str, str] = field(default_factory=dict)

    def where(self, loc: Loc) -> Where:
        """The place of a path; of its nearest known parent where the path itself is not in the file."""
        known = next((loc[:end] for end in range(len(loc), -1, -1) if loc[:end] in self.lines), ())
        keys = [self.names.get(part, part) for part in loc if isinstance(part, str)]
        return Where(file=self.file, row=self.lines.get(known, 1), header=keys[-1] if keys else "")


class _RefusedError(Exception):
    """What we cannot or will not read, with its line where that is known."""

    def __init__(self, line: int | None, code: str, found: str, fix: str) -> None:
        super().__init__(found)
        self.line, self.code, self.found, self.fix = line, code, found, fix


@dataclass
class _Builder:
    """Turns composed nodes into plain values once, counting them and noting duplicate keys as it goes."""

    file: str
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def build(self, node: Node, loc: Loc) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            fix = "write the values out instead of repeating them by anchors and aliases"
            raise _RefusedError(
                _line(node), "yaml_too_many_values", f"there are more than {MOST_VALUES:,} values", fix
            )
        if len(loc) > DEEPEST:
            found = f"this is nested more than {DEEPEST} levels deep, or an alias holds itself"
            raise _RefusedError(_line(node), "yaml_too_deep", found, "write it with fewer levels")
        self.lines.setdefault(loc, _line(node))
        if node.tag is not None and str(node.tag) not in _KNOWN_TAGS:
            found = f"the tag {node.tag} is not used here"
            raise _RefusedError(_line(node), "yaml_tag", found, "remove it and write the value alone")
        if isinstance(node, MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*loc, place)) for place, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in told:
                found = (
                    f"the key “{key}” stands here twice; it was first given in line {self.lines[(*loc, key)]}"
                )
                where = Where(file=self.file, row=_line(key_node), header=key)
                self.problems.append(
                    Problem("duplicate_key", Severity.ERROR, found, where, fix="keep one of the two")
                )
                continue
            self.lines[(*loc, key)] = _line(key_node)
            told[key] = self.build(value_node, (*loc, key))
        return told

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise _RefusedError(
                _line(node), "yaml_key", "a key is a list or a map", "use a short word as key"
            )
        if str(node.tag) == f"{_TAG}merge":
            fix = "write the keys out where they are needed"
            raise _RefusedError(_line(node), "yaml_merge", "merge keys (<<) are not used here", fix)
        return str(node.value)


def read_yaml(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document; None with at least one problem if there is nothing to go on with."""
    text, problems = read_text(path, file)
    if problems:
        return None, problems
    builder = _Builder(file)
    try:
        value = builder.build(_composed(text), ())
    except _RefusedError as refused:
        where = Where(file=file, row=refused.line)
        return None, [Problem(refused.code, Severity.ERROR, refused.found, where, fix=refused.fix)]
    return Document(file, value, builder.lines), builder.problems


def _composed(text: str) -> Node:
    empty = _RefusedError(None, "empty_file", "the file is empty", "write the framework into it or delete it")
    try:
        node = composed.compose(text) if text.strip() else None
    except YAMLError as wrong:
        raise _syntax(text, wrong) from None
    except RecursionError:
        found, fix = "the file is nested too deeply", "write it with fewer levels"
        raise _RefusedError(None, "yaml_too_deep", found, fix) from None
    if node is None or (isinstance(node, ScalarNode) and _scalar(node) is None):
        raise empty
    return node


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark is not None else 1


def _scalar(node: Node) -> str | None:
    return None if str(node.tag) == f"{_TAG}null" else str(node.value)


def _syntax(text: str, wrong: YAMLError) -> _RefusedError:
    """One clear sentence for a file that is not YAML; tabs, the commonest reason, are looked for first."""
    mark = (wrong.problem_mark or wrong.context_mark) if isinstance(wrong, MarkedYAMLError) else None
    line = mark.line + 1 if mark is not None else None
    told = str(getattr(wrong, "problem", None) or wrong).splitlines()[0].rstrip(".")
    tab = _tab(text, line) or (line if "'\\t'" in told else None)
    if tab:
        fix = "replace the tab by spaces; most editors can do so for the whole file"
        return _RefusedError(tab, "yaml_tab", "a tab stands in this line, and YAML wants spaces", fix)
    if "another document" in told:
        fix = "keep one document per file: remove the line ---"
        return _RefusedError(line, "yaml_two_documents", "a second document begins here", fix)
    fix = "check the indentation, the colons and the quotes here and in the line before"
    return _RefusedError(line, "yaml_syntax", f"this is not YAML: {told}", fix)


def _tab(text: str, line: int | None) -> int | None:
    """The first line at or before the fault whose indentation has a tab."""
    for number, content in enumerate(text.splitlines()[: (line or 0) + 1], start=1):
        if "\t" in content[: len(content) - len(content.lstrip())] and content.strip():
            return number
    return None
