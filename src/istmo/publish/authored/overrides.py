"""What a named person lets stand in an authors' section, and why: `overrides.yaml` beside the sections.

- file: outlook.md
  words: about 300 farmers
  by: Ana Reyes
  reason: Told by the ministry on 3 May; no figure is reported yet.
  on: 2018-05-04
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from istmo.kernel.problem import Problem, Severity
from istmo.spec.wording import nearest
from istmo.spec.yaml_file import Document, Loc, read_yaml

NAME = "overrides.yaml"
_KEYS = ("file", "words", "by", "reason", "on")


@dataclass(frozen=True)
class Override:
    """One decision. line: where it stands in the file."""

    file: str
    words: str
    by: str
    reason: str
    on: date
    line: int

    def covers(self, file: str, passage: str, words: str) -> bool:
        """Whether it lets these words of a passage stand: it quotes them, as they stand there."""
        quoted, there = _plain(self.words), _plain(passage)
        return self.file == file and quoted in there and _plain(words) in quoted


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def read(folder: Path) -> tuple[list[Override], list[Problem]]:
    """The overrides, and everything that is wrong with the file; none of either where there is no file."""
    if not (folder / NAME).is_file():
        return [], []
    document, problems = read_yaml(folder / NAME, NAME)
    if document is None:
        return [], problems
    if not isinstance(document.value, list):
        return [], [
            *problems,
            _problem(
                document, (), "wrong_shape", "a list of overrides was expected", "begin each with a dash"
            ),
        ]
    told = []
    for at, item in enumerate(document.value):
        one, wrong = _override(document, at, item)
        problems = [*problems, *wrong]
        told += [one] if one else []
    return told, problems


def _override(document: Document, at: int, item: Any) -> tuple[Override | None, list[Problem]]:
    if not isinstance(item, dict):
        return None, [
            _problem(
                document, (at,), "wrong_shape", "an override has keys and values", f"write {', '.join(_KEYS)}"
            )
        ]
    problems = []
    for key in item.keys() - set(_KEYS):
        near = nearest(str(key), list(_KEYS))
        fix = f"write {near}" if near else f"an override has {', '.join(_KEYS)}"
        problems.append(
            _problem(document, (at, key), "unknown_key", f"“{key}” is no key of an override", fix)
        )
    for key in _KEYS:
        if not isinstance(item.get(key), str) or not item[key].strip():
            fix = "name the person" if key == "by" else "write it out"
            problems.append(
                _problem(document, (at,), "missing_value", f"the override does not say {key}", fix)
            )
    if problems:
        return None, problems
    try:
        on = date.fromisoformat(item["on"].strip())
    except ValueError:
        return None, [
            _problem(
                document, (at, "on"), "wrong_date", f"“{item['on']}” is no date", "write it as 2018-05-04"
            )
        ]
    line = document.where((at,)).row or 1
    return Override(
        item["file"].strip(), item["words"].strip(), item["by"].strip(), item["reason"].strip(), on, line
    ), []


def _problem(document: Document, loc: Loc, code: str, found: str, fix: str) -> Problem:
    return Problem(code, Severity.ERROR, found, document.where(loc), fix=fix)
