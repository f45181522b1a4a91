"""From a value with its range, qualifier and unit to a number on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.quantity import plain
from istmo.publish import display
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Indicator
from istmo.publish.words import Words


@dataclass(frozen=True)
class Amount:
    """A value as a question or a row gives it; `value` None where only a range or words are known."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str | None = None
    unit: str | None = None
    as_written: str | None = None


def of_figure(figure: Figure, indicator: Indicator, words: Words, places: int | None = None) -> Cell:
    """One row as it is shown."""
    told = Amount(
        figure.value,
        figure.low,
        figure.high,
        figure.qualifier,
        figure.unit or indicator.unit,
        figure.value_as_written,
    )
    return shown(told, indicator, (figure,), words, places)


def shown(
    amount: Amount, indicator: Indicator, figures: Sequence[Figure], words: Words, places: int | None = None
) -> Cell:
    """A value as it is shown: a milestone as its state, a range with both ends, what is only words as its words."""
    rows = tuple(figures)
    if indicator.measure == "milestone":
        return Cell(
            words.named(_state(amount, indicator)),
            "",
            plain(amount.value) if amount.value is not None else "",
            rows,
        )
    ends = [end for end in (amount.low, amount.high) if end is not None]
    if amount.value is None and not ends:
        return Cell(words.named(amount.as_written or ""), "", amount.as_written or "", rows)
    if len(set(ends)) == 2:
        low, unit = display.amount(ends[0], amount.unit, words, places)
        high, _ = display.amount(ends[1], amount.unit, words, places)
        exact = plain(amount.value) if amount.value is not None else f"{plain(ends[0])}..{plain(ends[1])}"
        return Cell(display.span(low, high, words), unit, exact, rows)
    value = amount.value if amount.value is not None else ends[0]
    text, unit = display.amount(value, amount.unit, words, places)
    return Cell(display.qualified(text, _qualifier(amount), words), unit, plain(value), rows)


def _qualifier(amount: Amount) -> str | None:
    """An open end says more than a qualifier that was left out."""
    if amount.value is None:
        return "at_least" if amount.high is None else "at_most" if amount.low is None else amount.qualifier
    return amount.qualifier


def _state(amount: Amount, indicator: Indicator) -> str:
    states = [state for state in (indicator.states or "").split("|") if state]
    if amount.value is not None and 1 <= amount.value <= len(states):
        return states[int(amount.value) - 1].replace("-", " ")
    return amount.as_written or ""
