"""What persons decided beside approving whole versions, as rows of a release's tables.

Figures held, overlaps settled, warnings let pass; and which agencies said that they have nothing to report.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from istmo.collect.models import Version
from istmo.collect.queries import standing_declarations
from istmo.kernel.tables import TABLES
from istmo.review.held import Place, figures
from istmo.review.models import Decision, Settlement
from istmo.review.queries import held_of, settlements
from istmo.review.waivers import LetPass, let_pass

Rows = list[tuple[Any, ...]]
#: What a hold tells of a figure; never its value.
_ABOUT = ("indicator", "place", "period_start", "period_end", "agency", "activity", "role")


def decided(approvals: Sequence[Decision]) -> dict[str, Rows]:
    """Rows of `holds`, `overlaps`, `waivers` and `declarations`, in the kernel's order of columns; persons as numbers.

    Without the last two where there is none, so that a workspace that knows none freezes what it froze before.
    """
    told = {
        "holds": sorted(set(_held([approval.version for approval in approvals])), key=str),
        "overlaps": [_settled(settlement) for settlement in settlements()],
    }
    waived = list(_waived([approval.version for approval in approvals]))
    nothing = list(_nothing([approval.version for approval in approvals]))
    return told | ({"waivers": waived} if waived else {}) | ({"declarations": nothing} if nothing else {})


def row(table: str, **values: Any) -> tuple[Any, ...]:
    """One row of a table, its cells by name; KeyError where one is not given."""
    return tuple(values[name] for name in TABLES[table].names)


def _held(versions: Sequence[Version]) -> Iterator[tuple[Any, ...]]:
    """One row for every figure held; a hold on a row holds every figure in it."""
    holds = held_of(versions)
    for version in versions:
        there = holds.get(version.pk, [])
        for figure in figures(version, [hold.row for hold in there]) if there else ():
            for hold in there:
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


def _waived(versions: Sequence[Version]) -> Iterator[tuple[Any, ...]]:
    """One row for every check that was let pass in a version: with the reason of each figure, where it was of figures."""
    passed = let_pass(versions)
    for version in versions:
        by_check: dict[str, list[LetPass]] = {}
        for one in passed[version.pk]:
            by_check.setdefault(one.waiver.code, []).append(one)
        for code, given in sorted(by_check.items()):
            reasons = [
                f"{one.place}: {one.waiver.reason}" if one.place else one.waiver.reason for one in given
            ]
            persons = sorted({one.waiver.person_id for one in given})
            yield row(
                "waivers",
                submission=version.code,
                code=code,
                reason=" | ".join(reasons),
                asked_by=None,
                granted_by=", ".join(map(str, persons)),
            )


def _nothing(versions: Sequence[Version]) -> Iterator[tuple[Any, ...]]:
    """Who has nothing to report to the calls of these versions; whoever has an approved version there has reported."""
    reported = {(one.submission.call_id, one.submission.agency_id) for one in versions}
    for said in standing_declarations({call for call, _agency in reported}):
        if (said.call_id, said.agency_id) not in reported:
            yield row(
                "declarations",
                call=said.call.code,
                agency=said.agency.code,
                reason=said.reason,
                said_by=str(said.person_id),
            )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
