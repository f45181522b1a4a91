"""Overlaps that a person settled, as a page of the report tells them beside the number: how, why, and by whom.

Questions name the decision by its code; what else is known of it stands in the release's table `overlaps`. Persons are
numbers there; only who acts for the secretariat may settle an overlap.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.kernel.period import Period, code_of
from istmo.publish import display, foreign
from istmo.publish.registers import Place, rows
from istmo.publish.words import Words, mark
from istmo.release.reader import Release

_NOTE = re.compile(r"overlap settled(?: at (?P<place>.+))?: (?P<decision>sum|max|custom)")
_HOW = {
    "sum": mark("everything is added, because nobody was counted twice"),
    "max": mark("the largest part counts, because the others are within it"),
    "custom": mark("a number of its own, %(value)s"),
}


@dataclass(frozen=True)
class Settlement:
    """One row of the table: a decision on one indicator, place and period."""

    indicator: str
    place: str
    period: str
    decision: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    reason: str | None
    decided_by: str | None


class Settled:
    """The decisions of a release, and notes of questions about them said in full."""

    def __init__(self, release: Release, places: Mapping[str, Place], words: Words) -> None:
        """Read them; there are few."""
        found = rows(release, Settlement, '"overlaps"', "indicator, place, period")
        self._of = {(one.indicator, one.place, Period.parse(one.period).code): one for one in found}
        self._places, self._words = places, words

    def taken(self, row: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """A row of an answer, still in English, without those notes; and what they say, in the words of the page."""
        notes = [note for note in (row["notes"] or "").split("; ") if note]
        there = {note: match for note in notes if (match := _NOTE.fullmatch(note))}
        told = tuple(self._said(match, row) for match in there.values())
        return {**row, "notes": "; ".join(note for note in notes if note not in there) or None}, told

    def _said(self, note: re.Match[str], row: Mapping[str, Any]) -> str:
        place = note["place"] or row["place"] or ""
        about = (row["indicator"] or "", place, code_of(row["period_start"], row["period_end"]))
        one = self._of.get(about)
        how = self._how(note["decision"], one)
        if note["place"]:
            named = self._places[place].name if place in self._places else place
            begun = self._words.say("overlap settled at %(place)s: %(how)s", place=named, how=how)
        else:
            begun = self._words.say("overlap settled: %(how)s", how=how)
        return f"{begun} ({self._who(one)})" if one else begun

    def _how(self, decision: str, one: Settlement | None) -> str:
        if decision != "custom":
            return self._words.say(_HOW[decision])
        value = display.number(one.value, self._words) if one and one.value is not None else "?"
        told = self._words.say(_HOW[decision], value=value)
        if one is None or one.low is None or one.high is None:
            return told
        low, high = (display.number(end, self._words) for end in (one.low, one.high))
        return self._words.say("%(how)s, of %(range)s", how=told, range=display.span(low, high, self._words))

    def _who(self, one: Settlement) -> str:
        reason = one.reason or ""
        told = foreign.unsure(foreign.english(reason)) if self._words.lang != "en" else reason
        if not one.decided_by:
            return self._words.say("decided for the secretariat: “%(reason)s”", reason=told)
        return self._words.say(
            "decided for the secretariat by person %(by)s: “%(reason)s”", by=one.decided_by, reason=told
        )
