"""What changed in the strategy since the release before: found by comparing, told with the reasons its authors give."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from istmo.kernel.tables import TABLES
from istmo.publish import registers
from istmo.publish.registers import Registers
from istmo.publish.terms import TERMS
from istmo.publish.words import Words
from istmo.release.reader import Release
from istmo.spec.changes._change import Words as Piece
from istmo.spec.changes._change import marked

#: Kinds of change that are told as two texts with the words that differ.
_TEXTS = ("reworded", "redefined")


@dataclass(frozen=True)
class Row:
    """One row of framework_changes."""

    framework: str
    position: int
    old_framework: str
    old_version: str
    version: str
    kind: str
    what: str
    old: str | None
    new: str | None
    title: str | None
    field: str | None
    earlier: str | None
    later: str | None
    by: str | None
    reason: str | None


@dataclass(frozen=True)
class BreakRow:
    """One row of breaks."""

    indicator: str
    first_day: date | None
    dated: bool | None
    part: str
    earlier: str | None
    later: str | None
    reason: str | None


@dataclass(frozen=True)
class Shift:
    """One change as the report tells it. pieces: of two texts, word by word; else earlier and later stand alone."""

    subject: str
    codes: str
    field: str
    pieces: tuple[Piece, ...]
    earlier: str
    later: str
    reason: str


@dataclass(frozen=True)
class Kind:
    """The changes of one kind."""

    code: str
    title: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Cut:
    """A day from which the values of an indicator do not compare with those before, or stand under other nodes."""

    title: str
    day: str
    dated: bool
    words: str
    reason: str


@dataclass(frozen=True)
class Evolution:
    """All changes of one framework since the parent release; `versions` are the two that were compared."""

    kinds: tuple[Kind, ...] = ()
    versions: tuple[str, str] | None = None
    without_reason: int = 0
    cuts: tuple[Cut, ...] = ()
    parent: int | None = None

    @property
    def count(self) -> int:
        """How many changes there are."""
        return sum(len(kind.shifts) for kind in self.kinds)


def of(release: Release, framework: str, told: Registers, words: Words) -> Evolution:
    """What the release carries of the changes of one framework."""
    rows = registers.rows(release, Row, "framework_changes", "framework, position")
    mine = [row for row in rows if row.framework == framework]
    cuts = registers.rows(release, BreakRow, "breaks", "first_day, indicator, part")
    titles = {indicator.code: indicator.title for indicator in told.indicators}
    above = release.manifest.parent
    return Evolution(
        kinds=tuple(_kinds(mine, words)),
        versions=(f"{mine[0].old_framework} {mine[0].old_version}", f"{framework} {mine[0].version}")
        if mine
        else None,
        without_reason=sum(not row.reason for row in mine),
        cuts=tuple(_cut(row, titles, words) for row in cuts if row.first_day),
        parent=above.number if above else None,
    )


def _kinds(rows: Sequence[Row], words: Words) -> Iterable[Kind]:
    known = TERMS["changes"]
    for code in dict.fromkeys(row.kind for row in rows):
        shifts = tuple(_shift(row, words) for row in rows if row.kind == code)
        yield Kind(code, words.say(known[code]) if code in known else code, shifts)


def _shift(row: Row, words: Words) -> Shift:
    old, new = (tuple((codes or "").split("|")) for codes in (row.old, row.new))
    codes = " → ".join(", ".join(part) for part in dict.fromkeys((old, new)) if part != ("",))
    both = row.kind in _TEXTS and row.earlier and row.later
    return Shift(
        subject=row.title or codes,
        codes=f"{words.say(TERMS['changed'][row.what])} {codes}",
        field=_field(row.field or "", words),
        pieces=marked(row.earlier or "", row.later or "") if both else (),
        earlier=row.earlier or "",
        later=row.later or "",
        reason=row.reason or "",
    )


def _field(field: str, words: Words) -> str:
    """A column's name in words, where it is one the report has a word for; of a translation its language too."""
    name, bracket, language = field.partition(" [")
    told = TERMS["changed fields"].get(name)
    return f"{words.say(told) if told else name.replace('_', ' ')}{bracket}{language}"


def _cut(row: BreakRow, titles: dict[str, str], words: Words) -> Cut:
    gaps = {"earlier": row.earlier or words.say("not given"), "later": row.later or words.say("not given")}
    if row.part == "node":
        told = words.say("it stood under %(earlier)s, and that is now %(later)s", **gaps)
    else:
        told = f"{_field(row.part, words)}: {gaps['earlier']} → {gaps['later']}"
    day = row.first_day.isoformat() if row.first_day else ""
    return Cut(titles.get(row.indicator, row.indicator), day, bool(row.dated), told, row.reason or "")


#: The closed lists of the tables, so that a test can hold the words against them.
WHAT = TABLES["framework_changes"].column("what").values
