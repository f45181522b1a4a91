"""What is left of an amount at the next stage: unobligated and unliquidated, like for like or not at all.

Unobligated is what was appropriated or allocated less what was obligated; unliquidated is what was obligated less what
was disbursed. Both sides must be the same money: same fund year, account, place, source, currency and agencies, told
up to the same day. An amount by the year of the transaction says nothing of which year's money moved, so nothing is
subtracted from it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.kernel.quantity import Qualifier, Quantity, total

#: Stage -> the stage whose amount is taken from it.
NEXT = {"appropriated": "obligated", "allocated": "obligated", "obligated": "disbursed"}
_NOT_TOLD = {
    stage: f"nothing {taken} is told for the same year, account and place" for stage, taken in NEXT.items()
}
_NOTHING = (None, None)
_TURNED = {Qualifier.AT_LEAST: Qualifier.AT_MOST, Qualifier.AT_MOST: Qualifier.AT_LEAST}


class Money(NamedTuple):
    """One amount, as far as comparing it with another stage goes. like: what must be the same on both sides."""

    stage: str
    like: tuple[object, ...]
    amount: Decimal
    qualifier: str
    is_balance: bool
    until: date | None
    agencies: str
    days: str
    by_period: bool


class Left(NamedTuple):
    """What is left and how exact that is, or why it is not available. All None: the stage has nothing to be left."""

    amount: Decimal | None = None
    qualifier: str | None = None
    why: str | None = None

    def columns(self, stage: str) -> tuple[Decimal | str | None, ...]:
        """unobligated and its qualifier, unliquidated and its qualifier, why not."""
        told = (self.amount, self.qualifier)
        return (*_NOTHING, *told, self.why) if stage == "obligated" else (*told, *_NOTHING, self.why)


_NONE_LEFT = Left()


def remaining(rows: Sequence[Money]) -> list[Left]:
    """What is left of each amount, in their order."""
    by_key = {(row.stage, row.like): row for row in rows}
    return [_left(row, by_key.get((NEXT.get(row.stage, ""), row.like))) for row in rows]


def _left(row: Money, taken: Money | None) -> Left:
    if row.stage not in NEXT:
        return _NONE_LEFT
    why = _why_not(row, taken)
    if why or taken is None:
        return Left(why=f"not available, because {why}")
    qualifier = Qualifier(taken.qualifier)
    minus = Quantity(-taken.amount, qualifier=_TURNED.get(qualifier, qualifier))
    left = total((Quantity(row.amount, qualifier=Qualifier(row.qualifier)), minus), non_negative=False)
    return Left(left.value, str(left.qualifier))


def _why_not(row: Money, taken: Money | None) -> str:
    """Why the two are not like for like; empty if they are."""
    if taken is None:
        return _NOT_TOLD[row.stage]
    told, again = (stated.agencies or "nobody named" for stated in (row, taken))
    until, then = (str(stated.until or "a day not told") for stated in (row, taken))
    dated = row.is_balance or row.stage == "obligated"  # an allocation made once holds until it is changed
    reasons = (
        (
            row.by_period or taken.by_period,
            "the year is not that of the money: what moves in a year may be money of other years",
        ),
        (row.days != taken.days, f"{row.stage} and {taken.stage} are told of different years"),
        (told != again, f"{row.stage} is told by {told}, {taken.stage} by {again}"),
        (dated and until != then, f"{row.stage} is told until {until}, {taken.stage} until {then}"),
    )
    return next((said for differs, said in reasons if differs), "")
