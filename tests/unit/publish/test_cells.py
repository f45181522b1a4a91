"""From a value with range and qualifier to a number on the page."""

from dataclasses import replace
from decimal import Decimal

import pytest

from istmo.publish import cells
from istmo.publish.cells import Amount
from istmo.publish.registers import Indicator
from istmo.publish.words import Words

EN = Words()
DAYS = Indicator(
    code="wait", framework="f", title="Wait", kind="outcome", measure="quantity", direction="down", unit="days",
    per=None, input=None, vocabulary=None, standard_code=None, custom_reason=None, definition=None, caveat=None,
    sector=None, preferred_source=None, states=None,
)  # fmt: skip
OFFICE = replace(DAYS, measure="milestone", states="planned|at-work|ended")


def told(amount: Amount, indicator: Indicator = DAYS) -> tuple[str, str, str]:
    cell = cells.shown(amount, indicator, (), EN)
    return cell.shown, cell.unit, cell.value


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(Decimal("82.5"), unit="days"), ("82.5", "days", "82.5")),
        (Amount(Decimal(82), qualifier="about", unit="days"), ("about 82", "days", "82")),
        (Amount(None, Decimal(2), Decimal(3), unit="hours"), ("2 to 3", "hours", "2..3")),
        (Amount(Decimal(5), Decimal(2), Decimal(8), unit="hours"), ("2 to 8", "hours", "5")),
        (Amount(None, Decimal(2), None, unit="hours"), ("at least 2", "hours", "2")),
        (Amount(None, None, Decimal(2), unit="hours"), ("at most 2", "hours", "2")),
        (Amount(None, as_written="three weeks"), ("three weeks", "", "three weeks")),
        (Amount(Decimal("0E-9"), unit="days"), ("0", "days", "0")),
    ],
)
def test_shown_tells_value_range_and_qualifier(amount: Amount, expected: tuple[str, str, str]) -> None:
    assert told(amount) == expected


def test_shown_tells_a_milestone_by_its_state() -> None:
    assert told(Amount(Decimal(2)), OFFICE) == ("at work", "", "2")
    assert told(Amount(Decimal(9), as_written="beyond"), OFFICE) == ("beyond", "", "9")
