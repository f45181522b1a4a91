"""What persons decided beside approving whole versions, as rows of a release's tables: figures held, overlaps settled."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from istmo.collect.models import Version
from istmo.kernel.tables import TABLES
from istmo.review.held import Place, figures
from istmo.review.models import Decision, Settlement
from istmo.review.queries import held, settlements

Rows = list[tuple[Any, ...]]
#: What a hold tells of a figure; never its value.
_ABOUT = ("indicator", "place", "period_start", "period_end", "agency", "activity", "role")


def decided(approvals: Sequence[Decision]) -> dict[str, Rows]:
    """Rows of `holds` and `overlaps`, in the kernel's order of columns. Persons appear as their numbers."""
    return {
        "holds": sorted({row for approval in approvals for row in _held(approval.version)}, key=str),
        "overlaps": [_settled(settlement) for settlement in settlements()],
    }


def row(table: str, **values: Any) -> tuple[Any, ...]:
    """One row of a table, its cells by name; KeyError where one is not given."""
    return tuple(values[name] for name in TABLES[table].names)


def _held(version: Version) -> Iterator[tuple[Any, ...]]:
    """One row for every figure held; a hold on a row holds every figure in it."""
    holds = held(version)
    for figure in figures(version, [hold.row for hold in holds]) if holds else ():
        for hold in holds:
            if figure.stands_at(Place(hold.row, hold.cell)):
                about = {name: getattr(figure, name) for name in _ABOUT}
                about["breakdown"] = figure.breakdown or None
                yield row(
                    "holds",
                    submission=version.code,
                    row=hold.row,
                    at=hold.cell or None,
                    reason=hold.reason,
                    **about,
                )


def _settled(settlement: Settlement) -> tuple[Any, ...]:
    return row(
        "overlaps",
        indicator=settlement.indicator,
        place=settlement.place,
        period=settlement.period,
        decision=settlement.decision,
        value=_number(settlement.value),
        low=_number(settlement.low),
        high=_number(settlement.high),
        reason=settlement.reason,
        decided_by=str(settlement.person_id),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
