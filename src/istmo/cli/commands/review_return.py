"""`istmo review return`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    by: opened.As,
    comment: Annotated[str, typer.Option(help="Why: what the agency has to mend.")],
) -> None:
    """Return a submission to its agency, with the reason.

    Example: istmo review return fy2017/usaid/1 --as diego --comment "Row 12: the unit is missing."
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.services import send_back

    decision = send_back(version=version(submission), by=opened.acting(by), at=opened.now(), comment=comment)
    face.say(f"{decision.version.code} was returned.")
