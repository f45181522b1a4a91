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
from functools import cache
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
    """One rule. title: what is found, as a heading; why: the reason, one paragraph, may be empty.

    text: the SQL of a rule in SQL, empty for one in Python, whose `find` stands instead.
    """

    code: str
    title: str
    kind: str
    about: str
    why: str
    text: str
    find: Callable[[Queryable], Iterable[Found]] | None


@cache
def rules() -> tuple[Rule, ...]:
    """All rules: by what they look at, then by code. ValueError for a file without a right head."""
    found = []
    for file in files(_ROOM).iterdir():
        name, _, ending = file.name.rpartition(".")
        if ending == "sql":
            text = sql(f"findings/{name}")
            found.append(_rule(name, _comments(text), text))
        elif ending == "py" and name not in ("__init__", "rules"):
            module = import_module(f"{_ROOM}.{name}")
            found.append(_rule(name, (module.__doc__ or "").strip().splitlines(), find=module.find))
    return tuple(sorted(found, key=lambda rule: (ABOUT.index(rule.about), rule.code)))


def _comments(text: str) -> list[str]:
    head = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        head.append(line[2:].strip())
    return head


def _rule(
    code: str, head: list[str], text: str = "", find: Callable[[Queryable], Iterable[Found]] | None = None
) -> Rule:
    told = [line.partition(": ") for line in head[:3]]
    names = [name for name, _, _ in told]
    if names != [code, "kind", "about"]:
        raise ValueError(f"findings/{code} begins with {names}: its code, kind and about were expected")
    title, kind, about = (rest.strip() for _, _, rest in told)
    if kind not in KINDS or about not in ABOUT:
        raise ValueError(f"findings/{code}: {kind} is not among {KINDS}, or {about} not among {ABOUT}")
    return Rule(code, title, kind, about, " ".join(line for line in head[3:] if line), text, find)


def findings(release: Queryable, wanted: Iterable[Rule]) -> dict[str, list[Found]]:
    """What each of these rules finds, by its code, in a fixed order. Those in SQL are one query: claims are read once."""
    found: dict[str, list[Found]] = {}
    in_sql = []
    for rule in wanted:
        found[rule.code] = list(rule.find(release)) if rule.find else []
        in_sql += [rule] if rule.text else []
    if in_sql:
        for code, *cells in release.query(_together(in_sql)):
            found[code].append(Found(*cells))
    for of in found.values():
        of.sort(key=lambda one: (*(cell or "" for cell in one[1:]), one.sentence))
    return found


def _together(wanted: Iterable[Rule]) -> str:
    """The rules as one SELECT over `told`; columns that a rule does not answer are empty."""
    empty = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in ("rule", *Found._fields))
    each = "".join(
        f"\nUNION ALL BY NAME SELECT '{rule.code}' AS rule, * FROM (\n{rule.text}\n) AS finding"
        for rule in wanted
    )
    return f"WITH told AS MATERIALIZED (\n{sql('claims')}\n)\nSELECT {empty} WHERE FALSE{each}"
