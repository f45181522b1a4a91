"""The words beside a total: what is missing, what was left out, what nobody has examined.

A reader is never shown a number without its hole. progress.sql lists what must be told as remarks
`kind|agency|activity|detail`; every sentence is made here, so that a face in another language has one place to look.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from istmo.kernel.measure import quotient
from istmo.kernel.period import code_of
from istmo.kernel.quantity import plain

#: Kinds of remark that are holes in the total, in the order told, and their words.
HOLES = {
    "withheld": "withheld",
    "not_available": "not available",
    "silent": "not reported",
    "carried": "not reported, the last value carried forward",
    "last_seen": "not reported, last seen earlier",
    "uncombined": "told only for other periods",
    "held": "held in review",
    "unnumbered": "told without a number",
}

#: So many series are named in one sentence.
MOST_NAMED = 20


@dataclass(frozen=True)
class Remark:
    """One thing to tell of a total: what kind, of which series, and a detail of that kind."""

    kind: str
    agency: str
    activity: str
    detail: str

    @property
    def series(self) -> str:
        """The series in words."""
        return " ".join(part for part in (self.agency, self.activity) if part) or "no agency named"


@lru_cache(maxsize=65536)
def notes(remarks: str, qualifier: str | None, decision: str | None) -> str | None:
    """All that must be told, as sentences without full stops, parted by semicolons.

    decision: how a person settled the overlap of several series, if somebody did.
    """
    told = _read(remarks)
    sentences = [*_overlap(told, decision), *_holes(told, at_least=qualifier == "at_least")]
    for remark in told:
        if remark.kind in _SENTENCES:
            sentences.append(_SENTENCES[remark.kind](remark))
    return "; ".join(sentences) or None


@lru_cache(maxsize=65536)
def beside(remarks: str) -> str | None:
    """Results of agencies that are not own: `idb 25`."""
    told = (remark for remark in _read(remarks) if remark.kind == "beside")
    return ", ".join(f"{remark.series} {_number(remark.detail)}" for remark in told) or None


def _read(text: str) -> list[Remark]:
    """The remarks, each once in the order told; `how` lists what was done over time as `kind~detail^kind~detail`."""
    found: dict[Remark, None] = {}
    for entry in text.split(";") if text else ():
        remark = Remark(*entry.split("|", 3))
        if remark.kind == "how":
            for done in remark.detail.split("^"):
                kind, _, detail = done.partition("~")
                found[Remark(kind, remark.agency, remark.activity, detail)] = None
        else:
            found[remark] = None
    return list(found)


def _days(detail: str) -> str:
    """The last two parts of a detail as the code of a period: `2016-10-01~2017-09-30` is FY2017."""
    first, last = (date.fromisoformat(day) for day in detail.split("~")[-2:])
    return code_of(None if first == date.min else first, None if last == date(9999, 12, 31) else last)


def _made(remark: Remark) -> str:
    """A longer period made of shorter ones."""
    parts = remark.detail.split("~")[0]
    if parts == "1":
        return f"{remark.series}: of a shorter period, {_days(remark.detail)}"
    return f"{remark.series}: made of {parts} shorter periods, {_days(remark.detail)}"


def _last_seen(remark: Remark) -> str:
    """A stock nobody told at the end of the period: what it was before, beside the total."""
    value = remark.detail.split("~")[0]
    if "/" in value:  # a ratio by its numerator, its denominator and what it is told per
        made = quotient(*(Decimal(number) for number in value.split("/")))
        value = "" if made is None else str(made)
    return f"{remark.series}: last seen at {_number(value)} in {_days(remark.detail)}, not added"


def _carried(remark: Remark) -> str:
    """A running total whose reporter is silent."""
    value = remark.detail.split("~")[0]
    return f"{remark.series}: carried forward from {_days(remark.detail)}: {_number(value)}"


def _closed(remark: Remark) -> str:
    """A running total whose activity has ended."""
    value = remark.detail.split("~")[0]
    return f"{remark.series}: closed {_days(remark.detail)}: {_number(value)}, which stands"


def _without(remark: Remark) -> str:
    """Which days of a longer period nobody told."""
    missing = [_days(days) for days in remark.detail.split(",") if days]
    return f"{remark.series}: nothing told for {', '.join(missing) or 'a part of the year'}"


def _parts_differ(remark: Remark) -> str:
    """Breakdowns that make different totals: `age 95, sex 100`."""
    sums = [part.partition("=") for part in remark.detail.split(",")]
    told = ", ".join(f"by {shape.replace('+', ' and ')} {_number(value)}" for shape, _, value in sums)
    return f"{remark.series}: no total, its parts differ: {told}"


def _overlap(told: Iterable[Remark], decision: str | None) -> Iterator[str]:
    """Whether somebody looked at double counting."""
    if decision:
        yield f"overlap settled: {decision}"
    elif any(remark.kind == "overlap" for remark in told):
        yield "overlap not examined"


def _holes(told: Iterable[Remark], *, at_least: bool) -> Iterator[str]:
    """`at least: 1 withheld (usaid), 2 not reported (inl, mcc)`."""
    series: dict[str, list[str]] = {kind: [] for kind in HOLES}
    for remark in told:
        if remark.kind in HOLES:
            series[remark.kind].append(remark.series)
    found = [f"{len(names)} {HOLES[kind]} ({_listed(names)})" for kind, names in series.items() if names]
    if found:
        yield ("at least: " if at_least else "") + ", ".join(found)


def _listed(names: list[str]) -> str:
    """The first of them by name, the rest by number: a sentence is read, `progress` per place names every one."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _other_base(remark: Remark) -> str:
    """A baseline that cannot be compared: in another unit, or without one number."""
    value, low, high, unit = remark.detail.split("~", 3)
    number = _number(value) if value else " to ".join(_number(end) for end in (low, high) if end)
    return f"base is {' '.join(part for part in (number, unit) if part) or 'told in words'}, not compared"


