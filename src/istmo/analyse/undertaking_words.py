"""The words beside an undertaking: who says what, and what a reader must know. undertakings.py asks for them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol


class Word(NamedTuple):
    """What one informant said once."""

    informant: str
    party: str | None
    state: str
    on: str | None
    told_on: str | None
    shown: bool

    def __str__(self) -> str:
        """`Ministry, of Honduras: begun (2018-03, told 2018-05-02, no evidence)`."""
        of = f", of {self.party}" if self.party else ""
        when = self.on or ("no date" if not self.told_on else None)
        told = f"told {self.told_on}" if self.told_on else None
        beside = ", ".join(part for part in (when, told, None if self.shown else "no evidence") if part)
        return f"{self.informant}{of}: {self.state} ({beside})"


class Judged(Protocol):
    """What is told of an undertaking, as far as its notes need it."""

    @property
    def part_of(self) -> str | None: ...
    @property
    def forum(self) -> str | None: ...
    @property
    def parent_forum(self) -> str | None: ...
    @property
    def status(self) -> str: ...
    @property
    def deadline(self) -> str: ...
    @property
    def due_as_written(self) -> str | None: ...
    @property
    def earlier(self) -> int: ...
    @property
    def undated(self) -> int: ...
    @property
    def silent(self) -> str | None: ...
    @property
    def sensitive(self) -> str | None: ...
    @property
    def condition(self) -> str | None: ...
    @property
    def condition_met_on(self) -> date | None: ...


def said(words: Iterable[Word]) -> str | None:
    """Every word that stands, one beside the other."""
    return "; ".join(str(word) for word in words) or None


def notes(row: Judged) -> str | None:
    """What a reader must know, as sentences without full stops, parted by semicolons."""
    told = [*_part(row), *_status(row)]
    if row.deadline == "no_date":
        told.append(
            f"deadline in words only: {row.due_as_written}" if row.due_as_written else "deadline without end"
        )
    if row.deadline == "done_undated":
        told.append("done, and no day is told: in time or late is not known")
    if row.undated:
        told.append(f"{row.undated} of what is said has no date")
    if row.earlier:
        told.append(f"{row.earlier} earlier follow-up{'s' if row.earlier > 1 else ''}, kept in the register")
    if row.condition:
        met = (
            f"met on {row.condition_met_on}"
            if row.condition_met_on
            else "not met, as far as this release knows"
        )
        told.append(f"on condition: {row.condition.rstrip('.')} ({met})")
    if row.sensitive:
        told.append(f"only its status is followed: {row.sensitive.rstrip('.')}")
    return "; ".join(told) or None


def _part(row: Judged) -> list[str]:
    if not row.part_of:
        return []
    elsewhere = row.forum and row.parent_forum and row.forum != row.parent_forum
    return [
        f"part of {row.part_of} and counted there"
        + (", which was made in another forum" if elsewhere else "")
    ]


def _status(row: Judged) -> list[str]:
    if row.status == "informants_disagree":
        return ["informants disagree; each stands, and none is taken for the truth"]
    if row.status == "not_followed_up":
        return ["nobody has told what became of it"]
    if row.status == "parties_differ":
        return ["parties stand differently" + (f"; nothing told of {row.silent}" if row.silent else "")]
    return []
