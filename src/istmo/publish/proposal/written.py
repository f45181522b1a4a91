"""Proposals as a file: a list that can stand alone as claims.yaml, or at the end of one."""

import re
from collections.abc import Iterable
from pathlib import Path

from istmo.publish.proposal.known import Known
from istmo.publish.proposal.propose import Read
from istmo.spec.export import as_yaml, write_text

_CODE = re.compile(r"P([0-9]+)")


def write(read: Read, source: str, known: Known, out: Path) -> Path:
    """Write the entries to a file that must not exist; WrongUse if it does. Codes go on behind those in use."""
    return write_text(text(read, source, known), out)


def text(read: Read, source: str, known: Known) -> str:
    """The same as text."""
    first = _first(one.code for one in known.claims)
    codes = {(one.span, one.counted): f"P{number:03d}" for number, one in enumerate(read.proposals, first)}
    entries = []
    for one, code in zip(read.proposals, codes.values(), strict=True):
        parts = [codes[one.span, part] for part in one.parts if (one.span, part) in codes]
        entries.append(one.record(code, source, known.names, parts if len(parts) == len(one.parts) else ()))
    return as_yaml(entries)


def _first(codes: Iterable[str]) -> int:
    used = [int(found[1]) for code in codes if (found := _CODE.fullmatch(code))]
    return max(used, default=0) + 1
