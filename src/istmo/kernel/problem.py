"""What is wrong with an input, told so that its author can mend it.

A :class:`Problem` never holds HTML and never a stack trace. Faces render it; `sentence` gives the plain text in the
order: where, what was found, what was expected, why, how to mend it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

#: How many places one grouped problem names; the count tells of the rest.
PLACES_TOLD = 5
#: Says a text of a problem in a language; faces have one, here all is English.
Speak = Callable[[str], str]


class Severity(StrEnum):
    """Only errors stop a submission; warnings and notes travel with it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Where:
    """A place in the reporter's own file.

    `row` is the row the reporter sees (the header is row 1); `header` is the reporter's own header, not ours.
    """

    file: str = ""
    sheet: str = ""
    column: str = ""
    row: int | None = None
    header: str = ""
    indicator: str = ""
    period: str = ""
    breakdown: str = ""

    def __str__(self) -> str:
        """`figures.csv, F12 (“Actual FY2017”)`, leaving out what is not known."""
        return self.told(str)

    def told(self, speak: Speak) -> str:
        """The same in the language of `speak`."""
        cell = (
            f"{self.column}{self.row}"
            if self.column and self.row
            else speak(f"row {self.row}")
            if self.row
            else self.column
        )
        place = (
            f"{self.sheet}!{cell}"
            if self.sheet and self.column
            else ", ".join(filter(None, (self.sheet, cell)))
        )
        told = ", ".join(part for part in (self.file, place) if part)
        return f"{told} (“{self.header}”)" if self.header else told


def _capital(text: str) -> str:
    """With a capital letter in front, behind what opens a question and signs that are not printed."""
    at = next((at for at, sign in enumerate(text) if sign.isprintable() and sign not in "¿¡"), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def as_sentence(text: str) -> str:
    """A text of a problem with its capital letter and its full stop."""
    return _stop(_capital(text))


def _stop(text: str) -> str:
    """With a full stop, unless it ends a sentence already."""
    last = next((sign for sign in reversed(text) if sign.isprintable()), "")
    return text if last in (".", "!", "?") else f"{text}."


@dataclass(frozen=True)
class Problem:
    """One fault of an input, possibly at many places.

    code: the check or reader that found it, e.g. `unknown_indicator`.
    found, expected, why, fix: short texts without a full stop; `found` and `fix` are always given.
    where: the first place; `places`: up to five places including the first; `count`: how many there are in all.
    """

    code: str
    severity: Severity
    found: str
    where: Where = field(default_factory=Where)
    expected: str = ""
    why: str = ""
    fix: str = ""
    count: int = 1
    places: tuple[Where, ...] = ()

    @property
    def sentence(self) -> str:
        """The whole problem as plain text for a terminal, a mail or a cell comment."""
        return self.told(str)

    @property
    def said(self) -> str:
        """The problem without its place, for those who see the place."""
        return self.told(str, place=False)

    def told(self, speak: Speak, *, place: bool = True) -> str:
        """The whole problem in the language of `speak`; `place`: with where it is and how often."""
        where = self.where.told(speak) if place else ""
        found = speak(self.found)
        besides = (speak(text) for text in (self.expected, self.why, self.fix) if text)
        told = f"{where}: {_stop(found)}" if where else as_sentence(found)
        told += "".join(f" {as_sentence(text)}" for text in besides)
        return f"{told} ({self._times(speak)})" if place and self.count > 1 else told

    def _times(self, speak: Speak) -> str:
        more = ", ".join(str(place.row) for place in self.places[1:PLACES_TOLD] if place.row)
        return speak(f"{self.count} times; also rows {more}" if more else f"{self.count} times")

    def to_json(self) -> dict[str, Any]:
        """The shape every face shows: plain dicts, lists, strings and numbers."""
        return {**asdict(self), "severity": str(self.severity), "sentence": self.sentence}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Problem":
        """Undo :meth:`to_json`."""
        kept = {key: value for key, value in raw.items() if key != "sentence"}
        kept["severity"] = Severity(kept["severity"])
        kept["where"] = Where(**kept["where"])
        kept["places"] = tuple(Where(**place) for place in kept["places"])
        return cls(**kept)


def group(problems: Iterable[Problem], most: int = PLACES_TOLD) -> list[Problem]:
    """Join problems that say the same of the same column: one entry with its count and its first places, `most` of them.

    Errors come first, then warnings, then notes; within a severity by file, code and first row.
    """

    def alike(problem: Problem) -> tuple[str, ...]:
        where = problem.where
        told = (problem.code, problem.severity, problem.found, problem.fix)
        return (*told, where.file, where.sheet, where.column, where.header)

    def row(problem: Problem) -> int:
        return problem.where.row or 0

    joined = []
    for _, alikes in groupby(sorted(problems, key=lambda p: (alike(p), row(p))), key=alike):
        members = list(alikes)
        places = tuple(place for member in members for place in (member.places or (member.where,)))
        joined.append(
            replace(members[0], count=sum(member.count for member in members), places=places[:most])
        )
    order = list(Severity)
    return sorted(joined, key=lambda p: (order.index(p.severity), p.where.file, p.code, row(p)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything here stops a submission."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class InputProblem(Exception):  # noqa: N818  (the house word: the input's fault, never ours)
    """Raised where an input cannot be used at all; carries every problem found, not the first one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the message is their sentences."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.sentence for problem in self.problems))


class WrongUse(Exception):  # noqa: N818
    """The caller asked for something that cannot be (no such release, a read-only folder): one plain sentence."""
