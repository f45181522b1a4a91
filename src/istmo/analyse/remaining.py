"""What is left of an amount at the next stage: unobligated and unliquidated, like for like or not at all.

Unobligated is what was appropriated or allocated less what was obligated; unliquidated is what was obligated less what
was disbursed. Both sides must be the same money: same fund year, account, place, source, currency and agencies, told
up to the same day. An amount by the year of the transaction says nothing of which year's money moved, so nothing is
subtracted from it. funds.sql sets the two beside one another and tells what hinders comparing them; here are the words.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from istmo.kernel.quantity import Qualifier, Quantity, total
from istmo.release.column import Coded

_NOUGHT = Decimal(0)
_TURNED = {Qualifier.AT_LEAST: Qualifier.AT_MOST, Qualifier.AT_MOST: Qualifier.AT_LEAST}
#: What hinders a comparison -> why, of the stage, the stage taken from it, and what each of them tells.
_WHY = {
    "nothing": "nothing {taken} is told for the same year, account and place",
    "by_period": "the year is not that of the money: what moves in a year may be money of other years",
    "years": "{stage} and {taken} are told of different years",
    "agencies": "{stage} is told by {told}, {taken} by {again}",
    "day": "{stage} is told until {told}, {taken} until {again}",
}


def left(told: Mapping[str, Coded]) -> dict[str, Coded]:
    """How exact what is left is, and why nothing is, as columns of the answer."""
    return {
        "unobligated_qualifier": told["unobligated_of"].told(_qualifier),
        "unliquidated_qualifier": told["unliquidated_of"].told(_qualifier),
        "not_available": told["hindrance"].told(_why_not),
    }


@cache
def _qualifier(of: str | None) -> str | None:
    """How exact a difference is, of `exact at_least`: the qualifiers of what is there and of what is taken away."""
    if of is None:
        return None
    there, taken = map(Qualifier, of.split(" "))
    parts = (Quantity(_NOUGHT, qualifier=there), Quantity(_NOUGHT, qualifier=_TURNED.get(taken, taken)))
    return str(total(parts, non_negative=False).qualifier)


def _why_not(hindrance: str | None) -> str | None:
    """Why two stages are not like for like, of `hindrance|stage|stage taken|told|told again`."""
    if hindrance is None:
        return None
    kind, stage, taken, told, again = hindrance.split("|")
    return f"not available, because {_WHY[kind].format(stage=stage, taken=taken, told=told, again=again)}"
