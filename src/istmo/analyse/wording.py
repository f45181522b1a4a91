"""The words beside a total: what is missing, what was left out, what nobody has examined.

A reader is never shown a number without its hole. Every sentence of `progress` is made here, so that a face in another
language has one place to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.quantity import plain

#: Kinds of remark that are holes in the total, in the order told, and their words.
HOLES = {
    "withheld": "withheld",
    "not_available": "not available",
    "silent": "not reported",
    "unnumbered": "told without a number",
}


@dataclass(frozen=True)
class Remark:
    """One entry of progress.sql's remarks: what kind, of which series, and a detail of that kind."""

    kind: str
    agency: str
    activity: str
    detail: str

    @property
    def series(self) -> str:
        """The series in words."""
        return " ".join(part for part in (self.agency, self.activity) if part) or "no agency named"


def remarks(text: str | None) -> list[Remark]:
    """Read `kind|agency|activity|detail;…`."""
    return [Remark(*entry.split("|", 3)) for entry in text.split(";")] if text else []


def holes(told: Iterable[Remark], *, at_least: bool) -> Iterator[str]:
    """`at least: 1 withheld (usaid), 2 not reported (inl, mcc)`."""
    found = []
    listed = list(told)
    for kind, words in HOLES.items():
        series = [remark.series for remark in listed if remark.kind == kind]
        if series:
            found.append(f"{len(series)} {words} ({', '.join(series)})")
    if found:
        yield ("at least: " if at_least else "") + ", ".join(found)


def beside(told: Iterable[Remark]) -> str | None:
    """Results of agencies that are not own: `idb 25`."""
    return ", ".join(f"{r.series} {_number(r.detail)}" for r in told if r.kind == "beside") or None


def other_sources(told: Iterable[Remark]) -> Iterator[str]:
    """What other sources of the same series say."""
    for remark in told:
        if remark.kind == "another source":
            source, _, value = remark.detail.partition("=")
            yield f"another source says {_number(value)} ({source or 'not named'})"


def other_bases(told: Iterable[Remark]) -> Iterator[str]:
    """A baseline that cannot be compared: in another unit, or without one number."""
    for remark in told:
        if remark.kind == "other base":
            value, low, high, unit = remark.detail.split("~", 3)
            number = _number(value) if value else " to ".join(_number(end) for end in (low, high) if end)
            yield f"base is {' '.join(part for part in (number, unit) if part) or 'told in words'}, not compared"


def untargeted(more: Decimal) -> str:
    """Results without a target, beside those that have one."""
    return f"{plain(more)} more without target"


def overlap(decision: str | None) -> str:
    """Whether somebody looked at double counting."""
    return f"overlap settled: {decision}" if decision else "overlap not examined"


def tally(met: int, matched: int) -> str:
    """For what cannot be added up."""
    return f"{met} of {matched} met their own target"


def revised(first: Decimal) -> str:
    """A target that was changed stands beside its first statement."""
    return f"target revised, first stated as {plain(first)}"


def late(number: int, targets: int) -> str:
    """A target stated when its period had begun."""
    what = "target" if targets == 1 else f"{number} of {targets} targets"
    return f"{what} stated after the period began"


def left_out(names: tuple[str, ...], reported: int) -> str:
    """Series that cannot be pooled."""
    return f"{len(names)} of {reported} left out, no numerator and denominator ({', '.join(names)})"


def below_share(pooled: int, expected: int) -> str:
    """A pooled ratio of too few."""
    return f"total not available: {pooled} of {expected} is below the share the framework needs"


def _number(text: str) -> str:
    return plain(Decimal(text)) if text else "not available"


def unreported(target: Decimal) -> str:
    """Targets whose series said nothing."""
    return f"{plain(target)} of target not reported"
