"""Codes made of a publisher's identifiers: always the same for the same file, never two things under one code."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

#: Longest code of an activity: its indicators add `.r12.i149` and stay within the hundred characters of a code.
LONGEST_ACTIVITY = 80
LONGEST = 100
_FORBIDDEN = re.compile(r"[^A-Za-z0-9._+-]+")
#: Marks with a meaning in a breakdown.
_MARKS = re.compile(r'[=;|,"]')
_LONGEST_PART = 80
NOT_STATED = "not stated"


def code(text: str, longest: int = LONGEST) -> str:
    """A code of the letters that codes may have; empty if nothing is left. A long one is cut and told by its hash."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    cleaned = _FORBIDDEN.sub("-", bare).strip("-").lstrip("._+-")
    if len(cleaned) <= longest:
        return cleaned
    return f"{cleaned[: longest - 9]}-{mark(text)}"


def mark(text: str) -> str:
    """Eight letters made of a text: where a code cannot hold it, they tell it from any other."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass
class Codes:
    """The codes given in one file: a code that is taken by another identifier gets a mark made of its own text."""

    longest: int = LONGEST
    _owner: dict[str, str] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)

    def same(self, text: str) -> str:
        """The code of an identifier, the same each time it is asked for."""
        wanted = code(text, self.longest)
        if not wanted or self._owner.get(wanted, text) != text:
            room = self.longest - 9
            wanted = f"{wanted[:room] or 'x'}-{mark(text)}"
        self._owner[wanted] = text
        return wanted

    def known(self, text: str) -> str | None:
        """The code given to an identifier, if one was."""
        return next((made for made in (code(text, self.longest),) if self._owner.get(made) == text), None)

    def once(self, text: str) -> tuple[str, int]:
        """A code for one more thing of this identifier, and the how-manieth it is: the second gets `-2`."""
        base = self.same(text)
        times = self._times[text] = self._times.get(text, 0) + 1
        if times == 1:
            return base, 1
        room = self.longest - len(str(times)) - 1
        # The control character keeps it apart from an identifier that itself ends in `-2`.
        return self.same(f"{base[:room]}\0{times}"), times


def part(text: str) -> tuple[str, str]:
    """A name or value as a breakdown can hold it, and the publisher's wording where that differs (else empty)."""
    wording = " ".join(text.split())
    kept = " ".join(_MARKS.sub(" ", wording).split())
    if len(kept) > _LONGEST_PART:
        kept = f"{kept[: _LONGEST_PART - 9].rstrip()} {mark(text)}"
    return kept or NOT_STATED, wording if kept != wording else ""
