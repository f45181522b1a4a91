"""A folder of authors' sections: Markdown files with a short head, and the overrides beside them.

---
title: What the year meant
after: assessment
language: en
---
Jobs grew to {{ figure sme-jobs place=SV period=2011/2016 }}.
"""

from dataclasses import dataclass
from pathlib import Path

from istmo.kernel.problem import Problem, Severity, Where, WrongUse
from istmo.publish import sections
from istmo.spec.text_file import read_text
from istmo.spec.wording import nearest

ENDING = ".md"
_HEAD = "---"
_KEYS = ("title", "after", "language")


@dataclass(frozen=True)
class Text:
    """One file. after: the section of the report it stands behind; first: the line its words begin at."""

    file: str
    title: str
    after: str
    language: str
    body: str
    first: int


def read(folder: Path, lang: str) -> tuple[list[Text], list[Problem]]:
    """The sections in the language of the report, by the names of their files, and every problem of their heads.

    WrongUse if there is no such folder or nothing in it to publish.
    """
    if not folder.is_dir():
        raise WrongUse(f"{folder} is no folder. Name the folder of Markdown files with your sections.")
    texts, problems = [], []
    for path in sorted(folder.glob(f"*{ENDING}")):
        text, wrong = _read(path)
        problems += wrong
        if text and text.language == lang:
            texts.append(text)
    if not texts and not problems:
        raise WrongUse(f"{folder} holds no section in “{lang}”: no file that ends in {ENDING} and says so.")
    return texts, problems


def _read(path: Path) -> tuple[Text | None, list[Problem]]:
    whole, problems = read_text(path, path.name)
    if problems:
        return None, problems
    lines = whole.splitlines()
    if not lines or lines[0].strip() != _HEAD or _HEAD not in (line.strip() for line in lines[1:]):
        fix = "begin it with three lines: ---, title: …, ---"
        return None, [
            _problem(path.name, 1, "section_without_head", "the file has no head that gives its title", fix)
        ]
    behind = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == _HEAD)
    told, problems = _head(path.name, lines[1:behind])
    if problems:
        return None, problems
    body = "\n".join(lines[behind + 1 :])
    return Text(
        path.name, told["title"], told.get("after", ""), told.get("language", "en"), body, behind + 2
    ), []


def _head(file: str, lines: list[str]) -> tuple[dict[str, str], list[Problem]]:
    told: dict[str, str] = {}
    problems = []
    for row, line in enumerate(lines, 2):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon or name not in _KEYS:
            near = nearest(name, list(_KEYS))
            fix = f"write {near}:" if near else f"a head has {', '.join(_KEYS)}, each with a colon"
            problems.append(
                _problem(file, row, "unknown_key", f"“{line.strip()[:60]}” is no line of a head", fix)
            )
        told[name] = value.strip("\"'")
    if not told.get("title") and not problems:
        problems.append(_problem(file, 1, "missing_value", "the head gives no title", "add a line: title: …"))
    ids = [section.id for section in sections.contents()]
    if told.get("after") and told["after"] not in ids:
        near = nearest(told["after"], ids)
        fix = f"write {near}" if near else f"there are {', '.join(ids)}"
        problems.append(
            _problem(file, 1, "unknown_section", f"the report has no section “{told['after']}”", fix)
        )
    return told, problems


def _problem(file: str, row: int, code: str, found: str, fix: str) -> Problem:
    return Problem(code, Severity.ERROR, found, Where(file=file, row=row), fix=fix)
