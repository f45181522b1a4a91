"""What questions answer is English; here a sentence is read back to how it was made, and said in another language.

`publish.problems` reads back what checks and readers say in the same way. The catalogue `answers` holds the sentences of `analyse` with their gaps (docs/sentences.py reads them off its code). A
sentence that fits one is said anew with its gaps said too; sentences joined by `; ` are read one by one. What fits none
is left as it is and marked as English: never guessed, never silently English.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from istmo.publish.foreign import OPEN, capital, english

_GAP = re.compile(r"%\(\d+\)s")
_QUOTED = re.compile(r"“([^“”]*)”")
_BRACKETS = re.compile(r"(“[^“”]*”|[^()“”]+) \(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_SAID_OF = re.compile(r"(“[^“”]*”) ([a-z].*)", re.DOTALL)
_LETTER = re.compile(r"[a-z]{2}")
#: What sentences and the parts of one are joined by, the strongest first.
_JOINTS = ("; ", ": ", ". ", " + ", ", ", " – ")
#: Where one sentence ends and the next begins; `U.S. Department` is none.
_NEXT = re.compile(r"(?<=[a-z)”]{2}\.) (?=[A-Z“])")
#: Sentences of more parts are lists and left as they are; so many parts may be one sentence that has the joint in it.
_MOST, _TOGETHER = 60, 6
#: No sentence of ours is longer, or made of more pieces within pieces.
_LONGEST, _DEEPEST = 6000, 20
#: So few letters say too little: the gaps between them must be known for themselves.
_WEAK = 7


@dataclass(frozen=True)
class _Template:
    """A sentence with gaps: what it must contain, the pieces between its gaps, the gaps' names, and how it is said."""

    needle: str
    pieces: tuple[str, ...]
    order: tuple[str, ...]
    said: str
    is_weak: bool

    def gaps(self, text: str) -> tuple[str, ...] | None:
        """What fills the gaps if these are its words: as little as can be; None if they are not."""
        first, *between, last = self.pieces
        at, stop = len(first), len(text) - len(last)
        if stop < at or not text.startswith(first) or not text.endswith(last):
            return None
        quotes = [found.span(1) for found in _QUOTED.finditer(text)]
        filled = []
        for piece in between:
            found = _outside(text, piece, (at, stop), quotes)
            if found < 0:
                return None
            filled.append(text[at:found])
            at = found + len(piece)
        filled.append(text[at:stop])
        whole = (
            _is_one(gap) or before.endswith("“") for before, gap in zip(self.pieces, filled, strict=False)
        )
        return tuple(filled) if all(whole) else None


def _outside(text: str, piece: str, within: tuple[int, int], quotes: Sequence[tuple[int, int]]) -> int:
    """Where a piece stands first, but not among words that are quoted; -1 if it does not."""
    at, stop = within
    found = text.find(piece, at, stop)
    while found >= 0 and piece and any(first <= found < last for first, last in quotes):
        found = text.find(piece, found + 1, stop)
    return found


def _is_one(gap: str) -> bool:
    """Whether no two sentences fill a gap."""
    bare = _QUOTED.sub("", gap)
    return "; " not in bare and not _NEXT.search(bare)


