"""`istmo review hold`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    figures: Annotated[
        list[str], typer.Argument(help="Rows, or cells such as Results!F12, as the reporter sees them.")
    ],
    by: opened.As,
    reason: Annotated[str, typer.Option(help="Why: what is in doubt.")],
) -> None:
    """Hold doubtful figures of a submission: its approval leaves them out until the hold is lifted.

    The person who submitted it cannot. What is held is named in the release with the reason, never with its value.

    Example: istmo review hold fy2017/usaid/1 12 F14 --reason "Ten times last year's" --as diego
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.queries import seal
    from istmo.review.services import hold

    found = version(submission)
    held = hold(version=found, figures=figures, reason=reason, by=opened.acting(by), at=opened.now())
    face.say(
        f"Held: {', '.join(map(str, held))}. Approve the rest: {face.called()} review approve {found.code}"
    )
    face.show(f"{found.code}\t{seal(found)}")
