"""`istmo review overlap`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    indicator: Annotated[str, typer.Argument(help="Indicator.")],
    place: Annotated[str, typer.Argument(help="Place.")],
    period: Annotated[str, typer.Argument(help="Period, such as FY2017.")],
    decision: Annotated[
        str,
        typer.Argument(
            help="sum: nobody is counted twice; max: all are the same; custom; open: withdraw the decision before."
        ),
    ],
    by: opened.As,
    reason: Annotated[str, typer.Option(help="Why: who looked, and what was found.")],
    value: Annotated[
        str, typer.Option(help="Of a custom decision: the total, from the largest part to the sum.")
    ] = "",
) -> None:
    """Decide how several agencies or activities count together where they may have counted the same people or things.

    What overlaps: istmo review overlaps. The last decision stands and is named beside the total, with its reason and
    who decided, in every release frozen from then on; earlier decisions stay on record.

    Example: istmo review overlap people-trained SV FY2017 max --reason "One training, two funders" --as diego
    """
    opened.open_workspace(ctx)
    from istmo.review.services import Overlap, settle

    overlap = Overlap(indicator, place, period, decision, value)
    settled = settle(overlap=overlap, reason=reason, by=opened.acting(by), at=opened.now())
    face.say(f"Settled: {settled}, {settled.decision}{f' {settled.value}' if settled.value else ''}.")
    if decision == "open":
        return
    face.say(
        f"Undecided it was {settled.low or 'not known'} to {settled.high or 'not known'}."
        if settled.low or settled.high
        else "Nothing approved overlaps there yet: the decision waits for figures. Was it spelt as you meant it?"
    )
