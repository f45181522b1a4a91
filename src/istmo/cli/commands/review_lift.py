"""`istmo review lift`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    figures: Annotated[
        list[str], typer.Argument(help="Rows or cells that are held; see: istmo review list.")
    ],
    by: opened.As,
    reason: Annotated[str, typer.Option(help="Why: what settled the doubt.")],
) -> None:
    """Lift a hold. After the rest was approved this approves the figure too, and the next release has it.

    Example: istmo review lift fy2017/usaid/1 12 --reason "The post confirmed it" --as diego
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.services import lift

    found = version(submission)
    lifted = lift(version=found, figures=figures, reason=reason, by=opened.acting(by), at=opened.now())
    face.say(f"No longer held: {', '.join(map(str, lifted))} of {found.code}.")
