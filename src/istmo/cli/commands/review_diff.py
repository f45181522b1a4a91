"""`istmo review diff`."""

from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened, tables

if TYPE_CHECKING:
    from decimal import Decimal

    from istmo.review.differences import Statement


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    everything: Annotated[bool, typer.Option("--all", help="Also what is as before.")] = False,
    most: Annotated[int, typer.Option(help="How many figures.", min=1)] = 1000,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell every figure beside the version before, last year and its target, the largest change first.

    Where there is no version before, every figure is told.

    Example: istmo review diff fy2017/usaid/2
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.differences import CHANGES, Kind, Wanted, differences

    kinds = () if everything else (*CHANGES, Kind.FIRST)
    found = differences(version(submission), Wanted(kinds=kinds, most=most))
    columns = (
        "at",
        "figure",
        "change",
        "now",
        "before",
        "percent",
        "last_year",
        "percent_of_year",
        "target",
        "differs",
    )
    rows = [
        (
            str(one.place) if one.place else "gone",
            str(one.key),
            str(one.kind),
            _said(one.now),
            _said(one.last),
            _percent(one.since_last),
            _said(one.year),
            _percent(one.since_year),
            _said(one.target),
            ", ".join(one.differs),
        )
        for one in found.figures
    ]
    tables.give("figures", columns, rows, json_)
    if not json_:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(found.kinds.items()))
        before = f"Beside {found.last.code}" if found.last else "There is no version before it"
        face.say(f"{before}: {told or 'no figures'}.")


def _said(one: "Statement | None") -> str | None:
    from istmo.kernel.quantity import plain

    if one is None:
        return None
    return plain(one.value) if one.value is not None else one.state


def _percent(number: "Decimal | None") -> str | None:
    from istmo.kernel.quantity import plain, rounded

    return None if number is None else plain(rounded(number, 1))
