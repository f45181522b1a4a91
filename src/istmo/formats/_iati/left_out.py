"""Amounts that have no funding stage here: told by kind and currency, with their number, their sum and the first few."""

from dataclasses import dataclass, field
from decimal import Decimal

from istmo.formats._iati import words
from istmo.formats._shared import note
from istmo.kernel.problem import PLACES_TOLD, Problem, Where
from istmo.kernel.quantity import EXACT, plain

_LISTED = 10


@dataclass
class _Kind:
    count: int = 0
    total: Decimal = Decimal(0)
    written: list[str] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)


@dataclass
class LeftOut:
    """The amounts of one file that became no transaction, so that nobody thinks they were read."""

    file: str
    _kinds: dict[tuple[str, str], _Kind] = field(default_factory=dict)

    def add(self, name: str, written: str, currency: str, at: Where) -> None:
        """One more amount of a kind (`Loan repayment`), as written; at: its line and element."""
        kind = self._kinds.setdefault((name, currency), _Kind())
        kind.count += 1
        digits = words.number(written)
        if digits is not None:
            kind.total = EXACT.add(kind.total, Decimal(digits))
        if len(kind.written) < _LISTED:
            kind.written.append(written[:40] or "no amount")
        if len(kind.places) < PLACES_TOLD:
            kind.places.append(at)

    def problems(self) -> tuple[Problem, ...]:
        """One note for each kind and currency."""
        return tuple(_problem(name, currency, kind) for (name, currency), kind in self._kinds.items())


def _problem(name: str, currency: str, kind: _Kind) -> Problem:
    listed = "; ".join(kind.written) + ("; …" if kind.count > len(kind.written) else "")
    amounts = "an amount" if kind.count == 1 else f"{kind.count:,} amounts"
    found = (
        f"{name}: {amounts}, in all {plain(kind.total)} {currency}".rstrip()
        + f", with no funding stage here, left out: {listed}"
    )
    said = note("no_stage", found, kind.places[0], fix="nothing need be done")
    return Problem(
        said.code,
        said.severity,
        said.found,
        said.where,
        fix=said.fix,
        count=kind.count,
        places=tuple(kind.places),
    )