def _other_source(remark: Remark) -> str:
    """What another source of the same series says."""
    source, _, value = remark.detail.partition("=")
    return f"another source says {_number(value)} ({source or 'not named'})"


def _late(remark: Remark) -> str:
    what = "target" if remark.detail == "1 of 1" else f"{remark.detail} targets"
    return f"{what} stated after the period began"


def _settled(remark: Remark) -> str:
    place, _, decision = remark.detail.rpartition(" ")
    return f"overlap settled at {place}: {decision}"


_SENTENCES: dict[str, Callable[[Remark], str]] = {
    "parts": lambda remark: (
        f"{remark.series}: total made of its parts by {remark.detail.replace('+', ' and ')}"
    ),
    "parts differ": _parts_differ,
    "parts only": lambda remark: (
        f"{remark.series}: told only in parts, by {remark.detail.replace('+', ' and ')}: no total"
    ),
    "made": _made,
    "without": _without,
    "part withheld": lambda remark: f"{remark.series}: {_days(remark.detail)} withheld",
    "part not_available": lambda remark: f"{remark.series}: {_days(remark.detail)} not available",
    "part unnumbered": lambda remark: f"{remark.series}: {remark.detail} parts told without a number",
    "to date": lambda remark: f"{remark.series}: to date, {_days(remark.detail)}",
    "periods overlap": lambda remark: f"{remark.series}: its periods overlap, not added",
    "same people": lambda remark: f"{remark.series}: people of several periods may be the same, not added",
    "new people": lambda remark: f"{remark.series}: of several periods, those who are new",
    "last seen": _last_seen,
    "carried from": _carried,
    "closed": _closed,
    "not combined": lambda remark: (
        f"{remark.series}: told for {_days(remark.detail)}, not combined over time"
    ),
    "true period": lambda remark: f"{remark.series}: its own period is {_days(remark.detail)}",
    "settled": _settled,
    "unattributed": lambda remark: f"{_number(remark.detail)} of it not split by place",
    "levels": lambda remark: f"{remark.series}: target and results are of different places, compared there",
    "outside": lambda remark: (
        f"{remark.series}: {_number(remark.detail)} lies partly outside, in no total here"
    ),
    "units": lambda _: "units differ: neither added nor compared",
    "tally": lambda remark: f"{remark.detail} met their own target",
    "left out": lambda remark: f"{remark.detail}, no numerator and denominator",
    "below share": lambda remark: (
        f"total not available: {remark.detail} is below the share the framework needs"
    ),
    "held": lambda remark: f"{remark.series} held because: {remark.detail}",
    "later held": lambda remark: f"a later figure of {remark.series} is held because: {remark.detail}",
    "no denominator": lambda _: "denominator not given",
    "other base": _other_base,
    "another source": _other_source,
    "no target": lambda _: "no target stated",
    "no base": lambda _: "base not given",
    "several bases": lambda _: "bases of several periods",
    "late": _late,
    "revised": lambda remark: f"target revised, first stated as {_number(remark.detail)}",
    "untargeted": lambda remark: f"{_number(remark.detail)} more without target",
    "unreported": lambda remark: f"{_number(remark.detail)} of target not reported",
}


def _number(text: str) -> str:
    return plain(Decimal(text)) if text else "not available"
