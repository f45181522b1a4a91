"""What a framework knows that a text may speak of: its places, its indicators and the claims of other documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.period import UNDATED, Period
from istmo.publish.draft.language import Language
from istmo.publish.draft.places import Atlas
from istmo.publish.draft.tokens import Token
from istmo.publish.draft.vocabulary import Vocabulary, stems, stems_of
from istmo.spec.architecture import Architecture

#: An indicator is named if so much of its title is, and no other is named nearly as much.
_ENOUGH, _LEAD = 0.6, 0.15
#: What is counted being in the title says so much more.
_NOUN = 0.25
_PERCENT = "percent"
_TIMES = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
#: One word of a title is no title.
_LEAST = 2


@dataclass(frozen=True)
class Indicator:
    """An indicator as it may be named. unit: as its file has it; is_context: nothing of ours moves it."""

    code: str
    unit: str
    is_context: bool
    stems: frozenset[str]


@dataclass(frozen=True)
class Told:
    """A claim that stands in the framework already."""

    code: str
    source: str
    twin: str
    span: tuple[int, int] | None
    value: Decimal | None
    unit: str
    place: str
    period: str


class Known:
    """A framework, laid out to be looked up by words and values."""

    def __init__(self, architecture: Architecture, language: Language) -> None:
        """Gather names, titles and claims."""
        records = architecture.records
        places = records("places")
        self.names = {row["code"]: row["name"] for row in places}
        named = [(row["name"], row["code"]) for row in places]
        named += [(row["alias"], row["code"]) for row in records("aliases") if row["kind"] == "place"]
        named += [
            (row["text"], row["code"])
            for row in records("texts")
            if row["table"] == "places" and row["field"] == "name"
        ]
        parents = {row["code"]: row["parent"] for row in places if row["parent"]}
        self.atlas = Atlas(named, parents, [(r["place"], r["member"]) for r in records("place_members")])
        self._groups = {row["place"] for row in records("place_members")}
        self.indicators = [
            Indicator(
                row["code"],
                row["unit"] or (_PERCENT if row["measure"] in ("change", "ratio") else ""),
                row["kind"] == "context",
                frozenset(stems(row["title"], language)),
            )
            for row in records("indicators")
            if row["framework"]
        ]
        self.claims = [_told(row) for row in records("claims")]
        self._vocabulary = Vocabulary(indicator.stems for indicator in self.indicators)
        self._language = language

    def place(self, read: Sequence[Token]) -> str:
        """The one place that is named; empty if none is, or more than one. Whose assistance it is, is no place of it."""
        named = {codes for at, codes in self.atlas.named(read) if not self._is_giver(read, at)}
        only = next(iter(named)) if len(named) == 1 else frozenset()
        return next(iter(only)) if len(only) == 1 else ""

    def place_above(self, read: Sequence[Token]) -> str:
        """The one place that a heading names; a region stands in many a title, and says little of one number below it."""
        place = self.place(read)
        return "" if place in self._groups else place

    def _is_giver(self, read: Sequence[Token], at: int) -> bool:
        """Whether help stands right behind the name of a place: U.S. assistance, Norwegian funds."""
        behind = {token.low for token in read[at + 1 : at + 3]}
        return bool(behind & (self._language.doers | self._language.words["help"]))

    def indicator(self, read: Sequence[Token], unit: str) -> Indicator | None:
        """The one indicator in that unit whose title the words tell; None if none or several do."""
        around = {told for _, told in stems_of(read, self._language)}
        noun = stems(unit, self._language)
        scored = sorted(
            (
                (self._told(one, around) + _NOUN * bool(noun & one.stems), one.code, one)
                for one in self.indicators
                if _class(one.unit) == _class(unit)
            ),
            key=lambda scored: (-scored[0], scored[1]),
        )
        if not scored or scored[0][0] < _ENOUGH:
            return None
        is_clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= _LEAD
        return scored[0][2] if is_clear else None

    def _told(self, indicator: Indicator, around: Iterable[str]) -> float:
        shared = indicator.stems.intersection(around)
        if len(shared) < min(_LEAST, len(indicator.stems)) or not indicator.stems:
            return 0.0
        weight = self._vocabulary.weight
        return sum(map(weight, shared)) / sum(map(weight, indicator.stems))

    def twin(self, source: str, number: tuple[Decimal, str], place: str, period: str) -> str:
        """The claim of another source with the same value, unit and place; the one it is a twin of, if it is one."""
        same = [
            one
            for one in self.claims
            if one.source != source and (one.value, one.unit) == number and one.place == place
            and _overlap(one.period, period)
        ]  # fmt: skip
        heads = {one.twin or one.code for one in same}
        if len(heads) != 1:
            return ""
        head = next((one for one in self.claims if one.code in heads), None)
        return head.code if head and not head.twin and head.source != source else ""

    def stands(self, source: str, span: tuple[int, int], value: Decimal | None) -> str:
        """The claim of this source that tells the same number of the same place in the text already."""
        return next(
            (
                one.code
                for one in self.claims
                if one.source == source and one.value == value and one.span
                and one.span[0] < span[1] and span[0] < one.span[1]
            ),
            "",
        )  # fmt: skip


def _told(row: dict[str, object]) -> Told:
    start, end = row["char_start"], row["char_end"]
    value = row["value"]
    return Told(
        str(row["code"]),
        str(row["source"]),
        str(row["twin"] or ""),
        (start, end) if isinstance(start, int) and isinstance(end, int) else None,
        value if isinstance(value, Decimal) else None,
        str(row["unit"] or ""),
        str(row["place"] or ""),
        str(row["period"] or ""),
    )


def _overlap(one: str, other: str) -> bool:
    """Whether two periods share days, or one of them is not told."""
    first, second = (Period.parse(code) for code in (one or UNDATED, other or UNDATED))
    starts = [period.start for period in (first, second) if period.start]
    ends = [period.end for period in (first, second) if period.end]
    return not starts or not ends or max(starts) <= min(ends)


def _class(unit: str) -> str:
    """Percent is told in percent, money in money, time in time; counts are counted in many words."""
    if unit.isupper() and len(unit) == 3:
        return "money"
    return "time" if unit in _TIMES else unit if unit == _PERCENT else "count"
