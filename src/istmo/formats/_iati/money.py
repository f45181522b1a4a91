"""Transactions and budgets of an activity as amounts at our funding stages.

| IATI | stage | from and to |
|---|---|---|
| transaction 1 (IF), incoming funds | disbursed | provider to the publisher |
| transaction 2 (C), outgoing commitment | committed | the publisher to the receiver |
| transaction 3 (D), disbursement | disbursed | the publisher to the receiver |
| transaction 4 (E), expenditure | executed | the publisher to the receiver |
| transaction 11, incoming commitment | committed | provider to the publisher |
| transaction without a type, or of one not on the list | not_stated | the publisher to the receiver |
| budget, and its revision | budgeted | |

The kind of transaction stands in the note. Everything else (interest, loan repayment, reimbursement, purchase and sale
of equity, guarantees, pledges, planned disbursements) has no stage here: it is left out and told with its amounts
(`left_out`), as is an original budget that a revised one of the same period replaces. An amount is never split over sectors or places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from istmo.formats._iati import places, words
from istmo.formats._iati.activity import SOURCE, Activity, Gathered
from istmo.formats._iati.paths import Paths
from istmo.formats._shared import warning
from istmo.kernel.period import UNDATED, Period
from istmo.kernel.problem import Where

COLUMNS = (
    "stage",
    "amount",
    "currency",
    "kind",
    "as_of",
    "period",
    "period_as_written",
    "provider",
    "receiver",
    "place",
    "agency",
    "activity",
    "value_as_written",
    "source",
    "note",
    "at",
)


@dataclass(frozen=True)
class _Kind:
    """A kind of transaction; without a stage it is told and left out."""

    name: str
    stage: str = ""
    incoming: bool = False


_KINDS = {
    "1": _Kind("Incoming funds", "disbursed", True),
    "2": _Kind("Outgoing commitment", "committed"),
    "3": _Kind("Disbursement", "disbursed"),
    "4": _Kind("Expenditure", "executed"),
    "5": _Kind("Interest payment"),
    "6": _Kind("Loan repayment"),
    "7": _Kind("Reimbursement"),
    "8": _Kind("Purchase of equity"),
    "9": _Kind("Sale of equity"),
    "10": _Kind("Credit guarantee"),
    "11": _Kind("Incoming commitment", "committed", True),
    "12": _Kind("Outgoing pledge"),
    "13": _Kind("Incoming pledge"),
}
#: The codes of IATI 1, and the words of its draft.
_OLD = {
    "COMMITMENT": "2",
    "DISBURSEMENT": "3",
    "EXPENDITURE": "4",
    "IF": "1",
    "C": "2",
    "D": "3",
    "E": "4",
    "IP": "5",
    "IR": "5",
    "LR": "6",
    "R": "7",
    "QP": "8",
    "QS": "9",
    "CG": "10",
}
_ORIGINAL, _REVISED = ("1", "original", ""), ("2", "revised")
_NO_CURRENCY = "XXX"
_PUBLISHER = "nothing can be done here: tell its publisher"


class Money:
    """The amounts of one activity."""

    def __init__(self, activity: Activity, into: Gathered) -> None:
        """Nothing is read yet."""
        self.activity, self.into, self.paths = activity, into, Paths(activity.element)

    def rows(self) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """The line of each amount, and its cells in the order of COLUMNS."""
        for element in self.activity.element.iterchildren("transaction"):
            yield from self._transaction(element)
        yield from self._budgets()
        for element in self.activity.element.iterchildren("planned-disbursement"):
            self._leave_out(element, "Planned disbursement")

    def _transaction(self, element: Any) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        given = words.code_of(element, "transaction-type") or words.attribute(element, "type")
        other = f"Transaction of the type “{given[:40]}”" if given else "Transaction without a type"
        kind = _KINDS.get(_OLD.get(given.upper(), given), _Kind(other, "not_stated"))
        if not kind.stage:
            self._leave_out(element, kind.name)
            return
        day, written = words.day_of(element, "transaction-date")
        valued = self._value_date(element)
        day = day or valued
        stated = places.stated(element, self.into.registers)
        cells = {
            "stage": kind.stage,
            "as_of": valued.isoformat() if valued else None,
            "period": day.isoformat() if day else UNDATED,
            "period_as_written": None if day else written or None,
            "provider": self._party(element, "provider-org", not kind.incoming),
            "receiver": self._party(element, "receiver-org", kind.incoming),
            "place": places.place_of(stated, self.into.registers) if stated else self.activity.place,
            "note": "; ".join(filter(None, (kind.name, words.told(element, "description")))),
        }
        yield from self._row(element, cells)

    def _budgets(self) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        budgets = [(each, self._budget_period(each)) for each in self.activity.element.iterchildren("budget")]
        revised = {period for each, period in budgets if _type(each) in _REVISED}
        for element, period in budgets:
            if _type(element) in _ORIGINAL and period in revised and period != (UNDATED, None):
                self._leave_out(element, "Original budget, revised for the same period")
                continue
            valued = self._value_date(element)
            status = {"1": "indicative", "2": "committed"}.get(words.attribute(element, "status"), "")
            name = "Revised budget" if _type(element) in _REVISED else "Budget"
            cells = {
                "stage": "budgeted",
                "as_of": valued.isoformat() if valued else None,
                "period": period[0],
                "period_as_written": period[1],
                "provider": None,
                "receiver": None,
                "place": self.activity.place,
                "note": f"{name}, {status}" if status else name,
            }
            yield from self._row(element, cells)

    def _budget_period(self, element: Any) -> tuple[str, str | None]:
        """Period code, and what is written where that is no period."""
        start, from_ = words.day_of(element, "period-start")
        end, to = words.day_of(element, "period-end")
        written = "/".join(filter(None, (from_, to))) or None
        if (not start and not end) or (start and end and start > end):
            found = f"a budget has no period: “{written or ''}”; it is undated"
            self.into.told.add(
                warning("period_not_readable", found, fix=_PUBLISHER), element.sourceline, "budget"
            )
            return UNDATED, written
        return Period(start, end).code, None

    def _row(
        self, element: Any, cells: dict[str, str | None]
    ) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        written, currency = self._amount(element)
        digits = words.number(written)
        if digits is None or words.is_too_long(digits):
            found = f"“{written[:80]}” is not an amount; the {element.tag} was left out"
            self.into.told.add(
                warning("amount_not_a_number", found, fix=_PUBLISHER),
                element.sourceline,
                f"{element.tag}/value",
            )
            return
        if not currency:
            found = f"a {element.tag} names no currency, nor does its activity; it is given as {_NO_CURRENCY}"
            self.into.told.add(
                warning("no_currency", found, fix=_PUBLISHER), element.sourceline, f"{element.tag}/value"
            )
        cells |= {
            "amount": digits,
            "currency": currency or _NO_CURRENCY,
            "kind": "increment",
            "agency": self.activity.agency,
            "activity": self.activity.code,
            "value_as_written": written,
            "source": SOURCE,
            "at": f"line {element.sourceline}: {self.paths.of(element)}",
        }
        yield element.sourceline or 0, tuple(cells[name] for name in COLUMNS)

    def _leave_out(self, element: Any, name: str) -> None:
        written, currency = self._amount(element)
        at = Where(file=self.into.told.file, row=element.sourceline, header=element.tag)
        self.into.left_out.add(name, written, currency, at)

    def _amount(self, element: Any) -> tuple[str, str]:
        """The amount as written and its currency."""
        value = element.find("value")
        if value is None:
            return "", self.activity.currency
        currency = words.attribute(value, "currency").upper() or self.activity.currency
        return "".join(value.itertext()).strip(), currency

    def _value_date(self, element: Any) -> date | None:
        return words.day(words.attribute(element.find("value"), "value-date"))

    def _party(self, element: Any, tag: str, is_publisher: bool) -> str | None:
        """Who gives or receives. The publisher is who it is where no other is named on its own side."""
        party = element.find(tag)
        name = (words.own(party) or words.attribute(party, "ref")) if party is not None else ""
        return name or (self.activity.publisher if is_publisher else "") or None


def _type(budget: Any) -> str:
    return words.attribute(budget, "type").casefold()
