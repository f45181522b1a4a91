"""What the short papers share: numbers that carry their scope and caveats with them, and sources counted as cited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from istmo.publish.assessment import Record
from istmo.publish.context import Environment, Standing
from istmo.publish.desk import Desk
from istmo.publish.foreign import capital
from istmo.publish.registers import Benchmark, Source
from istmo.publish.terms import TERMS


@dataclass
class Cited:
    """Sources in the order in which a sheet cites them; each sheet counts its own."""

    sources: dict[str, Source]
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, code: str | None) -> int:
        """The number of a source on this sheet; 0 for one the release does not hold."""
        if not code or code not in self.sources:
            return 0
        return self.numbers.setdefault(code, len(self.numbers) + 1)

    @property
    def listed(self) -> list[tuple[int, Source]]:
        """All that were cited so far, by number."""
        return [(number, self.sources[code]) for code, number in self.numbers.items()]


@dataclass(frozen=True)
class Told:
    """A result with all that a reader must know to quote it."""

    record: Record
    caveats: tuple[str, ...]
    sources: tuple[str, ...]


def told(record: Record, desk: Desk) -> Told:
    """The result with its scope and caveats in words."""
    return Told(record, tuple(_caveats(record, desk)), tuple(dict.fromkeys(_sources(record))))


def _caveats(record: Record, desk: Desk) -> Iterator[str]:
    say = desk.words.say
    wordings = [claim.wording for claim in record.claims if claim.wording]
    if wordings:
        wording = TERMS["wordings"][wordings[0]]
        yield say(wording)
    if record.is_preliminary:
        yield say("Preliminary.")
    if record.reported < record.expected:
        yield say("%(k)s of %(n)s expected reports came.", k=record.reported, n=record.expected)
    yield from (f"{capital(note)}." for note in record.notes)
    if record.indicator.caveat:
        yield record.indicator.caveat
    if beside := desk.quality.beside.get(record.indicator.code):
        yield beside


def _sources(record: Record) -> Iterator[str]:
    yield from (claim.source for claim in record.claims)
    yield from (figure.source for figure in record.figures if figure.source)


def best_known(records: Iterable[Record], most: int) -> list[Record]:
    """The results of which most is known: held against a target, then with a baseline, then final numbers.

    Of each indicator one comes before any comes twice, the latest period first.
    """
    kept = [record for record in records if record.result]
    kept.sort(key=lambda r: r.end or date.min, reverse=True)
    kept.sort(
        key=lambda r: (not r.is_judged, r.target is None, r.base is None, not r.is_number, r.is_preliminary)
    )
    turns: dict[str, int] = {}
    order = []
    for at, record in enumerate(kept):
        turns[record.indicator.code] = turns.get(record.indicator.code, -1) + 1
        order.append((turns[record.indicator.code], at, record))
    return [record for _, _, record in sorted(order, key=itemgetter(0, 1))[:most]]


def chosen(environments: Sequence[Environment], most: int) -> list[Environment]:
    """One context indicator of each field in turn, those of most places first, until there are enough."""
    fields: dict[str, list[Environment]] = {}
    for environment in sorted(environments, key=lambda e: (-len(e.places), e.indicator.code)):
        fields.setdefault(environment.indicator.sector or "", []).append(environment)
    rows = [fields[name] for name in sorted(fields)]
    turns = [row[at] for at in range(max(map(len, rows), default=0)) for row in rows if at < len(row)]
    return sorted(turns[:most], key=lambda e: (e.indicator.sector or "", e.indicator.code))


def of_place(environment: Environment, place: str) -> Standing | None:
    """How one place stands in a context indicator."""
    return next((standing for standing in environment.places if standing.place == place), None)


def compared(desk: Desk) -> list[Benchmark]:
    """What a matrix compares with: a regional value made of the strategy's own places, and an international one."""
    made = [b for b in desk.registers.benchmarks if b.scope == "regional" and b.method != "publisher"]
    beyond = [b for b in desk.registers.benchmarks if b.scope == "international"]
    return [*made[:1], *beyond[:1]]


def against(environment: Environment, benchmark: Benchmark) -> Standing | None:
    """How a benchmark stands in a context indicator."""
    return next((standing for standing in environment.benchmarks if standing.name == benchmark.title), None)


def common_year(environment: Environment) -> str:
    """The year that most places of an indicator have their value of; the later one among equals."""
    years = [standing.period for standing in environment.places]
    return max(sorted(set(years)), key=lambda y: (years.count(y), y), default="")