class ReadingBack:
    """Reads sentences back. known: a name, a unit or a word in the other language; None if it is none."""

    def __init__(
        self, said: Mapping[str, str], known: Callable[[str], str | None], *, strictly: bool = False
    ) -> None:
        """`said`: message -> the same in the other language, gaps as %(1)s. strictly: what is quoted stays, and no word is read alone."""
        self._strictly = strictly
        self._whole = {message.strip(): told.strip() for message, told in said.items() if told}
        gapped = {message: told for message, told in said.items() if _GAP.search(message)}
        self._templates = [*_templates(gapped), *_templates(dict(filter(None, map(_open, said.items()))))]
        self._known = known
        self._read: dict[str, str | None] = {}
        self._depth = 0

    def told(self, text: str) -> str:
        """The text in the other language, as far as it can be read back; the rest marked as English."""
        found = self.found(text)
        return "; ".join(map(english, text.split("; "))) if found is None else found

    def found(self, text: str) -> str | None:
        """The text in the other language, as far as it can be read back; None if nothing of it can."""
        return self._found(text) if len(text) <= _LONGEST else None

    def _found(self, text: str) -> str | None:
        if text in self._read:
            return self._read[text]
        if self._depth > _DEEPEST:
            return None
        self._read[text] = None  # a sentence that leads back to itself is not known
        self._depth += 1
        self._read[text] = self._outer(text)
        self._depth -= 1
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
            return text if self._strictly else f"“{english(text[1:-1])}”"
        if text in self._whole:
            return self._whole[text]
        if not _LETTER.search(text) or " " not in text:
            return None if _is_word(text) else text
        return (
            self._fitting(text)
            or (self._strict(text) if self._strictly else None)
            or self._joined(text, _JOINTS[:1])
            or (None if self._strictly else self._one_by_one(text))
            or self._varied(text)
            or self._bracketed(text)
            or self._known_parts(text, ": ", ": ")
            or self._fitting(text, weak=True)
            or (None if self._strictly else self._worded(text))
            or self._both(text)
            or self._joined(text, _JOINTS[1:])
        )

    def _fitting(self, text: str, *, weak: bool = False) -> str | None:
        """The sentence whose words these are, with what fills its gaps."""
        for template in self._templates:
            if template.is_weak is not weak or template.needle not in text:
                continue
            gaps = template.gaps(text)
            found = [
                gap if self._strictly and before.endswith("“") else self._found(gap)
                for before, gap in zip(template.pieces, gaps or (), strict=False)
            ]
            if gaps is None or (weak and None in found):
                continue
            said = (english(gap) if one is None else one for one, gap in zip(found, gaps, strict=True))
            return template.said % dict(zip(template.order, said, strict=True))
        return None

    def _strict(self, text: str) -> str | None:
        """A sentence of few words, or what is quoted and then said of it: `“maybe” is neither yes nor no`."""
        of = _SAID_OF.fullmatch(text)
        found = self._found(of[2]) if of else None
        return f"{of[1]} {found}" if of and found is not None else self._fitting(text, weak=True)

    def _varied(self, text: str) -> str | None:
        """The same without its full stop, or with a small letter in front."""
        if text.endswith("."):
            found = self._found(text[:-1])
            return None if found is None else f"{found}."
        if text[0].isupper():
            found = self._found(text[0].lower() + text[1:])
            return None if found is None or found.startswith(OPEN) else capital(found)
        return None

    def _one_by_one(self, text: str) -> str | None:
        """Whole sentences that stand one behind the other."""
        parts = _NEXT.split(text)
        pieces = self._pieces(parts, " ") if 1 < len(parts) <= _MOST else []
        if all(said is None for _, said in pieces):
            return None
        return " ".join(english(piece) if said is None else said for piece, said in pieces)

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
        """A few words that are known, among numbers and codes: `allocated FY2014`, `2 not reported`."""
        number, _, rest = text.partition(" ")
        if number.replace(",", "").isdigit() and (said := self._found(rest)) is not None:
            return f"{number} {said}"
        found = [word if _is_code(word) else self._known(word) for word in text.split(" ")]
        return None if None in found else " ".join(filter(None, found))

    def _both(self, text: str) -> str | None:
        """Things that are all known, with `and` between them."""
        return self._known_parts(text, " and ", f" {self._known('and')} ")

    def _known_parts(self, text: str, joint: str, said: str) -> str | None:
        """Parts that are all known; `said` is what joins them in the other language."""
        found = [self._found(part) for part in text.split(joint)]
        return None if len(found) == 1 or None in found else said.join(filter(None, found))

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
            for end in range(min(most, at + _TOGETHER), at, -1):
                piece = joint.join(parts[at:end])
                said = self._found(piece) if end - at == 1 else self._together(piece)
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


def _is_code(word: str) -> bool:
    """Whether it is a number, a code or a period."""
    return any(map(str.isdigit, word)) or word.isupper()


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
    pieces = tuple(_GAP.split(message))
    order = tuple(gap[2:-2] for gap in _GAP.findall(message))
    letters = sum(letter.isalpha() for piece in pieces for letter in piece)
    return _Template(max(pieces, key=len), pieces, order, told, letters < _WEAK)
