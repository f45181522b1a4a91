"""One change between two versions of a framework, and which words of a text differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

#: What a change may be of.
FRAMEWORK, NODE, INDICATOR, HORIZON = "framework", "node", "indicator", "horizon"
_TOKENS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Words:
    """Some words of a reworded text. how: same, out (only the earlier text has them) or in (only the later)."""

    how: str
    text: str


@dataclass(frozen=True)
class Change:
    """One change. old, new: codes of what it is of then and now; title: its name now, or then where it is gone.

    field: what of it changed, where that needs telling; earlier, later: what it said, in plain words. by: how the two
    were known to be the same: code, mapping (the authors say so) or wording. reason: why, as the authors declare it.
    """

    kind: str
    what: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    title: str = ""
    field: str = ""
    earlier: str = ""
    later: str = ""
    by: str = ""
    reason: str = ""

    @property
    def code(self) -> str:
        """What it is called: the code now, or then where it is gone."""
        return ", ".join(self.new or self.old)

    @property
    def words(self) -> tuple[Words, ...]:
        """Both texts as one, word for word, where both were said."""
        return marked(self.earlier, self.later) if self.earlier and self.later else ()

    def with_reason(self, reason: str) -> "Change":
        """The same, with why."""
        return replace(self, reason=reason)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told = {name: getattr(self, name) for name in ("kind", "what", "title", "field", "earlier", "later")}
        words = [{"how": one.how, "text": one.text} for one in self.words]
        more = {"old": list(self.old), "new": list(self.new), "by": self.by, "reason": self.reason or None}
        return {**told, **more, "words": words}


def marked(earlier: str, later: str) -> tuple[Words, ...]:
    """What stayed, went and came between two texts, in reading order. Spaces alone make no difference."""
    old, new = _TOKENS.findall(earlier), _TOKENS.findall(later)
    matcher = SequenceMatcher(None, [o.strip() for o in old], [n.strip() for n in new], autojunk=False)
    return tuple(
        Words(how, text.strip())
        for tag, a, b, c, d in matcher.get_opcodes()
        for how, text in _pieces(tag, "".join(old[a:b]), "".join(new[c:d]))
    )


def _pieces(tag: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    if tag == "equal":
        yield "same", new
        return
    if old:
        yield "out", old
    if new:
        yield "in", new
