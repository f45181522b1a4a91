"""A column plan as its author writes it, in YAML, and every mistake in it with its line.

sheet: Extract                       # of a workbook; else the first sheet that has the columns
columns: {indicator: Code, place: Municipality, value: Total, sex: Sex}      # ours: theirs
constants: {role: result, period: FY2026, agency: works}
values: {place: {North Alta: alta}}  # in a column of ours: theirs: ours
unpivot: {"2025": {period: FY2025}, "2026": {period: FY2026}}   # one figure for each of these columns
skip: {Status: [draft, cancelled]}   # rows that are not read
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from istmo.formats._columns import DIMENSIONS
from istmo.formats._shared import error
from istmo.kernel.problem import InputProblem, Problem
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from istmo.spec.yaml_file import Document, read_yaml

_PARTS = ("sheet", "columns", "constants", "values", "unpivot", "skip")
_MARK = "dimension:"
_NAMES = (
    *FIGURES.names,
    "period",
    *DIMENSIONS,
    *(name for name in TRANSACTIONS.names if name not in FIGURES.names),
)
_NOT_GIVEN = ("row", "at", "submission")


@dataclass(frozen=True)
class Plan:
    """What stands in a plan. lines: where each header of theirs is named, for what is missing in a file.

    columns: ours -> theirs; constants: ours -> text; values: ours -> theirs -> ours; unpivot: theirs -> (ours -> text);
    skip: theirs -> texts.
    """

    file: str
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unpivot: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skip: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def headers(self) -> list[str]:
        """Every header that a file must have."""
        return list(dict.fromkeys([*self.columns.values(), *self.unpivot, *self.skip]))

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Plan":
        """From plain dicts and lists, as `dataclasses.asdict` gives them."""
        return cls(**{**raw, "skip": {name: tuple(texts) for name, texts in raw["skip"].items()}})


def read(path: Path) -> Plan:
    """The plan of a file. InputProblem with everything that is wrong with it, each with its line."""
    document, problems = read_yaml(path, path.name)
    if document is None:
        raise InputProblem(problems)
    problems = [*problems, *_mistakes(document)]
    if problems:
        raise InputProblem(problems)
    told = document.value
    skip = {str(name): tuple(texts) for name, texts in (told.get("skip") or {}).items()}
    parts = {name: told.get(name) or {} for name in ("columns", "constants", "values", "unpivot")}
    return Plan(path.name, told.get("sheet") or "", skip=skip, lines=_lines(document), **parts)


def _lines(document: Document) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, header in (document.value.get("columns") or {}).items():
        found.setdefault(header, document.where(("columns", name)).row or 1)
    for part in ("unpivot", "skip"):
        for header in document.value.get(part) or {}:
            found.setdefault(header, document.where((part, header)).row or 1)
    return found


def _mistakes(document: Document) -> Iterator[Problem]:
    told = document.value
    if not isinstance(told, dict):
        yield _said(
            document, (), "a plan is a map with the parts columns, constants, values, unpivot and skip", ""
        )
        return
    for name in told:
        if name not in _PARTS:
            yield _said(document, (name,), f"“{name}” is no part of a plan", _near(name, _PARTS))
    for part in ("columns", "constants", "values", "unpivot", "skip"):
        if not isinstance(told.get(part) or {}, dict):
            yield _said(document, (part,), f"{part} is a map", "write one line for each column, indented")
            return
    yield from _texts(document)
    yield from _names(document)
    if not told.get("columns"):
        yield _said(document, (), "the plan names no columns", "write columns: and below it ours: theirs")


def _texts(document: Document) -> Iterator[Problem]:
    """What has to be a text, or a map or list of texts, and is not."""
    for part, kind in (
        ("columns", str),
        ("constants", str),
        ("values", dict),
        ("unpivot", dict),
        ("skip", list),
    ):
        for name, said in (document.value.get(part) or {}).items():
            inner = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
            if not isinstance(said, kind) or not all(isinstance(each, str) for each in inner):
                wanted = {str: "a text", dict: "a map of texts", list: "a list of texts"}[kind]
                yield _said(
                    document, (part, name), f"{part}: {name} has to be {wanted}", "see the example of a plan"
                )


def _names(document: Document) -> Iterator[Problem]:
    """Columns that are none of ours."""
    told = document.value
    named = [(part, name) for part in ("columns", "constants", "values") for name in told.get(part) or {}]
    for part, name in named:
        if (name not in _NAMES and not name.startswith(_MARK)) or name in _NOT_GIVEN:
            yield _said(document, (part, name), f"“{name}” is no column of ours", _near(name, _NAMES))
    for header, constants in (told.get("unpivot") or {}).items():
        for name in constants if isinstance(constants, dict) else ():
            if name not in _NAMES:
                yield _said(
                    document, ("unpivot", header, name), f"“{name}” is no column of ours", _near(name, _NAMES)
                )


def _near(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 1, 0.6)
    return f"did you mean {near[0]}?" if near else f"known are: {', '.join(known[:12])} …"


def _said(document: Document, loc: tuple[str, ...], found: str, fix: str) -> Problem:
    return error("plan_not_readable", found, document.where(loc), fix=fix or "see the example of a plan")
