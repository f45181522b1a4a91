"""Two texts of a file beside each other, line by line: what stayed, what went, what came."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from istmo.spec.changes._change import Words


def marked_lines(earlier: str, later: str) -> tuple[Words, ...]:
    """The lines of both in reading order, each with its line end, so that they can be shown as they stand."""
    return tuple(_lines(earlier.splitlines(), later.splitlines()))


def _lines(old: list[str], new: list[str]) -> Iterator[Words]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Words("same", "\n".join(new[c:d]))
            continue
        if a < b:
            yield Words("out", "\n".join(old[a:b]))
        if c < d:
            yield Words("in", "\n".join(new[c:d]))
