"""`istmo review recall`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    by: opened.As,
    reason: Annotated[str, typer.Option(help="Why: who reviews it may have begun.")],
) -> None:
    """Take back a submission of your agency that waits for a decision. Nothing is lost; submit again when it is right.

    Example: istmo review recall fy2017/usaid/1 --reason "The wrong file" --as ana
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.recall import recall

    found = version(submission)
    recall(version=found, reason=reason, by=opened.acting(by), at=opened.now())
    face.say(f"{found.code} was recalled. Next: {face.called()} submission submit FILE")
