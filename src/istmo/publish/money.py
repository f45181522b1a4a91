"""Money as the report tells it: what a source tells year by year, and sums that documents state.

All amounts and reconciliations are the answers of the questions `funds` and `reconcile`; stages are never added to one
another, nor are sources, and what cannot be split by country has its own line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.quantity import plain
from istmo.publish import display
from istmo.publish.registers import Registers
from istmo.publish.words import Words

_Row = dict[str, Any]
#: Source, currency, stage and whose it is: what stands in one table.
_Kind = tuple[str, str, str, str]

#: A source that tells a stage in so many years is told year by year; any other states sums.
_SERIES = 3
#: So many years stand in the report; all others in the release.
YEARS = 6


@dataclass(frozen=True)
class Sum:
    """An amount as shown, its exact value, and the rows it is made of."""

    shown: str
    value: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Holder:
    """One place, or what cannot be split by place, with its amount in each year."""

    place: str
    name: str
    kind: str
    sums: dict[str, Sum]

    @property
    def is_split(self) -> bool:
        """Whether it is one of the places."""
        return self.kind not in {"group", "unattributed"}


@dataclass(frozen=True)
class Stage:
    """One stage of one source: places, what is not split, and the total of the group, over years.

    is_own: whether it is known to be own money; where a source does not say whose it is, the report says so.
    """

    stage: str
    source: str
    is_own: bool
    currency: str
    years: tuple[str, ...]
    more_years: int
    holders: tuple[Holder, ...]
    left: tuple[tuple[str, Sum], ...]
    why_not: tuple[str, ...]
    bars: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True)
class Stated:
    """A sum that a document states, with whose money it is and what is to be read with it."""

    stage: str
    period: str
    sum: Sum
    provider: str
    notes: str
    source: str


@dataclass(frozen=True)
class Test:
    """A stated sum beside what may be its parts: what one must assume, and what comes out."""

    stated: Sum
    stage: str
    period: str
    source: str
    parts_source: str
    parts: str
    parts_sum: Sum
    difference: str
    stands: str
    assumptions: str


@dataclass(frozen=True)
class Money:
    """All money of a release as it is told."""

    stages: tuple[Stage, ...] = ()
    stated: tuple[Stated, ...] = ()
    tests: tuple[Test, ...] = ()

    def of_place(self, code: str, most: int) -> list[tuple[Stage, Holder, tuple[str, ...]]]:
        """What each stage tells of one place in its last years."""
        return [
            (stage, holder, stage.years[-most:])
            for stage in self.stages
            for holder in stage.holders
            if holder.place == code
        ]


@dataclass
class Purse:
    """Remembers which amounts were shown, so that the appendix can lead back to them; as the ledger does for figures."""

    order: dict[str, int]
    shown: dict[str, str] = field(default_factory=dict)
    totals: dict[tuple[str, ...], tuple[str, Sum]] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def anchor(self, told: Sum) -> str:
        """Where the rows of an amount stand."""
        self.cited.update(told.codes)
        if len(told.codes) == 1:
            return self.row(told.codes[0])
        anchor, _ = self.totals.setdefault(told.codes, (f"u{len(self.totals) + 1}", told))
        return anchor

    def row(self, code: str) -> str:
        """Where one row stands."""
        return f"m{self.order[code]}"

    def use(self, anchor: str) -> str:
        """The id of the first place an amount is shown in; empty for the later ones."""
        if anchor in self.shown:
            return ""
        self.shown[anchor] = f"s-{anchor}"
        return self.shown[anchor]


def of(funds: Sequence[_Row], tests: Iterable[_Row], group: str, how: tuple[Registers, Words, str]) -> Money:
    """Sort the answers out; `how` holds registers, words and the last year reported on, or empty text."""
    registers, words, last = how
    end = Period.parse(last).end if last else None
    dated = [row for row in funds if row["whose"] != "other" and row["period_start"] and row["period_end"]]
    kinds: dict[_Kind, list[_Row]] = {}
    for row in dated:
        kind = (row["source"] or "", row["currency"], row["stage"], row["whose"])
        kinds.setdefault(kind, []).append(row)
    series = {kind: rows for kind, rows in kinds.items() if len({r["year"] for r in rows}) >= _SERIES}
    # Who tells money year by year, own or not, is no document that states a sum.
    years: dict[str, set[str]] = {}
    for row in funds:
        if row["place"] == group:
            years.setdefault(f"{row['source']} {row['stage']}", set()).add(row["year"])
    yearly = {key.partition(" ")[0] for key, told in years.items() if len(told) >= _SERIES}
    stages = [_stage(kind, rows, group, (registers, words, end)) for kind, rows in series.items()]
    stated = [
        _stated(row, registers, words)
        for row in funds
        if row["place"] == group and str(row["source"]) not in yearly
    ]
    traced = {row["trace"] for row in funds if str(row["source"]) not in yearly}
    compared = {
        (row["trace"], row["parts_trace"], row["parts_stage"]): row
        for row in tests
        if row["comparable"] != "no" and row["trace"] in traced
    }
    return Money(
        tuple(sorted((s for s in stages if s), key=lambda s: (s.source, _place(s.stage)))),
        tuple(stated),
        tuple(_test(row, words) for row in compared.values()),
    )


_ORDER = (
    "requested",
    "appropriated",
    "allocated",
    "committed",
    "obligated",
    "disbursed",
    "budgeted",
    "executed",
)


def _place(stage: str) -> int:
    return _ORDER.index(stage) if stage in _ORDER else len(_ORDER)


def _stage(
    kind: _Kind, rows: list[_Row], group: str, how: tuple[Registers, Words, date | None]
) -> Stage | None:
    registers, words, end = how
    source, currency, stage, whose = kind
    whole = sorted((r for r in rows if r["place"] == group), key=lambda r: r["period_start"])
    ended = [row for row in whole if end is None or row["period_end"] <= end]
    years = tuple(dict.fromkeys(row["year"] for row in ended))[-YEARS:]
    if not years:
        return None
    inside = {member.member for member in registers.members if member.place == group}
    inside |= {
        code
        for code, place in registers.places.items()
        if place.parent == group and place.kind == "unattributed"
    }
    shown = [r for r in rows if r["year"] in years and (r["place"] in inside or r["place"] == group)]
    last = [row for row in ended if row["year"] in years]
    return Stage(
        stage=stage,
        source=source,
        is_own=whose == "own",
        currency=currency,
        years=years,
        more_years=len({row["year"] for row in whole}) - len(years),
        holders=_holders(shown, group, words),
        left=tuple(_left(last, words)),
        why_not=tuple(dict.fromkeys(row["not_available"] for row in last if row["not_available"])),
        bars=tuple((r["year"], r["amount"] - r["unattributed"], r["unattributed"]) for r in last),
    )


def _holders(rows: Iterable[_Row], group: str, words: Words) -> tuple[Holder, ...]:
    """One line a place (and account, where there are several), the total last."""
    lines: dict[tuple[str, str], Holder] = {}
    for row in rows:
        name = " · ".join(part for part in (row["place_name"], row["account"]) if part)
        key = (row["place"], row["account"] or "")
        holder = lines.setdefault(key, Holder(row["place"], name, row["place_kind"], {}))
        holder.sums[row["year"]] = _sum(row, row["amount"], row["qualifier"], words)
    order = {"group": 2, "unattributed": 1}
    return tuple(sorted(lines.values(), key=lambda h: (order.get(h.kind, 0), h.place == group, h.name)))


def _left(rows: Iterable[_Row], words: Words) -> Iterable[tuple[str, Sum]]:
    for row in rows:
        for name in ("unobligated", "unliquidated"):
            if row[name] is not None:
                yield f"{row['year']}", _sum(row, row[name], row[f"{name}_qualifier"], words)


def _sum(row: _Row, amount: Decimal, qualifier: str | None, words: Words) -> Sum:
    return _shown(amount, row["currency"], qualifier, (row["trace"] or "").split(), words)


def _shown(amount: Decimal, currency: str, qualifier: str | None, codes: Iterable[str], words: Words) -> Sum:
    text, unit = display.amount(amount, currency, words)
    told = display.qualified(" ".join(part for part in (text, unit) if part), qualifier, words)
    return Sum(told, plain(amount), tuple(codes))


def _stated(row: _Row, registers: Registers, words: Words) -> Stated:
    provider = registers.agencies.get(row["provider"] or "", row["provider"] or "")
    period = display.period(row["period_start"], row["period_end"], row["period_as_written"], words)
    notes = "; ".join(part for part in (row["notes"], row["remark"]) if part)
    return Stated(
        row["stage"],
        period,
        _sum(row, row["amount"], row["qualifier"], words),
        provider,
        notes,
        row["source"] or "",
    )


def _test(row: _Row, words: Words) -> Test:
    currency = row["currency"]
    difference = display.whole(row["difference"], currency, words)
    percent = row["difference_percent"]
    if percent is not None:
        difference += f" ({display.amount(percent, 'percent', words, 1)[0]})"
    return Test(
        stated=_shown(row["stated"], currency, row["qualifier"], (row["trace"] or "").split(), words),
        stage=row["stage"],
        period=row["year"],
        source=row["source"] or "",
        parts_source=row["parts_source"] or "",
        parts=row["parts_told"],
        parts_sum=Sum(
            display.whole(row["parts"], currency, words),
            plain(row["parts"]),
            tuple((row["parts_trace"] or "").split()),
        ),
        difference=difference if row["difference"] <= 0 else f"+{difference}",
        stands=row["stands"],
        assumptions=row["assumptions"] or "",
    )
