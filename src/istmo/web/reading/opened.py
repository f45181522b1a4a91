"""A release as the pages read it: opened once, asked once for each thing, told in one language."""

from collections.abc import Callable, Hashable, Set
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse
from istmo.publish import display, foreign, marking, registers
from istmo.publish.desk import Desk
from istmo.publish.registers import Framework, Indicator, Node
from istmo.publish.terms import TERMS
from istmo.publish.words import Words
from istmo.release.manifest import Manifest
from istmo.release.reader import Release, open_release
from istmo.release.remembered import remembered
from istmo.web.reading.discreet import Discreet, Marked, marked
from istmo.web.reading.index import Entry, entries
from istmo.web.reading.kept import Kept
from istmo.web.reading.names import Names
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Stamp

#: Releases open at once, each in so many languages and for so many kinds of readers; answers kept of all together.
_OPEN, _TOLD, _KINDS, _ANSWERS = 3, 6, 24, 96

#: Figures of a release whose totals are all made at once: it takes as long as making those of one indicator.
_ALL_AT_ONCE = 300_000

_LAST_DAYS = """
SELECT max(period_end) FROM figures AS f INNER JOIN indicators AS i ON i.code = f.indicator
WHERE f.role = 'result' AND i.framework IS NOT NULL
"""


@dataclass(frozen=True)
class Held:
    """An open release and the lock of its reader: one question at a time, which DuckDB spreads over the processors."""

    release: Release
    lock: RLock
    marked: frozenset[Marked]

    @classmethod
    def of(cls, folder: Path) -> "Held":
        """The release in a folder, opened; WrongUse if it is missing or altered."""
        release = remembered(open_release(folder))
        return cls(release, RLock(), marked(release))


class Opened:
    """One release in one language for one kind of reader. Everything it gives is read once and kept."""

    def __init__(self, held: Held, lang: str) -> None:
        """Lay the release out for who may see nothing that is marked; WrongUse if it holds no framework."""
        self.held, self.lang, self.discreet = held, lang, Discreet(held.marked)
        self.release = held.release
        with held.lock:
            self.desk = Desk(self.release, words_of(lang))
            self.words = self.desk.words
            self.names = Names(self.release, self.desk.registers, self.words)

    def but_for(self, hidden: Set[Marked]) -> "Opened":
        """The same for a reader from whom only this is hidden: registers and names are shared."""
        told = copy(self)
        told.discreet = Discreet(hidden, self.held.marked - hidden)
        return told

    @property
    def manifest(self) -> Manifest:
        """What the release says of itself."""
        return self.release.manifest

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by its code, other publishers' own too."""
        told = self.desk.registers
        return {indicator.code: indicator for indicator in (*told.indicators, *told.theirs)}

    @cached_property
    def nodes(self) -> dict[tuple[str, str], Node]:
        """Every node by framework and code."""
        return {(node.framework, node.code): node for node in self.desk.registers.nodes}

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Every framework by its code."""
        return {framework.code: framework for framework in self.desk.registers.frameworks}

    @cached_property
    def entries(self) -> list[Entry]:
        """What can be found in it, by all its names."""
        with self.held.lock:
            return entries(self.release, registers.read(self.release))

    @cached_property
    def stamp(self) -> Stamp:
        """What every table says below it."""
        with self.held.lock:
            last = self.release.query(_LAST_DAYS)[0][0]
            mark = marking.of(self.release, self.words)
        as_of = display.period(last, last, None, self.words) if last else ""
        return Stamp(
            f"{self.name}, “{self.words.named(self.manifest.title)}”", self.manifest.content, as_of, mark
        )

    @cached_property
    def name(self) -> str:
        """What the release is called."""
        number = self.manifest.number
        if number is None:
            return _("Provisional release")
        return _("Release %(number)s") % {"number": number}

    def ask(self, question: str, **where: object) -> list[dict[str, Any]]:
        """The rows of a question's answer, kept under what was asked."""
        key = (
            self.manifest.content,
            self.words.lang,
            question,
            tuple(sorted(where.items(), key=lambda pair: pair[0])),
        )
        return _answers.get(key, lambda: self.desk.ask(question, **where), self.held.lock)

    def progress(self, **where: str) -> list[dict[str, Any]]:
        """Totals of performance by columns: of a release of usual size all are asked for once, and kept."""
        if self.manifest.tables["figures"].rows > _ALL_AT_ONCE:
            return self.ask("progress", **where)
        wanted = where.items()
        return [
            row for row in self.ask("progress") if all((row[name] or "") == value for name, value in wanted)
        ]

    def query(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT over the release."""
        with self.held.lock:
            return self.release.query(sql, parameters)

    def locked(self) -> RLock:
        """The lock to hold while the desk reads what it has not read yet."""
        return self.held.lock

    def say(self, text: object) -> Said:
        """Words of `publish`."""
        return Said(self.words.say(str(text)))

    def named(self, text: object) -> Said:
        """A name or text of the release that the desk has not read."""
        return Said(self.words.named(str(text)) if text else "")

    def code(self, code: str | None) -> Said:
        """A code that is a word, as a word."""
        return self.named((code or "").replace("_", " ").replace("-", " "))

    def english(self, text: object) -> Said:
        """What is told in English only."""
        return Said(foreign.english(str(text)) if self.words.lang != "en" else str(text))

    def term(self, kind: str, code: str | None) -> Said:
        """A code of a closed list in words."""
        return self.say(TERMS[kind].get(code, code)) if code else Said("")

    def period(self, row: dict[str, Any], start: str = "period_start", end: str = "period_end") -> Said:
        """The period of an answer's row as it is shown."""
        return Said(display.period(row[start], row[end], row.get("period_as_written"), self.words))


def words_of(lang: str) -> Words:
    """The report's words in a language; in English until it has a catalogue."""
    try:
        return Words(lang)
    except WrongUse:
        return Words()


#: Many may come for a release at once when a server starts: one opens it, and makes what is asked of it.
_opening = RLock()
_held: Kept[Held] = Kept(_OPEN)
_told: Kept[Opened] = Kept(_TOLD)
_kinds: Kept[Opened] = Kept(_KINDS)
_answers: Kept[list[dict[str, Any]]] = Kept(_ANSWERS)


def opened(folder: Path, content: str, lang: str, hides: Callable[[Held], Set[Marked]]) -> Opened:
    """The release in `folder`, whose hash is `content`; `hides` says what of it this reader may not see.

    WrongUse if it is missing, altered or holds no framework.
    """
    where: Hashable = (str(folder), content)
    held = _held.get(where, lambda: Held.of(folder), _opening)
    told = _told.get((where, lang), lambda: Opened(held, lang), held.lock)
    hidden = frozenset(hides(held)) if held.marked else held.marked
    if hidden == held.marked:
        return told
    return _kinds.get((where, lang, hidden), lambda: told.but_for(hidden))
