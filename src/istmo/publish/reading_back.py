"""What questions answer is English; here a sentence is read back to how it was made, and said in another language.

The catalogue `answers` holds the sentences of `analyse` with their gaps (docs/sentences.py reads them off its code). A
sentence that fits one is said anew with its gaps said too; sentences joined by `; ` are read one by one. What fits none
is left as it is and marked as English: never guessed, never silently English.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from istmo.publish.foreign import OPEN, capital, english

_GAP = re.compile(r"%\(\d+\)s")
_QUOTED = re.compile(r"“([^“”]*)”")
_BRACKETS = re.compile(r"(“[^“”]*”|[^()“”]+) \(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LETTER = re.compile(r"[a-z]{2}")
#: What sentences and the parts of one are joined by, the strongest first.
_JOINTS = ("; ", ": ", ". ", " + ", ", ", " – ")
#: What fills a gap: in quotation marks anything, else no two sentences.
_ANYTHING, _NO_JOINT = "(.*?)", "((?:“[^”]*”|(?!; )[^“])*?)"
#: Sentences of more parts are lists; they are left as they are.
_MOST = 60
#: So few letters say too little: the gaps between them must be known for themselves.
_WEAK = 7


@dataclass(frozen=True)
class _Template:
    """A sentence with gaps: what it must contain, how it is read, and how it is said."""

    needle: str
    reading: re.Pattern[str]
    order: tuple[int, ...]
    said: str
    is_weak: bool


class ReadingBack:
    """Reads sentences back. known: a name, a unit or a word in the other language; None if it is none."""

    def __init__(self, said: Mapping[str, str], known: Callable[[str], str | None]) -> None:
        """`said`: message -> the same in the other language, gaps as %(1)s."""
        self._whole = {message.strip(): told.strip() for message, told in said.items() if told}
        gapped = {message: told for message, told in said.items() if _GAP.search(message)}
        self._templates = [*_templates(gapped), *_templates(dict(filter(None, map(_open, said.items()))))]
        self._known = known
        self._read: dict[str, str | None] = {}

    def told(self, text: str) -> str:
        """The text in the other language, as far as it can be read back; the rest marked as English."""
        found = self._found(text)
        return "; ".join(map(english, text.split("; "))) if found is None else found

    def _found(self, text: str) -> str | None:
        if text not in self._read:
            self._read[text] = None  # a sentence that leads back to itself is not known
            self._read[text] = self._outer(text)
        return self._read[text]

    def _outer(self, text: str) -> str | None:
        """The text without the blanks around it, which stay."""
        inner = text.strip()
        if inner == text:
            return self._inner(text)
        found = self._found(inner)
        return None if found is None else text.replace(inner, found, 1) if inner else text

    def _inner(self, text: str) -> str | None:
        known = self._known(text)
        if known is not None:
            return known
        if _QUOTED.fullmatch(text):
            return f"“{english(text[1:-1])}”"
        if text in self._whole:
            return self._whole[text]
        if not _LETTER.search(text) or " " not in text:
            return None if _is_word(text) else text
        return (
            self._fitting(text)
            or self._varied(text)
            or self._joined(text, _JOINTS[:1])
            or self._bracketed(text)
            or self._fitting(text, weak=True)
            or self._worded(text)
            or self._both(text)
            or self._joined(text, _JOINTS[1:])
        )

    def _fitting(self, text: str, *, weak: bool = False) -> str | None:
        """The sentence whose words these are, with what fills its gaps."""
        for template in self._templates:
            if template.is_weak is not weak or template.needle not in text:
                continue
            fits = template.reading.fullmatch(text)
            if fits is None:
                continue
            found = [self._found(gap) for gap in fits.groups()]
            if weak and None in found:
                continue
            gaps = [
                english(gap) if said is None else said for said, gap in zip(found, fits.groups(), strict=True)
            ]
            named = {str(number): gap for number, gap in zip(template.order, gaps, strict=True)}
            return template.said % named
        return None

    def _varied(self, text: str) -> str | None:
        """The same without its full stop, or with a small letter in front."""
        if text.endswith("."):
            found = self._found(text[:-1])
            return None if found is None else f"{found}."
        if text[0].isupper():
            found = self._found(text[0].lower() + text[1:])
            return None if found is None or found.startswith(OPEN) else capital(found)
        return None

    def _bracketed(self, text: str) -> str | None:
        """Words, or what a document says, and in brackets of what or when."""
        fits = _BRACKETS.fullmatch(text)
        if fits is None:
            return None
        front, inside = self._found(fits[1]), self._pieces(fits[2].split(", "), ", ")
        if front is None and all(said is None or said == piece for piece, said in inside):
            return None
        about = ", ".join(english(piece) if said is None else said for piece, said in inside)
        return f"{english(fits[1]) if front is None else front} ({about})"

    def _worded(self, text: str) -> str | None:
        """A few words that are known, among numbers and codes: `allocated FY2014`."""
        words = text.split(" ")
        found = [
            word if any(map(str.isdigit, word)) or word.isupper() else self._known(word) for word in words
        ]
        return " ".join(word for word in found if word) if all(found) else None

    def _both(self, text: str) -> str | None:
        """Things that are all known, with `and` between them."""
        found = [self._found(part) for part in text.split(" and ")]
        return (
            None if len(found) == 1 or None in found else f" {self._known('and')} ".join(filter(None, found))
        )

    def _joined(self, text: str, joints: tuple[str, ...]) -> str | None:
        """Its parts one by one, if any of them can be read."""
        for joint in joints:
            parts = text.split(joint)
            found = self._pieces(parts, joint) if 1 < len(parts) <= _MOST else []
            if any(said is not None and said != piece for piece, said in found):
                return joint.join(english(piece) if said is None else said for piece, said in found)
        return None

    def _pieces(self, parts: list[str], joint: str) -> list[tuple[str, str | None]]:
        """The parts with what is said for them; several together where they are one sentence that has the joint in it."""
        pieces: list[tuple[str, str | None]] = []
        at = 0
        while at < len(parts):
            most = len(parts) if at else max(1, len(parts) - 1)  # the whole has been tried
            for end in range(most, at, -1):
                piece = joint.join(parts[at:end])
                said = self._inner(piece) if end - at == 1 else self._together(piece)
                if said is not None or end - at == 1:
                    break
            pieces.append((piece, said))
            at = end
        return pieces

    def _together(self, text: str) -> str | None:
        """A name or a sentence that has a joint in it."""
        return self._known(text) or self._whole.get(text) or self._fitting(text)


def _is_word(text: str) -> bool:
    """Whether it is a word that somebody reads, no code, number or period."""
    return len(text) > 1 and text.isalpha() and text.islower()


def _open(said: tuple[str, str]) -> tuple[str, str] | None:
    """A piece that begins or ends with a blank or a comma stands beside something else: a gap of its own."""
    message, told = said
    if message[:1] in " ,;:":
        message, told = f"%(0)s{message}", f"%(0)s{told}"
    if message.endswith(" "):
        message, told = f"{message}%(9)s", f"{told}%(9)s"
    return None if message == said[0] else (message, told)


def _templates(said: Mapping[str, str]) -> list[_Template]:
    """Those with most words of their own first."""
    ordered = sorted(said, key=lambda message: (-len(_GAP.sub("", message)), message))
    return [_template(message, said[message]) for message in ordered if said[message]]


def _template(message: str, told: str) -> _Template:
    pieces = _GAP.split(message)
    order = tuple(int(gap[2:-2]) for gap in _GAP.findall(message))
    reading = re.escape(pieces[0])
    for before, piece in pairwise(pieces):
        reading += (_ANYTHING if before.endswith("“") else _NO_JOINT) + re.escape(piece)
    letters = sum(letter.isalpha() for piece in pieces for letter in piece)
    return _Template(max(pieces, key=len), re.compile(reading, re.DOTALL), order, told, letters < _WEAK)
