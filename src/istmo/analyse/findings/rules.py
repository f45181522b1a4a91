"""What a rule over claims is: one file of this folder, found by walking it.

A rule is an `.sql` file over the view `told` (claims.sql) and the tables of a release, or a `.py` file where SQL cannot
say it. Its first lines are its head:

    -- no_target: Results without a target        the code, which is the file's name, and what is found
    -- kind: exact                                `exact`, or `look_here` where words are shown for a person to judge
    -- about: gap                                 what it looks at, one of ABOUT

What follows in comments is why. It answers some of `claim`, `other`, `source`, `node`, `words`, and always a `sentence`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from typing import NamedTuple

from istmo.analyse.answer import Queryable, sql

_ROOM = "istmo.analyse.findings"
KINDS = ("exact", "look_here")
#: What rules look at, in the order in which their counts are told.
ABOUT = ("documents", "sum", "wording", "number", "time", "gap", "source", "plan")


class Found(NamedTuple):
    """One finding: the claim it is about, the claim that is held against, or a source or a node, and the sentence."""

    sentence: str
    claim: str | None = None
    other: str | None = None
    source: str | None = None
    node: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule. title: what is found, as a heading; why: the reason, one paragraph, may be empty."""

    code: str
    title: str
    kind: str
    about: str
    why: str
    find: Callable[[Queryable], list[Found]]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules: by what they look at, then by code. ValueError for a file without a right head."""
    found = []
    for file in files(_ROOM).iterdir():
        name, _, ending = file.name.rpartition(".")
        if ending == "sql":
            text = file.read_text(encoding="utf-8")
            found.append(_rule(name, _comments(text), partial(_asked, text)))
        elif ending == "py" and name not in ("__init__", "rules"):
            module = import_module(f"{_ROOM}.{name}")
            found.append(_rule(name, (module.__doc__ or "").strip().splitlines(), module.find))
    return tuple(sorted(found, key=lambda rule: (ABOUT.index(rule.about), rule.code)))


def _comments(text: str) -> list[str]:
    head = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        head.append(line[2:].strip())
    return head


def _rule(code: str, head: list[str], find: Callable[[Queryable], Iterable[Found]]) -> Rule:
    told = [line.partition(": ") for line in head[:3]]
    names = [name for name, _, _ in told]
    if names != [code, "kind", "about"]:
        raise ValueError(f"findings/{code} begins with {names}: its code, kind and about were expected")
    title, kind, about = (rest.strip() for _, _, rest in told)
    if kind not in KINDS or about not in ABOUT:
        raise ValueError(f"findings/{code}: {kind} is not among {KINDS}, or {about} not among {ABOUT}")
    why = " ".join(line for line in head[3:] if line)
    return Rule(code, title, kind, about, why, lambda release: list(find(release)))


def _asked(text: str, release: Queryable) -> list[Found]:
    """The findings of a rule in SQL, in the order of their claims."""
    told = release.lists(f"WITH told AS (\n{sql('claims')}\n)\nSELECT * FROM (\n{text}\n) AS finding")
    columns = [name for name in Found._fields if name in told]
    rows = zip(*(told[name] for name in columns), strict=True)
    found = [Found(**dict(zip(columns, row, strict=True))) for row in rows]
    return sorted(found, key=lambda one: (*(cell or "" for cell in one[1:]), one.sentence))
